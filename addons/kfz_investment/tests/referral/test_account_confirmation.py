from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...domain import calendar
from .referral_common import ReferralCase, make_account


@tagged("post_install", "-at_install")
class TestAccountConfirmation(ReferralCase):
    """A bank account is paid to after a second person has confirmed it and the days of waiting have passed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager2 = cls.manager.copy({"login": "kfz_manager2", "active": True})
        cls.access = (
            cls.env["kfz.portal.access"]
            .with_user(cls.portal_user)
            ._kfz_portal_current()
            .filtered(lambda one: one.company_id == cls.zone_a)
        )

    def _enter(self, number="622200000002", user=None, **values):
        return (
            self.env["kfz.intermediary.account"]
            .with_user(user or self.manager)
            .create(
                {
                    "partner_id": self.broker.id,
                    "company_id": self.zone_a.id,
                    "bank_name": "示例银行",
                    "holder": "示例",
                    "account_number": number,
                    **values,
                }
            )
        )

    def _from_portal(self, number="622200000003"):
        Account = self.env["kfz.intermediary.account"].with_user(self.portal_user)
        values = {"holder": "示例", "bank_name": "示例银行", "account_number": number}
        return Account._kfz_portal_enter(self.access, values).with_user(self.manager)

    def _paid_to(self):
        return self.env["kfz.intermediary.account"]._kfz_usable(self.broker, self.zone_a)

    def test_a_new_account_waits_and_the_one_before_is_paid_to_until_it_is_usable(self):
        former = make_account(self.broker, self.zone_a)
        account = self._enter()
        self.assertEqual((account.state, self._paid_to()), ("waiting", former))
        account.with_user(self.manager2).action_confirm()
        self.assertEqual(account.usable_from, self._days_ago(-3))
        self.assertEqual(self._paid_to(), former)
        with calendar.showing(self._days_ago(-3)):
            self.assertEqual(self._paid_to(), account.sudo())
        with self.assertRaises(AccessError):
            former.with_user(self.manager).write({"account_number": "622200000009"})
        with self.assertRaises(ValidationError):
            self._enter("12")

    def test_the_days_of_waiting_are_the_zones_setting(self):
        self.zone_a.kfz_account_wait_days = 0
        account = self._enter()
        account.with_user(self.manager2).action_confirm()
        self.assertEqual(self._paid_to(), account.sudo())

    def test_who_entered_it_does_not_confirm_it(self):
        account = self._enter()
        with self.assertRaisesRegex(UserError, "another manager"):
            account.action_confirm()
        for user in (self.officer, self.manager_b, self.portal_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                account.with_user(user).action_confirm()
        account.with_user(self.manager2).action_confirm()
        with self.assertRaisesRegex(UserError, "already"):
            account.with_user(self.manager2).action_confirm()
        self._from_portal().action_confirm()

    def test_nothing_is_forged_in_an_account(self):
        for name, value in (
            ("state", "confirmed"),
            ("usable_from", "2020-01-01"),
            ("user_id", self.officer.id),
            ("confirmed_by_id", self.manager2.id),
        ):
            with self.subTest(field=name):
                with self.assertRaises(AccessError):
                    self._enter(**{name: value})
                Account = self.env["kfz.intermediary.account"].with_user(self.manager)
                made = Account.with_context(**{f"default_{name}": value}).create(
                    {
                        "partner_id": self.broker.id,
                        "bank_name": "示例",
                        "holder": "示例",
                        "account_number": "622200000004",
                    }
                )
                self.assertEqual(
                    (made.state, made.usable_from, made.user_id, made.confirmed_by_id.id),
                    ("waiting", False, self.manager, False),
                )

    def test_a_refusal_needs_a_reason_and_is_final(self):
        account = self._enter()
        for odd in (None, "", " ", 3, ["x"], {}):
            with self.subTest(odd=odd), self.assertRaises(UserError):
                account.action_refuse(odd)
        account.action_refuse("户名与协议不符")
        self.assertEqual((account.state, account.reason), ("refused", "户名与协议不符"))
        with self.assertRaises(UserError):
            account.with_user(self.manager2).action_confirm()

    def test_the_wizard_refuses_with_its_reason(self):
        account = self._enter()
        wizard = self.env["kfz.portal.reason"].with_user(self.manager)
        wizard.create({"account_id": account.id, "reason": "示例"}).action_apply()
        self.assertEqual(account.state, "refused")
        with self.assertRaises(AccessError):
            self.env["kfz.portal.reason"].with_user(self.officer).create(
                {"account_id": account.id, "reason": "示例"}
            ).action_apply()

    def test_those_who_act_for_the_intermediary_are_told_by_mail(self):
        mails = self.env["mail.mail"].search([])
        self._enter()
        told = (self.env["mail.mail"].search([]) - mails).filtered(
            lambda mail: self.portal_user.email in (mail.email_to or "")
        )
        self.assertEqual(len(told), 1)
        self.assertIn("…0002", told.body_html)
        self.assertNotIn("622200000002", told.body_html)

    def test_managers_hear_of_it_in_the_inbox_when_the_mail_cannot_be_sent(self):
        self.env = self.env(context={**self.env.context, "tracking_disable": False})
        self.manager.write({"notification_type": "email", "email": "manager@example.com"})
        mails = self.env["mail.mail"].search([])
        self._enter()
        mail = self.env["mail.mail"].search([]) - mails
        before = self.env["mail.notification"].search([])
        mail._postprocess_sent_message([], [], failure_type="mail_smtp")
        told = (self.env["mail.notification"].search([]) - before).filtered(
            lambda one: one.res_partner_id == self.manager.partner_id
        )
        self.assertEqual(told.mapped("notification_type"), ["inbox"])
        self.assertIn("…0002", told.mail_message_id.body)

    def test_managers_hear_nothing_of_a_mail_that_was_sent(self):
        mails = self.env["mail.mail"].search([])
        self._enter()
        mail = self.env["mail.mail"].search([]) - mails
        before = self.env["mail.notification"].search([])
        mail._postprocess_sent_message([], [])
        self.assertFalse(self.env["mail.notification"].search([]) - before)

    def test_an_objection_stops_the_account_and_the_one_before_is_paid_to(self):
        former = make_account(self.broker, self.zone_a)
        account = self._from_portal()
        account.action_confirm()
        Account = self.env["kfz.intermediary.account"].with_user(self.portal_user)
        self.assertFalse(Account._kfz_portal_object_account(self.access, 0, ""))
        theirs = make_account(self.rival, self.zone_a)
        other_zone = make_account(self.broker, self.zone_b)
        for hidden in (theirs, other_zone):
            self.assertFalse(Account._kfz_portal_object_account(self.access, hidden.id, ""))
        self.assertTrue(Account._kfz_portal_object_account(self.access, account.id, "不是我们的"))
        self.assertEqual((account.state, account.reason), ("stopped", "不是我们的"))
        with calendar.showing(self._days_ago(-9)):
            self.assertEqual(self._paid_to(), former)
        with self.assertRaises(UserError):
            Account._kfz_portal_object_account(self.access, account.id, "")
        with self.assertRaises(UserError):
            account.action_confirm()

    def test_accounts_from_the_portal_are_limited_and_their_notices_folded(self):
        notices = [("partner_ids", "in", self.manager.partner_id.ids)]
        self.env = self.env(context={**self.env.context, "tracking_disable": False})
        before = self.env["mail.message"].search_count(notices)
        for number in range(3):
            self._from_portal(f"62220000001{number}")
        with self.assertRaisesRegex(UserError, "3 times within 24 hours"):
            self._from_portal("622200000019")
        self.assertEqual(self.env["mail.message"].search_count(notices), before + 1)
        self.env["ir.config_parameter"].set_param("kfz_investment.portal_accounts_a_day", "x")
        with self.assertRaises(UserError):
            self._from_portal("622200000019")
        self.env["ir.config_parameter"].set_param("kfz_investment.portal_accounts_a_day", "4")
        self._from_portal("622200000019")
