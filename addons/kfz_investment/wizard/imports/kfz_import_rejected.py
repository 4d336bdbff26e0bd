import re
from decimal import Decimal

from odoo import api, models
from odoo.exceptions import UserError

from ...domain.workbook.columns.known import CHOSEN, LAYOUT, Choice, exact, layout_key
from ...domain.workbook.values.currencies import AMOUNTS
from ...domain.workbook.values.unit import Unit
from ...domain.workbook.values.units import heading_unit
from .kfz_import_workbook import workbook

_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_FACTORS = {Decimal(1): "", Decimal(10) ** 4: "万", Decimal(10) ** 8: "亿"}
_CURRENCIES = {"CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元"}


class KfzImport(models.TransientModel):
    """The workbook of refused rows, which is understood like the file that they come from when it is sent again."""

    _inherit = "kfz.import"

    def action_download_rejected(self):
        """Offer the refused rows as a workbook with a reason column, ready to correct and send again."""
        self.ensure_one()
        if not self.rejected:
            raise UserError(self.env._("No row was refused."))
        handler = self._handler()
        table = self._read_table(handler, handler._lookups())
        source = (self.filename or "").rpartition(".")[0] or self.kind
        name = self.env._("Refused rows of %(file)s", file=source)
        rows, heads = self._rejected_rows(table)
        self._remember_rejected(table, name)
        wide = max(len(block.header.columns) for block in table.blocks)
        return self._offer(f"{name}.xlsx", workbook(rows, heads, wide))

    def _rejected_rows(self, table):
        """(rows, numbers of those that are headings): a heading for each block that has refused rows."""
        rows, heads, block = [], set(), None
        wide = max(len(each.header.columns) for each in table.blocks)
        for row in table.rows:
            why = self.rejected.get(str(row.number))
            if not why:
                continue
            if row.block is not block:
                block = row.block
                heads.add(len(rows))
                rows.append(_padded(_headings(block), wide, self.env._("Reason")))
            cells = [
                row.raw[column.index] if column.index < len(row.raw) else None
                for column in block.header.columns
            ]
            rows.append(_padded(cells, wide, why))
        return rows, heads

    @api.model
    def _remember_rejected(self, table, name):
        """What was chosen for the file holds for its refused rows, whose headings carry the units of the lines above."""
        zone = self.env["kfz.import.alias"]._zone_of_user()
        layouts = {}
        for block in table.blocks:
            headings = _headings(block)
            own = layout_key(column.heading for column in block.header.columns)
            layout = layout_key(headings)
            choices = {
                exact(heading): Choice(column.field)
                for heading, column in zip(headings, block.header.columns, strict=True)
                if column.source in (CHOSEN, LAYOUT)
            }
            if choices and layout != own:
                layouts[layout] = choices
        if zone and layouts:
            self.env["kfz.import.alias"]._remember(self.kind, zone, layouts, name)


def _headings(block):
    return [_heading(column, block) for column in block.header.columns]


def _heading(column, block):
    """A heading that is recognised without the lines above it, with the unit that such a line gave."""
    unit = block.units.get(column.field) if column.field in AMOUNTS else None
    given = isinstance(unit, Unit) and unit.factor in _FACTORS
    own = heading_unit(column.plain)
    if not given or (isinstance(own, Unit) and _worth(own) == _worth(unit)):
        return column.plain
    # a user who chose another unit than the heading names meant the heading to be wrong
    words = _BRACKETS.sub("", column.plain) if own else column.plain
    factor, currency = _FACTORS[unit.factor], _CURRENCIES.get(_worth(unit)[1], unit.currency)
    if factor and column.field in block.currencies and not unit.own_currency:
        # the column of currencies says it, and must not contradict the heading
        return f"{words}（{factor}）"
    return f"{words}（{factor}{currency}）"


def _worth(unit):
    return unit.factor, unit.currency or "CNY"


def _padded(cells, wide, last):
    return [*cells, *[None] * (wide - len(cells)), last]
