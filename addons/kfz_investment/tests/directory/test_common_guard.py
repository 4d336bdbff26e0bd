import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..common import request_of
from .directory_common import CODES, DirectoryCase

#: what the sentences of the guard say
PROPOSE = "Propose a change|cannot be deleted|cannot become|only the administrator"


@tagged("post_install", "-at_install")
class TestCommonGuard(DirectoryCase):
    """No zone changes alone what all zones use, whichever way the values come."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.common = cls._as(cls.officer_a).create(
            {
                "name": "示例共同企业有限公司",
                "is_enterprise": True,
                "company_id": False,
                "vat": CODES[0],
                "city": "昆明",
            }
        )
        cls.middleman = cls.env["res.partner"].create(
            {"name": "示例共同中介", "is_intermediary": True}
        )
        cls.recognition = cls.env["kfz.recognition"].create({"name": "示例称号", "code": "GUARD"})

    def _mine(self, record, user=None):
        user = user or self.officer_b
        return record.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    def _assert_refused(self, act, pattern=PROPOSE):
        with self.assertRaisesRegex((UserError, AccessError), pattern), self.cr.savepoint():
            act()
            self.env.flush_all()

    def test_no_identity_field_of_a_common_record_is_written_by_a_zone(self):
        values = {
            "name": "改名",
            "vat": False,
            "is_enterprise": False,
            "is_intermediary": True,
            "active": False,
            "parent_id": self._own(self.officer_b, "上级").id,
            "company_id": self.zone_b.id,
            "country_id": self.env.ref("base.us").id,
            "street": "别处",
            "website": "https://example.com",
            "registered_capital": 1.0,
            "recognition_ids": [(4, self.recognition.id)],
            "image_1920": base64.b64encode(b"x"),
            "company_name": "x",
            "barcode": "123",
            "type": "delivery",
            "is_company": False,
        }
        for record in (self.common, self.middleman):
            for name, value in values.items():
                if name == "is_intermediary" and record == self.middleman:
                    value = False
                with self.subTest(record=record.name, field=name):
                    record.invalidate_recordset()
                    if not record[name] and not value:
                        continue
                    self._assert_refused(
                        lambda r=record, n=name, v=value: self._mine(r).write({n: v})
                    )

    def test_the_way_that_took_an_enterprise_from_all_zones_is_closed(self):
        mine = self._mine(self.common)
        self._assert_refused(lambda: mine.write({"is_enterprise": False}))
        self._assert_refused(
            lambda: mine.write({"is_enterprise": False, "company_id": self.zone_b.id})
        )
        self._assert_refused(
            lambda: self._mine(self.middleman).write({"company_id": self.zone_b.id})
        )
        self._assert_refused(lambda: mine.action_archive())
        self._assert_refused(lambda: mine.unlink(), "Your role does not include")
        manager = self._as(self.manager_all).browse(self.common.id)
        self._assert_refused(lambda: manager.write({"name": "改名"}))
        self.assertTrue(self.common.is_enterprise and self.common.active)

    def test_deleting_is_refused_also_to_who_may_delete_contacts(self):
        self.officer_b.group_ids += self.env.ref("base.group_partner_manager")
        self._assert_refused(lambda: self._mine(self.common).unlink(), "cannot be deleted")

    def test_one_common_record_among_several_refuses_the_write(self):
        own = self._own(self.officer_b, "自有企业")
        both = self._mine(own | self.common)
        self._assert_refused(lambda: both.write({"city": "大理"}))
        self.assertFalse(own.city)

    def test_lines_of_another_record_are_no_way_in(self):
        own = self._own(self.officer_b, "自有企业")
        mine = self._mine(own)
        for command in (
            (1, self.common.id, {"name": "改名"}),
            (4, self.common.id),
            (6, 0, [self.common.id]),
        ):
            with self.subTest(command=command):
                self._assert_refused(
                    lambda c=command: request_of(
                        mine.env, "res.partner", "write", [own.ids, {"child_ids": [c]}], {}
                    )
                )
        tag = self._mine(self.env["res.partner.category"]).create({"name": "示例标签"})
        self._assert_refused(
            lambda: tag.write({"partner_ids": [(4, self.middleman.id)]}), "holds no contact"
        )
        self._assert_refused(
            lambda: tag.create({"name": "另一标签", "partner_ids": [(6, 0, self.middleman.ids)]}),
            "holds no contact",
        )
        self.assertEqual(self.common.name, "示例共同企业有限公司")

    def test_import_of_core_and_odd_ids_are_no_way_in(self):
        Partner = self._as(self.officer_b)
        result = Partner.load([".id", "name"], [[str(self.common.id), "改名"]])
        self.assertFalse(result["ids"])
        self.assertIn("Propose a change", result["messages"][0]["message"])
        for odd in (str(self.common.id), f" {self.common.id} ", float(self.common.id)):
            with self.subTest(odd=odd), self.assertRaises(AccessError), self.cr.savepoint():
                Partner.browse([odd]).write({"name": "改名"})
        self.assertEqual(self.common.name, "示例共同企业有限公司")

    def test_merging_common_records_is_refused(self):
        other = self._common("示例共同企业有限责任公司")
        self.officer_b.group_ids += self.env.ref("base.group_partner_manager")
        Wizard = self._mine(self.env["base.partner.merge.automatic.wizard"])
        for partners in (self.common | other, self.common | self._own(self.officer_b, "自有企业")):
            self._assert_refused(lambda p=partners: Wizard._merge(p.ids, p[0]), "all zones")

    def test_what_a_zone_keeps_for_itself_is_still_saved_with_a_common_record(self):
        mine = self._mine(self.common)
        mine.write(
            {
                "child_ids": [(0, 0, {"name": "乙联系人", "street": "某路"})],
                "kfz_note_ids": [(0, 0, {"body": "乙区情况"})],
                # a form or a file may send back what it read
                "name": self.common.name,
                "vat": CODES[0],
                "is_enterprise": True,
            }
        )
        contact = self._as(self.officer_b).search([("parent_id", "=", self.common.id)])
        self.assertEqual(contact.company_id, self.zone_b)
        contact.write({"street": "另一路", "vat": CODES[1]})
        self.assertFalse(self.common.street)
        agent = self._mine(self.middleman)
        agent.write({"child_ids": [(0, 0, {"name": "乙经办", "street": "某路"})]})
        self.assertFalse(self.middleman.street)

    def test_a_zones_own_lines_leave_no_name_on_a_common_record(self):
        before = (self.common.write_uid, self.common.write_date)
        shared = self._mine(self.common)
        shared.write({"child_ids": [(0, 0, {"name": "乙区联系人"})], "city": "昆明"})
        shared.write({"kfz_note_ids": [(0, 0, {"body": "乙区情况"})]})
        shared.write({})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual((self.common.write_uid, self.common.write_date), before)
        self.assertTrue(shared.child_ids & shared.search([("name", "=", "乙区联系人")]))

    def test_nobody_follows_what_all_zones_use(self):
        shared = self._mine(self.common)
        self._assert_refused(
            lambda: shared.message_subscribe(self.officer_b.partner_id.ids), "who follows it"
        )
        self.common.sudo().message_subscribe(self.officer_a.partner_id.ids)
        self.assertFalse(shared.message_partner_ids)
        self._assert_refused(
            lambda: shared.message_unsubscribe(self.officer_a.partner_id.ids), "who follows it"
        )
        self.assertEqual(self._mine(self.common, self.officer_a).message_is_follower, True)

    def test_a_record_made_by_way_of_a_common_one_is_a_new_record(self):
        made = self._mine(self.common).create({"name": "乙区企业", "is_enterprise": True})
        self.assertEqual(made.company_id, self.zone_b)

    def test_partners_of_companies_and_of_colleagues_are_the_administrators(self):
        for record in (self.zone_b.partner_id, self.officer_a.partner_id, self.joint.partner_id):
            for values in ({"name": "改名"}, {"email": "x@example.com"}, {"active": False}):
                with self.subTest(record=record.name, values=values):
                    self._assert_refused(
                        lambda r=record, v=values: self._mine(r).write(v), "administrator"
                    )
        keeper = new_test_user(
            self.env,
            login="dir_users",
            groups="base.group_erp_manager,base.group_partner_manager",
            company_id=self.zone_b.id,
            company_ids=[(6, 0, self.zone_b.ids)],
        )
        self._mine(self.zone_b.partner_id, keeper).write({"city": "昆明"})
        self._mine(self.officer_b.partner_id).write({"phone": "0871-00000000"})

    def test_nobody_without_a_zone_becomes_everybodys_intermediary(self):
        visitor = self.env["res.partner"].create({"name": "门户访客"})
        for name in ("is_intermediary", "is_enterprise"):
            self._assert_refused(lambda n=name: self._mine(visitor).write({n: True}))
        self._own(self.officer_b, "自有企业").write({"is_intermediary": True})

    def test_no_zone_attaches_files_or_accounts_to_a_common_record(self):
        Attachment = self._mine(self.env["ir.attachment"])
        place = {"res_model": "res.partner", "res_id": self.common.id}
        self._assert_refused(lambda: Attachment.create({"name": "a.txt", **place}), "all of them")
        hidden = {f"default_{name}": value for name, value in place.items()}
        self._assert_refused(
            lambda: Attachment.with_context(**hidden).create({"name": "a.txt"}), "all of them"
        )
        loose = Attachment.create({"name": "a.txt", "raw": b"x"})
        self._assert_refused(lambda: loose.write(place), "all of them")
        there = self.env["ir.attachment"].create({"name": "b.txt", "raw": b"x", **place})
        self._assert_refused(lambda: self._mine(there).write({"raw": b"y"}), "all of them")
        self._assert_refused(lambda: self._mine(there).unlink(), "all of them")
        self.officer_b.group_ids += self.env.ref("base.group_partner_manager")
        Bank = self._mine(self.env["res.partner.bank"])
        self._assert_refused(lambda: Bank.create({"acc_number": "1", "partner_id": self.common.id}))

    def test_no_zone_writes_messages_or_activities_on_a_common_intermediary(self):
        with self.assertRaisesRegex(UserError, "all zones would read"):
            self._mine(self.middleman).message_post(body="内部")
        own = self._mine(self._own(self.officer_b, "自有企业"))
        activity = own.activity_schedule("mail.mail_activity_data_todo", user_id=self.officer_b.id)
        self._assert_refused(
            lambda: activity.write({"res_id": self.middleman.id}), "all zones would read"
        )

    def test_data_of_a_project_do_not_reach_a_common_intermediary(self):
        Lead = self._mine(self.env["crm.lead"])
        lead = Lead.create(
            {"name": "示例", "partner_id": self.middleman.id, "company_id": self.zone_b.id}
        )
        lead.write({"phone": "0871-67015764", "email_from": "x@example.com"})
        self.assertFalse(self.middleman.phone or self.middleman.email)

    def test_every_link_that_the_other_side_can_write_is_known(self):
        """A many2many of a partner can be written from its other model; each such field is guarded or holds no identity."""
        sides = {
            (field.relation, field.column1): field.name
            for field in self.env["res.partner"]._fields.values()
            if field.type == "many2many" and field.store
        }
        found = {
            f"{model}.{field.name}"
            for model in self.env
            for field in self.env[model]._fields.values()
            if field.type == "many2many"
            and field.store
            and field.comodel_name == "res.partner"
            and (field.relation, field.column2) in sides
        }
        self.assertEqual(
            found - {"calendar.event.partner_ids", "discuss.channel.channel_partner_ids"},
            # whose partner's side nobody writes: it is readonly, and the landing is the zone's own
            {"res.partner.category.partner_ids", "kfz.milestone.project_company_ids"},
        )
        self.assertTrue(self.env["res.partner"]._fields["kfz_landing_ids"].readonly)
