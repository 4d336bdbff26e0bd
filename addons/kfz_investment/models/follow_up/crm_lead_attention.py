from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import attention, calendar
from ...domain.follow_up import ENDED, GOING
from ..base.lists import comma


class CrmLead(models.Model):
    """What the page of those who follow projects shows first: what is overdue, what waits for them alone, the next visit,
    what was promised until when.

    Everything is read with the reader's rights, for all projects of a page at once.
    """

    _inherit = "crm.lead"

    attention = fields.Selection(
        [("overdue", "Overdue"), ("soon", "Due soon"), ("calm", "In order")],
        compute="_compute_attention",
        search="_search_attention",
        help="Overdue: the day of a next step, a promise, an issue, a review or the expected signing has passed. Due soon: "
        "one of these days comes within a week, or something waits for you alone.",
    )
    overdue_text = fields.Char(
        "What is overdue",
        compute="_compute_attention",
        help="What is overdue and how many of each, as far as you read it.",
    )
    my_turn_text = fields.Char(
        "Only you can do this",
        compute="_compute_attention",
        help="Promises that you confirm as the lead official, and issues that lie with you.",
    )
    promise_text = fields.Char("Next promise", compute="_compute_attention")
    is_promise_overdue = fields.Boolean("Promise overdue", compute="_compute_attention")
    open_issue_count = fields.Integer("Open issues", compute="_compute_attention")
    is_issue_overdue = fields.Boolean("Issue overdue", compute="_compute_attention")
    next_meeting_on = fields.Datetime("Next visit", compute="_compute_next_meeting")
    next_meeting_name = fields.Char("Subject of the next visit", compute="_compute_next_meeting")

    @api.depends(
        "promise_ids.state",
        "promise_ids.date_due",
        "issue_ids.state",
        "issue_ids.date_due",
        "next_step_date",
        "review_on",
        "date_deadline",
        "signed_date",
        "condition",
    )
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_attention(self):
        promises = self._kfz_open_lines("kfz.promise").grouped("lead_id")
        issues = self._kfz_open_lines("kfz.issue").grouped("lead_id")
        today, nothing = calendar.today(), (self.env["kfz.promise"], self.env["kfz.issue"])
        for lead in self:
            theirs = promises.get(lead._origin, nothing[0]), issues.get(lead._origin, nothing[1])
            lead.update(lead._kfz_attention(*theirs, today))

    def _kfz_open_lines(self, model):
        """Promises or issues of projects that go on, as far as the reader sees them."""
        Line = self.env[model]
        going = self._origin.filtered(
            lambda lead: lead.is_promotion and lead.condition not in ENDED
        )
        if not going or not Line.has_access("read"):
            return Line
        return Line.search([("lead_id", "in", going.ids), ("is_closed", "=", False)])

    def _kfz_attention(self, promises, issues, today):
        """The values of the fields of one project."""
        lines = [*promises, *issues]
        binding = promises.filtered(lambda each: each.state == "binding").sorted("date_due")[:1]
        return {
            "attention": self.is_promotion and self._kfz_attention_level(lines, today),
            "overdue_text": self.is_promotion and self._kfz_overdue_text(promises, issues, today),
            "my_turn_text": comma(self.env).join(line.name for line in lines if line.waits_for_me),
            "promise_text": binding._kfz_with_day() if binding else False,
            "is_promise_overdue": bool(binding and binding.date_due < today),
            "open_issue_count": len(issues),
            "is_issue_overdue": any(issue.date_due < today for issue in issues),
        }

    def _kfz_attention_level(self, lines, today):
        items = [attention.Open(line.date_due, line.waits_for_me) for line in lines]
        own = [attention.Open(day) for _label, day in self._kfz_own_dates()]
        return attention.level([*items, *own], today)

    def _kfz_overdue_text(self, promises, issues, today):
        """“Overdue: Promises 2, Next step”: each kind that is overdue, counted where there can be several; nothing else."""
        counted = (
            (self.env._("Promises"), promises),
            (self.env._("Coordination issues"), issues),
        )
        late = [
            self.env._("%(kind)s %(count)s", kind=label, count=count)
            for label, lines in counted
            if (count := sum(line.date_due < today for line in lines))
        ]
        late += [label for label, day in self._kfz_own_dates() if day < today]
        return bool(late) and self.env._("Overdue: %(what)s", what=comma(self.env).join(late))

    def _kfz_own_dates(self):
        """(what, day) of the days of the project itself that somebody must keep (``_kfz_passed``)."""
        going = self.condition in GOING
        return [
            (label, day)
            for label, day, counts in (
                (self.env._("Next step"), self.next_step_date, going),
                (
                    self.env._("Review of the dormant project"),
                    self.review_on,
                    self.condition == "dormant",
                ),
                (
                    self.env._("Expected signing"),
                    self.date_deadline,
                    going and not self.signed_date,
                ),
            )
            if day and counts
        ]

    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_next_meeting(self):
        """The next meeting in core's calendar that the reader sees."""
        now = fields.Datetime.now()
        wanted = Domain("opportunity_id", "in", self._origin.ids) & Domain("stop", ">=", now)
        found = self.env["calendar.event"].search(wanted, order="start")
        first = {}
        for meeting in found:
            first.setdefault(meeting.opportunity_id.id, meeting)
        for lead in self:
            meeting = first.get(lead._origin.id)
            lead.next_meeting_on = meeting.start if meeting else False
            lead.next_meeting_name = meeting._kfz_shown_name() if meeting else False

    def _search_attention(self, operator, value):
        """By the days alone: what waits for one reader has a filter of its own."""
        if operator != "in":
            return NotImplemented
        ranks = [rank for rank, word in enumerate(attention.LEVELS) if word in value]
        found = SQL(
            "(SELECT crm_lead.id FROM crm_lead WHERE crm_lead.is_promotion AND %s = ANY(%s))",
            self._kfz_attention_rank("crm_lead"),
            ranks,
        )
        return Domain("id", "in", found)

    # the order of the page

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """By attention, overdue first; the database finds it as :meth:`_kfz_attention` does, but for what waits for one reader."""
        if field_name != "attention":
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        return SQL("%s %s %s", self._kfz_attention_rank(alias), direction, nulls)

    @api.model
    def _kfz_attention_rank(self, alias):
        """SQL of 0 for overdue, 1 for soon, 2 for calm."""
        today = calendar.today()
        soon = attention.horizon(today)
        lead = SQL.identifier(alias)
        first = SQL("LEAST(%s)", SQL(", ").join(self._kfz_attention_days(lead)))
        return SQL(
            "(SELECT CASE WHEN due.day < %(today)s THEN 0 WHEN due.day <= %(soon)s THEN 1 ELSE 2 END FROM (SELECT %(first)s AS day) due)",
            first=first,
            today=today,
            soon=soon,
            to_flush=self._kfz_attention_fields(),
        )

    @api.model
    def _kfz_attention_days(self, lead):
        """SQL of each day that somebody must keep; rooms add theirs."""
        return [
            SQL(
                """LEAST(
                CASE WHEN %(lead)s.condition IN %(going)s THEN %(lead)s.next_step_date END,
                CASE WHEN %(lead)s.condition IN %(going)s AND %(lead)s.signed_date IS NULL THEN %(lead)s.date_deadline END,
                CASE WHEN %(lead)s.condition = 'dormant' THEN %(lead)s.review_on END,
                CASE WHEN %(lead)s.condition NOT IN %(ended)s THEN
                    (SELECT min(line.date_due) FROM kfz_promise line WHERE line.lead_id = %(lead)s.id AND NOT line.is_closed) END,
                CASE WHEN %(lead)s.condition NOT IN %(ended)s THEN
                    (SELECT min(line.date_due) FROM kfz_issue line WHERE line.lead_id = %(lead)s.id AND NOT line.is_closed) END
            )""",
                lead=lead,
                going=GOING,
                ended=ENDED,
            )
        ]

    @api.model
    def _kfz_attention_fields(self):
        """The fields that the rank reads."""
        own = ("condition", "next_step_date", "signed_date", "date_deadline", "review_on")
        lines = [self.env[model]._fields for model in ("kfz.promise", "kfz.issue")]
        return [
            *(self._fields[name] for name in own),
            *(each[name] for each in lines for name in ("lead_id", "date_due", "is_closed")),
        ]
