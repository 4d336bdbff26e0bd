import datetime
from unittest.mock import patch

from ...domain import calendar
from ..follow_up.follow_up_common import DueCase


class DigestCase(DueCase):
    """A project with what is due on it, and mornings: days are working days unless a test says otherwise."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Line = cls.env["kfz.digest.line"]
        # what other data brings does not count here
        cls.env["mail.activity"].search([("kfz_watched_on", "!=", False)]).unlink()
        cls.project._kfz_watch_dates()
        for rules in ("kfz.duty.rule", "kfz.light.rule"):
            cls.env[rules].search([]).active = False
        cls.monday = cls.today + datetime.timedelta(days=(7 - cls.today.weekday()) % 7)

    def _morning(self, days=0, works=True):
        """The job of a morning, which commits nothing here.

        :param days: from today
        :return: lines that were told then
        """
        before = self.Line.search([])
        Workdays = type(self.env["kfz.calendar.day"]._kfz_workdays())
        with (
            self._quiet_progress(),
            patch.object(Workdays, "is_work", return_value=works),
            calendar.showing(self._in_days(days)),
        ):
            self.env.flush_all()
            self.env.invalidate_all()
            self.env["kfz.digest"]._cron_digest()
        self.env.flush_all()
        return self.Line.search([]) - before

    def _quiet_progress(self):
        Cron = type(self.env["ir.cron"])
        return patch.object(Cron, "_commit_progress", return_value=float("inf"))

    def _told(self, lines, user):
        """The lines of a user, in their order, of the project's records and not of figures."""
        return lines.filtered(lambda line: line.user_id == user and line.source != "zone").sorted(
            "sequence"
        )

    def _inbox(self, user):
        return self.env["mail.notification"].search(
            [("res_partner_id", "=", user.partner_id.id), ("notification_type", "=", "inbox")]
        )

    def _step(self, days, **values):
        given = {"lead_id": self.project.id, "step": "customs", "planned_on": self._in_days(days)}
        return self.env["kfz.ladder.step"].create({**given, **values})
