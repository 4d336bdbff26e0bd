from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import KfzCase

LEAD, MEMBER = "task_force_lead", "task_force_member"


@tagged("post_install", "-at_install")
class TestTaskForce(KfzCase):
    """A project has a task force with a leader and several members at once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._project("lead", user=cls.officer)
        cls.people = [cls._official(f"示例组员{letter}") for letter in "甲乙丙丁"]

    def _assign(self, people, role=MEMBER, leads=None, user=None):
        officials = self.env["kfz.official"].union(*people)
        values = {"lead_ids": (leads or self.lead).ids, "role": role}
        if role == MEMBER:
            values["official_ids"] = [(6, 0, officials.ids)]
        else:
            values["official_id"] = officials.id
        wizard = self.env["kfz.lead.assign"].with_user(user or self.manager).create(values)
        return wizard.action_apply()

    def _force(self, leader, members, user=None):
        action = self.lead.with_user(user or self.officer).action_task_force()
        wizard = self.env["kfz.task.force"].with_user(user or self.officer).browse(action["res_id"])
        members = self.env["kfz.official"].union(*members) if members else leader.browse()
        wizard.write({"leader_id": leader.id, "member_ids": [(6, 0, members.ids)]})
        return wizard.action_apply()

    def _members(self, lead=None):
        return (lead or self.lead)._kfz_task_force()[1]

    def test_a_second_member_ends_nobody(self):
        self._assign(self.people[:1])
        self._assign(self.people[1:3])
        self.assertEqual(len(self._members()), 3)
        self.assertFalse(self.lead.assignment_ids.filtered("date_to"))

    def test_who_is_a_member_already_stays_as_they_are(self):
        self._assign(self.people[:1])
        before = self.lead.assignment_ids
        self._assign(self.people[:2])
        self.assertEqual(len(self.lead.assignment_ids - before), 1)
        self.assertFalse(before.date_to)

    def test_members_join_several_projects_at_once(self):
        other = self._project("lead", user=self.officer)
        self._assign(self.people[:2], leads=self.lead | other)
        self.assertEqual(len(self._members(other)), 2)

    def test_another_leader_takes_over_and_leaves_the_members(self):
        self._assign(self.people[:2])
        self._assign(self.people[2:3], LEAD)
        self._assign(self.people[3:4], LEAD)
        leader, members = self.lead._kfz_task_force()
        self.assertEqual((leader, len(members)), (self.people[3], 2))

    def test_nobody_chosen_is_said(self):
        with self.assertRaisesRegex(UserError, "Choose who is assigned first"):
            self._assign([])

    def test_a_unit_is_no_member(self):
        unit = self._official("示例招商局", is_unit=True)
        with self.assertRaisesRegex(ValidationError, "is a unit"):
            self._assign([unit])

    # leader and members as one list

    def test_the_list_ends_who_is_out_and_starts_who_is_new_and_leaves_the_rest(self):
        first, second, third, fourth = self.people
        self._force(first, [second, third])
        kept = self.lead.assignment_ids.filtered(lambda each: each.official_id in first | second)
        self._force(first, [second, fourth])
        self.assertEqual(self._members(), second | fourth)
        self.assertFalse(any(kept.mapped("date_to")))
        ended = self.lead.assignment_ids.filtered("date_to")
        self.assertEqual((ended.official_id, ended.date_to), (third, self.today))
        # … and again today
        self._force(first, [second, third, fourth])
        self.assertEqual(self._members(), second | third | fourth)

    def test_a_member_becomes_the_leader(self):
        first, second = self.people[:2]
        self._force(first, [second])
        self._force(second, [first])
        self.assertEqual(self.lead._kfz_task_force(), (second, first))
        self.assertEqual(self.lead.task_force_names, f"{second.name} (leader), {first.name}")

    def test_the_window_shows_the_task_force_as_it_is(self):
        self._force(self.people[0], self.people[1:3])
        action = self.lead.with_user(self.officer).action_task_force()
        wizard = self.env["kfz.task.force"].with_user(self.officer).browse(action["res_id"])
        self.assertEqual(wizard.leader_id, self.people[0])
        self.assertEqual(wizard.member_ids, self.people[1] | self.people[2])

    def test_members_have_a_leader(self):
        with self.assertRaisesRegex(ValidationError, "A task force has a leader"):
            self._force(self.people[0].browse(), self.people[:1])

    def test_a_task_force_can_be_dissolved(self):
        self._force(self.people[0], self.people[1:2])
        self._force(self.people[0].browse(), [])
        self.assertFalse(self.lead.task_force_names)
        self.assertEqual(len(self.lead.assignment_ids.filtered("date_to")), 2)

    def test_its_people_are_of_the_zone(self):
        foreign = self._official("示例外区", zone=self.zone_b)
        with self.assertRaises(UserError):
            self._force(foreign, [])

    def test_who_may_not_change_the_project_sets_no_task_force(self):
        free = self._project("lead", user=self.officer2)
        for user in (self.officer, self.manager_b, self.official, self.joint):
            with self.subTest(user.login), self.assertRaises(AccessError):
                free.with_user(user).action_task_force()

    # who can get in

    def test_it_says_who_cannot_get_in(self):
        none, closed, other, fine = self.people
        other.user_id, fine.user_id = self.employee, self.taskforce
        closed.user_id = self.officer2
        self.officer2.active = False
        form = Form(
            self.env["kfz.lead.assign"].with_context(default_lead_ids=self.lead.ids),
            "kfz_investment.kfz_lead_assign_view_form",
        )
        form.role = MEMBER
        for official in self.people:
            form.official_ids.add(official)
        lines = form.login_gaps.splitlines()
        self.assertEqual(len(lines), 3)
        self.assertIn(f"“{none.name}” has no login", lines[0])
        self.assertIn(f"“{closed.name}” has no login", lines[1])
        self.assertIn(f"“{other.name}” does not have the role “Task force”", lines[2])
        form.save().action_apply()
        self.assertEqual(len(self._members()), 4)

    def test_members_see_and_change_their_project_and_no_other_as_long_as_they_are_assigned(self):
        self.people[0].user_id = self.taskforce
        other = self._project("lead", user=self.officer)
        mine = self.lead.with_user(self.taskforce)
        self.assertFalse(mine.has_access("read"))
        self._assign(self.people[:2])
        self.assertTrue(mine.has_access("write"))
        self.assertFalse(other.with_user(self.taskforce).has_access("read"))
        self._assign(self.people[2:3])
        self.assertTrue(mine.has_access("write"))
        self.lead.assignment_ids.date_to = self._days_ago(0)
        self.lead.assignment_ids.date_from = self._days_ago(3)
        self.lead.assignment_ids.date_to = self._days_ago(1)
        self.assertFalse(mine.has_access("read"))
