from odoo.addons.web.controllers.export import CSVExport

from ..models.guards.plain_workbooks import marked


class PlainExport(CSVExport):
    """Lists as comma-separated values: no text is a formula to the program that opens them."""

    def from_data(self, fields, columns_headers, rows):
        """Core's file; core itself marks fewer texts, and not so that they can be read back."""
        return super().from_data(
            fields, [_plain(each) for each in columns_headers], [_plain_row(row) for row in rows]
        )


class Marked(str):
    """A text that is marked already: core would mark it once more."""

    def startswith(self, prefix, *args):
        return False


def _plain_row(row):
    return [_plain(each) for each in row]


def _plain(value):
    if isinstance(value, bytes):
        value = value.decode()
    return Marked(marked(value)) if isinstance(value, str) else value
