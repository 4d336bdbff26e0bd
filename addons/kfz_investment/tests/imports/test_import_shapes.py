import io

import xlsxwriter
from odoo.tests import tagged

from ...domain.workbook.columns.known import AMOUNTS
from .import_common import ImportCase

FIRM = "昆明示例%s科技有限公司"
HEAD = ["项目名称", "投资企业", "计划总投资（万元）", "所属园区"]
ZONE = "昆明综合保税区"


@tagged("post_install", "-at_install")
class TestImportShapes(ImportCase):
    """Lists of other shapes: what was found and left out is told, with row and column."""

    def _sheet(self, rows, merges=(), hidden_rows=(), hidden_columns=()):
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer, {"in_memory": True})
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for index, value in enumerate(row):
                if value is not None:
                    sheet.write(number, index, value)
        for first, left, last, right in merges:
            sheet.merge_range(first, left, last, right, rows[first][left])
        for number in hidden_rows:
            sheet.set_row(number - 1, None, None, {"hidden": True})
        for index in hidden_columns:
            sheet.set_column(index, index, None, None, {"hidden": True})
        book.close()
        return buffer.getvalue()

    def _preview(self, rows, **shape):
        wizard = self._wizard(self.manager, "project", self._sheet(rows, **shape))
        wizard.action_preview()
        return wizard

    def test_amounts_of_every_kind_are_known_as_such(self):
        columns = {
            name
            for kind in ("enterprise", "project", "trade")
            for name in self.env[f"kfz.import.{kind}"]._columns()
        }
        self.assertLessEqual(AMOUNTS, columns)

    def test_a_second_heading_is_told_and_its_refused_rows_come_back_under_it(self):
        wizard = self._preview(
            [
                HEAD,
                ["示例上一", FIRM % "甲", 5000, ZONE],
                [],
                ["所属园区", "项目名称", "投资企业", "计划总投资（亿元）"],
                [ZONE, "示例下一", FIRM % "乙", 1.2],
                [ZONE, "示例下二", FIRM % "丙", "见附件"],
                [],
                ["联系人", "联系电话", "责任单位"],
                ["张示例", "0871-67015764", "投促局"],
            ]
        )
        info, warning = self._messages(wizard, "info"), self._messages(wizard, "warning")
        self.assertIn("Another heading was found in row 4", info)
        self.assertIn("Row 8 begins a table of another kind", warning)
        self.assertIn("another kind are left out: rows 9", warning)
        self.assertEqual((wizard.ok_count, wizard.error_count), (2, 1))
        wizard.action_import()
        project = self.env["crm.lead"].search([("name", "=", "示例下一")])
        self.assertEqual(project.expected_revenue, 120_000_000)

    def test_lists_beside_hidden_rows_and_second_columns_are_told(self):
        wizard = self._preview(
            [
                ["项目名称", "投资企业", "投资额（万元）", "计划总投资（万元）", "所属园区"],
                ["示例一", FIRM % "甲", 1200, 5000, ZONE],
                ["示例二", FIRM % "乙", 6000, 6000, ZONE],
                [None, "合计", 7200, 11000],
                [None, "全部", None, 11000],
            ],
            hidden_rows=[3],
            hidden_columns=[1],
        )
        told = self._messages(wizard, "warning")
        self.assertIn("C “投资额（万元）” (column D counts)", told)
        self.assertIn("“5000” is taken; column C, which stands for the same, says “1200”", told)
        self.assertIn("hidden in the file and are imported all the same: 3", told)
        self.assertIn("B “投资企业”", told)
        self.assertIn("Totals are left out: rows 4", self._messages(wizard, "info"))
        wizard = self._preview(
            [[*HEAD[:3], None, *HEAD[:3]], ["左", FIRM % "甲", 5, None, "右", FIRM % "乙", 6]]
        )
        self.assertIn("from column E on", self._messages(wizard, "warning"))
        self.assertEqual(wizard.ok_count + wizard.error_count, 2)

    def test_merged_amounts_and_rows_are_refused_in_words(self):
        rows = [
            HEAD,
            ["示例一", FIRM % "甲", 5000, ZONE],
            ["示例二", FIRM % "乙", None, ZONE],
            ["示例三", FIRM % "丙", 7000, ZONE],
            [None, FIRM % "丁", None, None],
            ["示例四", FIRM % "戊", 1, ZONE],
        ]
        wizard = self._preview(rows, merges=[(1, 2, 2, 2), (3, 0, 4, 0), (3, 3, 4, 3)])
        self.assertEqual(self._rows(wizard, "error"), [3, 5])
        errors = self._messages(wizard)
        self.assertIn("计划总投资（万元）: the amount is merged over rows 2–3", errors)
        self.assertIn("This row is merged with row 4 into one entry", errors)
        self.assertIn("all of it is counted for this row", self._messages(wizard, "warning"))
