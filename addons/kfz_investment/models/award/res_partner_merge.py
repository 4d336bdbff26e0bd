from odoo import models


class ResPartner(models.Model):
    """Awards name contacts: when these are merged, the ledger says so, and awards follow the trade that they now count."""

    _inherit = "res.partner"

    def _kfz_merge_links(self, kept, move):
        names = ("partner_id", "intermediary_id", "payee_id", "trade_partner_ids")
        # sudo: awards of all zones follow the contact, whoever merges it
        awards = self.env["kfz.award"].sudo()
        for name in names:
            awards |= awards.search([(name, "in", self.ids)])
        joined = (self | kept)._kfz_trade_of_others()
        super()._kfz_merge_links(kept, move)
        awards.invalidate_recordset()
        awards._kfz_enter("merged", merged=self.ids, kept=kept.id)
        joined.invalidate_recordset()
        if joined:
            awards._kfz_trade_changed(joined)

    def _kfz_trade_of_others(self):
        """The confirmed trade of those of these enterprises without an award, when another one has an award."""
        # sudo: as for the awards themselves
        Trade = self.env["kfz.trade.record"].sudo()
        # sudo: as above
        awards = self.env["kfz.award"].sudo()
        awarded = awards.search([("partner_id", "in", self.ids)]).partner_id
        if not awarded:
            return Trade
        others = set(self.ids) - (set(awarded.ids) if len(awarded) == 1 else set())
        return Trade.search([("partner_id", "in", list(others)), ("state", "=", "confirmed")])

    def _kfz_merge_moves(self):
        return [
            *super()._kfz_merge_moves(),
            (
                self.env._("Awards"),
                self._kfz_count_links("kfz.award", "partner_id", "intermediary_id"),
            ),
        ]

    def _kfz_merge_problems(self, kept):
        """Two awards would each count the trade of both."""
        problems = super()._kfz_merge_problems(kept)
        # sudo: the awards of the zone itself, whose manager merges
        awards = (
            self.env["kfz.award"]
            .sudo()
            .search(
                [
                    ("company_id", "in", self.company_id.ids),
                    ("partner_id", "in", (self | kept).ids),
                    ("state", "not in", ("refused", "clawed_back")),
                ]
            )
        )
        if len(awards.partner_id) > 1:
            problems.append(
                self.env._(
                    "%(names)s have awards of their own (%(awards)s), each of which would count the trade of both: they stay "
                    "apart. Ask the administrator.",
                    names="、".join(awards.partner_id.mapped("name")),
                    awards="、".join(awards.mapped("name")),
                )
            )
        return problems
