from odoo import models


class IrUiMenu(models.Model):
    _inherit = 'ir.ui.menu'

    def _load_menus_blacklist(self):
        """Officers stand on the salesman's rights, but sales pages are not theirs: the CRM app stays with those who
        manage or administer sales."""
        blacklist = super()._load_menus_blacklist()
        user = self.env.user
        if user.has_group('kfz_investment.group_kfz_officer') and not user.has_group('sales_team.group_sale_manager'):
            menu = self.env.ref('crm.crm_menu_root', raise_if_not_found=False)
            if menu:
                blacklist.append(menu.id)
        return blacklist
