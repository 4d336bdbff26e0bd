from decimal import Decimal
from fractions import Fraction

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...domain import calendar, ladder
from .ladder_common import LadderCase

RATES = ("start_rate", "capital_rate", "kept_rate")


@tagged("post_install", "-at_install")
class TestLadderRates(LadderCase):
    """The page counts what ``domain/ladder.py`` defines; the joint office reads figures of all zones and no project."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.joint.company_ids = cls.zones
        stages = ("signed", "landed", "construction", "production", "signed", "construction")
        cls.projects = cls.env["crm.lead"]
        for number, stage in enumerate(stages):
            lead = cls._project(
                stage,
                zone=cls.zone_b if number == 4 else cls.zone_a,
                name=f"示例项目{number}",
                industry_function="rnd" if number % 2 else "logistics",
            )
            cls.projects |= lead
            cls.env["kfz.capital.record"].create(
                {
                    "lead_id": lead.id,
                    "received_on": cls._days_ago(number),
                    "amount": 1000 * number + 100,
                }
            )
            cls._steps(lead, number)
        cls.env.flush_all()

    @classmethod
    def _steps(cls, lead, number):
        kept = cls._step(lead, "customs", days=-9)
        kept.done_on = cls._days_ago(9 if number % 3 else 8)
        if number == 1:
            # moved once it had passed: broken, though its date is to come
            cls._step(lead, "site", days=-5)._kfz_move(cls._in_days(20), "示例")
        if number == 3:
            # moved in time
            cls._step(lead, "site", days=2)._kfz_move(cls._in_days(20), "示例")
            cls._step(lead, "equipment", days=-2, not_needed_reason="示例")
        cls._step(lead, "first_business", days=0 if number % 2 else 30)

    def _expected(self, leads):
        """The rates of some projects by the definitions, from the records."""
        return ladder.rates([self._plain(lead) for lead in leads], calendar.today())

    def _plain(self, lead):
        steps = [
            ladder.Step(
                step.planned_on or None,
                step.done_on or None,
                not step.not_needed_reason,
                [(each.planned_before, each.moved_on) for each in step.change_ids],
            )
            for step in lead.ladder_step_ids
        ]
        milestones = {
            each.milestone: each.effective_date
            for each in lead.milestone_ids
            if each.state == "recognised"
        }
        signed = lead.agreement_ids.filtered(lambda each: each.state == "in_force")
        return ladder.Project(
            sum(Fraction(Decimal(str(each.amount_cny))) for each in signed),
            sum(Fraction(Decimal(str(each.amount_cny))) for each in lead.capital_ids),
            milestones,
            steps,
        )

    def _read(self, user, groupby=(), domain=()):
        mine = [("company_id", "in", self.projects.company_id.ids), *domain]
        return (
            self.env["kfz.ladder.rate"]
            .with_user(user)
            ._read_group(mine, list(groupby), [f"{name}:avg" for name in RATES])
        )

    def _assert_rates(self, row, leads):
        expected = self._expected(leads)
        for value, name in zip(row, RATES, strict=True):
            self.assertAlmostEqual(value, float(expected[name]), 9, name)

    def test_rates_of_each_group_are_those_of_the_definitions(self):
        ours = self.projects.filtered(lambda lead: lead.company_id == self.zone_a)
        [row] = self._read(self.manager, domain=[("lead_id", "in", self.projects.ids)])
        self._assert_rates(row, ours)
        groups = self._read(self.manager, ["industry_function"], [("lead_id", "in", ours.ids)])
        self.assertEqual(len(groups), 2)
        for function, *row in groups:
            self._assert_rates(
                row, ours.filtered(lambda lead, f=function: lead.industry_function == f)
            )

    def test_a_group_without_anything_to_divide_by_has_no_rate(self):
        [row] = self._read(self.manager, domain=[("signed_date", "=", False)])
        self.assertEqual(row, (False, False, False))

    def test_a_project_that_kept_a_step_and_broke_another_has_not_kept_its_ladder(self):
        rows = {
            row.lead_id: (row.promised_count, row.kept_count)
            for row in self.env["kfz.ladder.rate"].search([("lead_id", "in", self.projects.ids)])
        }
        expected = {lead: ladder.kept(self._plain(lead), self.today) for lead in self.projects}
        self.assertEqual(rows, {lead: (1, int(kept)) for lead, kept in expected.items()})
        self.assertEqual(set(expected.values()), {True, False})

    def test_the_joint_office_reads_figures_of_all_zones_and_no_project(self):
        zones = {zone for zone, *_rates in self._read(self.joint, ["company_id"])}
        self.assertEqual(zones, {self.zone_a, self.zone_b})
        with self.assertRaises(AccessError):
            self._read(self.joint, ["lead_id"])
        zones = {zone for zone, *_rates in self._read(self.manager, ["company_id"])}
        self.assertEqual(zones, {self.zone_a})
        for user in (self.official, self.taskforce, self.customs, self.employee):
            with self.assertRaises(AccessError):
                self._read(user)
