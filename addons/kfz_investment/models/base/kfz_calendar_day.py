from odoo import api, fields, models, tools

from ...domain.workdays import Workdays


class KfzCalendarDay(models.Model):
    """A day that is worked or off otherwise than its weekday says, by a holiday notice of the State Council.

    All zones share the days. A year counts as official when it has official days and no provisional ones; any other year is
    counted by weekends, and what is counted so is said to be provisional (``domain/workdays.py``).
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
        [("official", "Official"), ("provisional", "Provisional")],
        "Official or provisional",
        required=True,
        default="provisional",
    )
    name = fields.Char("Holiday", translate=True, help="The holiday to which the day belongs.")
    source = fields.Char("Source document", help="The notice that says so.")

    _date_unique = models.UniqueIndex("(date)", "This day is already in the calendar.")

    @api.model
    @tools.ormcache()
    def _kfz_workdays(self):
        """The working days of all years, as a table of ``domain/workdays.py``; read once."""
        # sudo: public holidays are no secret
        days = self.sudo().search_fetch([], ["date", "kind", "state"])
        official = {day.date.year for day in days if day.state == "official"}
        provisional = {day.date.year for day in days if day.state != "official"}
        return Workdays({day.date: day.kind == "work" for day in days}, official - provisional)
