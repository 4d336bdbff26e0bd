from odoo import api, models
from odoo.fields import Domain

from ..base.lists import comma
from .kfz_award import CONFIRMED, STATES


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
        awards = self._kfz_zone_records(
            kept, "kfz.award", Domain("state", "not in", ("refused", "clawed_back"))
        )
        if len(awards.partner_id) > 1:
            problems.append(
                self.env._(
                    "%(names)s have awards of their own (%(awards)s), each of which would count the trade of both: they stay "
                    "apart. Ask the administrator.",
                    names=comma(self.env).join(awards.partner_id.mapped("name")),
                    awards=comma(self.env).join(awards.mapped("name")),
                )
            )
        return problems + self._kfz_merge_confirmed_problems(kept)

    def _kfz_merge_confirmed_problems(self, kept):
        """What was confirmed of an enterprise stays with it: by its code, or by its name where it has none."""
        # sudo: the awards of the zone itself, whose manager merges
        awards = self.env["kfz.award"].sudo()
        code = kept.vat or (not kept._kfz_is_common() and self.filtered("vat")[:1].vat)
        problems = []
        for partner in self:
            if (
                partner.vat == code
                if partner.vat
                else (partner.name_key and partner.name_key == kept.name_key)
            ):
                continue
            confirmed = awards.search(
                [
                    ("state", "in", (*CONFIRMED, "paid")),
                    "|",
                    ("partner_id", "=", partner.id),
                    ("trade_partner_ids", "in", partner.ids),
                ]
            )
            if confirmed:
                problems.append(
                    self.env._(
                        "%(awards)s was confirmed for %(name)s (%(code)s), and nothing says that %(kept)s is the same enterprise: "
                        "keep %(name)s, or ask the administrator.",
                        awards=comma(self.env).join(confirmed.mapped("name")),
                        name=partner.name,
                        code=partner.vat or self.env._("without a code"),
                        kept=kept.name,
                    )
                )
        return problems

    def _kfz_dealings(self):
        return [
            *super()._kfz_dealings(),
            (
                self.env._("Awards"),
                self._kfz_count_dealings(
                    "kfz.award", Domain("state", "!=", "refused"), "intermediary_id", "payee_id"
                ),
            ),
        ]


class KfzReferral(models.Model):
    """An award keeps both sides as they were when it was opened."""

    _inherit = "kfz.referral"

    @api.model
    def _kfz_binding_domain(self):
        return super()._kfz_binding_domain() | Domain(
            "award_ids.state", "in", [state for state, _label in STATES if state != "refused"]
        )

    @api.model
    def _kfz_side_names(self):
        names = ("intermediary_id", "payee_id", "partner_id", "trade_partner_ids")
        return [*super()._kfz_side_names(), *(f"award_ids.{name}" for name in names)]

    def _kfz_sides(self):
        agents, investors = super()._kfz_sides()
        awards = self.award_ids
        return (
            agents | awards.intermediary_id | awards.payee_id,
            investors | awards.partner_id | awards.trade_partner_ids,
        )
