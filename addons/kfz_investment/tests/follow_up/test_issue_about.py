from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ...domain import calendar
from .issue_common import FRIDAY, IssueCase, day


@tagged("post_install", "-at_install")
class TestIssueAbout(IssueCase):
    """An issue is about a project or an enterprise, has units beside whoever answers for it, and is due in working days."""

    def test_an_enterprise_without_a_project_has_issues(self):
        issue = self._enterprise_issue()
        self.assertEqual((issue.company_id, issue.lead_id.id), (self.zone_a, False))
        activity = self._activities(issue)
        self.assertEqual((activity.user_id, activity.res_model), (self.officer, False))
        self.assertIn("示例无项目企业", activity.summary)
        for user, reads in (
            (self.officer2, True),
            (self.manager, True),
            (self.manager_b, False),
            (self.official, False),
            (self.taskforce, False),
        ):
            with self.subTest(user=user.login):
                found = self.env["kfz.issue"].with_user(user).search([])
                self.assertEqual(issue in found, reads)

    def test_it_leaves_nothing_on_the_enterprise(self):
        partner = self._enterprise("示例公共企业有限公司", company_id=False)
        before = self._last_message()
        issue = self._enterprise_issue(partner_id=partner.id)
        self.assertEqual(issue.company_id, self.zone_a)
        issue.with_user(self.officer2)._kfz_solve("示例")
        issue.with_user(self.manager)._kfz_reopen("示例")
        on = [("model", "=", "res.partner"), ("res_id", "=", partner.id), ("id", ">", before)]
        self.assertFalse(self.env["mail.message"].search(on))
        on = [("res_model", "=", "res.partner"), ("res_id", "=", partner.id)]
        self.assertFalse(self.env["mail.activity"].search(on))

    def test_whoever_answers_for_it_reads_and_solves_it(self):
        issue = self._enterprise_issue(owner_id=self.leader.id)
        self.assertEqual(self._activities(issue).user_id, self.official)
        theirs = issue.with_user(self.official)
        self.assertIn(issue, theirs.search([]))
        theirs._kfz_solve("示例")
        self.assertEqual(issue.state, "solved")
        with self.assertRaises(AccessError):
            theirs.action_close()
        issue.with_user(self.manager).action_close()
        self.assertFalse(self._activities(issue))

    def test_its_activity_is_done_with_words(self):
        issue = self._enterprise_issue()
        activity = self._activities(issue).with_user(self.officer)
        activity.action_feedback(feedback="已解决")
        self.assertEqual(issue.state, "solved")

    def test_it_climbs_by_the_unit_of_whoever_answers(self):
        self.keeper.unit_id = self.unit
        issue = self._enterprise_issue()
        self._night(9)
        self.assertEqual((issue.level, issue.lies_with_id), ("responsible_unit", self.unit))
        self._night(31)
        self.assertEqual(issue.level, "joint_office")

    def test_it_is_about_something_that_the_user_reads(self):
        hidden = self._enterprise("示例外区企业有限公司", zone=self.zone_b)
        with self.assertRaises(AccessError):
            self._enterprise_issue(partner_id=hidden.id)
        with self.assertRaises(UserError):
            self._enterprise_issue(partner_id=False)
        with self.assertRaises(UserError):
            self._enterprise_issue(partner_id=self.officer.partner_id.id)
        with self.assertRaises(AccessError):
            self._enterprise_issue(self.joint)

    def test_the_enterprise_follows_the_project(self):
        issue = self._issue()
        self.assertEqual(issue.partner_id, self.project.partner_id)
        with self.assertRaises(ValidationError):
            self._issue(partner_id=self._enterprise("示例另一家有限公司").id)
        other = self._enterprise("示例新主体有限公司")
        self.project.partner_id = other
        self.assertEqual(issue.partner_id, other)

    def test_it_stays_where_it_was_raised(self):
        issue = self._enterprise_issue()
        for values in (
            {"lead_id": self.project.id},
            {"partner_id": self._enterprise("示例别家有限公司").id},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                issue.with_user(self.manager).write(values)

    def test_zone_figures_count_it(self):
        Figures = self.env["kfz.zone.follow.up"].with_user(self.manager)
        before = Figures.search([("company_id", "=", self.zone_a.id)]).issue_open_count
        self._enterprise_issue()
        self.env.flush_all()
        self.env.invalidate_all()
        after = Figures.search([("company_id", "=", self.zone_a.id)]).issue_open_count
        self.assertEqual(after, before + 1)

    def test_the_page_of_the_enterprise_counts_and_raises(self):
        partner = self._enterprise("示例计数企业有限公司")
        self._enterprise_issue(partner_id=partner.id)
        self._issue(lead=self._project("lead", user=self.officer, partner_id=partner.id))
        self.assertEqual(partner.with_user(self.officer).kfz_issue_count, 2)
        self.assertEqual(
            partner.with_user(self.manager).action_kfz_open_issues()["domain"][0][2], partner.id
        )
        action = partner.with_user(self.officer).action_kfz_raise_issue()
        Issue = self.env["kfz.issue"].with_user(self.officer).with_context(**action["context"])
        form = Form(Issue, "kfz_investment.kfz_issue_view_form_quick")
        form.name = "示例事项"
        form.owner_id = self.keeper
        issue = form.save()
        self.assertEqual((issue.partner_id, issue.company_id), (partner, self.zone_a))

    def test_units_take_part(self):
        other = self._official("示例科室", is_unit=True)
        issue = self._issue(unit_ids=[(6, 0, (self.unit | other).ids)])
        self.assertEqual(issue.unit_ids, self.unit | other)
        with self.assertRaises(ValidationError):
            self._issue(unit_ids=[(6, 0, self.leader.ids)])
        foreign = self._official("示例外区单位", zone=self.zone_b, is_unit=True)
        with self.assertRaises(UserError):
            self._issue(unit_ids=[(6, 0, foreign.ids)])
        mine = [("is_my_units", "=", True)]
        Issue = self.env["kfz.issue"]
        self.assertIn(issue, Issue.with_user(self.unit_login).search(mine))
        self.assertNotIn(issue, Issue.with_user(self.officer).search(mine))
        self.keeper.unit_id = other
        self.assertIn(issue, Issue.with_user(self.officer).search(mine))

    def test_a_new_one_is_due_in_working_days(self):
        self.zone_a.kfz_issue_days = 5
        with calendar.showing(day(2)):
            self.assertEqual(
                self.env["kfz.issue"].with_user(self.officer)._kfz_proposed_due(), day(9)
            )
        self.zone_a.kfz_issue_days = 1
        with calendar.showing(FRIDAY):
            self.assertEqual(
                self.env["kfz.issue"].with_user(self.officer)._kfz_proposed_due(), day(9)
            )

    def test_the_time_left_is_said_in_words(self):
        issue = self._due_issue()
        for number, text in (
            (2, "Due in 4 working days"),
            (5, "Due in one working day"),
            (6, "Due today"),
            (7, "Deadline passed, no working day since"),
            (9, "Overdue by one working day"),
            (12, "Overdue by 4 working days"),
        ):
            with self.subTest(day=number), calendar.showing(day(number)):
                issue.invalidate_recordset()
                self.assertEqual(issue.due_text, text)
        far = self._due_issue(date_due="2027-06-30")
        with calendar.showing(day(2)):
            self.assertIn("provisional", far.due_text)

    def test_what_is_told_of_it_is_a_private_note_of_the_zone(self):
        issue = self._enterprise_issue(date_due=self._in_days(5))
        partner = issue.partner_id
        issue.with_user(self.manager)._kfz_postpone(self._in_days(9), "示例：等待批复")
        other = self._official("示例负责人乙")
        issue.with_user(self.officer).owner_id = other
        issue.with_user(self.officer)._kfz_solve("示例：已办")
        issue.with_user(self.manager)._kfz_reopen("示例：未办结")
        notes = self.env["kfz.enterprise.note"].search([("partner_id", "=", partner.id)])
        told = "".join(notes.mapped("body"))
        for words in ("示例：等待批复", other.name, "示例：已办", "示例：未办结"):
            self.assertIn(words, told)
        self.assertEqual(notes.company_id, self.zone_a)
        self.assertLessEqual({self.manager, self.officer}, set(notes.user_id))
        self.assertFalse(notes.with_user(self.manager_b).search([("id", "in", notes.ids)]))
