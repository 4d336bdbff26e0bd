from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...domain import award, calendar
from ..base.sql_arrays import sql_ids
from . import award_words
from .kfz_award import CONFIRMED, OPEN
from .kfz_award_figures import ENTRY_FIGURES, ENTRY_KEYS


class KfzAward(models.Model):
    """The other steps of an award, each by a manager of its zone: claim, publicity, payment, refusal, return, claw-back."""

    _inherit = "kfz.award"

    def action_claimable(self):
        """The award can be claimed: its first year is over, or all its months are confirmed already."""
        records = self._kfz_as_manager("accruing", rules=("ready",))
        live = records._kfz_live()
        for record in records:
            missing = [month for month in live[record.id][0] if month.reason != award.COUNTED]
            if missing and not record._kfz_is_over():
                raise UserError(
                    self.env._(
                        "%(award)s: the first year ends on %(date)s, and %(count)s of its months are not confirmed yet, the first of them "
                        "%(month)s.",
                        award=record.name,
                        date=award.window_end(record.month_last),
                        count=len(missing),
                        month=f"{missing[0].month:%Y-%m}",
                    )
                )
        records._kfz_to_claimable()
        return True

    def action_request(self):
        """Claim the award: in time, with its evidence."""
        records = self._kfz_as_manager("claimable")
        for record in records:
            if record.claimed_on:
                raise UserError(
                    self.env._("%(award)s has been claimed already.", award=record.name)
                )
            if record.claim_until and calendar.today() > record.claim_until:
                raise UserError(
                    self.env._(
                        "%(award)s could be claimed until %(date)s; that is past. Refuse it with this reason.",
                        award=record.name,
                        date=record.claim_until,
                    )
                )
            if record.scheme_id.required_evidence and not record.attachment_ids:
                raise UserError(
                    self.env._(
                        "%(award)s: the scheme asks for evidence. Attach it first:\n%(list)s",
                        award=record.name,
                        list=record.scheme_id.required_evidence,
                    )
                )
        records.write({"claimed_on": fields.Datetime.now(), "claimed_by_id": self.env.uid})
        records._kfz_enter("claimed")
        records._kfz_ask(
            "group_kfz_customs", self.env._("Confirm this referral award for customs.")
        )
        return True

    def action_publish(self):
        """Publish a confirmed award for the days that its scheme says; objections are heard until then."""
        records = self._kfz_as_manager("committee_confirmed", rules=("ready",))
        for record in records:
            days = record.scheme_id.publicity_days
            if not days:
                raise UserError(
                    self.env._(
                        "%(award)s: its scheme has no publicity. It can be paid.", award=record.name
                    )
                )
            start = calendar.today()
            record.write(
                {
                    "state": "publicity",
                    "public_from": start,
                    "public_to": fields.Date.add(start, days=days),
                }
            )
        records._kfz_enter("publicity")
        return True

    def action_payable(self):
        """Publicity is over, and each objection is answered."""
        records = self._kfz_as_manager("publicity")
        for record in records:
            if calendar.today() <= record.public_to:
                raise UserError(
                    self.env._(
                        "%(award)s is public until %(date)s; wait for that day to pass.",
                        award=record.name,
                        date=record.public_to,
                    )
                )
            record._kfz_check_objections()
        records._kfz_to_payable()
        return True

    def action_mark_paid(self, reference=None, paid_on=None):
        """The award was paid, once.

        :param reference: of the payment; can also be given later with the same step in the window
        :param paid_on: Shanghai date, today by default
        :raises UserError: when it is not payable or paid already
        """
        records = self._kfz_as_manager("payable", "committee_confirmed", rules=("ready",))
        day = fields.Date.to_date(paid_on) or calendar.today()
        if day > calendar.today():
            raise UserError(self.env._("A payment on %(date)s has not happened yet.", date=day))
        for record in records:
            if record.state == "committee_confirmed" and record.scheme_id.publicity_days:
                raise UserError(
                    self.env._(
                        "%(award)s is paid after its publicity of %(days)s days. Publish it first.",
                        award=record.name,
                        days=record.scheme_id.publicity_days,
                    )
                )
            if not record.amount:
                raise UserError(
                    self.env._(
                        "%(award)s comes to nothing: there is nothing to pay. Refuse it with this reason.",
                        award=record.name,
                    )
                )
        records.write(
            {
                "state": "paid",
                "paid_on": day,
                "paid_by_id": self.env.uid,
                "payment_reference": reference or False,
            }
        )
        records._kfz_enter("paid", reference=reference or "", paid_on=day.isoformat())
        return True

    def _kfz_refuse(self, reason):
        """Refuse an award for good; the project gets no other."""
        records = self._kfz_as_manager(*OPEN, *CONFIRMED)
        records.write({"state": "refused", "reason": self._kfz_reason(reason)})
        records._kfz_enter("refused", reason=reason)
        return True

    def _kfz_claw_back(self, reason, amount):
        """Claim back what was paid, or a part of it. Our design: the plan does not provide for it."""
        records = self._kfz_as_manager("paid")
        for record in records:
            if not 0 < award.fen(amount) <= award.fen(record.amount):
                raise UserError(
                    self.env._(
                        "Of %(award)s, more than 0 and at most %(amount)s yuan can be claimed back.",
                        award=record.name,
                        amount=award_words.money(award.fen(record.amount)),
                    )
                )
        records.write(
            {
                "state": "clawed_back",
                "reason": self._kfz_reason(reason),
                "clawed_amount": amount,
                "question": False,
            }
        )
        records._kfz_enter("clawed_back", reason=reason, clawed=award.fen(amount))
        return True

    def _kfz_settle(self, reason):
        """A claw-back question is settled: what was paid stands."""
        records = self._kfz_as_manager("paid")
        records.write({"question": False, "reason": self._kfz_reason(reason)})
        records._kfz_enter("question", reason=reason, settled=1)
        return True

    def _kfz_return(self, reason):
        """A verifier or manager sends a confirmed award back, to be confirmed anew."""
        role = next(
            (
                role
                for role in ("customs", "committee", "manager")
                if self.env.user.has_group(f"kfz_investment.group_kfz_{role}")
            ),
            "manager",
        )
        self._kfz_check_role(role)
        # sudo: the state is guarded from hand; the user's role has just been checked
        records = self.sudo()
        records._kfz_lock()
        records._kfz_check(CONFIRMED)
        self._kfz_reason(reason)
        records._kfz_reopen(reason, step="returned")
        return True

    def _kfz_reason(self, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Say why, in one line: the reason stays with the award."))
        return reason.strip()

    # transitions

    def _kfz_as_manager(self, *states, rules=()):
        """The awards, locked, in one of the states and by the rules, as the system; the user is a manager of their zones."""
        self._kfz_check_role("manager")
        # sudo: states are guarded from hand; the user's role has just been checked
        records = self.sudo()
        records._kfz_lock()
        records._kfz_check(states, *rules)
        return records

    def _kfz_to_claimable(self):
        if self:
            self._kfz_update(("state",), [(record.id, "claimable") for record in self])
            self._kfz_refresh()
            self._kfz_enter("claimable")

    def _kfz_to_payable(self):
        self.write({"state": "payable"})
        self._kfz_enter("payable")

    def _kfz_check_objections(self):
        answers = self.objection_ids.filtered("answer_to_id")
        for objection in self.objection_ids - answers:
            answer = answers.filtered(lambda row, asked=objection: row.answer_to_id == asked)[:1]
            if not answer:
                raise UserError(
                    self.env._(
                        "%(award)s: the objection of %(who)s is not answered yet.",
                        award=self.name,
                        who=objection.party,
                    )
                )
            if answer.verdict == "upheld":
                raise UserError(
                    self.env._(
                        "%(award)s: the objection of %(who)s was upheld. Return or refuse the award.",
                        award=self.name,
                        who=objection.party,
                    )
                )

    def _kfz_enter(self, step, **content):
        """One entry of the ledger for each award, with its figures."""
        self.flush_recordset()
        self._kfz_enter_figures(
            step,
            self._kfz_entry_figures_of(
                self.env.execute_query(
                    SQL(
                        "SELECT %s FROM kfz_award a WHERE a.id = ANY(%s)",
                        ENTRY_FIGURES,
                        sql_ids(self),
                    )
                )
            ),
            content,
        )

    def _kfz_enter_figures(self, step, figures, content=None):
        """The same with figures that are known already, in the order of the awards."""
        self.env["kfz.award.entry"]._kfz_append(
            [
                (figures[ident][0], ident, step, {**figures[ident][1], **(content or {})})
                for ident in self._ids
            ]
        )

    @api.model
    def _kfz_entry_figures_of(self, rows):
        """{award id: (zone id, what an entry says of the award)} of rows of ``ENTRY_FIGURES``."""
        return {
            ident: (zone, dict(zip(ENTRY_KEYS, rest, strict=True))) for ident, zone, *rest in rows
        }

    # jobs

    @api.model
    def _cron_advance(self):
        """Nightly: awards whose first year is over become claimable, those whose publicity is over payable."""
        today = calendar.today()
        accruing = self.search([("state", "=", "accruing"), ("month_last", "<", today)]).filtered(
            lambda record: record._kfz_is_ripe()
        )
        accruing._kfz_to_claimable()
        for record in self.search([("state", "=", "publicity"), ("public_to", "<", today)]):
            try:
                record._kfz_check_objections()
            except UserError:
                continue
            record._kfz_to_payable()
