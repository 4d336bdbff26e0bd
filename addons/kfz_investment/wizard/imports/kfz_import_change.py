from odoo import fields, models
from odoo.exceptions import UserError


class KfzImportChange(models.TransientModel):
    """One value that an import would change, shown with the value that is there: only what is ticked is changed.

    Made by the preview; a client sets the tick alone. ``old_value`` and ``new_value`` are plain, so that the import sees
    whether something has happened since.
    """

    _name = "kfz.import.change"
    _description = "Changes by an import"
    _order = "import_id, is_undo desc, row, id"
    _rec_name = "label"

    import_id = fields.Many2one(
        "kfz.import", required=True, readonly=True, index=True, ondelete="cascade"
    )
    state = fields.Selection(related="import_id.state")
    row = fields.Integer(readonly=True, help="Row number in your sheet.")
    record_id = fields.Integer("Number of the record", readonly=True)
    record_name = fields.Char("Record", readonly=True)
    key = fields.Char("Name of the value", readonly=True)
    label = fields.Char("What changes", readonly=True)
    old = fields.Char("Now", readonly=True)
    new = fields.Char("In the file", readonly=True)
    old_value = fields.Json(readonly=True)
    new_value = fields.Json(readonly=True)
    is_undo = fields.Boolean(
        "Would be undone",
        readonly=True,
        help="Somebody has changed the value since the last import, or the file says again what an older one said.",
    )
    is_reserved = fields.Boolean(
        "Only by a manager",
        readonly=True,
        help="The value counts already, so only a promotion manager changes it.",
    )
    may_tick = fields.Boolean("I may tick it", readonly=True)
    apply = fields.Boolean("Carry out", help="Only what is ticked is changed.")

    def write(self, vals):
        """:raises UserError: for a tick that only a manager may set"""
        if vals.get("apply") and any(self.mapped("is_reserved")):
            raise UserError(
                self.env._(
                    "This value counts already, so only a promotion manager can change it. Ask a manager to import the list or to correct the record."
                )
            )
        if vals.get("apply") and not all(self.mapped("may_tick")):
            raise UserError(
                self.env._(
                    "This would undo what was changed since the last import. Only a promotion manager can decide that."
                )
            )
        return super().write(vals)
