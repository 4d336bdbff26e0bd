from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..common import KfzCase, request_of


@tagged("post_install", "-at_install")
class TestEmbeddedActions(KfzCase):
    """A page that is saved beside another one is seen in its zone, and changed by its maker or a manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employee_b = new_test_user(
            cls.env,
            login="kfz_employee_b",
            groups="base.group_user",
            company_id=cls.zone_b.id,
            company_ids=[(6, 0, cls.zone_b.ids)],
        )
        cls.parent = cls.env["ir.actions.act_window"].create(
            {"name": "示例页面", "res_model": "res.partner"}
        )
        cls.active = cls._enterprise()
        cls.shared = cls._saved(cls.officer)
        cls.private = cls._saved(cls.officer, user_id=cls.officer.id)

    @classmethod
    def _saved(cls, user, **values):
        made = cls._call(user, "create", [cls._values(**values)])
        return cls.env["ir.embedded.actions"].browse(made)

    @classmethod
    def _values(cls, **values):
        return {
            "name": "秘密页面",
            "parent_action_id": cls.parent.id,
            "parent_res_model": "res.partner",
            "parent_res_id": cls.active.id,
            "action_id": cls.parent.id,
            "domain": "[]",
            **values,
        }

    @classmethod
    def _call(cls, user, method, *args):
        env = cls.env(user=user.id, context={}, su=False)
        return request_of(env, "ir.embedded.actions", method, list(args), {})

    def test_another_zone_sees_and_changes_nothing(self):
        both = self.shared | self.private
        for user in (self.employee_b, self.manager_b):
            found = self._call(user, "search", [("parent_action_id", "=", self.parent.id)])
            self.assertEqual(found, [])
            for method, *args in (("read", ["name"]), ("write", {"name": "x"}), ("unlink",)):
                for record in both:
                    with (
                        self.subTest(user=user.login, method=method),
                        self.assertRaises(AccessError),
                    ):
                        self._call(user, method, record.ids, *args)

    def test_nothing_is_planted_in_the_bar_of_another_zone(self):
        planted = self._saved(self.manager_b)
        self.assertEqual(planted.kfz_zone_id, self.zone_b)
        self.assertEqual(self._bar(self.officer), self.shared | self.private)
        # those who do not work with all of the zone see their own
        self.assertFalse(self._bar(self.employee))
        with self.assertRaises(AccessError):
            self._saved(self.manager_b, kfz_zone_id=self.zone_a.id)

    def _bar(self, user):
        """What core offers, which reads the page as superuser."""
        action = self.parent.with_user(user).sudo().with_context(active_id=self.active.id)
        self.env.invalidate_all()
        return action.embedded_action_ids.with_env(self.env)

    def test_a_shared_one_is_its_makers_or_a_managers(self):
        for user in (self.officer2, self.employee):
            for method, *args in (("write", {"name": "x"}), ("unlink",)):
                with self.subTest(user=user.login, method=method), self.assertRaises(AccessError):
                    self._call(user, method, self.shared.ids, *args)
        self._call(self.officer, "write", self.shared.ids, {"name": "示例"})
        self._call(self.manager, "write", self.shared.ids, {"name": "示例二"})
        with self.assertRaises(AccessError):
            self._call(self.manager, "write", self.private.ids, {"name": "示例"})
        self._call(self.manager, "unlink", self.shared.ids)
        self.assertFalse(self.shared.exists())

    def test_a_client_saves_no_method_and_for_nobody_else(self):
        for values in (
            {"python_method": "action_archive", "action_id": False},
            {"user_id": self.manager.id},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self._saved(self.officer, **values)
            with self.subTest(values=values), self.assertRaises(AccessError):
                self._call(self.officer, "write", self.shared.ids, values)
