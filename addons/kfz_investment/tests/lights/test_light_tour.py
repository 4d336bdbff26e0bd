from odoo.tests import HttpCase, tagged

from .light_common import LightCase


@tagged("post_install", "-at_install")
class TestLightTour(HttpCase, LightCase):
    """A light turns and explains itself, in a real browser and in Chinese."""

    def test_a_light_turns_and_explains_itself(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.officer.lang = "zh_CN"
        self._rule("milestone_late", has_amber=False, red=0, keeps_month=False)
        project = self._signed(name="示例亮灯项目")
        self._step(-3, project)
        self._save()
        self.assertEqual(project.light, "red")
        self.start_tour("/odoo/kfz-lights", "kfz_light_tour", login="kfz_officer", timeout=120)
        project.invalidate_recordset()
        self.assertEqual(project.light, "green")
