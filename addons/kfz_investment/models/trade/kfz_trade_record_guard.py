from odoo import api, models
from odoo.exceptions import UserError

from .kfz_trade_record import FIGURES, OWN


class KfzTradeRecord(models.Model):
    """What may change by hand: the figures and texts of a draft, nothing of a confirmed record."""

    _inherit = "kfz.trade.record"

    @api.ondelete(at_uninstall=False)
    def _unlink_draft(self):
        if confirmed := self.filtered(lambda record: record.state != "draft")[:1]:
            raise UserError(
                self.env._(
                    "%(number)s is confirmed and cannot be deleted. Correct it by a reversing entry.",
                    number=confirmed.number,
                )
            )

    def _kfz_check_changeable(self, vals):
        """Only a draft's figures and texts change; the rest is set by the application."""
        if confirmed := self.filtered(lambda record: record.state != "draft")[:1]:
            raise UserError(
                self.env._(
                    "%(number)s is confirmed and cannot be changed. Correct it by a reversing entry.",
                    number=confirmed.number,
                )
            )
        for name in OWN:
            if name in vals:
                raise UserError(
                    self.env._(
                        "“%(field)s” is not entered by hand: it is set when a trade record is entered, confirmed or reversed.",
                        field=self._kfz_field_label(name),
                    )
                )
        if vals.keys() & set(FIGURES) and self.filtered("reverses_id"):
            raise UserError(
                self.env._(
                    "A reversing entry has the figures of the record that it reverses. Delete the draft instead."
                )
            )
