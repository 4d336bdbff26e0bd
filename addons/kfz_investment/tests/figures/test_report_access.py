from odoo.exceptions import AccessError
from odoo.tests import tagged

from .report_common import ReportCase

PRIVATE_FIELDS = ("lead_id", "official_id", "user_id")
FIGURES = ["signed_count:sum", "signed_amount:sum", "landed_count:sum", "period_rate:avg"]


@tagged("post_install", "-at_install")
class TestReportAccess(ReportCase):
    """Access to figures, and to the names behind them (design §10)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls._signed("2023-01-10", user=cls.officer)
        cls.colleagues = cls._signed("2023-01-11", user=cls.officer2)
        cls.theirs = cls._signed("2023-01-12", zone=cls.zone_b)
        cls.projects = cls.mine | cls.colleagues | cls.theirs
        leader = cls._official("示例挂点领导", user_id=cls.official.id)
        cls.colleagues.assignment_ids = [
            (0, 0, {"official_id": leader.id, "role": "lead_official"})
        ]
        cls.entries = cls.env["kfz.figure.entry"].search([("lead_id", "in", cls.projects.ids)])

    def _rows(self, user):
        return self._report(user=user).search([("id", "in", self.entries.ids)])

    def _leads(self, user):
        return self._rows(user).sudo().lead_id

    def test_officers_and_managers_see_the_figures_of_their_zones_only(self):
        zone_a = self.mine | self.colleagues
        self.assertEqual(self._leads(self.officer), zone_a)
        self.assertEqual(self._leads(self.manager), zone_a)
        self.assertEqual(self._leads(self.manager_b), self.theirs)
        self.assertEqual(self._leads(self.manager_all), self.projects)

    def test_a_zone_switched_off_in_the_company_menu_is_left_out(self):
        report = self._report(user=self.manager_all).with_context(
            allowed_company_ids=self.zone_b.ids
        )
        self.assertEqual(report.search([("id", "in", self.entries.ids)]).lead_id, self.theirs)

    def test_another_zones_row_is_refused_by_its_id(self):
        row = self._report(user=self.manager_b).browse(self._rows(self.manager).ids[0])
        with self.assertRaises(AccessError):
            row.read(["signed_amount"])

    def test_a_lead_official_sees_only_their_projects(self):
        self.assertEqual(self._leads(self.official), self.colleagues)
        self.assertEqual(self._rows(self.official).lead_id, self.colleagues)

    def test_the_joint_office_reads_the_figures_of_all_zones(self):
        self.assertEqual(self._leads(self.joint), self.projects)
        groups = self._report(user=self.joint)._read_group(
            [("id", "in", self.entries.ids)], ["company_id"], ["signed_count:sum"]
        )
        self.assertEqual(groups, [(self.zone_a, 2), (self.zone_b, 1)])
        rows = self._report(user=self.joint).formatted_read_group(
            [("id", "in", self.entries.ids)],
            ["quarter", "company_id", "industry_function"],
            FIGURES,
        )
        self.assertTrue(rows)

    def test_the_joint_office_reads_no_project_official_or_manager(self):
        report, rows = self._report(user=self.joint), self._rows(self.joint)
        self.assertFalse(set(PRIVATE_FIELDS) & set(report.fields_get()))
        for name in PRIVATE_FIELDS:
            with self.subTest(name=name):
                for attempt in (
                    lambda name=name: rows.read([name]),
                    lambda name=name: rows.mapped(name),
                    lambda name=name: rows.web_read({name: {"fields": {"display_name": {}}}}),
                    lambda name=name: report._read_group([], [name], ["signed_count:sum"]),
                    lambda name=name: report.formatted_read_group([], [name], FIGURES),
                    lambda name=name: report._read_group([], [], [f"{name}:array_agg"]),
                    lambda name=name: report.search([(name, "=", 1)]),
                    lambda name=name: report.search([(f"{name}.display_name", "ilike", "示例")]),
                    lambda name=name: report.search([(name, "ilike", "示例")]),
                    lambda name=name: report.search([], order=name),
                ):
                    with self.assertRaises(AccessError):
                        attempt()
        with self.assertRaises(AccessError):
            rows[:1].action_open_projects()
        self.assertNotIn("示例项目", str(rows.read()))

    def test_the_joint_office_reads_no_project_by_another_way(self):
        for model in (
            "crm.lead",
            "kfz.figure.entry",
            "kfz.condition.change",
            "kfz.official",
            "kfz.agreement",
        ):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.joint).search([])

    def test_who_is_also_in_the_joint_office_reads_no_names_of_other_zones(self):
        self.joint.group_ids += self.env.ref("kfz_investment.group_kfz_officer")
        rows = self._rows(self.joint)
        self.assertEqual(len(rows), 3)
        with self.assertRaises(AccessError):
            rows.read(["lead_id"])
        arch = self._report(user=self.joint).get_view(view_type="list")["arch"]
        self.assertNotIn("lead_id", arch)

    def test_views_of_the_joint_office_hold_no_names(self):
        for view_type in ("list", "search", "pivot", "graph"):
            arch = self._report(user=self.joint).get_view(view_type=view_type)["arch"]
            for name in (*PRIVATE_FIELDS, "action_open_projects"):
                self.assertNotIn(name, arch)
        self.assertIn("lead_id", self._report(user=self.officer).get_view(view_type="list")["arch"])

    def test_who_has_no_role_in_the_promotion_reads_nothing(self):
        for user in (self.employee, self.salesman):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._report(user=user).search([])
            with self.assertRaises(AccessError):
                self._report(user=user)._read_group([], ["quarter"], ["signed_count:sum"])

    def test_the_report_cannot_be_changed(self):
        rows = self._rows(self.manager)
        for attempt in (
            lambda: rows.write({"signed_count": 9}),
            rows.unlink,
            lambda: rows.create({"signed_count": 1}),
        ):
            with self.assertRaises(AccessError):
                attempt()
