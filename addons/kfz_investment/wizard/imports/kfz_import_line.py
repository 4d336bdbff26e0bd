from odoo import fields, models


class KfzImportLine(models.TransientModel):
    """One remark on a row of an imported workbook, in words, or, gathered, on all rows that are told the same.

    Row 0 means the whole file, or several rows.
    """

    _name = "kfz.import.line"
    _description = "Remark of an import"
    _order = "import_id, level_order, row, id"
    _rec_name = "message"

    import_id = fields.Many2one("kfz.import", required=True, index=True, ondelete="cascade")
    row = fields.Integer(
        help="Row number in your sheet; 0 for several rows and for the whole file."
    )
    rows = fields.Json(
        "Row numbers", help="Numbers of all rows that are told the same; none for the whole file."
    )
    is_gathered = fields.Boolean(help="Technical: stands for a remark on several rows.")
    is_shown = fields.Boolean(
        default=True, help="Technical: not where a gathered remark stands for this one."
    )
    level = fields.Selection(
        [("error", "Error"), ("warning", "Warning"), ("info", "Information")], required=True
    )
    level_order = fields.Integer("Order of levels")
    column = fields.Char("Heading")
    letter = fields.Char("Column", help="The letter of the column in your sheet.")
    message = fields.Char("Finding", required=True)
