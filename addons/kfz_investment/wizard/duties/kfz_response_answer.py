from odoo import fields, models
from odoo.exceptions import UserError

from ...domain import calendar
from ...models.duties.kfz_response import WAYS


class KfzResponseAnswer(models.TransientModel):
    """Ask what was answered, how and when.

    It keeps the number of the response and no link: a link would go on showing the lead to whoever once opened the window.
    """

    _name = "kfz.response.answer"
    _description = "Answer of a lead"

    response_id = fields.Integer("Number of the response")
    answer = fields.Text("What was answered", required=True)
    way = fields.Selection(WAYS, "How it was answered", required=True, default="letter")
    day = fields.Date("Answered on", required=True, default=lambda self: calendar.today())

    def action_apply(self):
        """Record the answer; the method checks role, state and zone.

        :raises UserError: when the lead is gone or not the user's to see, alike
        """
        self.ensure_one()
        response = self.env["kfz.response"].search([("id", "=", self.response_id)])
        if not response:
            raise UserError(
                self.env._(
                    "This lead is not among those that you can open. Open it again from “Leads to answer”."
                )
            )
        response._kfz_answer(self.answer, self.way, self.day)
        return {"type": "ir.actions.act_window_close"}
