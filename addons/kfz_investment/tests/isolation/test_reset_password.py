import re
from unittest.mock import patch

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestResetPassword(KfzCase, HttpCase):
    """The page for a new password tells strangers nothing, and is offered where mail is sent."""

    def setUp(self):
        super().setUp()
        self.env["ir.default"].search([("field_id.name", "=", "lang")]).unlink()
        self.env["ir.config_parameter"].set_param("auth_signup.reset_password", "True")
        self.officer.write({"email": False, "name": "示例专员"})
        self.manager.email = "manager@example.com"
        self.env.flush_all()

    def _mail(self, sends=True):
        return patch.object(
            self.env.registry["ir.mail_server"], "_kfz_is_there", return_value=sends
        )

    def _ask(self, login):
        """What the page says, without the marks of the request."""
        data = {"login": login, "csrf_token": http.Request.csrf_token(self)}
        page = self.url_open("/web/reset_password", data=data)
        self.assertEqual(page.status_code, 200)
        return re.sub(r'csrf_token: ".*?"', "", page.text)

    @mute_logger("odoo.addons.mail.models.mail_mail", "odoo.sql_db")
    def test_each_login_gets_the_same_answer(self):
        self.authenticate(None, None)
        mails = self.env["mail.mail"].search([])
        with self._mail():
            nobody = self._ask("kfz_nobody")
            self.assertIn("If there is an account", nobody)
            for login in (
                self.officer.login,
                self.manager.login,
                self.manager.email,
                "",
                "x" * 9999,
            ):
                self.assertEqual(self._ask(login), nobody, login[:20])
        made = self.env["mail.mail"].search([]) - mails
        self.assertEqual(set(made.mapped("email_to")) | {self.manager.email}, {self.manager.email})
        # nobody without an address is prepared for a link that was never sent
        self.assertFalse(self.officer.partner_id.signup_type)
        self.assertEqual(self.manager.partner_id.signup_type, "reset")

    def test_a_server_that_fails_gives_it_too(self):
        self.authenticate(None, None)
        users = type(self.env["res.users"])
        with (
            self._mail(),
            patch.object(users, "action_reset_password", side_effect=ValueError("x")),
        ):
            self.assertIn("If there is an account", self._ask(self.manager.login))

    def test_without_a_mail_server_the_page_says_whom_to_ask(self):
        self.authenticate(None, None)
        mails = self.env["mail.mail"].search_count([])
        with self._mail(sends=False):
            login = self.url_open("/web/login").text
            self.assertNotIn("/web/reset_password", login)
            self.assertIn("Ask the administrator", login)
            for page in (self.url_open("/web/reset_password").text, self._ask(self.manager.login)):
                self.assertIn("Ask its administrator for a new password", page)
                self.assertNotIn("<form", page)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        with self._mail():
            self.assertIn("/web/reset_password", self.url_open("/web/login").text)
            self.assertIn("Login or e-mail", self.url_open("/web/reset_password").text)

    def test_mail_is_sent_with_a_server_alone(self):
        self.env["ir.mail_server"].search([]).active = False
        self.assertNotIn("/web/reset_password", self.url_open("/web/login").text)
        self.env["ir.mail_server"].create({"name": "示例", "smtp_host": "mail.example.com"})
        self.assertIn("/web/reset_password", self.url_open("/web/login").text)

    def test_switched_off_it_is_gone_as_in_core(self):
        self.env["ir.config_parameter"].set_param("auth_signup.reset_password", False)
        with self._mail():
            self.assertEqual(self.url_open("/web/reset_password").status_code, 404)
            self.assertNotIn("Ask the administrator", self.url_open("/web/login").text)

    def test_an_address_tells_no_login_and_puts_no_text_on_the_page(self):
        query = f"signup_email={self.manager.email}&message=Call+12345&error=Call+12345"
        with self._mail():
            page = self.url_open(f"/web/reset_password?{query}")
        self.assertEqual((page.status_code, "/web/reset_password?" in page.url), (200, True))
        self.assertNotIn(self.manager.login, page.text)
        self.assertNotIn("Call 12345", page.text)

    def test_who_has_a_link_sets_a_password(self):
        partner = self.manager.partner_id
        partner.signup_prepare(signup_type="reset")
        token = partner._generate_signup_token()
        self.env.flush_all()
        for sends in (True, False):
            with self._mail(sends):
                page = self.url_open(f"/web/reset_password?token={token}").text
                self.assertIn('name="confirm_password"', page)

    def test_people_log_in_with_a_login(self):
        page = self.url_open("/web/login").text
        self.assertIn(">Login</label>", page)
        self.assertIn("Enter your login", page)
        self.assertNotIn("Enter your email", page)
