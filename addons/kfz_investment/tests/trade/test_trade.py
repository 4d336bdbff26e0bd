import datetime
from decimal import Decimal

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ...domain import calendar, trade
from ...models.base.period_words import month_text
from ...models.base.table_guard import passing
from .trade_common import TradeCase


@tagged("post_install", "-at_install")
class TestTrade(TradeCase):
    """Trade records: drafts, their confirmation by another user, and confirmed records that stay as they are."""

    # what

    def test_a_month_is_its_first_day_however_it_is_given(self):
        record = self._trade(month="2026-03-15")
        self.assertEqual(record.month, self.month)
        record.write({"month": datetime.date(2026, 4, 30)})
        self.assertEqual(record.month, datetime.date(2026, 4, 1))
        with Form(self.env["kfz.trade.record"].with_user(self.customs)) as form:
            form.month = datetime.date(2026, 5, 20)
            self.assertEqual(form.month, datetime.date(2026, 5, 1))
            form.partner_id, form.mode, form.amount = self.enterprise, "9610", 1

    def test_a_month_that_cannot_be_is_refused(self):
        for month in ("1999-12-01", f"{calendar.today().year + 2}-01-01"):
            words = month_text(self.env, datetime.date.fromisoformat(month))
            with self.assertRaisesRegex(ValidationError, f"Trade of {words} cannot be recorded"):
                self._trade(month=month)

    def test_a_month_that_is_not_over_is_a_draft(self):
        ahead = trade.next_month(trade.month_of(calendar.today()))
        self.assertEqual(self._trade(month=ahead).state, "draft")
        running = self._trade(month=trade.month_of(calendar.today()))
        other = self._trade()
        with self.assertRaisesRegex(UserError, "1 of the 2 chosen records.*not over yet"):
            (running | other).with_user(self.customs2).action_confirm()
        last = self._trade(month=ahead, direction="import")
        both = ".*".join(month_text(self.env, each.month) for each in (running, last))
        with self.assertRaisesRegex(UserError, f"2 of the 3 chosen records.*not over yet: {both}"):
            (last | running | other).with_user(self.customs2).action_confirm()
        self.assertEqual((running | other).mapped("state"), ["draft", "draft"])

    def test_a_month_ahead_that_was_confirmed_before_is_taken_back(self):
        record = self._confirmed()
        ahead = trade.next_month(trade.next_month(calendar.today()))
        with passing(self.env.cr, "test"):
            self.env.cr.execute(
                "UPDATE kfz_trade_record SET month = %s WHERE id = %s", [ahead, record.id]
            )
        record.invalidate_recordset()
        reversal = record.with_user(self.customs)._kfz_reverse("示例")
        reversal.with_user(self.customs2).action_confirm()
        self.assertTrue(record.is_reversed)

    def test_a_value_that_is_not_positive_is_refused(self):
        for amount in (0, -5, 0.001):
            with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
                self._trade(amount=amount)

    def test_an_unknown_mode_is_refused_with_those_there_are(self):
        with self.assertRaisesRegex(
            ValidationError, "“4444” is not a supervision mode in use.*1210.*9810"
        ):
            self._trade(mode="4444")

    def test_a_person_stands_for_the_enterprise(self):
        # a verifier alone does not see contact persons
        self.customs.group_ids += self.env.ref("kfz_investment.group_kfz_officer")
        contact = self.env["res.partner"].create(
            {
                "name": "张示例",
                "parent_id": self.enterprise.id,
                "type": "contact",
                "company_id": self.zone_a.id,
            }
        )
        self.assertEqual(self._trade(partner_id=contact.id).partner_id, self.enterprise)

    def test_a_partner_outside_the_directory_is_refused(self):
        self.customs.group_ids += self.env.ref("kfz_investment.group_kfz_officer")
        other = self.env["res.partner"].create({"name": "示例无关", "company_id": self.zone_a.id})
        with self.assertRaisesRegex(ValidationError, "is not in the enterprise directory"):
            self._trade(partner_id=other.id)

    def test_a_company_that_is_no_zone_has_no_trade(self):
        company = self.env["res.company"].create({"name": "示例公司"})
        with self.assertRaisesRegex(ValidationError, "is not a zone"):
            self.env["kfz.trade.record"].create(
                self._trade_vals(
                    company_id=company.id, partner_id=self._enterprise("示例", company).id
                )
            )

    def test_numbers_are_the_zones_own_in_order(self):
        records = self._trades(3)
        first = int(records[0].number[-6:])
        self.assertEqual(
            records.mapped("number"),
            [f"KCBZ-T{calendar.today().year}-{first + n:06d}" for n in range(3)],
        )

    def test_the_same_trade_is_drafted_once(self):
        record = self._trade()
        with self.assertRaisesRegex(
            ValidationError, f"{record.number} is a draft of the same trade"
        ):
            self._trade(self.customs2)
        with self.assertRaisesRegex(ValidationError, "the same trade twice"):
            self.env["kfz.trade.record"].with_user(self.customs).create(
                [self._trade_vals(mode="9610")] * 2
            )
        other = self._trade(mode="9710")
        with self.assertRaisesRegex(
            ValidationError, f"{record.number} is a draft of the same trade"
        ):
            other.mode = "1210"

    def test_confirmed_trade_is_not_drafted_again(self):
        record = self._confirmed()
        with self.assertRaisesRegex(
            ValidationError, f"is confirmed as {record.number}. Reverse that record first"
        ):
            self._trade()

    def test_the_database_guarantees_what_is_once(self):
        self.env.cr.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'kfz_trade_record'"
        )
        found = dict(self.env.cr.fetchall())
        for name, part in (
            ("number_unique", "(number)"),
            ("reversed_once", "reverses_id"),
            ("draft_once", "'draft'"),
            ("confirmed_once", "'confirmed'"),
        ):
            definition = found[f"kfz_trade_record_{name}"]
            self.assertIn("UNIQUE", definition)
            self.assertIn(part, definition)

    # who

    def test_who_enters_is_who_is_signed_in(self):
        for name, value in (
            ("entered_by_id", self.customs2.id),
            ("confirmed_by_id", self.customs2.id),
            ("state", "confirmed"),
            ("number", "X"),
        ):
            with self.subTest(field=name), self.assertRaisesRegex(AccessError, "never entered"):
                self._trade(**{name: value})
        record = self._trade()
        self.assertEqual((record.entered_by_id, record.state), (self.customs, "draft"))
        self.assertFalse(record.confirmed_by_id)
        self.assertNotEqual(record.number, "X")

    def test_fields_of_the_application_cannot_be_written(self):
        record = self._trade()
        for user in (self.customs, self.customs2, self.env.ref("base.user_root")):
            for vals in (
                {"state": "confirmed"},
                {"entered_by_id": self.customs2.id},
                {"confirmed_by_id": self.customs2.id},
                {"changed_by_id": self.customs2.id},
                {"number": "X"},
                {"is_reversed": True},
                {"is_bonded": False},
            ):
                with (
                    self.subTest(user=user.login, vals=vals),
                    self.assertRaisesRegex(UserError, "(not|never) entered"),
                ):
                    record.with_user(user).write(vals)
        self.assertEqual(record.state, "draft")

    def test_a_record_stays_in_its_zone(self):
        with self.assertRaises(UserError):
            self._trade().sudo().company_id = self.zone_b

    def test_another_verifier_confirms(self):
        record = self._confirmed()
        self.assertEqual(
            (record.state, record.confirmed_by_id, record.entered_by_id),
            ("confirmed", self.customs2, self.customs),
        )
        self.assertTrue(record.confirmed_on)

    def test_users_cannot_confirm_what_they_entered(self):
        record = self._trade()
        with self.assertRaisesRegex(UserError, "You entered or changed 1 of the 1 chosen records"):
            record.action_confirm()
        self.assertEqual(record.state, "draft")

    def test_users_cannot_confirm_what_they_changed(self):
        record = self._trade()
        record.with_user(self.customs2).amount = 5
        for user in (self.customs, self.customs2):
            with self.assertRaisesRegex(UserError, "You entered or changed"):
                record.with_user(user).action_confirm()
        self.assertFalse(record.with_user(self.customs2).is_mine_to_confirm)

    def test_a_text_changed_by_the_verifier_does_not_make_it_theirs(self):
        record = self._trade().with_user(self.customs2)
        record.note = "示例"
        self.assertTrue(record.is_mine_to_confirm)
        record.action_confirm()

    def test_only_customs_verifiers_confirm(self):
        record = self._trade()
        for user in (
            self.manager,
            self.officer,
            self.committee,
            self.joint,
            self.employee,
            self.customs_b,
            self.env.ref("base.user_root"),
        ):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                record.with_user(user).action_confirm()
        self.assertEqual(record.state, "draft")

    def test_one_own_record_among_the_chosen_stops_all(self):
        records = self._trades(3) | self._trade(self.customs2)
        with self.assertRaisesRegex(UserError, "1 of the 4 chosen records yourself"):
            records.with_user(self.customs2).action_confirm()
        self.assertEqual(set(records.mapped("state")), {"draft"})

    def test_those_of_others_can_be_confirmed_alone(self):
        theirs, mine = self._trades(3), self._trade(self.customs2)
        answer = (theirs | mine).with_user(self.customs2).action_confirm_others()
        self.assertEqual(set(theirs.mapped("state")), {"confirmed"})
        self.assertEqual(mine.state, "draft")
        self.assertIn("3 confirmed. 1 stay", answer["params"]["message"])

    def test_confirming_twice_is_refused(self):
        record = self._confirmed()
        with self.assertRaisesRegex(UserError, "1 of the 1 chosen records are confirmed already"):
            record.with_user(self.customs2).action_confirm()

    def test_the_mode_says_whether_trade_counts_and_later_changes_do_not(self):
        mode = self.env.ref("kfz_investment.trade_mode_0110")
        before = self._confirmed(mode="0110")
        mode.is_bonded = False
        after = self._confirmed(mode="0110", month="2026-04-01")
        self.assertEqual((before.is_bonded, after.is_bonded), (True, False))
        self.assertEqual(self._bonded(2026), {self.month: Decimal("12345.67")})

    # confirmed is confirmed

    def test_a_confirmed_record_cannot_be_changed_or_deleted(self):
        record = self._confirmed()
        for user in (self.customs, self.customs2, self.env.ref("base.user_root")):
            mine = record.with_user(user)
            for vals in (
                {"amount": 1},
                {"note": "示例"},
                {"month": "2026-01-01"},
                {"state": "draft"},
            ):
                with (
                    self.subTest(user=user.login, vals=vals),
                    self.assertRaisesRegex(
                        UserError, "is confirmed and cannot be changed|never entered"
                    ),
                ):
                    mine.write(vals)
            with self.assertRaisesRegex(UserError, "is confirmed and cannot be deleted"):
                mine.unlink()
        for user in (self.manager, self.committee, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                record.with_user(user).write({"note": "示例"})
        self.assertEqual(record.amount, 12345.67)

    def test_a_draft_is_deleted_by_verifiers_only(self):
        record = self._trade()
        for user in (self.manager, self.committee):
            with self.assertRaises(AccessError):
                record.with_user(user).unlink()
        record.with_user(self.customs2).unlink()

    def test_the_figures_sum_confirmed_records_by_month_to_the_fen(self):
        self._confirm(
            self._trade(amount=0.1)
            | self._trade(amount=0.2, mode="9610")
            | self._trade(amount=1e12, month="2026-05-01")
        )
        self._trade(month="2026-06-01")
        self._confirmed(month="2025-12-01")
        self.assertEqual(
            self._bonded(2026),
            {self.month: Decimal("0.30"), datetime.date(2026, 5, 1): Decimal("1000000000000.00")},
        )
        self.env.flush_all()
        with self.assertQueryCount(1):
            self._bonded(2026)

    def test_what_depends_on_confirmed_trade_is_told(self):
        told = []
        self.patch(
            self.env.registry["kfz.trade.record"],
            "_kfz_confirmed_changed",
            lambda records: told.append(records.ids),
        )
        record = self._confirmed()
        reversal = self._confirm(record.with_user(self.customs)._kfz_reverse("示例"))
        self.assertEqual(told, [record.ids, reversal.ids])

    def test_confirming_400_costs_no_more_queries_than_40(self):
        few, many = self._trades(40), self._trades(400, mode="9810")
        counts = []
        for records in (few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._confirm(records)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)
        self.assertLess(counts[0], 25)
