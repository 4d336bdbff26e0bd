from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestChatter(KfzCase):
    """What the chatter of a project says of changes, and to whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("signed", user=cls.officer)
        note, moved = (
            cls.env.ref(name) for name in ("mail.mt_note", "kfz_investment.mt_project_stage")
        )
        cls.project.message_subscribe(cls.officer2.partner_id.ids, (note | moved).ids)
        cls._settle()

    @classmethod
    def _settle(cls):
        cls.env.flush_all()
        cls.env.cr.flush()

    def _change(self, **values):
        known = self.project.message_ids
        self.project.with_user(self.officer).write(values)
        self._settle()
        self.project.invalidate_recordset(["message_ids"])
        return self.project.message_ids - known

    def test_a_changed_amount_is_logged_with_both_values_and_announced_to_nobody(self):
        before = self.project.expected_revenue
        message = self._change(expected_revenue=before + 1)
        [tracked] = message.sudo().tracking_value_ids
        self.assertEqual(tracked.field_id.name, "expected_revenue")
        self.assertEqual((tracked.old_value_float, tracked.new_value_float), (before, before + 1))
        self.assertEqual(message.subtype_id, self.env.ref("mail.mt_note"))
        self.assertEqual(message.author_id, self.officer.partner_id)
        self.assertTrue(message.is_internal)
        self.assertFalse(message.sudo().notification_ids)

    def test_a_move_is_announced_to_who_follows_moves(self):
        message = self._change(stage_id=self.stages["review"].id, move_reason="示例原因")
        self.assertEqual(message.subtype_id, self.env.ref("kfz_investment.mt_project_stage"))
        told = message.sudo().notification_ids.res_partner_id
        self.assertIn(self.officer2.partner_id, told)

    def test_a_first_move_says_the_stages_and_no_word_of_sales(self):
        evidence = self._evidence_values("negotiation", self.zone_a)
        self.project = self._project("lead", user=self.officer, **evidence)
        self._settle()
        self.assertEqual(self.project.type, "lead")
        message = self._change(stage_id=self.stages["negotiation"].id)
        self.assertEqual(self.project.type, "opportunity")
        self.assertEqual(message.sudo().tracking_value_ids.field_id.mapped("name"), ["stage_id"])
