from odoo import api, fields, models

from .kfz_import_column_labels import column_label


class KfzImportAlias(models.Model):
    """What the column of a word is called on the page of the import."""

    _inherit = "kfz.import.alias"

    column_label = fields.Char("Column in words", compute="_compute_column_label")

    @api.depends("kind", "field")
    @api.depends_context("lang")
    def _compute_column_label(self):
        for word in self:
            word.column_label = (
                column_label(self.env, word.kind, word.field)
                if word.field
                else self.env._("Leave out")
            )
