from odoo import api, fields, models
from odoo.exceptions import UserError

#: acts in the order of the selection
ACTS = [
    ("postpone", "Postpone"),
    ("withdraw", "Withdraw promise"),
    ("solve", "Report as solved"),
    ("reopen", "Open again"),
]


class KfzDueAct(models.TransientModel):
    """Ask for the words, and the day, of an act on a promise or an issue.

    It keeps the number of the record and no link: a link would go on showing its name to whoever once opened the window.
    """

    _name = "kfz.due.act"
    _description = "Act on a promise or an issue"

    act = fields.Selection(ACTS, required=True, default="postpone")
    promise_id = fields.Integer("Number of the promise")
    issue_id = fields.Integer("Number of the issue")
    about = fields.Char("About", compute="_compute_about")
    words = fields.Char("Why or what", required=True)
    day = fields.Date("New day")

    @api.depends("promise_id", "issue_id")
    def _compute_about(self):
        for wizard in self:
            wizard.about = wizard._kfz_record().name

    def _kfz_record(self):
        """The promise or issue, as far as the user reads it now."""
        for model, number in (("kfz.promise", self.promise_id), ("kfz.issue", self.issue_id)):
            if number:
                return self.env[model].search([("id", "=", number)])
        return self.env["kfz.promise"]

    @api.model
    def _kfz_title(self, act):
        return dict(self._fields["act"]._description_selection(self.env))[act]

    def action_apply(self):
        """Do what was asked; each act checks role, state and zone itself.

        :raises UserError: when the record is gone or not the user's to see, alike, or the act does not fit it
        """
        self.ensure_one()
        record = self._kfz_record()
        if not record:
            raise UserError(
                self.env._(
                    "This promise or issue is not among those that you can open. Open it again from the project's page."
                )
            )
        record._kfz_act(self.act, self.words, self.day)
        return {"type": "ir.actions.act_window_close"}
