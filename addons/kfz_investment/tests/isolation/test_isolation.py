from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .isolation_common import IsolationCase


@tagged("post_install", "-at_install")
class TestIsolation(IsolationCase):
    """Separation of zones beyond record rules: audiences, tags, contacts, wording of refusals; stock users are unaffected."""

    def _project_of_a(self):
        return self._project("lead", user=self.manager).with_user(self.manager)

    def test_colleagues_of_another_zone_are_not_notified(self):
        project, stranger = self._project_of_a(), self.officer_b.partner_id
        for told in (
            lambda: project.message_post(body="x", partner_ids=stranger.ids),
            lambda: project.message_subscribe(partner_ids=stranger.ids),
            lambda: project.partner_id.message_post(body="x", partner_ids=stranger.ids),
        ):
            with (
                self.assertRaisesRegex(UserError, "does not work in this zone"),
                self.cr.savepoint(),
            ):
                told()
        project.message_post(body="x", partner_ids=(self.officer | self.manager_all).partner_id.ids)

    def test_the_web_client_does_not_notify_colleagues_of_another_zone_either(self):
        """It posts, edits and notifies with superuser's rights on behalf of the user."""
        project, stranger = self._project_of_a(), self.officer_b.partner_id
        message = project.message_post(
            body="x", partner_ids=self.officer.partner_id.ids, message_type="comment"
        )
        for told in (
            lambda: project.sudo().message_post(body="x", partner_ids=stranger.ids),
            lambda: project.sudo().message_notify(body="x", partner_ids=stranger.ids),
            lambda: project._message_update_content(
                message.sudo(), body="y", partner_ids=stranger.ids
            ),
        ):
            with (
                self.assertRaisesRegex(UserError, "does not work in this zone"),
                self.cr.savepoint(),
            ):
                told()
        self.assertEqual(message.partner_ids, self.officer.partner_id)
        self.assertFalse(message.with_user(self.officer_b).has_access("read"))

    def test_no_activity_is_planned_for_a_colleague_of_another_zone(self):
        project = self._project_of_a()
        with self.assertRaises(UserError), self.cr.savepoint():
            project.activity_schedule("mail.mail_activity_data_todo", user_id=self.officer_b.id)

    def test_a_user_who_left_the_zone_is_no_longer_notified(self):
        project = self._project_of_a()
        project.message_subscribe(self.officer2.partner_id.ids)
        self.officer2.write(
            {"company_ids": [(6, 0, self.zone_b.ids)], "company_id": self.zone_b.id}
        )
        message = project.message_post(
            body="x", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertNotIn(self.officer2.partner_id, message.notified_partner_ids)
        self.assertFalse(message.with_user(self.officer2).has_access("read"))

    def test_a_project_is_assigned_only_to_users_who_may_open_it(self):
        project = self._project_of_a()
        for user in (self.employee, self.joint):
            with (
                self.subTest(user.login),
                self.assertRaisesRegex(ValidationError, "no role in the promotion"),
                self.cr.savepoint(),
            ):
                project.user_id = user
        project.user_id = self.officer2
        self.assertTrue(project.with_user(self.officer2).has_access("read"))

    def test_colleagues_of_another_zone_are_invited_without_the_project_only(self):
        values = {
            "name": "示例会谈",
            "start": "2026-01-05 02:00:00",
            "stop": "2026-01-05 03:00:00",
            "partner_ids": [(6, 0, self.officer_b.partner_id.ids)],
        }
        Event = self.env["calendar.event"].with_user(self.manager)
        with (
            self.assertRaisesRegex(ValidationError, "does not work in this zone"),
            self.cr.savepoint(),
        ):
            Event.create({**values, "opportunity_id": self._project_of_a().id})
        self.assertTrue(Event.create(values).with_user(self.officer_b).has_access("read"))
        self.assertFalse(
            Event.create({**values, "partner_ids": []}).with_user(self.officer_b).has_access("read")
        )

    def test_a_user_of_another_zone_cannot_become_account_manager(self):
        with self.assertRaises(UserError):
            self._project_of_a().user_id = self.officer_b

    def test_two_zones_use_the_same_tag_without_learning_of_each_other(self):
        create = [
            self.env["crm.tag"].with_user(user).create({"name": "示例标签"})
            for user in (self.officer, self.officer_b)
        ]
        self.assertEqual([tag.kfz_zone_id for tag in create], [self.zone_a, self.zone_b])
        self.assertFalse(create[0].with_user(self.officer_b).has_access("read"))

    def test_stock_tags_stay_visible_to_everyone(self):
        tag = self.env["crm.tag"].create({"name": "Stock"})
        self.assertFalse(tag.kfz_zone_id)
        self.assertTrue(tag.with_user(self.officer_b).has_access("read"))

    def test_a_contact_entered_in_a_zone_belongs_to_it(self):
        Partner = self.env["res.partner"].with_user(self.manager)
        for person in (
            Partner.create({"name": "示例"}),
            Partner.create({"name": "示例", "company_id": False}),
            Partner.browse(Partner.name_create("示例")[0]),
            Partner.find_or_create("示例 <x@example.com>"),
        ):
            self.assertEqual(person.company_id, self.zone_a)
            self.assertFalse(person.with_user(self.officer_b).has_access("read"))

    def test_contacts_are_merged_within_one_zone_only(self):
        self.manager_all.group_ids += self.env.ref("base.group_partner_manager") + self.env.ref(
            "base.group_erp_manager"
        )
        Merge = (
            self.env["base.partner.merge.automatic.wizard"]
            .with_user(self.manager_all)
            .with_context(allowed_company_ids=self.zones.ids)
        )
        common = self._enterprise("示例共同")
        common.company_id = False
        own = self._enterprise("示例甲") | self._enterprise("示例甲")
        for partners, reason in (
            (own[0] | self._enterprise("示例乙", self.zone_b), "different zones"),
            (own[0] | common, "only the administrator"),
        ):
            with self.assertRaisesRegex(UserError, reason), self.cr.savepoint():
                Merge._merge(partners.ids, partners[0])
        Merge._merge(own.ids, own[0])
        self.assertFalse(own[1].exists())

    def test_looking_for_contacts_to_merge_reveals_nothing_of_another_zone(self):
        self.officer_b.group_ids += self.env.ref("base.group_partner_manager")
        for zone in (self.zone_a, self.zone_a, self.zone_b):
            self._enterprise("示例重名企业", zone)
        wizard = (
            self.env["base.partner.merge.automatic.wizard"]
            .with_user(self.officer_b)
            .create({"group_by_name": True, "maximum_group": 1})
        )
        wizard.action_start_manual_process()
        self.assertEqual((wizard.number_group, wizard.state), (0, "finished"))
        self._enterprise("示例重名企业", self.zone_b)
        wizard.action_start_manual_process()
        self.assertEqual((wizard.number_group, wizard.partner_ids.company_id), (1, self.zone_b))

    def test_two_zones_use_the_same_external_id(self):
        rows = [["P001", "示例企业"]]
        found = []
        for user in (self.manager, self.manager_b):
            Partner = (
                self.env["res.partner"].with_user(user).with_context(default_is_enterprise=True)
            )
            for _again in range(2):
                answer = Partner.load(["id", "name"], rows)
                self.assertFalse(answer["messages"])
                found += answer["ids"]
        self.assertEqual((found[0], found[2]), (found[1], found[3]))
        self.assertNotEqual(found[0], found[2])

    def test_only_the_zone_itself_exports_its_external_ids(self):
        (self.manager | self.manager_b).group_ids += self.env.ref("base.group_allow_export")
        Partner = (
            self.env["res.partner"].with_user(self.manager).with_context(default_is_enterprise=True)
        )
        partner = Partner.browse(Partner.load(["id", "name"], [["P001", "示例企业"]])["ids"])
        partner.sudo().company_id = False
        theirs = partner.with_user(self.manager_b)
        self.assertEqual(partner.export_data(["id"])["datas"], [["__import_kcbz__.P001"]])
        self.assertEqual(partner.get_metadata()[0]["xmlid"], "__import_kcbz__.P001")
        self.assertNotIn(
            "P001",
            f"{theirs.export_data(['id'])} {theirs.get_metadata()} {theirs.get_external_id()}",
        )

    def test_external_ids_are_shown_for_readable_records_only_even_without_create_uid(
        self,
    ):
        message = self._project_of_a().message_post(
            body="x", partner_ids=self.officer.partner_id.ids
        )
        notification = message.sudo().notification_ids[:1]
        self.env["ir.model.data"].create(
            {
                "module": "__import__",
                "name": "secret_word",
                "model": notification._name,
                "res_id": notification.id,
            }
        )
        self.assertEqual(
            notification.with_user(self.officer).get_metadata()[0]["xmlid"],
            "__import__.secret_word",
        )
        self.assertNotIn("secret_word", str(notification.with_user(self.officer_b).get_metadata()))

    def test_the_composer_does_not_reveal_the_subject_of_a_guessed_message(self):
        message = self._project_of_a().message_post(body="x", subject="机密主题")
        for user, told in ((self.manager, True), (self.officer_b, False)):
            Composer = (
                self.env["mail.compose.message"]
                .with_user(user)
                .with_context(
                    active_model="mail.message", active_id=message.id, active_ids=message.ids
                )
            )
            with self.subTest(user.login):
                if told:
                    self.assertEqual(Composer.new({}).subject, "机密主题")
                    continue
                self.env.invalidate_all()
                with self.assertRaises(AccessError) as caught:
                    Composer.onchange({}, [], {"subject": {}})
                self.assertNotIn("机密", str(caught.exception))

    def test_users_of_a_zone_create_no_utm_sources(self):
        with self.assertRaises(AccessError):
            self.env["utm.source"].with_user(self.officer).create({"name": "示例来源"})

    def test_a_refusal_in_debug_mode_contains_no_names(self):
        self.manager_b.group_ids += self.env.ref("base.group_no_one")
        project = self._project_of_a()
        for model, record in (("crm.lead", project), ("res.partner", project.partner_id)):
            with self.subTest(model), self.assertRaises(AccessError) as caught:
                self.env[model].with_user(self.manager_b).browse(record.id).read(["name"])
            self.assertNotIn(record.sudo().name, str(caught.exception))
            self.assertNotIn(str(record.id), str(caught.exception))

    def test_users_outside_the_zones_link_records_as_in_stock(self):
        company = self.env["res.company"].create({"name": "Stock"})
        self.salesman.write({"company_ids": [(6, 0, company.ids)], "company_id": company.id})
        hidden = self._enterprise("示例")
        lead = (
            self.env["crm.lead"]
            .with_user(self.salesman)
            .create({"name": "Stock", "user_id": self.salesman.id})
        )
        self.assertEqual(lead.company_id, company)
        self.assertFalse(hidden.with_user(self.salesman).has_access("read"))
