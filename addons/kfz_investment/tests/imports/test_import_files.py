import base64
import io
import pathlib
import re
from collections import defaultdict
from unittest.mock import patch

import openpyxl
import xlwt
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import file_path

from ...domain.workbook.errors import FILE_CODES
from ...domain.workbook.values.amounts import NOTES
from ...domain.workbook.values.unit import KINDS
from ...wizard.imports import kfz_import_messages as messages
from .import_common import ImportCase

NAME = "昆明示例一有限公司"
HEAD = ["企业名称", "注册资本（万元）", "成立日期"]
#: where the sources of ``domain`` name the code of a remark
CODES = "|".join(
    (
        r'CellProblem\(\s*"(\w+)"',
        r'\.add\(\s*(?:ERROR|WARNING|INFO|level),\s*(?:"\w*"|name|column),\s*"(\w+)"',
        r'\.refuse\(\s*"(\w+)"',
        r'\.choice\([^()]*"(unknown_\w+)"',
        r'_Named\([^()]*?(?:ERROR|WARNING),\s*"(\w+)"',
        r'"(several_\w+)"',
    )
)
LOGGER = "odoo.addons.kfz_investment.wizard.imports.kfz_import"


@tagged("post_install", "-at_install")
class TestImportFiles(ImportCase):
    """Kinds of files, hostile files, the workbook of refused rows."""

    def _partner(self, name=NAME):
        return self.env["res.partner"].search(
            [("name", "=", name), ("company_id", "=", self.zone_a.id)]
        )

    def _refused(self, content, name="list.xlsx", kind="enterprise"):
        wizard = self._wizard(self.manager, kind, content, name=name)
        wizard.action_preview()
        self.assertTrue(wizard.is_refused)
        self.assertEqual(wizard.line_ids.mapped("level"), ["error"])
        wizard.action_import()
        self.assertEqual(wizard.created_count, 0)
        return wizard.line_ids.message

    def test_csv_in_gb18030(self):
        text = (
            "企业名录（示例）,,\r\n单位：万元,,\r\n企业名称,注册资本,成立日期\r\n"
            + NAME
            + ',"1,000",2024年3月5日\r\n合计,1000,\r\n'
        )
        wizard = self._import(self.manager, "enterprise", text.encode("gb18030"), name="list.csv")
        self.assertEqual(wizard.created_count, 1)
        self.assertEqual(
            (self._partner().registered_capital, str(self._partner().established_date)),
            (10_000_000, "2024-03-05"),
        )

    def test_xls(self):
        book = xlwt.Workbook()
        sheet = book.add_sheet("企业")
        for number, row in enumerate([HEAD, [NAME, 100, "2024.3.5"]]):
            for index, value in enumerate(row):
                sheet.write(number, index, value)
        buffer = io.BytesIO()
        book.save(buffer)
        self.assertEqual(
            self._import(
                self.manager, "enterprise", buffer.getvalue(), name="list.xls"
            ).created_count,
            1,
        )
        self.assertEqual(self._partner().registered_capital, 1_000_000)

    def test_a_file_that_is_not_a_workbook_is_refused_in_one_sentence(self):
        for content, words in (
            (b"%PDF-1.4", "PDF"),
            (b"<html><table></table></html>", "web page"),
            (b"\x89PNG\r\n", "picture"),
            (b" ", "empty"),
            (b"PK\x03\x04xx", "damaged"),
            (self._xlsx([["一", "二"], ["三", "四"]]), "No heading was found"),
            (self._xlsx([["统一社会信用代码", "注册资本（万元）"], ["x", 1]]), "企业名称"),
        ):
            self.assertIn(words, self._refused(content))

    def test_a_bomb_is_refused_in_one_sentence(self):
        bomb = self._repack(
            self._xlsx([HEAD, [NAME, 1, None]]),
            lambda name, data: data + b" " * 60_000_000 if "sheet1" in name else data,
        )
        self.assertLess(len(bomb), 200_000)
        self.assertIn("unpacked", self._refused(bomb))

    def test_entities_are_refused(self):
        laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        content = self._repack(
            self._xlsx([HEAD, [NAME, 1, None]]),
            lambda name, data: laughs + data[55:] if "sheet1" in name else data,
        )
        self.assertIn("definitions", self._refused(content))

    def test_an_unforeseen_error_becomes_a_sentence_and_a_log_line(self):
        with (
            patch(
                "odoo.addons.kfz_investment.wizard.imports.kfz_import_handler.find_table",
                side_effect=ZeroDivisionError,
            ),
            self.assertLogs(LOGGER, "ERROR"),
        ):
            self.assertIn(
                "could not be processed", self._refused(self._xlsx([HEAD, [NAME, 1, None]]))
            )

    def test_a_missing_file_is_reported(self):
        wizard = self.env["kfz.import"].with_user(self.manager).create({"kind": "enterprise"})
        with self.assertRaises(UserError):
            wizard.action_preview()

    def test_formulas_stay_text(self):
        evil = '=HYPERLINK("http://example.com","点我")'
        self._import(
            self.manager, "enterprise", self._xlsx([["企业名称", "注册地址"], [evil, "+1+1|cmd"]])
        )
        self.assertEqual(self._partner(evil).street, "+1+1|cmd")

    def test_refused_rows_come_back_as_text_with_their_reasons(self):
        evil = '=HYPERLINK("http://example.com")'
        wizard = self._import(
            self.manager,
            "enterprise",
            self._xlsx(
                [
                    ["企业名录"],
                    ["单位：万元"],
                    ["企业名称", "注册资本", "成立日期", "我的列"],
                    [NAME, 100, "2024.3.5", "x"],
                    [evil, "1-2", "2026年2月30日", evil],
                ]
            ),
        )
        action = wizard.action_download_rejected()
        self.assertIn(f"id={wizard.id}", action["url"])
        sheet = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.download))).active
        rows = list(sheet.iter_rows())
        self.assertEqual(
            [cell.value for cell in rows[0]],
            ["企业名称", "注册资本（万元）", "成立日期", "我的列", "Reason"],
        )
        self.assertEqual(len(rows), 2)
        self.assertEqual([cell.value for cell in rows[1]][:4], [evil, "1-2", "2026年2月30日", evil])
        self.assertTrue(all(cell.data_type == "s" for cell in rows[1]))
        self.assertIn("there is no such date", rows[1][4].value)
        self.assertIn("is a range", rows[1][4].value)

    def test_refused_rows_keep_the_unit_of_their_line(self):
        head = ["企业名称", "注册资本（日元）", "成立日期"]
        rows = [["单位：万元"], head, [NAME, 100, "2026年2月30日"]]
        wizard = self._import(self.manager, "enterprise", self._xlsx(rows))
        wizard.action_download_rejected()
        sheet = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.download))).active
        self.assertEqual(sheet["B1"].value, "注册资本（万JPY）")

    def test_refused_rows_once_corrected_are_imported(self):
        for kind, name in (("enterprise", "enterprises.xlsx"), ("project", "projects.xlsx")):
            wizard = self._import(self.manager_all, kind, self._example(name))
            self.assertEqual(wizard.error_count, 3)
            wizard.action_download_rejected()
            returned = base64.b64decode(wizard.download)
            again = self._wizard(self.manager_all, kind, returned)
            again.action_preview()
            self.assertEqual(
                (again.error_count, again.ok_count),
                (3, 0),
                "uncorrected, they are refused for the same reasons",
            )
            book = openpyxl.load_workbook(io.BytesIO(returned))
            sheet = book.active
            columns = {cell.value: cell.column for cell in sheet[1]}
            fixes = {
                "enterprise": [
                    ("统一社会信用代码", ""),
                    ("统一社会信用代码", ""),
                    ("企业名称", "昆明示例补名有限公司"),
                ],
                "project": [
                    ("落地日期", "2026-06-01"),
                    ("签约日期", "2026-02-28"),
                    ("所属园区", "磨憨"),
                ],
            }[kind]
            for number, (heading, value) in enumerate(fixes, 2):
                sheet.cell(number, columns[heading]).value = value
            buffer = io.BytesIO()
            book.save(buffer)
            fixed = self._import(self.manager_all, kind, buffer.getvalue())
            self.assertEqual(
                (fixed.error_count, fixed.created_count), (0, 3), self._messages(fixed)
            )

    def test_the_template_can_be_sent_back(self):
        for kind, _label in self.env["kfz.import"]._selection_kind():
            wizard = self._wizard(self.manager, kind, b"x")
            wizard.action_download_template()
            handler = self.env[f"kfz.import.{kind}"]
            content = base64.b64decode(wizard.download)
            table = handler._read_table(content, handler._lookups())
            self.assertEqual(set(table.headings), set(handler._columns()))
            self.assertFalse(table.unknown_headings)

    def test_a_unit_chosen_on_the_page_serves_amounts_without_one(self):
        content = self._xlsx(
            [["企业名称", "注册资本"], [NAME, 100], ["昆明示例二有限公司", "5亿元"]]
        )
        wizard = self._wizard(self.manager, "enterprise", content)
        wizard.action_preview()
        self.assertEqual((wizard.error_count, wizard.ok_count), (1, 1))
        wizard.unit = "10000"
        wizard.action_preview()
        wizard.action_import()
        self.assertEqual(wizard.created_count, 2)
        self.assertEqual(self._partner().registered_capital, 1_000_000)

    def test_words_are_data(self):
        content = self._xlsx([["商户大名", "注册地址"], [NAME, "昆明"]])
        wizard = self._wizard(self.manager, "enterprise", content)
        wizard.action_preview()
        self.assertEqual((wizard.ok_count, wizard.error_count), (0, 1))
        self.assertIn("Nobody has said which column holds", self._messages(wizard))
        self.env["kfz.import.alias"].with_user(self.manager).create(
            {"kind": "enterprise", "field": "name", "alias": "商户大名（全称）"}
        )
        self.assertEqual(self._import(self.manager, "enterprise", content).created_count, 1)

    def test_a_row_that_the_database_refuses_does_not_take_the_others_with_it(self):
        create = type(self.env["res.partner"]).create

        def refuse_one(self, vals_list):
            if any(vals.get("name") == NAME for vals in vals_list):
                raise UserError("示例拒绝")  # pylint: disable=translation-required
            return create(self, vals_list)

        content = self._xlsx(
            [
                ["企业名称", "注册地址"],
                *([f"昆明示例{n}号有限公司", "昆明"] for n in range(5)),
                [NAME, "昆明"],
            ]
        )
        wizard = self._wizard(self.manager, "enterprise", content)
        with patch.object(type(self.env["res.partner"]), "create", refuse_one):
            wizard.action_import()
        self.assertEqual((wizard.created_count, wizard.error_count), (5, 1))
        self.assertIn("示例拒绝", self._messages(wizard))
        self.assertEqual(self._rows(wizard, "error"), [7])

    def test_every_remark_has_its_sentence(self):
        folder = pathlib.Path(file_path("kfz_investment/domain"))
        sources = "\n".join(
            path.read_text()
            for name in ("workbook", "imports")
            for path in (folder / name).glob("*.py")
        )
        codes = {code for found in re.findall(CODES, sources) for code in found if code}
        self.assertGreater(len(codes), 80, "the pattern no longer finds the codes in the sources")
        codes = (
            codes - {"code_"}
            | {
                f"code_{name}"
                for name in (
                    "damaged",
                    "registration_number",
                    "length",
                    "characters",
                    "check_digit",
                )
            }
            | {f"unit_conflict_{kind}" for kind in KINDS}
            | {*NOTES, "currency_default", "month_without_year", "date_epoch"}
            | FILE_CODES
        )
        values = defaultdict(lambda: 1)
        for code in codes:
            known = {**messages.CELL, **messages.ROW, **messages.TABLE, **messages.FILE}
            self.assertIn(code, known)
            self.assertTrue(str(known[code]) % values)

    def test_the_progress_of_a_large_file_is_reported_and_forgotten(self):
        self.registry_enter_test_mode()
        wizard = self._wizard(self.manager, "enterprise", b"x")
        self.assertFalse(wizard.progress())
        wizard._tell_progress(2000, 10_000)
        self.assertEqual(wizard.progress(), {"done": 2000, "total": 10_000})
        wizard._tell_progress(10_000, 10_000)
        self.assertFalse(wizard.progress())
        wizard._tell_progress(5, 10)
        self.assertFalse(
            wizard.progress(), "a short list is over before anybody could read how far it is"
        )
        with self.assertRaises(AccessError):
            wizard.with_user(self.manager_b).progress()
