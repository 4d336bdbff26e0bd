from odoo import models
from odoo.exceptions import AccessError


class MailActivity(models.Model):
    """A refused activity says nothing about the record it belongs to."""

    _inherit = "mail.activity"

    def _make_access_error(self, operation):
        if self._kfz_links_are_free():
            return super()._make_access_error(operation)
        return AccessError(self.env["ir.rule"]._kfz_hidden_message())
