from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..directory.directory_common import CODES
from .referral_common import ReferralCase


@tagged("post_install", "-at_install")
class TestReferralProject(ReferralCase):
    """From a referral to its project; the register of intermediaries; who is told."""

    def test_acceptance_links_the_one_open_project_of_the_enterprise(self):
        lead = self._project(partner_id=self.enterprise.id)
        referral = self._referral()
        self.assertIn("had a project", referral.sudo().warning_text or "")
        referral.action_accept()
        self.assertEqual(
            (lead.referral_id, lead.source_kind, referral.lead_id), (referral, "intermediary", lead)
        )

    def test_a_source_that_is_known_stays(self):
        lead = self._project(partner_id=self.enterprise.id, source_kind="event")
        self._referral().action_accept()
        self.assertEqual(lead.source_kind, "event")

    def test_a_lead_is_made_from_an_accepted_referral_once(self):
        referral = self._referral(contact_name="示例甲", contact_phone="0871-65550009")
        with self.assertRaises(UserError), self.cr.savepoint():
            referral.action_make_lead()
        referral.action_accept()
        action = referral.action_make_lead()
        lead = self.env["crm.lead"].browse(action["res_id"])
        self.assertEqual(
            (lead.partner_id, lead.company_id, lead.referral_id),
            (self.enterprise, self.zone_a, referral),
        )
        self.assertEqual((lead.contact_name, lead.phone), ("示例甲", "0871-65550009"))
        self.assertEqual(referral.action_make_lead()["res_id"], lead.id)

    def test_a_project_gets_no_referral_by_hand(self):
        referral = self._referral()
        lead = self._project(partner_id=self.enterprise.id)
        with self.assertRaises(AccessError), self.cr.savepoint():
            lead.with_user(self.manager).referral_id = referral
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.env["crm.lead"].with_user(self.manager).create(
                {
                    "name": "示例",
                    "is_promotion": True,
                    "company_id": self.zone_a.id,
                    "referral_id": referral.id,
                }
            )

    def test_a_project_of_another_enterprise_is_not_linked(self):
        referral = self._referral()
        referral.action_accept()
        with self.assertRaises(UserError):
            referral._kfz_link(self._project())

    def test_merging_takes_the_referral_along(self):
        lead = self._project(partner_id=self.enterprise.id)
        referral = self._referral()
        referral.action_accept()
        other = self._project("negotiation", partner_id=self.enterprise.id)
        head = (lead | other)._merge_opportunity(auto_unlink=False)
        self.assertEqual((head.referral_id, referral.lead_id), (referral, head))

    def test_the_matched_enterprise_has_the_code_that_was_registered(self):
        with self.assertRaises(ValidationError):
            self._referral(enterprise_name="示例", enterprise_code=CODES[1])
        with self.assertRaises(ValidationError):
            self._referral(partner_id=False, enterprise_name="示例", enterprise_code="123")

    # who is told

    def test_managers_find_a_notice_and_the_responsible_officer_an_activity(self):
        self.zone_a.kfz_referral_user_id = self.officer
        referral = self._referral()
        message = referral.sudo().message_ids.filtered(
            lambda m: self.manager.partner_id in m.notified_partner_ids
        )
        notices = self.env["mail.notification"].search(
            [
                ("mail_message_id.model", "=", "kfz.referral"),
                ("mail_message_id.res_id", "=", referral.id),
            ]
        )
        self.assertIn(
            self.manager.partner_id, message.notified_partner_ids | notices.res_partner_id
        )
        self.assertNotIn(self.manager_b.partner_id, notices.res_partner_id)
        self.assertEqual(referral.sudo().activity_ids.user_id, self.officer)
        referral.action_accept()
        self.assertFalse(referral.sudo().activity_ids)

    def test_a_client_does_not_keep_a_new_referral_from_the_zone(self):
        self.zone_a.kfz_referral_user_id = self.officer
        silent = {"tracking_disable": True, "kfz_quiet": True, "kfz_bulk": True}
        referral = (
            self.env["kfz.referral"]
            .with_user(self.officer)
            .with_context(**silent)
            .create({"intermediary_id": self.broker.id, "enterprise_name": "云南示例有限公司"})
        )
        self.assertEqual(referral.sudo().activity_ids.user_id, self.officer)

    # between the zones

    def test_an_intermediary_of_both_zones_tells_neither_of_the_other(self):
        mine, theirs = (
            self._referral(),
            self._referral(company_id=self.zone_b.id, partner_id=False, user=self.manager_b),
        )
        broker = self.broker.with_user(self.manager_b)
        self.assertEqual(broker.kfz_referral_count, 1)
        self.assertEqual(broker.kfz_referral_ids, theirs)
        self.assertFalse(theirs.with_user(self.manager_b).conflict_ids)
        self.assertFalse(
            self.env["kfz.referral"].with_user(self.manager_b).search([("id", "=", mine.id)])
        )

    # bank data

    def test_bank_data_is_for_managers_of_the_zone(self):
        account = (
            self.env["kfz.intermediary.account"]
            .with_user(self.manager)
            .create(
                {
                    "partner_id": self.broker.id,
                    "company_id": self.zone_a.id,
                    "bank_name": "示例银行",
                    "account_number": "6222 0000-0000",
                    "holder": "示例中介甲有限公司",
                }
            )
        )
        self.assertEqual(account.account_number, "622200000000")
        self.assertEqual(self.broker.with_user(self.manager).kfz_account_ids, account)
        self.env.invalidate_all()
        self.assertFalse(self.broker.with_user(self.manager_b).kfz_account_ids)
        self.env.invalidate_all()
        for user in (self.officer, self.official, self.joint, self.portal_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                account.with_user(user).read(["account_number"])
        with self.assertRaises(AccessError):
            self.broker.with_user(self.officer).kfz_account_ids

    def test_an_agreement_is_in_force_between_its_dates(self):
        # the one of the portal user's access
        self.broker.kfz_agreement_ids.write(
            {"signed_on": self._days_ago(90), "valid_until": self._days_ago(60)}
        )
        agreement = (
            self.env["kfz.intermediary.agreement"]
            .with_user(self.manager)
            .create(
                {
                    "partner_id": self.broker.id,
                    "company_id": self.zone_a.id,
                    "number": "示例协〔2026〕2号",
                    "signed_on": self._days_ago(10),
                    "valid_until": self.today,
                }
            )
        )
        self.assertTrue(agreement.is_in_force)
        agreement.valid_until = self._days_ago(1)
        self.assertFalse(agreement.is_in_force)
        self.assertIn("agreement in force", self._referral().warning_text)
        self.env.invalidate_all()
        self.assertNotIn(agreement, self.broker.with_user(self.manager_b).kfz_agreement_ids)
