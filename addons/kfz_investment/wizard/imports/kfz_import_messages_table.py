"""Sentences about the shape of a table: its headings, rows left out, merged and hidden cells."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

#: of cells and rows; those of a cell continue its column's name
SHAPE = {
    "merged_amount": _lt(
        "the amount is merged over rows %(rows)s, so it is not known how much of it belongs to this row. Give each row its own amount."
    ),
    "merged_amount_first": _lt(
        "the amount is merged over rows %(rows)s; all of it is counted for this row. Check it."
    ),
    "merged_rows": _lt(
        "This row is merged with row %(first)s into one entry. One row is read for each entry: fill in all cells of this row, or move what it says to row %(first)s."
    ),
    "merged_across": _lt(
        "the cell is merged with column %(column)s and so has no value of its own. Unmerge the cells and fill in both."
    ),
    "covered_value": _lt(
        "the merged cell shows “%(shown)s”, but hides “%(text)s” in this row. Unmerge the cells and keep what is right."
    ),
    "second_column_differs": _lt(
        "“%(text)s” is taken; column %(column)s, which stands for the same, says “%(other)s”. Delete the wrong one."
    ),
    "second_column_only": _lt(
        "is empty; column %(column)s, which stands for the same, says “%(other)s”, which is not taken. Keep one of the columns."
    ),
    "more_cells_than_headings": _lt(
        "The row has %(cells)s cells, the heading only %(headings)s. A comma in an amount or text has probably moved the cells; put quotation marks around it, or send the list as .xlsx."
    ),
    "part_of_row": _lt(
        "This row is a part of the entry in row %(row)s, which is read already; both would be counted. Keep either the whole or its parts."
    ),
    "adds_up_rows": _lt(
        "This row adds up rows %(rows)s, which are named like it; both would be counted. Keep either the whole or its parts."
    ),
    "row_holds_two": _lt(
        "Column %(column)s has no heading of its own and holds “%(text)s”, perhaps another entry of the list. Give every entry a row of its own, or the column a heading."
    ),
    "cell_without_heading": _lt(
        "Cell %(cell)s has no heading above it and is not read: “%(text)s”."
    ),
    "comment_unit": _lt(
        "is taken in “%(unit)s”; the comment on cell %(cell)s says “%(text)s”. Check the unit."
    ),
    "note_against": _lt(
        "The note in row %(row)s speaks of all rows: “%(text)s”. Check whether this row may be imported."
    ),
    "perhaps_part": _lt(
        "This row may be a part of the entry in row %(row)s, which is counted in full. If it is, delete it."
    ),
    "perhaps_adds_up": _lt(
        "The amounts in rows %(rows)s, which name the same enterprise, add up to those in this row. If this row is their total, delete it."
    ),
    "perhaps_same": _lt(
        "Row %(row)s is a project of the same name and amount with another investor. If both invest in one project, it would be counted twice; keep one row."
    ),
    "unit_line_between": _lt(
        "the line in row %(row)s names another unit (%(line)s) than the heading. Say the unit in the heading alone."
    ),
}

#: of the whole table
TABLE_SHAPE = {
    "comments_unread": _lt(
        "Comments on cells are not read. There are %(count)s outside the cells that are imported, the first on cell %(cell)s: “%(text)s”."
    ),
    "note_unread": _lt(
        "The note in row %(row)s is not read: “%(text)s”. Check whether the rows say so, too."
    ),
    "second_heading": _lt(
        "Another heading was found in row %(row)s; the rows below it are read by it."
    ),
    "other_heading": _lt(
        "Row %(row)s begins a table of another kind, which is not read. If it is part of this list, use the same headings."
    ),
    "list_beside": _lt(
        "A second list was found to the right, from column %(column)s on (heading in row %(row)s); its rows are read, too."
    ),
    "table_beside": _lt(
        "Columns %(columns)s look like another table beside the list (heading in row %(row)s) and are not read. If they belong to the list, delete the empty column before them."
    ),
    "second_columns": _lt(
        "These columns stand for the same as another column and are left out: %(columns)s."
    ),
    "second_column": _lt("%(column)s “%(heading)s” (column %(counted)s counts)"),
    "hidden_rows": _lt(
        "These rows are hidden in the file and are imported all the same: %(rows)s."
    ),
    "hidden_columns": _lt(
        "These columns are hidden in the file and are read all the same: %(columns)s."
    ),
    "column": _lt("%(column)s “%(heading)s”"),
    "skipped_sum": _lt(
        "These rows add up the rows above or below them, have no enterprise, date or number of their own, and are left out as totals: rows %(rows)s. Check them."
    ),
    "skipped_empty": _lt(
        "Rows with nothing but dashes, zeros or a number are left out: rows %(rows)s."
    ),
    "skipped_other_table": _lt("Rows of a table of another kind are left out: rows %(rows)s."),
}
