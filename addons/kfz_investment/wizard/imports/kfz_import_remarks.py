from odoo import api, fields, models

from ...domain.imports.issue import ERROR
from ...domain.workbook.letters import letter, spans
from ...models.base.lists import comma
from . import kfz_import_messages as messages
from .kfz_import_column_labels import column_label

#: remarks that rows repeat because of one column, or of none; those of a column that is not there end alike
_OF_COLUMN = frozenset(("column_unresolved", "column_answers", "column_missing"))
_NO_COLUMN = "_no_column"
#: so many ranges of rows are named of a remark on a column, whose choice mends all rows, and of any other remark
_FEW_RANGES, _MOST_RANGES = 6, 60


class KfzImport(models.TransientModel):
    """The remarks on rows: one line for the rows that are told the same, each with the column that it is about."""

    _inherit = "kfz.import"

    about_count = fields.Integer(
        "Remarks about the file",
        readonly=True,
        help="Warnings about the whole file, not about single rows.",
    )

    def _row_lines(self, table, plan):
        letters, hopes = _letters(table), self._proposed_headings(table)
        told = [
            [
                self._told(issue, text, sorted(numbers.values()), letters, hopes)
                for (_level, _column, text), (issue, numbers) in lines.items()
            ]
            for lines in self._same_remarks(plan)
        ]
        shown = sorted(told[0], key=_place) + told[1]
        return [vals for lines in shown for vals in lines]

    def _same_remarks(self, plan):
        """Remarks about the list, and others: {(level, heading, sentence): (an issue, {row's id: its number})}."""
        texts, of_list, others = {}, {}, {}
        for row in plan:
            for issue in row.parsed.issues:
                is_of_list = _is_of_list(issue.code)
                if is_of_list and issue.level != ERROR and row.action == "refused":
                    # what a column that is not there would mean for a row is nothing to a row that stays out
                    continue
                content = issue.column, issue.code, repr(issue.params)
                if content not in texts:
                    texts[content] = self._issue_text(issue)
                lines = of_list if is_of_list else others
                key = issue.level, issue.column, texts[content]
                lines.setdefault(key, (issue, {}))[1][id(row)] = row.number
        return of_list, others

    def _proposed_headings(self, table):
        """{label of a column that is proposed: heading for which it is}."""
        columns = [column for block in table.blocks for column in block.header.columns]
        return {
            column_label(self.env, self.kind, column.proposal): column.heading
            for column in reversed(columns)
            if column.proposal and not column.field
        }

    @api.model
    def _told(self, issue, text, numbers, letters, hopes):
        """The line for all rows with the same remark, and behind it each row's own, which is not shown; of one row, its own."""
        heading = self._heading_of(issue) or (
            (_is_of_list(issue.code) and hopes.get(issue.params.get("field"))) or ""
        )
        about = {"letter": letters.get(heading)}
        own = [
            {**self._line_vals(number, issue.level, heading, text), **about, "rows": [number]}
            for number in numbers
        ]
        if len(own) == 1:
            return own
        shown = self._line_vals(0, issue.level, heading, self._gathered(issue, text, numbers))
        return [
            {**shown, **about, "rows": numbers, "is_gathered": True},
            *({**vals, "is_shown": False} for vals in own),
        ]

    @api.model
    def _gathered(self, issue, text, numbers):
        most = _FEW_RANGES if _is_of_list(issue.code) else _MOST_RANGES
        ranges = spans(numbers).split(", ")
        shown = comma(self.env).join(ranges[:most])
        return self.env._(
            "%(remark)s This concerns %(count)s rows: %(rows)s.",
            remark=text,
            count=len(numbers),
            rows=shown + ("…" if len(ranges) > most else ""),
        )

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


def _place(told):
    """Where the column of a remark stands in the sheet; remarks without one come last."""
    name = told[0]["letter"] or ""
    return not name, len(name), name


def _letters(table):
    """{heading: letter of its first column}."""
    letters = {}
    for block in table.blocks:
        for column in block.header.columns:
            letters.setdefault(column.heading, letter(column.index))
    return letters
