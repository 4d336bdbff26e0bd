import datetime
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ...domain import calendar, lights
from .light_common import LightCase


@tagged("post_install", "-at_install")
class TestLightNight(LightCase):
    """The nightly run looks at those whose day has come, and a save at what it changed."""

    def test_a_save_evaluates_before_the_commit(self):
        self._on("step_late")
        step = self._step(-3)
        self._save()
        self.assertEqual((self.project.light, self.project.light_progress), ("amber", "amber"))
        self.assertEqual(self.project.light_progress_since, self._in_days(-2))
        step.done_on = self.today
        self._save()
        # made good: amber for the rest of its month
        self.assertEqual(self.project.light_progress, "amber")
        self.assertEqual(self.project.light_progress_data["why"], "made_good")
        self._night(self._in_days(40))
        self.assertEqual(self.project.light_progress, "green")
        self.assertEqual(self.project.light_progress_since.day, 1)

    def test_the_night_looks_only_at_those_whose_day_has_come(self):
        self._on("step_late")
        self._step(3)
        self._save()
        self.assertEqual(self.project.light_next, self._in_days(4))
        Lead = type(self.env["crm.lead"])
        with patch.object(Lead, "_kfz_light_again", autospec=True) as again:
            self._night(self._in_days(3))
            self.assertNotIn(
                self.project,
                self.env["crm.lead"].union(*(call.args[0] for call in again.call_args_list)),
            )
        self._night(self._in_days(4))
        self.assertEqual(self.project.light_progress, "amber")

    def test_a_day_off_is_looked_at_again_in_its_zone_alone(self):
        self._on("step_late")
        self._step(20)
        self._save()
        waiting = self.project.light_next
        self.assertGreater(waiting, self.today)
        off = {"date": self._in_days(9), "kind": "off", "name": "示例放假"}
        self.env["kfz.calendar.day"].create({**off, "company_id": self.zone_b.id})
        self.assertEqual(self.project.light_next, waiting, "another zone's")
        self.env["kfz.calendar.day"].create({**off, "company_id": self.zone_a.id})
        self.assertEqual(self.project.light_next, self.today)

    def test_ended_projects_have_no_light_and_dormant_ones_none_until_their_review(self):
        self._on("step_late")
        self._step(-3)
        review = {"condition": "dormant", "condition_reason": "示例", "review_on": self._in_days(9)}
        self.project.write(review)
        self._save()
        self.assertFalse(self.project.light)
        self.assertEqual(self.project.light_next, self._in_days(10))
        self._night(self._in_days(10))
        self.assertEqual(self.project.light, "amber")
        self.project.action_resume()
        reason = self.env.ref("kfz_investment.lost_reason_merged")
        self.project.write({"condition": "terminated", "lost_reason_id": reason.id})
        self._save()
        self.assertFalse(self.project.light)
        self.assertFalse(self.project.light_next)

    def test_a_change_of_a_rule_lets_all_projects_of_the_zone_be_looked_at_again(self):
        self._step(-3)
        self._save()
        self.assertFalse(self.project.light)
        other = self._project("signed", zone=self.zone_b)
        self._save()
        own = self._rule("milestone_late", company_id=self.zone_a.id)
        self.assertEqual(self.project.light_next, self.today)
        self.assertFalse(other.light_next)
        self._night(self.today)
        self.assertEqual(self.project.light, "amber")
        own.active = False
        self._night(self.today)
        self.assertFalse(self.project.light)

    def test_a_second_change_of_a_rule_on_a_day_writes_no_project_again(self):
        rule = self._rule("milestone_late", company_id=self.zone_a.id)
        self.env.flush_all()
        where = "SELECT ctid FROM crm_lead WHERE id = %s"
        self.env.cr.execute(where, [self.project.id])
        written = self.env.cr.fetchone()
        rule.red = 60
        self.env.cr.execute(where, [self.project.id])
        self.assertEqual(self.env.cr.fetchone(), written)
        self.assertEqual(self.project.light_next, self.today)

    def test_switching_a_rule_on_turns_nothing_old_red(self):
        self._step(-3)
        self._step(2, step="site")
        self._save()
        rule = self.env.ref("kfz_investment.light_rule_ouhai")
        rule.write({"active": True, "enforce_from": self.today})
        self._night(self.today)
        self.assertEqual(self.project.light_progress, "green")
        self._night(self._in_days(3))
        self.assertEqual(self.project.light_progress, "red")
        self.assertEqual(self.project.light_progress_data["step"], "site")

    def test_a_failure_keeps_nobody_from_saving_and_is_logged_and_tried_again(self):
        self._on("step_late")
        with (
            patch.object(lights, "evaluate_in_zone", side_effect=ZeroDivisionError),
            self.assertLogs("odoo.addons.kfz_investment.models.lights.crm_lead_light_run", "ERROR"),
        ):
            self.project.expected_revenue = 6_000_000
            self._save()
        self.assertEqual(self.project.light_next, self._in_days(1))
        self._night(self._in_days(1))
        self.assertEqual(self.project.light_progress, "green")

    def test_work_on_the_record_counts_by_users_and_not_by_the_system(self):
        self._on("stale")
        with calendar.showing(self._in_days(50)):
            self.project.with_user(self.officer).write({"next_step": "示例：回访"})
            self.env.cr.flush()
        self.assertEqual(self.project.light_edit_on, self._in_days(50))
        with calendar.showing(self._in_days(60)):
            self.project.write({"next_step": "示例：再次回访"})
            self.env.cr.flush()
        self.assertEqual(self.project.light_edit_on, self._in_days(50))
        self._night(self._in_days(81))
        self.assertEqual(
            (self.project.light_record, self.project.light_record_since),
            ("amber", self._in_days(81)),
        )

    def test_writing_what_is_there_is_no_work_and_a_moved_signing_stays_in_the_chatter(self):
        mine = self.project.with_user(self.officer)
        mine.write({"priority": mine.priority, "name": mine.name, "partner_id": mine.partner_id.id})
        self._save()
        self.assertFalse(self.project.light_edit_on)
        mine.date_deadline = self._in_days(400)
        self._save()
        self.assertEqual(self.project.light_edit_on, self.today)
        self.env.cr.precommit.run()
        self.assertIn(
            "date_deadline", self.project.message_ids.tracking_value_ids.field_id.mapped("name")
        )

    def test_capital_interactions_and_assignments_are_inputs(self):
        self._rule("no_funds", has_amber=False, red=0)
        self._rule("no_contact_official", has_amber=False, red=0)
        self._again()
        self.assertEqual(self.project.light_progress, "red")
        document = self._attachment().ids
        capital = {"received_on": self.today, "amount": 100, "attachment_ids": [(6, 0, document)]}
        self.project.capital_ids = [(0, 0, capital)]
        self._save()
        self.assertEqual(self.project.light_progress, "green")
        later = self._in_days(5)
        self._night(later)
        self.assertEqual(self.project.light_record, "red")
        with calendar.showing(later):
            met = {"summary": "示例", "date": later, "official_ids": [(6, 0, self.leader.ids)]}
            self.project.interaction_ids = [(0, 0, met)]
            self.env.cr.flush()
        self.assertEqual(self.project.light_record, "green")
        self._night(later + datetime.timedelta(days=1))
        self.assertEqual(self.project.light_record, "red")

    @mute_logger("odoo.sql_db")
    def test_clients_do_not_set_lights(self):
        lead = self.project.with_user(self.manager)
        with self.assertRaises(Exception), self.cr.savepoint():  # noqa: B017
            lead.write({"light": "red"})
        self.assertFalse(self.project.light)
