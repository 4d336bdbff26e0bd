from unittest.mock import patch

import psycopg2
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...domain import calendar
from .digest_common import DigestCase


@tagged("post_install", "-at_install")
class TestDigests(DigestCase):
    """Everybody is told, once a working day at most, what they can do: new things, worse ones, and weekly what is still open."""

    def test_whoever_is_to_act_is_told_what_is_due(self):
        self._promise(date_due=self._in_days(3), side="enterprise")
        self._promise(date_due=self._in_days(30), side="enterprise")
        self._issue(date_due=self._in_days(-2))
        lines = self._told(self._morning(), self.officer)
        self.assertEqual(lines.mapped("source"), ["issue", "promise"])
        self.assertEqual(lines.mapped("level"), ["overdue", "soon"])
        self.assertEqual(set(lines.mapped("why")), {"new"})
        theirs = lines.with_user(self.officer)
        self.assertEqual(theirs[0].text, "Solve the issue: 示例事项：用电容量不足")
        self.assertEqual(theirs[0].project, self.project.name)

    def test_what_only_the_lead_official_can_do_comes_first_whatever_its_day(self):
        self._issue(date_due=self._in_days(-40), owner_id=self.leader.id)
        self._promise(date_due=self._in_days(60))
        lines = self._told(self._morning(), self.official)
        self.assertEqual(lines.mapped("code"), ["confirm", "solve"])
        self.assertEqual(lines.mapped("only_me"), [True, False])
        self.assertEqual(lines[1].level, "long")
        digest = lines.digest_id
        self.assertEqual((digest.item_count, digest.mine_count, digest.overdue_count), (2, 1, 1))

    def test_next_steps_reviews_and_passed_signings_are_told(self):
        self.project.with_user(self.officer).interaction_ids = [
            (0, 0, {"summary": "示例", "next_step": "示例回访", "next_step_date": self._in_days(1)})
        ]
        self.project.date_deadline = self._in_days(-1)
        with self._quiet_progress():
            self.env["crm.lead"]._cron_signing_passed()
        lines = self._told(self._morning(), self.officer)
        self.assertEqual(set(lines.mapped("source")), {"next_step", "signing"})
        self.assertIn("Next step: 示例回访", lines.with_user(self.officer).mapped("text"))
        values = {"condition": "dormant", "condition_reason": "示例"}
        self.project.with_user(self.officer).write({**values, "review_on": self._in_days(2)})
        self.assertEqual(self._told(self._morning(1), self.officer).mapped("source"), ["review"])

    def test_a_step_of_the_ladder_is_told_to_person_unit_and_account_manager(self):
        unit = self._official("示例局", is_unit=True, user_id=self.manager.id)
        self._step(2, official_id=self.leader.id, unit_id=unit.id)
        lines = self._morning().filtered(lambda line: line.source == "ladder")
        self.assertEqual(lines.user_id, self.officer | self.official | self.manager)
        self.assertEqual(
            lines.with_user(self.official).filtered(lambda l: l.user_id == self.official).text,
            "Bring about the step: Customs filing",
        )

    def test_whoever_stands_for_a_unit_and_may_not_read_the_project_is_told_nothing(self):
        unit = self._official("示例局", is_unit=True, user_id=self.officer2.id)
        step = self._step(2, unit_id=unit.id)
        found = self.env["kfz.digest"]._kfz_items(self.officer2, self.today)
        self.assertIn(step.id, [item.record for _user, item in found if item.source == "ladder"])
        self.assertFalse(self._told(self._morning(), self.officer2))

    def test_a_step_that_is_done_far_off_or_not_needed_is_not_told(self):
        self._step(2, done_on=self.today)
        self._step(20, step="site")
        self._step(1, step="equipment", not_needed_reason="示例")
        self.assertFalse(self._morning().filtered(lambda line: line.source == "ladder"))

    def test_managers_are_told_their_zones_figures_and_the_joint_office_all(self):
        self._issue(date_due=self._in_days(-2))
        lines = self._morning().filtered(lambda line: line.source == "zone")
        of_manager = lines.filtered(lambda line: line.user_id == self.manager)
        self.assertEqual(of_manager.company_id, self.zone_a)
        self.assertIn("coordination issues 1", of_manager.with_user(self.manager).text)
        self.assertIn(self.zone_a, lines.filtered(lambda l: l.user_id == self.joint).company_id)
        self.assertNotIn(
            self.zone_a, lines.filtered(lambda l: l.user_id == self.manager_b).company_id
        )
        self.assertFalse(lines.filtered(lambda line: line.lead_number))

    # once

    def test_nobody_has_two_digests_a_day(self):
        self._issue(date_due=self._in_days(-2))
        self.assertTrue(self._morning())
        self._issue(date_due=self._in_days(-3))
        self.assertFalse(self._told(self._morning(), self.officer))
        self.assertTrue(self._told(self._morning(1), self.officer))

    def test_the_database_keeps_one_digest_a_person_and_day(self):
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'kfz_digest' AND indexname = 'kfz_digest_once'"
        )
        self.assertIn("UNIQUE INDEX", self.env.cr.fetchone()[0])
        values = {"user_id": self.officer.id, "day": self.today}
        self.env["kfz.digest"].create(values)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.env["kfz.digest"].create(values)

    def test_an_item_is_told_again_after_a_week_or_when_worse(self):
        self._issue(date_due=self._in_days(-2))
        self.assertEqual(self._told(self._morning(), self.officer).why, "new")
        for day in range(1, 7):
            self.assertFalse(self._told(self._morning(day), self.officer), day)
        self.assertEqual(self._told(self._morning(7), self.officer).why, "again")
        worse = self._told(self._morning(29), self.officer)
        self.assertEqual((worse.why, worse.level), ("worse", "long"))

    def test_what_becomes_overdue_is_told_the_day_after(self):
        self._issue(date_due=self._in_days(0))
        self.assertEqual(self._told(self._morning(), self.officer).level, "soon")
        worse = self._told(self._morning(1), self.officer)
        self.assertEqual((worse.why, worse.level), ("worse", "overdue"))

    def test_a_week_without_the_job_loses_nothing(self):
        self._issue(date_due=self._in_days(2))
        self._step(4)
        lines = self._told(self._morning(9), self.officer)
        self.assertEqual(set(lines.mapped("source")), {"issue", "ladder"})
        self.assertEqual(set(lines.mapped("level")), {"overdue"})

    def test_what_is_done_is_told_no_more(self):
        issue = self._issue(date_due=self._in_days(-2))
        self._morning()
        issue.with_user(self.officer)._kfz_solve("示例")
        self.assertFalse(
            self._told(self._morning(7), self.officer).filtered(lambda l: l.code == "solve")
        )

    # when

    def test_nothing_is_told_on_a_day_off_and_it_waits(self):
        self._issue(date_due=self._in_days(-2))
        self.assertFalse(self._morning(works=False))
        self.assertTrue(self._told(self._morning(1), self.officer))

    def test_the_working_days_are_those_of_the_calendar(self):
        asked = []
        Workdays = type(self.env["kfz.calendar.day"]._kfz_workdays())
        with (
            self._quiet_progress(),
            patch.object(Workdays, "is_work", side_effect=lambda day: asked.append(day)),
        ):
            self.env["kfz.digest"]._cron_digest()
        # by each zone's days
        self.assertEqual(set(asked), {calendar.today()})

    def test_it_waits_while_the_clock_is_doubted(self):
        self._issue(date_due=self._in_days(-2))
        Param = type(self.env["ir.config_parameter"])
        with (
            patch.object(Param, "_kfz_believes_clock", return_value=False),
            mute_logger("odoo.addons.kfz_investment.models.base.nightly"),
        ):
            self.assertFalse(self._morning())

    def test_a_run_that_ends_half_way_goes_on_where_it_was(self):
        """Each batch is committed with its digests; the next run takes those who have none, and nobody twice."""
        self._issue(date_due=self._in_days(-2))
        self._issue(date_due=self._in_days(-2), owner_id=self.leader.id)
        module = "odoo.addons.kfz_investment.models.digest.kfz_digest_make.BATCH"
        Digest = type(self.env["kfz.digest"])
        make, runs = Digest._kfz_make, []

        def dies(model, users, today):
            runs.append(users)
            if len(runs) == 3:
                raise RuntimeError("示例")
            return make(model, users, today)

        with patch(module, 1):
            with patch.object(Digest, "_kfz_make", dies), self.assertRaises(RuntimeError):
                self._morning()
            self._morning()
        digests = self.env["kfz.digest"].search([("day", "=", self.today)])
        self.assertEqual(len(digests), len(digests.user_id))
        self.assertTrue(self.officer | self.official <= digests.user_id)

    # how much it costs

    def test_forty_items_cost_no_more_queries_than_four(self):
        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.env["kfz.digest"]._kfz_items(self.officer | self.official, self.today)
            return self.cr.sql_log_count - before

        for _number in range(4):
            self._issue(date_due=self._in_days(-2))
        few = count()
        for _number in range(36):
            self._issue(date_due=self._in_days(-2))
        self.assertLessEqual(count(), few)
