from odoo import api, fields, models, tools

from ...domain.workdays import Workdays
from .period_words import day_text, weekday_names


class KfzCalendarDay(models.Model):
    """A day that is worked or off otherwise than its weekday says, by a holiday notice of the State Council or in one zone alone.

    Days without a zone count everywhere; a zone's own day comes before them. A year counts as official when it has official
    days for all zones and no provisional ones; any other year is counted by weekends, and what is counted so is said to be
    provisional (``domain/workdays.py``).
    """

    _name = "kfz.calendar.day"
    _description = "Calendar day"
    _inherit = ["kfz.cached.rows.mixin"]
    _order = "date desc"
    _rec_name = "date"

    date = fields.Date("Day", required=True)
    kind = fields.Selection(
        [("work", "Working day"), ("off", "Day off")],
        "Working day or day off",
        required=True,
        default="off",
    )
    state = fields.Selection(
        [("official", "By official notice"), ("provisional", "Provisional")],
        "Official or provisional",
        required=True,
        default="provisional",
    )
    name = fields.Char("Holiday", translate=True, help="The holiday to which the day belongs.")
    source = fields.Char("Source document", help="The notice that says so.")
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        index="btree_not_null",
        ondelete="cascade",
        default=lambda self: self._kfz_default_zone(),
        help="Empty: the day counts in all zones. A zone's own day comes before one of all zones.",
    )

    weekday = fields.Char(compute="_compute_weekday")
    may_change = fields.Boolean(
        compute="_compute_may_change",
        export_string_translation=False,
        exportable=False,
    )

    _date_unique = models.UniqueIndex(
        "(date, COALESCE(company_id, 0))",
        "This day is already in the calendar. Open it there, and change it if it is wrong.",
    )

    @api.depends("date")
    @api.depends_context("lang")
    def _compute_weekday(self):
        names = weekday_names(self.env)
        for day in self:
            day.weekday = bool(day.date) and names[day.date.weekday()]

    @api.depends("date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for day in self:
            day.display_name = day_text(self.env, day.date)

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_may_change(self):
        """Days of all zones are the administrator's to change, those of a zone its managers'."""
        user = self.env.user
        is_admin = user.has_group("base.group_system")
        is_manager = user.has_group("kfz_investment.group_kfz_manager")
        for day in self:
            is_own = is_manager and bool(day.company_id)
            day.may_change = is_admin or is_own or not day._origin

    @api.model
    def _kfz_default_zone(self):
        """A manager adds days of the zone; the administrator those of all zones."""
        if self.env.su or self.env.user.has_group("base.group_system"):
            return False
        return self.env.company

    @api.model
    def _kfz_workdays(self, company=None):
        """The working days of all years, as a table of ``domain/workdays.py``; read once.

        :param company: the zone whose own days count too
        """
        return self._kfz_workdays_of(company.id if company else False)

    @api.model
    @tools.ormcache("company_id")
    def _kfz_workdays_of(self, company_id):
        # sudo: public holidays are no secret, and a zone's own days count for whoever works on its projects
        days = self.sudo().search_fetch(
            [("company_id", "in", (False, company_id))], ["date", "kind", "state", "company_id"]
        )
        common = days.filtered(lambda day: not day.company_id)
        official = {day.date.year for day in common if day.state == "official"}
        provisional = {day.date.year for day in common if day.state != "official"}
        exceptions = {day.date: day.kind == "work" for day in (*common, *(days - common))}
        return Workdays(exceptions, official - provisional)

    # in words

    @api.model
    def _kfz_provisional_text(self, start, end, company=None):
        """What is said beside a date that was counted in working days from another, where a year between them has no notice."""
        year = start and end and self._kfz_workdays(company).open_year(start, end)
        if not year:
            return ""
        return self.env._(
            "Provisional: counted by weekends until the holiday notice of %(year)s is out",
            year=year,
        )

    @api.model
    def _kfz_work_days_text(self, today, due, company=None):
        """How many working days are left until a day, or have passed since; says where that rests on a year without a notice."""
        workdays = self._kfz_workdays(company)
        left = workdays.between(today, due)
        if left < 0 or due < today:
            return self.env._("Over by %(days)s working days", days=max(-left, 1))
        if year := workdays.open_year(today, due):
            return self.env._(
                "%(days)s working days left (provisional: the holidays of %(year)s are not announced yet)",
                days=left,
                year=year,
            )
        return self.env._("%(days)s working days left", days=left)
