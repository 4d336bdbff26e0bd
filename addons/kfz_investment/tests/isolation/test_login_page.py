from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestLoginPage(HttpCase):
    """Which language a guest reads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env["ir.default"].set("res.partner", "lang", "zh_CN")

    def page(self, query="", browser="en-US"):
        """The login page as a browser set to ``browser`` gets it."""
        return self.url_open(f"/web/login{query}", headers={"Accept-Language": browser}).text

    def test_the_default_language_wins_over_the_browser(self):
        self.assertIn("密码", self.page())

    def test_a_language_in_the_address_wins(self):
        self.assertNotIn("密码", self.page("?lang=en_US", browser="zh-CN"))

    def test_a_language_that_is_not_installed_is_ignored(self):
        self.assertIn("密码", self.page("?lang=xx_YY"))

    def test_without_a_default_the_browser_decides_as_in_core(self):
        self.env["ir.default"].search(
            [("field_id.model", "=", "res.partner"), ("field_id.name", "=", "lang")]
        ).unlink()
        self.assertNotIn("密码", self.page())
