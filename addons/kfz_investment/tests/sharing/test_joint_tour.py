from odoo.tests import HttpCase, tagged

from .share_common import ShareCase


class JointTourCase(HttpCase, ShareCase):
    """Zone A has shared a project, zone B has answered “promote together”; both work in Chinese."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        (cls.manager | cls.manager_b).write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
        lead = cls._project("negotiation", name="示例冷链项目")
        share = cls._share(lead, "standard")
        sheet = cls.env["kfz.shared.project"].search([("uid", "=", share.sheet_uid)])
        answer = sheet.with_user(cls.officer_b).action_respond("co_promote", "示例：建议联合")
        cls.answer = cls.env["kfz.share.response"].with_user(cls.manager).browse(answer)

    def _tour(self, path, name, login):
        self.start_tour(f"/odoo/{path}", name, login=login, timeout=120)
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestJointTour(JointTourCase):
    """From the answer to the next step, by managers of both zones in a real browser, in Chinese."""

    def test_accept_start_and_agree(self):
        self._tour("kfz-pool-answers", "kfz_joint_accept_tour", "kfz_manager")
        promotion = self.env["kfz.joint.promotion"].search([])
        self.assertEqual((promotion.state, promotion.waiting_zone_id), ("proposed", self.zone_b))
        self._tour("kfz-joint", "kfz_joint_start_tour", "kfz_manager_b")
        self.assertEqual(
            (promotion.state, promotion.next_step, promotion.next_date, promotion.next_zone_id),
            ("active", "示例：联合拜访总部", self.today, self.zone_b),
        )


@tagged("post_install", "-at_install")
class TestJointPhone(JointTourCase):
    """The other zone reads it on a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_the_next_step_on_a_phone(self):
        promotion = self.env["kfz.joint.promotion"].browse(self.answer.action_accept_together())
        promotion.with_user(self.manager_b).action_start()
        promotion.with_user(self.manager_b).action_set_step("示例：联合拜访总部", self.today)
        self._tour("kfz-joint", "kfz_joint_phone_tour", "kfz_manager")
