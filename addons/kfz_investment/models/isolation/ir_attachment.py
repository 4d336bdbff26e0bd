from odoo import api, models
from odoo.exceptions import AccessError


class IrAttachment(models.Model):
    """A refused file tells no more than one that does not exist."""

    _inherit = "ir.attachment"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if result is None or not any(self._ids) or self._kfz_links_are_free():
            return result
        return result[0], lambda: AccessError(self.env["ir.rule"]._kfz_hidden_message())

    @api.model
    def create_unique(self, values_list):
        """Core looks for the same content among the files of everybody and tells the id: who guesses a content learns
        that someone has it. On disk, the same content is kept once in any case."""
        if self._kfz_links_are_free():
            return super().create_unique(values_list)
        return self.create(values_list).ids
