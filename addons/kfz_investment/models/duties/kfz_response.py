from odoo import api, fields, models
from odoo.fields import Domain

from ...domain import calendar, duties

#: {step: (day by which, day on which, by whom)}
FIELDS = {
    "acknowledge": ("acknowledge_by", "acknowledged_on", "acknowledged_by_id"),
    "triage": ("triage_by", "triaged_on", "triaged_by_id"),
    "answer": ("answer_by", "answered_on", "answered_by_id"),
}
WAYS = [
    ("letter", "Letter or e-mail"),
    ("call", "Telephone call"),
    ("meeting", "Meeting or visit"),
    ("wechat", "WeChat"),
    ("other", "Other"),
]


class KfzResponse(models.Model):
    """The response clock of a new lead: acknowledged, triaged, answered, each within working days of the zone.

    The days by which are computed once, by the rule that held when the lead came in, and stay; pauses of the project move what
    is due now (``date_due``). Steps are taken by named methods, in their order; a late one says so. A lead that goes into
    negotiation was met, so its clock ends there, and says that nobody answered before.
    """

    _name = "kfz.response"
    _description = "Response to a lead"
    _inherit = ["kfz.overdue.mixin"]
    _order = "is_closed, date_due, id"
    _rec_name = "lead_id"

    rule_id = fields.Many2one(
        "kfz.response.rule", "Response times", readonly=True, copy=False, ondelete="set null"
    )
    started_on = fields.Date("Came in on", required=True, readonly=True, copy=False)
    step = fields.Selection(
        [
            ("acknowledge", "To be acknowledged"),
            ("triage", "To be triaged"),
            ("answer", "To be answered"),
            ("done", "Answered"),
            ("overtaken", "Went into negotiation"),
        ],
        "Step",
        required=True,
        readonly=True,
        copy=False,
        default="acknowledge",
        index=True,
    )
    is_closed = fields.Boolean(
        compute="_compute_is_closed", store=True, precompute=True, export_string_translation=False
    )
    acknowledge_by = fields.Date("Acknowledge by", required=True, readonly=True, copy=False)
    triage_by = fields.Date("Triage by", required=True, readonly=True, copy=False)
    answer_by = fields.Date("Answer by", required=True, readonly=True, copy=False)
    date_due = fields.Date(
        "Day due", readonly=True, copy=False, help="Of the present step, pauses added."
    )
    acknowledged_on = fields.Date("Acknowledged on", readonly=True, copy=False)
    acknowledged_by_id = fields.Many2one("res.users", "Acknowledged by", readonly=True, copy=False)
    triaged_on = fields.Date("Triaged on", readonly=True, copy=False)
    triaged_by_id = fields.Many2one("res.users", "Triaged by", readonly=True, copy=False)
    answered_on = fields.Date("Answered on", readonly=True, copy=False)
    answered_by_id = fields.Many2one("res.users", "Answer given by", readonly=True, copy=False)
    answer = fields.Text(readonly=True, copy=False)
    answer_way = fields.Selection(WAYS, "How it was answered", readonly=True, copy=False)
    late_steps = fields.Char("Late steps", compute="_compute_late_steps")
    told_step = fields.Char(
        "Managers told of", readonly=True, copy=False, export_string_translation=False
    )
    words = fields.Char("In words", compute="_compute_words")
    is_mine = fields.Boolean("Mine", compute="_compute_is_mine", search="_search_is_mine")

    _one_each = models.UniqueIndex("(lead_id)", "This lead has a response clock already.")

    @api.depends("step")
    def _compute_is_closed(self):
        for response in self:
            response.is_closed = response.step not in duties.STEPS

    @api.depends("lead_id.user_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        for response in self:
            response.is_mine = response.lead_id.user_id == self.env.user

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("lead_id.user_id", "=", self.env.uid)
        return mine if True in value else ~mine

    @api.depends("date_due", "step")
    @api.depends_context("lang")
    def _compute_words(self):
        today, Day = calendar.today(), self.env["kfz.calendar.day"]
        for response in self:
            response.words = not response.is_closed and Day._kfz_work_days_text(
                today, response.date_due, response.company_id
            )

    @api.depends("acknowledged_on", "triaged_on", "answered_on")
    @api.depends_context("lang")
    def _compute_late_steps(self):
        for response in self:
            response.late_steps = response._kfz_late_text()

    def _kfz_late_text(self):
        """Which steps were taken late, and by how many working days."""
        words, workdays = [], self.env["kfz.calendar.day"]._kfz_workdays(self.company_id)
        names = {
            "acknowledge": self.env._("acknowledged"),
            "triage": self.env._("triaged"),
            "answer": self.env._("answered"),
        }
        for step, (by, on, _who) in FIELDS.items():
            due = self._kfz_due_of(by) if self[on] else False
            if due and self[on] > due:
                words.append(
                    self.env._(
                        "%(step)s %(days)s working days late",
                        step=names[step],
                        days=max(workdays.between(due, self[on]), 1),
                    )
                )
        return " · ".join(words)

    # dates

    def _kfz_due_of(self, name):
        """A day by which, after the pauses of the project have moved it."""
        self.ensure_one()
        if not self[name]:
            return False
        # sudo: pauses count for whoever reads the day
        pauses = self.sudo().lead_id.pause_ids
        spans = [(pause.date_from, pause.date_end) for pause in pauses]
        workdays = self.env["kfz.calendar.day"]._kfz_workdays(self.company_id)
        return duties.moved(self.started_on, self[name], spans, workdays)

    def _kfz_find_due(self):
        """Set what is due now, and let the activity follow it."""
        # sudo: the day follows the pauses and acts of others, which were checked
        for response in self._kfz_as_system():
            due = False if response.is_closed else response._kfz_due_of(f"{response.step}_by")
            if response.date_due != due:
                response.date_due = due
        self._kfz_watch()

    def action_open_project(self):
        """The page of the lead."""
        self.ensure_one()
        self.check_access("read")
        return self.lead_id._kfz_open_page()
