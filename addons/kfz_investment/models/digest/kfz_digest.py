from odoo import api, fields, models

from ..base.period_words import day_text


class KfzDigest(models.Model):
    """What one person was told on one day: at most one digest a person and day, in Shanghai. The system alone makes them."""

    _name = "kfz.digest"
    _description = "Digest"
    _order = "day desc, id desc"
    _rec_name = "day"

    user_id = fields.Many2one(
        "res.users", "Reader", required=True, readonly=True, ondelete="cascade"
    )
    day = fields.Date(required=True, readonly=True)
    line_ids = fields.One2many("kfz.digest.line", "digest_id", "Items", readonly=True)
    item_count = fields.Integer("Items told", readonly=True)
    mine_count = fields.Integer("Only the reader can do", readonly=True)
    overdue_count = fields.Integer("Overdue items", readonly=True)

    _once = models.UniqueIndex("(user_id, day)", "This person has had today's digest.")

    @api.depends("day")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for digest in self:
            digest.display_name = day_text(self.env, digest.day)
