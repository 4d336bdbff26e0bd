from odoo import api, models


class CrmLead(models.Model):
    """The project's side: choosing the enterprise checks it."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "kfz.first.contact.banner"]

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads._kfz_first_contact_note("project")
        return leads

    def write(self, vals):
        result = super().write(vals)
        if vals.get("partner_id"):
            self._kfz_first_contact_note("project")
        return result

    @api.depends("partner_id", "company_id")
    def _compute_first_contact(self):
        # core would read all else that is known of the enterprises, too
        self.partner_id._origin.fetch(["is_enterprise"])
        super()._compute_first_contact()

    def _kfz_first_contact_subject(self):
        if not self.is_promotion:
            return self.env["res.company"], self.env["res.partner"]
        return self.company_id.filtered("zone_code"), self.partner_id.filtered("is_enterprise")
