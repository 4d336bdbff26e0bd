import datetime

from odoo import SUPERUSER_ID, fields, models

from ...domain import calendar

#: how long the sheet of a transferred project carries its milestones back; benefit splits run over years
THREAD_DAYS = 3652
#: a sheet that comes back stays shared with the zone that returned it for at least so long: both read how it ended
RETURN_DAYS = 30


class KfzShare(models.Model):
    """How shares change hands at a transfer and at a return."""

    _inherit = "kfz.share"

    def _kfz_hand_over_sheet(self, opened, zone):
        """End all shares of the transferred project; its sheet follows the project opened in the other zone."""
        self.ensure_one()
        others = self.search(
            [("lead_id", "=", self.lead_id.id), ("state", "=", "published"), ("id", "!=", self.id)]
        )
        others._kfz_end("revoked")
        sheet = self._kfz_sheets()
        self.write({"state": "transferred"})
        sheet._kfz_become_thread(zone, self.company_id)
        # sudo: the share that follows the opened project belongs to the receiving zone
        thread = self._kfz_as_system().create(
            {
                "lead_id": opened.id,
                "level_id": self.env.ref("kfz_investment.share_level_standard").id,
                "recipient_ids": [fields.Command.set(self.company_id.ids)],
                "sheet_uid": self.sheet_uid,
                "state": "published",
                "is_thread": True,
                "published_on": fields.Datetime.now(),
                "published_by_id": SUPERUSER_ID,
                "date_end": calendar.today() + datetime.timedelta(days=THREAD_DAYS),
            }
        )
        thread._kfz_sync()

    def _kfz_end_thread(self):
        """The project goes back: its other shares end, and so does its thread."""
        self.search(
            [("lead_id", "=", self.lead_id.id), ("state", "=", "published"), ("id", "!=", self.id)]
        )._kfz_end("revoked")
        self.write({"state": "transferred"})

    def _kfz_take_up(self, zone):
        """The share of the zone of origin continues, with the zone that returned the project as its only reader."""
        self.search(
            [
                ("lead_id", "=", self.lead_id.id),
                ("state", "=", "published"),
                ("recipient_ids", "in", zone.ids),
            ]
        )._kfz_end("revoked")
        end = max(self.date_end, calendar.today() + datetime.timedelta(days=RETURN_DAYS))
        self.write(
            {"state": "published", "date_end": end, "recipient_ids": [fields.Command.set(zone.ids)]}
        )
