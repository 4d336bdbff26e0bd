from odoo import fields, models


class KfzLadderMove(models.TransientModel):
    """Move the planned date of a step, with the reason that stays with it."""

    _name = "kfz.ladder.move"
    _description = "Move a planned date"

    step_id = fields.Many2one("kfz.ladder.step", required=True, ondelete="cascade")
    planned_before = fields.Date("Planned so far", related="step_id.planned_on")
    planned_on = fields.Date("New date", required=True)
    reason = fields.Char("Reason", required=True)

    def action_apply(self):
        """Move the date."""
        self.ensure_one()
        self.step_id._kfz_move(self.planned_on, self.reason)
        return {"type": "ir.actions.act_window_close"}
