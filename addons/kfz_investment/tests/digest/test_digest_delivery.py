from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import request_of
from .digest_common import DigestCase


@tagged("post_install", "-at_install")
class TestDigestDelivery(DigestCase):
    """A digest is in the inbox, in the reader's language; by mail only for whoever chose it, without names unless the zone allows them."""

    def setUp(self):
        super().setUp()
        self.officer.email = "officer@example.com"
        self._issue(date_due=self._in_days(-2))

    def _mails(self, there=True):
        before = self.env["mail.mail"].search([])
        Server = type(self.env["ir.mail_server"])
        with patch.object(Server, "_kfz_is_there", return_value=there):
            self._morning()
        return self.env["mail.mail"].search([]) - before

    def test_one_message_in_the_inbox_says_how_much_there_is_and_leads_to_the_page(self):
        before = self._inbox(self.officer)
        self.officer.lang = "en_US"
        self._morning()
        told = (self._inbox(self.officer) - before).mail_message_id
        self.assertEqual(len(told), 1)
        self.assertIn("To do today: 1.", told.body)
        self.assertIn("/odoo/action-kfz_investment.kfz_digest_line_action", told.body)
        for name in ("用电容量不足", self.project.name):
            self.assertNotIn(name, told.body)

    def test_without_a_choice_no_mail_is_made(self):
        self.assertFalse(self._mails())

    def test_whoever_chose_it_has_a_mail_without_names(self):
        self.officer.kfz_digest_channel = "mail"
        mail = self._mails()
        self.assertEqual(len(mail), 1)
        self.assertIn("officer@example.com", mail.email_to)
        self.assertEqual(mail.state, "outgoing", "core's own queue sends it, after the commit")
        for name in ("用电容量不足", self.project.name, self.project.partner_id.name):
            self.assertNotIn(name, mail.body_html)

    def test_names_stand_in_a_mail_where_the_zone_allows_them(self):
        self.officer.kfz_digest_channel = "mail"
        self.zone_a.kfz_names_in_messages = True
        self.assertIn("用电容量不足", self._mails().body_html)

    def test_without_an_address_or_a_server_there_is_no_mail(self):
        self.officer.kfz_digest_channel = "mail"
        self.assertFalse(self._mails(there=False))
        self.officer.email = False
        self.assertFalse(self._mails())

    def test_everybody_chooses_for_themselves_alone(self):
        request_of(
            self.env(user=self.officer),
            "res.users",
            "write",
            [self.officer.ids, {"kfz_digest_channel": "mail"}],
            {},
        )
        self.assertEqual(self.officer.kfz_digest_channel, "mail")
        for user in (self.officer2, self.manager, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                request_of(
                    self.env(user=user),
                    "res.users",
                    "write",
                    [self.officer.ids, {"kfz_digest_channel": "inbox"}],
                    {},
                )
        self.assertEqual(self.officer.kfz_digest_channel, "mail")

    def test_names_in_a_mail_are_plain_words(self):
        self.officer.kfz_digest_channel = "mail"
        self.zone_a.kfz_names_in_messages = True
        self.project.name = "示例项目 www.evil.example 投资3亿元"
        body = self._mails().body_html
        self.assertIn("示例项目 … 投资…", body)
        self.assertNotIn("3亿", body)

    def test_a_choice_is_read_by_oneself_alone(self):
        self.officer.kfz_digest_channel = "mail"
        name = "kfz_digest_channel"
        mine = self.env(user=self.officer)
        read = request_of(mine, "res.users", "web_read", [self.officer.ids, {name: {}}], {})
        self.assertEqual(read[0][name], "mail")
        page = mine["res.users"].get_view(
            self.env.ref("base.view_users_form_simple_modif").id, "form"
        )
        self.assertIn(f'name="{name}"', page["arch"])
        for user in (self.officer2, self.manager, self.manager_b, self.joint):
            env = self.env(user=user)
            for act, args in (
                ("read", [self.officer.ids, [name]]),
                ("search", [[(name, "=", "mail")]]),
                ("search", [[(name, "!=", "inbox")]]),
                ("formatted_read_group", [[], [name], ["__count"]]),
                ("search_read", [[], ["id"], 0, 5, name]),
                ("export_data", [self.officer.ids, [name]]),
            ):
                with (
                    self.subTest(user=user.login, act=act),
                    self.assertRaises(AccessError),
                ):
                    request_of(env, "res.users", act, args, {})
        # not by a link to a user either
        with self.assertRaises(AccessError):
            env["res.partner"].search([("user_ids.kfz_digest_channel", "=", "mail")])

    def test_managers_alone_allow_names_for_their_zone(self):
        page = self.env["kfz.zone.settings"]
        page.with_user(self.manager).create({"names_in_messages": True}).action_save()
        self.assertTrue(self.zone_a.kfz_names_in_messages)
        self.assertFalse(self.zone_b.kfz_names_in_messages)
        with self.assertRaises(AccessError):
            page.with_user(self.officer).create({"names_in_messages": False}).action_save()
