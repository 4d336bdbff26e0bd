from odoo import api, fields, models
from odoo.exceptions import UserError


class KfzIssueSheetAct(models.TransientModel):
    """Release an issue to the joint office, take it back, or answer it.

    It keeps numbers and no links, which would go on showing names to whoever once opened the window.
    """

    _name = "kfz.issue.sheet.act"
    _description = "Act on an issue before the joint office"

    act = fields.Selection(
        [
            ("release", "Put before the joint office"),
            ("withdraw", "Take back from the joint office"),
            ("answer", "Answer"),
        ],
        required=True,
        default="answer",
    )
    issue_id = fields.Integer("Number of the issue")
    sheet_id = fields.Integer("Number of the sheet's record")
    about = fields.Char("About", compute="_compute_about")
    title = fields.Char("Title for the joint office")
    words = fields.Text("In words")

    @api.model
    def _kfz_window(self, act, **numbers):
        """The window of an act.

        :param numbers: of the issue or the sheet, by field
        """
        return {
            "type": "ir.actions.act_window",
            "name": dict(self._fields["act"]._description_selection(self.env))[act],
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_act": act,
                **{f"default_{name}": number for name, number in numbers.items()},
            },
        }

    @api.depends("act", "issue_id", "sheet_id")
    def _compute_about(self):
        for wizard in self:
            wizard.about = wizard._kfz_record().display_name

    def _kfz_record(self):
        """The issue, or the sheet of an answer, as far as the user reads it now."""
        is_answer = self.act == "answer"
        record = self.env["kfz.issue.sheet" if is_answer else "kfz.issue"]
        number = self.sheet_id if is_answer else self.issue_id
        if not number or not record.has_access("read"):
            return record
        return record.search([("id", "=", number)])

    def action_apply(self):
        """Do what was asked; each act checks role, state and zone itself.

        :raises UserError: when the record is gone or not the user's to see, alike
        """
        self.ensure_one()
        record = self._kfz_record()
        if not record:
            raise UserError(
                self.env._("This is not among what you can open. Open it again from its page.")
            )
        if self.act == "answer":
            record._kfz_answer(self.words)
        elif self.act == "release":
            record._kfz_release(self.title, self.words)
        else:
            record._kfz_withdraw_sheet(self.words)
        return {"type": "ir.actions.act_window_close"}
