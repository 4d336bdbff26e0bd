from odoo import models
from odoo.fields import Domain

from ..isolation.documents_asked import asked_of
from ..isolation.ir_rule import document_among

SHEET = "kfz.shared.project"


class IrRule(models.Model):
    """Messages on a shared project are read only as long as the project is shared with the reader."""

    _inherit = "ir.rule"

    def _kfz_guard(self, model_name, mode):
        guard = super()._kfz_guard(model_name, mode)
        if model_name == "mail.message" and mode == "read" and self._kfz_in_zone():
            guard &= self._kfz_message_guard()
        return guard

    def _kfz_message_guard(self):
        """Core shows a message to whom it was addressed, also when the sheet on which it stands is not shared any more."""
        guard, asked = Domain("model", "!=", SHEET), asked_of(self.env, "mail.message")
        if (asked is None or SHEET in asked) and self.env[SHEET].has_access("read"):
            readable = self._compute_domain(SHEET, "read")
            guard |= Domain.custom(to_sql=document_among(SHEET, readable))
        return guard
