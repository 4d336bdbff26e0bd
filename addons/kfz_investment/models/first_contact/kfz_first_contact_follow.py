from odoo import api, models
from odoo.fields import Domain

from ...domain import calendar, first_contact
from .kfz_first_contact_match import Asked


class KfzFirstContact(models.Model):
    """Claims follow the interactions that zones record: they start, are renewed and lapse (``domain/first_contact.py``)."""

    _inherit = "kfz.first.contact"

    @api.model
    def _kfz_follow(self, interactions):
        """Open or renew the claims of interactions just recorded, however many, with the same number of queries."""
        events = interactions._kfz_first_contact_events()
        if not events:
            return
        today = calendar.today()
        live = self._kfz_live_claims(events)
        fresh = {}
        for (zone, partner), rows in events.items():
            claim = live.get((zone, partner))
            if claim and claim._kfz_is_alive():
                claim._renew(rows)
                continue
            if claim:
                claim._kfz_end("lapsed")
            span = first_contact.follow(
                (event for event, _source in rows), zone._kfz_settings().kfz_first_contact_days
            )
            if first_contact.is_alive(span, today):
                fresh[zone, partner] = (span, rows)
        self._kfz_open(fresh)

    def _renew(self, rows):
        """Prolong a live claim by the interactions of its zone with its enterprise.

        :param rows: [(event, interaction)]
        """
        before = first_contact.Span(self.claimed_from, self.protected_until)
        span = first_contact.follow(
            (event for event, _source in rows),
            self.company_id._kfz_settings().kfz_first_contact_days,
            before,
        )
        if span != before:
            self.write({"protected_until": span.until})

    @api.model
    def _kfz_live_claims(self, pairs):
        """The active claims of (zone, enterprise) pairs; a claim that a ruling gave without an enterprise gets it now."""
        zones = {zone.id for zone, _partner in pairs}
        found = self.search(
            Domain("state", "=", "active")
            & Domain("company_id", "in", list(zones))
            & (
                Domain("partner_id", "in", [partner.id for _zone, partner in pairs])
                | Domain("partner_id", "=", False)
            )
        )
        live = {(claim.company_id, claim.partner_id): claim for claim in found if claim.partner_id}
        for claim in found.filtered(lambda claim: not claim.partner_id):
            for zone, partner in pairs:
                if (
                    (zone, partner) not in live
                    and zone == claim.company_id
                    and first_contact.match(
                        partner._kfz_first_contact_identity(), claim._kfz_identity()
                    )
                    in first_contact.CERTAIN
                ):
                    claim.partner_id = partner
                    live[zone, partner] = claim
                    break
        return live

    @api.model
    def _kfz_open(self, fresh):
        """Create claims, unless another zone holds a live one on certainly the same enterprise: then the zone gets a notice.

        :param fresh: {(zone, enterprise): (span, [(event, interaction)])}
        """
        pairs = list(fresh)
        asked = [
            Asked(zone.id, partner.id, partner._kfz_first_contact_identity())
            for zone, partner in pairs
        ]
        found = self.env["kfz.first.contact.check"]._kfz_ask(asked, "interaction")
        values = []
        for (zone, partner), ask, hits in zip(pairs, asked, found, strict=True):
            if any(hit.match in first_contact.CERTAIN for hit in hits):
                continue
            span, rows = fresh[zone, partner]
            values.append(
                {
                    **self._kfz_identity_values(ask.identity),
                    "company_id": zone.id,
                    "partner_id": partner.id,
                    "claimed_from": span.begin,
                    "protected_until": span.until,
                    "interaction_id": _source_of(span, rows).id,
                }
            )
        self.create(values)

    @api.model
    def _kfz_identity_values(self, identity):
        return {
            "name": identity.name,
            "name_key": identity.key or False,
            "uscc": identity.code or False,
        }

    def _kfz_recheck_source(self):
        """Base these claims on another interaction, or end them, after theirs was changed or deleted."""
        # sudo: as recording does
        Interaction = self.env["kfz.interaction"].sudo()
        for claim in self.filtered(lambda claim: claim.state == "active"):
            others = Interaction.search(
                [
                    ("company_id", "=", claim.company_id.id),
                    ("partner_id", "=", claim.partner_id.id),
                ],
                order="date, id",
            )
            rows = others._kfz_first_contact_events().get((claim.company_id, claim.partner_id), [])
            span = first_contact.follow(
                (event for event, _source in rows),
                claim.company_id._kfz_settings().kfz_first_contact_days,
            )
            if not span:
                claim._kfz_end(
                    "released",
                    self.env._(
                        "The interaction on which the claim is based was changed or deleted."
                    ),
                )
                continue
            extended = sum(claim.extension_ids.mapped("days"))
            claim.write(
                {
                    "interaction_id": _source_of(span, rows).id,
                    "claimed_from": span.begin,
                    "protected_until": first_contact.prolonged(span.until, extended),
                }
            )


def _source_of(span, rows):
    """The interaction, of [(event, interaction)], with which a claim begins."""
    return next(source for event, source in rows if event.opens and event.day == span.begin)
