from odoo import api, fields, models

from .period_words import day_text


class KfzCalendarChange(models.Model):
    """A change of the calendar: who, when (UTC), what. Rows are only added.

    Either a holiday notice that was taken in, with its text and what it changed, or one day that somebody entered, changed or
    deleted by hand, with what it said before and after. Days of a zone are read in that zone alone.
    """

    _name = "kfz.calendar.change"
    _description = "Changes of the calendar"
    _inherit = ["kfz.append.only.mixin"]
    _order = "id desc"
    _rec_name = "source"

    year = fields.Char(required=True, readonly=True)
    date = fields.Date(
        "Day", readonly=True, help="Of a day that was changed by hand; empty for a notice."
    )
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: the day counts in all zones.",
    )
    before = fields.Char("Was", readonly=True)
    after = fields.Char("Is now", readonly=True)
    source = fields.Char("Source document", readonly=True)
    text = fields.Text("Text of the notice", readonly=True)
    user_id = fields.Many2one(
        "res.users", "Changed by", required=True, readonly=True, ondelete="restrict"
    )
    create_date = fields.Datetime("Changed on")
    added = fields.Integer("Days added", readonly=True)
    changed = fields.Integer("Days changed", readonly=True)
    unchanged = fields.Integer("Days unchanged", readonly=True)
    removed = fields.Integer("Days removed", readonly=True)

    @api.depends("source", "date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for change in self:
            change.display_name = day_text(self.env, change.date) or change.source
