from odoo import models
from odoo.exceptions import ValidationError

from ...domain import trade
from .kfz_trade_record import FIGURES


class KfzTradeRecord(models.Model):
    """Correcting a confirmed record: a reversing entry, confirmed by a second person like any other."""

    _inherit = "kfz.trade.record"

    def action_reverse(self):
        """The wizard that asks for the reason and, where there is one, the right value."""
        self.ensure_one()
        self.check_access("write")
        self._kfz_check_reversible()
        return {
            **self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_trade_reverse_action"),
            "context": {"default_record_id": self.id},
        }

    def _kfz_check_reversible(self):
        """Confirmed, no reversing entry itself, and not reversed yet.

        :raises ValidationError: says which it is
        """
        self.ensure_one()
        if self.state != "confirmed":
            raise ValidationError(
                self.env._(
                    "%(number)s is a draft: change or delete it, there is nothing to reverse.",
                    number=self.number,
                )
            )
        if self.reverses_id:
            raise ValidationError(
                self.env._(
                    "%(number)s is a reversing entry and cannot be reversed. Enter the correct value as a new record.",
                    number=self.number,
                )
            )
        if self.reversed_by_ids:
            raise ValidationError(
                self.env._(
                    "%(number)s has the reversing entry %(reversal)s already: there can be only one.",
                    number=self.number,
                    reversal=self.reversed_by_ids[0].number,
                )
            )

    def _kfz_reversal_vals(self):
        """The values of this record's reversing entry, whatever its maker says."""
        self.check_access("read")
        self._kfz_check_reversible()
        return {
            **{name: self[name].id if name.endswith("_id") else self[name] for name in FIGURES},
            "amount": -self.amount,
            "is_bonded": self.is_bonded,
            "reverses_id": self.id,
        }

    def _kfz_reverse(self, reason, amount=None):
        """A draft of the reversing entry and, with ``amount``, one of the record that replaces this."""
        self.ensure_one()
        key = {
            name: self[name].id if name.endswith("_id") else self[name]
            for name in ("company_id", *trade.KEY)
        }
        drafts = self._kfz_may_set("reverses_id").create(
            {
                **key,
                "amount": -self.amount,
                "reverses_id": self.id,
                "reason": reason,
                "origin": self.origin,
            }
        )
        if amount:
            drafts |= self.create({**key, "amount": amount, "origin": self.origin, "note": reason})
        return drafts
