from odoo import models


class ResPartner(models.Model):
    """The trade of merged enterprises, which is recorded once for each month, direction and mode."""

    _inherit = "res.partner"

    def _kfz_merge_moves(self):
        return [
            *super()._kfz_merge_moves(),
            (
                self.env._("Trade records"),
                self._kfz_count_links("kfz.trade.record", "partner_id"),
            ),
        ]

    def _kfz_merge_problems(self, kept):
        """The same trade is confirmed once for an enterprise, and drafted once."""
        problems = super()._kfz_merge_problems(kept)
        # sudo: the trade of the zone itself, whose manager merges
        Trade = self.env["kfz.trade.record"].sudo()
        same = Trade._read_group(
            [
                ("company_id", "in", self.company_id.ids),
                ("partner_id", "in", (self | kept).ids),
                ("reverses_id", "=", False),
                ("is_reversed", "=", False),
            ],
            ["month:month", "direction", "mode", "state"],
            ["id:recordset"],
            having=[("__count", ">", 1)],
            order="month:month",
        )
        if same:
            records = same[0][-1].sorted("id")
            problems.append(
                self.env._(
                    "%(one)s (%(number)s) and %(other)s (%(another)s) are the same trade of two of them, in %(count)s months or "
                    "modes in all: have customs reverse or delete one of each pair first.",
                    one=Trade._kfz_words(Trade._kfz_key(_values(records[0]))),
                    number=records[0].number,
                    other=records[1].partner_id.name,
                    another=records[1].number,
                    count=len(same),
                )
            )
        return problems


def _values(record):
    """What identifies the trade of a record, as values for ``create``."""
    return {
        "company_id": record.company_id.id,
        "partner_id": record.partner_id.id,
        "month": record.month,
        "direction": record.direction,
        "mode": record.mode,
    }
