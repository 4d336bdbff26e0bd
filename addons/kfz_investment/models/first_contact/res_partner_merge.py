from odoo import models
from odoo.fields import Domain

from ..base.period_words import day_text


class ResPartner(models.Model):
    """A zone holds one active claim of first contact on an enterprise."""

    _inherit = "res.partner"

    def _kfz_merge_moves(self):
        return [
            *super()._kfz_merge_moves(),
            (
                self.env._("First-contact claims"),
                self._kfz_count_links("kfz.first.contact", "partner_id"),
            ),
        ]

    def _kfz_merge_problems(self, kept):
        problems = super()._kfz_merge_problems(kept)
        claims = self._kfz_zone_records(
            kept, "kfz.first.contact", Domain("state", "=", "active"), order="claimed_from, id"
        )
        if len(claims) > 1:
            problems.append(
                self.env._(
                    "Your zone has an active first-contact claim on %(one)s since %(since)s and one on %(other)s: release the later "
                    "one first.",
                    one=claims[0].name,
                    since=day_text(self.env, claims[0].claimed_from),
                    other=claims[1].name,
                )
            )
        return problems
