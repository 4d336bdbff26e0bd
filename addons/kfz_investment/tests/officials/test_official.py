import psycopg2
from lxml import etree
from odoo.exceptions import AccessError
from odoo.modules.module import load_script
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import KfzCase

SCRIPT = "kfz_investment/migrations/19.0.1.4.0/pre-officials.py"


@tagged("post_install", "-at_install")
class TestOfficial(KfzCase):
    """Officials: one of a name in a zone, with the login that a manager gives them."""

    def _create(self, user, **values):
        return self.env["kfz.official"].with_user(user).create({"name": "示例官员", **values})

    def test_a_name_is_there_once_whatever_a_client_leaves_out(self):
        self._create(self.officer)
        for values in ({}, {"is_unit": False}, {"is_unit": None}):
            with (
                self.subTest(values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.UniqueViolation),
                self.cr.savepoint(),
            ):
                self._create(self.officer, **values)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.NotNullViolation),
            self.cr.savepoint(),
        ):
            self.cr.execute("UPDATE kfz_official SET is_unit = NULL")
        self.assertTrue(self._create(self.officer, is_unit=True))

    def test_managers_alone_give_logins(self):
        for user, values in ((self.officer, {}), (self.officer2, {"is_unit": True})):
            with (
                self.subTest(values),
                self.assertRaisesRegex(AccessError, "only a promotion manager"),
                self.cr.savepoint(),
            ):
                self._create(user, user_id=self.officer.id, **values)
        Official = self.env["kfz.official"].with_user(self.officer)
        with self.assertRaisesRegex(AccessError, "only a promotion manager"):
            Official.with_context(default_user_id=self.officer.id).create({"name": "示例缺省"})
        official = self._create(self.manager, name="示例有登录", user_id=self.officer.id)
        self.assertEqual(official.user_id, self.officer)
        official.user_id = False
        self.assertFalse(self._create(self.officer, name="示例无登录").user_id)

    def test_the_login_is_not_entered_by_officers_on_the_page(self):
        for view in ("list", "form"):
            for user, is_free in ((self.officer, False), (self.manager, True)):
                Official = self.env["kfz.official"].with_user(user)
                [node] = [
                    node
                    for node in self._nodes(Official.get_view(view_type=view)["arch"])
                    if node.get("name") == "user_id"
                ]
                with self.subTest(view=view, user=user.login):
                    self.assertEqual(not node.get("readonly"), is_free)

    def _nodes(self, arch):
        return etree.fromstring(arch).iter("field")

    def test_the_update_keeps_every_official(self):
        kept, second, third, unit = (
            self._create(self.officer, name=name, is_unit=is_unit)
            for name, is_unit in (("甲", False), ("乙", False), ("丙", False), ("丁", True))
        )
        second.with_user(self.manager).user_id = self.officer2
        lead = self._project("lead")
        lead._kfz_hand_over("lead_official", second)
        self.env.flush_all()
        self.cr.execute("ALTER TABLE kfz_official ALTER is_unit DROP NOT NULL")
        self.cr.execute(
            "UPDATE kfz_official SET name = '甲', is_unit = NULLIF(is_unit, false) WHERE id = ANY(%s)",
            [[second.id, third.id, unit.id]],
        )
        with self.assertLogs("kfz_officials_script", "WARNING") as log:
            load_script(SCRIPT, "kfz_officials_script").migrate(self.cr, "19.0.1.3.0")
        self.cr.execute("ALTER TABLE kfz_official ALTER is_unit SET NOT NULL")
        self.env.invalidate_all()
        self.assertEqual(kept.name, "甲")
        self.assertEqual(second.name, f"甲 ({second.id})")
        self.assertEqual(third.name, f"甲 ({third.id})")
        self.assertEqual((second.user_id, lead.lead_official_id), (self.officer2, second))
        self.assertFalse((second | third).filtered("is_unit"))
        self.assertEqual((unit.name, unit.is_unit), ("甲", True))
        self.assertEqual(len(log.output), 2)
