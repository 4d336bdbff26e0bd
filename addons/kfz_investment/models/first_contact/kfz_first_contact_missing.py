from odoo import api, models

from ...domain import calendar, first_contact, first_contact_past


class KfzFirstContact(models.Model):
    """Claims for visits that were recorded before there were claims."""

    _inherit = "kfz.first.contact"

    @api.model
    def _kfz_open_missing(self):
        """Open the claims that recorded visits would have opened and that are alive today. Run by the system, on upgrade.

        No check is logged and nobody is told: a zone learns of another's claim when it asks or records, as ever. A claim that
        would have ended is not made, as none is when an old visit is entered. A second run finds nothing.

        :return: the claims
        """
        visits = [
            first_contact_past.Visit(
                event,
                (interaction.create_date, interaction.id),
                zone,
                partner,
                partner._kfz_first_contact_identity(),
                interaction,
            )
            for (zone, partner), rows in self._kfz_all_events().items()
            for event, interaction in rows
        ]
        days = {
            zone: zone._kfz_settings().kfz_first_contact_days for zone in {v.zone for v in visits}
        }
        missing = first_contact_past.missing(visits, self._kfz_kept(), days, calendar.today())
        return self.create(
            [
                {
                    **self._kfz_identity_values(claim.identity),
                    "company_id": claim.zone.id,
                    "partner_id": claim.enterprise.id,
                    "claimed_from": claim.span.begin,
                    "protected_until": claim.span.until,
                    "interaction_id": claim.source.id,
                }
                for claim in missing
            ]
        )

    @api.model
    def _kfz_all_events(self):
        """What every recorded interaction does, as ``_kfz_first_contact_events``."""
        kinds = {rule.kind for rule in self.env["kfz.first.contact.kind"]._kfz_rules()}
        found = self.env["kfz.interaction"].search([("kind", "in", list(kinds))], order="date, id")
        return found._kfz_first_contact_events()

    @api.model
    def _kfz_kept(self):
        """The claims that exist. One that was released or overruled protects nothing, but its zone gets no other here."""
        return [
            first_contact_past.Claim(
                claim.company_id,
                claim.partner_id,
                claim._kfz_identity(),
                first_contact.Span(
                    claim.claimed_from,
                    # over before it began
                    claim.protected_until
                    if claim.state in ("active", "lapsed")
                    else first_contact.prolonged(claim.claimed_from, -1),
                ),
                is_kept=True,
            )
            for claim in self.search([("company_id", "!=", False)])
        ]
