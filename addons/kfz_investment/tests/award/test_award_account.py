import contextlib

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...domain import calendar
from ...models.base.period_words import day_text
from ..isolation.seeds import replaced
from ..referral.referral_common import make_account
from .award_common import AwardCase


@tagged("post_install", "-at_install")
class TestAwardAccount(AwardCase):
    """An award is paid to a confirmed account of its payee or intermediary, past the days of waiting, and to no other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.record = cls._confirmed().with_user(cls.manager)

    def _new(self, state="waiting", days=0, number="6222000000000077"):
        day = self._days_ago(-days) if state == "confirmed" else False
        return make_account(self.intermediary, self.zone_a, number, state=state, usable_from=day)

    def test_it_is_remembered_to_which_account_was_paid(self):
        waiting = self._new()
        self.record.action_mark_paid("示例")
        self.assertEqual(self.record.paid_account_id, self.account)
        self.assertNotEqual(self.record.paid_account_id, waiting)

    def test_without_an_account_nothing_is_paid(self):
        self.account.state = "refused"
        with self.assertRaisesRegex(UserError, "no confirmed bank account"):
            self.record.action_mark_paid("示例")
        self._new("stopped")
        with self.assertRaisesRegex(UserError, "no confirmed bank account"):
            self.record.action_mark_paid("示例")

    def test_an_account_that_waits_is_not_paid_to_and_the_sentence_says_why(self):
        self.account.state = "refused"
        self._new()
        with self.assertRaisesRegex(UserError, "waits for a manager"):
            self.record.action_mark_paid("示例")

    def test_within_the_days_of_waiting_the_sentence_says_when(self):
        self.account.state = "refused"
        account = self._new("confirmed", days=2)
        with self.assertRaisesRegex(UserError, day_text(self.env, account.usable_from)):
            self.record.action_mark_paid("示例")
        with calendar.showing(self._days_ago(-2)):
            self.record.action_mark_paid("示例")
        self.assertEqual(self.record.paid_account_id, account)

    def test_an_account_of_another_zone_is_none(self):
        self.intermediary.company_id = False
        self.account.state = "refused"
        make_account(self.intermediary, self.zone_b, "6222000000000088")
        with self.assertRaises(UserError):
            self.record.action_mark_paid("示例")

    def test_the_checks_above_notice_when_the_guard_is_off(self):
        self.account.state = "refused"
        with contextlib.ExitStack() as stack:
            replaced("kfz.award", "_kfz_account_problem", lambda self: None)(self, stack)
            self.record.action_mark_paid("示例")
        self.assertEqual(self.record.state, "paid")
