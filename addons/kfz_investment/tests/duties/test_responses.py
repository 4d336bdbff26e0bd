import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...domain import calendar
from .duties_common import DutiesCase, days

#: a Monday; the week and the next are without holidays
MONDAY = datetime.date(2026, 6, 1)


@tagged("post_install", "-at_install")
class TestResponses(DutiesCase):
    """A new lead is acknowledged, triaged and answered within working days; a late step says so."""

    def setUp(self):
        super().setUp()
        self._on(MONDAY)

    def _lead(self, user=None, **values):
        user = user or self.officer
        values = {"name": "示例线索", "is_promotion": True, "user_id": user.id, **values}
        values.setdefault("partner_id", self._enterprise().id)
        return self.env["crm.lead"].with_user(user).create(values)

    def _response(self, **values):
        return self._lead(**values).response_ids.with_user(self.officer)

    def _triage(self, lead, user=None, **values):
        given = {
            "lead_id": lead.id,
            "verdict": "pursue",
            "reason": "示例：符合产业定位",
            "signer_id": self.leader.id,
            **values,
        }
        return self.env["kfz.triage"].with_user(user or self.officer).create(given)

    def _answer(self, response, **values):
        given = {"answer": "示例：已答复", "way": "letter", "day": calendar.today(), **values}
        wizard = self.env["kfz.response.answer"].with_env(response.env)
        return wizard.create({"response_id": response.id, **given}).action_apply()

    def _waiting(self, response):
        return response.with_user(self.env.user)._kfz_made_activities().filtered("active")

    def test_the_days_are_counted_when_the_lead_comes_in_and_kept(self):
        response = self._response()
        days_by = (response.acknowledge_by, response.triage_by, response.answer_by)
        self.assertEqual(
            days_by, tuple(MONDAY + days(number) for number in (1, 7, 14)), "working days"
        )
        self.env.ref("kfz_investment.response_rule").acknowledge_days = 2
        self.assertEqual(response.acknowledge_by, MONDAY + days(1))
        self.assertEqual(self._response().acknowledge_by, MONDAY + days(2))

    def test_a_lead_is_acknowledged_triaged_and_answered(self):
        response = self._response()
        self.assertEqual((response.step, response.date_due), ("acknowledge", MONDAY + days(1)))
        response.action_acknowledge()
        self.assertEqual((response.step, response.date_due), ("triage", MONDAY + days(7)))
        self._triage(response.lead_id)
        self.assertEqual((response.step, response.date_due), ("answer", MONDAY + days(14)))
        self._answer(response)
        self.assertEqual((response.step, response.date_due), ("done", False))
        self.assertEqual(response.answered_by_id, self.officer)
        self.assertFalse(response.late_steps)
        self.assertFalse(self._waiting(response))

    def test_a_late_step_says_so_and_a_triage_acknowledges(self):
        response = self._response()
        self._on(MONDAY + days(8))
        self.assertTrue(response.is_overdue)
        self._triage(response.lead_id)
        self.assertEqual(response.step, "answer")
        self.assertIn("acknowledged 5 working days late", response.late_steps)
        self.assertIn("triaged 1 working days late", response.late_steps)

    def test_a_lead_that_goes_into_negotiation_has_no_clock_any_more(self):
        lead = self._lead()
        response = lead.sudo().response_ids
        self.assertTrue(self._waiting(response))
        lead.sudo().write(
            {
                **self._evidence_values("negotiation", self.zone_a),
                "stage_id": self.stages["negotiation"].id,
            }
        )
        self.assertEqual((response.step, response.date_due), ("overtaken", False))
        self.assertFalse(self._waiting(response))
        self.assertFalse(response.is_overdue)
        with self.assertRaisesRegex(UserError, "negotiation"):
            response.with_user(self.officer).action_acknowledge()

    def test_steps_are_taken_in_their_order_and_once(self):
        response = self._response()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._answer(response)
        response.action_acknowledge()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            response.action_acknowledge()
        self._triage(response.lead_id)
        for wrong in (
            {"answer": " "},
            {"day": MONDAY + days(1)},
            {"day": MONDAY - days(1)},
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self._answer(response, **wrong)
        self._answer(response)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._answer(response)

    def test_only_those_who_work_on_the_lead_answer_it(self):
        response = self._response()
        for user in (self.officer2, self.official, self.manager_b, self.joint):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                response.with_user(user).action_acknowledge()
        with self.assertRaises(AccessError):
            response.write({"step": "done"})
        with self.assertRaises(AccessError):
            self.env["kfz.response"].with_user(self.manager).create({"lead_id": self.project.id})
        response.with_user(self.manager).action_acknowledge()
        self.assertEqual(response.acknowledged_by_id, self.manager)

    def test_pauses_move_what_is_due_and_leave_the_first_day(self):
        response = self._response()
        pause = self._pause(MONDAY, MONDAY + days(9), lead=response.lead_id)
        self.assertEqual(response.acknowledge_by, MONDAY + days(1))
        # Tuesday to Wednesday of the next week: seven working days more
        self.assertEqual(response.date_due, MONDAY + days(10))
        self.assertEqual(self._waiting(response).date_deadline, response.date_due)
        self._on(MONDAY + days(1))
        pause.action_resume()
        self.assertEqual(response.date_due, MONDAY + days(1))

    def test_the_account_manager_is_reminded_of_each_step_else_a_manager(self):
        response = self._response()
        self.assertEqual(self._waiting(response).user_id, self.officer)
        self.assertEqual(self._waiting(response).date_deadline, response.date_due)
        response.lead_id.sudo().user_id = self.officer2
        self.assertEqual(self._waiting(response).user_id, self.officer2)
        response.lead_id.sudo().user_id = False
        self.assertIn(self._waiting(response).user_id, self.manager | self.manager_all)
        response.with_user(self.manager).action_acknowledge()
        self.assertEqual(self._waiting(response).summary, "Triage the lead")

    def test_doing_the_reminder_is_the_acknowledgement(self):
        response = self._response()
        self._waiting(response).with_user(self.officer).action_done()
        self.assertEqual(response.step, "triage")
        with self.assertRaises(UserError):
            self._waiting(response).with_user(self.officer).action_done()

    def test_managers_are_told_once_of_a_late_step(self):
        response = self._response()
        self.manager.lang = "en_US"
        Message = self.env["mail.message"]
        late = [
            ("subject", "=", "Leads to answer are late"),
            ("partner_ids", "in", self.manager.partner_id.ids),
        ]
        Response = self.env["kfz.response"]
        for after, count in ((1, 0), (2, 1), (3, 1)):
            with self._on(MONDAY + days(after)):
                before = Message.search_count(late)
                Response.search([("id", "!=", response.id)]).told_step = "acknowledge"
                Response._cron_overdue.__wrapped__(Response)
                told = Message.search_count(late)
                with self.subTest(after=after):
                    self.assertEqual(told - before, 1 if after == 2 else 0)
                    self.assertEqual(response.told_step == "acknowledge", bool(count))

    def test_leads_of_a_list_are_reminded_of_in_the_night(self):
        rows = [
            {
                "name": f"示例线索{number}",
                "is_promotion": True,
                "user_id": self.officer.id,
                "partner_id": self._enterprise(f"示例企业{number}").id,
            }
            for number in range(2)
        ]
        responses = self.env["crm.lead"].with_user(self.officer).create(rows).response_ids
        self.assertEqual(responses.mapped("step"), ["acknowledge"] * 2)
        self.assertFalse(self._waiting(responses))
        Response = self.env["kfz.response"]
        for _night in range(2):
            Response._cron_overdue.__wrapped__(Response)
            self.assertEqual(self._waiting(responses).user_id, self.officer)
            self.assertEqual(len(self._waiting(responses)), 2)

    def test_past_projects_and_those_of_other_zones_have_no_clock(self):
        self.assertFalse(self.project.response_ids)
        opened = self._project("lead", origin_zone_id=self.zone_b.id)
        self.assertFalse(opened.response_ids)

    def test_a_lost_lead_waits_for_nobody(self):
        response = self._response()
        reason = self.env["crm.lost.reason"].search([], limit=1)
        response.lead_id.action_set_lost(lost_reason_id=reason.id)
        self.assertFalse(self._waiting(response))
        overdue = [("is_overdue", "=", True), ("id", "=", response.id)]
        with self._on(MONDAY + days(5)):
            self.assertFalse(self.env["kfz.response"].search(overdue))

    def test_a_lead_that_waits_asks_for_attention(self):
        lead = self._response().lead_id
        self.assertEqual(lead.attention, "soon")
        self._on(MONDAY + days(2))
        self.env.invalidate_all()
        self.assertEqual(lead.attention, "overdue")
        self.assertEqual(lead.overdue_text, "Overdue: Response")
        found = self.env["crm.lead"].search([("attention", "=", "overdue"), ("id", "=", lead.id)])
        self.assertEqual(found, lead.with_env(found.env))

    def test_each_reader_sees_the_responses_of_what_they_may_read(self):
        response = self._response()
        for user, found in (
            (self.officer2, True),
            (self.manager, True),
            (self.official, False),
            (self.taskforce, False),
            (self.manager_b, False),
        ):
            with self.subTest(user=user.login):
                Response = self.env["kfz.response"].with_user(user)
                self.assertEqual(bool(Response.search([("id", "=", response.id)])), found)

    def test_a_lead_that_comes_back_from_negotiation_is_still_to_be_answered(self):
        lead = self._lead()
        response = lead.sudo().response_ids
        response.with_user(self.officer).action_acknowledge()
        evidence = self._evidence_values("negotiation", self.zone_a)
        lead.sudo().write({**evidence, "stage_id": self.stages["negotiation"].id})
        self.assertEqual(response.step, "overtaken")
        lead.sudo().write({"stage_id": self.stages["lead"].id, "move_reason": "示例：退回"})
        self.assertEqual((response.step, response.date_due), ("triage", MONDAY + days(7)))
        self.assertTrue(self._waiting(response))

    def test_a_lead_that_is_entered_asleep_or_put_away_has_its_clock(self):
        asleep = {"condition": "dormant", "condition_reason": "示例", "review_on": "2026-09-01"}
        for values in (asleep, {"active": False}):
            with self.subTest(values=values):
                self.assertEqual(self._lead(**values).sudo().response_ids.step, "acknowledge")
