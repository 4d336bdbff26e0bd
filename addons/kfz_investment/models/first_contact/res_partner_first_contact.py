from odoo import api, models

from ...domain import first_contact
from .kfz_first_contact_log import log_state


class ResPartner(models.Model):
    """The enterprise's side of first contact."""

    _name = "res.partner"
    _inherit = ["res.partner", "kfz.first.contact.banner"]

    @api.model_create_multi
    def create(self, vals_list):
        before = log_state(self.env)
        partners = super().create(vals_list)
        is_new = log_state(self.env) is before
        partners.filtered("is_enterprise")._kfz_first_contact_note("enterprise", is_new)
        return partners

    @api.constrains("name", "vat")
    def _check_first_contact_identity(self):
        """A claim goes by the name and code that the enterprise has now."""
        known = self._kfz_known_before()
        if not known:
            return
        # sudo: claims are written by the system only
        for claim in (
            self.env["kfz.first.contact"]
            .sudo()
            .search([("partner_id", "in", known.ids), ("state", "=", "active")])
        ):
            claim.write(claim._kfz_identity_values(claim.partner_id._kfz_first_contact_identity()))

    @api.depends("name", "vat")
    def _compute_first_contact(self):
        super()._compute_first_contact()

    def _kfz_first_contact_subject(self):
        """A zone's own enterprise is asked about by that zone, a common one by the user's."""
        none = self.browse()
        if not self.is_enterprise:
            return self.env["res.company"], none
        return (self.company_id or self.env.company | self.env.companies).filtered(
            "zone_code"
        ), self

    def _kfz_first_contact_identity(self):
        return first_contact.identity(self.name, self.vat)
