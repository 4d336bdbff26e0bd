from odoo import models

from .plain_workbooks import unmarked


class BaseImportImport(models.TransientModel):
    """What was exported comes back as it was."""

    _inherit = "base_import.import"

    def _read_csv(self, options):
        """Core's rows, without the apostrophes with which an export marks what is no formula."""
        result = super()._read_csv(options)
        if not result:
            return result
        length, rows = result
        return length, [
            [unmarked(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
        ]
