from odoo import api, fields, models

from ...domain import calendar


class KfzAwardStep(models.TransientModel):
    """The input that a step of an award needs: a reason, a reference, an amount, an objection or its answer."""

    _name = "kfz.award.step"
    _description = "Step of an award"

    award_ids = fields.Many2many("kfz.award", string="Awards", required=True)
    step = fields.Selection(
        [
            ("pay", "Paid"),
            ("refuse", "Do not award"),
            ("return", "Return"),
            ("keep", "Keep the confirmed companies"),
            ("claw_back", "Claw back"),
            ("settle", "Keep payment"),
            ("object", "Objection"),
            ("answer", "Answer"),
        ],
        required=True,
        default="pay",
    )
    reason = fields.Char("Why")
    reference = fields.Char("Payment reference")
    date = fields.Date(default=lambda self: calendar.today())
    amount = fields.Float(
        "Amount claimed back",
        digits=(16, 2),
        help="Claiming money back was designed for this system; the plan does not provide for it.",
    )
    party = fields.Char("Raised by")
    text = fields.Text("Wording")
    objection_id = fields.Many2one(
        "kfz.award.objection", "Objection", domain="[('id', 'in', open_objection_ids)]"
    )
    open_objection_ids = fields.Many2many(
        "kfz.award.objection", compute="_compute_open_objection_ids"
    )
    verdict = fields.Selection([("dismissed", "Dismissed"), ("upheld", "Upheld")])

    @api.depends("award_ids")
    def _compute_open_objection_ids(self):
        for wizard in self:
            rows = wizard.award_ids.objection_ids
            wizard.open_objection_ids = (
                rows.filtered(lambda row: not row.answer_to_id) - rows.answer_to_id
            )

    def action_apply(self):
        """Take the step, with the rights of the user."""
        self.ensure_one()
        awards = self.award_ids
        {
            "pay": lambda: awards.action_mark_paid(self.reference, self.date),
            "refuse": lambda: awards._kfz_refuse(self.reason),
            "return": lambda: awards._kfz_return(self.reason),
            "keep": lambda: awards._kfz_keep_confirmed(self.reason),
            "claw_back": lambda: awards._kfz_claw_back(self.reason, self.amount),
            "settle": lambda: awards._kfz_settle(self.reason),
            "object": lambda: awards._kfz_object(self.party, self.text, self.date),
            "answer": lambda: awards._kfz_answer(self.objection_id, self.text, self.verdict),
        }[self.step]()
        return {"type": "ir.actions.act_window_close"}
