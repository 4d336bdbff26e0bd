from odoo.tests import tagged

from ...domain import calendar
from .light_common import LightCase


@tagged("post_install", "-at_install")
class TestLightWordsNow(LightCase):
    """A light says all that colours it, and its history says why the project stood still."""

    def test_what_else_colours_a_light_stands_under_it(self):
        self._on("step_late")
        self._step(-3)
        self._save()
        lead = self.project.with_user(self.officer)
        self.assertFalse(lead.light_progress_also)
        self._step(-2, step="site")
        self._save()
        lead.invalidate_recordset()
        step = lead._kfz_step_word("site")
        self.assertIn(step, lead.light_progress_also)
        self.assertTrue(lead.light_progress_also.startswith("Amber: "))
        # what the line gives already is not said twice
        self.assertNotIn(lead._kfz_step_word("customs"), lead.light_progress_also)
        self.assertIn(lead._kfz_step_word("customs"), lead.light_progress_why)
        self.assertFalse(lead.light_record_also)

    def test_more_than_three_other_causes_are_counted(self):
        self._on("step_late")
        for step in (
            "customs",
            "site",
            "equipment",
            "first_business",
            "construction",
            "production",
        ):
            self._step(-9, step=step)
        self._save()
        also = self.project.with_user(self.officer).light_progress_also
        self.assertEqual(also.count("Amber: "), 3)
        self.assertTrue(also.endswith("And 2 more."))

    def test_many_projects_cost_one_query_for_their_causes(self):
        self._on("step_late")
        for _number in range(3):
            self._step(-3, self._signed())
        self._save()
        leads = self.env["crm.lead"].search([("light", "=", "amber")])
        self.assertGreaterEqual(len(leads), 3)

        def count(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some._kfz_light_causes()
            return self.cr.sql_log_count - before

        count(leads)
        self.assertEqual(count(leads[:1]), count(leads))

    def test_the_history_says_the_reason_that_was_given_while_the_light_lasted(self):
        self._on("step_late")
        self._step(-40)
        self._again(self._in_days(-39))
        self.env.flush_all()
        self.project.invalidate_recordset()
        self.project.sudo().light_moved_on = self._in_days(-60)
        with calendar.showing(self._in_days(-1)):
            self.project.with_user(self.officer)._kfz_give_light_reason("示例：等待批复")
        change = self._changes()[-1:].with_user(self.officer)
        self.assertIn("示例：等待批复", change.reasons)
        self.assertFalse(self._changes(kind="record").filtered("reasons"))

    def test_a_reason_stands_with_the_entry_before_it_and_no_other(self):
        rules = self._on("step_late")
        self._step(-40)
        self._again(self._in_days(-39))
        self.project.invalidate_recordset()
        self.project.sudo().light_moved_on = self._in_days(-90)
        with calendar.showing(self._in_days(-5)):
            self.project.with_user(self.officer)._kfz_give_light_reason("示例：等待批复")
        rules.active = False
        self._save()
        self._again()
        entries = self._changes()
        self.assertEqual(entries.mapped("light"), ["amber", False])
        self.assertEqual([bool(each.reasons) for each in entries], [True, False])
