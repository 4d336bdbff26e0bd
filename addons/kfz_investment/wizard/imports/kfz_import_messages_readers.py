"""Sentences about what the readers of files noticed in a cell or row."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

#: continue the name of the column
CELL_AS_READ = {
    "bad_byte": _lt("“%(text)s” has a damaged character, shown as �. Check it in the file."),
    "date_rounded": _lt(
        "holds %(text)s, less than a minute before midnight; %(date)s is used. Check the day."
    ),
    "date_words": _lt(
        "“%(text)s” has words that speak against the date. Write a date that holds alone, like 2024-03-05, or empty the cell."
    ),
    "date_words_left": _lt(
        "“%(text)s” is read as %(date)s; the words beside the date are left out."
    ),
    "date_placeholder": _lt(
        "“%(text)s” is what programs write where there is no date. Write the date, or empty the cell."
    ),
    "weekday_differs": _lt(
        "“%(text)s” names another weekday than that of %(date)s. Check the date."
    ),
    "raised_mark": _lt(
        "“%(text)s” stands above or below the line; it is left out as the mark of a footnote."
    ),
    "digits_lost": _lt(
        "“%(text)s” has lost digits: spreadsheets keep 15 digits of a number. Format the cell as text and write it again."
    ),
    "day_hidden": _lt(
        "shows only the year %(text)s, while the cell holds %(date)s, which is used. Check the day."
    ),
    "day_not_shown": _lt(
        "shows only the month %(text)s, while the cell holds %(date)s, which is used. Check the day."
    ),
    "year_hidden": _lt(
        "shows %(text)s without a year, while the cell holds %(date)s, which is used. Check the year."
    ),
    "changes_daily": _lt(
        "is calculated from the day on which the file is opened (%(formula)s). Write the value itself."
    ),
    "value_hidden": _lt(
        "holds “%(text)s”, which its number format hides. Empty the cell, or give it a format that shows what it holds."
    ),
    "day_number": _lt("“%(text)s” is read as a number of days, %(date)s. Check the date."),
    "comment": _lt("has the comment “%(text)s”, which is not read."),
    "struck_part": _lt("“%(text)s” is struck through in it and left out; the rest is read."),
    "struck_through": _lt(
        "“%(text)s” is struck through. Empty the cell, or remove the strikethrough if it still holds."
    ),
    "scaled_format": _lt(
        "shows %(text)s, while the cell holds %(stored)s; the number that is shown is used."
    ),
}

#: stand alone
ROW_AS_READ = {
    "open_quote": _lt(
        "This line has a quotation mark that is not closed, so its cells cannot be told apart. Correct the line, or send the list as .xlsx."
    ),
    "number_cut_apart": _lt(
        "The comma of a number seems to have cut it in two in this row. Put quotation marks around it, or send the list as .xlsx."
    ),
    "other_delimiter": _lt(
        "The cells of this row are separated by another character than those of the other rows. Use the same one in the whole file."
    ),
    "row_struck_through": _lt(
        "This row is struck through. Delete it if it is cancelled, or remove the strikethrough."
    ),
    "text_missing": _lt(
        "The file lacks the text of a cell in this row. Open it in the spreadsheet program, save it and send it again."
    ),
    "written_twice": _lt(
        "The file gives two contents for a cell or for all of this row. Open it in the spreadsheet program, save it and send it again."
    ),
}
