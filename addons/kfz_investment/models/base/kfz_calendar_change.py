from odoo import fields, models


class KfzCalendarChange(models.Model):
    """A holiday notice that was taken in: who, when (UTC), for which year, its text and what it changed. Rows are only added."""

    _name = "kfz.calendar.change"
    _description = "Holiday notices taken in"
    _inherit = ["kfz.append.only.mixin"]
    _order = "id desc"
    _rec_name = "source"

    year = fields.Char(required=True, readonly=True)
    source = fields.Char("Source document", required=True, readonly=True)
    text = fields.Text("Text of the notice", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", "Taken in by", required=True, readonly=True, ondelete="restrict"
    )
    create_date = fields.Datetime("Taken in on")
    added = fields.Integer("Days added", readonly=True)
    changed = fields.Integer("Days changed", readonly=True)
    unchanged = fields.Integer("Days unchanged", readonly=True)
    removed = fields.Integer("Days removed", readonly=True)
