from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL


class KfzDigestLine(models.Model):
    """One thing that a person was told on a day, with what the person can do about it. Nobody else reads it."""

    _name = "kfz.digest.line"
    _inherit = ["kfz.digest.words.mixin"]
    _description = "Item of a digest"
    _order = "day desc, sequence, id"
    _rec_name = "text"

    digest_id = fields.Many2one(
        "kfz.digest", required=True, readonly=True, index=True, ondelete="cascade"
    )
    day = fields.Date("Told on", required=True, readonly=True)
    sequence = fields.Integer(readonly=True, exportable=False, aggregator=None)
    only_me = fields.Boolean("Only I can do this", readonly=True)
    why = fields.Selection(
        [
            ("new", "New"),
            ("worse", "Worse than before"),
            ("again", "Still open after a week"),
            ("back", "No longer put aside"),
        ],
        "Why it is told",
        required=True,
        readonly=True,
    )
    is_latest = fields.Boolean(
        "In the latest digest", compute="_compute_is_latest", search="_search_is_latest"
    )

    # when an item was last told is asked for each night
    _last_told = models.Index("(user_id, item_key, day)")

    @api.model
    def _kfz_latest(self):
        """The latest digest of the user."""
        return self.env["kfz.digest"].search([("user_id", "=", self.env.uid)], limit=1)

    @api.depends("digest_id")
    @api.depends_context("uid")
    def _compute_is_latest(self):
        latest = self._kfz_latest()
        for line in self:
            line.is_latest = line.digest_id == latest

    def _search_is_latest(self, operator, value):
        if operator != "in":
            return NotImplemented
        latest = Domain("digest_id", "in", self._kfz_latest().ids)
        return latest if True in value else ~latest

    # what the reader does

    def _kfz_check_mine(self):
        """:raises AccessError: for a line of somebody else's, and for the number of none, alike"""
        self.ensure_one()
        if not all(self._ids):
            raise self.env["ir.rule"]._make_access_error("read", self)
        self.check_access("read")

    def action_open_project(self):
        """Open the project."""
        self._kfz_check_mine()
        return self._kfz_form("crm.lead", self.lead_number)

    def action_do(self):
        """Open what there is to do: the promise, the issue, the step, the project or the figures."""
        self._kfz_check_mine()
        return self._kfz_page()

    def _kfz_page(self):
        """The page on which the reader acts; sources with a page of their own extend it."""
        return self._kfz_form(self.about_model, self.about_number)

    def _kfz_form(self, model, number):
        record = self._kfz_readable_of(model, [number])
        if not record:
            raise UserError(
                self.env._(
                    "What this is about is no longer among what you can open: it was handed over, ended or deleted. Nothing is left to do here."
                )
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "res_id": record.id,
            "views": [(False, "form")],
            "target": "current",
        }

    def action_put_aside(self):
        """The window that asks until when it is put aside, and why."""
        self._kfz_check_mine()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Seen until"),
            "res_model": "kfz.seen.ask",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_line_number": self.id},
        }

    # what the night asks

    @api.model
    def _kfz_last_told(self, keys):
        """{(user, key): (day on which it was last told, rank then)}

        :param keys: (user, key) pairs
        """
        if not keys:
            return {}
        self.flush_model(["user_id", "item_key", "day", "rank"])
        users, names = zip(*keys, strict=True)
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (line.user_id, line.item_key) line.user_id, line.item_key, line.day, line.rank
                     FROM unnest(%s::int[], %s::varchar[]) AS asked (user_id, item_key)
                     JOIN kfz_digest_line line USING (user_id, item_key)
                    ORDER BY line.user_id, line.item_key, line.day DESC""",
                list(users),
                list(names),
            )
        )
        return {(user, key): (day, rank) for user, key, day, rank in rows}
