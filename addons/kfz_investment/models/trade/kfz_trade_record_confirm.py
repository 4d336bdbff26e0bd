from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_list

from ...domain import calendar, trade
from ..base.period_words import month_text


class KfzTradeRecord(models.Model):
    """Confirming by a second person."""

    _inherit = "kfz.trade.record"

    @api.depends("state", "entered_by_id", "changed_by_id")
    @api.depends_context("uid")
    def _compute_is_mine_to_confirm(self):
        verifier = self.env.user.has_group("kfz_investment.group_kfz_customs")
        mine = self._kfz_touched_by_me()
        for record in self:
            record.is_mine_to_confirm = verifier and record.state == "draft" and record not in mine

    def action_confirm(self):
        """Confirm drafts that another user entered: all of them, or none. Any number takes the same few queries.

        :raises AccessError: unless the user is a customs verifier of the zone
        :raises UserError: says how many of the chosen records cannot be confirmed, and why
        """
        self._kfz_check_confirmable()
        reversals = self.filtered("reverses_id")
        origins = reversals.reverses_id
        origins._kfz_set({"is_reversed": True})
        # the record that is reversed leaves the place to the one that replaces it
        origins.flush_recordset(["is_reversed"])
        self._kfz_check_confirmed_once()
        self._kfz_set(
            {
                "state": "confirmed",
                "confirmed_by_id": self.env.uid,
                "confirmed_on": self.env.cr.now().replace(microsecond=0),
            }
        )
        self.flush_recordset()
        self.env["kfz.ledger.seal"]._kfz_queue(self._name, self._ids)
        self._kfz_confirmed_changed()
        return True

    def action_confirm_others(self):
        """Confirm those of the chosen drafts that the user did not enter or change; say how many, and how many stay."""
        mine = self._kfz_touched_by_me()
        drafts = self.filtered(lambda record: record.state == "draft") - mine
        if drafts:
            drafts.action_confirm()
        message = self.env._("%(count)s confirmed.", count=len(drafts))
        if len(drafts) < len(self):
            message += " " + self.env._(
                "%(count)s stay as they are: entered or changed by you, or already confirmed.",
                count=len(self) - len(drafts),
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "success" if drafts else "warning",
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _kfz_check_confirmable(self):
        if not self.env.user.has_group("kfz_investment.group_kfz_customs"):
            raise AccessError(self.env._("Only customs verifiers can confirm trade records."))
        self.check_access("write")
        self._kfz_lock_rows()
        self.invalidate_recordset(["state", "entered_by_id", "changed_by_id"], flush=True)
        if done := self.filtered(lambda record: record.state != "draft"):
            raise UserError(
                self.env._(
                    "%(count)s of the %(total)s chosen records are confirmed already. Nothing was confirmed: choose drafts only.",
                    count=len(done),
                    total=len(self),
                )
            )
        today = calendar.today()
        if running := self.filtered(
            lambda record: not record.reverses_id and not trade.is_over(record.month, today)
        ):
            raise UserError(
                self.env._(
                    "%(count)s of the %(total)s chosen records are of a month that is not over yet: %(months)s. Nothing was confirmed: confirm them when their month has ended.",
                    count=len(running),
                    total=len(self),
                    months=format_list(
                        self.env,
                        [
                            month_text(self.env, month)
                            for month in sorted(set(running.mapped("month")))
                        ],
                    ),
                )
            )
        if mine := self._kfz_touched_by_me():
            raise UserError(
                self.env._(
                    "You entered or changed %(count)s of the %(total)s chosen records yourself, so another person has to confirm them. Nothing was confirmed: “Confirm others' entries” leaves out your own.",
                    count=len(mine),
                    total=len(self),
                )
            )

    def _kfz_touched_by_me(self):
        return self.filtered(
            lambda record: self.env.uid in (record.entered_by_id.id, record.changed_by_id.id)
        )

    def _kfz_check_confirmed_once(self):
        """Refuse what is confirmed already under another number; one query."""
        rows = self.env.execute_query(
            SQL(
                """SELECT record.number, other.number
                 FROM kfz_trade_record record
                 JOIN kfz_trade_record other USING (company_id, partner_id, month, direction, mode)
                WHERE record.id = ANY(%s) AND record.reverses_id IS NULL
                  AND other.state = 'confirmed' AND other.reverses_id IS NULL AND other.is_reversed IS NOT TRUE""",
                list(self._ids),
            )
        )
        if rows:
            raise UserError(
                self.env._(
                    "The trade of %(count)s of the chosen records is confirmed already, the first one (%(number)s) as %(other)s. "
                    "Nothing was confirmed: confirm the reversing entry of that record first.",
                    count=len(rows),
                    number=rows[0][0],
                    other=rows[0][1],
                )
            )

    def _kfz_confirmed_changed(self):
        """Called on the records that were just confirmed, reversing entries included, in the same transaction.

        The place to follow confirmed trade from other rooms.
        """
