from odoo import models


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
        # sudo: the claims of the zone itself, whose manager merges
        claims = (
            self.env["kfz.first.contact"]
            .sudo()
            .search(
                [
                    ("company_id", "in", self.company_id.ids),
                    ("partner_id", "in", (self | kept).ids),
                    ("state", "=", "active"),
                ],
                order="claimed_from, id",
            )
        )
        if len(claims) > 1:
            problems.append(
                self.env._(
                    "Your zone has an active first-contact claim on %(one)s since %(since)s and one on %(other)s: release the later "
                    "one first.",
                    one=claims[0].name,
                    since=claims[0].claimed_from,
                    other=claims[1].name,
                )
            )
        return problems
