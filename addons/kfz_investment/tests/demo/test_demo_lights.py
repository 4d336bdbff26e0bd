import datetime
from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from ... import demo
from ...domain import calendar, lights
from ...domain.light_facts import KINDS
from ...domain.light_rules import in_zone

#: nights of the year
YEAR = 366
#: after so many nights the lights are compared with a fresh answer, and with those of a job that ran on these nights alone
WEEK = 7


@tagged("post_install", "-at_install")
class TestDemoLights(TransactionCase):
    """The demonstration data lives through a year in which nobody does anything, night by night."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        demo.load(cls.env)
        cls.today = calendar.today()
        cls.rules = cls.env["kfz.light.rule"].search([("company_id", "=", False)])
        cls.projects = cls.env["crm.lead"].search([("is_promotion", "=", True)])

    def _at(self, days):
        return calendar.showing(self.today + datetime.timedelta(days=days))

    def _night(self, days):
        """The nightly run of a day, which commits nothing here."""
        Cron = type(self.env["ir.cron"])
        with (
            patch.object(Cron, "_commit_progress", return_value=float("inf")),
            self._at(days),
        ):
            self.env["crm.lead"]._cron_lights()
            self.env.invalidate_all()

    def _begin(self):
        """The first day, whatever the lights were."""
        names = [f"light_{kind}" for kind in KINDS]
        self.env.cr.execute(
            "UPDATE crm_lead SET " + ", ".join(f"{name} = NULL" for name in ["light", *names])
        )
        self.env.invalidate_all()
        self.projects._kfz_light_again()

    def _changes(self, after=0):
        return self.env["kfz.light.change"].search([("id", ">", after)], order="id")

    def _lights(self):
        """{project: the lights with their rule and since} as they are stored."""
        names = [f"light_{kind}{end}" for kind in KINDS for end in ("", "_since", "_rule_id")]
        rows = self.env["crm.lead"].search_read([("is_promotion", "=", True)], names, load=False)
        return {row.pop("id"): row for row in rows}

    def _fresh(self, days):
        """{project: its lights} answered from nothing, whatever is stored."""
        day, answers = self.today + datetime.timedelta(days=days), {}
        rules = self.env["kfz.light.rule"]._kfz_rules()
        for row in self.projects._kfz_light_rows(self.projects.ids):
            workdays = self.env["kfz.calendar.day"]._kfz_workdays_of(row["company_id"])
            mine = in_zone(rules, row["company_id"])
            facts = self.projects._kfz_light_facts(row)
            verdict = lights.evaluate_in_zone(facts, mine, day, workdays)
            found = (getattr(verdict, kind) for kind in KINDS)
            answers[row["id"]] = [light.light if light else False for light in found]
        return answers

    def test_a_year_of_nights_and_the_same_year_with_one_night_a_week(self):
        daily = {}
        # nothing of the first year stays: the second one begins where the first did
        savepoint = self.env.cr.savepoint()
        self._begin()
        for days in range(1, YEAR):
            self._night(days)
            if days % WEEK == 0:
                daily[days] = self._lights()
                stored = {
                    ident: [row[f"light_{kind}"] for kind in KINDS]
                    for ident, row in daily[days].items()
                }
                self.assertEqual(stored, self._fresh(days), f"after {days} nights")
        savepoint.rollback()
        self.env.invalidate_all()
        self._begin()
        for days, lights_of_the_day in daily.items():
            self._night(days)
            self.assertEqual(self._lights(), lights_of_the_day, f"after {days} days, weekly")

    def test_every_rule_that_is_on_fires_on_its_day_and_once(self):
        for rule in self.rules:
            with self.subTest(rule=rule.name), self.env.cr.savepoint() as savepoint:
                # alone, since the worst light hides the others
                (self.rules - rule).active = False
                self.env.cr.flush()
                self._check_rule(rule)
                savepoint.rollback()
                self.env.invalidate_all()

    def _check_rule(self, rule):
        before = self._changes()[-1:].id
        self._begin()
        start = self._changes()[-1:].id
        for days in range(1, YEAR):
            self._night(days)
        worse = self._changes(start).filtered("is_worse")
        late = worse.filtered(lambda entry: entry.since != entry.known_on)
        self.assertFalse(late, "turned on another day than its own")
        turns = [(entry.lead_id, entry.light) for entry in worse]
        self.assertEqual(len(turns), len(set(turns)), "turned twice")
        # some are so from the first day on
        fired = set(self._changes(before).filtered("is_worse").mapped("light"))
        self.assertEqual(fired, {word for word in ("amber", "red") if rule[f"has_{word}"]})
