import datetime
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...domain import calendar, trade
from ..imports.import_common import ImportCase
from .trade_common import add_verifiers

HEAD = ["统一社会信用代码", "企业名称", "统计月份", "进出口", "监管方式", "保税贸易额（万元）"]
NAME = "示例进口企业有限公司"


@tagged("post_install", "-at_install")
class TestTradeImport(ImportCase):
    """Customs statements through the import wizard."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        add_verifiers(cls)
        cls.enterprise = cls._enterprise(NAME)

    def _statement(self, *rows):
        return self._xlsx(
            [
                ["保税贸易统计表（示例）"],
                ["单位：万元人民币"],
                HEAD,
                *([None, NAME, *row] for row in rows),
            ]
        )

    def _take(self, *rows, user=None):
        return self._import(user or self.customs, "trade", self._statement(*rows))

    def _records(self):
        return self.env["kfz.trade.record"].search([("company_id", "=", self.zone_a.id)])

    def _take_example(self, name, user=None):
        return self._import(user or self.customs, "trade", self._example(name), name=name)

    def test_both_examples_import_to_their_exact_totals(self):
        expected = self.expected["trade"]
        self._import(self.manager, "enterprise", self._example("enterprises.xlsx"))
        wizard = self._take_example("trade.xlsx")
        records = self._records()
        self.assertEqual(
            (wizard.created_count, wizard.error_count, len(records)),
            (expected["rows"], 0, expected["rows"]),
        )
        self.assertEqual(self._total(), expected["total_cny"])
        self.assertEqual(set(records.mapped("state")), {"draft"})
        self.assertEqual(records.entered_by_id, self.customs)
        self.assertEqual(records.sorted("id")[0].origin, "trade.xlsx · 4")
        ahead = records.filtered(lambda record: record.month > self.today)
        self.assertEqual(
            wizard.warning_count, len(ahead), "months ahead are warned of, and taken in"
        )
        # the same rows again, as a text file of a Chinese office
        again = self._take_example("trade_gb18030.csv", self.customs2)
        self.assertEqual(
            (again.unchanged_count, again.created_count, again.updated_count, again.error_count),
            (expected["rows"], 0, 0, 0),
        )
        self.assertEqual(records.entered_by_id, self.customs)
        records.unlink()
        wizard = self._take_example("trade_gb18030.csv")
        self.assertEqual((wizard.created_count, wizard.error_count), (expected["rows"], 0))
        self.assertEqual(self._total(), expected["total_cny"])
        # the example reaches into the coming month
        over = trade.next_month(max(self._records().mapped("month")))
        with patch.object(calendar, "today", lambda: over):
            self._records().with_user(self.customs2).action_confirm()
        confirmed = self._take_example("trade.xlsx")
        self.assertEqual((confirmed.unchanged_count, confirmed.error_count), (expected["rows"], 0))

    def _total(self):
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT SUM(amount) FROM kfz_trade_record WHERE company_id = %s", [self.zone_a.id]
        )
        return self.env.cr.fetchone()[0]

    def test_without_its_enterprises_an_example_is_refused_row_by_row(self):
        wizard = self._take_example("trade.xlsx")
        self.assertEqual(
            (wizard.error_count, wizard.created_count), (self.expected["trade"]["rows"], 0)
        )
        self.assertIn("Have the enterprises imported first", self._messages(wizard))

    def test_enterprises_of_the_common_directory_are_found_and_those_of_other_zones_are_not(self):
        common = self._enterprise("示例共同企业有限公司")
        common.company_id = False
        self._enterprise("示例他区企业有限公司", self.zone_b)
        wizard = self._import(
            self.customs,
            "trade",
            self._xlsx(
                [
                    HEAD,
                    *(
                        [None, name, "2026年1月", "出口", "1210", 1]
                        for name in (
                            "示例共同企业有限公司",
                            "示例他区企业有限公司",
                            "示例无此企业有限公司",
                        )
                    ),
                ]
            ),
        )
        self.assertEqual((wizard.created_count, self._rows(wizard, "error")), (1, [3, 4]))
        self.assertEqual(self._records().partner_id, common)
        told = [
            line.message.replace("示例他区企业有限公司", "示例无此企业有限公司")
            for line in wizard.line_ids
            if line.level == "error"
        ]
        self.assertEqual(told[0], told[1], "an enterprise of another zone is as unknown as none")

    def test_a_changed_draft_is_updated_and_belongs_to_who_changed_it(self):
        self._take(["2026年1月", "出口", "1210", 10])
        wizard = self._take(["2026年1月", "出口", "1210", 12.5], user=self.customs2)
        self.assertEqual(wizard.updated_count, 1)
        record = self._records()
        self.assertEqual(
            (record.amount, record.entered_by_id, record.changed_by_id),
            (125_000, self.customs, self.customs2),
        )

    def test_a_confirmed_record_is_not_changed_by_an_import(self):
        self._take(["2026年1月", "出口", "1210", 10])
        record = self._records()
        record.with_user(self.customs2).action_confirm()
        wizard = self._take(["2026年1月", "出口", "1210", 11], ["2026年2月", "出口", "1210", 11])
        self.assertEqual((wizard.created_count, self._rows(wizard, "error")), (1, [4]))
        self.assertIn(f"is confirmed as {record.number} with CNY 100,000", self._messages(wizard))
        self.assertIn("Reverse that record", self._messages(wizard))
        self.assertEqual(record.amount, 100_000)

    def test_a_value_that_was_reversed_does_not_come_back_with_its_old_file(self):
        self._take(["2026年1月", "出口", "1210", 10])
        record = self._records()
        record.with_user(self.customs2).action_confirm()
        record.with_user(self.customs)._kfz_reverse("示例").with_user(
            self.customs2
        ).action_confirm()
        wizard = self._take(["2026年1月", "出口", "1210", 10])
        self.assertEqual((wizard.created_count, wizard.skipped_count), (0, 1))
        self.assertIn(
            f"was confirmed as {record.number} and reversed", self._messages(wizard, "warning")
        )
        self.assertEqual(
            self._take(["2026年1月", "出口", "1210", 11]).created_count,
            1,
            "the right value is taken in",
        )

    def test_a_file_does_not_hold_the_same_trade_twice(self):
        wizard = self._take(
            ["2026年1月", "出口", "1210", 10],
            ["2026-01", "export", "保税电商", 10],
            ["2026.01", "出口", "1210", 11],
            ["2026年1月", "进口", "1210", 10],
        )
        self.assertEqual(
            (wizard.created_count, wizard.skipped_count, self._rows(wizard, "error")), (2, 1, [6])
        )

    def test_who_imported_does_not_confirm(self):
        self._take(["2026年1月", "出口", "1210", 10])
        with self.assertRaisesRegex(Exception, "You entered or changed 1 of the 1"):
            self._records().with_user(self.customs).action_confirm()

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_each_imports_the_own_kinds(self):
        for user, kinds in (
            (self.customs, ["trade"]),
            (self.officer, ["enterprise", "interaction", "project"]),
            (self.manager, ["enterprise", "interaction", "project"]),
        ):
            offered = (
                self.env["kfz.import"].with_user(user).fields_get(["kind"])["kind"]["selection"]
            )
            self.assertEqual([kind for kind, _label in offered], kinds)
            self.assertEqual(
                self.env["kfz.import"].with_user(user).default_get(["kind"])["kind"], kinds[0]
            )
        content = self._statement(["2026年1月", "出口", "1210", 10])
        for user, kind in (
            (self.manager, "trade"),
            (self.officer, "trade"),
            (self.customs, "enterprise"),
            (self.customs, "project"),
        ):
            wizard = self._wizard(user, kind, content)
            for step in ("action_preview", "action_import"):
                with self.subTest(user=user.login, kind=kind), self.assertRaises(AccessError):
                    getattr(wizard, step)()
        for user in (self.committee, self.joint):
            with self.assertRaises(AccessError):
                self._wizard(user, "trade", content)
        self.assertFalse(self._records())

    def test_the_preview_and_the_template_speak_of_trade(self):
        wizard = self._wizard(
            self.customs, "trade", self._statement(["2026年1月", "出口", "1210", 10])
        )
        wizard.action_preview()
        self.assertEqual(
            wizard.preview["rows"],
            [[4, "create", NAME, "Jan 2026", "Goods exported", "1210", "CNY 100,000"]],
        )
        self.assertFalse(self._records(), "a preview writes nothing")
        self.assertTrue(wizard.action_download_template())
        self.assertEqual(wizard.action_open_records()["res_model"], "kfz.trade.record")

    def test_refused_rows_come_back_with_their_unit(self):
        wizard = self._take(["2026年13月", "出口", "1210", 10])
        self.assertEqual(wizard.error_count, 1)
        self.assertTrue(wizard.action_download_rejected())

    def test_many_rows_cost_few_queries(self):
        modes = ("0110", "1210", "9610", "9710", "9810")
        rows = [
            [
                f"{2001 + n // 120}-{n // 10 % 12 + 1:02}",
                ("进口", "出口")[n % 2],
                modes[n // 2 % 5],
                n + 0.5,
            ]
            for n in range(1200)
        ]
        counts = []
        for part in (rows[:100], rows[100:]):
            wizard = self._wizard(self.customs, "trade", self._statement(*part))
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            wizard.action_import()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(wizard.created_count, len(part))
        self.assertLess(counts[1], counts[0] + 25)
        self.assertEqual(self._records().mapped("month")[-1], datetime.date(2001, 1, 1))
        self.assertEqual(self._total(), sum(range(1200)) * 10_000 + 1200 * 5000)
