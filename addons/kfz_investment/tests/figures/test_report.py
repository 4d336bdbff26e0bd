import ast
from collections import defaultdict

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...domain import calendar
from .report_common import COUNTS, DAY, ReportCase

#: zone, signed on, amount, landed on, capital in place
PROJECTS = (
    (
        0,
        "2023-01-01",
        1_000_000.11,
        "2023-03-31",
        [("2023-02-01", 300_000), ("2023-04-01", 50_000.5)],
    ),
    (0, "2023-03-31", 2_000_000, "2023-04-01", []),
    (0, "2023-04-01", 4_000_000, None, []),
    (1, "2023-03-15", 8_000_000.02, "2023-12-31", [("2024-01-01", 7_000_000)]),
    (1, "2023-12-31", 16_000_000, None, []),
    (2, "2022-12-31", 32_000_000, "2023-01-01", [("2023-01-01", 32_000_000)]),
    (3, "2023-06-30", 64_000_000, "2023-07-01", [("2023-07-02", 1)]),
    (3, "2023-09-30", 128_000_000, "2024-01-01", []),
)


def expected():
    """The same figures by hand: {(quarter, zone number): sums in the order of COUNTS}."""
    sums = defaultdict(lambda: [0, 0.0, 0, 0.0, 0])

    def cell(day, zone):
        return sums[calendar.quarter_name(DAY(day)), zone]

    for zone, signed_on, amount, landed_on, capital in PROJECTS:
        cell(signed_on, zone)[0] += 1
        cell(signed_on, zone)[1] += amount
        cell(signed_on, zone)[4] += bool(landed_on)
        if landed_on:
            cell(landed_on, zone)[2] += 1
            for day, money in capital:
                cell(max(day, landed_on), zone)[3] += money
    return {key: tuple(value) for key, value in sums.items()}


