import base64

from odoo.tests import tagged

from ...domain.workbook.readers.reader import read
from .import_common import ImportCase

#: the last column looks like the zone, and nobody knows its heading
HEAD = ["项目名称", "当前阶段", "示例归属"]
ROWS = [
    ["示例项目甲", "线索", "KMFTZ"],
    ["示例项目乙", "线索", None],
    ["示例项目丙", "线索", "KCBZ"],
]


@tagged("post_install", "-at_install")
class TestImportRemarks(ImportCase):
    """One line for a column that many rows wait for, with its letter; the refused rows keep their reasons."""

    def _read(self, rows, head=HEAD, kind="project"):
        wizard = self._wizard(self.manager_all, kind, self._xlsx([head, *rows]))
        wizard.action_preview()
        return wizard

    def _about(self, wizard, level):
        return wizard.shown_line_ids.filtered(lambda line: not line.row and line.level == level)

    def test_a_column_that_is_not_decided_is_one_line(self):
        wizard = self._read(ROWS)
        [line] = self._about(wizard, "error")
        self.assertIn("“示例归属” looks like", line.message)
        self.assertIn("This concerns 2 rows: 2, 4.", line.message)
        self.assertEqual((line.letter, line.column), ("C", "示例归属"))
        self.assertEqual((wizard.error_count, wizard.ok_count), (2, 1), "a row is a row")
        self.assertEqual((line.row, line.rows), (0, [2, 4]))
        self.assertEqual(sorted(wizard.rejected), ["2", "4"])
        wizard.action_download_rejected()
        book = read(base64.b64decode(wizard.download))
        reasons = [str(row[-1]) for row in book[0].rows.values()]
        self.assertEqual(sum("“示例归属” looks like" in reason for reason in reasons), 2)
        self.assertFalse(any("This concerns" in reason for reason in reasons))

    def test_of_one_row_it_stays_its_own(self):
        wizard = self._read(ROWS[:2])
        self.assertEqual(self._rows(wizard, "error"), [2])
        self.assertNotIn("This concerns", self._messages(wizard))

    def test_many_ranges_are_cut_short(self):
        rows = [[f"示例项目{n}", "线索", "KMFTZ" if n % 2 else None] for n in range(20)]
        [line] = self._about(self._read(rows), "error")
        self.assertIn("10 rows: 3, 5, 7, 9, 11, 13….", line.message)

    def test_a_column_that_is_refused_is_not_said_to_be_left_out_besides(self):
        head = [*HEAD, "示例杂项"]
        wizard = self._read([[*row, "x"] for row in ROWS], head)
        told = [line.message for line in self._about(wizard, "warning")]
        [left_out] = [text for text in told if "are left out" in text]
        self.assertIn("示例杂项", left_out)
        self.assertNotIn("项目名称", left_out)
        self.assertNotIn("示例归属", left_out)

    def test_a_column_that_is_missing_leads_to_the_one_that_is_proposed(self):
        wizard = self._read(
            [["示例项目甲", "KCBZ"], ["示例项目乙", "KCBZ"]], ["招引事项", "所属园区"]
        )
        line = wizard.shown_line_ids.filtered(lambda line: "Nobody has said" in line.message)
        self.assertEqual((len(line), line.letter, line.column), (1, "A", "招引事项"))
        self.assertNotIn("招引事项", self._messages(wizard, "warning"), "it is said once")

    def test_nothing_is_said_of_how_a_refused_row_would_be_imported(self):
        self.assertNotIn("without one", self._messages(self._read(ROWS[:1]), "warning"))
        told = self._read(ROWS).shown_line_ids.filtered(lambda line: "without one" in line.message)
        self.assertEqual(told.mapped("row"), [3], "the row that is imported")

    def test_what_is_about_the_file_is_counted_as_such(self):
        rows = [["示例项目甲", "线索", "x"], ["示例项目乙", "线索", "x"]]
        wizard = self._read(rows, [*HEAD[:2], "示例杂项"])
        told = self._about(wizard, "warning").mapped("message")
        of_rows = [text for text in told if "This concerns 2 rows: 2–3." in text]
        self.assertEqual((len(of_rows), wizard.warning_count), (1, 2), "those are counted by rows")
        self.assertEqual(wizard.about_count, len(told) - 1)
        self.assertTrue(wizard.about_count)
        wizard = self._wizard(self.manager_all, "project", b"x")
        wizard.action_preview()
        self.assertEqual((wizard.is_refused, wizard.about_count), (True, 0))

    def test_rows_that_are_told_the_same_are_one_line(self):
        rows = [["示例旧版台账", None], ["企业名称", "注册资本（万元）"]]
        rows += [[f"昆明示例{n}有限公司", "1-2" if n % 2 else 1] for n in range(4)]
        wizard = self._wizard(self.manager_all, "enterprise", self._xlsx(rows))
        wizard.action_preview()
        [doubt] = wizard.shown_line_ids.filtered(lambda line: "旧版" in line.message)
        self.assertEqual((doubt.row, doubt.rows), (0, [3, 4, 5, 6]))
        self.assertIn("This concerns 4 rows: 3–6.", doubt.message)
        own = wizard.line_ids.filtered(lambda line: "旧版" in line.message)
        self.assertEqual(own.mapped("row"), [3, 4, 5, 6], "each row keeps its own")
        [error] = wizard.shown_line_ids.filtered(lambda line: line.level == "error")
        self.assertEqual((error.letter, error.rows), ("B", [4, 6]))
        self.assertEqual((self._rows(wizard, "error"), wizard.error_count), ([4, 6], 2))
        self.assertEqual(sorted(wizard.rejected), ["4", "6"])
        self.assertNotIn("This concerns", "".join(wizard.rejected.values()))

    def test_what_differs_stays_apart(self):
        head = ["企业名称", "注册资本（万元）"]
        rows = [["昆明示例一有限公司", "1-2"], ["昆明示例二有限公司", "1-3"]]
        wizard = self._read(rows, head, "enterprise")
        errors = wizard.shown_line_ids.filtered(lambda line: line.level == "error")
        self.assertEqual(errors.mapped("row"), [2, 3])

    def test_all_rows_of_a_warning_are_named(self):
        rows = [[f"示例项目{n}", "线索", "x" if n % 2 else None] for n in range(60)]
        rows = [[*row[:2], None, "约1亿元" if row[2] else None] for row in rows]
        wizard = self._read(rows, [*HEAD[:2], "备用", "计划总投资"])
        [line] = wizard.shown_line_ids.filtered(lambda line: "approximate" in line.message)
        self.assertEqual(len(line.rows), 30)
        self.assertIn("59, 61.", line.message)

    def test_a_remark_on_a_cell_names_its_column(self):
        head = ["企业名称", "注册资本（万元）"]
        wizard = self._read([["昆明示例一有限公司", "1-2"]], head, "enterprise")
        [line] = wizard.shown_line_ids.filtered(
            lambda line: line.row == 2 and line.level == "error"
        )
        self.assertEqual((line.letter, line.column), ("B", "注册资本（万元）"))

    def test_what_differs_in_a_repeated_row_is_listed_in_the_users_language(self):
        head = ["企业名称", "注册资本（万元）", "成立日期"]
        rows = [["昆明示例一有限公司", 5, "2020-01-02"], ["昆明示例一有限公司", 6, "2021-03-04"]]
        wizard = self._read(rows, head, "enterprise")
        [line] = wizard.line_ids.filtered(lambda line: line.level == "error")
        self.assertIn("(注册资本（万元）, 成立日期)", line.message)
