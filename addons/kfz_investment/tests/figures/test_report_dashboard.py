import json

from odoo.tests import tagged

from .report_common import ReportCase


@tagged("post_install", "-at_install")
class TestReportDashboard(ReportCase):
    """The dashboard uses only fields of the report, and every role of the report may open it."""

    def setUp(self):
        super().setUp()
        self.dashboard = self.env.ref("kfz_investment.dashboard_kfz_signed_landed")
        self.snapshot = json.loads(self.dashboard._get_serialized_readonly_dashboard())["snapshot"]

    def _charts(self):
        return [figure["data"] for figure in self.snapshot["sheets"][0]["figures"]]

    def test_charts_and_table_read_for_every_role(self):
        self._signed("2023-01-10", landed_on="2023-05-01")
        table = self.snapshot["pivots"]["1"]
        self.assertEqual(len(self._charts()), 4)
        for user in (self.officer, self.manager, self.official, self.joint):
            report = self._report(user=user)
            for chart in self._charts():
                field = report._fields[chart["metaData"]["measure"]]
                report.formatted_read_group(
                    chart["searchParams"]["domain"],
                    chart["metaData"]["groupBy"],
                    [f"{field.name}:{field.aggregator}"],
                )
            report.formatted_read_group(
                table["domain"],
                [row["fieldName"] for row in table["rows"]],
                [
                    f"{measure['fieldName']}:{measure['aggregator']}"
                    for measure in table["measures"]
                    if not measure.get("computedBy")
                ],
            )

    def test_ages_come_in_their_own_order(self):
        for days in (400, 200, 100, 10):
            self._signed(self._days_ago(days).isoformat())
        for order in (None, "aging", "aging desc"):
            rows = self._report(user=self.manager)._read_group(
                [("aging", "!=", False)], ["aging"], ["open_count:sum"], order=order
            )
            ages = [age for age, _count in rows]
            expected = ["d0_90", "d91_180", "d181_365", "d366"]
            self.assertEqual(ages, expected[::-1] if order and "desc" in order else expected)

    def test_filters_point_at_fields_of_the_report(self):
        for part in (*self._charts(), self.snapshot["pivots"]["1"]):
            self.assertEqual(
                set(part["fieldMatching"]),
                {filter_["id"] for filter_ in self.snapshot["globalFilters"]},
            )
            for match in part["fieldMatching"].values():
                self.assertEqual(self._report()._fields[match["chain"]].type, match["type"])

    def test_amounts_are_in_the_unit_that_their_heading_names(self):
        self.assertFalse(
            [chart for chart in self._charts() if "amount" in chart["metaData"]["measure"]]
        )
        self.env["res.lang"]._activate_lang("zh_CN")
        for lang, words, factor in (
            ("zh_CN", "（万元）", "10000"),
            ("en_US", " (CNY million)", "1000000"),
        ):
            dashboard = self.dashboard.with_context(lang=lang)
            content = json.loads(dashboard._get_serialized_readonly_dashboard())
            self._check_amounts(content["snapshot"]["pivots"]["1"]["measures"], words, factor)

    def _check_amounts(self, measures, words, factor):
        hidden = [m["fieldName"] for m in measures if m.get("isHidden")]
        amounts = [m["fieldName"] for m in measures if m["fieldName"].endswith("_amount")]
        self.assertEqual(hidden, amounts)
        shown = [m for m in measures if m.get("computedBy")]
        self.assertEqual([m["fieldName"] for m in shown], [f"{name}_shown" for name in hidden])
        for measure in shown:
            self.assertTrue(measure["userDefinedName"].endswith(words.strip()), measure)
            self.assertTrue(measure["computedBy"]["formula"].endswith(f"/{factor})"), measure)

    def test_the_table_has_the_name_of_its_dashboard_in_the_reader_s_language(self):
        self.dashboard.with_context(lang="zh_CN").name = "签约与落地"
        dashboard = self.dashboard.with_context(lang="zh_CN")
        content = json.loads(dashboard._get_serialized_readonly_dashboard())
        self.assertEqual(content["snapshot"]["pivots"]["1"]["name"], "签约与落地")

    def test_the_table_fits_beside_the_list_of_dashboards_and_breaks_headings_before_brackets(self):
        columns = self.snapshot["sheets"][0]["cols"].values()
        self.assertLess(sum(column["size"] for column in columns), 1225)
        dashboard = self.dashboard.with_context(lang="zh_CN")
        content = json.loads(dashboard._get_serialized_readonly_dashboard())
        for measure in content["snapshot"]["pivots"]["1"]["measures"]:
            heading = measure.get("userDefinedName", "")
            self.assertEqual(heading.count("（"), heading.count("\n（"), heading)

    def test_charts_know_the_order_of_the_zones(self):
        zones = self.env["res.company"].search([("zone_code", "!=", False)], order="id")
        for chart in self._charts():
            self.assertEqual(chart["metaData"]["zones"], zones.ids)

    def test_only_roles_of_the_report_see_it(self):
        for user in (self.officer, self.manager, self.official, self.joint):
            self.assertIn(
                self.dashboard, self.env["spreadsheet.dashboard"].with_user(user).search([])
            )
        for user in (self.employee, self.salesman):
            self.assertNotIn(
                self.dashboard, self.env["spreadsheet.dashboard"].with_user(user).search([])
            )