@tagged("post_install", "-at_install")
class TestReport(ReportCase):
    """Signed versus landed: figures of quarters and zones, rates, aging (design §4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.projects = cls.env["crm.lead"].concat(
            *(
                cls._signed(signed_on, amount, landed_on, capital, zone=cls.zones[zone])
                for zone, signed_on, amount, landed_on, capital in PROJECTS
            )
        )

    def test_each_column_of_the_query_is_a_field_and_each_field_a_column(self):
        report = self._report()
        self.env.cr.execute(report._table_query)
        columns = [column.name for column in self.env.cr.description]
        stored = {name for name, field in report._fields.items() if field.store}
        self.assertEqual(len(columns), len(set(columns)))
        self.assertEqual(set(columns), stored)

    def test_quarter_by_zone_equals_a_count_by_hand(self):
        sums = self._sums(self.projects, groupby=("quarter", "company_id"))
        number = {zone: index for index, zone in enumerate(self.zones)}
        actual = {(quarter, number[zone]): row for (quarter, zone), row in sums.items()}
        wanted = expected()
        self.assertEqual(set(actual), set(wanted))
        for key, row in wanted.items():
            for measure, value, hand in zip(COUNTS, actual[key], row, strict=True):
                self.assertAlmostEqual(value, hand, 2, msg=f"{measure} of {key}")

    def test_date_groups_and_the_quarter_name_agree(self):
        domain = [("lead_id", "in", self.projects.ids)]
        by_date = self._report()._read_group(
            domain, ["effective_date:quarter"], ["signed_count:sum", "landed_amount:sum"]
        )
        by_name = self._report()._read_group(
            domain, ["quarter"], ["signed_count:sum", "landed_amount:sum"]
        )
        self.assertEqual([(calendar.quarter_name(day), *rest) for day, *rest in by_date], by_name)

    def test_rates_are_sum_over_sum_and_empty_when_nothing_was_signed(self):
        rates = {
            quarter: rest
            for quarter, *rest in self._report()._read_group(
                [("lead_id", "in", self.projects.ids)],
                ["quarter"],
                ["period_rate:avg", "cohort_rate:avg"],
            )
        }
        self.assertEqual(rates["2023-Q1"], [2 / 3, 1.0])
        self.assertEqual(rates["2023-Q2"], [1 / 2, 1 / 2])
        self.assertEqual(
            [rate is False for rate in rates["2024-Q1"]],
            [True, True],
            "no rate at all, not a rate of 0",
        )
        [whole] = self._report()._read_group(
            [("lead_id", "in", self.projects.ids)], [], ["period_rate:avg", "cohort_rate:avg"]
        )
        self.assertEqual(whole, (6 / 8, 6 / 8))

    def test_the_web_client_gets_rates_by_quarter_and_zone(self):
        groups = self._report().formatted_read_group(
            [("lead_id", "in", self.projects.ids), ("quarter", "=", "2023-Q1")],
            ["quarter", "company_id"],
            ["signed_count:sum", "period_rate:avg", "days_to_land:avg"],
        )
        by_zone = {group["company_id"][0]: group for group in groups}
        self.assertEqual(by_zone[self.zones[0].id]["period_rate:avg"], 0.5)
        self.assertEqual(by_zone[self.zones[0].id]["days_to_land:avg"], 89)
        self.assertFalse(by_zone[self.zones[2].id]["signed_count:sum"])
        self.assertIs(by_zone[self.zones[2].id]["period_rate:avg"], False)

    def test_days_to_landing_are_a_mean_over_landed_projects(self):
        days = dict(
            self._report()._read_group(
                [("lead_id", "in", self.projects.ids)], ["quarter"], ["days_to_land:avg"]
            )
        )
        self.assertEqual(days["2023-Q1"], (89 + 1) / 2)
        self.assertEqual(days["2023-Q4"], (DAY("2023-12-31") - DAY("2023-03-15")).days)
        self.assertIs(days["2022-Q4"], False)

    def test_a_supplementary_agreement_adds_its_increase_in_the_quarter_of_its_date(self):
        project = self._signed("2023-01-10", 1_000_000)
        project.agreement_ids = [
            (
                0,
                0,
                self._agreement_values(
                    kind="supplementary", amount=250_000, signed_on=DAY("2023-05-01")
                ),
            )
        ]
        self.assertEqual(
            self._sums(project),
            {"2023-Q1": (1, 1_000_000, 0, 0, 0), "2023-Q2": (0, 250_000, 0, 0, 0)},
        )

    def test_a_terminated_project_stays_in_its_quarter_and_is_no_longer_open(self):
        project = self._signed("2023-01-10", 1_000_000)
        open_measures = ("signed_count", "open_count", "open_amount")
        self.assertEqual(
            self._sums(project, measures=open_measures), {"2023-Q1": (1, 1, 1_000_000)}
        )
        reason = self.env.ref("kfz_investment.lost_reason_capital")
        project.write({"condition": "terminated", "lost_reason_id": reason.id})
        project.agreement_ids._kfz_terminate("示例")
        self.assertEqual(self._sums(project, measures=open_measures), {"2023-Q1": (1, 0, 0)})
        self.assertFalse(
            self._report().search([("lead_id", "=", project.id), ("aging", "!=", False)])
        )

    def test_a_landed_project_is_not_open_and_one_whose_landing_is_withdrawn_is_again(self):
        project = self._signed("2023-01-10", 1_000_000, "2023-05-10", [("2023-05-10", 400_000)])
        measures = (
            "landed_count",
            "landed_amount",
            "cohort_landed_count",
            "open_count",
            "landing_days",
        )
        self.assertEqual(
            self._sums(project, measures=measures),
            {"2023-Q1": (0, 0, 1, 0, 0), "2023-Q2": (1, 400_000, 0, 0, 120)},
        )
        project.milestone_ids.with_user(self.manager)._kfz_reverse("示例原因")
        self.assertEqual(self._sums(project, measures=measures), {"2023-Q1": (0, 0, 0, 1, 0)})

    def test_aging_counts_days_from_the_signing_to_the_as_of_date(self):
        project = self._signed("2023-01-01", 1_000_000)
        self._recorded(project, "2023-01-02 00:00:00")
        for day, bucket, days in (
            ("2023-01-03", "d0_90", 2),
            ("2023-04-01", "d0_90", 90),
            ("2023-04-02", "d91_180", 91),
            ("2023-06-30", "d91_180", 180),
            ("2023-07-01", "d181_365", 181),
            ("2024-01-01", "d181_365", 365),
            ("2024-01-02", "d366", 366),
        ):
            row = self._report(day).search([("lead_id", "=", project.id)])
            with self.subTest(day=day):
                self.assertEqual((row.aging, row.days_since_signed), (bucket, days))

    def test_every_field_of_the_query_can_be_grouped_by(self):
        report = self._report()
        for name, field in report._fields.items():
            if field.store and field.type in ("many2one", "selection", "char", "boolean"):
                report._read_group(
                    [("lead_id", "in", self.projects.ids)], [name], ["signed_count:sum"]
                )

    def test_rows_open_their_projects(self):
        rows = self._report().search([("lead_id", "in", self.projects[0].ids)])
        action = rows.action_open_projects()
        self.assertEqual(action["res_id"], self.projects[0].id)
        self.assertEqual(
            action["views"], [(self.env.ref("kfz_investment.crm_lead_view_form_kfz").id, "form")]
        )
        action = (
            self._report().search([("lead_id", "in", self.projects.ids)]).action_open_projects()
        )
        self.assertEqual(self.env["crm.lead"].search(action["domain"]), self.projects.sorted())
        self.assertEqual(action["views"][0][1], "list")

    def test_more_entries_cost_no_more_queries(self):
        domain = [("quarter", ">=", "2023-Q1")]
        aggregates = ["signed_count:sum", "landed_amount:sum", "period_rate:avg", "cohort_rate:avg"]

        def queries(domain):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._report().formatted_read_group(domain, ["quarter", "company_id"], aggregates)
            return self.env.cr.sql_log_count - before

        queries(domain)
        few = queries([*domain, ("lead_id", "in", self.projects[:1].ids)])
        self.assertEqual(queries(domain), few)

    def test_the_signed_not_landed_list_shows_open_projects_by_age(self):
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_signed_not_landed_action"
        )
        leads = self.env["crm.lead"].search(
            [*ast.literal_eval(action["domain"]), ("id", "in", self.projects.ids)]
        )
        self.assertEqual(leads, (self.projects[2] | self.projects[4]).sorted())
        self.assertEqual(self.projects[2].days_since_signed, (self.today - DAY("2023-04-01")).days)
        self.assertEqual(self.projects[0].days_since_signed, 0)


@tagged("post_install", "-at_install")
class TestReportAsOf(ReportCase):
    """A past quarter is recomputed as it was known then (design §3 rule 2, §4)."""

    def test_a_corrected_signing_date_moves_the_project_only_for_those_who_know(self):
        project = self._signed("2023-03-20", 1_000_000, "2023-08-01")
        self._recorded(project, "2023-08-02 02:00:00")
        project.agreement_ids.signed_on = DAY("2023-04-02")
        self.assertEqual(
            self._sums(project, "2023-08-02 02:00:00"),
            {"2023-Q1": (1, 1_000_000, 0, 0, 1), "2023-Q3": (0, 0, 1, 0, 0)},
        )
        self.assertEqual(
            self._sums(project), {"2023-Q2": (1, 1_000_000, 0, 0, 1), "2023-Q3": (0, 0, 1, 0, 0)}
        )
        self.assertEqual(self._sums(project, "2023-08-02 01:59:59"), {})

    def test_signed_date_and_days_are_those_known_then_not_current_ones(self):
        project = self._signed("2023-03-20", 1_000_000, "2023-08-01")
        self._recorded(project, "2023-08-02 02:00:00")
        project.agreement_ids.signed_on = DAY("2023-04-02")
        domain = [("lead_id", "=", project.id), ("landed_count", "=", 1)]
        then, now = self._report("2023-08-02").search(domain), self._report().search(domain)
        self.assertEqual(then.ids, now.ids)
        self.assertEqual((then.signed_date, then.days_to_land), (DAY("2023-03-20"), 134))
        self.assertEqual((now.signed_date, now.days_to_land), (DAY("2023-04-02"), 121))
        self.assertEqual(self._sums(project, "2023-08-02", (), ("landing_days",)), {(): (134,)})

    def test_a_corrected_amount_counts_once(self):
        project = self._signed("2023-03-20", 1_000_000)
        self._recorded(project, "2023-03-21 00:00:00")
        project.agreement_ids.amount = 1_500_000.25
        self.assertEqual(self._sums(project, "2023-03-21")["2023-Q1"][:2], (1, 1_000_000))
        self.assertEqual(self._sums(project)["2023-Q1"][:2], (1, 1_500_000.25))

    def test_a_landing_recorded_later_changes_the_cohort_rate_of_its_signing_quarter(self):
        project = self._signed("2023-03-20", 1_000_000)
        self._recorded(project, "2023-03-21 00:00:00")
        project.milestone_ids = [
            (
                0,
                0,
                self._milestone_values(
                    effective_date=DAY("2023-06-01"), registered_on=DAY("2023-06-01")
                ),
            )
        ]
        measures = ("signed_count", "cohort_landed_count", "open_count")
        self.assertEqual(
            self._sums(project, "2023-12-31", measures=measures), {"2023-Q1": (1, 0, 1)}
        )
        self.assertEqual(self._sums(project, measures=measures), {"2023-Q1": (1, 1, 0)})

    def test_a_project_terminated_later_was_open_then(self):
        project = self._signed("2023-03-20", 1_000_000)
        self._recorded(project, "2023-03-21 00:00:00")
        reason = self.env.ref("kfz_investment.lost_reason_capital")
        project.write({"condition": "terminated", "lost_reason_id": reason.id})
        self._recorded(project, "2023-09-01 00:00:00", "kfz_condition_change")
        measures = ("signed_count", "open_count")
        self.assertEqual(self._sums(project, "2023-08-31", measures=measures), {"2023-Q1": (1, 1)})
        self.assertEqual(self._sums(project, "2023-09-01", measures=measures), {"2023-Q1": (1, 0)})
        row = self._report("2023-08-31").search([("lead_id", "=", project.id)])
        self.assertEqual(
            (row.condition, row.with_context(kfz_as_of=False).condition), ("ongoing", "terminated")
        )

    def test_conditions_are_kept_in_a_ledger(self):
        project = self._signed("2023-03-20")
        self.assertFalse(project.condition_change_ids)
        project.write({"condition": "delayed", "condition_reason": "示例原因"})
        project.write({"condition_reason": "另一示例原因"})
        project.action_resume()
        self.assertEqual(
            project.condition_change_ids.sorted("id").mapped("condition"), ["delayed", "ongoing"]
        )
        self.assertEqual(project.condition_change_ids.sorted("id")[0].reason, "示例原因")
        with self.assertRaises(UserError):
            project.condition_change_ids[0].write({"condition": "ongoing"})
        with self.assertRaises(UserError):
            project.condition_change_ids.unlink()

    def test_a_date_means_the_end_of_that_day_in_shanghai(self):
        project = self._signed("2023-03-20")
        self._recorded(project, "2023-03-31 16:00:00")
        self.assertFalse(self._sums(project, "2023-03-31"))
        self.assertTrue(self._sums(project, "2023-04-01"))
        self._recorded(project, "2023-03-31 15:59:59.999")
        self.assertTrue(self._sums(project, "2023-03-31"))

    def test_a_context_that_names_no_date_is_refused_with_a_sentence(self):
        for value in ("yesterday", "2023-02-30", 7, "2023-01-01'; DROP TABLE crm_lead; --"):
            with (
                self.subTest(value=value),
                self.assertRaisesRegex(UserError, "not a date for a report"),
            ):
                self._report(value).search_count([])

    def test_the_wizard_opens_the_report_and_says_the_date_in_its_title(self):
        wizard = (
            self.env["kfz.report.asof"].with_user(self.manager).create({"date": DAY("2023-09-30")})
        )
        action = wizard.action_open()
        self.assertEqual(action["name"], "Signed versus landed, as known on Sep 30, 2023")
        # trade has a page of its own, as on the report of today
        today = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_signed_landed_report_action"
        )
        self.assertIn("'search_default_not_trade': 1", today["context"])
        self.assertEqual(
            action["context"], {"search_default_not_trade": 1, "kfz_as_of": "2023-09-30"}
        )
        self.assertEqual(action["res_model"], "kfz.signed.landed.report")
        wizard.date = calendar.next_quarter(self.today)
        with self.assertRaises(UserError):
            wizard.action_open()
