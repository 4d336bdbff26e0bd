from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import KfzCase, request_of


@tagged("post_install", "-at_install")
class TestPasswords(KfzCase):
    """Nobody has a password of one character, or one that others try first."""

    def _set(self, setter, user, password):
        env = self.env(user=setter.id, context={}, su=False)
        request_of(env, "res.users", "write", [user.ids, {"password": password}], {})

    def test_people_choose_long_passwords(self):
        admin = self.env.ref("base.user_admin")
        self.assertEqual(self.env["res.users"].get_password_policy()["minlength"], 12)
        for password in (
            "1",
            "short-word",
            self.officer.login + "2",
            "111111111111",
            "Password2026",
        ):
            with self.subTest(password=password), self.assertRaises(UserError), self.cr.savepoint():
                self._set(admin, self.officer, password)
        self._set(admin, self.officer, "horse-lamp-river-nine")
        self.officer.with_user(self.officer)._check_password_policy(["horse-lamp-river-nine"])

    def test_an_own_password_is_checked_too(self):
        own = self.officer.with_user(self.officer)
        for password in ("1", self.officer.login + "12345"):
            with self.subTest(password=password), self.assertRaises(UserError), self.cr.savepoint():
                own._change_password(password)

    def test_a_visitor_with_a_link_is_checked_too(self):
        public = self.env.ref("base.public_user")
        with self.assertRaises(UserError), self.cr.savepoint():
            self.portal.with_user(public).sudo().write({"password": "1"})

    def test_the_set_up_makes_logins(self):
        self.officer.password = "x"
