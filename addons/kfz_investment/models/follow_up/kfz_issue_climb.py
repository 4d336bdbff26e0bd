import logging

from odoo import api, fields, models
from odoo.fields import Domain

from ...domain import calendar, issue_climb
from ..base.lists import comma
from ..base.nightly import nightly
from .kfz_issue import LEVELS

_logger = logging.getLogger(__name__)
#: issues per transaction of the night
BATCH = 50
#: the page to which notices lead
PAGE = "kfz_investment.kfz_issue_action"


class KfzIssueClimb(models.Model):
    """A step by which an overdue issue climbed: from whom to whom, on which day by the rule, who was told. Rows are only added."""

    _name = "kfz.issue.climb"
    _description = "Climb of an issue"
    _inherit = ["kfz.append.only.mixin"]
    _order = "id desc"
    _rec_name = "level_to"

    issue_id = fields.Many2one(
        "kfz.issue",
        "Coordination issue",
        required=True,
        index=True,
        ondelete="restrict",
        readonly=True,
    )
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True, readonly=True)
    level_from = fields.Selection(LEVELS, "From", required=True, readonly=True)
    level_to = fields.Selection(LEVELS, "To", required=True, readonly=True)
    on = fields.Date(
        "Climbed on",
        required=True,
        readonly=True,
        help="The day by the rule, also where a night was missed.",
    )
    date_due = fields.Date("Deadline then", required=True, readonly=True)
    lies_with = fields.Char("Lay with", readonly=True, help="Who held the role, by name.")
    told = fields.Char("Who was told", readonly=True)

    _once = models.UniqueIndex("(issue_id, level_to)", "The issue has climbed there already.")


