from odoo import fields, models


class ResPartner(models.Model):
    """The intermediary's side of its awards."""

    _inherit = "res.partner"

    award_count = fields.Integer(
        "Referral awards", compute="_compute_award_count", groups="kfz_investment.group_kfz_officer"
    )

    def _compute_award_count(self):
        counts = dict(
            self.env["kfz.award"]._read_group(
                [("intermediary_id", "in", self._origin.ids)], ["intermediary_id"], ["__count"]
            )
        )
        for partner in self:
            partner.award_count = counts.get(partner._origin, 0)

    def action_awards(self):
        """The awards of an intermediary."""
        self.ensure_one()
        return {
            **self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_award_action"),
            "domain": [("intermediary_id", "=", self.id)],
            "context": {},
        }
