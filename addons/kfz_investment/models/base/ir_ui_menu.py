from odoo import models

#: apps without use for promotion roles; users who manage or administer sales keep them
HIDDEN = (
    "crm.crm_menu_root",
    "contacts.menu_contacts",
    "utm.menu_link_tracker_root",
    "sale.sale_menu_root",
    "base.menu_management",
    "spreadsheet_dashboard.spreadsheet_dashboard_menu_configuration",
    "spreadsheet_dashboard.spreadsheet_dashboard_menu_configuration_dashboards",
)
#: apps that only some roles use, and those roles
ONLY_FOR = {
    "calendar.mail_menu_calendar": ("officer", "lead_official", "task_force"),
    "spreadsheet_dashboard.spreadsheet_dashboard_menu_root": (
        "officer",
        "lead_official",
        "joint_office",
    ),
}
#: users who manage sales or the server see every app
MANAGERS = ("sales_team.group_sale_manager", "base.group_system")
ROLES = ("officer", "lead_official", "task_force", "joint_office", "customs", "committee")


class IrUiMenu(models.Model):
    """The app switcher shows the apps that a role works with (a manager is an officer too)."""

    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        """Officers have a salesman's rights but do not use sales pages; they find contacts in the directory."""
        lookup = self.env["ir.model.data"]._xmlid_to_res_id
        hidden = [lookup(name, raise_if_not_found=False) for name in self._kfz_hidden_apps()]
        return super()._load_menus_blacklist() + [menu for menu in hidden if menu]

    def _kfz_hidden_apps(self):
        """The apps that the user's roles have no use for; none for users without a role, managers of sales and administrators."""
        user = self.env.user
        roles = {role for role in ROLES if user.has_group(f"kfz_investment.group_kfz_{role}")}
        if not roles or any(map(user.has_group, MANAGERS)):
            return []
        return [
            *HIDDEN,
            *(menu for menu, wanted in ONLY_FOR.items() if not roles.intersection(wanted)),
        ]
