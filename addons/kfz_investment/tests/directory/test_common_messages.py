import contextlib

from odoo.exceptions import AccessError, UserError

from ..common import request_of
from .directory_common import DirectoryCase

SECRET = "秘密留言"


class TestCommonMessages(DirectoryCase):
    """What a user writes on a record that all zones use would be read by all of them."""

    def setUp(self):
        super().setUp()
        self.common = self._common()

    def _call(self, user, model, method, *args, **kwargs):
        env = self.env(user=user.id, context={}, su=False)
        return request_of(env, model, method, list(args), kwargs)

    def _written(self, partner):
        return self.env["mail.message"].search_count(
            [("model", "=", "res.partner"), ("res_id", "=", partner.id), ("body", "ilike", SECRET)]
        )

    def _intermediary(self):
        return self.env["res.partner"].create(
            {"name": "示例公共中介", "is_company": True, "is_intermediary": True}
        )

    def _old_message(self, partner, **values):
        """As it could be written before it was refused."""
        own = self.env["mail.message"].with_user(self.officer_a).sudo()
        plain = {"model": "res.partner", "res_id": partner.id, "body": SECRET}
        return own.create({**plain, "message_type": "notification", **values})

    def _ways(self, partner):
        thread = {"model": "res.partner", "res_id": partner.id}
        said = {**thread, "body": SECRET}
        for kind in ("comment", "notification", "user_notification", "email", "auto_comment"):
            yield "mail.message", "create", [{**said, "message_type": kind}], {}
        yield "mail.message", "create", [said], {}
        file = [[0, 0, {"name": "示例.txt", "raw": "c2VjcmV0"}]]
        yield "mail.message", "create", [{**said, "attachment_ids": file}], {}
        defaults = {f"default_{name}": value for name, value in thread.items()}
        yield "mail.message", "create", [{"body": SECRET}], {"context": defaults}
        line = [[0, 0, {"body": SECRET, "model": "res.partner"}]]
        yield "res.partner", "write", [partner.ids, {"message_ids": line}], {}
        yield "res.partner", "message_post", [partner.ids], {"body": SECRET}
        colleague = {"partner_ids": self.officer_b.partner_id.ids}
        yield "res.partner", "message_notify", [partner.ids], {"body": SECRET, **colleague}
        me = self.officer_a.partner_id.id
        later = {**said, "author_id": me, "scheduled_date": "2099-01-01 00:00:00"}
        yield "mail.scheduled.message", "create", [later], {}

    def test_no_way_leads_to_a_message_on_a_common_record(self):
        intermediary = self._intermediary()
        others = (self.zone_b.partner_id, self.officer_b.partner_id)
        for partner in (self.common, intermediary, *others):
            for model, method, args, kwargs in self._ways(partner):
                with (
                    self.subTest(partner=partner.name, model=model, method=method, args=args),
                    self.assertRaises(UserError),
                    self.cr.savepoint(),
                ):
                    self._call(self.officer_a, model, method, *args, **kwargs)
            self.assertFalse(self._written(partner))
        self._call(self.officer_a, "mail.message", "create", {"body": SECRET})

    def test_the_dialogue_for_longer_messages_is_no_way(self):
        values = {
            "model": "res.partner",
            "res_ids": str(self.common.ids),
            "subject": SECRET,
            "body": SECRET,
        }
        for mode in ("comment", "mass_mail"):
            dialogue = {**values, "composition_mode": mode}
            composer = self._call(self.officer_a, "mail.compose.message", "create", dialogue)
            with (
                self.subTest(mode=mode),
                self.assertRaisesRegex(UserError, "all zones would read"),
                self.cr.savepoint(),
            ):
                self._call(self.officer_a, "mail.compose.message", "action_send_mail", [composer])
        self.assertFalse(self._written(self.common))

    def test_a_zones_own_enterprise_takes_messages(self):
        own = self._own(self.officer_a, "示例自有企业")
        for model, method, args, kwargs in self._ways(own):
            with contextlib.suppress(UserError):
                self._call(self.officer_a, model, method, *args, **kwargs)
        self.assertGreaterEqual(self._written(own), 8)

    def test_the_server_logs_what_it_changes(self):
        own = self.common.with_user(self.officer_a).sudo()
        log = own._message_log(body=SECRET)
        self.assertEqual(log.message_type, "notification")
        notice = {"partner_ids": self.officer_b.partner_id.ids, "body": SECRET}
        told = own.message_notify(**notice)
        for message, is_seen in ((told, True), (log, False)):
            theirs = self.env["mail.message"].browse(message.id).with_user(self.officer_b)
            theirs = theirs.with_context(allowed_company_ids=self.zone_b.ids)
            self.assertEqual(theirs.has_access("read"), is_seen)

    def test_old_messages_are_read_by_their_authors_alone(self):
        domain = [("body", "ilike", SECRET)]
        others = (self._intermediary(), self.zone_b.partner_id, self.manager_all.partner_id)
        for partner in (self.common, *others):
            message = self._old_message(partner)
            for user, is_seen in (
                (self.officer_a, True),
                (self.officer_b, False),
                (self.manager_all, False),
                (self.joint, False),
                (self.env.ref("base.user_admin"), True),
            ):
                with self.subTest(partner=partner.name, user=user.login):
                    own = message.with_user(user)
                    own = own.with_context(allowed_company_ids=user.company_ids.ids)
                    if partner == user.partner_id:
                        continue
                    page = partner.with_env(own.env)
                    # core keeps what another user has just read
                    page.invalidate_recordset(["message_ids"])
                    found = {
                        "read": own.has_access("read"),
                        "search": message in own.search(domain),
                        "page": message in own._message_fetch([], thread=page)["messages"],
                        "field": message in page.message_ids,
                        "path": page in page.search([("message_ids.body", "ilike", SECRET)]),
                        "any": page in page.search([("message_ids", "any", domain)]),
                    }
                    # from a user core goes on to the partner without asking for its rules
                    for path in ("message_ids.body", "partner_id.message_ids.body"):
                        users = own.env["res.users"].search([(path, "ilike", SECRET)])
                        found[path] = page in users.partner_id or (not page.user_ids and is_seen)
                    self.assertEqual(found, dict.fromkeys(found, is_seen))
            message.unlink()

    def test_old_messages_are_not_deleted_by_other_zones(self):
        message = self._old_message(self.common)
        with self.assertRaises(AccessError):
            self._call(self.officer_b, "mail.message", "unlink", message.ids)
        self.assertTrue(message.exists())
