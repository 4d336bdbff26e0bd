import base64
import io
import json
import zipfile

import xlsxwriter
from odoo.tools import file_open, file_path

from ..common import KfzCase, request_of

COUNTS = (
    "ok_count",
    "error_count",
    "warning_count",
    "created_count",
    "updated_count",
    "proposal_count",
    "unchanged_count",
    "skipped_count",
)


class ImportCase(KfzCase):
    """Files made on the spot and the shipped examples, sent through the wizard."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with file_open("kfz_investment/tests/files/expected.json") as stream:
            cls.expected = json.load(stream)

    def _example(self, name):
        with open(file_path(f"kfz_investment/tests/files/{name}"), "rb") as stream:
            return stream.read()

    def _xlsx(self, rows):
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer, {"in_memory": True})
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for index, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, index, value)
                elif value is not None:
                    sheet.write(number, index, value)
        book.close()
        return buffer.getvalue()

    def _wizard(self, user, kind, content, name="list.xlsx", **values):
        return (
            self.env["kfz.import"]
            .with_user(user)
            .create({"kind": kind, "file": base64.b64encode(content), "filename": name, **values})
        )

    def _import(self, user, kind, content, **values):
        """A wizard that has previewed and imported; both must have told the same."""
        wizard = self._wizard(user, kind, content, **values)
        wizard.action_preview()
        before = self._counts(wizard)
        wizard.action_import()
        self.assertEqual(self._counts(wizard), before, self._messages(wizard))
        return wizard

    def _call(self, user, model, method, *args):
        """Call a method as a request of the user does."""
        return request_of(
            self.env(user=user.id, context={}, su=False), model, method, list(args), {}
        )

    def _counts(self, wizard):
        return {name.removesuffix("_count"): wizard[name] for name in COUNTS}

    def _rows(self, wizard, level):
        """Numbers of the rows with a remark of that level."""
        return sorted({line.row for line in wizard.line_ids if line.level == level and line.row})

    def _messages(self, wizard, level="error"):
        return "\n".join(
            wizard.line_ids.filtered(lambda line: line.level == level).mapped("message")
        )

    def _repack(self, content, change):
        buffer = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(content)) as source,
            zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for name in source.namelist():
                target.writestr(name, change(name, source.read(name)))
        return buffer.getvalue()
