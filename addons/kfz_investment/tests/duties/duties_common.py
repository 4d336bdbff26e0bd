import datetime
from contextlib import ExitStack

from ...domain import calendar
from ..follow_up.follow_up_common import DueCase


class DutiesCase(DueCase):
    """The project of ``DueCase``, seen on days that a test chooses."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Duty = cls.env["kfz.duty"]
        cls.leading.date_from = "2026-01-05"
        # rules of the tests alone
        cls.env["kfz.duty.rule"].search([]).active = False

    def _on(self, day):
        """Let today be a day until the test ends."""
        stack = ExitStack()
        stack.enter_context(calendar.showing(day))
        self.addCleanup(stack.close)
        self.env.invalidate_all()
        return stack

    @classmethod
    def _rule(cls, **values):
        given = {"name": "示例：责任", "company_id": False, "role": "lead_official", "number": 10}
        return cls.env["kfz.duty.rule"].create({**given, **values})

    def _duty(self, role="lead_official", lead=None):
        self.env.invalidate_all()
        wanted = [("lead_id", "=", (lead or self.project).id), ("role", "=", role)]
        return self.Duty.search(wanted)

    def _visit(self, day, *officials, user=None):
        visit = {
            "lead_id": self.project.id,
            "summary": "示例走访",
            "date": day,
            "official_ids": [(6, 0, [each.id for each in officials])],
        }
        if user:
            visit["user_id"] = user.id
        return self.env["kfz.interaction"].create(visit)

    def _pause(self, start, end, user=None, lead=None, **values):
        return (
            self.env["kfz.pause"]
            .with_user(user or self.officer)
            .create(
                {
                    "lead_id": (lead or self.project).id,
                    "date_from": start,
                    "date_until": end,
                    "reason": "示例：企业内部调整",
                    **values,
                }
            )
        )


def days(number):
    return datetime.timedelta(days=number)
