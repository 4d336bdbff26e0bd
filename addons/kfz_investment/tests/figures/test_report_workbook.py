import base64
import io
import zipfile

import openpyxl
from odoo.exceptions import UserError
from odoo.tests import tagged

from .report_common import ReportCase


@tagged("post_install", "-at_install")
class TestReportWorkbook(ReportCase):
    """The workbook that an office hands in: the figures of the report, readable, printable, safe."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.evil = cls._signed(
            "2023-04-20",
            30_000_000,
            name='=HYPERLINK("http://example.invalid","x")',
            user=cls.officer,
        )
        cls.other = cls._signed("2023-05-20", 20_000_000, user=cls.officer2)
        cls.landed = cls._signed(
            "2023-01-10", 50_000_000, "2023-04-20", [("2023-04-20", 12_345_600)]
        )
        cls.theirs = cls._signed("2023-05-01", 7_000_000, zone=cls.zone_b)

    def _book(self, user=None, **options):
        report = self._report(user=user or self.manager_all)
        return openpyxl.load_workbook(io.BytesIO(report.kfz_export_workbook("2023Q2", **options)))

    @staticmethod
    def _rows(sheet):
        return [[cell.value for cell in row] for row in sheet.iter_rows()]

    def _find(self, sheet, *start):
        return next(row for row in self._rows(sheet) if tuple(row[: len(start)]) == start)

    def test_sheets_and_titles(self):
        book = self._book()
        self.assertEqual(
            book.sheetnames, ["Overview", "Quarter × zone", "Signed, not landed", "Explanation"]
        )
        self.assertEqual(book["Overview"]["A1"].value, "Signed versus landed, Q2 2023")

    def test_the_summary_equals_the_report(self):
        book = self._book(zone_codes=["KCBZ"], user=self.manager)
        groups = {
            row[0]: row[1:]
            for row in self._report(user=self.manager)._read_group(
                [("quarter", "in", ("2023-Q1", "2023-Q2"))],
                ["quarter"],
                [
                    "signed_count:sum",
                    "signed_amount:sum",
                    "landed_count:sum",
                    "landed_amount:sum",
                    "period_rate:avg",
                    "cohort_rate:avg",
                    "days_to_land:avg",
                ],
            )
        }
        now, before = groups["2023-Q2"], groups["2023-Q1"]
        labels = (
            "Projects signed",
            "Amount signed (CNY 10,000)",
            "Projects landed",
            "Amount landed (CNY 10,000)",
            "Landing rate (period)",
            "Landing rate (cohort)",
            "Days to landing",
        )
        for index, label in enumerate(labels):
            factor = 10_000 if "10,000" in label else 1
            row = self._find(book["Overview"], label)
            with self.subTest(label=label):
                for value, figure in ((row[1], now[index]), (row[2], before[index])):
                    if figure is False:
                        self.assertEqual(value, "–")
                    else:
                        self.assertAlmostEqual(value, figure / factor, 6)
        self.assertAlmostEqual(self._find(book["Overview"], labels[1])[1], 5000)

    def test_zones_add_up_to_the_total(self):
        sheet = self._book()["Quarter × zone"]
        rows = [
            row
            for row in self._rows(sheet)
            if row[0] == "Q2 2023" and row[1] != "All zones of this report"
        ]
        self.assertEqual([row[1] for row in rows], [*self.zones.mapped("name"), "Total"])
        for col in range(2, 6):
            self.assertAlmostEqual(sum(row[col] for row in rows[:-1]), rows[-1][col], 6)

    def test_one_zone_alone(self):
        book = self._book(zone_codes=["KMFTZ"])
        names = [row[0] for row in self._rows(book["Overview"])]
        self.assertIn(self.zone_b.name, names)
        self.assertNotIn(self.zone_a.name, names)

    def test_the_chart_is_a_native_one_of_columns_and_a_line(self):
        content = self._report(user=self.manager_all).kfz_export_workbook("2023Q2")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            chart = archive.read("xl/charts/chart1.xml").decode()
        self.assertIn("<c:barChart>", chart)
        self.assertIn("<c:lineChart>", chart)
        self.assertEqual(chart.count("<c:ser>"), 3)

    def test_text_that_looks_like_a_formula_stays_text(self):
        book = self._book()
        row = next(
            row for row in book["Signed, not landed"].iter_rows() if row[2].value == self.evil.name
        )
        self.assertEqual(row[2].data_type, "s")
        content = self._report(user=self.manager_all).kfz_export_workbook("2023Q2")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = [
                archive.read(name).decode()
                for name in archive.namelist()
                if name.startswith("xl/worksheets/sheet")
            ]
        self.assertTrue(sheets)
        self.assertFalse([text for text in sheets if "<f>" in text or "<hyperlink" in text])

    def test_the_aging_list_has_all_open_projects_of_a_manager(self):
        rows = self._rows(self._book(user=self.manager)["Signed, not landed"])
        codes = {row[1] for row in rows}
        self.assertLessEqual({self.evil.project_code, self.other.project_code}, codes)
        self.assertFalse({self.landed.project_code, self.theirs.project_code} & codes)
        row = next(row for row in rows if row[1] == self.other.project_code)
        self.assertEqual(row[3], self.other.partner_id.display_name)
        self.assertEqual(row[6].date(), self.other.signed_date)
        self.assertEqual(row[7], 2000)
        self.assertEqual(row[8], (self.today - self.other.signed_date).days)

    def test_an_officer_gets_the_projects_of_the_zone_and_the_number_of_others(self):
        sheet = self._book(user=self.officer)["Signed, not landed"]
        codes = {row[1] for row in self._rows(sheet)}
        self.assertIn(self.evil.project_code, codes)
        self.assertNotIn(self.other.project_code, codes)
        self.assertIn("you cannot read them", str(self._rows(sheet)))

    def test_the_joint_office_gets_all_zones_and_no_names(self):
        book = self._book(user=self.joint)
        self.assertEqual(book.sheetnames, ["Overview", "Quarter × zone", "Explanation"])
        text = str([self._rows(sheet) for sheet in book])
        self.assertIn(self.zone_b.name, text)
        for project in self.evil | self.other | self.theirs:
            self.assertNotIn(project.project_code, text)

    def test_as_of_an_earlier_day(self):
        projects = self.evil | self.other | self.landed | self.theirs
        self._recorded(projects, "2023-05-21 00:00:00")
        self.other.agreement_ids.amount = 90_000_000
        then, now = (
            self._find(self._book(user=self.manager, as_of=day)["Overview"], self.zone_a.name)
            for day in ("2023-05-21", None)
        )
        self.assertEqual((then[2], now[2]), (5000, 12000))
        self.assertIn("May 21, 2023", self._book(as_of="2023-05-21")["Overview"]["A2"].value)

    def test_the_workbook_speaks_the_language_asked_for(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        field = self.env["ir.model.fields"]._get("kfz.signed.landed.report", "aging")
        field.selection_ids.filtered(lambda s: s.value == "d366").with_context(
            lang="zh_CN"
        ).name = "一年以上"
        chinese, english = (
            str(
                self._rows(
                    self._book(lang=lang)["Overview" if lang == "en_US" else self._sheet_name(lang)]
                )
            )
            for lang in ("zh_CN", "en_US")
        )
        self.assertIn("一年以上", chinese)
        self.assertNotIn("一年以上", english)
        self.assertIn("Over 365 days", english)

    def _sheet_name(self, lang):
        return self._report().with_context(lang=lang)._kfz_sheet_words("")["sheet_summary"]

    def test_it_prints_across_one_page_with_headings_and_page_numbers(self):
        for sheet in self._book():
            with self.subTest(sheet=sheet.title):
                self.assertEqual(sheet.page_setup.orientation, "landscape")
                self.assertEqual(int(sheet.page_setup.paperSize), 9)
                self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
                self.assertEqual(sheet.page_setup.fitToWidth or 1, 1)
                self.assertTrue(sheet.print_title_rows)
                self.assertTrue(sheet.freeze_panes)
                self.assertIn("&P", sheet.oddFooter.center.text.replace("&[Page]", "&P"))

    def test_impossible_reports_are_refused_with_a_sentence(self):
        report = self._report(user=self.manager)
        for quarter in ("2023Q5", "2023", "Q3", "", None, "2023-Q0", "9999Q1"):
            with self.subTest(quarter=quarter), self.assertRaises(UserError):
                report.kfz_export_workbook(quarter)
        with self.assertRaisesRegex(UserError, "no zone with the code"):
            report.kfz_export_workbook("2023Q2", zone_codes=["NOWHERE"])
        with self.assertRaisesRegex(UserError, "cannot read the figures"):
            report.kfz_export_workbook("2023Q2", zone_codes=["KMFTZ"])
        with self.assertRaisesRegex(UserError, "not a date"):
            report.kfz_export_workbook("2023Q2", as_of="soon")

    def test_the_wizard_gives_the_file(self):
        Wizard = self.env["kfz.report.export"].with_user(self.manager)
        wizard = Wizard.create({"zone": "KCBZ"})
        self.assertEqual(dict(Wizard._selection_zone()).keys(), {"all", "KCBZ"})
        action = wizard.action_export()
        self.assertTrue(
            action["url"].startswith(f"/web/content/kfz.report.export/{wizard.id}/file/")
        )
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.file)))
        self.assertIn("Overview", book.sheetnames)
        entry = self.env["kfz.export.log"].search([], limit=1)
        self.assertEqual(
            (entry.kind, entry.user_id, entry.company_id, entry.list_name),
            ("document", self.manager, self.zone_a, wizard.filename),
        )

    def test_more_projects_cost_no_more_queries(self):
        def queries():
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._report(user=self.manager).kfz_export_workbook("2023Q2")
            return self.env.cr.sql_log_count - before

        queries()
        few = queries()
        for _number in range(12):
            self._signed("2023-06-01", user=self.officer)
        self.assertLessEqual(queries(), few)

    def test_in_chinese_quarters_and_days_read_as_an_office_writes_them(self):
        book = self._book(lang="zh_CN")
        text = str([self._rows(sheet) for sheet in book])
        self.assertIn("2023年第2季度", text)
        self.assertNotIn("2023-Q2", text)
        [signed] = {
            cell.number_format
            for sheet in book
            for row in sheet
            for cell in row
            if getattr(cell, "is_date", False)
        }
        self.assertEqual(signed, 'yyyy"年"m"月"d"日"')

    def test_it_says_whose_figures_it_has(self):
        leader = self._official("示例挂点领导", user_id=self.official.id)
        self.other.assignment_ids = [(0, 0, {"official_id": leader.id, "role": "lead_official"})]
        for user, whose in (
            (self.manager, f"{self.zone_a.name}, all projects"),
            (self.official, f"{self.zone_a.name}, only the projects assigned to you"),
        ):
            book = self._book(user=user)
            self.assertEqual(self._find(book["Explanation"], "Whose figures")[1], whose)
        self.assertIn(
            f"Only the projects assigned to {self.official.name}.", book["Overview"]["A2"].value
        )
