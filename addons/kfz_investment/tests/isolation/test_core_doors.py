import base64
import contextlib
import json

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..door_common import DoorCase
from .noninterference import Refused


@tagged("post_install", "-at_install")
class TestCoreDoors(DoorCase):
    """Where core reads or writes as superuser by what a client says, another zone's work neither shows nor changes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employee_b, cls.officer_b = [
            new_test_user(
                cls.env,
                login=f"kfz_{name}",
                groups=group,
                company_id=cls.zone_b.id,
                company_ids=[(6, 0, cls.zone_b.ids)],
            )
            for name, group in (
                ("employee_b", "base.group_user"),
                ("officer_b", "kfz_investment.group_kfz_officer"),
            )
        ]
        cls.callers = cls.employee_b | cls.officer_b | cls.manager_b

    # threads of channels

    def _channel(self, user, **values):
        Channel = self.env["discuss.channel"].with_user(user)
        return Channel.create({"name": "示例频道", "channel_type": "channel", **values})

    @mute_logger("odoo.http", "odoo.sql_db")
    def _assert_opens_nothing(self, post, context, values):
        """A default of the context is not heard: whoever may make a channel makes one of its own."""
        made = []
        with contextlib.suppress(Refused):
            made = self._call(post, "discuss.channel", "create", [values], context=context)
        channel = self.env["discuss.channel"].browse(made)
        channel.invalidate_recordset()
        self.assertFalse(channel.from_message_id or channel.parent_channel_id)

    def test_a_thread_of_a_hidden_message_is_not_opened(self):
        """Its members read the message and the keys to its files."""
        hidden = self._channel(self.manager)
        message = hidden.message_post(body="秘密", message_type="comment")
        values = {"name": "x", "channel_type": "channel"}
        for user in self.callers | self.portal:
            post = self._session(user)
            for key, target in (
                ("from_message_id", message.id),
                ("from_message_id", str(message.id)),
                ("from_message_id", float(message.id)),
                ("parent_channel_id", str(hidden.id)),
                ("parent_channel_id", hidden.id),
            ):
                with self.subTest(user=user.login, key=key, target=target):
                    self._assert_refused(
                        post, "discuss.channel", "create", [{**values, key: target}]
                    )
                    self._assert_opens_nothing(post, {f"default_{key}": target}, values)
            for params in (
                {"parent_channel_id": hidden.id},
                {"parent_channel_id": hidden.id, "from_message_id": message.id},
            ):
                with self.assertRaises(Refused):
                    post("/discuss/channel/sub_channel/create", params)
        self.assertFalse(hidden.sub_channel_ids)

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_a_thread_in_an_own_channel_takes_no_hidden_message(self):
        message = self._channel(self.manager).message_post(body="秘密", message_type="comment")
        own = self._channel(self.officer_b)
        post = self._session(self.officer_b)
        for target in (message.id, str(message.id)):
            answer = post(
                "/discuss/channel/sub_channel/create",
                {"parent_channel_id": own.id, "from_message_id": target},
            )
            self.assertNotIn("秘密", str(answer))
        self.assertFalse(own.sub_channel_ids.from_message_id)

    def test_a_thread_is_opened_from_an_own_message(self):
        own = self._channel(self.officer_b)
        message = own.message_post(body="示例", message_type="comment")
        post = self._session(self.officer_b)
        answer = post(
            "/discuss/channel/sub_channel/create",
            {"parent_channel_id": own.id, "from_message_id": message.id},
        )
        thread = self.env["discuss.channel"].browse(answer["sub_channel"])
        self.assertEqual((thread.parent_channel_id, thread.from_message_id), (own, message))

    # defaults

    @mute_logger("odoo.http")
    def test_a_user_sets_no_default_for_what_the_system_fills(self):
        refused = (
            ("kfz.award", "state", "payable"),
            ("kfz.milestone", "recognised_by_id", self.manager_b.id),
            ("crm.lead", "landed_date", "2026-01-01"),
            ("calendar.event", "kfz_zone_id", self.zone_a.id),
            ("discuss.channel", "from_message_id", 1),
        )
        for user in self.callers:
            post = self._session(user)
            for door in refused:
                with self.subTest(user=user.login, door=door):
                    self._assert_refused(post, "ir.default", "set", door, user_id=True)
                    field = self.env["ir.model.fields"]._get(*door[:2])
                    values = {
                        "field_id": field.id,
                        "user_id": user.id,
                        "json_value": json.dumps(door[2]),
                    }
                    self._assert_refused(post, "ir.default", "create", [values])
        allowed = self.env["ir.default"].with_user(self.officer_b)
        allowed.set("crm.lead", "priority", "2", user_id=True)
        default = allowed.search([("user_id", "=", self.officer_b.id)])
        field = self.env["ir.model.fields"]._get("kfz.award", "state")
        with self.assertRaises(AccessError), self.cr.savepoint():
            default.write({"field_id": field.id, "json_value": '"payable"'})
        self.env["ir.default"].set("crm.lead", "referred", "示例")

    @mute_logger("odoo.http")
    def test_a_default_links_to_no_hidden_record(self):
        project = self._project(zone=self.zone_a)
        for user in self.callers:
            post = self._session(user)
            for door in (
                ("calendar.event", "opportunity_id", project.id),
                ("calendar.event", "opportunity_id", str(project.id)),
                ("calendar.event", "opportunity_id", float(project.id)),
                ("crm.lead", "partner_id", project.partner_id.id),
                ("crm.lead", "tag_ids", [[6, 0, ["1"]]]),
            ):
                with self.subTest(user=user.login, door=door), self.assertRaises(Refused):
                    self._call(post, "ir.default", "set", door, user_id=True)
        own = self._enterprise(zone=self.zone_b)
        self.env["ir.default"].with_user(self.officer_b).set(
            "crm.lead", "partner_id", own.id, user_id=True
        )

    # files

    def test_equal_content_does_not_lead_to_the_file_of_another_zone(self):
        content = base64.b64encode(b"contract of zone A").decode()
        values = {"name": "x", "datas": content, "mimetype": "text/plain"}
        hidden = self.env["ir.attachment"].with_user(self.officer).create(values)
        for user in self.callers:
            found = self._call(
                self._session(user), "ir.attachment", "create_unique", [[dict(values)]]
            )
            self.assertNotIn(hidden.id, found)
            self.assertEqual(self.env["ir.attachment"].browse(found).create_uid, user)

    def test_a_hidden_file_is_not_packed(self):
        hidden = self._attachment().with_user(self.officer)
        hidden.sudo().write({"res_model": "crm.lead", "res_id": self._project().id})
        with self.assertRaises(AccessError):
            self.env["ir.binary"].with_user(self.officer_b)._get_stream_from(
                hidden.with_user(self.officer_b), "raw"
            )

    # messages

    def test_a_canned_response_of_another_zone_is_not_marked_as_used(self):
        Response = self.env["mail.canned.response"]
        values = {"source": "x", "substitution": "示例"}
        hidden = Response.with_user(self.officer).create(values)
        own = Response.with_user(self.officer_b).create(values)
        channel = self._channel(self.officer_b)
        self.assertFalse(hidden.last_used or own.last_used)
        self._session(self.officer_b)(
            "/mail/message/post",
            {
                "thread_model": "discuss.channel",
                "thread_id": channel.id,
                "post_data": {"body": "示例", "message_type": "comment"},
                "canned_response_ids": [hidden.id, own.id],
            },
        )
        self.env.invalidate_all()
        self.assertTrue(own.last_used)
        self.assertFalse(hidden.last_used)

    # contacts

    @mute_logger("odoo.http")
    def test_an_address_that_a_zone_entered_is_not_the_customers(self):
        company = self._enterprise()
        self.portal.partner_id.write({"parent_id": company.id, "company_id": self.zone_a.id})
        address = self.env["res.partner"].create(
            {
                "name": "秘密",
                "type": "delivery",
                "parent_id": company.id,
                "company_id": self.zone_a.id,
            }
        )
        ask = self._browser(self.portal)
        self.assertTrue(ask("GET", f"/my/address?partner_id={address.id}", {}).startswith("403"))
        self.assertTrue(
            ask("GET", f"/my/address?partner_id={self.portal.partner_id.id}", {}).startswith("200")
        )
        self.assertIn("Forbidden", ask("POST", "/my/address/archive", {"partner_id": address.id}))
        self.assertTrue(address.active)
        self.assertFalse(address.with_user(self.portal).sudo()._can_be_edited_by_current_customer())

    def test_a_portal_user_keeps_the_name_and_address_that_the_zone_knows(self):
        partner = self.portal.partner_id
        name, email = partner.name, partner.email
        self.authenticate(self.portal.login, self.portal.login)
        form = {
            "partner_id": partner.id,
            "address_type": "billing",
            "phone": "0871-60000000",
            "street": "示例路 1 号",
            "city": "昆明",
            "zip": "650000",
            "country_id": self.env.ref("base.cn").id,
            "state_id": self.env.ref("base.state_cn_YN").id,
            "csrf_token": http.Request.csrf_token(self),
        }
        for changed in (
            {"name": "示例领导", "email": email},
            {"name": name, "email": "other@example.com"},
            {"name": "示例领导", "email": email, "verify_address_values": ""},
        ):
            answer = self.url_open("/my/address/submit", data={**form, **changed}).json()
            self.assertTrue(answer.get("messages"), changed)
        own = {**form, "name": name, "email": email}
        self.assertFalse(self.url_open("/my/address/submit", data=own).json().get("messages"))
        self.assertEqual((partner.name, partner.email, partner.city), (name, email, "昆明"))
        # who was let in as a record of the common directory, before that was refused, changes nothing that all zones read
        partner.write({"is_intermediary": True, "email": False, "phone": False})
        moved = {**form, "name": name, "email": email, "street": "别处 9 号"}
        self.assertTrue(self.url_open("/my/address/submit", data=moved).json().get("messages"))
        self.assertEqual(partner.street, "示例路 1 号")
        mine = self.portal.with_user(self.portal)
        with self.assertRaisesRegex(UserError, "common directory"):
            mine.write({"phone": "0871-61111111"})
        mine.write({"lang": "en_US"})

    @mute_logger("odoo.http", "odoo.addons.base.partner.merge")
    def test_nobody_in_a_zone_merges_all_contacts(self):
        """Core changed contacts of all zones past the ORM."""
        person = self.env["res.partner"].create(
            {"name": "x", "parent_id": self._enterprise().id, "is_company": True}
        )
        self.manager_b.group_ids += self.env.ref("base.group_partner_manager")
        post = self._session(self.manager_b)
        wizard = self._call(post, "base.partner.merge.automatic.wizard", "create", [{}])
        for method in ("action_update_all_process", "parent_migration_process_cb"):
            self._assert_refused(post, "base.partner.merge.automatic.wizard", method, [[wizard]])
        self.env.invalidate_all()
        self.assertTrue(person.is_company)
