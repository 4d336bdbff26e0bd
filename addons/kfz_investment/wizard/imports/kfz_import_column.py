from odoo import api, fields, models

from ...models.imports.import_units import UNITS
from .kfz_import_column_labels import LEAVE_OUT, column_label


class KfzImportColumn(models.TransientModel):
    """One column of a workbook: what it is taken for, who says so, and the user's choice to change it.

    The import makes the lines; a user changes `field` and `unit`, which count once “Use these columns” has checked them.
    """

    _name = "kfz.import.column"
    _description = "Column of an imported workbook"
    _order = "import_id, sequence, id"
    _rec_name = "heading"

    import_id = fields.Many2one(
        "kfz.import", required=True, readonly=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(readonly=True)
    letter = fields.Char(readonly=True, help="The letter of the column in your sheet.")
    heading = fields.Char(required=True, readonly=True, help="The heading as it is in your sheet.")
    samples = fields.Char("For example", readonly=True, help="The first values of the column.")
    field = fields.Selection(
        "_selection_field", "Taken for", help="What the values of this column are."
    )
    field_given = fields.Char(
        readonly=True, help="Technical: what was chosen or proposed when the file was read."
    )
    unit = fields.Selection(
        UNITS, help="The unit of the amounts in this column. Empty: what the cells say."
    )
    unit_given = fields.Char(
        readonly=True, help="Technical: the unit in force when the file was read."
    )
    source = fields.Selection(
        [
            ("known", "Known"),
            ("layout", "As last time"),
            ("chosen", "Chosen by you"),
            ("proposed", "Suggested"),
            ("open", "To be decided"),
            ("repeats", "Repeated"),
            ("left_out", "Left out"),
        ],
        "Known from",
        readonly=True,
    )
    note = fields.Char(readonly=True)
    is_open = fields.Boolean(
        "To be decided", readonly=True, help="Nobody has decided yet what this column is."
    )
    layout = fields.Char(readonly=True, help="Technical: the layout that the column belongs to.")

    @api.model
    def _selection_field(self):
        """All columns of all kinds; the page offers those of its kind, and the import takes no others."""
        known = {
            name: column_label(self.env, kind, name)
            for kind, _label in reversed(self.env["kfz.import"]._selection_kind())
            for name in self.env[f"kfz.import.{kind}"]._columns()
        }
        return [(LEAVE_OUT, self.env._("Leave out")), *known.items()]

    def _is_changed(self):
        """Whether the user has chosen something else than what the file was read with."""
        self.ensure_one()
        return (self.field or "") != (self.field_given or "") or (self.unit or "") != (
            self.unit_given or ""
        )
