from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...domain import ladder
from .ladder_common import LadderCase


@tagged("post_install", "-at_install")
class TestLadderAccess(LadderCase):
    """Officers work on their own and unassigned projects, managers on all, task forces on theirs; lead officials read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        people = {
            "official": "lead_official",
            "taskforce": "task_force_member",
        }
        cls.project = cls._project("signed", user=cls.officer)
        cls.free = cls._project("signed", name="示例无人项目")
        cls.other = cls._project("signed", zone=cls.zone_b, name="示例另一片区项目")
        for name, role in people.items():
            official = cls._official(f"示例{name}", user_id=getattr(cls, name).id)
            cls.env["kfz.assignment"].create(
                {"lead_id": cls.project.id, "official_id": official.id, "role": role}
            )
        cls.steps = {lead: cls._step(lead, days=-3) for lead in cls._leads()}
        for step in cls.steps.values():
            step._kfz_move(cls._in_days(4), "示例")
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def _leads(cls):
        return (cls.project, cls.free, cls.other)

    def _can(self, user, act):
        """For each project, whether the user can do something with its step."""
        found = []
        for step in self.steps.values():
            try:
                with self.env.cr.savepoint():
                    act(step.with_user(user))
                found.append(True)
            except AccessError:
                found.append(False)
            self.env.invalidate_all()
        return tuple(found)

    def test_each_role_reads_what_it_may(self):
        expected = {
            "officer": (True, True, False),
            "officer2": (True, True, False),
            "manager": (True, True, False),
            "manager_b": (False, False, True),
            "official": (True, False, False),
            "taskforce": (True, False, False),
            "joint": (False, False, False),
            "customs": (False, False, False),
            "employee": (False, False, False),
        }
        for name, can in expected.items():
            user = getattr(self, name)
            self.assertEqual(self._can(user, lambda step: step.read(["note"])), can, name)
            self.assertEqual(
                self._can(user, self._read_changes),
                can,
                name,
            )

    def _read_changes(self, step):
        step.sudo().change_ids.with_user(step.env.user).read(["reason"])

    def test_each_role_works_on_what_it_may(self):
        expected = {
            "officer": (True, True, False),
            "officer2": (False, True, False),
            "manager": (True, True, False),
            "manager_b": (False, False, True),
            "official": (False, False, False),
            "taskforce": (True, False, False),
            "joint": (False, False, False),
        }
        for name, can in expected.items():
            user = getattr(self, name)
            self.assertEqual(self._can(user, lambda step: step.write({"note": "示例"})), can, name)
            self.assertEqual(self._can(user, self._enter), can, name)

    def _enter(self, step):
        lead = step.sudo().lead_id
        free = set(ladder.STEPS) - set(lead.ladder_step_ids.mapped("step"))
        step.create({"lead_id": lead.id, "step": min(free)})

    def test_nobody_deletes_a_step(self):
        self.assertEqual(self._can(self.manager, lambda step: step.unlink()), (False,) * 3)

    def test_an_ended_assignment_reads_nothing(self):
        self.project.assignment_ids.write(
            {"date_from": self._days_ago(5), "date_to": self._days_ago(1)}
        )
        for user in (self.official, self.taskforce):
            self.assertEqual(self._can(user, lambda step: step.read(["note"])), (False,) * 3)

    def test_a_common_template_is_read_by_all_zones_and_changed_by_none(self):
        common = self.env.ref("kfz_investment.ladder_template_green").with_user(self.manager)
        self.assertTrue(common.name)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            common.name = "示例"
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            common.line_ids[0].number = 5
        own = common.browse(common.action_copy_for_zone()["res_id"])
        own.line_ids[0].number = 5
        self.assertEqual(own.company_id, self.zone_a)
        self.assertFalse(own.with_user(self.manager_b).search([("id", "=", own.id)]))
        with self.assertRaises(AccessError):
            common.with_user(self.officer).action_copy_for_zone()
