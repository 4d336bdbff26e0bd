from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from ...domain import calendar, issue_climb


class KfzIssue(models.Model):
    """Until when an issue is cleared, in working days, and which units take part."""

    _inherit = "kfz.issue"

    unit_ids = fields.Many2many(
        "kfz.official",
        "kfz_issue_unit_rel",
        "issue_id",
        "official_id",
        "Units that take part",
        check_company=True,
        domain="[('is_unit', '=', True), ('company_id', '=', company_id)]",
        help="Units of the zone that work on it beside whoever answers for it.",
    )
    due_text = fields.Char(
        "Time left",
        compute="_compute_due_text",
        help="Working days until the deadline or since, by the calendar of holiday notices.",
    )

    postponed_count = fields.Integer(
        "Times put off",
        readonly=True,
        copy=False,
        help="Whoever answers for an issue puts it off once, before it is overdue; after that somebody else decides.",
    )
    first_due = fields.Date("First deadline", readonly=True, copy=False)
    postponed_why = fields.Char("Why it was put off", readonly=True, copy=False)
    is_my_units = fields.Boolean(
        "My units take part",
        compute="_compute_is_my_units",
        search="_search_is_my_units",
        exportable=False,
        help="Your unit takes part, or you stand for one that does.",
    )

    @api.depends("unit_ids")
    @api.depends_context("uid")
    def _compute_is_my_units(self):
        mine = self._kfz_my_units()
        for issue in self:
            issue.is_my_units = bool(issue.unit_ids & mine)

    def _search_is_my_units(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("unit_ids", "in", self._kfz_my_units().ids)
        return mine if True in value else ~mine

    @api.model
    def _kfz_my_units(self):
        """The units for which the user stands, and those to which the user belongs."""
        # sudo: as whom the user acts, which needs no right to other officials
        people = self._kfz_my_officials().sudo()
        units = people.filtered("is_unit") | people.unit_id
        return units.with_env(self.env)

    @api.constrains("unit_ids")
    def _check_units(self):
        for issue in self:
            if person := issue.unit_ids.filtered(lambda each: not each.is_unit)[:1]:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is a person. Choose units here; the person who answers for it has a field of their own.",
                        name=person.name,
                    )
                )

    def _kfz_postpone(self, day, reason):
        """:raises AccessError: for whoever answers for an issue that was put off before or is overdue, so that it would never climb"""
        before = self.date_due
        is_later = bool(day) and day > before
        if is_later and (self.postponed_count or self.is_overdue) and self._kfz_is_owner():
            raise AccessError(
                self.env._(
                    "“%(name)s” was put off before or is overdue. You answer for it, so a colleague or a manager decides on a later day.",
                    name=self.name,
                )
            )
        if self.state == "solved":
            raise UserError(
                self.env._(
                    "“%(name)s” was reported as solved. Open it again before its deadline moves.",
                    name=self.name,
                )
            )
        super()._kfz_postpone(day, reason)
        self._kfz_set(
            first_due=self.first_due or before,
            postponed_why=self._kfz_words_given(reason),
            postponed_count=self.postponed_count + is_later,
        )

    def _kfz_workdays(self):
        """The working days of the zone of an issue; of the zone in which the user works, before there is one."""
        zone = self.company_id or self.env.company
        return self.env["kfz.calendar.day"]._kfz_workdays(zone)

    @api.model
    def _kfz_proposed_due(self):
        """The day that a new issue proposes, by the setting of the zone in which the user works."""
        days = self.env.company._kfz_settings().kfz_issue_days
        return self._kfz_workdays().add(calendar.today(), max(days, 1))

    @api.depends("date_due", "is_closed", "lead_id.condition")
    @api.depends_context("lang")
    def _compute_due_text(self):
        today = calendar.today()
        for issue in self:
            if issue.is_closed or not issue.date_due:
                issue.due_text = False
                continue
            workdays = issue._kfz_workdays()
            text = issue._kfz_days_text(workdays.between(today, issue.date_due), today)
            if issue_climb.is_guess(workdays, today, issue.date_due):
                text = self.env._("%(text)s (provisional, counted by weekends)", text=text)
            issue.due_text = text

    def _kfz_days_text(self, days, today):
        """:param days: working days from today to the deadline, negative once it has passed"""
        env = self.env
        if self.date_due == today:
            return env._("Due today")
        if self.date_due > today:
            if days < 1:
                return env._("Due before the next working day")
            if days == 1:
                return env._("Due in one working day")
            return env._("Due in %(count)s working days", count=days)
        late = self._kfz_days_late(today)
        if not late:
            return env._("Deadline passed, no working day since")
        if late == 1:
            return env._("Overdue by one working day")
        return env._("Overdue by %(count)s working days", count=late)

    def _kfz_days_late(self, day):
        """Working days after the deadline up to a day."""
        return max(self._kfz_workdays().between(self.date_due, day), 0)
