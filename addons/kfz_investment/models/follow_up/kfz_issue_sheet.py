from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import calendar
from ...domain.follow_up import ENDED

JOINT_OFFICE = "kfz_investment.group_kfz_joint_office"
#: characters of a title, and of what is asked or answered
TITLE, TEXT = 100, 2000


class KfzIssueSheet(models.Model):
    """What the joint office reads of an issue that climbed to it: plain values that the zone released (design §10).

    No field leads to the issue, its project, an enterprise or a person; the zone's side keeps which sheet is whose
    (``kfz.issue.sheet_id``). Written by the system alone, after the checks of named methods. Before the zone has
    released it, a sheet has no number, and the joint office does not see it.
    """

    _name = "kfz.issue.sheet"
    _description = "Issue before the joint office"
    _order = "is_done, date_due, id"
    # who touched the issue last is a person of the zone, and none of the joint office's business
    _log_access = False
    _rec_names_search = ("number", "title")

    number = fields.Char(readonly=True, help="Year and number within the zone.")
    zone_id = fields.Many2one("res.company", "Zone", required=True, readonly=True, index=True)
    title = fields.Char(readonly=True)
    asked = fields.Text("What is asked", readonly=True)
    date_due = fields.Date("Deadline", required=True, readonly=True)
    state = fields.Selection(
        [
            ("draft", "To be released"),
            ("released", "Before the joint office"),
            ("answered", "Answered"),
            ("withdrawn", "Withdrawn"),
            ("closed", "Closed"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
    )
    is_done = fields.Boolean("Done", compute="_compute_is_done", store=True, precompute=True)
    released_on = fields.Date("Put before the joint office on", readonly=True)
    answer = fields.Text(readonly=True)
    answered_on = fields.Date("Answered on", readonly=True)
    closed_on = fields.Date("Closed on", readonly=True)
    days_overdue = fields.Integer(
        "Working days overdue",
        compute="_compute_days_overdue",
        aggregator=None,
        help="Working days after the deadline, up to today or to the day on which the issue was closed.",
    )

    _number_unique = models.UniqueIndex(
        "(zone_id, number) WHERE number IS NOT NULL",
        "Another sheet of the zone got this number at the same moment. Try again.",
    )

    @api.depends("state")
    def _compute_is_done(self):
        for sheet in self:
            sheet.is_done = sheet.state not in ("draft", "released")

    @api.depends("date_due", "closed_on")
    def _compute_days_overdue(self):
        today = calendar.today()
        for sheet in self:
            workdays = self.env["kfz.calendar.day"]._kfz_workdays(sheet.zone_id)
            until = sheet.closed_on or today
            sheet.days_overdue = max(workdays.between(sheet.date_due, until), 0)

    @api.depends("number", "title", "state", "zone_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for sheet in self:
            if sheet.number:
                # sudo: the zone is named on the sheet
                zone = sheet.sudo().zone_id.display_name
                sheet.display_name = f"{zone} {sheet.number} {sheet.title}"
            else:
                sheet.display_name = self.env._("Sheet to be released")

    def action_answer(self):
        """The window in which the joint office answers.

        :raises AccessError: for anybody else
        :raises UserError: for a sheet that does not wait for an answer
        """
        self.ensure_one()
        self._kfz_check_may_answer()
        return self.env["kfz.issue.sheet.act"]._kfz_window("answer", sheet_id=self.id)

    def _kfz_check_may_answer(self):
        if not self.env.user.has_group(JOINT_OFFICE):
            raise AccessError(self.env._("Only the joint office answers issues that reached it."))
        if not self.id:
            raise self.env["ir.rule"]._make_access_error("read", self)
        self.check_access("read")
        if self.state != "released":
            raise UserError(self.env._("This sheet does not wait for an answer."))

    def _kfz_answer(self, words):
        """Answer; the answer comes back onto the issue, whose zone is told."""
        self.ensure_one()
        self._kfz_check_may_answer()
        words = self._kfz_text(words, TEXT)
        # sudo: the joint office changes nothing itself, and reads no issue; checked above
        sheet = self._kfz_as_system()
        sheet.write({"state": "answered", "answer": words, "answered_on": calendar.today()})
        sheet.env["kfz.issue"].search([("sheet_id", "=", sheet.id)])._kfz_take_answer(words)

    @api.model
    def _kfz_text(self, text, most):
        """:raises UserError: without words, or with too many"""
        text = text.strip() if isinstance(text, str) else ""
        if not text:
            raise UserError(self.env._("Write it in words first."))
        if len(text) > most:
            raise UserError(
                self.env._(
                    "That is %(count)s characters long, and at most %(most)s are sent. Shorten it.",
                    count=len(text),
                    most=most,
                )
            )
        return text

    def _kfz_next_number(self):
        """The next number of the zone in this year, like 2026-0007."""
        year = calendar.today().year
        last = self.search(
            [("zone_id", "=", self.zone_id.id), ("number", "=like", f"{year}-%")],
            order="number desc",
            limit=1,
        )
        return f"{year}-{int(last.number.partition('-')[2] or 0) + 1 if last else 1:04d}"


class KfzIssue(models.Model):
    """The sheet of an issue that reached the joint office; only the system knows which one it is."""

    _inherit = "kfz.issue"

    sheet_id = fields.Many2one(
        "kfz.issue.sheet",
        "Sheet for the joint office",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups=fields.NO_ACCESS,
    )
    sheet_state = fields.Selection(
        lambda self: self.env["kfz.issue.sheet"]._fields["state"]._description_selection(self.env),
        "At the joint office",
        compute="_compute_sheet",
        compute_sudo=True,
    )
    sheet_number = fields.Char("Number of the sheet", compute="_compute_sheet", compute_sudo=True)
    joint_answer = fields.Text("Answer of the joint office", readonly=True, copy=False)
    joint_answered_on = fields.Date("Answered by the joint office on", readonly=True, copy=False)

    @api.depends("sheet_id.state", "sheet_id.number")
    def _compute_sheet(self):
        for issue in self:
            issue.sheet_state = issue.sheet_id.state
            issue.sheet_number = issue.sheet_id.number

    def _kfz_open_sheet(self):
        """A sheet for the joint office, empty until a manager of the zone releases it."""
        # sudo: sheets are written by the system alone
        issue = self._kfz_as_system()
        if not issue.sheet_id:
            values = {"zone_id": issue.company_id.id, "date_due": issue.date_due}
            self._kfz_set(sheet_id=issue.env["kfz.issue.sheet"].create(values).id)

    def _kfz_watch_due(self):
        super()._kfz_watch_due()
        # sudo: only the system knows which sheet is whose
        for issue in self._kfz_as_system().filtered("sheet_id"):
            issue._kfz_follow_sheet()

    def _kfz_follow_sheet(self):
        """The sheet has the deadline of its issue, and is closed with it or with its project."""
        sheet, values = self.sheet_id, {}
        if sheet.state in ("closed", "withdrawn"):
            return
        # what the joint office has answered keeps the deadline that it answered to
        if sheet.state != "answered" and sheet.date_due != self.date_due:
            values["date_due"] = self.date_due
        if self.is_closed or self.lead_id.condition in ENDED:
            # what the joint office never saw stays unseen
            values["state"] = "withdrawn" if sheet.state == "draft" else "closed"
            values["closed_on"] = calendar.today()
        if values:
            sheet.write(values)

    def _kfz_take_answer(self, words):
        """The answer of the joint office, onto the issues; whoever answers for them and the managers are told."""
        for issue in self:
            issue._kfz_set(joint_answer=words, joint_answered_on=calendar.today())
            issue._kfz_tell(
                self.env._(
                    "The joint office answered on issue “%(name)s”: %(answer)s",
                    name=issue.name,
                    answer=words,
                )
            )
            people = issue.owner_id.user_id
            people |= self.env["kfz.notice.mixin"]._kfz_managers_of(issue.company_id)
            issue._kfz_tell_people(people.filtered(issue._kfz_reads_it), issue._kfz_answer_text)

    def _kfz_answer_text(self, env):
        return env._("The joint office answered on issue “%(name)s”.", name=self.name)
