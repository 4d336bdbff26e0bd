from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .first_contact_common import CODE, NAME, FirstContactCase


@tagged("post_install", "-at_install")
class TestFirstContactDispute(FirstContactCase):
    """Two zones bring their evidence; the joint office rules; the claim follows the ruling."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.claim = cls._claimed(days_ago=10)
        cls.partner_b = cls._enterprise("云南示例锦程冷链物流", cls.zone_b)
        cls.lead_b = cls._project(zone=cls.zone_b, partner_id=cls.partner_b.id)

    def _dispute(self, ready=False):
        """Opened by zone B from its check, with a piece of evidence of each side."""
        check = self.lead_b.with_user(self.manager_b).first_contact_check_id
        wizard = (
            self.env["kfz.first.contact.open.dispute"]
            .with_user(self.manager_b)
            .with_context(**check.action_dispute()["context"])
            .create({"other_id": self.zone_a.id, "request": "示例请求"})
        )
        dispute = (
            self.env["kfz.first.contact.dispute"]
            .with_user(self.manager_b)
            .browse(wizard.action_open()["res_id"])
        )
        for user, days in ((self.manager, 10), (self.manager_b, 60)):
            self._evidence(dispute, user, days)
        if ready:
            dispute.action_submit()
            dispute.with_user(self.manager).action_submit()
        return dispute

    def _evidence(self, dispute, user, days=5, **values):
        return (
            self.env["kfz.first.contact.evidence"]
            .with_user(user)
            .create(
                {
                    "dispute_id": dispute.id,
                    "date": self._days_ago(days),
                    "text": f"示例证据 {user.company_id.zone_code}",
                    **values,
                }
            )
        )

    def _sees(self, user, dispute):
        dispute = dispute.with_user(user)
        return {
            evidence.company_id.zone_code
            for evidence in dispute.env["kfz.first.contact.evidence"].search(
                [("dispute_id", "=", dispute.id)]
            )
        }

    # opening

    def test_a_manager_opens_it_from_a_check_with_the_holder_on_the_answer(self):
        dispute = self._dispute()
        self.assertEqual(
            (
                dispute.name,
                dispute.opener_id,
                dispute.respondent_id,
                dispute.holder_id,
                dispute.state,
            ),
            ("云南示例锦程冷链物流", self.zone_b, self.zone_a, self.zone_a, "open"),
        )
        with self.assertRaisesRegex(UserError, "open dispute"):
            self._dispute()

    def test_the_holder_opens_it_from_its_claim(self):
        wizard = (
            self.env["kfz.first.contact.open.dispute"]
            .with_user(self.manager)
            .create({"claim_id": self.claim.id, "other_id": self.zone_b.id})
        )
        dispute = self.env["kfz.first.contact.dispute"].browse(wizard.action_open()["res_id"])
        self.assertEqual(
            (dispute.opener_id, dispute.holder_id, dispute.uscc), (self.zone_a, self.zone_a, CODE)
        )

    def test_only_managers_of_the_zone_open_a_dispute(self):
        check = self.lead_b.with_user(self.manager_b).first_contact_check_id
        Wizard = self.env["kfz.first.contact.open.dispute"]
        with self.assertRaises(AccessError):
            Wizard.with_user(self.officer_b).create(
                {"check_id": check.id, "other_id": self.zone_a.id}
            )
        with self.assertRaises(AccessError):
            Wizard.with_user(self.manager_c).create(
                {"check_id": check.id, "other_id": self.zone_a.id}
            )
        with self.assertRaises(UserError):
            Wizard.with_user(self.manager_b).create(
                {"check_id": check.id, "other_id": self.zone_c.id}
            ).action_open()

    # evidence

    def test_evidence_is_read_by_the_other_side_once_submitted(self):
        dispute = self._dispute()
        self.assertEqual(
            [self._sees(user, dispute) for user in (self.manager, self.manager_b, self.joint_mhmd)],
            [{"KCBZ"}, {"KMFTZ"}, set()],
        )
        dispute.action_submit()
        self.assertEqual(self._sees(self.manager, dispute), {"KCBZ"})
        dispute.with_user(self.manager).action_submit()
        self.assertEqual(dispute.state, "submitted")
        for user in (self.manager, self.manager_b, self.officer_b, self.joint_mhmd):
            self.assertEqual(self._sees(user, dispute), {"KCBZ", "KMFTZ"})

    def test_only_the_two_zones_and_the_joint_office_read_a_dispute(self):
        dispute = self._dispute(ready=True)
        self.assertFalse(dispute.with_user(self.manager_c).search([]))
        self.assertEqual(self._sees(self.manager_c, dispute), set())
        self.assertEqual(dispute.with_user(self.joint_mhmd).search([]), dispute)

    def test_submitted_evidence_is_fixed(self):
        dispute = self._dispute()
        self.env.invalidate_all()
        own = dispute.evidence_ids
        own.text = "示例改"
        own.attachment_ids = self.env["ir.attachment"].with_user(own.env.user).create({"name": "x"})
        dispute.action_submit()
        for change in (
            lambda: own.write({"text": "x"}),
            own.unlink,
            own.attachment_ids.unlink,
            own.attachment_ids.sudo().unlink,
            lambda: own.attachment_ids.write({"raw": b"forged"}),
            lambda: own.attachment_ids.write({"res_field": "text"}),
            lambda: self._evidence(dispute, self.manager_b),
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                change()

    def test_evidence_is_of_a_party_and_of_the_past(self):
        dispute = self._dispute()
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._evidence(dispute, self.manager_c)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._evidence(dispute, self.officer_b)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self._evidence(dispute, self.manager_b, days=-1)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._evidence(dispute, self.manager_b, company_id=self.zone_a.id)
        self.assertEqual(self._evidence(dispute, self.manager_b).company_id, self.zone_b)

    def test_documents_are_copies_that_the_joint_office_reads_without_the_project(self):
        dispute = self._dispute()
        document = (
            self.env["ir.attachment"]
            .with_user(self.manager_b)
            .create(
                {
                    "name": "示例.txt",
                    "raw": b"evidence",
                    "res_model": "crm.lead",
                    "res_id": self.lead_b.id,
                }
            )
        )
        evidence = self._evidence(dispute, self.manager_b, attachment_ids=[(4, document.id)])
        copy = evidence.attachment_ids
        self.assertNotEqual(copy, document)
        self.assertEqual(
            (copy.res_model, copy.res_id, copy.raw), (evidence._name, evidence.id, b"evidence")
        )
        self.assertFalse(copy.with_user(self.joint_mhmd).has_access("read"))
        dispute.action_submit()
        dispute.with_user(self.manager).action_submit()
        self.assertEqual(copy.with_user(self.joint_mhmd).raw, b"evidence")
        self.assertEqual(copy.with_user(self.manager).raw, b"evidence")
        for model in (
            "crm.lead",
            "kfz.interaction",
            "kfz.first.contact",
            "kfz.first.contact.check",
            "kfz.first.contact.request",
        ):
            self.assertFalse(self.env[model].with_user(self.joint_mhmd).has_access("read"), model)

    # ruling

    def _rule(self, dispute, ruling, user=None):
        self.env["kfz.first.contact.rule"].with_user(user or self.joint_mhmd).create(
            {"dispute_id": dispute.id, "ruling": ruling, "reason": "示例理由"}
        ).action_apply()

    def _claims(self):
        return {
            (claim.company_id.zone_code, claim.state)
            for claim in self.Claim.search([("company_id", "in", (self.zone_a | self.zone_b).ids)])
        }

    def test_only_the_joint_office_rules_and_only_what_is_submitted(self):
        dispute = self._dispute()
        with self.assertRaises(UserError):
            self._rule(dispute, "upheld")
        dispute.with_user(self.joint_mhmd).action_take_up()
        for user in (self.manager, self.manager_b, self.manager_all):
            with self.assertRaises(AccessError):
                dispute.with_user(user).action_rule("upheld", "示例")
        with self.assertRaises(UserError):
            dispute.with_user(self.joint_mhmd).action_rule("upheld", " ")
        with self.assertRaises(AccessError):
            dispute.with_user(self.manager).action_take_up()

    def test_upheld_leaves_the_claim_where_it_is(self):
        dispute = self._dispute(ready=True)
        self._rule(dispute, "upheld")
        self.assertEqual(
            (dispute.state, dispute.ruling_reason, dispute.ruled_by_id),
            ("ruled", "示例理由", self.joint_mhmd),
        )
        self.assertEqual(self._claims(), {("KCBZ", "active")})

    def test_moved_overrules_the_holder_and_starts_the_other_at_its_earliest_evidence(self):
        dispute = self._dispute(ready=True)
        self._rule(dispute, "moved")
        self.assertEqual(self._claims(), {("KCBZ", "overruled"), ("KMFTZ", "active")})
        claim = self.Claim.search([("company_id", "=", self.zone_b.id)])
        self.assertEqual(
            (claim.partner_id, claim.claimed_from, claim.name),
            (self.partner_b, self._days_ago(60), self.partner_b.name),
        )
        self._meet(self.claim.partner_id)
        self.assertEqual(
            self._claims(),
            {("KCBZ", "overruled"), ("KMFTZ", "active")},
            "the loser starts no new one",
        )

    def test_shared_lets_both_hold_it(self):
        dispute = self._dispute(ready=True)
        self._rule(dispute, "shared")
        self.assertEqual(self._claims(), {("KCBZ", "active"), ("KMFTZ", "active")})
        self.assertEqual(
            self.Claim.search([("state", "=", "active"), ("is_shared", "=", True)]).company_id,
            self.zone_a | self.zone_b,
        )
        self.Claim._cron_first_contact()
        self.assertEqual(self._claims(), {("KCBZ", "active"), ("KMFTZ", "active")})

    def test_a_claim_given_to_a_zone_without_the_enterprise_finds_it_later(self):
        wizard = (
            self.env["kfz.first.contact.open.dispute"]
            .with_user(self.manager)
            .create({"claim_id": self.claim.id, "other_id": self.zone_c.id})
        )
        dispute = (
            self.env["kfz.first.contact.dispute"]
            .with_user(self.joint_mhmd)
            .browse(wizard.action_open()["res_id"])
        )
        dispute.action_take_up()
        self._rule(dispute, "moved")
        given = self.Claim.search([("company_id", "=", self.zone_c.id)])
        self.assertEqual((given.partner_id.ids, given.name, given.state), ([], NAME, "active"))
        partner = self._enterprise(NAME, self.zone_c, vat=CODE)
        self._meet(partner, self.manager_c)
        self.assertEqual(given.partner_id, partner)
        self.assertEqual(self.Claim.search_count([("company_id", "=", self.zone_c.id)]), 1)

    def test_a_closed_dispute_never_changes(self):
        ruled = self._dispute(ready=True)
        self._rule(ruled, "upheld")
        withdrawn = self._dispute()
        withdrawn.action_withdraw()
        self.assertEqual(withdrawn.state, "withdrawn")
        for dispute in (ruled, withdrawn):
            with self.assertRaisesRegex(UserError, "cannot be changed"):
                dispute.sudo().write({"name": "x"})
            with self.assertRaises(UserError):
                dispute.sudo().unlink()
            with self.assertRaises(UserError):
                dispute.with_user(self.joint_mhmd).action_rule("moved", "示例")

    def test_both_zones_and_the_joint_office_are_notified(self):
        def inbox(user):
            return (
                self.env["mail.notification"]
                .sudo()
                .search_count([("res_partner_id", "=", user.partner_id.id)])
            )

        dispute = self._dispute()
        before = [inbox(user) for user in (self.manager, self.manager_b, self.joint_mhmd)]
        dispute.with_user(self.joint_mhmd).action_take_up()
        self._rule(dispute, "upheld")
        after = [inbox(user) for user in (self.manager, self.manager_b, self.joint_mhmd)]
        self.assertEqual([now - then for now, then in zip(after, before, strict=True)], [2, 2, 1])
        bodies = (
            self.env["mail.message"]
            .sudo()
            .search([("notified_partner_ids", "in", self.manager.partner_id.ids)])
            .mapped("body")
        )
        self.assertNotIn("锦程", "".join(bodies))
