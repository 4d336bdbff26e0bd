from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .documents_asked import asking


class MailMessage(models.Model):
    """A refused message tells no more than one that does not exist."""

    _inherit = "mail.message"

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        domain, searched = Domain(domain), self
        if not (self.env.su or bypass_access):
            searched = asking(self, "model", domain)
        return super(MailMessage, searched)._search(
            domain, *args, bypass_access=bypass_access, **kwargs
        )

    def _make_access_error(self, operation):
        if self._kfz_links_are_free():
            return super()._make_access_error(operation)
        return AccessError(self.env["ir.rule"]._kfz_hidden_message())

    @api.depends("subject")
    def _compute_display_name(self):
        # core fetches messages as superuser, so that whoever guesses an id would read the subject
        if not self.env.su and not self._kfz_links_are_free():
            self.filtered("id").exists().check_access("read")
        return super()._compute_display_name()

    def write(self, vals):
        self._kfz_check_exists()
        if not self.env.su and {"model", "res_id"}.intersection(vals):
            # before core says of a hidden message that it may not be moved
            self.check_access("write")
        return super().write(vals)

    def unlink(self):
        self._kfz_check_exists()
        return super().unlink()

    def _kfz_check_exists(self):
        """Core says nothing about a message that does not exist, and refuses a hidden one."""
        if not self._kfz_links_are_free() and len(self.exists()) < len(self):
            raise self._make_access_error("write")
