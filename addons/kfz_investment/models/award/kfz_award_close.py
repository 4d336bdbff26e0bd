from odoo import models
from odoo.exceptions import UserError

from ...domain import award
from . import award_words
from .kfz_award import CONFIRMED, OPEN


class KfzAward(models.Model):
    """Closing an award by a decision of a manager: refused, clawed back, or kept as paid."""

    _inherit = "kfz.award"

    def _kfz_refuse(self, reason):
        """Refuse an award for good; the project gets no other."""
        records = self._kfz_as_manager(*OPEN, *CONFIRMED)
        records.write({"state": "refused", "reason": self._kfz_reason(reason)})
        records._kfz_decided("claim", "companies")
        records._kfz_enter("refused", reason=reason)
        return True

    def _kfz_claw_back(self, reason, amount):
        """Claim back what was paid, or a part of it. Our design: the plan does not provide for it."""
        records = self._kfz_as_manager("paid")
        for record in records:
            if not 0 < award.fen(amount) <= award.fen(record.amount):
                raise UserError(
                    self.env._(
                        "Of %(award)s, more than 0 and at most %(amount)s can be claimed back.",
                        award=record.name,
                        amount=award_words.amount(self.env, award.fen(record.amount)),
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
        records._kfz_decided("paid")
        records._kfz_enter("clawed_back", reason=reason, clawed=award.fen(amount))
        return True

    def _kfz_settle(self, reason):
        """Keep the payment: a claw-back question is settled."""
        records = self._kfz_as_manager("paid")
        records.write({"question": False, "reason": self._kfz_reason(reason)})
        records._kfz_decided("paid")
        records._kfz_enter("question", reason=reason, settled=1)
        return True
