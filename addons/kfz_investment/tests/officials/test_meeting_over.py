import datetime

import psycopg2
from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import KfzCase, request_of


@tagged("post_install", "-at_install")
class TestMeetingOver(KfzCase):
    """A meeting on a project that is over offers itself as a visit, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._project("negotiation", user=cls.officer)
        cls.mine = cls._official("示例专员", user_id=cls.officer.id)
        cls.contact = cls.env["res.partner"].create(
            {
                "name": "示例联系人",
                "parent_id": cls.lead.partner_id.id,
                "company_id": cls.zone_a.id,
            }
        )

    def _meeting(self, days_ago=1, lead=None, **values):
        start = fields.Datetime.now() - datetime.timedelta(days=days_ago)
        return (
            self.env["calendar.event"]
            .with_context(no_mail_to_attendees=True, dont_notify=True)
            .create(
                {
                    "name": "示例会谈",
                    "start": start,
                    "stop": start + datetime.timedelta(hours=1),
                    "opportunity_id": (lead or self.lead).id,
                    "user_id": self.officer.id,
                    "partner_ids": [(6, 0, self.officer.partner_id.ids)],
                    **values,
                }
            )
        )

    def test_the_note_on_the_project_says_the_day_in_our_words(self):
        start = datetime.datetime(2026, 11, 30, 1)
        meeting = self._meeting(start=start, stop=start + datetime.timedelta(hours=1))
        notes = self.lead.message_ids.filtered(lambda note: meeting.name in (note.body or ""))
        self.assertIn("Meeting on Nov 30, 2026 09:00:", notes.body)
        self.assertNotIn("2026-11-30", notes.body)
        zh = self.env["res.lang"]._activate_lang("zh_CN").code
        self.lead.with_context(lang=zh).log_meeting(meeting)
        self.assertIn("2026年11月30日 09:00", self.lead.message_ids[:1].body)

    def _waiting(self, user=None):
        return (
            self.env["calendar.event"]
            .with_user(user or self.officer)
            .search([("kfz_to_record", "=", True)])
        )

    def _record(self, meeting, user=None):
        """Press the button and save the form that it opens."""
        user = user or self.officer
        action = meeting.with_user(user).action_kfz_record()
        Visit = self.env["kfz.interaction"].with_user(user).with_context(**action["context"])
        with Form(Visit, view=self.env["ir.ui.view"].browse(action["views"][0][0])) as form:
            form.next_step = "示例下一步"
        return form.record

    def test_a_meeting_waits_once_it_is_over(self):
        over, coming = self._meeting(), self._meeting(days_ago=-1)
        long_ago, cancelled = self._meeting(days_ago=90), self._meeting(active=False)
        stock = self._meeting(lead=self.env["crm.lead"].create({"name": "示例商机"}))
        meetings = over | coming | long_ago | cancelled | stock
        self.assertEqual(self._waiting() & meetings, over)
        self.assertEqual(meetings.filtered("kfz_to_record"), over)

    def test_a_whole_day_is_over_when_the_day_in_shanghai_is(self):
        day = {"allday": True, "start_date": self.today, "stop_date": self.today}
        today = self._meeting(**day)
        before = self._meeting(
            **{**day, "start_date": self._days_ago(1), "stop_date": self._days_ago(1)}
        )
        self.assertEqual(self._waiting() & (today | before), before)

    def test_the_form_is_filled_in_from_the_meeting_and_recorded_once(self):
        meeting = self._meeting(
            partner_ids=[(6, 0, (self.officer.partner_id | self.contact).ids)],
            videocall_location="https://example.com/meet",
        )
        visit = self._record(meeting)
        self.assertEqual(
            (visit.lead_id, visit.sudo().meeting_id, visit.kind, visit.summary, visit.official_ids),
            (self.lead, meeting, "online_meeting", "示例会谈", self.mine),
        )
        self.assertEqual((visit.contact_ids, visit.date), (self.contact, meeting._kfz_day()))
        self.assertFalse(self._waiting() & meeting)
        with self.assertRaisesRegex(UserError, "was recorded"):
            meeting.with_user(self.officer).action_kfz_record()
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.UniqueViolation):
            self.env["kfz.interaction"].create(
                {"lead_id": self.lead.id, "summary": "示例", "meeting_id": meeting.id}
            )

    def test_the_index_that_guarantees_it_is_there(self):
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname LIKE 'kfz_interaction%meeting_once'"
        )
        [(definition,)] = self.env.cr.fetchall()
        self.assertIn("UNIQUE", definition)

    def test_the_page_of_the_project_asks_for_it(self):
        lead = self.lead.with_user(self.officer)
        self.assertFalse(lead.meeting_to_record)
        meeting = self._meeting()
        lead.invalidate_recordset()
        self.assertIn("示例会谈", lead.meeting_to_record)
        self.assertEqual(
            lead.action_record_meeting()["context"]["default_from_meeting"], meeting.id
        )
        lead.action_meeting_not_held()
        lead.invalidate_recordset()
        self.assertFalse(lead.meeting_to_record)
        self.assertTrue(meeting.kfz_not_held)
        with self.assertRaises(UserError):
            lead.action_record_meeting()

    def test_whoever_works_on_the_project_records_or_dismisses(self):
        leader = self._official("示例领导", user_id=self.official.id)
        assignment = self.env["kfz.assignment"].create(
            {
                "lead_id": self.lead.id,
                "official_id": leader.id,
                "role": "lead_official",
                "date_from": self._days_ago(9),
            }
        )
        self.assertTrue(self._record(self._meeting(), self.official).exists())
        self._meeting().with_user(self.official).action_kfz_not_held()
        later = self._meeting()
        assignment.date_to = self._days_ago(1)
        for user in (self.official, self.joint, self.manager_b, self.customs):
            for method in ("action_kfz_record", "action_kfz_not_held"):
                with self.subTest(user=user.login, method=method), self.assertRaises(AccessError):
                    getattr(later.with_user(user), method)()
        self.assertFalse(later.kfz_not_held)

    def _planned(self, **values):
        """A meeting that was planned from the project's page, with core's activity."""
        meeting = self._meeting(
            res_model_id=self.env["ir.model"]._get_id("crm.lead"), res_id=self.lead.id, **values
        )
        self.assertEqual(meeting.activity_ids.user_id, self.officer)
        return meeting

    def test_what_is_recorded_is_done(self):
        meeting = self._planned()
        activity = meeting.activity_ids
        self._record(meeting, self.manager)
        self.assertFalse(meeting.activity_ids)
        self.assertFalse(activity.exists().active)

    def test_what_did_not_take_place_is_not_to_be_done_and_the_project_says_so(self):
        meeting = self._planned()
        activity, before = meeting.activity_ids, self.lead.message_ids
        meeting.with_user(self.manager).action_kfz_not_held()
        self.assertFalse(activity.exists())
        note = self.lead.message_ids - before
        self.assertIn("示例会谈", note.body)
        self.assertIn("did not take place", note.body)
        self.assertEqual(
            (note.author_id, note.subtype_id),
            (self.manager.partner_id, self.env.ref("mail.mt_note")),
        )

    def test_the_note_does_not_tell_what_a_private_meeting_was_about(self):
        meeting = self._planned(name="秘密会谈", privacy="private")
        before = self.lead.message_ids
        meeting.with_user(self.officer).action_kfz_not_held()
        self.assertNotIn("秘密", (self.lead.message_ids - before).body)

    def test_no_client_says_so_by_writing(self):
        meeting = self._meeting()
        with self.assertRaises(UserError):
            self._call_write(meeting)
        self.assertFalse(meeting.kfz_not_held)

    def _call_write(self, meeting):
        env = self.env(user=self.officer.id, context={}, su=False)
        request_of(env, "calendar.event", "write", [meeting.ids, {"kfz_not_held": True}], {})

    def test_a_visit_is_recorded_from_a_meeting_on_its_own_project(self):
        other = self._project("negotiation", user=self.officer)
        with self.assertRaises(UserError):
            self.env["kfz.interaction"].with_user(self.officer).create(
                {"lead_id": other.id, "summary": "示例", "from_meeting": self._meeting().id}
            )

    def test_what_is_not_over_or_was_not_held_is_not_recorded(self):
        start = fields.Datetime.now() + datetime.timedelta(days=2)
        ahead = self._meeting(start=start, stop=start + datetime.timedelta(hours=1))
        missed = self._meeting()
        missed.with_user(self.officer).action_kfz_not_held()
        Visit = self.env["kfz.interaction"].with_user(self.officer)
        for number in (ahead.id, missed.id, missed.id + 10_000, -1):
            values = {"lead_id": self.lead.id, "summary": "示例", "from_meeting": number}
            with self.subTest(number=number), self.assertRaises(UserError), self.cr.savepoint():
                Visit.create(values)
        with self.assertRaises(AccessError):
            Visit.create({"lead_id": self.lead.id, "summary": "示例", "meeting_id": missed.id})

    def test_what_a_private_meeting_is_about_is_not_told(self):
        meeting = self._meeting(name="秘密会谈", privacy="private", user_id=self.officer.id)
        lead = self.lead.with_user(self.manager)
        action = meeting.with_user(self.manager).action_kfz_record()
        self.assertNotIn("default_summary", action["context"])
        self.assertNotIn("秘密", lead.meeting_to_record)
        visit = self._record(meeting).with_user(self.manager)
        self.assertFalse(visit._has_field_access(visit._fields["meeting_id"], "read"))
        self.assertFalse(visit.from_meeting)

    def test_each_occurrence_waits_by_itself(self):
        start = fields.Datetime.now().replace(microsecond=0) - datetime.timedelta(days=3)
        first = self._meeting(
            start=start,
            stop=start + datetime.timedelta(hours=1),
            recurrency=True,
            rrule_type_ui="custom",
            rrule_type="daily",
            end_type="count",
            count=5,
        )
        series = first.recurrence_id.calendar_event_ids
        waiting = self._waiting() & series
        self.assertEqual(len(waiting), 3)
        self._record(waiting[0])
        waiting[1].with_user(self.officer).action_kfz_not_held()
        self.assertEqual(self._waiting() & series, waiting[2])

    def test_the_empty_list_says_what_would_stand_there(self):
        action = self.env.ref("kfz_investment.kfz_meeting_to_record_action")
        event = self.env["calendar.event"].with_user(self.officer)
        self.assertIn("waits to be recorded", event.get_empty_list_help(action.help))

    def test_a_deleted_meeting_leaves_its_visit(self):
        meeting = self._meeting()
        visit = self._record(meeting)
        meeting.unlink()
        self.assertTrue(visit.exists())
        self.assertFalse(visit.sudo().meeting_id)
