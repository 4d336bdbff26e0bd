from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ...models.isolation.wizard_links import _leads_to_guarded
from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestWizardLinks(KfzCase):
    """A window that was opened once shows nothing of what was lost meanwhile."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._project("negotiation", user=cls.officer, name="示例失去的项目")
        cls.leader = cls._official("示例领导丁", user_id=cls.official.id)

    def _window(self, user, model, **values):
        window = self.env[model].with_user(user).create(values)
        self.env.flush_all()
        self._again()
        self.assertTrue(window.with_user(user).search([("id", "=", window.id)]))
        return window

    def _again(self):
        self.env.invalidate_all()
        self.env.registry.clear_cache()

    def _is_gone(self, window):
        self.env.flush_all()
        self._again()
        self.assertFalse(window.search([("id", "=", window.id)]))
        with self.assertRaises(AccessError):
            window.read([])
        with self.assertRaises(AccessError):
            window.web_read({"lead_id": {"fields": {"display_name": {}}}})

    def _assigned(self):
        return self.env["kfz.assignment"].create(
            {"lead_id": self.lead.id, "official_id": self.leader.id, "role": "lead_official"}
        )

    def test_the_window_of_a_lights_reason_after_the_assignment_has_ended(self):
        assignment = self._assigned()
        window = self._window(
            self.official, "kfz.light.reason.ask", lead_id=self.lead.id, reason="示例"
        )
        self.assertEqual(window.lead_id.sudo().name, "示例失去的项目")
        assignment.unlink()
        self._is_gone(window)

    def test_windows_of_several_projects_after_a_move_to_another_zone(self):
        windows = [
            self._window(self.officer, "kfz.light.reason.ask", lead_id=self.lead.id, reason="示例"),
            self._window(self.officer, "kfz.lead.assign", lead_ids=[Command.set(self.lead.ids)]),
            self._window(self.officer, "crm.lead.lost", lead_ids=[Command.set(self.lead.ids)]),
        ]
        self.lead.user_id = self.manager
        self.officer.write({"company_id": self.zone_b.id, "company_ids": [(6, 0, self.zone_b.ids)]})
        self.env.flush_all()
        self._again()
        for window in windows:
            with self.subTest(window._name):
                self.assertFalse(window.search([("id", "=", window.id)]))
                with self.assertRaises(AccessError):
                    window.read(["lead_ids" if "lead_ids" in window else "lead_id"])

    def test_a_window_on_an_archived_project_stays(self):
        window = self._window(
            self.manager, "kfz.light.reason.ask", lead_id=self.lead.id, reason="示例"
        )
        reason = self.env["crm.lost.reason"].search([("code", "!=", False)], limit=1)
        self.lead.with_user(self.manager).action_set_lost(lost_reason_id=reason.id)
        self.assertFalse(self.lead.active)
        self._again()
        self.assertTrue(window.search([("id", "=", window.id)]))

    def test_every_window_of_ours_that_keeps_a_link_is_asked_about(self):
        asked = {
            name
            for name in self.env
            if name.startswith("kfz.")
            and self.env[name]._transient
            and any(
                _leads_to_guarded(self.env, name, field)
                for field in self.env[name]._fields.values()
            )
        }
        self.assertLessEqual(
            {"kfz.light.reason.ask", "kfz.correction.ask", "kfz.trade.reverse", "kfz.award.step"},
            asked,
        )
        for name in sorted(asked):
            for login in ("officer", "manager", "official", "joint"):
                user = getattr(self, login)
                if self.env[name].with_user(user).has_access("read"):
                    with self.subTest(model=name, user=login):
                        self.env[name].with_user(user).search([])
