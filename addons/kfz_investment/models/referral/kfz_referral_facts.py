from odoo import models

from ...domain import referral, uscc


class KfzReferral(models.Model):
    """Facts of the zone about the enterprise of a referral: contacts and projects of all its users."""

    _inherit = "kfz.referral"

    def _kfz_enterprises(self):
        """The matched enterprise, and those with its code that the zone sees."""
        code = self.enterprise_code or (uscc.is_valid(self.partner_id.vat) and self.partner_id.vat)
        same = (
            self.env["res.partner"]
            .with_context(active_test=False)
            .search([("is_enterprise", "=", True), ("vat", "=", code)])
            if code
            else self.partner_id
        )
        return self.partner_id | same

    def _kfz_contacts(self):
        """The zone's contacts with the enterprise, by any of its users."""
        domain = [
            ("company_id", "=", self.company_id.id),
            ("partner_id", "in", self._kfz_enterprises().ids),
        ]
        # sudo: an officer only sees visits of their own projects; which contact came first is a fact of the zone
        contacts = [
            referral.Contact(row.date, row.create_date)
            for row in self.env["kfz.interaction"].sudo().search(domain)
        ]
        # sudo: as above
        claims = (
            self.env["kfz.first.contact"].sudo().search([*domain, ("state", "!=", "overruled")])
        )
        return contacts + [
            referral.Contact(claim.claimed_from, claim.create_date) for claim in claims
        ]

    def _kfz_projects(self):
        # sudo: as for contacts; closed projects count as well
        return (
            self.env["crm.lead"]
            .sudo()
            .with_context(active_test=False)
            .search(
                [
                    ("is_promotion", "=", True),
                    ("company_id", "=", self.company_id.id),
                    ("partner_id", "in", self._kfz_enterprises().ids),
                ],
                order="create_date",
            )
        )
