"""Sentences about units, currencies, footnotes and periods in a cell; they follow the name of its column and a colon."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

AMOUNT = {
    "unit_conflict_heading_line": _lt(
        "“%(text)s” has no clear unit: the heading says “%(first)s”, the line above the table says “%(second)s”. Choose the unit in the list of columns."
    ),
    "unit_conflict_heading_row": _lt(
        "“%(text)s” has no clear unit: the heading says “%(first)s”, the row of units below it says “%(second)s”. Choose the unit in the list of columns."
    ),
    "unit_conflict_row_line": _lt(
        "“%(text)s” has no clear unit: the row of units says “%(first)s”, the line above the table says “%(second)s”. Choose the unit in the list of columns."
    ),
    "unit_conflict_remembered": _lt(
        "“%(text)s” is not read: this file says %(first)s, and your zone chose %(second)s for the column before. Choose the unit in the list of columns."
    ),
    "unit_conflict_heading": _lt(
        "“%(text)s” has no clear unit: the heading says both “%(first)s” and “%(second)s”. Write the unit in the cell, or choose it in the list of columns."
    ),
    "unit_conflict_line": _lt(
        "“%(text)s” has no clear unit: the line above the table says both “%(first)s” and “%(second)s”. Write the unit in the heading, or choose it in the list of columns."
    ),
    "unit_conflict_above": _lt(
        "“%(text)s” has no clear unit: above the table it says both “%(first)s” and “%(second)s”, counting the title and the sheet's name. Write the unit in the heading, or choose it in the list of columns."
    ),
    "unit_note": _lt(
        "the note in row %(row)s names another unit (%(line)s) than the heading. Write the whole unit in the cells, like 100万美元, or correct the note."
    ),
    "heading_not_line": _lt(
        "is taken in “%(unit)s”, as its heading says, and not in “%(line)s”, the unit of the line above the table."
    ),
    "cumulated": _lt(
        "“%(text)s” speaks of several months, so this is perhaps not the amount of one month. Enter amounts by month, and write 当月 in the heading."
    ),
    "format_unit": _lt(
        "the number format shows “%(text)s”, but the column is in “%(unit)s”. Correct one of them."
    ),
    "factor_unclear": _lt(
        "“%(text)s” can be read in two ways in a column in “%(unit)s”. Write the whole unit, like 元 or 万元."
    ),
    "currency_against": _lt(
        "“%(text)s” is not in the currency of its column, “%(unit)s”. Correct one of them, or write the whole unit in the cell, like 100万美元."
    ),
    "currency_column": _lt(
        "the column is in “%(unit)s”, but “%(heading)s” says “%(named)s”. Correct one of them."
    ),
    "unknown_currency_word": _lt(
        "“%(text)s” is not a known currency. Write it like 人民币, 美元 or USD."
    ),
    "currency_number_unclear": _lt(
        "“%(text)s” is the number of two currencies, %(first)s in one list and %(second)s in another. Write the currency in letters, like USD."
    ),
    "currency_default": _lt("names no currency; yuan is taken by default."),
    "plain_unit": _lt(
        "“%(text)s” is taken as it says, in yuan (元) and not in “%(unit)s”, the unit of the column."
    ),
    "other_currency": _lt(
        "“%(text)s” is taken as it says, in %(currency)s and not in “%(unit)s”, the unit of the column."
    ),
    "unit_assumed": _lt(
        "“%(text)s” is taken in yuan (元) by default: the heading names only the currency."
    ),
    "footnote": _lt("“%(text)s” has the mark of a footnote; the mark is left out."),
    "footnote_kept": _lt(
        "“%(text)s” ends in the mark of a footnote; it is kept as part of the name. Take it off if it is none."
    ),
    "capital_currencies": _lt(
        "the paid-in capital is in %(paid)s, the registered capital in %(registered)s. An enterprise has one capital currency; convert one of them."
    ),
    "capital_kept": _lt(
        "the directory has the other capital of this enterprise in another currency than %(currency)s. Give both capitals in one currency."
    ),
    "date_range": _lt("“%(text)s” covers several days. Write one date, like 2024-03-05."),
    "date_months": _lt(
        "“%(text)s” covers the months %(first)s to %(last)s. Write one date, like 2024-03-05."
    ),
    "date_epoch": _lt("“%(text)s” is a date as computers count it. Write it like 2024-03-05."),
    "day_without_year": _lt(
        "“%(text)s” names no year, and none is taken from the title of the list. Write it like 2024-03-05."
    ),
    "month_without_year": _lt("“%(text)s” names no year. Write it like 2024-03."),
}
