from collections import Counter

from odoo import api, models

from ...domain.imports.issue import ERROR, INFO, WARNING
from ...models.base.lists import comma
from . import kfz_import_messages as messages

MAX_LINES = 2000
_ORDER = {ERROR: 0, WARNING: 1, INFO: 2}
#: rows that are no data, in the order in which they are told
_SKIPPED = ("total", "sum", "note", "section", "heading", "empty", "other_table")
#: what of a table is to be checked, though nothing was lost by it for sure
_TO_CHECK = {
    "unknown_headings",
    "other_heading",
    "list_beside",
    "table_beside",
    "second_columns",
    "hidden_rows",
    "hidden_columns",
    "skipped_sum",
    "skipped_other_table",
}
#: {count of the page: actions of rows that it counts}
_COUNTS = {
    "ok_count": ("create", "update", "propose", "unchanged", "kept"),
    "error_count": ("refused",),
    "created_count": ("create",),
    "updated_count": ("update",),
    "unchanged_count": ("unchanged", "kept"),
    "skipped_count": ("skip",),
}
#: the counts of a file that is refused
_NO_COUNTS = (
    *_COUNTS,
    "warning_count",
    "about_count",
    "proposal_count",
    "open_count",
    "left_out_count",
)


class KfzImport(models.TransientModel):
    """Remarks and counts of a file and its rows."""

    _inherit = "kfz.import"

    def _refuse_file(self, handler, code, params):
        params = dict(params)
        columns = handler._columns()
        params["headings"] = comma(self.env).join(
            columns[name][0] for name in params.pop("fields", list(columns)[:3])
        )
        self._forget_lines()
        self._forget_columns()
        self._set_result(
            {
                "state": "preview",
                "is_refused": True,
                "read_as": self._reads_as(),
                "preview": False,
                "rejected": False,
                **dict.fromkeys(_NO_COUNTS, 0),
            }
        )

        sentence = messages.sentence(self.env, code, params)
        self._add_lines([self._line_vals(params.get("row", 0), ERROR, "", sentence)])

    def _add_lines(self, lines):
        # sudo: the remarks are made by the import alone
        self.env["kfz.import.line"].sudo().create(
            [{**vals, "import_id": self.id} for vals in lines]
        )

    def _set_result(self, vals):
        """Set what a client only reads: the state, counts and remarks of the file."""
        self._kfz_may_set(*vals).write(vals)

    def _report(self, handler, table, plan, applied):
        self._forget_lines()
        about = self._table_lines(table) + self._gate_lines(plan)
        lines = about + self._row_lines(table, plan)
        shown = [vals for vals in lines if vals.get("is_shown", True)]
        by_row = [vals for vals in lines if not vals.get("is_shown", True)]
        self._add_lines(self._capped(shown) + by_row[:MAX_LINES])
        self._set_result(
            {
                "state": "done" if applied else "preview",
                "is_refused": False,
                "read_as": self._reads_as(),
                **self._counts(plan),
                "about_count": sum(vals["level"] == WARNING for vals in about),
                **self._report_columns(table),
                "preview": self._preview_values(handler, plan),
                "rejected": self._rejected(plan) or False,
            }
        )

    def _rejected(self, plan):
        """{row number: reasons}; two lists side by side have rows of the same number."""
        reasons = {}
        for row in plan:
            if row.action == "refused":
                reasons.setdefault(str(row.number), []).append(self._reasons(row))
        return {number: "\n".join(texts) for number, texts in reasons.items()}

    @api.model
    def _counts(self, plan):
        """{count of the page: number of rows}."""
        actions = Counter(row.action for row in plan)
        warned = (
            row.action != "refused" and any(i.level == WARNING for i in row.parsed.issues)
            for row in plan
        )
        counts = {
            name: sum(actions[action] for action in counted) for name, counted in _COUNTS.items()
        }
        return {
            **counts,
            "warning_count": sum(warned),
            "proposal_count": sum(row.proposes for row in plan),
        }

    @api.model
    def _line_vals(self, row, level, column, message):
        return {
            "row": row,
            "level": level,
            "level_order": _ORDER[level],
            "column": column,
            "message": message,
        }

    def _gate_lines(self, plan):
        """What to do about rows that the gates refuse, once for the file."""
        count = sum(any(issue.code == "gates" for issue in row.parsed.issues) for row in plan)
        if not count:
            return []
        is_manager = self.env.user.has_group("kfz_investment.group_kfz_manager")
        code = "gates_many" if is_manager else "gates_many_officer"
        sentence = messages.sentence(self.env, code, {"count": count})
        return [self._line_vals(0, WARNING, "", sentence)]

    def _reasons(self, row):
        return "\n".join(
            self._issue_text(issue) for issue in row.parsed.issues if issue.level == ERROR
        )

    def _capped(self, lines):
        if len(lines) <= MAX_LINES:
            return lines
        lines = sorted(lines, key=lambda vals: (vals["level_order"], vals["row"]))
        more = messages.sentence(self.env, "more_lines", {"count": len(lines) - MAX_LINES})
        return [*lines[:MAX_LINES], self._line_vals(0, WARNING, "", more)]

    def _table_lines(self, table):
        """Remarks on the whole file: what was read and what was left out."""
        told = [
            (
                "text_read" if table.encoding else "sheet_chosen",
                {
                    "sheet": table.sheet,
                    "row": table.header.last,
                    "encoding": table.encoding.upper(),
                },
            ),
            *self._unread(table),
        ]
        if self.is_opening:
            until = self.env["kfz.import.project"]._owed_until()
            code = "opening_by_file" if self.opening_by_file else "opening"
            told.append((code, {"until": until.isoformat()}))
        leveled = [(WARNING if code in _TO_CHECK else INFO, code, params) for code, params in told]
        return [
            self._line_vals(0, level, "", messages.sentence(self.env, code, params))
            for level, code, params in (*table.remarks, *leveled)
        ]

    def _unread(self, table):
        """[(code, parameters)] of the sheets and rows that are left out."""
        separator = comma(self.env)
        told = [
            (code, {name: separator.join(words)})
            for code, name, words in (
                ("other_sheets", "sheets", table.other_sheets),
                ("hidden_sheets", "sheets", table.hidden_sheets),
                ("unknown_headings", "headings", self._unknown_headings(table)),
                ("second_columns", "columns", self._second_columns(table)),
                ("hidden_columns", "columns", self._hidden_columns(table)),
            )
            if words
        ]
        told += table.notes
        rows_told = {"hidden_rows": table.hidden_rows}
        rows_told |= {f"skipped_{reason}": table.skipped.get(reason) for reason in _SKIPPED}
        for code, rows in rows_told.items():
            if rows:
                shown = separator.join(map(str, rows[:10])) + ("…" if len(rows) > 10 else "")
                told.append((code, {"rows": shown}))
        return told

    def _unknown_headings(self, table):
        """Those that are left out without a word on their rows: no row is refused until somebody decides on them."""
        refused = {left.column.heading for left in table.left_out if left.reason == "unresolved"}
        lacking = {*table.missing}
        refused |= {
            column.heading
            for block in table.blocks
            for column in block.header.columns
            if column.proposal in lacking and not column.field
        }
        return [heading for heading in table.unknown_headings if heading not in refused]

    def _second_columns(self, table):
        return [
            messages.sentence(
                self.env,
                "second_column",
                {"column": letter, "heading": heading, "counted": counted},
            )
            for letter, heading, counted in table.second_columns
        ]

    def _hidden_columns(self, table):
        return [
            messages.sentence(self.env, "column", {"column": letter, "heading": heading})
            for letter, heading in table.hidden_columns
        ]