class KfzIssue(models.Model):
    """Overdue issues climb; whoever answers for one keeps answering for it (``domain/issue_climb.py``)."""

    _inherit = "kfz.issue"

    climb_ids = fields.One2many("kfz.issue.climb", "issue_id", "Climbs", readonly=True)
    climbs_from = fields.Date(
        "Watched since",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: calendar.today(),
        exportable=False,
        help="Technical: no step is counted from a day before, so that nothing old climbs at once.",
    )
    lies_with_id = fields.Many2one(
        "kfz.official",
        "Lies with",
        compute="_compute_lies_with_id",
        compute_sudo=True,
        help="The official or unit with whom it lies now; empty at the joint office.",
    )

    @api.depends(
        "level",
        "owner_id.unit_id",
        "lead_id.assignment_ids.official_id",
        "lead_id.assignment_ids.role",
        "lead_id.assignment_ids.date_from",
        "lead_id.assignment_ids.date_to",
    )
    def _compute_lies_with_id(self):
        today = calendar.today()
        for issue in self:
            holder = issue._kfz_holders(today).get(issue.level)
            if not holder and issue.level != issue_climb.TOP:
                holder = issue.owner_id
            own = issue._kfz_level_of_owner() == issue.level
            issue.lies_with_id = issue.owner_id if own else holder

    def _kfz_holders(self, day):
        """{level: the official or unit that holds it on a day}; without a project, the unit of whoever answers for it."""
        if not self.lead_id:
            unit = self.owner_id.unit_id.filtered("active")
            return {"responsible_unit": unit} if unit else {}
        held = self.lead_id.assignment_ids.filtered(
            lambda each: each.date_from <= day and (not each.date_to or each.date_to > day)
        )
        # the first of a role, as the project's page shows it
        return {each.role: each.official_id for each in held.sorted("id", reverse=True)}

    def _kfz_reached(self):
        """The highest level to which it has climbed."""
        return max(
            self.climb_ids.mapped("level_to"),
            key=issue_climb.LEVELS.index,
            default=issue_climb.LEVELS[0],
        )

    @nightly
    @api.model
    def _cron_climb(self):
        """Let the issues climb that are overdue; run twice, or after a missed night, it comes to the same.

        Each batch is committed. An issue that fails keeps back no other: the log says so, and it comes again the next night.
        """
        Cron, last = self.env["ir.cron"], 0
        waiting = Domain("state", "=", "open") & Domain("level", "!=", issue_climb.TOP)
        waiting &= self._kfz_overdue()
        Cron._commit_progress(remaining=self.search_count(waiting))
        while batch := self.search(waiting & Domain("id", ">", last), order="id", limit=BATCH):
            last = batch[-1].id
            for issue in batch:
                issue._kfz_try_to_climb()
            self.env.invalidate_all()
            if not Cron._commit_progress(len(batch)):
                break
        for model in ("kfz.issue", "kfz.promise"):
            self.env[model]._kfz_remind_again()

    def _kfz_try_to_climb(self):
        """Climb as a whole or not at all; a failure is logged."""
        try:
            with self.env.cr.savepoint():
                self._kfz_climb()
        except Exception:
            _logger.exception("Issue %s cannot climb: it is tried again the next night", self.id)

    def _kfz_climb(self):
        """Take the steps that the rule asks for by today."""
        self.ensure_one()
        due = max(self.date_due, self.climbs_from)
        taken = self.climb_ids.filtered(lambda each: each.date_due == self.date_due)
        every = max(self.company_id._kfz_settings().kfz_climb_days, 1)
        for step in issue_climb.steps(
            self._kfz_workdays(),
            due,
            self.level,
            len(taken),
            every,
            calendar.today(),
            self._kfz_holders,
        ):
            self._kfz_take(step)

    def _kfz_take(self, step):
        """One step: with whom it lies, the entry, the sheet for the joint office, and whoever has to know."""
        self._kfz_set(level=step.after)
        if step.after == issue_climb.TOP:
            self._kfz_open_sheet()
        people = self._kfz_told()
        # sudo: nobody enters the ledger
        self.env["kfz.issue.climb"].sudo().create(
            {
                "issue_id": self.id,
                "company_id": self.company_id.id,
                "level_from": step.before,
                "level_to": step.after,
                "on": step.on,
                "date_due": self.date_due,
                "lies_with": self.lies_with_id.name,
                "told": comma(self.env).join(people.mapped("name")),
            }
        )
        self._kfz_tell_people(people, self._kfz_climb_text)
        speaker = (self.owner_id.user_id | self.lead_id.user_id)[:1]
        tongue = self.with_context(lang=speaker.lang or self.env.lang)
        tongue._kfz_tell(tongue._kfz_climb_text(tongue.env))

    def _kfz_told(self):
        """Whom a step is told: with whom it lies now, whoever answers for it, and at the joint office the managers of the zone."""
        people = self.lies_with_id.user_id | self.owner_id.user_id
        if self.level == issue_climb.TOP:
            people |= self.env["kfz.notice.mixin"]._kfz_managers_of(self.company_id)
        return people.filtered(self._kfz_reads_it)

    def _kfz_reads_it(self, user):
        """Whether a colleague reads the issue, on a project of somebody else, too."""
        works_here = user.active and self.company_id in user.company_ids
        # no key of the caller's context: another user, another zone
        theirs = self.with_user(user).with_context(allowed_company_ids=self.company_id.ids)
        return works_here and theirs.has_access("read")

    def _kfz_tell_people(self, people, text_of):
        """A notice in the language of each reader.

        :param text_of: gives the text for an environment
        """
        for lang, users in people.grouped("lang").items():
            env = self.with_context(lang=lang).env
            page = (PAGE, env._("Coordination issues"))
            env["kfz.notice.mixin"]._kfz_tell_users(users, text_of(env), page)

    def _kfz_climb_text(self, env):
        levels = dict(self._fields["level"]._description_selection(env))
        words = {"name": self.name, "about": self._kfz_subject(), "level": levels[self.level]}
        if self.level == issue_climb.TOP:
            return env._(
                "Overdue issue “%(name)s” (%(about)s) has reached the joint office. A promotion manager releases its sheet: until then the joint office sees nothing of it.",
                **words,
            )
        return env._(
            "Overdue issue “%(name)s” (%(about)s) now lies with: %(level)s. Whoever answers for it keeps answering for it.",
            **words,
        )
