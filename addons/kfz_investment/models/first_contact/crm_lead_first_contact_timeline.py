from odoo import api, models

from ...domain import timeline


class CrmLead(models.Model):
    """What the timeline of a project says of first contact: the zone's own claims on its enterprise."""

    _inherit = "crm.lead"

    def _kfz_timeline(self):
        claims = self.env["kfz.first.contact"]
        if self.partner_id and claims.has_access("read"):
            claims = claims.search(
                [
                    ("partner_id", "=", self.partner_id.id),
                    ("company_id", "=", self.company_id.id),
                ]
            )
        rows = super()._kfz_timeline()
        for claim in claims:
            place = {"model": claim._name, "record": claim.id}
            begun, end = self.env._("First contact claimed"), self.env._("First contact lapses")
            rows.append(
                timeline.Row(
                    "first_contact",
                    claim.claimed_from,
                    begun,
                    claim.ended_reason or claim._kfz_word("state"),
                    moment=claim.create_date,
                    **place,
                )
            )
            if claim.state == "active":
                rows.append(
                    timeline.Row(
                        "first_contact", claim.protected_until, end, is_planned=True, **place
                    )
                )
        return rows

    @api.model
    def _kfz_timeline_labels(self):
        return {**super()._kfz_timeline_labels(), "first_contact": self.env._("First contact")}
