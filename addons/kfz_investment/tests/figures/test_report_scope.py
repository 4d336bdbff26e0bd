from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.base.period_words import day_text, moment_text, month_text
from .report_common import ReportCase

REPORTS = (
    "kfz.signed.landed.report",
    "kfz.trade.report",
    "kfz.award.report",
    "kfz.trade.target",
    "kfz.zone.follow.up",
)


@tagged("post_install", "-at_install")
class TestReportScope(ReportCase):
    """Every page of figures says whose they are, until when, and what is counted."""

    def _scope(self, user, model="kfz.signed.landed.report", measures=(), **context):
        return self.env[model].with_user(user).with_context(**context).kfz_scope(list(measures))

    def test_an_officer_reads_all_projects_of_the_zone(self):
        for user in (self.officer, self.manager):
            self.assertEqual(self._scope(user)[0], f"{self.zone_a.display_name}, all projects")

    def test_a_lead_official_reads_the_assigned_projects_only(self):
        whose = f"{self.zone_a.display_name}, only the projects assigned to you"
        self.assertEqual(self._scope(self.official)[0], whose)
        self.official.group_ids += self.env.ref("kfz_investment.group_kfz_officer")
        self.assertEqual(self._scope(self.official)[0], f"{self.zone_a.display_name}, all projects")

    def test_the_joint_office_reads_all_zones(self):
        count = self.env["res.company"].search_count([("zone_code", "!=", False)])
        self.assertEqual(self._scope(self.joint)[0], f"All {count} zones, all projects")

    def test_the_zones_are_those_of_the_company_menu(self):
        zones = self.zone_a | self.zone_b
        whose = self._scope(self.manager_all, allowed_company_ids=zones.ids)[0]
        self.assertEqual(
            whose, f"{self.zone_a.display_name}, {self.zone_b.display_name}, all projects"
        )

    def test_now_and_a_past_moment_are_told_apart(self):
        self.assertEqual(
            self._scope(self.officer)[1], f"until today, {day_text(self.env, self.today)}"
        )
        past = self._scope(self.officer, kfz_as_of="2023-09-30")[1]
        self.assertEqual(past, "as known at the end of Sep 30, 2023")

    def test_credited_figures_are_explained_where_they_are_shown(self):
        said = "credited as the zones agreed in their benefit splits"
        self.assertNotIn(said, self._scope(self.officer, measures=["signed_amount"]))
        self.assertIn(said, self._scope(self.officer, measures=["credited_signed_amount"]))

    def test_whatever_else_a_client_sends_is_ignored(self):
        expected = self._scope(self.officer)
        report = self.env["kfz.signed.landed.report"].with_user(self.officer)
        for junk in (None, False, 7, "credited_", {"a": 1}, [None, 7, ["x"], {}]):
            self.assertEqual(report.kfz_scope(junk), expected)

    def test_who_may_not_read_the_figures_is_told_nothing(self):
        for model in REPORTS:
            for user in (self.employee, self.portal):
                with self.subTest(model=model, user=user.login), self.assertRaises(AccessError):
                    self._scope(user, model)

    def test_every_role_of_a_report_gets_its_line(self):
        for model in REPORTS:
            for user in (self.officer, self.manager, self.joint, self.customs, self.committee):
                if self.env[model].with_user(user).has_access("read"):
                    with self.subTest(model=model, user=user.login):
                        self.assertGreaterEqual(len(self._scope(user, model)), 3)

    def test_every_page_of_figures_has_the_line(self):
        for model in REPORTS:
            views = self.env["ir.ui.view"].search(
                [("model", "=", model), ("inherit_id", "=", False)]
            )
            shown = views.filtered(lambda view: view.type in ("pivot", "graph", "list", "kanban"))
            self.assertTrue(shown)
            for view in shown:
                self.assertIn(f'js_class="kfz_figures_{view.type}"', view.arch, view.name)

    def test_quarters_and_years_are_named_in_the_language_of_the_reader(self):
        fields = {"kfz.signed.landed.report": {"quarter"}, "kfz.trade.report": {"quarter", "year"}}
        for model, names in fields.items():
            for lang, quarter, year in (
                ("zh_CN", "2023年第3季度", "2023年"),
                ("en_US", "Q3 2023", "2023"),
            ):
                found = self.env[model].with_context(lang=lang).fields_get(names, ["selection"])
                self.assertEqual(dict(found["quarter"]["selection"])["2023-Q3"], quarter)
                if "year" in names:
                    self.assertEqual(dict(found["year"]["selection"])["2023"], year)

    def test_days_months_and_moments_are_written_as_an_office_writes_them(self):
        day = self.today.replace(year=2026, month=7, day=5)
        moment = self.env.cr.now().replace(2026, 7, 4, 16, 5)
        chinese = self.env(context={"lang": "zh_CN"})
        self.assertEqual(day_text(chinese, day), "2026年7月5日")
        self.assertEqual(month_text(chinese, day), "2026年7月")
        self.assertEqual(moment_text(chinese, moment), "2026年7月5日 00:05")
        self.assertEqual(day_text(self.env, day), "Jul 5, 2026")
        self.assertEqual(month_text(self.env, day), "Jul 2026")
        self.assertEqual(moment_text(self.env, moment), "Jul 5, 2026 00:05")
        self.assertEqual([day_text(chinese, False), moment_text(chinese, None)], ["", ""])
