from odoo import api, models

from ..base.toolbar import without_entries

#: pages of enterprises
PAGES = (
    "kfz_investment.res_partner_view_form_kfz",
    "kfz_investment.res_partner_view_list_kfz",
    "kfz_investment.res_partner_view_kanban_kfz",
)
#: entries of core's menu of actions that have no use there: enterprises are merged by our own entry, logins of intermediaries
#: are given on their page, and no enterprise is written to from a list
HIDDEN = (
    "base.action_partner_merge",
    "mail.action_partner_mass_mail",
    "portal.partner_wizard_action_create_and_open",
    "web.download_contact",
)


class ResPartner(models.Model):
    """The menu of actions on pages of enterprises offers what is done with enterprises."""

    _inherit = "res.partner"

    @api.model
    def get_views(self, views, options=None):
        return without_entries(self.env, super().get_views(views, options), PAGES, HIDDEN)
