import datetime
from decimal import Decimal

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .trade_common import TradeCase


@tagged("post_install", "-at_install")
class TestTradeReverse(TradeCase):
    """A confirmed record is corrected by a reversing entry, once, and by two people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.record = cls._confirmed()

    def _base(self):
        return self._bonded(self.month.year).get(self.month)

    def _reverse(self, user=None, **values):
        action = self.record.with_user(user or self.customs).action_reverse()
        form = Form(
            self.env["kfz.trade.reverse"]
            .with_user(user or self.customs)
            .with_context(**action["context"])
        )
        form.reason = values.get("reason", "示例原因")
        form.is_replaced = "amount" in values
        if "amount" in values:
            form.new_amount = values["amount"]
        return self.env["kfz.trade.record"].search(form.save().action_apply()["domain"], order="id")

    def test_the_wizard_makes_a_draft_of_the_negative_amount(self):
        reversal = self._reverse()
        self.assertEqual(len(reversal), 1)
        self.assertEqual(
            (reversal.amount, reversal.state, reversal.reverses_id),
            (-12345.67, "draft", self.record),
        )
        self.assertEqual(
            (reversal.month, reversal.mode, reversal.direction, reversal.partner_id),
            (self.month, "1210", "export", self.enterprise),
        )
        self.assertEqual(
            self._base(), Decimal("12345.67"), "a reversing entry counts once it is confirmed"
        )
        self._confirm(reversal)
        self.assertEqual(self._base(), Decimal("0.00"))
        self.assertTrue(self.record.is_reversed)

    def test_the_right_value_is_confirmed_with_it(self):
        reversal, right = self._reverse(amount=2000)
        with self.assertRaisesRegex(UserError, "confirm the reversing entry of that record first"):
            self._confirm(right)
        self._confirm(reversal | right)
        self.assertEqual(self._base(), Decimal("2000.00"))
        self.assertEqual(right.state, "confirmed")

    def test_who_reverses_does_not_confirm_the_reversal(self):
        reversal = self._reverse(self.customs2)
        with self.assertRaisesRegex(UserError, "You entered or changed"):
            self._confirm(reversal, self.customs2)
        self._confirm(reversal, self.customs)

    def test_there_is_one_reversal_at_most(self):
        reversal = self._reverse()
        for _step in range(2):
            with self.assertRaisesRegex(
                ValidationError, f"has the reversing entry {reversal.number} already"
            ):
                self._reverse()
            with self.assertRaisesRegex(ValidationError, "there can be only one"):
                self._trade(reverses_id=self.record.id, reason="示例")
            if reversal.state == "draft":
                self._confirm(reversal)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.env.cr.execute(
                "UPDATE kfz_trade_record SET reverses_id = %s, amount = -1, reason = 'x' WHERE id = %s",
                [self.record.id, self._trade(month="2026-07-01").id],
            )

    def test_a_deleted_draft_of_a_reversal_leaves_room_for_another(self):
        self._reverse().unlink()
        self.assertFalse(self.record.reversed_by_ids)
        self._confirm(self._reverse())

    def test_a_reversal_is_not_reversible(self):
        reversal = self._confirm(self._reverse())
        with self.assertRaisesRegex(ValidationError, "is a reversing entry and cannot be reversed"):
            reversal.with_user(self.customs).action_reverse()
        with self.assertRaisesRegex(ValidationError, "is a reversing entry and cannot be reversed"):
            self._trade(reverses_id=reversal.id, reason="示例")

    def test_a_draft_is_not_reversible(self):
        draft = self._trade(month="2026-05-01")
        with self.assertRaisesRegex(ValidationError, "is a draft: change or delete it"):
            draft.action_reverse()

    def test_a_reversal_takes_its_figures_from_the_record_whatever_is_sent(self):
        reversal = self._trade(
            reverses_id=self.record.id,
            reason="示例",
            amount=-1,
            mode="9610",
            month="2020-01-01",
            direction="import",
        )
        self.assertEqual(
            (reversal.amount, reversal.mode, reversal.month, reversal.direction),
            (-12345.67, "1210", self.month, "export"),
        )
        for vals in (
            {"amount": -1},
            {"mode": "9610"},
            {"month": "2020-01-01"},
            {"partner_id": self._enterprise().id},
        ):
            with self.assertRaisesRegex(
                UserError, "has the figures of the record that it reverses"
            ):
                reversal.write(vals)

    def test_a_reversal_needs_its_reason(self):
        for reason in (False, ""):
            with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
                self._trade(reverses_id=self.record.id, reason=reason)

    def test_only_customs_verifiers_of_the_zone_reverse(self):
        for user in (self.manager, self.committee, self.customs_b):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._reverse(user)
        with self.assertRaises(AccessError):
            self._trade(self.customs_b, reverses_id=self.record.id, reason="示例")

    def test_after_the_reversal_the_month_can_be_entered_anew(self):
        self._confirm(self._reverse())
        self._confirm(self._trade(amount=7))
        self.assertEqual(self._base(), Decimal("7.00"))
        with self.assertRaisesRegex(ValidationError, "Reverse that record first"):
            self._trade(amount=8)

    def test_figures_and_targets_are_net_of_reversals(self):
        self._confirm(
            self._reverse(amount=2000)
            | self._trade(
                month=datetime.date(2026, 4, 1), mode="9610", direction="import", amount=500
            )
        )
        groups = (
            self.env["kfz.trade.report"]
            .with_user(self.joint)
            ._read_group(
                [("company_id", "=", self.zone_a.id), ("year", "=", "2026")],
                ["quarter"],
                ["amount:sum", "record_count:sum"],
            )
        )
        self.assertEqual(groups, [("2026-Q1", 2000.0, 1), ("2026-Q2", 500.0, 1)])
        target = (
            self.env["kfz.trade.target"]
            .with_user(self.manager)
            .create({"year": 2026, "amount": 10_000})
        )
        self.assertEqual((target.achieved, target.percent, target.missing), (2500.0, 25.0, 7500.0))
