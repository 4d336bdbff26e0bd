import io

import openpyxl
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .credit_common import CreditCase

#: the fields that a credited row of another zone's project fills
TOLD = {
    "id",
    "display_name",
    "company_id",
    "project_zone_id",
    "quarter",
    "effective_date",
    "recorded_on",
    "indicator",
    "credit_kind",
    "sheet_uid",
    "sheet_name",
    "currency_id",
    "credited_signed_amount",
    "credited_landed_amount",
    "credited_capital_amount",
    "counted_twice_amount",
}


@tagged("post_install", "-at_install")
class TestCreditAccess(CreditCase):
    """Access to credited figures, which must reveal nothing of the project behind them."""

    def setUp(self):
        super().setUp()
        self.lead.write({"is_major": True, "user_id": self.officer.id, "next_step": "示例"})
        for indicator, mode in (
            ("signed", "ratio"),
            ("landed", "full_both"),
            ("capital", "full_to_one"),
        ):
            self._split(
                self.sheet, mode, (0, 100) if mode == "full_to_one" else (60, 40), indicator
            )
        self._commit()

    def test_a_zone_reads_its_credited_rows_and_nothing_of_the_project(self):
        rows = self._report(user=self.manager_b).search([("credit_kind", "=", "received")])
        self.assertEqual(len(rows), 5)
        for row in rows.read():
            self.assertFalse(
                {name for name, value in row.items() if value and name not in TOLD}, row
            )
        text = str(rows.read()) + str(
            rows.web_read({"sheet_name": {}, "company_id": {"fields": {"display_name": {}}}})
        )
        for secret in (
            self.lead.name,
            self.lead.project_code,
            self.lead.partner_id.name,
            self.officer.name,
        ):
            self.assertNotIn(secret, text)
        self.assertFalse(
            self._report(user=self.manager_b).search(
                [
                    ("lead_id", "!=", False),
                    ("company_id", "=", self.zone_b.id),
                    ("effective_date", "<", "2024-01-01"),
                ]
            )
        )

    def test_a_third_zone_reads_none_of_it(self):
        self.assertFalse(self._report(user=self.manager_c).search([("credit_kind", "!=", "own")]))
        self.assertFalse(self.env["kfz.benefit.split.term"].with_user(self.manager_c).search([]))

    def test_the_row_of_the_other_zone_is_refused_by_its_id(self):
        theirs = self._report(user=self.manager).search([("credit_kind", "=", "passed_on")])
        self.assertTrue(theirs)
        with self.assertRaises(AccessError):
            self._report(user=self.manager_b).browse(theirs.ids[0]).read(["credited_signed_amount"])

    def test_users_cannot_read_the_ledger_itself(self):
        for user in (self.manager, self.manager_b, self.joint, self.officer):
            with self.assertRaises(AccessError):
                self.env["kfz.credit.entry"].with_user(user).search([])

    def test_the_joint_office_reads_the_credits_of_all_zones_without_names(self):
        rows = self._report(user=self.joint).search([("credit_kind", "!=", "own")])
        self.assertEqual(rows.company_id, self.zone_a | self.zone_b)
        self.assertNotIn("lead_id", rows.read()[0])
        self.assertEqual(self._whole(self.joint)[:2], (1_000_000.01, 1_000_000.01))

    def test_a_sheet_that_is_no_longer_shared_is_not_named(self):
        lead = self._signed("2023-03-03", 70, name="示例保密项目")
        share = self._share(lead, "standard")
        self._split(self._sheet(share, self.manager))
        self._commit()
        rows = self._report(user=self.manager_b).search([("sheet_uid", "=", share.sheet_uid)])
        self.assertEqual(rows.sheet_name, "示例保密项目")
        share.action_revoke()
        self._commit()
        self.assertFalse(rows.sheet_name)
        self.assertFalse(rows.action_open_sheet())

    def test_a_zone_added_to_an_agreed_split_reads_none_of_its_figures(self):
        share = self._share(self._signed("2023-03-03", 700), "summary", self.zone_b | self.zone_c)
        split = self._split(self._sheet(share, self.manager))
        self._commit()
        split.with_user(self.manager_b).write(
            {
                "line_ids": [
                    (1, split.line_ids[1].id, {"percentage": 30}),
                    (0, 0, {"company_id": self.zone_c.id, "percentage": 10}),
                ]
            }
        )
        self._commit()
        theirs = split.with_user(self.manager_c)
        self.assertEqual(
            (theirs.total, theirs.own_credit, theirs.line_ids.mapped("credited")), (0, 0, [0, 0, 0])
        )
        self.assertFalse(theirs.term_ids)
        self.assertEqual(split.with_user(self.manager_b).total, 700)


@tagged("post_install", "-at_install")
class TestCreditWorkbook(CreditCase):
    """The workbook has the credited figures beside the plain ones where a split makes them differ."""

    def _rows(self, user, **options):
        content = self._report(user=user).kfz_export_workbook("2023Q4", **options)
        book = openpyxl.load_workbook(io.BytesIO(content))
        return (
            [[cell.value for cell in row] for row in book["Credited figures"].iter_rows()]
            if "Credited figures" in book
            else None
        )

    def test_without_a_split_the_sheet_is_missing(self):
        self.assertIsNone(self._rows(self.manager_all))

    def test_totals_count_once_what_two_zones_have_in_full(self):
        self._split(self.sheet, "full_both", (0, 0))
        self._split(self.sheet, indicator="landed")
        self._commit()
        rows = {tuple(row[:2]): row[2:8] for row in self._rows(self.joint) if row[0]}
        self.assertEqual(rows["Q1 2023", self.zone_a.name][:3], [100.000001, 100.000001, 0])
        self.assertEqual(rows["Q1 2023", self.zone_b.name][:3], [0, 100.000001, 100.000001])
        self.assertEqual(rows["Q1 2023", "Total"][:3], [100.000001, 100.000001, 100.000001])
        self.assertEqual(rows["Q2 2023", self.zone_b.name][3:], [0, 12, 0])
        whole = rows["Total", "All zones of this report"]
        self.assertAlmostEqual(whole[0], whole[1])
        self.assertAlmostEqual(whole[3], whole[4])
        self.assertIn("Counted twice", str(self._rows(self.joint)[-1]))

    def test_a_zone_takes_out_its_own_credited_figures(self):
        self._split(self.sheet)
        self._commit()
        rows = self._rows(self.manager_b)
        self.assertNotIn(self.lead.name, str(rows))
        self.assertIn(["Q1 2023", self.zone_b.name, 0, 40, 0], [row[:5] for row in rows])
