from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from .directory_common import CODES, DirectoryCase


@tagged("post_install", "-at_install")
class TestPrivateToZone(DirectoryCase):
    def test_contact_of_a_common_enterprise_belongs_to_the_zone_that_entered_it(self):
        common = self._common()
        contact_a = self._as(self.officer_a).create(
            {"name": "甲联系人", "parent_id": common.id, "phone": "13800000001"}
        )
        common.with_user(self.officer_b).with_context(allowed_company_ids=self.zone_b.ids).write(
            {"child_ids": [(0, 0, {"name": "乙联系人"})]}
        )
        self.assertEqual(contact_a.company_id, self.zone_a)
        for user, zone, names in (
            (self.officer_a, self.zone_a, ["甲联系人"]),
            (self.officer_b, self.zone_b, ["乙联系人"]),
        ):
            children = self._as(user).search([("parent_id", "=", common.id)])
            self.assertEqual(children.mapped("name"), names)
            self.assertEqual(children.company_id, zone)
        with self.assertRaises(AccessError):
            contact_a.with_user(self.officer_b).with_context(
                allowed_company_ids=self.zone_b.ids
            ).read(["phone"])

    def test_contact_entered_in_the_form_belongs_to_the_zone(self):
        common = self._common()
        page = common.with_user(self.officer_a).with_context(default_is_enterprise=True)
        with (
            Form(page, "kfz_investment.res_partner_view_form_kfz") as form,
            form.child_ids.new() as contact,
        ):
            contact.name = "表单联系人"
        contact = common.child_ids
        self.assertEqual(contact.company_id, self.zone_a)
        self.assertFalse(contact.is_enterprise)
        self.assertFalse(contact.is_company)

    def test_contact_never_loses_its_zone(self):
        contact = self._as(self.officer_a).create(
            {"name": "甲联系人", "parent_id": self._common().id}
        )
        contact.write({"company_id": False, "function": "经理"})
        self.assertEqual(contact.company_id, self.zone_a)
        self.assertEqual(contact.function, "经理")

    def test_stock_contact_moved_below_an_enterprise_needs_a_zone(self):
        person = self.env["res.partner"].create({"name": "Stock person"})
        with self.assertRaisesRegex(ValidationError, "needs a zone"):
            person.parent_id = self._common()

    def test_common_directory_holds_identity_only(self):
        for name, value in (
            ("phone", "0871"),
            ("email", "a@example.com"),
            ("comment", "<p>x</p>"),
            ("user_id", self.officer_a.id),
        ):
            with (
                self.subTest(name),
                self.assertRaisesRegex(ValidationError, "common directory"),
                self.env.cr.savepoint(),
            ):
                self._common(vat=CODES[0], **{name: value})
        common = self._common()
        with self.assertRaisesRegex(ValidationError, "common directory"):
            common.phone = "0871-67015764"

    def test_messages_on_a_common_enterprise_are_refused(self):
        with self.assertRaisesRegex(UserError, "all zones would read"):
            self._common().message_post(body="内部")

    def test_activities_are_refused_on_a_common_enterprise_and_work_on_a_zones_own(self):
        with self.assertRaisesRegex(UserError, "all zones would read"):
            self._common().activity_schedule(
                "mail.mail_activity_data_todo", summary="内部", user_id=self.officer_a.id
            )
        own = self._own(self.officer_a, "甲区目标")
        own.activity_schedule(
            "mail.mail_activity_data_todo", summary="内部", user_id=self.officer_a.id
        )
        own.action_publish_enterprise()
        self.assertFalse(own.activity_ids)
        self.assertEqual(own.child_ids.activity_ids.summary, "内部")

    def test_only_the_promotion_publishes_an_enterprise(self):
        own = self._own(self.officer_a, "甲区目标")
        salesman = new_test_user(
            self.env,
            login="kfz_directory_salesman",
            groups="sales_team.group_sale_salesman_all_leads",
            company_id=own.company_id.id,
            company_ids=[(6, 0, own.company_id.ids)],
        )
        mine = own.with_user(salesman)
        for publish in (mine.action_publish_enterprise, lambda: mine.write({"company_id": False})):
            with (
                self.assertRaisesRegex(AccessError, "Only promotion officers"),
                self.cr.savepoint(),
            ):
                publish()
        self.assertTrue(own.company_id)

    def test_contacts_address_does_not_change_the_common_enterprise(self):
        common = self._common()
        self._as(self.officer_a).create(
            {
                "name": "甲联系人",
                "parent_id": common.id,
                "street": "私人地址",
                "city": "昆明",
                "vat": CODES[3],
            }
        )
        self.assertFalse(common.street or common.city or common.vat)

    def test_project_phone_does_not_reach_the_common_enterprise(self):
        common = self._common()
        lead = (
            self.env["crm.lead"]
            .with_user(self.officer_a)
            .create({"name": "示例项目", "partner_id": common.id, "company_id": self.zone_a.id})
        )
        lead.write({"phone": "0871-67015764", "email_from": "x@example.com"})
        self.assertFalse(common.phone or common.email)
        self.assertEqual(lead.phone, "0871-67015764")

    def test_notes_are_the_zones_own(self):
        common = self._common()
        common.with_user(self.officer_a).write({"kfz_note_ids": [(0, 0, {"body": "甲区情况"})]})
        note = common.kfz_note_ids
        self.assertEqual((note.company_id, note.user_id), (self.zone_a, self.officer_a))
        theirs = (
            self.env["kfz.enterprise.note"]
            .with_user(self.officer_b)
            .with_context(allowed_company_ids=self.zone_b.ids)
        )
        self.assertFalse(theirs.search([]))
        with self.assertRaises(AccessError):
            theirs.browse(note.id).read(["body"])
        with self.assertRaises(AccessError):
            theirs.create({"partner_id": common.id, "company_id": self.zone_a.id, "body": "x"})

    def test_joint_office_reads_enterprises_but_no_contact_persons(self):
        common = self._common(vat=CODES[0])
        own = self._own(self.officer_b, "乙区目标")
        person = self._as(self.officer_a).create({"name": "甲联系人", "parent_id": common.id})
        office = self._as(self.joint)
        self.assertEqual(office.browse(common.id).read(["name", "vat"])[0]["vat"], CODES[0])
        self.assertEqual(office.browse(own.id).name, "乙区目标")
        self.assertFalse(office.search([("id", "=", person.id)]))
        self.assertFalse(office.browse(common.id).child_ids)
        with self.assertRaises(AccessError):
            office.create({"name": "x", "is_enterprise": True})
        with self.assertRaises(AccessError):
            self.env["kfz.enterprise.note"].with_user(self.joint).search([])
        page = common.with_user(self.joint).get_view(
            self.env.ref("kfz_investment.res_partner_view_form_kfz").id, "form"
        )
        self.assertNotIn("kfz_note_ids", page["arch"])
