from odoo import models


class ResPartner(models.Model):
    """A zone accepts one referral of an enterprise at a time."""

    _inherit = "res.partner"

    def _kfz_merge_moves(self):
        return [
            *super()._kfz_merge_moves(),
            (
                self.env._("Referrals"),
                self._kfz_count_links("kfz.referral", "partner_id", "intermediary_id"),
            ),
        ]

    def _kfz_merge_problems(self, kept):
        problems = super()._kfz_merge_problems(kept)
        # sudo: the referrals of the zone itself, whose manager merges
        accepted = (
            self.env["kfz.referral"]
            .sudo()
            .search(
                [
                    ("company_id", "in", self.company_id.ids),
                    ("partner_id", "in", (self | kept).ids),
                    ("state", "=", "accepted"),
                ],
                order="registered_on, id",
            )
        )
        if len(accepted) > 1:
            problems.append(
                self.env._(
                    "Your zone has accepted a referral of %(one)s by %(by)s and one of %(other)s by %(another)s: withdraw the later "
                    "one first, the first comer keeps the enterprise.",
                    one=accepted[0].partner_id.name,
                    by=accepted[0].intermediary_id.name,
                    other=accepted[1].partner_id.name,
                    another=accepted[1].intermediary_id.name,
                )
            )
        return problems
