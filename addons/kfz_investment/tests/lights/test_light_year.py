import datetime

from odoo.tests import tagged

from .light_common import LightCase

#: nights of the year; every one of them in one test, each seventh in another
YEAR = 366


@tagged("post_install", "-at_install")
class TestLightYear(LightCase):
    """A year of nights: each rule fires on its day, once, to the right level, and clears when mended."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project.date_deadline = False
        cls.rules = cls._on(
            "step_late", "not_started", "not_landed", "issue", "stale", "official", "owed"
        )
        cls.project.is_major_flagged = True
        cls._step(20)
        cls.env["kfz.issue"].create(
            {
                "lead_id": cls.project.id,
                "name": "示例事项",
                "date_due": cls._in_days(5),
                "owner_id": cls.keeper.id,
            }
        )
        cls.env.cr.flush()
        cls._again_today()

    @classmethod
    def _again_today(cls):
        cls.project._kfz_light_again()

    def _live(self, every):
        """{day: (lights with rule and since)} of the nights, one in so many."""
        seen = {}
        for days in range(1, YEAR):
            if days % every == 0:
                self._night(self._in_days(days))
                lead = self.project
                seen[days] = [
                    (
                        lead[f"light_{kind}"],
                        lead[f"light_{kind}_since"],
                        lead[f"light_{kind}_rule_id"].id,
                    )
                    for kind in ("progress", "record")
                ]
        return seen

    def test_with_the_job_off_for_a_week_the_lights_and_their_since_are_the_same(self):
        daily = self._live(1)
        self.assertEqual(self.project.light, "red")
        self._reset()
        for day, lights in self._live(7).items():
            with self.subTest(day=day):
                self.assertEqual(lights, daily[day])

    def _reset(self):
        """As on the first day, with the ledger as it is."""
        self.env.cr.execute(
            "UPDATE crm_lead SET light_progress = NULL, light_record = NULL, light_next = %s WHERE id = %s",
            [self.today, self.project.id],
        )
        self.env.invalidate_all()
        self._again()

    def test_each_rule_fires_on_its_day_and_to_its_level(self):
        expected = [
            # the issue is due in five days: amber from the day after, red after more than ten working days
            ("amber", self._in_days(6), "issue"),
            ("red", self._workday(5, 10) + datetime.timedelta(days=1), "issue"),
        ]
        self._live(1)
        found = [(each.light, each.since, each.rule_id) for each in self._changes()]
        wanted = [
            (light, day, self.env.ref(f"kfz_investment.light_rule_{name}"))
            for light, day, name in expected
        ]
        self.assertEqual(found, wanted)
        stale = [(each.light, each.since) for each in self._changes(kind="record")]
        self.assertEqual(stale, [("amber", self._in_days(31)), ("red", self._in_days(91))])
        self.assertEqual(self.project.light, "red")

    def _workday(self, days, number):
        return self.env["kfz.calendar.day"]._kfz_workdays().add(self._in_days(days), number)

    def test_each_clears_when_it_is_mended(self):
        self._night(self._in_days(8))
        self.assertEqual(self.project.light_progress, "amber")
        issue = self.project.issue_ids
        issue._kfz_close("closed")
        self._save(self._in_days(8))
        self.assertEqual(self.project.light_progress, "green")
        self.assertEqual(self.project.light_progress_since, self._in_days(8))
        self._night(self._in_days(21))
        self.assertEqual(self.project.light_progress, "amber")
        self.assertEqual(self.project.light_progress_since, self._in_days(21))
        self.assertEqual(
            self.project.light_progress_rule_id, self.env.ref("kfz_investment.light_rule_step_late")
        )
