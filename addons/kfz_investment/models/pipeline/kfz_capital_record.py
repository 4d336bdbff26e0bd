from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...domain import calendar
from ..base.documents import Documents
from ..base.ledger_seal import Seal
from ..base.period_words import day_text
from ..base.table_guard import TableGuard
from ..guards.quiet import is_quiet


class KfzCapitalRecord(models.Model):
    """Capital in place: money that an investor paid in, on a date, with its proof.

    It counts from its entry on; a mistaken record is corrected, or withdrawn from all sums, with a reason.
    """

    _name = "kfz.capital.record"
    _description = "Capital in place"
    _inherit = ["kfz.settled.mixin", "kfz.money.mixin"]
    _order = "received_on, id"
    _rec_name = "received_on"
    _money_date = "received_on"
    _kfz_seal = Seal(
        (
            "lead_id",
            "company_id",
            "received_on",
            "amount",
            "currency_id",
            "amount_cny",
            "state",
        ),
        chain="lead_id",
    )
    _kfz_table_guards = (
        TableGuard(
            may_change={
                **dict.fromkeys(
                    ("received_on", "amount", "currency_id", "amount_cny"), "a correction"
                ),
                "state": "a withdrawal",
                "note": "officers, by hand",
            },
        ),
        TableGuard(
            when="OLD.state = 'withdrawn'",
            may_change={"note": "officers, by hand"},
            on="UPDATE",
        ),
    )
    _asked_as = "capital_id"
    _settled_fields = ("lead_id", "received_on", "amount", "currency_id")
    _corrected_fields = ("received_on", "amount", "currency_id", "attachment_ids")

    received_on = fields.Date("Received on", required=True, default=lambda self: calendar.today())
    amount = fields.Monetary(help="A refund is entered as a negative amount.")
    attachment_ids = Documents(
        "ir.attachment", "kfz_capital_record_attachment_rel", "record_id", "attachment_id", "Proof"
    )
    state = fields.Selection(
        [("recorded", "Recorded"), ("withdrawn", "Withdrawn")],
        required=True,
        readonly=True,
        default="recorded",
        copy=False,
        help="A withdrawn record was entered by mistake and is in no sum.",
    )
    note = fields.Char()

    @api.model_create_multi
    def create(self, vals_list):
        """What users enter comes with its proof; a past ledger owes it, and the system is not held up.

        :raises UserError: without a document that is not empty
        """
        records = super().create(vals_list)
        if not self.env.su and not is_quiet(self.env):
            for record in records:
                if not record.attachment_ids._kfz_with_content():
                    raise UserError(
                        self.env._(
                            "Attach the proof of the payment first, such as the bank receipt or the capital verification: capital counts with a document that is not empty."
                        )
                    )
        return records

    @api.constrains("received_on")
    def _check_received_on(self):
        today = calendar.today()
        for record in self:
            if record.received_on > today:
                raise ValidationError(
                    self.env._(
                        "Capital cannot be in place on a future date (%(date)s).",
                        date=day_text(self.env, record.received_on),
                    )
                )

    def action_withdraw(self):
        """The wizard that asks why the record is taken out of all sums."""
        return self._kfz_ask_act("withdraw")

    def _kfz_withdraw(self, reason):
        """Take a mistaken record out of all sums; it stays in the list with the reason.

        :raises UserError: without a reason, or for one that is withdrawn already
        """
        self.ensure_one()
        reason = self._kfz_reason(reason)
        self._kfz_check_role()
        self._kfz_check_settled()
        before = self._kfz_text("state")
        self._kfz_may_set("state").write({"state": "withdrawn"})
        self._kfz_trace("withdraw", {"state": (before, self._kfz_text("state"))}, reason)

    def _kfz_is_settled(self):
        return True

    def _kfz_check_settled(self):
        if self.state == "withdrawn":
            raise UserError(
                self.env._(
                    "%(record)s was withdrawn: enter a new record instead.",
                    record=self._kfz_words(),
                )
            )

    def _kfz_words(self):
        return self.env._(
            "Capital of %(date)s, %(amount)s",
            date=day_text(self.env, self.received_on),
            amount=self._kfz_text("amount"),
        )
