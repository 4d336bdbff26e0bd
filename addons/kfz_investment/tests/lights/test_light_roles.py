from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...domain import calendar
from .light_common import LightCase


@tagged("post_install", "-at_install")
class TestLightRoles(LightCase):
    """Who sees lights, changes rules, says why a project stands still, and reads figures of other zones."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls._on("step_late")
        cls._step(-3)
        cls.env.cr.flush()

    def test_lead_officials_and_officers_read_lights_and_why(self):
        for user in (self.officer, self.manager, self.official):
            lead = self.project.with_user(user)
            with self.subTest(user=user.login):
                self.assertEqual(lead.light, "amber")
                self.assertTrue(lead.light_why)
                self.assertTrue(lead.light_progress_rule_id.display_name)
                self.assertEqual(len(lead.light_change_ids), 1)

    def test_other_zones_and_the_joint_office_read_figures_alone(self):
        for user in (self.manager_b, self.joint):
            Changes = self.env["kfz.light.change"].with_user(user)
            with self.subTest(user=user.login):
                if Changes.has_access("read"):
                    self.assertFalse(Changes.search([]))
                else:
                    self.assertRaises(AccessError, Changes.search, [])
        Figures = self.env["kfz.zone.light"]
        where = [
            ("company_id", "=", self.zone_a.id),
            ("kind", "=", "progress"),
            ("light", "=", "amber"),
        ]
        self.assertGreaterEqual(Figures.with_user(self.joint).search(where).project_count, 1)
        self.assertFalse(Figures.with_user(self.manager_b).search(where))
        with self.assertRaises(AccessError):
            Figures.with_user(self.officer).search(where)

    def test_a_zone_copies_a_common_rule_to_change_it_or_to_switch_it_off(self):
        common = self.rule.with_user(self.manager)
        with self.assertRaises(AccessError), self.cr.savepoint():
            common.active = False
        own = self.Rule.browse(common.action_copy_for_zone()["res_id"])
        self.assertEqual((own.company_id, own.replaces_id), (self.zone_a, self.rule))
        self.assertEqual(common.action_copy_for_zone()["res_id"], own.id, "once")
        own.with_user(self.manager).active = False
        self._night(self.today)
        self.assertFalse(self.project.light_progress)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.rule.with_user(self.officer).action_copy_for_zone()
        self.assertFalse(self.Rule.with_user(self.manager_b).search([("id", "=", own.id)]))

    def test_a_month_without_progress_asks_for_the_reason_once(self):
        later = self._in_days(80)
        self._night(later)
        with calendar.showing(later):
            lead = self.project.with_user(self.official)
            self.assertTrue(lead.asks_light_reason)
            asked = (
                self.env["crm.lead"]
                .with_user(self.officer)
                .search([("asks_light_reason", "=", True)])
            )
            self.assertIn(self.project, asked)
            window = self.env["kfz.light.reason.ask"].with_user(self.official)
            window.create({"lead_id": lead.id, "reason": " 示例：等待土地批复 "}).action_apply()
            self.assertFalse(lead.asks_light_reason)
            self.assertEqual(
                (lead.light_reason, lead.light_reason_on), ("示例：等待土地批复", later)
            )
            self.assertEqual(lead.light_reason_ids.user_id, self.official)
            with self.assertRaises(UserError):
                lead.action_give_light_reason()
            asked = (
                self.env["crm.lead"]
                .with_user(self.officer)
                .search([("asks_light_reason", "=", True)])
            )
            self.assertNotIn(self.project, asked)

    def test_nobody_else_says_why_it_stands_still(self):
        later = self._in_days(80)
        self._night(later)
        with calendar.showing(later):
            for user in (self.officer2, self.manager_b, self.joint, self.taskforce):
                with (
                    self.subTest(user=user.login),
                    self.assertRaises(AccessError),
                    self.cr.savepoint(),
                ):
                    self.project.with_user(user).action_give_light_reason()
            with self.assertRaises(UserError):
                self.project.with_user(self.officer)._kfz_give_light_reason("  ")
            # it stays for good
            with self.assertRaisesRegex(UserError, "at most 500"):
                self.project.with_user(self.officer)._kfz_give_light_reason("示例" * 251)
            self.project.with_user(self.officer)._kfz_give_light_reason(" 示例一\n示例二 ")
            self.assertEqual(self.project.light_reason_ids.name, "示例一 示例二")
