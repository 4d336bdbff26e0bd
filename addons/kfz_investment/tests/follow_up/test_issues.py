from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .follow_up_common import DueCase


@tagged("post_install", "-at_install")
class TestIssues(DueCase):
    """What a project is stuck at is solved by whoever answers for it, and closed by somebody else."""

    def test_a_lead_official_raises_one_for_the_account_manager(self):
        issue = self._issue(self.official)
        self.assertEqual((issue.state, issue.level), ("open", "account_manager"))
        self.assertEqual(issue.raised_by_id, self.official)
        self.assertEqual(self._activities(issue).user_id, self.officer)
        self.assertIn(issue.name, self.project.message_ids[0].body)

    def test_the_small_form_finds_who_answers_and_the_day(self):
        Issue = self.env["kfz.issue"].with_user(self.official)
        issue = Issue.with_context(default_lead_id=self.project.id).new({})
        issue._onchange_owner()
        self.assertEqual(issue.owner_id._origin, self.keeper)
        self.assertEqual(issue.date_due, Issue._kfz_workdays().add(self.today, 5))

    def test_it_lies_with_the_role_of_whoever_answers(self):
        unit = self._official("示例单位", is_unit=True)
        issue = self._issue(owner_id=unit.id)
        self.assertEqual(issue.level, "responsible_unit")
        issue.owner_id = self.leader
        self.assertEqual(issue.level, "lead_official")
        self.assertTrue(issue.with_user(self.official).waits_for_me)
        self.assertFalse(issue.with_user(self.officer).waits_for_me)
        found = self.env["kfz.issue"].with_user(self.official).search([("waits_for_me", "=", True)])
        self.assertEqual(found, issue)

    def test_whoever_solved_it_does_not_close_it(self):
        issue = self._issue(self.official)
        with self.assertRaises(UserError):
            issue.with_user(self.official).action_close()
        with self.assertRaises(UserError):
            issue.with_user(self.officer)._kfz_solve("")
        issue.with_user(self.officer)._kfz_solve("已协调供电部门增容")
        self.assertEqual((issue.state, issue.answer), ("solved", "已协调供电部门增容"))
        with self.assertRaises(AccessError):
            issue.with_user(self.officer).action_close()
        self.assertEqual(self._activities(issue).user_id, self.official)
        issue.with_user(self.official).action_close()
        self.assertEqual((issue.state, issue.closed_by_id), ("closed", self.official))
        self.assertFalse(self._activities(issue))

    def test_whoever_answers_for_it_does_not_close_what_a_colleague_solved(self):
        issue = self._issue()
        issue.with_user(self.manager)._kfz_solve("示例")
        with self.assertRaises(AccessError):
            issue.with_user(self.officer).action_close()

    def test_a_solved_issue_is_not_given_away_to_be_closed(self):
        issue = self._issue()
        issue.with_user(self.manager)._kfz_solve("示例")
        with self.assertRaises(UserError):
            issue.with_user(self.officer).write({"owner_id": self.leader.id})

    def test_what_is_not_solved_is_opened_again(self):
        issue = self._issue(self.official)
        issue.with_user(self.officer)._kfz_solve("示例")
        issue.with_user(self.official)._kfz_reopen("仍未通电")
        self.assertEqual(issue.state, "open")
        self.assertFalse(issue.solved_by_id)
        self.assertEqual(self._activities(issue).user_id, self.officer)

    def test_doing_the_activity_needs_words(self):
        issue = self._issue(self.official)
        with self.assertRaises(UserError), self.cr.savepoint():
            self._activities(issue).with_user(self.officer).action_done()
        self._activities(issue).with_user(self.officer).action_feedback(feedback="已解决")
        self.assertEqual((issue.state, issue.answer), ("solved", "已解决"))

    def test_it_stays_on_record(self):
        issue = self._issue(self.official)
        with self.assertRaises(UserError):
            issue.with_user(self.manager).unlink()
        mine = self._issue(self.manager)
        mine.with_user(self.manager).unlink()
        self.assertFalse(mine.exists())

    def test_a_lead_official_changes_nothing_else(self):
        issue = self._issue(self.official)
        with self.assertRaises(AccessError):
            issue.with_user(self.official).write({"note": "示例"})
        for values in ({"state": "closed"}, {"level": "joint_office"}, {"raised_by_id": 2}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self._issue(self.official, **values)

    def test_who_has_no_part_in_it_does_nothing(self):
        issue = self._issue()
        for user in (self.manager_b, self.joint, self.taskforce, self.employee, self.customs):
            with self.subTest(user=user.login):
                self.assertFalse(
                    self.env["kfz.issue"].sudo(False).with_user(user).has_access("read")
                    and issue.with_user(user).search([])
                )
                with self.assertRaises(AccessError):
                    issue.with_user(user)._kfz_solve("示例")

    def test_a_task_force_works_on_those_of_its_projects(self):
        member = self._official("示例成员", user_id=self.taskforce.id)
        self.env["kfz.assignment"].create(
            {"lead_id": self.project.id, "official_id": member.id, "role": "task_force_member"}
        )
        issue = self._issue(self.taskforce)
        issue.with_user(self.taskforce).write({"note": "示例"})
        issue.with_user(self.taskforce)._kfz_solve("示例")
        self.assertEqual(issue.state, "solved")
        elsewhere = self._project("negotiation", user=self.officer)
        with self.assertRaises(AccessError):
            self._issue(self.taskforce, lead=elsewhere)

    def test_merged_projects_bring_theirs_along(self):
        other = self._project("negotiation", user=self.officer)
        issue, promise = self._issue(lead=other), self._promise(lead=other)
        head = (self.project | other).with_user(self.manager).merge_opportunity()
        self.assertEqual((issue.lead_id, promise.lead_id), (head, head))
        self.assertEqual(self._activities(issue).res_id, head.id)

    def test_who_answers_for_a_new_issue_is_chosen_in_the_zone_of_its_project(self):
        Issue = self.env["kfz.issue"].with_user(self.officer)
        self.assertEqual(
            Form(Issue.with_context(default_lead_id=self.project.id)).company_id, self.zone_a
        )
        form = Form(Issue)
        form.lead_id = self.project
        self.assertEqual(form.company_id, self.zone_a)

    def test_whoever_answers_for_it_puts_it_off_once_and_not_when_it_is_overdue(self):
        issue = self._issue()
        mine = issue.with_user(self.officer)
        mine._kfz_postpone(self._in_days(12), "示例：等待批复")
        with self.assertRaises(AccessError):
            mine._kfz_postpone(self._in_days(20), "示例：再等等")
        mine._kfz_postpone(self._in_days(8), "示例：提前")
        issue.with_user(self.manager)._kfz_postpone(self._in_days(15), "示例：同意延期")
        self.assertEqual((issue.postponed_count, issue.first_due), (2, self._in_days(10)))
        self.assertEqual(issue.postponed_why, "示例：同意延期")
        mine._kfz_solve("示例：已办")
        with self.assertRaises(UserError):
            issue.with_user(self.manager)._kfz_postpone(self._in_days(30), "示例")
        self.assertEqual(
            [issue.with_user(user).may_close for user in (self.officer, self.manager)],
            [False, True],
        )
        late = self._issue(date_due=self._in_days(-3))
        with self.assertRaises(AccessError):
            late.with_user(self.officer)._kfz_postpone(self._in_days(5), "示例：再等等")
        late.with_user(self.official)._kfz_postpone(self._in_days(5), "示例：同意延期")
        self.assertEqual(late.date_due, self._in_days(5))

    def test_it_has_a_name_in_one_line(self):
        for name in (" ", "示例\n第二行", "长" * 201):
            for make in (self._issue, self._promise):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    make(name=name)

    def test_a_reminder_that_somebody_deleted_is_made_anew_in_the_night(self):
        issue, promise = self._issue(), self._promise()
        for record in (issue, promise):
            self._activities(record).unlink()
            self.assertFalse(self._activities(record))
        other = self._issue()
        kept = self._activities(other)
        for model in ("kfz.issue", "kfz.promise"):
            self.env[model].sudo()._kfz_remind_again()
        self.assertEqual(len(self._activities(issue)), 1)
        self.assertEqual(len(self._activities(promise)), 1)
        self.assertEqual(self._activities(other), kept)

    def test_what_nobody_can_be_reminded_of_takes_no_place_of_the_night(self):
        nobody = self._official("示例无账号")
        lead = self._project("negotiation", user=False)
        orphan = self._issue(self.manager, lead, owner_id=nobody.id)
        issue = self._issue()
        self._activities(issue).unlink()
        before = self.env["kfz.issue"].search([("id", "<", orphan.id)])
        before._kfz_watch_due()
        with patch("odoo.addons.kfz_investment.models.follow_up.kfz_due_activity.MOST_AGAIN", 1):
            self.env["kfz.issue"].sudo()._kfz_remind_again()
        self.assertFalse(self._activities(orphan))
        self.assertEqual(len(self._activities(issue)), 1)
