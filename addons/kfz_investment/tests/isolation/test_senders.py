import json

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import KfzCase, request_of


@tagged("post_install", "-at_install")
class TestSenders(KfzCase):
    """A message is from whoever sends it, whichever way a client sends it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project(user=cls.officer)
        cls.victim = cls.manager.partner_id
        cls.faked = (
            {"author_id": cls.victim.id},
            {"author_id": False, "email_from": cls.victim.email_formatted},
            {"email_from": cls.victim.email_formatted},
            {"email_from": f'"示例区长" <{cls.officer.email}>'},
            {"author_id": str(cls.victim.id)},
            {"author_id": False},
            {"author_guest_id": 1},
            {"reply_to": "elsewhere@example.com"},
        )

    def _call(self, model, method, *args, user=None, **kwargs):
        env = self.env(user=(user or self.officer).id, context={}, su=False)
        return request_of(env, model, method, list(args), kwargs)

    def _messages(self):
        return self.env["mail.message"].search(
            [("model", "=", "crm.lead"), ("res_id", "=", self.project.id)]
        )

    def test_nobody_posts_in_the_name_of_a_colleague(self):
        partner = self.project.partner_id
        before = self._messages()
        for values in self.faked:
            for model, record in (("crm.lead", self.project), ("res.partner", partner)):
                with self.subTest(model=model, values=values), self.assertRaises(AccessError):
                    self._call(model, "message_post", record.ids, body="示例", **values)
        self.assertEqual(self._messages(), before)

    def test_nobody_creates_or_changes_a_message_of_a_colleague(self):
        thread = {"model": "crm.lead", "res_id": self.project.id, "body": "示例"}
        own = self._call("crm.lead", "message_post", self.project.ids, body="示例")
        message = self._messages().filtered(lambda each: each.author_id == self.officer.partner_id)
        self.assertTrue(own)
        for values in self.faked:
            with self.subTest(values=values):
                with self.assertRaises(AccessError), self.cr.savepoint():
                    self._call("mail.message", "create", {**thread, **values})
                with self.assertRaises(AccessError), self.cr.savepoint():
                    self._call("mail.message", "write", message[:1].ids, values)
        said = self.project.with_user(self.manager).message_post(body="原话")
        with self.assertRaises(AccessError):
            self._call("mail.message", "write", said.ids, {"body": "改过的话"})
        self.assertIn("原话", said.body)
        self._call("mail.message", "write", message[:1].ids, {"body": "自己改的"})
        faked = {"default_author_id": self.victim.id, "default_email_from": "x@example.com"}
        for context in ({}, faked):
            made = self._call("mail.message", "create", [thread], context=context)
            made = self.env["mail.message"].browse(made)
            self.assertEqual(made.author_id, self.officer.partner_id)
            self.assertEqual(made.email_from, self.officer.email_formatted)

    def test_nobody_deletes_what_a_colleague_said(self):
        said = self.project.with_user(self.manager).message_post(body="原话")
        nobodys = self.project.message_post(
            body="外来", author_id=False, email_from="x@example.com"
        )
        for message in (said, nobodys):
            for model, method, args in (
                ("mail.message", "unlink", [message.ids]),
                ("mail.message", "write", [message.ids, {"body": "改过的话"}]),
                (
                    "crm.lead",
                    "write",
                    [self.project.ids, {"message_ids": [[2, message.id]]}],
                ),
            ):
                with self.subTest(model=model, method=method):
                    with self.assertRaises(AccessError), self.cr.savepoint():
                        self._call(model, method, *args)
                        self.env.flush_all()
                    self.assertTrue(message.exists())
        own = self.project.with_user(self.officer).message_post(body="示例")
        self._call("mail.message", "unlink", own.ids)
        self.assertFalse(own.exists())
        admin = self.env.ref("base.user_admin")
        admin.group_ids += self.env.ref("kfz_investment.group_kfz_manager")
        admin.company_ids |= self.zones
        context = {"allowed_company_ids": self.zone_a.ids}
        self._call("mail.message", "unlink", said.ids, user=admin, context=context)
        self.assertFalse(said.exists())
        nobodys.sudo().unlink()
        lead = self.env["crm.lead"].with_user(self.salesman).create({"name": "示例线索"})
        note = lead.with_user(self.salesman).sudo().message_post(body="示例")
        lead.sudo().unlink()
        self.assertFalse(note.exists())

    def test_a_message_that_is_not_there_is_refused_like_a_hidden_one(self):
        hidden = self._project("lead", zone=self.zone_b, user=self.manager_b).message_post(body="x")
        sentences = set()
        for ident in (hidden.id, 2**31 - 2):
            with self.assertRaises(AccessError) as raised, self.cr.savepoint():
                self._call("mail.message", "unlink", [ident])
            sentences.add(str(raised.exception))
        self.assertEqual(len(sentences), 1, sentences)

    def _composer(self, **values):
        return self._call(
            "mail.compose.message",
            "create",
            {
                "model": "crm.lead",
                "res_ids": str(self.project.ids),
                "composition_mode": "comment",
                "subject": "示例",
                "body": "示例",
                **values,
            },
        )

    def test_the_dialogue_sends_in_the_users_name(self):
        template = self.env["mail.template"].create(
            {
                "name": "示例",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "email_from": self.victim.email_formatted,
                "reply_to": "elsewhere@example.com",
            }
        )
        for values in (*self.faked[:4], self.faked[-1], {"template_id": template.id}):
            before = self.env["mail.message"].search([])
            composer = self._composer(**{key: each for key, each in values.items() if each})
            self._call("mail.compose.message", "action_send_mail", [composer])
            sent = self.env["mail.message"].search([]) - before
            with self.subTest(values=values):
                self.assertTrue(sent)
                self.assertEqual(sent.author_id, self.officer.partner_id)
                self.assertEqual(set(sent.mapped("email_from")), {self.officer.email_formatted})
                self.assertNotIn("elsewhere@example.com", str(sent.mapped("reply_to")))
            several = self.env["mail.compose.message"].browse(composer).with_user(self.officer)
            several.composition_mode = "mass_mail"
            prepared = several._prepare_mail_values(self.project.ids)[self.project.id]
            self.assertEqual(prepared["author_id"], self.officer.partner_id.id)
            self.assertEqual(prepared["email_from"], self.officer.email_formatted)

    def test_a_message_for_later_is_its_writers(self):
        later = "2099-01-01 00:00:00"
        composer = self._composer(author_id=self.victim.id, scheduled_date=later)
        self._call("mail.compose.message", "action_schedule_message", [composer])
        scheduled = self.env["mail.scheduled.message"].search([("res_id", "=", self.project.id)])
        self.assertEqual(scheduled.author_id, self.officer.partner_id)
        self.assertIn(
            self.officer.email, json.loads(scheduled.notification_parameters)["email_from"]
        )
        with self.assertRaises(AccessError):
            self._call(
                "mail.scheduled.message", "write", scheduled.ids, {"author_id": self.victim.id}
            )
        with self.assertRaises(AccessError):
            self._call(
                "mail.scheduled.message",
                "write",
                scheduled.ids,
                {"body": "改过的话"},
                user=self.manager,
            )
        self._call("mail.scheduled.message", "write", scheduled.ids, {"body": "改过"})
        scheduled.with_user(self.officer).post_message()
        self.assertEqual(self._messages()[0].author_id, self.officer.partner_id)

    def test_invitations_come_from_who_sends_them(self):
        guest = self.env["res.partner"].create({"name": "示例来宾", "email": "guest@example.com"})
        event = self._call(
            "calendar.event",
            "create",
            {
                "name": "示例会议",
                "start": "2099-01-05 02:00:00",
                "stop": "2099-01-05 03:00:00",
                "user_id": self.manager.id,
                "partner_ids": [[6, 0, guest.ids]],
            },
        )
        invited = self.env["mail.message"].search(
            [("model", "=", "calendar.event"), ("res_id", "=", event)]
        )
        invited = invited.filtered(lambda message: guest in message.partner_ids)
        self.assertTrue(invited)
        self.assertEqual(invited.author_id, self.officer.partner_id)
        self.assertEqual(set(invited.mapped("email_from")), {self.officer.email_formatted})

    def test_the_system_speaks_for_others(self):
        """The mail gateway, reminders and the like."""
        message = self.project.sudo().message_post(body="示例", author_id=self.victim.id)
        self.assertEqual(message.author_id, self.victim)
