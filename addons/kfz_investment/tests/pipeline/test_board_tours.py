from odoo.tests import HttpCase, tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestBoardTours(HttpCase, KfzCase):
    """Reading a project on the phone, and going on after a refused move; in a real browser, in Chinese."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        (cls.official | cls.officer).write({"lang": "zh_CN", "tz": "Asia/Shanghai"})

    def test_a_lead_official_reads_a_project_on_the_phone(self):
        leader = self._official("示例领导", user_id=self.official.id)
        project = self._project("landed", user=self.officer, name="示例挂点项目")
        project.assignment_ids = [(0, 0, {"official_id": leader.id, "role": "lead_official"})]
        # a tag of the zone, as officers make them
        project.tag_ids = self.env["crm.tag"].with_user(self.manager).create({"name": "示例标签"})
        self.browser_size, self.touch_enabled = "390x844", True
        self.start_tour(
            "/odoo/kfz-my-projects", "kfz_official_phone_tour", login="kfz_official", timeout=120
        )

    def test_a_refused_move_leaves_the_other_edits(self):
        project = self._project("lead", user=self.officer, name="示例未备齐项目", partner_id=False)
        self.start_tour(
            f"/odoo/kfz-projects/{project.id}",
            "kfz_refused_move_tour",
            login="kfz_officer",
            timeout=120,
        )
        self.assertEqual(project.next_step, "示例：下周回访")
        self.assertEqual(project.stage_id, self.stages["lead"])
        self.assertEqual(len(project.transition_ids), 1)
