import csv

from odoo import api, models
from odoo.tools import file_open

MODULE = "kfz_investment"
#: days by the notices of the State Council; ``bench/calendar_days.py`` writes it
SHIPPED = f"{MODULE}/data/kfz.calendar.day.csv"


class KfzCalendarDay(models.Model):
    """The days that come with the product are entered once; from then on they are the administrator's."""

    _inherit = "kfz.calendar.day"

    @api.model
    def _kfz_enter_shipped(self):
        """Enter the shipped days of years that have no official days yet; called by each installation and update.

        A year that is there stays as it is, also where days of it were corrected or deleted, or its notice was taken in before
        the product brought it. So do single days that somebody has entered ahead.
        """
        # what an update does not write again must be kept by it, too
        shipped = [("module", "=", MODULE), ("model", "=", self._name), ("noupdate", "=", False)]
        self.env["ir.model.data"].search(shipped).noupdate = True
        days = self.search([("company_id", "=", False)])
        official = {day.date.year for day in days if day.state == "official"}
        there = {str(day.date) for day in days}
        with file_open(SHIPPED) as file:
            rows = [
                row
                for row in csv.DictReader(file)
                if int(row["date"][:4]) not in official and row["date"] not in there
            ]
        self._load_records(
            [
                {"xml_id": f"{MODULE}.{row.pop('id')}", "values": row, "noupdate": True}
                for row in rows
            ],
            update=True,
        )
