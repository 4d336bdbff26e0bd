from odoo import api, fields, models


class KfzArea(models.Model):
    """The projects of an area, as far as the user reads them."""

    _inherit = "kfz.area"

    project_count = fields.Integer("Projects", compute="_compute_project_count")

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_project_count(self):
        counts = {}
        if self.env["crm.lead"].has_access("read"):
            domain = [("area_id", "in", self.ids), ("is_promotion", "=", True)]
            counts = dict(self.env["crm.lead"]._read_group(domain, ["area_id"], ["__count"]))
        for area in self:
            area.project_count = counts.get(area, 0)

    def action_open_projects(self):
        """The projects of the area."""
        self.ensure_one()
        return {
            **self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_project_action"),
            "domain": [("is_promotion", "=", True), ("area_id", "=", self.id)],
            "context": {"default_is_promotion": True, "default_area_id": self.id},
        }
