from odoo import fields, models

#: The groups that may read projects and visits at all; record rules then say which ones.
READERS = (
    "kfz_investment.group_kfz_officer,kfz_investment.group_kfz_lead_official,"
    "kfz_investment.group_kfz_task_force"
)


class ResPartner(models.Model):
    """The projects and visits of an enterprise that the user's zone has; others are not counted either."""

    _inherit = "res.partner"

    kfz_project_ids = fields.One2many(
        "crm.lead", "partner_id", "Projects", domain=[("is_promotion", "=", True)], groups=READERS
    )
    kfz_project_count = fields.Integer(
        "Number of projects", compute="_compute_kfz_project_count", groups=READERS
    )
    kfz_interaction_ids = fields.One2many(
        "kfz.interaction", "partner_id", "Visits and meetings", groups=READERS
    )

    def _compute_kfz_project_count(self):
        counts = dict(
            self.env["crm.lead"]._read_group(
                [("is_promotion", "=", True), ("partner_id", "in", self.ids)],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.kfz_project_count = counts.get(partner._origin, 0)

    def action_view_kfz_projects(self):
        """Open this enterprise's projects on the board's own pages; a new one there starts with this enterprise."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("kfz_investment.kfz_project_action")
        return {
            **action,
            "name": self.name,
            "view_mode": "list,kanban,form",
            "views": sorted(action["views"], key=lambda view: view[1] != "list"),
            "domain": [("is_promotion", "=", True), ("partner_id", "=", self.id)],
            "context": {
                "default_is_promotion": True,
                "default_partner_id": self.id,
                "default_type": "opportunity",
            },
        }
