"""A workbook that leaves this server holds what people entered as text, whatever it begins with.

``=HYPERLINK("http://…")`` as the name of an enterprise is a live formula in the file of whoever exports the list. Core
writes its lists and pivot tables by ``write()``, which makes formulas and links of such texts; formulas that are meant are
written by ``write_formula()``.
"""

import xlsxwriter

#: what no writer of a workbook makes of a text unless it says so
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False}
#: what programs for tables take as the beginning of a formula, in a file of plain values
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n")
MARK = "'"


class PlainWorkbook(xlsxwriter.Workbook):
    """A workbook whose texts stay texts, for all that writes one on this server."""

    def __init__(self, filename=None, options=None):
        super().__init__(filename, {**PLAIN, **(options or {})})


# as core itself replaces the class (odoo/_monkeypatches/xlsxwriter.py): its routes create the workbook in their midst
xlsxwriter.Workbook = PlainWorkbook


def marked(text):
    """A text for a file of comma-separated values: an apostrophe in front keeps it from being a formula.

    A text that looks marked is marked once more, so that :func:`unmarked` gives back each.
    """
    return MARK + text if text.lstrip(MARK).startswith(BEGINNINGS) else text


def unmarked(text):
    """The text that :func:`marked` was given."""
    rest = text.removeprefix(MARK)
    return rest if rest != text and rest.lstrip(MARK).startswith(BEGINNINGS) else text
