from odoo import api, models

from ...domain import calendar, first_contact
from .kfz_first_contact_match import Asked


class KfzFirstContact(models.Model):
    """Claims that lapsed by a clock that was ahead are alive again."""

    _inherit = "kfz.first.contact"

    @api.model
    def _kfz_come_back(self):
        """Revive what has lapsed although its last protected day has not passed. Run by the nightly job.

        A zone that got a claim meanwhile keeps it: others rely on what is recorded. Then both zones are told, as little as ever.
        """
        ended = self.search(
            [("state", "=", "lapsed"), ("protected_until", ">=", calendar.today())],
            order="claimed_from, id",
        )
        for claim in ended:
            if claim._kfz_own_newer():
                continue
            [hits] = self._kfz_find_claims_of_other_zones(
                [Asked(claim.company_id.id, claim.partner_id.id, claim._kfz_identity())]
            )
            rivals = [hit.claim for hit in hits if hit.match in first_contact.CERTAIN]
            if rivals and not claim.is_shared:
                claim._kfz_yield(rivals)
            else:
                claim._kfz_end("active")

    def _kfz_own_newer(self):
        """The claim of the zone itself that replaced this one."""
        return self.partner_id and self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("partner_id", "=", self.partner_id.id),
                ("state", "=", "active"),
            ],
            limit=1,
        )

    def _kfz_yield(self, rivals):
        """The claim stays with who got it; the two zones talk to one another, or ask for a ruling."""
        self._kfz_end(
            "overruled",
            self.env._(
                "Another zone recorded its first contact while the clock of the server was wrong."
            ),
        )
        self._kfz_tell(
            self.company_id,
            self.env._(
                "A first-contact claim ended too early by a wrong clock, and another zone recorded its first contact since: that "
                "one stays. You can open a dispute."
            ),
        )
        for rival in rivals:
            self._kfz_tell(
                rival.company_id,
                self.env._(
                    "A first-contact claim of your zone began while another zone's had ended too early by a wrong clock. Yours "
                    "stays; the other zone may open a dispute."
                ),
            )
