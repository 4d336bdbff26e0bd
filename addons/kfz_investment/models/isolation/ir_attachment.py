from odoo import models
from odoo.exceptions import AccessError


class IrAttachment(models.Model):
    """A refused file tells no more than one that does not exist."""

    _inherit = "ir.attachment"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if result is None or not any(self._ids) or self._kfz_links_are_free():
            return result
        return result[0], lambda: AccessError(self.env["ir.rule"]._kfz_hidden_message())
