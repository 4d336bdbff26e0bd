from odoo.tests import HttpCase, tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestOwedTour(HttpCase, KfzCase):
    """What a project owes is found and mended on a phone, in a real browser and in Chinese."""

    def test_an_officer_attaches_what_is_owed(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.officer.lang = "zh_CN"
        project = self._project(
            "signed",
            user=self.officer,
            name="示例欠件项目",
            agreement_ids=[(0, 0, self._agreement_values(attachment_ids=[]))],
            gate_override_ids=[
                (0, 0, {"stage_id": self.stages["signed"].id, "reason": "示例"}),
            ],
        )
        project.gate_override_ids.valid_until = self._days_ago(1)
        self.assertTrue(project.owed_overdue)
        desk = self.browser_size, self.touch_enabled
        try:
            self.browser_size, self.touch_enabled = "390x844", True
            self.start_tour("/odoo/kfz-owed", "kfz_owed_tour", login="kfz_officer", timeout=120)
        finally:
            self.browser_size, self.touch_enabled = desk
        project.invalidate_recordset()
        self.assertEqual((project.owed_count, project.owed_overdue), (0, False))
        document = project.agreement_ids.attachment_ids
        self.assertEqual((document.name, document.create_uid), ("示例协议.txt", self.officer))
