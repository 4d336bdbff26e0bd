from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...domain import sharing
from ...domain.money import format_wan
from .share_common import ShareCase


@tagged("post_install", "-at_install")
class TestShare(ShareCase):
    """The joint pool: sheets are visible at their level to the zones they were shared with, and to no others."""

    # levels

    def test_the_sector_of_a_sheet_reads_in_the_language_of_the_reader(self):
        industry = self.env.ref("kfz_investment.industry_gbt_b")
        share = self._share(
            self._project("negotiation", site_need="示例用地 30 亩", industry_id=industry.id)
        )
        sheet = self.env["kfz.shared.project"].search([("uid", "=", share.sheet_uid)])
        sheet = sheet.with_user(self.manager_b)
        self.assertEqual(sheet.with_context(lang="en_US").sector_name, "Mining")
        self.assertEqual(sheet.with_context(lang="zh_CN").sector_name, "采矿业")

    def test_a_sheet_carries_exactly_the_values_of_its_level(self):
        lead = self._project(
            "signed", user=self.officer, contact_name="示例联系人", next_step="示例下一步"
        )
        for code, level in self.levels.items():
            share = self._share(lead, code)
            sheet = self._sheet(share)
            carried = {column for value in level.value_ids for column in sharing.VALUES[value.code]}
            shown = {column for column in sharing.COLUMNS if sheet[column]}
            with self.subTest(level=code):
                self.assertLessEqual(shown, carried)
                self.assertEqual("enterprise_name" in shown, code != "summary")
                self.assertEqual("contact_name" in shown, code == "full")
                self.assertIn("sector", shown)
                self.assertEqual(sheet.size_band, "under_10m")
            share.action_revoke()

    def test_full_sends_the_contact_of_the_page_and_the_other_levels_nothing_of_it(self):
        enterprise = self._enterprise()
        person = {"name": "王示例", "phone": "13800000077", "email": "wang@example.com"}
        person = self.env["res.partner"].create({**person, "parent_id": enterprise.id})
        lead = self._project("negotiation", partner_id=enterprise.id, next_step="示例下一步")
        lead.with_user(self.manager).contact_id = person
        share = self._share(lead, "full")
        columns = ["contact_name", "contact_phone", "contact_email", "next_step"]
        page = (lead.contact_name, lead.phone, lead.email_from, lead.next_step)
        self.assertEqual(page, ("王示例", "13800000077", "wang@example.com", "示例下一步"))
        self.assertEqual(tuple(self._sheet(share)[column] for column in columns), page)
        lead.with_user(self.manager).phone = "13800000078"
        self._commit()
        self.assertEqual(self._sheet(share).contact_phone, "13800000078")
        for code in ("standard", "summary"):
            share.with_user(self.manager).level_id = self.levels[code]
            self.assertFalse(any(self._sheet(share)[column] for column in columns), code)

    def test_summary_names_the_enterprise_nowhere(self):
        lead = self._project(
            "negotiation", site_need="示例企业有限公司需 20 亩", name="示例企业冷链项目"
        )
        sheet = self._sheet(self._share(lead))
        self.assertNotIn("示例企业", " ".join(str(value) for value in sheet.read()[0].values()))
        self.assertIn(sharing.MASK, sheet.needs)

    def test_a_sheet_has_no_relation_to_private_records(self):
        allowed = {
            "res.company",
            "kfz.share.level",
            "res.currency",
            "kfz.share.response",
            "ir.attachment",
            "res.users",
            "mail.message",
            "mail.followers",
            "res.partner",
            "mail.notification",
            "rating.rating",
            "kfz.benefit.split",
        }
        relations = {
            field.comodel_name
            for field in self.env["kfz.shared.project"]._fields.values()
            if field.relational
        }
        self.assertLessEqual(relations, allowed)
        self.assertFalse(
            [
                name
                for name in self.env["kfz.shared.project"]._fields
                if "lead" in name or name == "share_id"
            ]
        )

    def test_no_user_of_the_zone_appears_as_author_of_a_sheet(self):
        sheet = self._sheet(self._share())
        self.assertEqual((sheet.create_uid | sheet.write_uid), self.env.ref("base.user_root"))

    def test_the_preview_is_what_the_other_zone_sees(self):
        lead = self._project("negotiation", site_need="示例用地")
        wizard = (
            self.env["kfz.share.wizard"]
            .with_user(self.manager)
            .create({"lead_ids": [(6, 0, lead.ids)], "recipient_ids": [(6, 0, self.zone_b.ids)]})
        )
        self.assertEqual(wizard.level_id, self.levels["summary"])
        preview = wizard.preview
        self.assertNotIn("示例企业有限公司", preview)
        wizard.action_publish()
        sheet = self._sheet(lead.share_ids)
        for column in sharing.COLUMNS:
            label = f">{sheet._fields[column]._description_string(wizard.env)}<"
            self.assertEqual(label in preview, bool(sheet[column]), column)
        wizard.level_id = self.levels["standard"]
        self.assertIn("示例企业有限公司", wizard.preview)
        amount = format_wan(lead.expected_revenue, wizard.env.lang or "en_US")
        self.assertIn(amount, wizard.preview, "as the sheet's page shows it")

    def test_a_zone_sets_its_default_level_by_stage(self):
        self.env["kfz.share.default"].with_user(self.manager).create(
            {"stage_id": self.stages["review"].id, "level_id": self.levels["standard"].id}
        )
        default = self.env["kfz.share.default"].with_user(self.manager)._kfz_level
        self.assertEqual(default(self._project("negotiation")), self.levels["summary"])
        self.assertEqual(default(self._project("signed")), self.levels["standard"])
        self.assertEqual(
            default(self._project("negotiation") | self._project("signed")), self.levels["summary"]
        )

    def test_a_level_changed_by_the_administrator_changes_its_sheets(self):
        share = self._share(level="standard")
        self.assertTrue(self._sheet(share).enterprise_name)
        self.levels["standard"].value_ids -= self.env.ref("kfz_investment.share_value_enterprise")
        self.env.invalidate_all()
        self.assertFalse(self._sheet(share).enterprise_name)
        with self.assertRaises(AccessError):
            self.levels["standard"].with_user(self.manager).name = "示例"

    # who

    def test_only_recipients_and_the_sharing_zone_see_a_sheet(self):
        share = self._share(level="standard")
        sheet = self.env["kfz.shared.project"].search([("uid", "=", share.sheet_uid)])
        for user, sees in (
            (self.manager_b, True),
            (self.officer_b, True),
            (self.manager, True),
            (self.officer, True),
            (self.joint_mhmd, True),
            (self.manager_c, False),
        ):
            theirs = self.env["kfz.shared.project"].with_user(user)
            with self.subTest(user=user.login):
                self.assertEqual(theirs.search([("id", "=", sheet.id)]), sheet if sees else theirs)
                self.assertEqual(bool(theirs.name_search("示例企业")), sees)
                groups = theirs.formatted_read_group(
                    [("enterprise_name", "ilike", "示例")], ["zone_id"], ["__count"]
                )
                self.assertEqual(sum(group["__count"] for group in groups), int(sees))
                self.assertEqual(theirs.browse(sheet.id).has_access("read"), sees)
                if not sees:
                    with self.assertRaises(AccessError):
                        theirs.browse(sheet.id).read(["needs"])
                    with self.assertRaises(AccessError):
                        theirs.browse(sheet.id).action_respond("interested")
        for user in (self.employee, self.salesman, self.official):
            with self.assertRaises(AccessError):
                self.env["kfz.shared.project"].with_user(user).search([])

    def test_the_joint_office_reads_no_contacts_and_no_answers(self):
        lead = self._project("negotiation", contact_name="示例联系人")
        sheet = self._sheet(self._share(lead, "full"), self.joint_mhmd)
        values = sheet.read()[0]
        self.assertTrue(values["enterprise_name"])
        self.assertFalse(
            {"contact_name", "contact_phone", "contact_email", "account_manager", "response_ids"}
            & set(values)
        )

    def test_partners_never_read_the_share(self):
        share = self._share()
        self.assertFalse(self.env["kfz.share"].with_user(self.manager_b).search([]))
        self.assertFalse(share.with_user(self.manager_b).has_access("read"))

    def test_officers_do_not_share(self):
        lead = self._project("lead", user=self.officer)
        values = {
            "lead_id": lead.id,
            "level_id": self.levels["summary"].id,
            "recipient_ids": [(6, 0, self.zone_b.ids)],
        }
        with self.assertRaises(AccessError):
            self.env["kfz.share"].with_user(self.officer).create(values)
        draft = self.env["kfz.share"].with_user(self.manager).create(values)
        for method in ("action_publish", "action_revoke"):
            with self.assertRaises(AccessError):
                getattr(draft.with_user(self.officer), method)()
        with self.assertRaises(AccessError):
            self.env["kfz.share.wizard"].with_user(self.officer).create(
                {"lead_ids": [(6, 0, lead.ids)]}
            )

    def test_a_project_of_another_zone_cannot_be_shared(self):
        lead = self._project("lead")
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.env["kfz.share"].with_user(self.manager_b).create(
                {
                    "lead_id": lead.id,
                    "level_id": self.levels["full"].id,
                    "recipient_ids": [(6, 0, self.zone_c.ids)],
                }
            )
        wizard = self.env["kfz.share.wizard"].with_user(self.manager_b)
        with self.assertRaises(AccessError):
            wizard.new({"lead_ids": [(6, 0, lead.ids)], "level_id": self.levels["full"].id}).preview

    def test_sheets_and_states_cannot_be_written_by_hand(self):
        share = self._share()
        for user in (self.manager, self.manager_b):
            with self.assertRaises(AccessError):
                self._sheet(share, user).write({"needs": "示例"})
            with self.assertRaises(AccessError):
                self._sheet(share, user).unlink()
        with self.assertRaises(AccessError):
            share.write({"state": "draft"})
        with self.assertRaises(AccessError):
            share.copy({"state": "published"})
        with self.assertRaises(UserError):
            share.unlink()

    def test_a_share_needs_another_zone_and_a_future_end(self):
        for values in (
            {"recipient_ids": [(6, 0, [])]},
            {"recipient_ids": [(6, 0, self.zone_a.ids)]},
            {"date_end": self._days_ago(1)},
        ):
            with (
                self.subTest(values=values),
                self.assertRaises(ValidationError),
                self.cr.savepoint(),
            ):
                self._share(**values)

    def test_a_project_is_shared_with_a_zone_once_at_a_time(self):
        share = self._share()
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self._share(share.lead_id, "full")
        self._share(share.lead_id, "full", self.zone_c)
        share.action_revoke()
        self._share(share.lead_id, "standard")

    # answers and messages

    def test_answers_stay_between_the_two_zones(self):
        share = self._share(zones=self.zone_b | self.zone_c)
        self._sheet(share, self.officer_b).action_respond("interested", "示例意向")
        response = self.env["kfz.share.response"].search([("sheet_id.uid", "=", share.sheet_uid)])
        self.assertEqual(
            (response.company_id, response.user_id, response.note),
            (self.zone_b, self.officer_b, "示例意向"),
        )
        for user, sees in (
            (self.manager, True),
            (self.officer, True),
            (self.manager_b, True),
            (self.manager_c, False),
        ):
            self.env.invalidate_all()
            with self.subTest(user=user.login):
                self.assertEqual(bool(self._sheet(share, user).response_ids), sees)
                self.assertEqual(
                    bool(self.env["kfz.share.response"].with_user(user).search([])), sees
                )
        for user in (self.manager, self.joint_mhmd):
            with self.assertRaises(AccessError):
                self._sheet(share, user).action_respond("interested")
        with self.assertRaises(UserError):
            self._sheet(share).action_respond("示例")
        with self.assertRaises(UserError):
            response.note = "改"

    def test_recipients_write_in_the_chatter_and_sheets_have_no_followers(self):
        share = self._share()
        message = self._sheet(share, self.officer_b).message_post(
            body="示例提问", message_type="comment"
        )
        self.assertIn(
            message,
            self.env["mail.message"]
            .with_user(self.officer)
            .search([("model", "=", "kfz.shared.project")]),
        )
        self.assertFalse(self._sheet(share).message_follower_ids)
        self.assertFalse(
            self.env["mail.message"].with_user(self.manager_c).search([("id", "=", message.id)])
        )

    def test_a_mention_of_an_outsider_tells_the_outsider_nothing(self):
        share = self._share()
        message = self._sheet(share, self.manager).message_post(
            body="示例",
            message_type="comment",
            partner_ids=(self.manager_c | self.manager_b).partner_id.ids,
        )
        self.assertEqual(
            message.notified_partner_ids | message.partner_ids, self.manager_b.partner_id
        )
        self.assertFalse(
            self.env["mail.message"].with_user(self.manager_c).search([("id", "=", message.id)])
        )

    def test_managers_of_the_other_side_find_a_notice_without_values(self):
        lead = self._project("negotiation")
        share = self._share(lead, "full")
        Notice = self.env["mail.notification"]
        notice = Notice.search([("res_partner_id", "=", self.manager_b.partner_id.id)])
        self.assertEqual(notice.mapped("notification_type"), ["inbox"])
        self.assertNotIn(lead.name, notice.mail_message_id.body)
        self._sheet(share).action_respond("co_promote")
        answered = Notice.search([("res_partner_id", "=", self.manager.partner_id.id)])
        self.assertEqual(len(answered), 1)
        self.assertFalse(Notice.search([("res_partner_id", "=", self.manager_c.partner_id.id)]))

    def test_unread_marks_are_a_zone_s_own(self):
        share = self._share(zones=self.zone_b | self.zone_c)
        for user in (self.manager_b, self.manager_c):
            self.assertTrue(self._sheet(share, user).is_new)
        self._sheet(share, self.officer_b).action_mark_read()
        self.env.invalidate_all()
        self.assertFalse(self._sheet(share).is_new)
        self.assertTrue(self._sheet(share, self.manager_c).is_new)
        self.assertFalse(self._sheet(share, self.manager).is_new)
        share.lead_id.site_need = "示例新需求"
        self._commit()
        self.assertTrue(self._sheet(share).is_new)
        self._sheet(share).action_respond("interested")
        self.env.invalidate_all()
        self.assertFalse(self._sheet(share).is_new)
        self.assertTrue(self._sheet(share, self.manager).is_new)
        self.assertTrue(self._sheet(share, self.manager).is_ours)
