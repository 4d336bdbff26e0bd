from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...domain import calendar
from .issue_common import IssueCase, day


@tagged("post_install", "-at_install")
class TestIssueSheet(IssueCase):
    """What reaches the joint office is what the zone released, and its answer comes back the same way."""

    def _sheets(self, user):
        return self.env["kfz.issue.sheet"].with_user(user).search([])

    def _released(self, **values):
        issue = self._at_joint_office(**values)
        with calendar.showing(day(31)):
            self._apply(
                issue.with_user(self.manager).action_release(),
                self.manager,
                title="示例标题",
                words="示例请求",
            )
        return issue, issue.sudo().sheet_id

    def _apply(self, action, user, **values):
        Act = self.env[action["res_model"]].with_user(user).with_context(**action["context"])
        return Act.create(values).action_apply()

    def test_the_joint_office_sees_nothing_before_it_is_released(self):
        before = self._last_message()
        issue = self._at_joint_office()
        sheet = issue.sudo().sheet_id
        self.assertEqual((sheet.state, sheet.number, sheet.title), ("draft", False, False))
        self.assertFalse(self._sheets(self.joint) & sheet)
        self.assertFalse(self._inbox(self.joint, before))
        self.assertTrue(any(issue.name in text for text in self._inbox(self.manager, before)))
        self.assertIn(sheet, self._sheets(self.manager))
        self.assertFalse(self._sheets(self.manager_b) & sheet)
        with self.assertRaises(AccessError):
            sheet.with_user(self.joint).action_answer()

    def test_only_a_manager_of_the_zone_releases_it_in_words_of_their_own(self):
        issue = self._at_joint_office()
        for user in (self.officer, self.official, self.joint, self.manager_b):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                issue.with_user(user)._kfz_release("示例", "示例")
        action = issue.with_user(self.manager).action_release()
        Act = self.env[action["res_model"]].with_user(self.manager)
        proposed = Act.with_context(**action["context"]).new({})
        self.assertFalse(proposed.title or proposed.words)
        for title, words in (("", "示例"), ("示例", " ")):
            with self.assertRaises(UserError):
                self._apply(action, self.manager, title=title, words=words)

    def test_a_released_sheet_has_a_number_and_no_name(self):
        before = self._last_message()
        issue, sheet = self._released()
        self.assertEqual(sheet.number, "2026-0001")
        other, second = self._released()
        self.assertEqual(second.number, "2026-0002")
        theirs = sheet.with_user(self.joint)
        self.assertIn(theirs, self._sheets(self.joint))
        with calendar.showing(day(31)):
            self.assertEqual(theirs.days_overdue, 17)
        values = str(theirs.read()[0])
        for secret in (
            issue.name,
            self.project.name,
            self.project.partner_id.name,
            self.keeper.name,
            self.manager.name,
        ):
            self.assertNotIn(secret, values)
        texts = self._inbox(self.joint, before)
        self.assertTrue(any("2026-0001" in text for text in texts))
        self.assertFalse(any(issue.name in text for text in texts))

    def test_no_field_of_a_sheet_leads_anywhere(self):
        linked = {
            name: field.comodel_name
            for name, field in self.env["kfz.issue.sheet"]._fields.items()
            if field.relational and field.groups != fields.NO_ACCESS
        }
        self.assertEqual(linked, {"zone_id": "res.company"})
        _issue, sheet = self._released()
        # nobody reads from the issue's side which sheet is whose
        with self.assertRaises(AccessError):
            self.env["kfz.issue"].with_user(self.manager).search([("sheet_id", "=", sheet.id)])

    def test_the_answer_comes_back(self):
        issue, sheet = self._released()
        before = self._last_message()
        for user in (self.manager, self.officer):
            with self.assertRaises(AccessError):
                sheet.with_user(user).action_answer()
        action = sheet.with_user(self.joint).action_answer()
        with self.assertRaises(UserError):
            self._apply(action, self.joint, words=" ")
        self._apply(action, self.joint, words="示例答复：由联合办公室召集会商")
        self.assertEqual(
            (sheet.state, issue.joint_answer), ("answered", "示例答复：由联合办公室召集会商")
        )
        self.assertIn("示例答复", self.project.message_ids[0].body)
        for user in (self.officer, self.manager):
            self.assertTrue(any(issue.name in text for text in self._inbox(user, before)))
        # whoever in the joint office answered is named to nobody
        self.assertNotEqual(self.project.message_ids[0].author_id, self.joint.partner_id)
        with self.assertRaises(UserError):
            self._apply(action, self.joint, words="再答一次")

    def test_the_zone_takes_it_back(self):
        issue, sheet = self._released()
        with self.assertRaises(AccessError):
            issue.with_user(self.officer).action_withdraw_sheet()
        self._apply(
            issue.with_user(self.manager).action_withdraw_sheet(), self.manager, words="已自行解决"
        )
        self.assertFalse(self._sheets(self.joint) & sheet)
        number = sheet.number
        with calendar.showing(day(31)):
            issue.with_user(self.manager)._kfz_release("示例再报", "示例请求")
        self.assertEqual((sheet.state, sheet.number), ("released", number))

    def test_it_follows_its_issue(self):
        issue, sheet = self._released()
        with calendar.showing(day(31)):
            issue.with_user(self.manager)._kfz_postpone(self._in_days(30), "示例")
        self.assertEqual(sheet.date_due, self._in_days(30))
        issue.with_user(self.officer)._kfz_solve("示例")
        issue.with_user(self.manager).action_close()
        self.assertEqual((sheet.state, sheet.closed_on), ("closed", self.today))
        self.assertIn(sheet, self._sheets(self.joint))
        unseen = self._at_joint_office()
        unseen.with_user(self.officer)._kfz_solve("示例")
        unseen.with_user(self.manager).action_close()
        self.assertEqual(unseen.sudo().sheet_id.state, "withdrawn")

    def test_nobody_writes_a_sheet(self):
        _issue, sheet = self._released()
        for user in (self.manager, self.joint):
            with self.subTest(user=user.login):
                for values in ({"title": "别的"}, {"state": "closed"}, {"answer": "别的"}):
                    with self.assertRaises(AccessError):
                        sheet.with_user(user).write(values)
                with self.assertRaises(AccessError):
                    sheet.with_user(user).unlink()

    def test_nobody_learns_who_of_the_zone_touched_it(self):
        issue, sheet = self._released()
        issue.with_user(self.manager)._kfz_postpone(self._in_days(30), "示例：同意延期")
        self.env.flush_all()
        self.assertFalse({"write_uid", "create_uid"} & set(sheet._fields))
        self.assertNotIn("write_uid", sheet.with_user(self.joint).get_metadata()[0])

    def test_after_an_answer_the_zone_asks_again_and_the_deadline_stays(self):
        issue, sheet = self._released()
        with calendar.showing(day(31)):
            sheet.with_user(self.joint)._kfz_answer("示例答复")
        due = sheet.date_due
        issue.with_user(self.manager)._kfz_postpone(self._in_days(30), "示例：同意延期")
        self.assertEqual(sheet.date_due, due)
        with self.assertRaisesRegex(UserError, "has answered"):
            issue.with_user(self.manager).action_withdraw_sheet()
        issue.with_user(self.manager)._kfz_release("示例标题二", "示例请求二")
        self.assertEqual((sheet.state, sheet.answer), ("released", False))
        self.assertEqual(sheet.date_due, issue.date_due)
        self.assertEqual(issue.joint_answer, "示例答复")
        with self.assertRaisesRegex(UserError, "Take it back first"):
            issue.with_user(self.manager)._kfz_release("示例标题三", "示例请求三")
