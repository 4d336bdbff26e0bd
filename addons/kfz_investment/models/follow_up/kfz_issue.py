from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import issue_climb
from ..base.period_words import day_text

#: who an issue lies with first, by the role in which the responsible official is assigned; the higher one counts
LEVELS = [
    ("account_manager", "Account manager"),
    ("responsible_unit", "Responsible unit"),
    ("lead_official", "Lead official"),
    ("joint_office", "Joint office"),
]


class KfzIssue(models.Model):
    """A coordination issue (协调事项): what a project or an enterprise is stuck at, who clears it, and until when.

    Whoever answers for it reports it as solved; somebody else closes it (销号).
    """

    _name = "kfz.issue"
    _inherit = ["kfz.due.mixin"]
    _description = "Coordination issue"
    _closed_states = ("closed",)
    _activity_kind = "kfz_investment.activity_issue"
    _asked_as = "issue_id"
    _kfz_timeline_kind = "issue"

    name = fields.Char("Matter")
    date_due = fields.Date(default=lambda self: self._kfz_proposed_due())
    level = fields.Selection(
        LEVELS,
        "With whom it lies",
        readonly=True,
        required=True,
        default="account_manager",
        copy=False,
        help="With whom the issue lies: by the role of whoever answers for it in the project, and higher once it has climbed.",
    )
    state = fields.Selection(
        [("open", "Open"), ("solved", "Reported as solved"), ("closed", "Signed off")],
        required=True,
        readonly=True,
        copy=False,
        default="open",
        index=True,
        group_expand=True,
    )
    answer = fields.Text(readonly=True, copy=False)
    solved_by_id = fields.Many2one("res.users", "Solved by", readonly=True, copy=False)
    answered_for_id = fields.Many2one(
        "res.users",
        "Answered for it when it was solved",
        readonly=True,
        copy=False,
        help="Neither this user nor whoever solved it closes it.",
    )
    may_close = fields.Boolean(
        compute="_compute_may_close",
        export_string_translation=False,
        exportable=False,
    )
    waits_for_me = fields.Boolean(
        "Waits for me",
        compute="_compute_waits_for_me",
        search="_search_waits_for_me",
        help="It lies with you as the lead official.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        issues = super().create(vals_list)
        issues._kfz_find_level()
        for issue in issues:
            issue._kfz_tell(
                self.env._(
                    "Issue raised: “%(name)s”, for %(owner)s, by %(day)s.",
                    name=issue.name,
                    # sudo: the official's name, as the list of issues shows it
                    owner=issue.sudo().owner_id.name,
                    day=day_text(self.env, issue.date_due),
                )
            )
        return issues

    def write(self, vals):
        """:raises UserError: when a solved issue is given to somebody else, so that whoever answered for it could close it"""
        if "owner_id" in vals and not self.env.su:
            for issue in self.filtered(lambda each: each.state == "solved"):
                if issue.owner_id.id != vals["owner_id"]:
                    raise UserError(
                        self.env._(
                            "“%(name)s” was reported as solved: close it, or open it again before somebody else answers for it.",
                            name=issue.name,
                        )
                    )
        result = super().write(vals)
        if "owner_id" in vals:
            self._kfz_find_level()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_own_and_new(self):
        for issue in self:
            if issue.state != "open" or issue.raised_by_id != self.env.user or issue.climb_ids:
                raise UserError(
                    self.env._(
                        "“%(name)s” stays on record: report it as solved and let a colleague close it.",
                        name=issue.name,
                    )
                )

    def _kfz_pass_to(self, successor):
        super()._kfz_pass_to(successor)
        self._kfz_find_level()

    def _kfz_find_level(self):
        """With whom the issues lie, by the role of whoever answers for them today."""
        # sudo: who has which role in the project, whoever raises the issue
        for issue in self.sudo():
            level = issue_climb.higher(issue._kfz_level_of_owner(), issue._kfz_reached())
            if issue.level != level:
                issue.level = level

    def _kfz_level_of_owner(self):
        """The highest role in which whoever answers for it is assigned today; a unit without one is taken for the responsible one."""
        assigned = self.lead_id.assignment_ids.filtered(
            lambda each: each.is_active and each.official_id == self.owner_id
        )
        roles = set(assigned.mapped("role"))
        found = [level for level, _label in LEVELS if level in roles]
        return found[-1] if found else LEVELS[self.owner_id.is_unit][0]

    @api.depends("state", "level", "owner_id", "lead_id.assignment_ids.official_id")
    @api.depends_context("uid")
    def _compute_waits_for_me(self):
        waiting = self.filtered_domain(self._kfz_waiting_for_me())
        for issue in self:
            issue.waits_for_me = issue in waiting

    def _search_waits_for_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = self._kfz_waiting_for_me()
        return waiting if True in value else ~waiting

    @api.model
    def _kfz_waiting_for_me(self):
        led = fields.Domain("lead_id", "any!", self.env["crm.lead"]._kfz_led_by_me_domain())
        open_there = fields.Domain("state", "=", "open") & fields.Domain(
            "level", "=", "lead_official"
        )
        return open_there & led

    # acts

    def _kfz_acts(self):
        return {"solve": self._kfz_solve, "reopen": self._kfz_reopen}

    def action_solve(self):
        """The window that asks what was done."""
        return self._kfz_ask("solve")

    def _kfz_solve(self, answer):
        """Report an issue as solved, with the answer.

        :raises UserError: without an answer, or for one that is not open
        """
        self.ensure_one()
        answer = self._kfz_words_given(answer)
        self._kfz_check_may_act()
        if self.state != "open":
            raise UserError(self.env._("“%(name)s” is not open.", name=self.name))
        # sudo: whether the official has a user, whoever reports it
        owner = self.sudo().owner_id.user_id
        self._kfz_set(
            state="solved", answer=answer, solved_by_id=self.env.uid, answered_for_id=owner.id
        )
        self._kfz_tell(
            self.env._(
                "Issue reported as solved: “%(name)s”. %(answer)s", name=self.name, answer=answer
            )
        )

    def action_close(self):
        """Close issues that were reported as solved: somebody else than whoever solved them or answers for them.

        :raises UserError: for one that was not reported as solved
        :raises AccessError: for whoever solved it or answers for it
        """
        for issue in self:
            issue._kfz_check_may_act()
            if issue.state != "solved":
                raise UserError(
                    self.env._(
                        "“%(name)s” was not reported as solved: report it first, with what was done.",
                        name=issue.name,
                    )
                )
            if issue._kfz_is_interested():
                raise AccessError(
                    self.env._(
                        "Somebody else closes “%(name)s”: you solved it or answer for it.",
                        name=issue.name,
                    )
                )
            issue._kfz_close("closed", issue.answer)
            issue._kfz_tell(self.env._("Issue closed: “%(name)s”.", name=issue.name))

    @api.depends("state", "owner_id", "solved_by_id", "answered_for_id")
    @api.depends_context("uid")
    def _compute_may_close(self):
        for issue in self:
            issue.may_close = issue.state == "solved" and not issue._kfz_is_interested()

    def _kfz_is_interested(self):
        """Whether the user solved it, answers for it, or did so when it was reported as solved."""
        return self._kfz_is_owner() or self.env.user in self.solved_by_id | self.answered_for_id

    def action_reopen(self):
        """The window that asks why the issue is not solved."""
        return self._kfz_ask("reopen")

    def _kfz_reopen(self, reason):
        """Open an issue again that was reported as solved.

        :raises UserError: without a reason, or for one that was not reported as solved
        """
        self.ensure_one()
        reason = self._kfz_words_given(reason)
        self._kfz_check_may_act()
        if self.state != "solved":
            raise UserError(self.env._("“%(name)s” was not reported as solved.", name=self.name))
        self._kfz_set(state="open", solved_by_id=False, answered_for_id=False)
        self._kfz_tell(
            self.env._("Issue open again: “%(name)s”. %(reason)s", name=self.name, reason=reason)
        )

    # activities

    def _kfz_who_acts(self):
        """Once it is reported as solved, whoever raised it looks whether it is, else a colleague who did not solve it."""
        if self.state == "solved":
            others = self.raised_by_id | self.lead_id.user_id
            others |= self.env["kfz.notice.mixin"]._kfz_managers_of(self.company_id)
            others -= self.solved_by_id | self.answered_for_id | self.owner_id.user_id
            return next(filter(self._kfz_opens_for, others), others.browse())
        return super()._kfz_who_acts()

    def _kfz_activity_summary(self):
        if self.state == "solved":
            return self.env._("Close the issue, or open it again: %(name)s", name=self.name)
        return self.env._("Issue: %(name)s", name=self.name)

    def _kfz_activity_done(self, feedback):
        """An open issue was solved, as the feedback says; one that was reported as solved is closed."""
        by_state = self.grouped("state")
        for issue in by_state.get("open", self.browse()):
            issue._kfz_solve(feedback)
        by_state.get("solved", self.browse()).action_close()
