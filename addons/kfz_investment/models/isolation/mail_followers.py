from odoo import api, models
from odoo.fields import Domain

from .documents_asked import asking


class MailFollowers(models.Model):
    """The rule on followers asks for the documents of each model; a page asks for the followers of one."""

    _inherit = "mail.followers"

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        domain, searched = Domain(domain), self
        if not (self.env.su or bypass_access):
            searched = asking(self, "res_model", domain)
        return super(MailFollowers, searched)._search(
            domain, *args, bypass_access=bypass_access, **kwargs
        )

    @api.model
    def search_fetch(self, domain, field_names=None, *args, **kwargs):
        """Who follows is read at once: by the numbers of the rows alone, the rule would ask for the documents of each model."""
        if field_names is not None and not self.env.su:
            field_names = {*field_names, "res_model", "partner_id"}
        return super().search_fetch(domain, field_names, *args, **kwargs)
