import os

#: starts core's click robot: each menu of an app, each view of it, each filter; light: menus alone
CLICK = "odoo.loader.modules.get('@web/webclient/clickbot/clickbot_loader').startClickEverywhere('kfz_investment.menu_kfz_root', %s);"
#: starts ours: the first record of each page
OPEN = "odoo.loader.modules.get('@kfz_investment/../tests/tours/kfz_open_records').openRecords();"


class ClickEverywhere:
    """For an HttpCase: robots open every menu, view and filter that a user is offered, and a record of each page.

    A page that ends in an error fails.
    """

    def _click_everywhere(self, login):
        self._run_robot(login, CLICK % "false", "clickbot test succeeded")

    def _click_menus(self, login):
        """Each menu; with ``KFZ_CLICKS=full`` in the environment each view and filter, too, which takes minutes."""
        is_light = os.environ.get("KFZ_CLICKS") != "full"
        self._run_robot(login, CLICK % str(is_light).lower(), "clickbot test succeeded")

    def _open_records(self, login):
        """A page that shows a value of the program instead of a word fails, too."""
        self._run_robot(login, OPEN, "every record opens")

    def _run_robot(self, login, code, success):
        user = self.env["res.users"].search([("login", "=", login)])
        user.password = login
        self.env.flush_all()
        self.browser_js(
            "/odoo",
            code,
            "odoo.isReady === true",
            login=login,
            timeout=900,
            success_signal=success,
        )
