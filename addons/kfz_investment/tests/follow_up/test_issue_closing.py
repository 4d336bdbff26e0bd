from unittest.mock import patch

from lxml import html
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .issue_common import IssueCase


@tagged("post_install", "-at_install")
class TestIssueClosing(IssueCase):
    """An issue is closed by somebody else than whoever solved it, or as the enterprise confirms; and it is printed."""

    def _solved(self):
        issue = self._issue()
        issue.with_user(self.officer)._kfz_solve("示例：已增容")
        return issue

    def _confirm(self, issue, user, **values):
        action = issue.with_user(user).action_enterprise_confirms()
        Confirm = self.env["kfz.issue.confirm"].with_user(user).with_context(**action["context"])
        given = {"who": "示例总经理", "words": "已通电", "day": self.today, **values}
        return Confirm.create(given).action_apply()

    def test_a_colleague_enters_what_the_enterprise_confirms(self):
        issue = self._solved()
        self._confirm(issue, self.manager)
        self.assertEqual(
            (issue.state, issue.confirmed_by, issue.confirmed_on, issue.confirmation),
            ("closed", "示例总经理", self.today, "已通电"),
        )
        self.assertIn("已通电", self.project.message_ids[0].body)

    def test_a_lead_official_enters_it_with_a_document(self):
        issue = self._solved()
        document = (
            self.env["ir.attachment"]
            .with_user(self.official)
            .create({"name": "示例确认函.txt", "raw": b"x"})
        )
        self._confirm(issue, self.official, attachment_ids=[(6, 0, document.ids)])
        self.assertEqual(issue.attachment_ids.mapped("name"), ["示例确认函.txt"])
        self.assertEqual(
            (issue.attachment_ids.res_model, issue.attachment_ids.res_id), ("kfz.issue", issue.id)
        )

    def test_whoever_solved_it_needs_a_document(self):
        issue = self._solved()
        with self.assertRaises(UserError):
            self._confirm(issue, self.officer)
        self.assertEqual(issue.state, "solved")
        document = (
            self.env["ir.attachment"]
            .with_user(self.officer)
            .create({"name": "示例确认函.txt", "raw": b"x"})
        )
        self._confirm(issue, self.officer, attachment_ids=[(6, 0, document.ids)])
        self.assertEqual(issue.state, "closed")
        with self.assertRaises(UserError):
            issue.with_user(self.officer).write({"attachment_ids": [(5,)]})
        with self.assertRaises(UserError):
            issue.attachment_ids.with_user(self.officer).unlink()

    def test_only_a_document_that_is_handed_in_with_it_counts(self):
        own = {"name": "示例现场照片.txt", "raw": b"x"}
        before = self.env["ir.attachment"].with_user(self.officer).create(own)
        issue = self._issue(attachment_ids=[(6, 0, before.ids)])
        issue.with_user(self.officer)._kfz_solve("示例：已增容")
        public = self.env["ir.attachment"].create({**own, "public": True})
        for files in ((), public.ids, issue.attachment_ids.ids):
            with self.subTest(files=files), self.assertRaises(UserError), self.env.cr.savepoint():
                self._confirm(issue, self.officer, attachment_ids=[(6, 0, files)])
        self.assertEqual(issue.state, "solved")

    def test_who_answered_for_it_does_not_close_it_after_unhooking_the_login(self):
        mine = self._official("示例负责人甲", user_id=self.manager.id)
        issue = self._issue(owner_id=mine.id)
        issue.with_user(self.officer)._kfz_solve("示例：已增容")
        mine.with_user(self.manager).user_id = False
        with self.assertRaises(AccessError):
            issue.with_user(self.manager).action_close()
        issue.with_user(self.official).action_close()
        self.assertEqual(issue.closed_by_id, self.official)

    def test_the_answer_has_a_name_a_day_and_words(self):
        issue = self._solved()
        for values in (
            {"who": " "},
            {"words": " "},
            {"day": self._in_days(1)},
            {"day": self._in_days(-1)},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                self._confirm(issue, self.manager, **values)
        with self.assertRaises(UserError):
            self._issue().with_user(self.manager).action_enterprise_confirms()

    def test_a_contact_gives_the_name(self):
        partner = self.project.partner_id
        contact = self.env["res.partner"].create(
            {
                "name": "示例联系人",
                "function": "厂长",
                "parent_id": partner.id,
                "company_id": self.zone_a.id,
            }
        )
        wizard = (
            self.env["kfz.issue.confirm"].with_user(self.manager).new({"contact_id": contact.id})
        )
        self.assertEqual(wizard.who, "示例联系人 厂长")

    def test_who_has_no_part_in_it_confirms_nothing(self):
        issue = self._solved()
        for user in (self.manager_b, self.joint, self.taskforce, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                issue.with_user(user)._kfz_confirm(
                    "示例", self.today, "示例", self.env["ir.attachment"]
                )

    # the letter

    def _letter(self, issue, lang, user=None):
        self.env["res.lang"]._activate_lang("zh_CN")
        Report = self.env["ir.actions.report"].with_user(user or self.officer)
        content, kind = Report._render_qweb_html(
            f"kfz_investment.kfz_issue_letter_{lang}_report", issue.ids
        )
        self.assertEqual(kind, "html")
        return html.fromstring(content).text_content()

    def test_the_letter_says_everything(self):
        other = self._official("示例协办科", is_unit=True)
        issue = self._due_issue(unit_ids=[(6, 0, other.ids)], note="示例：请供电部门现场核实")
        self._night(12)
        issue.with_user(self.manager)._kfz_postpone(self._in_days(9), "示例：同意延期")
        text = self._letter(issue, "en")
        for word in (
            issue.name,
            self.project.name,
            self.project.partner_id.name,
            self.keeper.name,
            other.name,
            "示例：请供电部门现场核实",
            "Supervision letter",
            "Lead official",
            "first deadline Mar 6, 2026; 示例：同意延期",
            "How it was handled",
            "Signature:",
            issue._kfz_letter_number(),
        ):
            self.assertIn(word, text)
        self.assertIn(issue.name, self._letter(issue, "zh"))

    def test_the_letter_is_printed_by_its_readers(self):
        issue = self._issue()
        for user in (self.manager_b, self.taskforce):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._letter(issue, "en", user)
        self.assertIn(issue.name, self._letter(issue, "en", self.official))
        action = issue.with_user(self.officer).action_print_letter()
        self.assertEqual(action["report_name"], "kfz_investment.issue_letter_en")

    def test_many_letters_are_an_export(self):
        issues = self.env["kfz.issue"].union(*(self._issue() for _each in range(6)))
        Report = self.env["report.kfz_investment.issue_letter_en"]
        with self.assertRaises(AccessError):
            Report.with_user(self.officer)._get_report_values(issues.ids)
        Report.with_user(self.manager)._get_report_values(issues.ids)
        log = self.env["kfz.export.log"].search([], order="id desc", limit=1)
        self.assertEqual((log.kind, log.user_id), ("print", self.manager))
        limit = "odoo.addons.kfz_investment.models.base.kfz_export_log.PRINT_MOST"
        with patch(limit, 5), self.assertRaisesRegex(UserError, "You chose 6 sheets"):
            Report.with_user(self.manager)._get_report_values(issues.ids)
