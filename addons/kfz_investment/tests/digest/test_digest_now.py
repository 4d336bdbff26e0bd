from odoo.tests import tagged

from ...domain import calendar
from .digest_common import DigestCase


@tagged("post_install", "-at_install")
class TestDigestNow(DigestCase):
    """A digest that is read later in the day says what is done by now; what is open comes first."""

    def _now(self, lines, user):
        """{code of the line: how it stands}, as the user reads it now."""
        self.env.flush_all()
        self.env.invalidate_all()
        theirs = lines.with_user(user).filtered(lambda line: line.user_id == user)
        return {line.code: line.standing for line in theirs if line.source != "zone"}

    def test_a_promise_that_is_confirmed_is_done_and_goes_below_what_is_open(self):
        promise = self._promise(date_due=self._in_days(-4))
        self._issue(date_due=self._in_days(-2), owner_id=self.leader.id)
        lines = self._told(self._morning(), self.official)
        self.assertEqual(lines.mapped("code"), ["confirm", "solve"])
        self.assertEqual(
            self._now(lines, self.official), {"confirm": "overdue", "solve": "overdue"}
        )
        promise.with_user(self.official).action_confirm()
        self.assertEqual(self._now(lines, self.official), {"confirm": "done", "solve": "overdue"})
        mine = self.Line.with_user(self.official)
        self.assertEqual(mine.search([]).mapped("code"), ["solve", "confirm"])
        self.assertEqual(mine.search([("is_done", "=", False)]).code, "solve")
        self.assertEqual(mine.search([("is_done", "=", True)]).code, "confirm")

    def test_an_issue_that_is_solved_by_a_colleague_is_done_for_whoever_answers(self):
        issue = self._issue(date_due=self._in_days(-2))
        lines = self._told(self._morning(), self.officer)
        issue.with_user(self.manager)._kfz_solve("示例")
        self.assertEqual(self._now(lines, self.officer), {"solve": "done"})
        issue.with_user(self.manager)._kfz_reopen("示例")
        self.assertEqual(self._now(lines, self.officer), {"solve": "overdue"})

    def test_a_step_of_the_ladder_and_a_next_step_that_are_done_say_so(self):
        step = self._step(-2)
        self.project.with_user(self.officer).interaction_ids = [
            (0, 0, {"summary": "示例", "next_step": "示例回访", "next_step_date": self._in_days(1)})
        ]
        lines = self._told(self._morning(), self.officer)
        self.assertEqual(self._now(lines, self.officer), {"step": "overdue", "next_step": "soon"})
        step.done_on = self.today
        self.project.with_user(self.officer).interaction_ids = [
            (0, 0, {"summary": "示例", "next_step": "示例签约", "former_step": "done"})
        ]
        self.assertEqual(self._now(lines, self.officer), {"step": "done", "next_step": "done"})

    def test_a_deadline_that_moved_is_done_with(self):
        issue = self._issue(date_due=self._in_days(-2))
        lines = self._told(self._morning(), self.officer)
        issue.sudo().date_due = self._in_days(3)
        self.assertEqual(self._now(lines, self.officer), {"solve": "done"})

    def test_what_becomes_late_during_the_week_is_late_on_the_page(self):
        self._issue(date_due=self._in_days(0))
        lines = self._told(self._morning(), self.officer)
        self.assertEqual(self._now(lines, self.officer), {"solve": "soon"})
        with calendar.showing(self._in_days(1)):
            self.assertEqual(self._now(lines, self.officer), {"solve": "overdue"})

    def test_whoever_reads_the_project_no_more_has_nothing_left_to_do(self):
        self._issue(date_due=self._in_days(-2), owner_id=self.leader.id)
        lines = self._told(self._morning(), self.official)
        self.leading.sudo().write({"date_from": self._in_days(-9), "date_to": self._in_days(-1)})
        self.assertEqual(self._now(lines, self.official), {"solve": "done"})

    # put aside

    def test_what_is_put_aside_says_until_when_and_is_taken_up_again(self):
        self._issue(date_due=self._in_days(-2))
        line = self._told(self._morning(), self.officer).with_user(self.officer)
        self.env["kfz.seen"].with_user(self.officer)._kfz_put_aside(line, self._in_days(5), "示例")
        self.assertEqual(self._now(line, self.officer), {"solve": "aside"})
        self.assertEqual((line.is_put_aside, line.aside_until), (True, self._in_days(5)))
        line.action_take_up()
        self.assertEqual(self._now(line, self.officer), {"solve": "overdue"})
        self.assertFalse(line.aside_until)

    # lights

    def test_the_badge_of_a_light_is_that_of_now(self):
        self.env["kfz.light.rule"].create(
            {
                "name": "示例规则",
                "check_code": "issue_overdue",
                "company_id": False,
                "enforce_from": False,
            }
        )
        issue = self._issue(date_due=self._in_days(-90))
        self.env.cr.flush()
        lines = self._told(self._morning(), self.officer)
        light = lines.filtered(lambda line: line.source == "light")
        self.assertEqual(self._now(light, self.officer), {light.code: "red"})
        self.project.sudo().light_progress = "amber"
        self.assertEqual(self._now(light, self.officer), {light.code: "amber"})
        issue._kfz_solve("示例")
        issue.with_user(self.manager).action_close()
        self.env.cr.flush()
        self.assertEqual(self._now(light, self.officer), {light.code: "done"})
        self.assertEqual(light.with_user(self.officer).text, "The light has turned green again")

    # climbs

    def test_an_issue_that_has_climbed_is_told_to_whoever_it_lies_with(self):
        issue = self._issue(date_due=self._in_days(-2))
        day = 0
        while issue.level != "lead_official":
            day += 1
            self.assertLess(day, 30)
            with calendar.showing(self._in_days(day)):
                issue.sudo()._kfz_climb()
        lines = self._morning(day)
        line = self._told(lines, self.official)
        self.assertEqual((line.code, line.about_number, line.only_me), ("climbed", issue.id, True))
        self.assertIn(issue.name, line.with_user(self.official).text)
        self.assertEqual(self._told(lines, self.officer).code, "solve")
        with calendar.showing(self._in_days(day)):
            self.assertNotEqual(self._now(line, self.official), {"climbed": "done"})
            issue.with_user(self.officer)._kfz_solve("示例")
            self.assertEqual(self._now(line, self.official), {"climbed": "done"})

    def test_an_issue_that_lies_with_whoever_answers_for_it_is_told_once(self):
        self._issue(date_due=self._in_days(-2), owner_id=self.leader.id)
        self.assertEqual(self._told(self._morning(), self.official).mapped("code"), ["solve"])

    def test_search_menus_offer_no_technical_field(self):
        for model in ("kfz.digest.line", "kfz.seen"):
            found = self.env[model].with_user(self.officer).fields_get()
            for name in ("about_model", "about_number", "lead_number", "item_key", "figures"):
                with self.subTest(model=model, field=name):
                    self.assertFalse(found[name]["groupable"] or found[name]["searchable"])
            self.assertTrue(found["date_due"]["groupable"])

    # how much it costs

    def test_forty_lines_cost_no_more_queries_than_four(self):
        def count(lines):
            self.env.flush_all()
            self.env.invalidate_all()
            theirs = lines.with_user(self.officer)
            before = self.cr.sql_log_count
            theirs.mapped("standing")
            return self.cr.sql_log_count - before

        for _number in range(4):
            self._issue(date_due=self._in_days(-2))
        self._step(-1)
        few = self._told(self._morning(), self.officer)
        cost = count(few)
        for _number in range(36):
            self._issue(date_due=self._in_days(-2))
        many = self._told(self._morning(1), self.officer)
        self.assertEqual(len(many), 36)
        self.assertLessEqual(count(few | many), cost)
