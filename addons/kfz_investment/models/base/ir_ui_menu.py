from odoo import models

#: apps, and pages of theirs, without use for promotion roles; users who manage or administer sales keep them
HIDDEN = (
    "crm.crm_menu_root",
    "contacts.menu_contacts",
    "utm.menu_link_tracker_root",
    "sale.sale_menu_root",
    "base.menu_management",
    "mail.menu_channel",
    "mail.menu_configuration",
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
#: the app whose menus are kept short: pages below a page leave the bar, and a heading with one page is that page
OURS = "kfz_investment.menu_kfz_root"
#: apps of core that need no bar where they have one page
SINGLE = (
    "calendar.mail_menu_calendar",
    "mail.menu_root_discuss",
    "spreadsheet_dashboard.spreadsheet_dashboard_menu_root",
)
ROLES = ("officer", "lead_official", "task_force", "joint_office", "customs", "committee")


class IrUiMenu(models.Model):
    """The app switcher shows the apps that a role works with (a manager is an officer too), and the bar what it works with daily.

    A menu below a page (a menu with an action) is not in the bar: the cog of that page offers it. Below the overview
    of the configuration, menus without an action are its headings. All of them stay in ``load_menus``.
    """

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

    def load_web_menus(self, debug):
        """Menus of the web client; ours are shortened. What left the bar is still known by its id."""
        menus = super().load_web_menus(debug)
        lookup = self.env["ir.model.data"]._xmlid_to_res_id
        # always new lists: those of load_menus are cached
        if root := menus.get(lookup(OURS, raise_if_not_found=False)):
            root["children"] = [_shorten(menus, child) for child in root["children"]]
        for name in SINGLE:
            root = menus.get(lookup(name, raise_if_not_found=False))
            if root and [menus[child]["children"] for child in root["children"]] == [[]]:
                root["children"] = []
        return menus


def _shorten(menus, key):
    """Take the pages below a page out of the tree: they become ``kfzPages``, lists of a heading's name and its pages.

    :return: the key that stands for the menu: of its only page, under the menu's name, where it is a heading with one
    """
    menu = menus[key]
    if menu["actionID"]:
        groups = [("", [])]
        for child in menu["children"]:
            if menus[child]["actionID"]:
                groups[0][1].append(child)
            else:
                groups.append((menus[child]["name"], menus[child]["children"]))
        menu["kfzPages"] = [group for group in groups if group[1]]
        menu["children"] = []
        return key
    menu["children"] = [_shorten(menus, child) for child in menu["children"]]
    if len(menu["children"]) != 1:
        return key
    menus[menu["children"][0]]["name"] = menu["name"]
    return menu["children"][0]
