from odoo import api, models

#: sales fields without a meaning for promotion projects: hidden from filters, groups, measures and export columns
SALES_ONLY = (
    "recurring_revenue",
    "recurring_plan",
    "recurring_revenue_monthly",
    "recurring_revenue_monthly_prorated",
    "recurring_revenue_prorated",
    "prorated_revenue",
    "probability",
    "automated_probability",
    "referred",
    "won_status",
    "day_close",
    "day_open",
    "lead_properties",
    "campaign_id",
    "medium_id",
    "source_id",
)


class CrmLead(models.Model):
    """On promotion pages, core fields have promotion labels."""

    _inherit = "crm.lead"

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        result = super().fields_get(allfields, attributes)
        if not self.env.context.get("default_is_promotion"):
            return result
        for name in SALES_ONLY:
            result.pop(name, None)
        for name, label in self._kfz_labels().items():
            if "string" in result.get(name, ()):
                result[name]["string"] = label
        return result

    @api.model
    def _kfz_labels(self):
        return {
            "name": self.env._("Project name"),
            "user_id": self.env._("Account manager"),
            "partner_id": self.env._("Enterprise"),
            "company_id": self.env._("Zone"),
            "team_id": self.env._("Promotion team"),
            "expected_revenue": self.env._("Planned investment"),
            "date_deadline": self.env._("Expected signing"),
            "date_closed": self.env._("Signed or ended on"),
            "lost_reason_id": self.env._("Closing reason"),
        }
