from odoo import api, fields, models

from ...domain.imports.issue import ERROR
from ...domain.workbook.letters import letter, spans
from . import kfz_import_messages as messages
from .kfz_import_column_labels import column_label

#: remarks that rows repeat because of one column, or of none; those of a column that is not there end alike
_OF_COLUMN = frozenset(("column_unresolved", "column_answers", "column_missing"))
_NO_COLUMN = "_no_column"
#: so many ranges of rows are named
_MOST_RANGES = 6


class KfzImport(models.TransientModel):
    """The remarks on rows: one line for what many rows lack for the same reason, each with the column that it is about."""

    _inherit = "kfz.import"

    about_count = fields.Integer(
        "Remarks about the file",
        readonly=True,
        help="Warnings about the whole file, not about single rows.",
    )

    def _row_lines(self, table, plan):
        letters = _letters(table)
        once, rows = [], {}
        for row in plan:
            for issue in row.parsed.issues:
                if not _is_of_list(issue.code):
                    once.append(self._issue_line(row.number, issue, letters))
                elif issue.level == ERROR or row.action != "refused":
                    # what a column that is not there would mean for a row is nothing to a row that stays out
                    key = issue.level, issue.column, issue.code, *sorted(issue.params.items())
                    rows.setdefault(key, (issue, {}))[1][id(row)] = row.number
        hopes = self._proposed_headings(table)
        gathered = [
            self._gathered_line(issue, list(numbers.values()), letters, hopes)
            for issue, numbers in rows.values()
        ]
        return sorted(gathered, key=_place) + once

    def _proposed_headings(self, table):
        """{label of a column that is proposed: heading for which it is}."""
        columns = [column for block in table.blocks for column in block.header.columns]
        return {
            column_label(self.env, self.kind, column.proposal): column.heading
            for column in reversed(columns)
            if column.proposal and not column.field
        }

    @api.model
    def _gathered_line(self, issue, numbers, letters, hopes):
        """The line for all rows of a remark that concerns the list; of a single row it stays that row's."""
        heading = self._heading_of(issue) or hopes.get(issue.params.get("field"), "")
        about = {"column": heading, "letter": letters.get(heading)}
        if len(numbers) == 1:
            return {**self._issue_line(numbers[0], issue, letters), **about}
        ranges = spans(numbers).split(", ")
        shown = self.env._(", ").join(ranges[:_MOST_RANGES])
        sentence = self.env._(
            "%(remark)s This concerns %(count)s rows: %(rows)s.",
            remark=self._issue_text(issue),
            count=len(numbers),
            rows=shown + ("…" if len(ranges) > _MOST_RANGES else ""),
        )
        return {**self._issue_line(0, issue, letters), **about, "message": sentence}

    @api.model
    def _issue_line(self, number, issue, letters):
        heading = self._heading_of(issue)
        vals = self._line_vals(number, issue.level, heading, self._issue_text(issue))
        return {**vals, "letter": letters.get(heading)}

    @api.model
    def _heading_of(self, issue):
        """The heading that a remark is about, '' for none."""
        return issue.column or (issue.code in _OF_COLUMN and issue.params.get("heading")) or ""

    def _issue_text(self, issue):
        text = messages.sentence(self.env, issue.code, issue.params)
        if issue.column:
            return self.env._("%(column)s: %(remark)s", column=issue.column, remark=text)
        return text


def _is_of_list(code):
    """Whether all rows of a list get this remark for the same reason."""
    return code in _OF_COLUMN or code.endswith(_NO_COLUMN)


def _place(vals):
    """Where the column of a remark stands in the sheet; remarks without one come last."""
    name = vals["letter"] or ""
    return not name, len(name), name


def _letters(table):
    """{heading: letter of its first column}."""
    letters = {}
    for block in table.blocks:
        for column in block.header.columns:
            letters.setdefault(column.heading, letter(column.index))
    return letters
