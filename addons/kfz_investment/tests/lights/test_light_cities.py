from odoo.tests import tagged

from .light_common import LightCase


@tagged("post_install", "-at_install")
class TestLightCities(LightCase):
    """The rules that four cities have published, each with projects that have the right colour."""

    def _colour(self, lead, day=None):
        self._again(day, lead)
        return lead.light_progress

    def _started(self, days, **values):
        """A project that started construction so many days ago, signed well before."""
        agreement = self._agreement_values(signed_on=self._days_ago(days + 60))
        milestones = [
            self._milestone_values(
                "landed",
                effective_date=self._days_ago(days + 10),
                registered_on=self._days_ago(days + 20),
            ),
            self._milestone_values("construction", effective_date=self._days_ago(days)),
        ]
        return self._signed(
            "construction",
            agreement_ids=[(0, 0, agreement)],
            milestone_ids=[(0, 0, line) for line in milestones],
            **values,
        )

    def _capital(self, lead, amount):
        document = [(6, 0, self._attachment().ids)]
        lead.capital_ids = [
            (0, 0, {"received_on": self._days_ago(1), "amount": amount, "attachment_ids": document})
        ]

    def test_yinchuan_start_on_plan(self):
        self._on("yinchuan_start")
        colours = {0: "green", -28: "green", -35: "amber", -80: "amber", -95: "red"}
        for days, colour in colours.items():
            lead = self._signed(name=f"示例项目{days}")
            self._step(days, lead, "construction")
            with self.subTest(days=days):
                self.assertEqual(self._colour(lead), colour)

    def test_yinchuan_points_behind_plan(self):
        self._on("yinchuan_plan")
        steps = (
            "registration",
            "customs",
            "site",
            "equipment",
            "first_business",
            "construction",
            "production",
            "full_production",
        )
        for missed, colour in {0: "green", 1: "amber", 2: "amber", 3: "red"}.items():
            lead = self._signed(name=f"示例项目{missed}")
            for number, step in enumerate(steps):
                self._step(-5 if number < missed else 30, lead, step)
            with self.subTest(missed=missed):
                self.assertEqual(self._colour(lead), colour)

    def test_sanya_planned_investment_missing(self):
        self._on("sanya", escalate_months=0)
        for amount, colour in {
            5_000_000: "green",
            4_000_000: "amber",
            2_500_000: "amber",
            2_400_000: "red",
        }.items():
            agreement = self._agreement_values(signed_on=self._days_ago(380))
            lead = self._signed(agreement_ids=[(0, 0, agreement)])
            self._capital(lead, amount)
            with self.subTest(amount=amount):
                self.assertEqual(self._colour(lead), colour)

    def test_sanya_two_ambers_in_a_row_go_up(self):
        self._on("sanya")
        agreement = self._agreement_values(signed_on=self._days_ago(380))
        lead = self._signed(agreement_ids=[(0, 0, agreement)])
        self._capital(lead, 4_000_000)
        self.assertEqual(self._colour(lead), "amber")
        self.assertEqual(self._colour(lead, self._in_days(65)), "red")
        self.assertIn("It has been amber for 2 months.", lead.light_progress_why)

    def test_ouhai_a_missed_month_is_red_and_made_good_amber(self):
        self._on("ouhai")
        lead = self._signed()
        step = self._step(-1, lead)
        self.assertEqual(self._colour(lead), "red")
        step.done_on = self.today
        self.assertEqual(self._colour(lead), "amber")
        self.assertEqual(self._colour(lead, self._in_days(32)), "green")

    def test_weinan_signed_over_a_year_and_not_started(self):
        self._on("weinan_start")
        for days, colour in {360: "green", 370: "red"}.items():
            agreement = self._agreement_values(signed_on=self._days_ago(days))
            with self.subTest(days=days):
                self.assertEqual(
                    self._colour(self._signed(agreement_ids=[(0, 0, agreement)])), colour
                )
        self.assertEqual(self._colour(self._started(400)), "green")

    def test_weinan_started_three_months_without_funds(self):
        self._on("weinan_funds")
        self.assertEqual(self._colour(self._started(80)), "green")
        lead = self._started(95)
        self.assertEqual(self._colour(lead), "red")
        self._capital(lead, 1)
        self.assertEqual(self._colour(lead), "green")

    def test_weinan_six_months_and_under_fifteen_percent(self):
        self._on("weinan_share")
        for amount, colour in {149_999: "red", 150_000: "green"}.items():
            lead = self._started(190)
            self._capital(lead, amount)
            with self.subTest(amount=amount):
                self.assertEqual(self._colour(lead), colour)
        self.assertEqual(self._colour(self._started(170)), "green")
