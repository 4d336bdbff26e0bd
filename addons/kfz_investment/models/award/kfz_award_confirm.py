from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import award_calculation
from ..base.sql_arrays import sql_ids

GROUPS = {
    "customs": "kfz_investment.group_kfz_customs",
    "committee": "kfz_investment.group_kfz_committee",
    "manager": "kfz_investment.group_kfz_manager",
}
#: who entered trade of an award, belongs to its intermediary, or confirmed it before does not confirm it
FOUR_EYES = ("confirmed_by_another", "not_involved", "entered_by_another")


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
        """Awards at the step that the user's role confirms; what the user confirmed already waits for somebody else."""
        domain, user = Domain.FALSE, self.env.user
        if user.has_group(GROUPS["customs"]):
            domain |= Domain("state", "=", "claimable") & (
                Domain("claimed_on", "!=", False) | Domain("scheme_id.claim_months", "=", 0)
            )
        if user.has_group(GROUPS["committee"]):
            domain |= Domain("state", "=", "customs_confirmed") & Domain(
                "customs_user_id", "!=", user.id
            )
        return domain

    def action_confirm_customs(self):
        """Customs confirms base and amount of claimable awards; both are fixed from now on. All of the chosen, or none.

        :raises AccessError: unless the user is a customs verifier of the zone
        :raises UserError: says which award cannot be confirmed by this user now, and why
        """
        self._kfz_check_role("customs")
        # sudo: state and figures are guarded from hand; the user's role has just been checked
        records = self.sudo()
        records._kfz_lock()
        records._kfz_ripen()
        records._kfz_check(("claimable",), "ready", "claimed", *FOUR_EYES, "no_drafts")
        records._kfz_fix()
        records._kfz_ask(
            "group_kfz_committee", self.env._("Confirm this referral award for the committee.")
        )
        return True

    def action_confirm_committee(self):
        """The committee confirms what customs confirmed.

        :raises AccessError: unless the user is a committee verifier of the zone
        :raises UserError: says which award cannot be confirmed by this user now, and why
        """
        self._kfz_check_role("committee")
        # sudo: the state is guarded from hand; the user's role has just been checked
        records = self.sudo()
        records._kfz_lock()
        records._kfz_check(("customs_confirmed",), "ready", *FOUR_EYES)
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

    # checks

    def _kfz_check_role(self, role):
        """The user has the role in the zone of each award; a superuser has no role."""
        if not self.env.user.has_group(GROUPS[role]):
            words = {
                "customs": self.env._("Only a customs verifier of the zone can do this."),
                "committee": self.env._("Only a committee verifier of the zone can do this."),
                "manager": self.env._("Only a promotion manager of the zone can do this."),
            }
            raise AccessError(words[role])
        own = [] if self.env.su else [("company_id", "in", self.env.user.company_ids.ids)]
        # one search by all rules, however many there are; only when one is missing, award by award to say which
        if self.search_count(
            [("id", "in", SQL("(SELECT unnest(%s))", sql_ids(self))), *own]
        ) != len(self):
            self.check_access("read")
            raise self.env["ir.rule"]._make_access_error("write", self)

    def _kfz_lock(self):
        """Keep others off until the transaction ends; what they wrote in the meantime is read anew.

        :raises UserError: when somebody else is at it this very moment
        """
        self.flush_recordset()
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else is working on this award at this very moment. Reload the page, look at its state, and try again "
                    "if it is still needed."
                )
            ) from error
        self.invalidate_recordset()

    # effects

    def _kfz_fix(self):
        """Fix base, amount, every step and the fund source, with the customs verifier's name, and enter it into the ledger."""
        self._kfz_done_asking()
        live, funds, now, uid = (
            self._kfz_calculate(),
            self._kfz_funds(),
            fields.Datetime.now(),
            self.env.uid,
        )
        figures = self._kfz_update(
            ("base_amount", "amount", "fund_source"),
            [
                (ident, calculation.base / 100, calculation.amount / 100, funds[ident])
                for ident, (calculation, _mode) in live.items()
            ],
            state="customs_confirmed",
            customs_user_id=uid,
            customs_on=now,
        )
        for ident, (_zone, content) in figures.items():
            content["statement"] = award_calculation.statement(*live[ident])
        self._kfz_enter_figures("customs_confirmed", figures)

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

    def _kfz_ripen(self):
        """Awards whose first year is over become claimable, without waiting for the nightly job."""
        self.flush_recordset()
        accruing = self.browse(
            row[0]
            for row in self.env.execute_query(
                SQL(
                    "SELECT id FROM kfz_award WHERE id = ANY(%s) AND state = 'accruing'",
                    sql_ids(self),
                )
            )
        )
        accruing.filtered(lambda record: record._kfz_is_ripe())._kfz_to_claimable()

    # who is asked

    def _kfz_ask(self, group, summary):
        """An activity for the one verifier of the zone; several, and whoever gets a batch, find the awards in their list."""
        if self.env.context.get("tracking_disable") or len(self) > 20:
            return
        # sudo: who verifies in a zone is looked up to tell them
        users = self.env.ref(f"kfz_investment.{group}").sudo().all_user_ids
        for zone, records in self.grouped("company_id").items():
            verifiers = users.filtered(
                lambda user, zone=zone: zone in user.company_ids and user.active
            )
            for record in records if len(verifiers) == 1 else ():
                record.activity_schedule(
                    "mail.mail_activity_data_todo", summary=summary, user_id=verifiers.id
                )

    def _kfz_done_asking(self):
        """Activities of the award for this user's step are done."""
        # sudo: an activity for whoever verifies is closed by the verification
        mine = (
            self.env["mail.activity"]
            .sudo()
            .search([("res_model", "=", self._name), ("user_id", "=", self.env.uid)])
        )
        chosen = set(self._ids)
        mine.filtered(lambda activity: activity.res_id in chosen).action_done()
