import datetime
from unittest.mock import patch

from ...domain import calendar
from .follow_up_common import DueCase

#: a Friday without a holiday near it
FRIDAY = datetime.date(2026, 3, 6)


def day(number):
    """A day of March 2026."""
    return datetime.date(2026, 3, number)


class IssueCase(DueCase):
    """A project with a lead official, a responsible unit and an account manager since January 2026, and issues due on a Friday."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit_login = cls.officer2
        cls.unit = cls._official("示例经发局", is_unit=True, user_id=cls.unit_login.id)
        assign = {"lead_id": cls.project.id, "official_id": cls.unit.id}
        cls.env["kfz.assignment"].create({**assign, "role": "responsible_unit"})
        start = datetime.date(2026, 1, 5)
        cls.env["kfz.assignment"].search(
            [("lead_id", "=", cls.project.id), ("date_to", "=", False)]
        ).write({"date_from": start})

    def _due_issue(self, user=None, **values):
        with calendar.showing(day(2)):
            return self._issue(user, **{"date_due": FRIDAY, **values})

    def _enterprise_issue(self, user=None, **values):
        given = {
            "partner_id": self._enterprise("示例无项目企业有限公司").id,
            "lead_id": False,
            "name": "示例事项：企业用工",
            "date_due": FRIDAY,
            "owner_id": self.keeper.id,
            **values,
        }
        with calendar.showing(day(2)):
            return self.env["kfz.issue"].with_user(user or self.officer).create(given)

    def _night(self, number):
        """The job of a night in March 2026, which commits nothing here, and everything read anew."""
        Cron = type(self.env["ir.cron"])
        with (
            calendar.showing(day(number)),
            patch.object(Cron, "_commit_progress", return_value=float("inf")) as self.commits,
        ):
            self.env["kfz.issue"].sudo()._cron_climb.__wrapped__(self.env["kfz.issue"].sudo())
        self.env.invalidate_all()

    def _inbox(self, user, since):
        """The texts of notices that a user got after a message."""
        found = self.env["mail.notification"].search(
            [
                ("res_partner_id", "=", user.partner_id.id),
                ("mail_message_id", ">", since),
                ("notification_type", "=", "inbox"),
            ]
        )
        return found.mail_message_id.mapped("body")

    def _last_message(self):
        return self.env["mail.message"].search([], order="id desc", limit=1).id

    def _at_joint_office(self, **values):
        issue = self._due_issue(**values)
        self._night(31)
        self.assertEqual(issue.level, "joint_office")
        return issue
