from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .documents_asked import asking
from .lost import with_lost, without_lost


class MailMessage(models.Model):
    """A refused message tells no more than one that does not exist."""

    _inherit = "mail.message"

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, bypass_access=False, **kwargs):
        domain = Domain(domain)
        if self.env.su or bypass_access:
            return super()._search(
                domain, offset, limit, order, bypass_access=bypass_access, **kwargs
            )
        searched = super(MailMessage, asking(self, "model", domain))
        query = searched._search(domain, offset, limit, order, **kwargs)
        return without_lost(query, self, "model", order)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if operation in ("read", "write"):
            # to make or delete one, core asks for its document always
            return with_lost(result, self, "model", operation)
        return result

    def _make_access_error(self, operation):
        if self._kfz_links_are_free():
            return super()._make_access_error(operation)
        return AccessError(self.env["ir.rule"]._kfz_hidden_message())

    @api.depends("subject")
    @api.depends_context("uid")
    def _compute_display_name(self):
        # core fetches messages as superuser, so that whoever guesses an id would read the subject
        if not self.env.su and not self._kfz_links_are_free():
            self.filtered("id").exists().check_access("read")
        result = super()._compute_display_name()
        if self.env.su and not self.env.user._is_superuser():
            # the name of a link, as of a notification, is asked for as superuser
            known = self.filtered("id").exists().sudo(False)
            hidden = known - known._filtered_access("read")
            # sudo: as which the names are asked for
            hidden.sudo().display_name = False
        return result

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
