from odoo import api, models

from ...domain import calendar, first_contact


class KfzFirstContact(models.Model):
    """What a ruling does to the claims of the two zones."""

    _inherit = "kfz.first.contact"

    @api.model
    def _kfz_apply_ruling(self, dispute, winners):
        """Runs as the system. A winner without a claim gets one that starts with its earliest evidence, or today."""
        zones, today = dispute.opener_id | dispute.respondent_id, calendar.today()
        identity = first_contact.identity(dispute.name, dispute.uscc)
        claims = self.search([("company_id", "in", zones.ids), ("state", "=", "active")]).filtered(
            lambda claim: (
                first_contact.match(identity, claim._kfz_identity()) in first_contact.CERTAIN
            )
        )
        claims.filtered(lambda claim: claim.company_id not in winners)._kfz_end(
            "overruled", self.env._("Ruling of the joint office")
        )
        shared = len(winners) > 1
        kept = claims.filtered(lambda claim: claim.company_id in winners)
        kept.write({"is_shared": shared})
        for zone in winners - kept.company_id:
            begun = min(
                dispute.evidence_ids.filtered(lambda row, zone=zone: row.company_id == zone).mapped(
                    "date"
                ),
                default=today,
            )
            partner = self._kfz_find_partner(zone, identity)
            self.create(
                {
                    **self._kfz_identity_values(
                        partner._kfz_first_contact_identity() if partner else identity
                    ),
                    "company_id": zone.id,
                    "partner_id": partner.id,
                    "claimed_from": begun,
                    "is_shared": shared,
                    "protected_until": first_contact.prolonged(
                        today, zone._kfz_settings().kfz_first_contact_days
                    ),
                }
            )

    @api.model
    def _kfz_find_partner(self, zone, identity):
        """The enterprise, of the zone's own or the common directory, for a claim that a ruling gives."""
        found = self.env["res.partner"].search(
            [
                ("is_enterprise", "=", True),
                ("company_id", "in", (zone.id, False)),
                "|",
                ("name_key", "=", identity.key),
                ("vat", "=", identity.code or "-"),
            ],
            order="company_id",
        )
        return found.filtered(
            lambda partner: (
                first_contact.match(identity, partner._kfz_first_contact_identity())
                in first_contact.CERTAIN
            )
        )[:1]
