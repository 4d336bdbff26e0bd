from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import calendar, referral
from ..base.nightly import nightly
from ..base.period_words import day_text


class KfzReferral(models.Model):
    """Deciding on a referral: accepted or refused with a reason by a manager, withdrawn, lapsed."""

    _inherit = "kfz.referral"

    # decisions

    def action_accept(self, reason=None):
        """Accept the referrals, each with nothing in its way, and link the projects that exist.

        :param str reason: for the record; the intermediary can read it
        :raises AccessError: when the user is not a manager of the zone
        :raises UserError: naming everything that is in the way
        """
        self._kfz_check_manager()
        reason = self._kfz_entered(reason)
        self._kfz_lock()
        for record in self:
            record._kfz_lapse_others()
            record._kfz_check_may("accepted")
            record._kfz_check_acceptable()
            now = fields.Datetime.now()
            record._kfz_set(
                "accepted",
                {
                    "accepted_on": now,
                    "decided_on": now,
                    "decided_by_id": self.env.uid,
                    "reason": reason or False,
                    "enterprise_code": record.enterprise_code or record._kfz_partner_code(),
                },
            )
            record._kfz_link(record._kfz_candidate_lead())
        return True

    def action_refuse(self, reason=None):
        """Refuse the referrals, or take back their acceptance, with a reason that the intermediary reads.

        :raises AccessError: when the user is not a manager of the zone
        :raises UserError: without a reason, or when it is too late
        """
        self._kfz_check_manager()
        self._kfz_lock()
        reason = self._kfz_entered(reason)
        if not reason:
            raise UserError(
                self.env._("Say why the referral is refused: the intermediary can read the reason.")
            )
        for record in self:
            record._kfz_check_may("refused")
            record._kfz_set(
                "refused",
                {
                    "decided_on": fields.Datetime.now(),
                    "decided_by_id": self.env.uid,
                    "reason": reason,
                },
            )
        return True

    def action_rule(self, reason=None):
        """Rule on a conflict: this referral is accepted, the others of the enterprise are refused, all with the reason.

        :raises AccessError: when the user is not a manager of the zone
        :raises UserError: without a reason, or when something else is in the way
        """
        self.ensure_one()
        self._kfz_check_manager()
        self.conflict_ids.action_refuse(reason)
        self.invalidate_recordset(["conflict_ids", "has_conflict"])
        return self.action_accept(reason)

    def action_withdraw(self, reason=None):
        """Withdraw the referrals, for the intermediary.

        :raises UserError: when it was decided on otherwise, or its project is signed
        """
        self.check_access("write")
        reason = self._kfz_entered(reason)
        self._kfz_lock()
        for record in self:
            record._kfz_check_may("withdrawn")
            record._kfz_set(
                "withdrawn",
                {
                    "decided_on": fields.Datetime.now(),
                    "decided_by_id": self.env.uid,
                    "reason": reason or False,
                },
            )
        return True

    def _kfz_expire(self):
        """Let those of the referrals lapse whose validity has ended; the others stay as they are."""
        today = calendar.today()
        for record in self:
            if referral.has_expired(
                record.state, record.expires_on, record._kfz_signed_on(), today
            ):
                # the reason is kept in the language of the intermediary, who reads it
                env = record.with_context(lang=record.intermediary_id.lang or self.env.lang).env
                record._kfz_set(
                    "expired",
                    {
                        "decided_on": fields.Datetime.now(),
                        "reason": env._(
                            "Its validity ended on %(date)s, before a project was signed.",
                            date=day_text(env, record.expires_on),
                        ),
                    },
                )

    def _kfz_set(self, state, values):
        """Write a new state; a referral that is no longer accepted lets go of its project."""
        self.ensure_one()
        if state != "accepted" and self.state == "accepted":
            self._kfz_unlink_lead()
        # sudo: the state is guarded from hand; callers have checked the user's right to set it
        record = self.sudo()
        record.write({"state": state, **values})
        # the one that was planned at registration; what people planned themselves stays
        record.activity_unlink(["mail.mail_activity_data_todo"])

    def _kfz_check_manager(self):
        if not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(
                self.env._("Only a promotion manager of the zone can decide on a referral.")
            )
        self.check_access("write")

    def _kfz_check_may(self, state):
        """Refuse what cannot follow; a referral whose project is signed stays as it is.

        :raises UserError: says in which state it is, and what can be done
        """
        labels = dict(self._fields["state"]._description_selection(self.env))
        if not referral.may_follow(self.state, state):
            raise UserError(
                self.env._(
                    "The referral of “%(enterprise)s” is already “%(state)s”: that is final. Register a new one instead.",
                    enterprise=self.enterprise_name,
                    state=labels[self.state],
                )
            )
        if self.state == "accepted" and self._kfz_signed_on():
            raise UserError(
                self.env._(
                    "The project of this referral was signed on %(date)s: its award depends on the referral, which stays as it is.",
                    date=day_text(self.env, self._kfz_signed_on()),
                )
            )

    def _kfz_lock(self):
        """Lock the referrals: of two decisions at the same moment, the second waits and sees the first."""
        if self:
            # sudo: only the lock; access was checked
            self.sudo()._kfz_lock_rows()
            self.invalidate_recordset(["state"])

    @api.model
    @nightly
    def _cron_expire(self):
        """Let referrals lapse whose last day has passed; daily."""
        self._kfz_come_back()
        due = self.search([("state", "in", referral.OPEN), ("expires_on", "<", calendar.today())])
        due._kfz_expire()

    def _kfz_signed_on(self):
        """The date on which the linked project was signed."""
        # sudo: a date decides whether a referral has lapsed, for every user
        return self.sudo().lead_id.signed_date or None

    def _kfz_lapse_others(self):
        """Let rivals lapse that are overdue, without waiting for the daily job."""
        self.conflict_ids._kfz_expire()
        self.invalidate_recordset(["conflict_ids", "has_conflict"])
