import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .import_common import ImportCase

NAME = "昆明示例一有限公司"
#: nobody knows the last two
HEAD = ["企业名称", "示例资金数", "示例建立日"]
ROW = [NAME, 1200, "2024-03-05"]
CHOSEN = {
    "示例资金数": {"field": "registered_capital", "unit": "10000:CNY"},
    "示例建立日": {"field": "established"},
}


@tagged("post_install", "-at_install")
class TestImportColumns(ImportCase):
    """What the columns of a file are is shown, chosen by the user and remembered for the zone and the layout."""

    def _read(self, user, rows=None, kind="enterprise", **values):
        wizard = self._wizard(user, kind, self._xlsx(rows or [HEAD, ROW]), **values)
        wizard.action_preview()
        return wizard

    def _line(self, wizard, heading):
        return wizard.column_ids.filtered(lambda line: line.heading == heading)

    def _choose(self, wizard, choices=None):
        for heading, vals in (choices or CHOSEN).items():
            self._line(wizard, heading).write(vals)
        wizard.action_confirm_columns()
        return wizard

    def _words(self, **domain):
        return self.env["kfz.import.alias"].search([(k, "=", v) for k, v in domain.items()])

    def _partner(self, zone=None):
        return self.env["res.partner"].search(
            [("name", "=", NAME), ("company_id", "=", (zone or self.zone_a).id)]
        )

    # showing

    def test_the_offices_own_workbooks_ask_nothing(self):
        for kind, name in (("enterprise", "enterprises.xlsx"), ("project", "projects.xlsx")):
            wizard = self._wizard(self.manager_all, kind, self._example(name))
            wizard.action_preview()
            self.assertEqual((wizard.open_count, wizard.left_out_count), (0, 0))
            self.assertTrue(wizard.column_ids)
            self.assertLessEqual(set(wizard.column_ids.mapped("source")), {"known", "left_out"})

    def test_the_columns_come_with_letter_and_unit(self):
        wizard = self._read(self.officer, [["企业名称", "注册资本（万元）"], [NAME, 12]])
        line = self._line(wizard, "注册资本（万元）")
        self.assertEqual(
            (line.letter, line.field, line.unit, line.source, line.is_open),
            ("B", "registered_capital", "10000:CNY", "known", False),
        )

    def test_an_unknown_column_is_to_be_decided_and_counted(self):
        wizard = self._read(self.officer)
        self.assertEqual((wizard.open_count, wizard.left_out_count), (2, 2))
        self.assertTrue(self._line(wizard, "示例资金数").is_open)

    def test_the_unit_of_a_column_that_is_not_decided_is_ready(self):
        wizard = self._read(
            self.manager_all,
            [["项目名称", "盘子（万元）"], ["示例项目甲", 8000], ["示例项目乙", 12]],
            kind="project",
        )
        line = wizard.column_ids[1]
        self.assertEqual((line.field, line.unit), (False, "10000:CNY"))
        line.field = "investment"
        wizard.action_confirm_columns()
        line = wizard.column_ids[1]
        self.assertEqual(
            (line.field, line.unit, line.source), ("investment", "10000:CNY", "chosen")
        )
        [word] = self.env["kfz.import.alias"].search([("alias", "=", "盘子（万元）")])
        self.assertFalse(word.unit, "the next file says it itself")

    def test_samples_are_no_totals(self):
        rows = [["项目名称", "计划总投资（万元）", "到位资金（万元）"]]
        rows += [["示例项目甲", 8000, 1500], ["示例项目乙", 500, None], ["合计", 8500, 1500]]
        wizard = self._read(self.manager_all, rows, kind="project")
        self.assertEqual(wizard.column_ids[2].samples, "1500")

    # choosing

    def test_a_choice_is_used_and_remembered(self):
        wizard = self._choose(self._read(self.officer))
        self.assertEqual((wizard.open_count, wizard.left_out_count), (0, 0))
        self.assertEqual(self._line(wizard, "示例资金数").source, "chosen")
        wizard.action_import()
        self.assertEqual(self._partner().registered_capital, 12_000_000)
        self.assertEqual(str(self._partner().established_date), "2024-03-05")
        again = self._read(self.officer2, [HEAD, ["昆明示例二有限公司", 5, "2024-03-06"]])
        self.assertEqual(again.open_count, 0)
        line = self._line(again, "示例资金数")
        self.assertEqual((line.source, line.unit), ("layout", "10000:CNY"))
        again.action_import()
        partner = self.env["res.partner"].search([("name", "=", "昆明示例二有限公司")])
        self.assertEqual(partner.registered_capital, 50_000)

    def test_what_is_left_out_by_choice_is_not_asked_again(self):
        wizard = self._read(self.officer)
        wizard.column_ids[1:].write({"field": "-"})
        wizard.action_confirm_columns()
        self.assertEqual(wizard.open_count, 0)
        again = self._read(self.officer2)
        self.assertEqual((again.open_count, again.left_out_count), (0, 0))
        self.assertEqual(self._line(again, "示例建立日").source, "layout")
        self._choose(again)
        self.assertEqual(self._line(again, "示例建立日").field, "established")
        self.assertEqual(len(self._words(alias="示例建立日")), 1, "a later choice replaces it")

    def test_a_choice_holds_for_the_same_headings_only(self):
        self._choose(self._read(self.officer))
        other = self._read(self.officer, [[*HEAD, "示例其他"], [*ROW, "x"]])
        self.assertEqual(other.open_count, 3)
        turned = self._read(self.officer, [HEAD[::-1], ROW[::-1]])
        self.assertEqual(turned.open_count, 0, "the order of the columns does not matter")

    def test_a_unit_that_the_file_names_is_not_remembered(self):
        head = ["企业名称", "示例资金数"]
        rows = [["单位：万元"], head, [NAME, 12]]
        wizard = self._read(self.officer, rows)
        self._choose(wizard, {"示例资金数": {"field": "registered_capital"}})
        line = self._line(wizard, "示例资金数")
        self.assertEqual(line.unit, "10000:CNY")
        again = self._read(self.officer, [["单位：亿元"], head, [NAME, 2]])
        self.assertEqual(self._line(again, "示例资金数").unit, "100000000:CNY")

    def test_two_columns_for_the_same_are_refused(self):
        wizard = self._read(self.officer, [["企业名称", "示例甲", "示例乙"], [NAME, 1, 2]])
        with self.assertRaisesRegex(UserError, "“示例甲”, “示例乙” are all taken"):
            self._choose(
                wizard,
                {
                    "示例甲": {"field": "registered_capital"},
                    "示例乙": {"field": "registered_capital"},
                },
            )
        self.assertFalse(self._words(alias="示例甲"))

    def test_nothing_is_imported_with_columns_that_were_changed_and_not_used(self):
        wizard = self._read(self.officer)
        self._line(wizard, "示例资金数").field = "-"
        self._line(wizard, "示例建立日").field = "notes"
        with self.assertRaisesRegex(UserError, "Use these columns"):
            wizard.action_import()
        wizard.action_preview()
        self.assertEqual(self._line(wizard, "示例建立日").source, "chosen")
        wizard.action_import()
        self.assertEqual(wizard.created_count, 1)

    def test_another_file_forgets_the_choices_for_this_one(self):
        wizard = self._choose(self._read(self.officer))
        wizard.write({"file": base64.b64encode(self._xlsx([["企业名称", "示例新"], [NAME, 1]]))})
        self.assertFalse(wizard.column_ids or wizard.choices)

    def test_refused_rows_are_understood_when_they_come_back(self):
        rows = [["单位：万元"], HEAD, ROW, ["昆明示例二有限公司", "1-2", "2024-03-05"]]
        wizard = self._read(self.officer, rows)
        self._choose(
            wizard,
            {
                "示例资金数": {"field": "registered_capital"},
                "示例建立日": {"field": "established"},
            },
        )
        wizard.action_import()
        self.assertEqual((wizard.created_count, wizard.error_count), (1, 1))
        wizard.action_download_rejected()
        again = self._wizard(self.officer, "enterprise", base64.b64decode(wizard.download))
        again.action_preview()
        self.assertEqual((again.open_count, again.error_count), (0, 1), self._messages(again))
        self.assertEqual(
            set(again.column_ids.mapped("field")),
            {"name", "registered_capital", "established", "-"},
        )
        self.assertEqual(
            again.column_ids.filtered(lambda c: c.field == "registered_capital").unit, "10000:CNY"
        )

    def test_a_proposal_counts_once_it_is_confirmed(self):
        wizard = self._read(self.officer)
        line = self._line(wizard, "示例建立日")
        self.assertEqual((line.source, line.field, line.is_open), ("proposed", "established", True))
        self.assertEqual(wizard.error_count, 1, "nothing is taken in by a proposal")
        self._line(wizard, "示例资金数").field = "-"
        wizard.action_confirm_columns()
        self.assertEqual(wizard.error_count, 0)
        self.assertTrue(wizard.preview["rows"][0][-1])

    def test_a_choice_counts_before_a_known_word(self):
        wizard = self._read(
            self.officer, [["企业名称", "注册地址", "示例办公处"], [NAME, "x", "y"]]
        )
        self._choose(wizard, {"示例办公处": {"field": "address"}})
        self.assertEqual(self._line(wizard, "注册地址").source, "repeats")
        wizard.action_import()
        self.assertEqual(self._partner().street, "y")

    def test_an_unknown_column_that_matters_refuses_its_rows(self):
        rows = [["项目名称", "示例归属"], ["示例项目丙", "KMFTZ"], ["示例项目丁", None]]
        wizard = self._read(self.manager_all, rows, kind="project")
        self.assertEqual((wizard.error_count, wizard.ok_count), (1, 1), self._messages(wizard))
        self.assertIn("“示例归属” looks like", self._messages(wizard))
        self.assertIn("until you decide", self._line(wizard, "示例归属").note)
        wizard.action_confirm_columns()
        self.assertEqual(wizard.error_count, 1, "now the row without a zone")

    def test_whether_a_ledger_is_past_is_decided_with_its_columns(self):
        rows = [
            ["项目名称", "所属园区", "示例进度", "示例落笔日"],
            ["示例项目丙", "KCBZ", "签约", "2026-03-05"],
        ]
        wizard = self._read(self.manager, rows, kind="project")
        self.assertFalse(wizard.is_opening)
        self._choose(
            wizard, {"示例进度": {"field": "stage"}, "示例落笔日": {"field": "signed_date"}}
        )
        self.assertTrue(wizard.is_opening)
        self.assertIn("read as a past ledger", self._messages(wizard, "info"))
        wizard.is_opening = False
        wizard.action_preview()
        self.assertFalse(wizard.is_opening, "the manager's word is the last one")

    def test_a_column_that_matters_is_never_left_out_unsaid(self):
        head = ["项目名称", "所属园区", "示例甲数（万元）", "示例乙数（万元）"]
        rows = [head, ["示例项目丙", "KCBZ", 12, 13], ["示例项目丁", "KCBZ", 14, 15]]
        wizard = self._read(self.manager, rows, kind="project")
        lines = wizard.column_ids.filtered(lambda line: line.source == "open")
        self.assertTrue(lines, wizard.column_ids.mapped("source"))
        self.assertEqual(wizard.ok_count, 0)
        with self.assertRaisesRegex(UserError, "Say in the list of columns what .*示例"):
            wizard.action_confirm_columns()
        lines.write({"field": "-"})
        wizard.action_confirm_columns()
        self.assertEqual((wizard.open_count, wizard.error_count), (0, 0), self._messages(wizard))

    # the zone of rows that name none

    def test_rows_without_a_zone_go_where_the_user_says(self):
        rows = [["项目名称", "投资企业"], ["示例项目丙", NAME]]
        wizard = self._read(self.manager_all, rows, kind="project")
        self.assertTrue(wizard.lacks_zone)
        wizard.zone_id = self.zone_b
        wizard.action_preview()
        wizard.action_import()
        lead = self.env["crm.lead"].search([("name", "=", "示例项目丙")])
        self.assertEqual(lead.company_id, self.zone_b)

    def test_the_zone_stands_in_the_preview(self):
        rows = [["项目名称", "所属园区"], ["示例项目丙", "KCBZ"]]
        preview = self._read(self.manager, rows, kind="project").preview
        place = preview["columns"].index("所属园区")
        self.assertEqual(preview["rows"][0][place + 2], self.zone_a.name)
        self.assertFalse(preview["defaults"].get("2", []).count(place))
        preview = self._read(self.manager, [["项目名称"], ["示例项目丙"]], kind="project").preview
        self.assertIn(place, preview["defaults"]["2"], "a default says so")

    # without a page

    def test_programs_choose_by_heading(self):
        wizard = self._read(self.officer)
        wizard._choose_columns(
            [("示例资金数", "registered_capital", "万元"), ("示例建立日", "", "")], remember=False
        )
        self.assertEqual(wizard.open_count, 0)
        wizard.action_import()
        self.assertEqual(self._partner().registered_capital, 12_000_000)
        self.assertFalse(self._words(alias="示例资金数"), "a dry run leaves no trace")

    def test_programs_are_told_what_there_is(self):
        for named, words in (
            (("没有的列", "name", ""), "no column “没有的列”.*示例资金数"),
            (("示例资金数", "nothing", ""), "“nothing” is not a column.*registered_capital"),
            (("示例资金数", "registered_capital", "斤"), "“斤” is not a unit"),
            (("示例建立日", "established", "万元"), "“万元” is not a unit for “示例建立日”"),
        ):
            with self.assertRaisesRegex(UserError, words):
                self._read(self.officer)._choose_columns([named])

    # who may

    def test_choices_are_made_by_who_imports(self):
        wizard = self._read(self.officer)
        for user in (self.officer2, self.manager_b, self.employee):
            with self.assertRaises(AccessError):
                wizard.with_user(user).action_confirm_columns()
            with self.assertRaises(AccessError):
                wizard.column_ids.with_user(user).write({"field": "established"})

    def test_a_client_forges_no_columns(self):
        wizard = self._read(self.officer)
        line = wizard.column_ids[1]
        vals = {"import_id": wizard.id, "heading": "x", "field": "name", "layout": "x"}
        with self.assertRaises(AccessError):
            self._call(self.officer, "kfz.import.column", "create", [vals])
        for vals in ({"heading": "x"}, {"layout": "x"}, {"source": "known"}, {"is_open": False}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                self._call(self.officer, "kfz.import.column", "write", [line.id], vals)
        for vals in ({"choices": {"x": ["name", ""]}}, {"open_count": 0}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                self._call(self.officer, "kfz.import", "write", [wizard.id], vals)
        with self.assertRaises(AccessError):
            self._call(self.officer, "kfz.import.column", "unlink", [line.id])

    def test_a_column_of_another_kind_is_refused(self):
        wizard = self._read(self.officer)
        self._line(wizard, "示例资金数").field = "-"
        for field, words in (("landed_date", "Landed on"), ("password", "password")):
            self._line(wizard, "示例建立日").field = field
            with self.assertRaisesRegex(UserError, words):
                wizard.action_confirm_columns()

    def test_nobody_imports_for_a_zone_that_is_not_theirs(self):
        with self.assertRaises(AccessError):
            wizard = self._wizard(
                self.officer, "project", self._xlsx([["项目名称"], ["x"]]), zone_id=self.zone_b.id
            )
            wizard.action_preview()
