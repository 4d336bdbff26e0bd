#: starts core's click robot: each menu of an app, each view of it, each filter
CLICK = "odoo.loader.modules.get('@web/webclient/clickbot/clickbot_loader').startClickEverywhere('kfz_investment.menu_kfz_root');"


class ClickEverywhere:
    """For an HttpCase: core's click robot opens every menu, view and filter that a user is offered.

    A page that ends in an error fails.
    """

    def _click_everywhere(self, login):
        user = self.env["res.users"].search([("login", "=", login)])
        user.password = login
        self.env.flush_all()
        self.browser_js(
            "/odoo",
            CLICK,
            "odoo.isReady === true",
            login=login,
            timeout=900,
            success_signal="clickbot test succeeded",
        )
