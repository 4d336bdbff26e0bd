import base64
import datetime
import io
from decimal import Decimal

import xlsxwriter
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from ...domain.imports.project import STAGES
from ...domain.money import format_wan
from ...domain.workbook.amounts import ReadAmount
from ...domain.workbook.cells import raw_text
from ...domain.workbook.currencies import AMOUNTS
from ...domain.workbook.units import Unit, heading_unit
from . import kfz_import_messages as messages

PREVIEW_ROWS = 12
_FACTORS = {Decimal(1): "", Decimal(10) ** 4: "万", Decimal(10) ** 8: "亿"}
_CURRENCIES = {"CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元"}


class KfzImport(models.TransientModel):
    """The preview table, the workbook of refused rows and the empty template."""

    _inherit = "kfz.import"

    download = fields.Binary(attachment=False, readonly=True)
    download_name = fields.Char(readonly=True)

    # preview

    def _preview_values(self, handler, plan):
        """The first rows per action, as the page shows them: {'columns': […], 'rows': [[number, action, …], …]}."""
        columns = handler._columns()
        rows, seen = [], {}
        for row in plan:
            seen[row.action] = seen.get(row.action, 0) + 1
            if seen[row.action] <= PREVIEW_ROWS and row.action != "refused":
                values = row.parsed.values
                rows.append(
                    [
                        row.number,
                        row.action,
                        *(
                            handler._shown(name, values.get(name)) or self._shown(values.get(name))
                            for name in handler._preview
                        ),
                    ]
                )
        return {
            "columns": [columns[name][0].partition("（")[0] for name in handler._preview],
            "rows": rows,
            "total": sum(row.action != "refused" for row in plan),
        }

    def _shown(self, value):
        if isinstance(value, ReadAmount):
            return format_wan(value.amount, self.env.lang or "en_US", value.currency)
        if isinstance(value, datetime.date):
            return format_date(self.env, value)
        if isinstance(value, str) and value in STAGES:
            return messages.stage_label(self.env, value)
        return "" if value is None else str(value)

    # refused rows

    def action_download_rejected(self):
        """Offer the refused rows as a workbook with a reason column, ready to correct and send again."""
        self.ensure_one()
        if not self.rejected:
            raise UserError(self.env._("No row was refused."))
        handler = self.env[f"kfz.import.{self.kind}"]
        table = handler._read_table(base64.b64decode(self.file), self.unit)
        headings = self._rejected_headings(table.blocks[0])
        rows, block = [], table.blocks[0]
        for row in table.rows:
            why = self.rejected.get(str(row.number))
            if not why:
                continue
            if row.block is not block:
                block = row.block
                rows.append(self._rejected_headings(block))
            rows.append([*_cells_below(block, row.raw), why])
        name = self.env._(
            "Refused rows of %(file)s", file=(self.filename or "").rpartition(".")[0] or self.kind
        )
        return self._offer(f"{name}.xlsx", headings, rows, len(headings) - 1)

    def _rejected_headings(self, block):
        """The headings of a block as its refused rows stand under them; a further block brings its own."""
        columns = block.header.columns
        return [*(self._heading(column, block) for column in columns), self.env._("Reason")]

    @api.model
    def _heading(self, column, block):
        """A heading that is recognised without the lines above it, with the unit that such a line gave."""
        unit = block.units.get(column.field) if column.field in AMOUNTS else None
        if not isinstance(unit, Unit) or heading_unit(column.plain) or unit.factor not in _FACTORS:
            return column.plain
        return f"{column.plain}（{_FACTORS[unit.factor]}{_CURRENCIES.get(unit.currency, '元')}）"

    # template

    def action_download_template(self):
        """Offer an empty list with the headings of the kind and one example row."""
        self.ensure_one()
        columns = self.env[f"kfz.import.{self.kind}"]._columns()
        name = self.env._("Template %(list)s", list=dict(self._selection_kind())[self.kind])
        headings, examples = zip(*columns.values(), strict=True)
        return self._offer(f"{name}.xlsx", list(headings), [list(examples)])

    def _offer(self, name, headings, rows, wide=None):
        self._set_result(
            {"download": base64.b64encode(_workbook(headings, rows, wide)), "download_name": name}
        )
        return {
            "type": "ir.actions.act_url",
            "target": "self",
            "url": f"/web/content?model={self._name}&id={self.id}&field=download&filename_field=download_name&download=true",
        }


def _cells_below(block, raw):
    """The cells of a row that stand below the headings of its block."""
    indexes = (column.index for column in block.header.columns)
    return [raw[index] if index < len(raw) else None for index in indexes]


def _workbook(headings, rows, wide=None):
    """An .xlsx of text cells and numbers; nothing in it is ever a formula."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    head = book.add_format(
        {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "vcenter"}
    )
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    why = book.add_format(
        {"num_format": "@", "text_wrap": True, "valign": "top", "font_color": "#C00000"}
    )
    for index, heading in enumerate(headings):
        sheet.write_string(0, index, heading, head)
        sheet.set_column(
            index, index, 60 if index == wide else max(12, min(30, 2 * len(heading) + 2))
        )
    for number, row in enumerate(rows, 1):
        for index, value in enumerate(row):
            if type(value) in (int, float):
                sheet.write_number(number, index, value)
            elif value is not None:
                sheet.write_string(number, index, raw_text(value), why if index == wide else text)
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()
