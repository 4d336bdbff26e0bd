import datetime
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import tagged

from ...domain import calendar
from .follow_up_common import DueCase


@tagged("post_install", "-at_install")
class TestAttention(DueCase):
    """The page of those who follow projects shows what is overdue first, and says why."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.others = cls.env["crm.lead"].union(
            *[cls._project("negotiation", user=cls.officer) for _number in range(3)]
        )
        for lead in cls.others:
            cls.env["kfz.assignment"].create(
                {"lead_id": lead.id, "official_id": cls.leader.id, "role": "lead_official"}
            )
        cls.all = cls.project | cls.others
        cls.all.date_deadline = False

    def _mine(self):
        Lead = self.env["crm.lead"].with_user(self.official)
        self.env.invalidate_all()
        domain = Domain("is_mine", "=", True) & Domain("id", "in", self.all.ids)
        return Lead.search(domain, order="attention, id")

    def test_overdue_comes_first_then_what_comes_soon(self):
        calm, soon, late, later = self.all
        self._promise(lead=soon, side="enterprise", date_due=self._in_days(7))
        self._issue(lead=late, date_due=self.today)
        self._promise(lead=later, side="enterprise", date_due=self._in_days(8))
        with patch.object(calendar, "today", lambda: self._in_days(0) + datetime.timedelta(0)):
            self.assertEqual(self._mine(), soon | late | calm | later)
        tomorrow = self._in_days(1)
        with patch.object(calendar, "today", lambda: tomorrow):
            mine = self._mine()
            self.assertEqual(mine, late | soon | later | calm)
            self.assertEqual(mine.mapped("attention"), ["overdue", "soon", "soon", "calm"])

    def test_the_filter_finds_what_the_page_says(self):
        self._promise(lead=self.others[0], side="enterprise", date_due=self._in_days(3))
        self.others[1].write({"date_deadline": self._in_days(-3)})
        for word in ("overdue", "soon", "calm"):
            with self.subTest(word=word):
                found = self.all.search([("id", "in", self.all.ids), ("attention", "=", word)])
                self.assertEqual(
                    found,
                    self.all.filtered(lambda each, word=word: each.attention == word).sorted("id"),
                    word,
                )

    def test_what_is_overdue_is_said_and_counted(self):
        calm, late, _third, dormant = self.all
        for days in (1, 2):
            self._promise(lead=late, side="enterprise", date_due=self._in_days(days))
        self._issue(lead=late, date_due=self._in_days(1))
        self._issue(lead=late, date_due=self._in_days(9))
        late.date_deadline = self._in_days(2)
        review = {"condition": "dormant", "condition_reason": "示例"}
        dormant.write({**review, "review_on": self._in_days(1)})
        with calendar.showing(self._in_days(3)):
            self.env.invalidate_all()
            said = {lead: lead.with_user(self.official).overdue_text for lead in self.all}
            self.assertEqual(
                said[late], "Overdue: Promises 2, Coordination issues 1, Expected signing"
            )
            self.assertEqual(said[dormant], "Overdue: Review of the dormant project")
            self.assertFalse(said[calm])
            for lead in self.all:
                theirs = lead.with_user(self.official)
                self.assertEqual(bool(theirs.overdue_text), theirs.attention == "overdue")

    def test_what_only_the_reader_can_do_is_said(self):
        promise = self._promise()
        self.assertEqual(self.project.with_user(self.official).my_turn_text, promise.name)
        self.assertFalse(self.project.with_user(self.manager).my_turn_text)
        self.assertEqual(self.project.with_user(self.official).attention, "soon")
        action = self.project.with_user(self.official).action_my_turn()
        self.assertEqual(
            self.env["kfz.promise"].with_user(self.official).search(action["domain"]), promise
        )

    def test_the_open_issues_of_a_card_lead_to_these_issues(self):
        issue = self._issue()
        closed = self._issue()
        closed.with_user(self.officer)._kfz_solve("示例")
        closed.with_user(self.manager).action_close()
        page = self.project.with_user(self.official)
        self.assertEqual(page.open_issue_count, 1)
        action = page.action_open_issues()
        found = self.env[action["res_model"]].with_user(self.official).search(action["domain"])
        self.assertEqual(found, issue)
        view = self.env.ref("kfz_investment.crm_lead_view_kanban_mine_kfz")
        arch = self.env["crm.lead"].with_user(self.official).get_view(view.id, "kanban")["arch"]
        self.assertIn("action_open_issues", arch)

    def test_the_next_promise_and_visit_are_said(self):
        self._promise(self.official, date_due=self._in_days(9), name="较晚")
        self._promise(self.official, date_due=self._in_days(2), name="较早")
        start = datetime.datetime.now() + datetime.timedelta(days=2)
        event = (
            self.env["calendar.event"]
            .with_user(self.officer)
            .create(
                {
                    "name": "示例来访",
                    "start": start,
                    "stop": start + datetime.timedelta(hours=1),
                    "opportunity_id": self.project.id,
                }
            )
        )
        page = self.project.with_user(self.official)
        self.env.invalidate_all()
        self.assertIn("较早", page.promise_text)
        self.assertEqual(page.next_meeting_on, event.start)
        self.assertEqual(page.next_meeting_name, "示例来访")

    def test_an_issue_that_waits_is_opened_by_the_same_button(self):
        issue = self._issue(owner_id=self.leader.id)
        page = self.project.with_user(self.official)
        self.assertEqual(page.my_turn_text, issue.name)
        action = page.action_my_turn()
        found = self.env[action["res_model"]].with_user(self.official).search(action["domain"])
        self.assertEqual(found, issue)

    def test_a_private_meeting_is_not_named_on_the_card(self):
        start = datetime.datetime.now() + datetime.timedelta(days=2)
        event = self.env["calendar.event"].create(
            {
                "name": "秘密会谈",
                "start": start,
                "stop": start + datetime.timedelta(hours=1),
                "opportunity_id": self.project.id,
                "user_id": self.officer.id,
                "partner_ids": [(6, 0, self.officer.partner_id.ids)],
                "privacy": "private",
            }
        )
        self.env.flush_all()
        # as it is in memory once the system has read it
        self.assertEqual(event.name, "秘密会谈")
        page = self.project.with_user(self.official)
        self.assertEqual(page.next_meeting_on, event.start)
        self.assertNotIn("秘密", page.next_meeting_name)
        self.assertIn("秘密", self.project.with_user(self.officer).next_meeting_name)

    def test_many_projects_cost_no_more_queries_than_few(self):
        for lead in self.all:
            self._promise(lead=lead)
            self._issue(lead=lead)
        fields = [
            "attention",
            "my_turn_text",
            "promise_text",
            "open_issue_count",
            "next_meeting_on",
        ]

        def cost(leads):
            self.env.invalidate_all()
            leads.has_access("read")
            before = self.env.cr.sql_log_count
            leads.read(fields)
            return self.env.cr.sql_log_count - before

        leads = self._mine()
        cost(leads)
        self.assertLessEqual(cost(leads), cost(leads[:2]))

    def test_a_message_reaches_the_account_manager(self):
        Message = self.env["kfz.lead.message"].with_user(self.official)
        with self.assertRaises(UserError):
            Message.create({"lead_id": self.project.id, "text": " \n"}).action_send()
        Message.create({"lead_id": self.project.id, "text": "请本周<b>走访</b>企业"}).action_send()
        message = self.project.message_ids[0]
        self.assertEqual(message.author_id, self.official.partner_id)
        self.assertIn("&lt;b&gt;", message.body)
        self.assertIn(self.officer.partner_id, message.notified_partner_ids)
        elsewhere = self._project("negotiation", user=self.officer)
        with self.assertRaises(AccessError):
            Message.create({"lead_id": elsewhere.id, "text": "示例"}).action_send()
