from odoo import api, models

from ...domain.workbook.columns.known import CHOSEN, LAYOUT, exact, layout_key, matters
from ...domain.workbook.letters import letter
from ...domain.workbook.values.currencies import AMOUNTS
from ...domain.workbook.values.unit import UnitConflict
from ...models.base.lists import comma
from ...models.imports.import_units import code_of
from .kfz_import_column_labels import LEAVE_OUT, column_label


class KfzImport(models.TransientModel):
    """The lines that show the columns of a file."""

    _inherit = "kfz.import"

    def _report_columns(self, table):
        """Write the lines of the columns; returns their counts."""
        rows = [
            {"import_id": self.id, "sequence": number, **vals}
            for number, vals in enumerate(self._column_rows(table), 1)
        ]
        self._forget_columns()
        # sudo: the import makes the lines, a user chooses in them
        self.env["kfz.import.column"].sudo().create(rows)
        return {
            "open_count": sum(row["is_open"] for row in rows),
            "left_out_count": sum(left.reason != "chosen" for left in table.left_out),
            "lacks_zone": self.kind in ("project", "interaction")
            and not any("zone" in block.headings for block in table.blocks),
        }

    def _forget_columns(self):
        # sudo: the lines are made and dropped by the import
        self.sudo().column_ids.unlink()

    def _column_rows(self, table):
        """Values of the lines: the columns of all headings of the list, each once in its layout."""
        seen = set()
        urgent = {id(left.column) for left in table.left_out if left.reason == "unresolved"}
        urgent |= {
            id(column)
            for block in table.blocks
            for column in block.header.columns
            if _is_doubted(column)
        }
        for block in table.blocks:
            columns = block.header.columns
            layout = layout_key(column.heading for column in columns)
            for column in columns:
                # a column may stand twice under the same words: one choice for both
                if (layout, exact(column.heading)) not in seen:
                    seen.add((layout, exact(column.heading)))
                    yield {"layout": layout, **self._column_vals(column, id(column) in urgent)}

    def _column_vals(self, column, urgent):
        source = self._column_source(column, urgent)
        field = _taken(column, source)
        is_amount = field in AMOUNTS
        # kept ready for a column that is not decided on: its amounts have the unit that the file gives
        unit = code_of(column.unit) if is_amount or not column.field else ""
        return {
            "heading": column.heading,
            "letter": letter(column.index),
            "samples": " · ".join(column.samples),
            "field": field or False,
            "field_given": field,
            "unit": unit or False,
            "unit_given": unit,
            "source": source,
            "note": " ".join(self._column_notes(column, urgent)),
            "is_open": _is_open(column) or (is_amount and isinstance(column.unit, UnitConflict)),
        }

    @api.model
    def _column_source(self, column, urgent):
        if column.source in (CHOSEN, LAYOUT):
            return column.source
        if _is_doubted(column):
            return "proposed"
        if column.field:
            return "known"
        if column.repeats:
            return "repeats"
        if column.proposal:
            return "proposed"
        return "open" if urgent else "left_out"

    def _column_notes(self, column, urgent):
        if urgent:
            yield self.env._("Rows with a value here are refused until you decide.")
        if column.repeats and not column.field:
            yield self._repeated_note(column)
        if column.hidden:
            yield self.env._("Hidden in the workbook.")
        if isinstance(column.unit, UnitConflict):
            yield self.env._(
                "The file names two units: %(units)s. Choose the right one.",
                units=comma(self.env).join(map(str, column.unit.texts)),
            )
        elif column.unit and column.field in AMOUNTS and not code_of(column.unit):
            yield self.env._("Unit in the file: %(unit)s.", unit=column.unit.shown)

    def _repeated_note(self, column):
        field = column_label(self.env, self.kind, column.repeats)
        if column.joins:
            return self.env._(
                "Its text is added to that of the other column for “%(field)s”.", field=field
            )
        return self.env._(
            "An earlier column is “%(field)s” already; this one is left out.", field=field
        )


def _taken(column, source):
    """What the line of a column starts with: '' where only the user can say it."""
    if _is_doubted(column):
        return column.looks_like[0]
    if source == "open":
        return ""
    if column.joins and source == "repeats":
        return column.repeats
    return column.field or (source == "proposed" and column.proposal) or LEAVE_OUT


def _is_open(column):
    """Whether somebody has to decide on a column."""
    decided = column.source or column.repeats or not matters(column)
    return not decided or _is_doubted(column)


def _is_doubted(column):
    """Whether the cells of a known column say what the list has no column for, and nobody has confirmed it."""
    return bool(column.field and column.looks_like)
