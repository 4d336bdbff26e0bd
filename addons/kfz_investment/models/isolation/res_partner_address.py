from odoo import models


class ResPartner(models.Model):
    """On the pages for customers, core shows, changes and archives every address of the company as superuser."""

    _inherit = "res.partner"

    def _can_be_edited_by_current_customer(self, **kwargs):
        """In a zone: one's own; the others were entered by people of a zone, for themselves."""
        if self.env["res.company"]._kfz_is_zone_user():
            return self == self._get_current_partner(**kwargs)
        return super()._can_be_edited_by_current_customer(**kwargs)
