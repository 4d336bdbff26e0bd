import datetime

from odoo.tests import tagged

from ...domain import calendar
from .duties_common import DutiesCase, days

#: a Monday; the week and the next are without holidays
MONDAY = datetime.date(2026, 6, 1)


@tagged("post_install", "-at_install")
class TestDutiesPages(DutiesCase):
    """Pauses, triages and answers stand on the timeline of their project and on its one-page sheet."""

    def setUp(self):
        super().setUp()
        self._on(MONDAY)
        lead = {"name": "示例线索", "is_promotion": True, "user_id": self.officer.id}
        lead["partner_id"] = self._enterprise().id
        self.lead = self.env["crm.lead"].with_user(self.officer).create(lead)
        self.response = self.lead.response_ids.with_user(self.officer)

    def _triage(self, **values):
        given = {"lead_id": self.lead.id, "verdict": "pursue", "reason": "示例：符合产业定位"}
        given["signer_id"] = self.leader.id
        return self.env["kfz.triage"].with_user(self.officer).create({**given, **values})

    def _rows(self, kind, user=None):
        self.env.invalidate_all()
        rows = self.lead.with_user(user or self.officer).action_timeline()["rows"]
        return [
            (row["date"], row["title"], row["detail"], row["who"], row["planned"])
            for row in rows
            if row["kind"] == kind
        ]

    def _standing(self, user=None):
        self.env.invalidate_all()
        return dict(self.lead.with_user(user or self.officer)._kfz_sheet_standing())

    def test_the_step_that_is_due_is_planned_and_what_was_done_stays(self):
        [planned] = self._rows("response")
        self.assertEqual(planned, ("2026-06-02", "To be acknowledged", "", "", True))
        self.response.action_acknowledge()
        self._triage()
        self._on(MONDAY + days(3))
        self.response._kfz_answer("示例：已答复", "letter", calendar.today())
        officer = self.officer.name
        self.assertEqual(
            self._rows("response"),
            [
                ("2026-06-04", "Lead answered", "示例：已答复", officer, False),
                ("2026-06-01", "Lead acknowledged", "", officer, False),
            ],
        )
        self.assertEqual(
            self._rows("triage"),
            [("2026-06-01", "Pursue", "示例：符合产业定位", self.leader.name, False)],
        )

    def test_a_pause_has_its_beginning_and_its_early_end(self):
        pause = self._pause(MONDAY + days(1), MONDAY + days(20), lead=self.lead)
        officer, reason = self.officer.name, "示例：企业内部调整"
        begun = "Paused until Jun 21, 2026"
        self.assertEqual(self._rows("pause"), [("2026-06-02", begun, reason, officer, True)])
        self._on(MONDAY + days(4))
        pause.action_resume()
        self.assertEqual(
            self._rows("pause"),
            [
                ("2026-06-05", "Resumed", "", officer, False),
                ("2026-06-02", begun, reason, officer, False),
            ],
        )

    def test_nothing_is_planned_of_a_lead_that_has_ended(self):
        reason = self.env["crm.lost.reason"].search([], limit=1)
        self.lead.with_user(self.manager).action_set_lost(lost_reason_id=reason.id)
        self.assertFalse(self._rows("response"))

    def test_the_sheet_says_how_the_project_stands(self):
        self.assertFalse(self._standing())
        self._triage(verdict="reserve")
        self._triage(verdict="decline")
        self._pause(MONDAY, MONDAY + days(20), lead=self.lead)
        self.response._kfz_answer("示例：已答复", "letter", calendar.today())
        self.assertEqual(
            self._standing(),
            {
                "Paused": "until 21 June 2026: 示例：企业内部调整",
                "Triage": f"Decline, signed by {self.leader.name} on 1 June 2026: 示例：符合产业定位",
                "Response": "answered on 1 June 2026: 示例：已答复",
            },
        )
        titles = [part.title for part in self.lead._kfz_sheet()["parts"]]
        self.assertIn("How it stands", titles)
        self._on(MONDAY + days(21))
        self.assertNotIn("Paused", self._standing())
