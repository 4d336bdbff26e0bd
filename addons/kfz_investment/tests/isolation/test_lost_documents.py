from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestLostDocuments(KfzCase):
    """Messages and activities are read as long as their record is, whoever they were addressed to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._project("negotiation", user=cls.officer, name="示例旧名")
        cls.me = cls.officer.partner_id
        cls.told = cls.lead.with_user(cls.manager).message_post(
            body="示例正文", subject="示例标题", partner_ids=cls.me.ids, message_type="comment"
        )
        cls.said = cls.lead.with_user(cls.officer).message_post(
            body="示例答复", message_type="comment"
        )
        cls.notice = cls.lead.message_notify(body="示例通知", partner_ids=cls.me.ids)
        cls.loose = cls.env["mail.thread"].message_notify(
            body="示例无记录", partner_ids=cls.me.ids, model=False, res_id=False
        )
        cls.activity = cls.lead.activity_schedule(user_id=cls.officer.id, summary="示例待办")
        cls.free = cls.env["mail.activity"].create({"user_id": cls.officer.id, "summary": "示例"})
        cls.about = cls.told | cls.said | cls.notice
        cls.env.flush_all()

    def _as(self, user, records):
        self.env.invalidate_all()
        return records.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    def _found(self, records, user=None):
        searched = self._as(user or self.officer, records)
        return searched.search([("id", "in", records.ids)]).sudo()

    def _unread(self):
        user = self._as(self.officer, self.officer)
        return user.env.user.partner_id._get_needaction_count()

    def _moved(self):
        self.lead.user_id = self.manager
        self.officer.write({"company_id": self.zone_b.id, "company_ids": [(6, 0, self.zone_b.ids)]})
        self.env.flush_all()

    def test_what_was_read_before_the_move_is_not_found_after_it(self):
        everything = self.about | self.loose
        self.assertEqual(self._found(everything), everything)
        self.assertEqual(self._found(self.activity | self.free), self.activity | self.free)
        self.assertGreaterEqual(self._unread(), 3)
        self._moved()
        self.assertEqual(self._found(everything), self.loose)
        self.assertEqual(self._found(self.activity | self.free), self.free)
        Message = self._as(self.officer, self.env["mail.message"])
        on_it = [("model", "=", "crm.lead"), ("res_id", "=", self.lead.id)]
        self.assertEqual(Message.search_count(on_it), 0)
        self.assertFalse(Message.search([*on_it, ("needaction", "=", True)]))
        self.assertEqual(self._unread(), len(self.loose))

    def test_none_of_them_is_read_by_its_number(self):
        self._moved()
        for message in self.about:
            with self.subTest(message.body), self.assertRaises(AccessError):
                self._as(self.officer, message).read(["subject", "body", "record_name"])
        with self.assertRaises(AccessError):
            self._as(self.officer, self.said).write({"body": "示例改写"})
        for act in (lambda each: each.read(["res_name"]), lambda each: each.unlink()):
            with self.assertRaises(AccessError):
                act(self._as(self.officer, self.activity))
        self.assertTrue(self._as(self.officer, self.loose).read(["body"]))

    def test_no_link_names_them(self):
        theirs = [("mail_message_id", "=", self.told.id), ("res_partner_id", "=", self.me.id)]
        Notification = self.env["mail.notification"]
        row = self._as(self.officer, Notification).search_read(theirs, ["mail_message_id"])
        self.assertEqual(row[0]["mail_message_id"][1], "示例标题")
        self._moved()
        row = self._as(self.officer, Notification).search_read(theirs, ["mail_message_id"])
        self.assertNotIn("示例标题", str(row))

    def test_no_counter_counts_them(self):
        def groups():
            found = self._as(self.officer, self.env["res.users"])._get_activity_groups()
            return {
                group["model"]: group["total_count"] + group["planned_count"] for group in found
            }

        self.assertIn("crm.lead", groups())
        self._moved()
        self.assertNotIn("crm.lead", groups())
        self.assertEqual(groups().get("mail.activity"), 1)

    def test_whoever_still_reads_the_record_reads_them(self):
        self._moved()
        self.assertEqual(self._found(self.told, self.manager), self.told)
        # also in another one of the own zones than the one that is chosen
        there = self._project("negotiation", self.zone_b)
        notice = there.message_notify(body="示例乙", partner_ids=self.manager_all.partner_id.ids)
        todo = there.activity_schedule(user_id=self.manager_all.id)
        self.env.flush_all()
        for records in (notice, todo):
            mine = records.with_user(self.manager_all).with_context(
                allowed_company_ids=self.zone_a.ids
            )
            self.env.invalidate_all()
            self.assertEqual(mine.search([("id", "in", records.ids)]), mine)

    def test_an_ended_assignment_ends_them_too(self):
        leader = self._official("示例领导丙", user_id=self.official.id)
        assignment = self.env["kfz.assignment"].create(
            {"lead_id": self.lead.id, "official_id": leader.id, "role": "lead_official"}
        )
        notice = self.lead.message_notify(body="示例", partner_ids=self.official.partner_id.ids)
        self.assertEqual(self._found(notice, self.official), notice)
        assignment.unlink()
        self.assertFalse(self._found(notice, self.official))
