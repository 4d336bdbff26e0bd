from odoo import models
from odoo.exceptions import UserError

from ...domain import calendar
from ..base.period_words import day_text


class KfzAgreement(models.Model):
    """The acts on an agreement: put into force, correct, terminate."""

    _inherit = "kfz.agreement"

    _asked_as = "agreement_id"
    _settled_fields = ("lead_id", "kind", "number", "signed_on", "amount", "currency_id")
    _corrected_fields = ("kind", "number", "signed_on", "amount", "currency_id", "attachment_ids")
    _manager_fields = ("kind", "signed_on", "amount", "currency_id")

    def action_put_in_force(self):
        """Draft agreements take effect; their amounts count from their date of signing.

        :raises UserError: naming everything that is missing
        :raises AccessError: when the user does not work on the project
        """
        for agreement in self.filtered(lambda a: a.state == "draft"):
            agreement._kfz_check_role()
            absent = agreement._kfz_absent()
            if absent:
                raise UserError(
                    self.env._(
                        "%(agreement)s of “%(project)s” cannot be put into force yet. Still missing:\n%(items)s",
                        agreement=agreement._kfz_words(),
                        project=agreement.lead_id.name,
                        items="\n".join(f"• {item}" for item in absent),
                    )
                )
            agreement._kfz_may_set("state").write({"state": "in_force"})
            agreement.lead_id._kfz_note(
                self.env._(
                    "Put into force: %(agreement)s, %(amount)s.",
                    agreement=agreement._kfz_words(),
                    amount=agreement._kfz_text("amount"),
                )
            )

    def action_terminate(self):
        """The wizard that asks why the agreement ends."""
        return self._kfz_ask_act("terminate")

    def _kfz_terminate(self, reason):
        """End agreements in force. What was signed still counts in its quarter (design §4).

        :raises UserError: without a reason, or for one that is not in force
        """
        reason = self._kfz_reason(reason)
        for agreement in self:
            agreement._kfz_check_role()
            if agreement.state != "in_force":
                raise UserError(
                    self.env._(
                        "%(agreement)s is not in force, so it cannot be terminated.",
                        agreement=agreement._kfz_words(),
                    )
                )
            before = agreement._kfz_text("state")
            agreement._kfz_may_set("state").write({"state": "terminated"})
            agreement._kfz_trace(
                "terminate", {"state": (before, agreement._kfz_text("state"))}, reason
            )

    def _kfz_absent(self):
        """What is missing before the agreement can come into force, in words."""
        self.ensure_one()
        absent = []
        missing, waived = self.lead_id._kfz_missing_to_sign() if self.kind == "formal" else ([], ())
        if not self.amount and self.kind != "framework":
            absent.append(self.env._("the agreed amount"))
        if self.signed_on > calendar.today():
            absent.append(self.env._("a date of signing that is not in the future"))
        if (
            not self.attachment_ids._kfz_with_content()
            and "formal_agreement_document" not in waived
        ):
            absent.append(self.env._("the signed document, which is not empty"))
        return absent + missing

    def _kfz_manager_words(self):
        return self.env._(
            "Only a promotion manager can correct the kind, the date or the amount of an agreement, because past figures rest on them."
        )

    def _kfz_words(self):
        if self.number:
            return self.env._(
                "%(kind)s %(number)s", kind=self._kfz_text("kind"), number=self.number
            )
        return self.env._(
            "%(kind)s of %(date)s",
            kind=self._kfz_text("kind"),
            date=day_text(self.env, self.signed_on),
        )
