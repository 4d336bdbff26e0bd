from odoo import models


class ResCompany(models.Model):
    """A zone has a promotion team, whose pipeline are the stages of promotion."""

    _inherit = "res.company"

    def _kfz_complete_zone(self):
        super()._kfz_complete_zone()
        teams = self.env["crm.team"].with_context(active_test=False)
        stages = self.env["crm.stage"].search([("milestone", "!=", False)])
        for zone in self:
            zone.country_id = zone.country_id or self.env.ref("base.cn")
            own = [("company_id", "=", zone.id), ("is_promotion", "=", True)]
            team = teams.search(own, limit=1) or teams.create(
                {
                    "name": f"{zone.zone_code} Promotion",
                    "company_id": zone.id,
                    "is_promotion": True,
                    "sequence": 900 + teams.search_count([("is_promotion", "=", True)]),
                    "user_id": False,
                }
            )
            stages.filtered(lambda stage, team=team: team not in stage.team_ids).team_ids = [
                (4, team.id)
            ]

    def _kfz_is_in_use(self):
        # sudo: whether a project counts in the company's currency, of whatever zone
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        return super()._kfz_is_in_use() or bool(
            leads.search_count([("company_id", "=", self.id)], limit=1)
        )
