from odoo import models
from odoo.fields import Domain

from ..isolation.ir_rule import document_among


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
        guard = Domain("model", "!=", "kfz.shared.project")
        if self.env["kfz.shared.project"].has_access("read"):
            readable = self._compute_domain("kfz.shared.project", "read")
            guard |= Domain.custom(to_sql=document_among("kfz.shared.project", readable))
        return guard
