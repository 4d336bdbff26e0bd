import datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import KfzCase

DAY = datetime.timedelta(days=1)


@tagged("post_install", "-at_install")
class TestWorkload(KfzCase):
    """What officials and units carry, against a count by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader = cls._official("示例领导甲", rank="deputy", capacity=2)
        cls.unit = cls._official("示例一局", is_unit=True)
        cls.member = cls._official("示例组员", unit_id=cls.unit.id, capacity=5)
        cls.idle = cls._official("示例闲人", user_id=cls.officer.id)
        cls.gone = cls._official("示例已离任")
        cls.foreign = cls._official("示例外区", zone=cls.zone_b)
        cls.signed, cls.early, cls.late, cls.future, cls.asleep = (
            cls._project(stage, expected_revenue=amount, name=f"示例{number}")
            for number, (stage, amount) in enumerate(
                (("signed", 3e7), ("lead", 1e7), ("lead", 5e6), ("lead", 2e6), ("lead", 9e7))
            )
        )
        cls.asleep.write(
            {"condition": "dormant", "condition_reason": "示例", "review_on": cls.today}
        )
        cls.elsewhere = cls._project("lead", zone=cls.zone_b, expected_revenue=7e6)
        cls._assign_all()
        # as before nobody with open assignments was archived
        cls.env.flush_all()
        cls.env.cr.execute("UPDATE kfz_official SET active = FALSE WHERE id = %s", [cls.gone.id])
        cls.env.invalidate_all()
        cls._visit_all()

    @classmethod
    def _assign_all(cls):
        for official, role, lead, since, until in (
            (cls.leader, "lead_official", cls.signed, -9, False),
            (cls.leader, "task_force_lead", cls.signed, -9, False),
            (cls.leader, "task_force_member", cls.early, 0, False),
            (cls.leader, "account_manager", cls.late, -1, 5),
            (cls.leader, "lead_official", cls.future, 1, False),
            (cls.leader, "lead_official", cls.asleep, -9, False),
            (cls.member, "account_manager", cls.early, -9, 0),
            (cls.member, "task_force_member", cls.late, -9, False),
            (cls.unit, "responsible_unit", cls.signed, -9, False),
            (cls.gone, "account_manager", cls.late, -9, False),
            (cls.foreign, "lead_official", cls.elsewhere, -9, False),
        ):
            cls.env["kfz.assignment"].create(
                {
                    "lead_id": lead.id,
                    "official_id": official.id,
                    "role": role,
                    "date_from": cls.today + since * DAY,
                    "date_to": until is not False and cls.today + until * DAY,
                }
            )

    @classmethod
    def _visit_all(cls):
        for days, lead in ((0, cls.signed), (29, cls.early), (30, cls.early), (89, cls.late)):
            cls.env["kfz.interaction"].create(
                {
                    "lead_id": lead.id,
                    "date": cls._days_ago(days),
                    "summary": "示例",
                    "official_ids": [(6, 0, (cls.leader | cls.unit).ids)],
                }
            )

    def _row(self, official, user=None):
        self.env.flush_all()
        Workload = self.env["kfz.workload"].with_user(user or self.manager)
        return Workload.search([("official_id", "=", official.id)])

    def _assert_row(self, official, **expected):
        row = self._row(official)
        self.assertEqual({name: row[name] for name in expected}, expected)

    def test_a_person_with_several_roles(self):
        self._assert_row(
            self.leader,
            project_count=3,
            lead_official_count=1,
            account_manager_count=1,
            task_force_count=2,
            responsible_unit_count=0,
            planned_amount=4.5e7,
            signed_amount=1e6,
            visits_30=2,
            visits_90=4,
            last_visit=self.today,
            # the one of 89 days ago; that of 29 days ago is a contact
            quiet_count=1,
            capacity=2,
            free_capacity=-1,
            load="over",
            rank="deputy",
            has_login=False,
        )

    def test_who_handed_over_today_carries_it_no_more(self):
        self._assert_row(
            self.member, project_count=1, task_force_count=1, free_capacity=4, load="free"
        )
        self.assertEqual(self._row(self.member).unit_id, self.unit)

    def test_a_unit(self):
        self._assert_row(
            self.unit,
            is_unit=True,
            project_count=1,
            responsible_unit_count=1,
            visits_90=4,
            load="open",
        )

    def test_who_carries_nothing_is_a_row_and_who_is_archived_is_none(self):
        self._assert_row(
            self.idle,
            project_count=0,
            planned_amount=0,
            visits_90=0,
            last_visit=False,
            has_login=True,
        )
        self.assertFalse(self._row(self.gone))

    def test_a_capacity_that_is_used_up_is_full(self):
        self.leader.capacity = 3
        self._assert_row(self.leader, free_capacity=0, load="full")

    def test_zones_are_apart(self):
        self.assertFalse(self._row(self.foreign))
        self.assertFalse(self._row(self.leader, self.manager_b))
        self.assertEqual(self._row(self.foreign, self.manager_b).planned_amount, 7e6)

    def test_officers_and_managers_read_it_and_nobody_else(self):
        for name in ("officer", "manager"):
            self.assertTrue(self._row(self.leader, getattr(self, name)))
        for name in ("official", "taskforce", "joint", "customs", "committee", "employee"):
            with self.subTest(name), self.assertRaises(AccessError):
                self._row(self.leader, getattr(self, name))

    def test_sums_by_unit_and_zone(self):
        self.env.flush_all()
        Workload = self.env["kfz.workload"].with_user(self.manager)
        mine = [("official_id", "in", (self.leader | self.member | self.unit).ids)]
        [(zone, projects, amount)] = Workload._read_group(
            mine, ["company_id"], ["project_count:sum", "planned_amount:sum"]
        )
        self.assertEqual((zone, projects, amount), (self.zone_a, 5, 4.5e7 + 5e6 + 3e7))

    def test_a_row_opens_the_projects(self):
        action = self._row(self.leader).action_open_projects()
        self.assertEqual(action["res_model"], "crm.lead")
        carried = self.env["crm.lead"].search(action["domain"])
        self.assertEqual(carried, (self.signed | self.early | self.late) & carried)
        self.assertEqual(len(carried), 3)

    def test_the_page_of_an_official_counts_what_the_workload_counts(self):
        officials = self.leader | self.member | self.unit | self.idle
        self.late.write({"user_id": self.officer.id, "assignment_ids": [(5, 0, 0)]})
        for official in officials:
            with self.subTest(official.name):
                count = self._row(official).project_count
                mine = official.with_user(self.manager)
                mine.invalidate_recordset()
                self.assertEqual(mine.active_count, count)
                action = mine.action_open_projects()
                found = self.env["crm.lead"].with_user(self.manager).search(action["domain"])
                self.assertEqual(len(found), count)
        # a reader without the workload counts what is assigned to the official and goes on
        mine = self.leader.with_user(self.official)
        self.leader.user_id = self.official
        mine.invalidate_recordset()
        self.assertEqual(mine.active_count, 2)

    def test_a_project_counts_for_the_official_behind_its_user_unless_a_manager_is_on_record(self):
        """Oracle: for each project the account manager that its page names."""
        self._official("示例单位二", is_unit=True, user_id=self.officer.id)
        second = self._official("示例闲人乙", user_id=self.officer2.id)
        for lead in self.early | self.signed | self.future | self.asleep:
            lead.user_id = self.officer
        self.late.user_id = self.officer2
        self.env["kfz.assignment"].create(
            {"lead_id": self.early.id, "official_id": second.id, "role": "account_manager"}
        )
        self.env.flush_all()
        for official in self.leader | self.member | self.idle | second:
            leads = self.env["crm.lead"].search(
                [("is_promotion", "=", True), ("condition", "in", ("ongoing", "delayed"))]
            )
            managed = leads.filtered(
                lambda lead, official=official: (
                    official
                    in (
                        lead.assignment_ids.filtered(
                            lambda each: each.role == "account_manager" and each._kfz_is_current()
                        ).official_id
                        or lead._kfz_account_manager()
                    )
                )
            )
            self._assert_row(official, account_manager_count=len(managed))
        self._assert_row(second, account_manager_count=1)
