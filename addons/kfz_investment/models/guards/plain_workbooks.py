"""A workbook that leaves this server holds what people entered as text, whatever it begins with.

``=HYPERLINK("http://…")`` as the name of an enterprise is a live formula in the file of whoever exports the list. Core
writes its lists and pivot tables by ``write()``, which makes formulas and links of such texts; formulas that are meant are
written by ``write_formula()``.
"""

import contextlib
import contextvars
import re

import xlsxwriter

#: what no writer of a workbook makes of a text unless it says so
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False}
#: what programs for tables take as the beginning of a formula, in a file of plain values
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n")
MARK = "'"
#: name of the first sheet of a list; None outside of lists
_SHEET_NAME = contextvars.ContextVar("kfz_sheet", default=None)
#: a list is written row by row, and each row goes to the disk when the next one begins
_STREAMED = {"constant_memory": True, "in_memory": False}
#: what the name of a sheet may not have, and how long it may be
_NO_NAME, _LONGEST = re.compile(r"[\[\]:*?/\\\x00-\x1f]"), 31


class PlainWorkbook(xlsxwriter.Workbook):
    """A workbook whose texts stay texts, for all that writes one on this server."""

    def __init__(self, filename=None, options=None):
        streamed = _STREAMED if _SHEET_NAME.get() is not None else {}
        super().__init__(filename, {**PLAIN, **(options or {}), **streamed})

    def add_worksheet(self, name=None, worksheet_class=None):
        """As the library does; the first sheet without a name has that of the list."""
        if name is None and not self.worksheets():
            name = _SHEET_NAME.get() or None
        return super().add_worksheet(name, worksheet_class)


# as core itself replaces the class (odoo/_monkeypatches/xlsxwriter.py): its routes create the workbook in their midst
xlsxwriter.Workbook = PlainWorkbook


@contextlib.contextmanager
def named_sheet(text):
    """Name the first sheet of each workbook that core makes meanwhile, where a name can be made of the text, and write it in
    constant memory, as its cells come in the order of the rows."""
    token = _SHEET_NAME.set(_NO_NAME.sub("", text)[:_LONGEST].strip(" '"))
    try:
        yield
    finally:
        _SHEET_NAME.reset(token)


def marked(text):
    """A text for a file of comma-separated values: an apostrophe in front keeps it from being a formula.

    A text that looks marked is marked once more, so that :func:`unmarked` gives back each.
    """
    return MARK + text if text.lstrip(MARK).startswith(BEGINNINGS) else text


def unmarked(text):
    """The text that :func:`marked` was given."""
    rest = text.removeprefix(MARK)
    return rest if rest != text and rest.lstrip(MARK).startswith(BEGINNINGS) else text
