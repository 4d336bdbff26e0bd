"""Sentences about a whole file: why it is refused, and what of it is read."""

from odoo.tools import LazyTranslate

from .kfz_import_messages_table import TABLE_SHAPE

_lt = LazyTranslate(__name__)

FILE = {
    "empty": _lt("The file is empty."),
    "too_big": _lt(
        "The file has %(size_mb)s MB; the limit is %(limit_mb)s MB. Delete pictures and unused sheets, or split the list."
    ),
    "bomb": _lt(
        "The file is refused: unpacked it would take %(unpacked_mb)s MB or more, far more than a list needs. Save the list in a new workbook and send that."
    ),
    "too_many_rows": _lt("The file has more than %(limit)s rows. Split it into several files."),
    "too_many_columns": _lt(
        "The file has cells beyond column %(limit)s. Delete the cells far to the right of the list and send it again."
    ),
    "too_many_cells": _lt("The file has more than %(limit)s cells. Split it into several files."),
    "too_slow": _lt(
        "Reading the file took longer than %(seconds)s seconds and was stopped. Save the list in a new workbook, or split it."
    ),
    "encrypted": _lt(
        "The file is locked with a password. Save a copy without a password and send that."
    ),
    "html": _lt(
        "The file is a web page named like a workbook. Open it, save it as .xlsx and send that."
    ),
    "xml_2003": _lt(
        "The file is in the Excel 2003 XML format. Open it, save it as .xlsx and send that."
    ),
    "ods": _lt("The file is an OpenDocument file. Save it as .xlsx and send that."),
    "word": _lt(
        "The file is a text document or presentation. Send the list as .xlsx, .xls or .csv."
    ),
    "pdf": _lt("The file is a PDF. Send the list as .xlsx, .xls or .csv."),
    "image": _lt("The file is a picture. Send the list as .xlsx, .xls or .csv."),
    "archive": _lt("The file is a packed archive. Unpack it and send the workbook inside."),
    "unknown_type": _lt("This kind of file cannot be read. Send the list as .xlsx, .xls or .csv."),
    "damaged": _lt(
        "The file is damaged or not what its name says. Open it, save it as a new .xlsx and send that."
    ),
    "entities": _lt("The file contains definitions that a workbook never has, so it is refused."),
    "not_text": _lt("The file is neither a workbook nor a text file in UTF-8, UTF-16 or GB18030."),
    "no_sheet": _lt("The workbook has no sheet."),
    "only_hidden": _lt(
        "All sheets of the workbook are hidden. Show the one with the list and send it again."
    ),
    "no_header": _lt(
        "No heading was found in the first 30 rows. The list needs one row with headings such as %(headings)s."
    ),
    "missing_columns": _lt(
        "Sheet “%(sheet)s”, row %(row)s: the heading lacks the column %(headings)s."
    ),
    "no_rows": _lt("Sheet “%(sheet)s” has a heading in row %(row)s and no data below it."),
    "transposed": _lt(
        "Sheet “%(sheet)s”: the headings stand below one another, with the values to their right. Send a list with the headings in one row and one row for each entry."
    ),
    "unexpected": _lt(
        "The file could not be processed. The administrator can find the reason in the server log."
    ),
}

TABLE = {
    **TABLE_SHAPE,
    "sheet_chosen": _lt("Sheet “%(sheet)s” is read; its heading is in row %(row)s."),
    "text_read": _lt("The text file is read as %(encoding)s; its heading is in row %(row)s."),
    "other_sheets": _lt(
        "The sheets %(sheets)s look like lists of this kind too, but are not read. Send them as separate files."
    ),
    "hidden_sheets": _lt("Hidden sheets are not read: %(sheets)s."),
    "unknown_headings": _lt(
        "These columns are not known and are left out, which refuses no row: %(headings)s. Say in the list of columns what they are."
    ),
    "skipped_total": _lt("Totals are left out: rows %(rows)s."),
    "skipped_note": _lt("Notes and signatures are left out: rows %(rows)s."),
    "skipped_section": _lt("Section lines are left out: rows %(rows)s."),
    "skipped_heading": _lt("Repeated headings are left out: rows %(rows)s."),
    "more_lines": _lt(
        "%(count)s more remarks are not shown. Correct those above first; the workbook of refused rows lists all errors."
    ),
    "opening_by_file": _lt(
        "This file tells of projects that are signed or further already, so it is read as a past ledger, with stages and dates as given. Whatever the gates still require is owed until %(until)s. Untick “Past ledger” for a list of what is new."
    ),
    "opening": _lt(
        "This file is imported as a past ledger, with stages and dates as given. Whatever the gates still require is owed until %(until)s."
    ),
}
