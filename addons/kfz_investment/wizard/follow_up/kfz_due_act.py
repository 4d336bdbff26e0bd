from odoo import api, fields, models

#: acts in the order of the selection
ACTS = [
    ("postpone", "Postpone"),
    ("withdraw", "Withdraw promise"),
    ("solve", "Report as solved"),
    ("reopen", "Open again"),
]


class KfzDueAct(models.TransientModel):
    """Ask for the words, and the day, of an act on a promise or an issue."""

    _name = "kfz.due.act"
    _description = "Act on a promise or an issue"

    act = fields.Selection(ACTS, required=True, default="postpone")
    promise_id = fields.Many2one("kfz.promise", "Promise")
    issue_id = fields.Many2one("kfz.issue", "Issue")
    about = fields.Char("About", compute="_compute_about")
    words = fields.Char("Why or what", required=True)
    day = fields.Date("New day")

    @api.depends("promise_id", "issue_id")
    def _compute_about(self):
        for wizard in self:
            wizard.about = (wizard.promise_id or wizard.issue_id).name

    @api.model
    def _kfz_title(self, act):
        return dict(self._fields["act"]._description_selection(self.env))[act]

    def action_apply(self):
        """Do what was asked; each act checks role, state and zone itself.

        :raises UserError: when nothing is chosen, or the act does not fit it
        """
        self.ensure_one()
        # by the rules of the user: a hidden record and a missing one are refused alike
        record = self.promise_id or self.issue_id
        record.check_access("read")
        record.ensure_one()
        record._kfz_act(self.act, self.words, self.day)
        return {"type": "ir.actions.act_window_close"}
