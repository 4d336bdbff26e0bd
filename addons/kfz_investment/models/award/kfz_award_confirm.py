from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import award_calculation
from ..base.sql_arrays import sql_ids
from .kfz_award_guard import GROUPS
from .kfz_award_rules import (
    CLAIMED,
    FOUR_EYES,
    NO_DRAFTS,
    ONCE,
    OTHERS_COMPANY,
    READY,
    SAME_COMPANIES,
)


class KfzAward(models.Model):
    """The two confirmations: two different people, neither of whom entered the trade or belongs to the intermediary."""

    _inherit = "kfz.award"

    waits_for_me = fields.Boolean(
        "Waits for my confirmation", compute="_compute_waits_for_me", search="_search_waits_for_me"
    )

    @api.depends("state", "claimed_on")
    @api.depends_context("uid")
    def _compute_waits_for_me(self):
        waiting = self.filtered_domain(self._kfz_waiting_domain())
        for record in self:
            record.waits_for_me = record in waiting

    def _search_waits_for_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._kfz_waiting_domain()
        return domain if True in value else ~domain

    @api.model
    def _kfz_waiting_domain(self):
        """Awards at the step that the user's role confirms; those that the user has confirmed wait for another person."""
        domain, user = Domain.FALSE, self.env.user
        if user.has_group(GROUPS["customs"]):
            domain |= Domain("state", "=", "claimable") & (
                Domain("claimed_on", "!=", False)
                | Domain("scheme_id.claim_months", "=", 0)
                & ~Domain("entry_ids", "any", [("step", "=", "claimed")])
            )
        if user.has_group(GROUPS["committee"]):
            domain |= Domain("state", "=", "customs_confirmed") & Domain(
                "customs_user_id", "!=", user.id
            )
        return domain

    def action_confirm_customs(self):
        """Confirm base and amount of claimable awards for customs; both are fixed from now on. All of the chosen, or none.

        :raises AccessError: unless the user is a customs verifier of the zone
        :raises UserError: says which award cannot be confirmed by this user now, and why
        """
        records = self._locked_as("customs")
        records._kfz_ripen()
        rules = (READY, CLAIMED, SAME_COMPANIES, OTHERS_COMPANY, ONCE, *FOUR_EYES, NO_DRAFTS)
        records._kfz_check(("claimable",), *rules)
        records._kfz_check_once()
        records._kfz_done_asking()
        figures = records._kfz_fix()
        records._kfz_enter_figures("customs_confirmed", figures)
        records._kfz_ask(
            "group_kfz_committee", self.env._("Confirm this referral award for the committee.")
        )
        return True

    def action_confirm_committee(self):
        """Confirm for the committee what customs has confirmed.

        :raises AccessError: unless the user is a committee verifier of the zone
        :raises UserError: says which award cannot be confirmed by this user now, and why
        """
        records = self._locked_as("committee")
        rules = (READY, SAME_COMPANIES, OTHERS_COMPANY, ONCE, *FOUR_EYES)
        records._kfz_check(("customs_confirmed",), *rules)
        records._kfz_check_once()
        records._kfz_done_asking()
        records.write(
            {
                "state": "committee_confirmed",
                "committee_user_id": self.env.uid,
                "committee_on": fields.Datetime.now(),
            }
        )
        records._kfz_enter("committee_confirmed")
        return True

    # what customs fixes

    def _kfz_fix(self):
        """Fix base, amount and fund source, with the name of the customs verifier.

        :return: the figures for the ledger, with the statement: every month and line of the calculation
        """
        live, funds = self._kfz_calculate(), self._kfz_funds()
        figures = self._kfz_update(
            ("base_amount", "amount", "fund_source"),
            [
                (ident, calculation.base / 100, calculation.amount / 100, funds[ident])
                for ident, (calculation, _mode) in live.items()
            ],
            state="customs_confirmed",
            customs_user_id=self.env.uid,
            customs_on=fields.Datetime.now(),
        )
        for ident, (_zone, content) in figures.items():
            names = {key: name for key, *name in content["trade_of"]["companies"]}
            content["statement"] = award_calculation.statement(*live[ident], names)
        return figures

    def _kfz_funds(self):
        """{award id: the fund that pays it, or None}."""
        sources = self.env.execute_query(
            SQL("SELECT id, scheme_id, area_id FROM kfz_award WHERE id = ANY(%s)", sql_ids(self))
        )
        Scheme, Area = self.env["kfz.award.scheme"], self.env["kfz.area"]
        funds = {
            (scheme, area): Scheme.browse(scheme)._kfz_fund(Area.browse(area or ())) or None
            for scheme, area in {row[1:] for row in sources}
        }
        return {ident: funds[scheme, area] for ident, scheme, area in sources}
