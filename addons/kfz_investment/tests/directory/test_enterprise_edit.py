from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestEnterpriseEdit(KfzCase):
    """“Edit selected” changes the zone's own enterprises; those of the common directory change by a proposal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls._enterprise("示例甲有限公司") | cls._enterprise("示例乙有限公司")
        cls.common = cls._enterprise("示例丙有限公司")
        cls.common.company_id = False
        cls.recognition = cls.env["kfz.recognition"].search([], limit=1)

    def _window(self, enterprises, **values):
        window = self.env["kfz.enterprise.edit"].with_user(self.officer)
        return window.create({"enterprise_ids": [(6, 0, enterprises.ids)], **values})

    def test_group_sector_and_recognitions_are_changed_in_each(self):
        group = self._enterprise("示例集团有限公司")
        self._window(
            self.own,
            group_id=group.id,
            industry_id=self.industry.id,
            recognition_ids=[(6, 0, self.recognition.ids)],
        ).action_apply()
        self.assertEqual(self.own.group_id, group)
        self.assertEqual(self.own.industry_id, self.industry)
        for enterprise in self.own:
            self.assertEqual(enterprise.recognition_ids, self.recognition)

    def test_a_common_one_is_refused_by_name_and_nothing_is_changed(self):
        window = self._window(self.own | self.common, industry_id=self.industry.id)
        window.action_apply()
        self.assertIn("示例丙有限公司", window.refused)
        self.assertFalse(self.own.industry_id)
        window.action_apply_others()
        self.assertEqual(self.own.industry_id, self.industry)
        self.assertFalse(self.common.industry_id)
