from odoo.modules.module import load_script
from odoo.tests import new_test_user, tagged

from .policy_common import PolicyCase

SCRIPT = "kfz_investment/migrations/19.0.1.1.0/post-policy_documents.py"


@tagged("post_install", "-at_install")
class TestPolicyDocuments(PolicyCase):
    """The document of a policy is its zone's, whoever uploaded it and when."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = new_test_user(
            cls.env,
            login="kfz_policy_colleague",
            groups="kfz_investment.group_kfz_manager",
            company_id=cls.zone_a.id,
            company_ids=[(6, 0, cls.zone_a.ids)],
        )

    def _original(self, **values):
        return (
            self.env["ir.attachment"]
            .with_user(self.manager)
            .create({"name": "示例原件.pdf", "raw": b"evidence", **values})
        )

    def test_a_colleague_reads_and_publishes_a_document_uploaded_before_the_first_save(self):
        original = self._original()
        policy = self._policy(attachment_ids=[(6, 0, original.ids)]).with_user(self.colleague)
        self.env.invalidate_all()
        self.assertEqual(policy.attachment_ids.ids, original.ids)
        policy.action_issue()
        policy.action_publish()
        self.assertEqual(self._sheets(policy).document_ids.name, original.name)

    def test_a_published_policy_notices_what_happens_to_its_document_elsewhere(self):
        policy = self._policy(attachment_ids=[(6, 0, self._original().ids)], published=True)
        self.assertFalse(policy.has_changes)
        policy.attachment_ids.raw = b"new"
        self.assertTrue(policy.has_changes)
        policy.action_publish()
        policy.attachment_ids.sudo().unlink()
        self.assertTrue(policy.has_changes)

    def _policy_from_before(self, original, publisher):
        """A published policy as the version before left it, its document with the uploader alone."""
        policy = self._policy(f"示例旧政策{publisher.id}", attachment_ids=[(6, 0, original.ids)])
        original.sudo().write({"res_model": "kfz.policy", "res_id": 0})
        self.env.flush_all()
        self.env.invalidate_all()
        policy.with_user(publisher).action_issue()
        policy.with_user(publisher).action_publish()
        return policy

    def test_an_update_ties_loose_documents_and_says_where_one_was_not_published(self):
        by_uploader = self._policy_from_before(self._original(), self.manager)
        by_colleague = self._policy_from_before(self._original(), self.colleague)
        elsewhere = self._original(res_model="res.partner", res_id=self.manager.partner_id.id)
        newer = self._policy()
        for document in (by_uploader.sudo().attachment_ids, elsewhere):
            self._link(newer, document)
        unlinked = self._original()
        self.env.flush_all()
        for _run in range(2):
            load_script(SCRIPT, "policy_documents").migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()
        for policy in (by_uploader, by_colleague):
            document = policy.attachment_ids
            self.assertEqual((document.res_model, document.res_id), ("kfz.policy", policy.id))
            self.assertEqual(policy.with_user(self.colleague).attachment_ids.ids, document.ids)
        self.assertEqual(
            [policy.has_changes for policy in (by_uploader, by_colleague)], [False, True]
        )
        copy = newer.attachment_ids - elsewhere
        self.assertEqual((copy.raw, copy.res_id), (b"evidence", newer.id))
        self.assertEqual(elsewhere.res_model, "res.partner")
        self.assertFalse(unlinked.res_id)
