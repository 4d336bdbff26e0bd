import csv
import io
import json

import openpyxl
import xlsxwriter
from odoo import http
from odoo.tests import tagged

from ...models.guards.plain_workbooks import marked, unmarked
from ...wizard.imports.kfz_import_workbook import workbook
from ..common import KfzCase
from ..http_common import RpcCase

#: what a program for tables would run, or open, if it were not text
LIVE = (
    '=HYPERLINK("http://x.example","示例")',
    "+1",
    "-1+1|cmd",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "http://x.example",
    "{=1}",
    "'=1",
    "''",
    "示例企业",
)


def cells(content):
    """The texts of the first sheet, and whether any cell is a formula or link."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return [cell.value for cell in found], [
        cell.value for cell in found if cell.data_type == "f" or cell.hyperlink
    ]


@tagged("post_install", "-at_install")
class TestPlainWorkbooks(KfzCase, RpcCase):
    """Nothing that people entered becomes a formula in a file that leaves the server."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer.group_ids += cls.env.ref("base.group_allow_export")
        cls.partners = cls.env["res.partner"].create(
            [
                {"name": "示例", "comment": f"{index}", "ref": text, "company_id": cls.zone_a.id}
                for index, text in enumerate(LIVE)
            ]
        )

    def _form(self, data):
        return {"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)}

    def _export(self, kind, name="ref", **params):
        self.authenticate(self.officer.login, self.officer.login)
        data = {
            "model": "res.partner",
            "fields": [{"name": name, "label": "=1+1", "type": "char"}],
            "ids": self.partners.ids,
            "domain": [],
            "import_compat": False,
            "groupby": [],
            **params,
        }
        response = self.url_open(f"/web/export/{kind}", data=self._form(data))
        self.assertEqual(response.status_code, 200)
        return response.content

    def test_a_list_as_a_workbook(self):
        for params in ({}, {"groupby": ["ref"], "domain": [("id", "in", self.partners.ids)]}):
            texts, live = cells(self._export("xlsx", **params))
            self.assertEqual(live, [])
            expected = {text.replace("\r", " ") for text in LIVE}
            if not params:
                self.assertEqual(set(texts), expected | {"=1+1"})

    def test_a_list_as_plain_values_and_back(self):
        rows = list(csv.reader(io.StringIO(self._export("csv").decode(), newline="")))
        self.assertFalse(
            [row for row in rows if row[0].startswith(("=", "+", "-", "@", "\t", "\r"))]
        )
        self.assertEqual([unmarked(row[0]) for row in rows[1:]], list(LIVE))
        file = self._export("csv", import_compat=True)
        wizard = self.env["base_import.import"].create(
            {"res_model": "res.partner", "file": file, "file_type": "text/csv"}
        )
        options = {"quoting": '"', "separator": ",", "encoding": "utf-8", "has_headers": True}
        _length, read = wizard._read_csv(options)
        self.assertEqual([row[0].strip() for row in read[1:]], [text.strip() for text in LIVE])

    def test_a_pivot_table(self):
        self.authenticate(self.officer.login, self.officer.login)
        table = {
            "title": "示例",
            "model": "res.partner",
            "measure_count": 1,
            "origin_count": 1,
            "col_group_headers": [[{"title": text, "width": 1, "height": 1} for text in LIVE]],
            "measure_headers": [{"title": text, "is_bold": True} for text in LIVE],
            "rows": [
                {"title": text, "indent": 0, "values": [{"value": text}, {"value": 5.5}]}
                for text in LIVE
            ],
        }
        response = self.url_open("/web/pivot/export_xlsx", data=self._form(table))
        texts, live = cells(response.content)
        self.assertEqual(live, [])
        self.assertIn(LIVE[0], texts)
        self.assertIn(5.5, texts)

    def test_a_text_comes_back_as_it_was(self):
        for text in (*LIVE, "", "'", "'示例", "''=1", "=", "\n-1"):
            with self.subTest(text=text):
                self.assertEqual(unmarked(marked(text)), text)

    def test_formulas_that_are_meant_stay(self):
        output = io.BytesIO()
        with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
            sheet = book.add_worksheet("a/b")
            sheet.write(0, 0, "=1+1")
            sheet.write_formula(1, 0, "=1+1")
        self.assertEqual(cells(output.getvalue())[1], ["=1+1"])
        self.assertEqual(sheet.name, "ab")

    def test_our_own_workbooks_write_no_formula(self):
        """The refused rows of an import repeat what the office typed."""
        content = workbook([list(LIVE), list(LIVE)], {0})
        self.assertEqual(cells(content)[1], [])
