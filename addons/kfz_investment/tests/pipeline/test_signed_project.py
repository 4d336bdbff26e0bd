from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .acts_common import ActsCase


@tagged("post_install", "-at_install")
class TestSignedProject(ActsCase):
    """A signed project keeps enterprise and area but for a manager's act with a reason; it is terminated, not archived."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("signed", user=cls.officer)
        cls.fresh = cls._project("review", user=cls.officer)
        cls.other = cls._enterprise("示例另一企业有限公司")
        cls.other_area = cls.env.ref("kfz_investment.area_etdz")

    def test_nothing_of_it_changes_by_hand(self):
        for user in (self.officer, self.manager):
            project = self.project.with_user(user)
            for vals in (
                {"partner_id": self.other.id},
                {"partner_id": False},
                {"area_id": self.other_area.id},
                {"name": "示例", "area_id": self.other_area.id},
            ):
                with self.subTest(vals=vals), self.assertRaisesRegex(UserError, "has been signed"):
                    project.write(vals)
            with self.assertRaisesRegex(UserError, "terminate it"):
                project.action_archive()
            with self.assertRaisesRegex(UserError, "terminate it"):
                project.write({"active": False})
            project.write({"partner_id": project.partner_id.id, "area_id": project.area_id.id})
        self.assertTrue(self.project.active)

    def test_an_unsigned_one_changes_and_is_archived(self):
        fresh = self.fresh.with_user(self.officer)
        fresh.write({"partner_id": self.other.id, "area_id": self.other_area.id})
        # archived without a chance, it is lost, which needs a reason
        fresh.probability = 0
        with self.assertRaisesRegex(UserError, "the reason why"), self.cr.savepoint():
            fresh.action_archive()
            fresh.flush_recordset()
        self.fresh.invalidate_recordset()
        fresh.probability = 10
        fresh.action_archive()
        fresh.flush_recordset()
        self.assertFalse(self.fresh.active)
        self.assertEqual(self.fresh.condition, "ongoing")

    def test_a_manager_corrects_it_with_a_reason_that_stays(self):
        before = self.project.partner_id.display_name
        wizard = self.env["kfz.correction.ask"].with_user(self.manager)
        action = self.project.with_user(self.manager).action_correct_project()
        wizard = wizard.with_context(**action["context"]).create({"reason": "示例理由"})
        self.assertEqual(wizard.partner_id, self.project.partner_id)
        wizard.partner_id = self.other
        wizard.action_apply()
        self.assertEqual(self.project.partner_id, self.other)
        [row] = self.project.correction_ids
        self.assertEqual(
            (row.evidence_kind, row.old_value, row.new_value, row.reason, row.user_id),
            ("crm.lead", before, self.other.display_name, "示例理由", self.manager),
        )
        self.assertIn("示例理由", self.project.message_ids[0].body)

    def test_the_act_asks_for_role_state_reason_and_a_change(self):
        vals = {"partner_id": self.other.id}
        with self.assertRaises(AccessError):
            self.project.with_user(self.officer)._kfz_correct(vals, "示例")
        with self.assertRaises(AccessError):
            self.project.with_user(self.manager_b)._kfz_correct(vals, "示例")
        project = self.project.with_user(self.manager)
        for given, reason in (
            (vals, " "),
            (vals, None),
            ({"partner_id": self.project.partner_id.id}, "示例"),
            ({"name": "示例"}, "示例"),
        ):
            with self.subTest(given=given, reason=reason), self.assertRaises(UserError):
                project._kfz_correct(given, reason)
        with self.assertRaisesRegex(UserError, "is not signed"):
            self.fresh.with_user(self.manager)._kfz_correct(vals, "示例")
        self.assertFalse(self.project.correction_ids)
