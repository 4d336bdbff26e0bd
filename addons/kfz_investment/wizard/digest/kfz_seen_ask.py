import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar

#: days that the window proposes
PROPOSED = 7


class KfzSeenAsk(models.TransientModel):
    """Ask until when an item of one's digest is put aside, and why. It keeps the number of the line and no link."""

    _name = "kfz.seen.ask"
    _description = "Put aside an item"

    line_number = fields.Integer("Number of the item")
    about = fields.Char("About", compute="_compute_about")
    until = fields.Date(
        "Seen until",
        required=True,
        default=lambda self: calendar.today() + datetime.timedelta(days=PROPOSED),
        help="Until this day, which is included, the item is not told again unless it gets worse.",
    )
    reason = fields.Char(required=True, help="The managers of the zone read it.")

    @api.depends("line_number")
    @api.depends_context("uid", "lang")
    def _compute_about(self):
        for wizard in self:
            wizard.about = wizard._kfz_line().text

    def _kfz_line(self):
        """The line, as far as it is the user's own."""
        mine = [("id", "=", self.line_number), ("user_id", "=", self.env.uid)]
        return self.env["kfz.digest.line"].search(mine)

    def action_apply(self):
        """Put it aside.

        :raises UserError: for a line of somebody else's or none, alike; without a reason; for a day that does not do
        """
        self.ensure_one()
        line = self._kfz_line()
        if not line:
            raise UserError(
                self.env._("This item is not in your digests. Open it again from “My digest”.")
            )
        self.env["kfz.seen"]._kfz_put_aside(line, self.until, self.reason)
        return {"type": "ir.actions.act_window_close"}
