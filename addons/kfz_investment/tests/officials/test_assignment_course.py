import datetime

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ...domain import calendar
from ..common import KfzCase

DAY = datetime.timedelta(days=1)


@tagged("post_install", "-at_install")
class TestAssignmentCourse(KfzCase):
    """An assignment begins on its first day, is over on its last, and belongs to whoever is in office."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("negotiation", user=cls.officer)
        cls.leader, cls.other = cls._official("示例领导甲"), cls._official("示例领导乙")

    def _assign(self, official, role="lead_official", **dates):
        values = {"lead_id": self.project.id, "official_id": official.id, "role": role, **dates}
        return self.env["kfz.assignment"].create(values)

    def test_one_until_a_day_counts_until_then(self):
        self._assign(self.leader, date_to=self.today + 9 * DAY)
        self.assertEqual(self.project.lead_official_id, self.leader)
        self.assertEqual(self.leader.active_count, 1)
        with self.assertRaises(ValidationError):
            self.leader.active = False
        with self.assertRaises(ValidationError):
            self._assign(self.other)

    def test_one_from_a_day_counts_from_then_on(self):
        self._assign(self.leader, date_from=self.today + DAY)
        self.assertFalse(self.project.lead_official_id)
        with self.assertRaises(ValidationError):
            self.leader.active = False
        with calendar.showing(self.today + DAY):
            self.env["kfz.assignment"]._cron_turns()
            self.assertEqual(self.project.lead_official_id, self.leader)

    def test_the_night_ends_what_is_over(self):
        self._assign(self.leader, date_to=self.today + DAY)
        with calendar.showing(self.today + 9 * DAY):
            self.env["kfz.assignment"]._cron_turns()
            self.assertFalse(self.project.lead_official_id)

    def test_what_has_not_begun_is_taken_out_and_leaves_no_past(self):
        later = self._assign(self.leader, date_from=self.today + 5 * DAY)
        self.project._kfz_hand_over("lead_official", self.other)
        self.assertFalse(later.exists())
        self.assertEqual(self.project.lead_official_id, self.other)
        again = self._assign(self.leader, "task_force_member", date_from=self.today + 5 * DAY)
        again.with_user(self.officer).action_end()
        self.assertFalse(again.exists())

    def test_whoever_leaves_hands_on_what_has_not_begun(self):
        self._assign(self.leader, date_from=self.today + 5 * DAY)
        wizard = (
            self.env["kfz.official.leave"]
            .with_user(self.manager)
            ._kfz_for(self.leader.with_user(self.manager))
        )
        wizard.line_ids.successor_id = self.other
        wizard.action_apply()
        [handed] = self.project.assignment_ids.filtered(lambda each: each.role == "lead_official")
        self.assertEqual((handed.official_id, handed.date_from), (self.other, self.today + 5 * DAY))
        self.assertFalse(self.leader.active)

    def test_who_has_left_takes_on_nothing(self):
        self.leader.active = False
        with self.assertRaises(ValidationError):
            self._assign(self.leader)
        past = self._assign(self.leader, date_from=self.today - 9 * DAY, date_to=self.today - DAY)
        self.assertTrue(past)

    def test_what_is_recorded_is_not_rewritten(self):
        row = self._assign(self.leader)
        for values in ({"official_id": self.other.id}, {"role": "account_manager"}):
            with self.subTest(values=values), self.assertRaises(UserError):
                row.with_user(self.manager).write(values)
        row.with_user(self.manager).write({"official_id": self.leader.id, "date_to": self.today})

    def test_a_task_force_has_one_leader_at_a_time(self):
        self._assign(self.leader, "task_force_lead")
        with self.assertRaises(ValidationError):
            self._assign(self.other, "task_force_lead")

    def test_who_becomes_lead_official_stands_in_the_chatter(self):
        self.env.cr.execute(
            "UPDATE crm_lead SET create_date = create_date - interval '1 day' WHERE id = %s",
            [self.project.id],
        )
        self.env.invalidate_all()
        self.project.with_user(self.officer)._kfz_hand_over("lead_official", self.leader)
        message = self.project.message_ids[0]
        self.assertIn(self.leader.name, message.body)
        self.assertEqual(message.author_id, self.officer.partner_id)

    def test_entering_a_project_with_its_lead_official_adds_no_line_to_the_chatter(self):
        leading = {"official_id": self.leader.id, "role": "lead_official"}
        project = self._project("lead", user=self.officer, assignment_ids=[(0, 0, leading)])
        self.assertEqual(project.lead_official_id, self.leader)
        said = [body for body in project.message_ids.mapped("body") if self.leader.name in body]
        self.assertFalse(said)
