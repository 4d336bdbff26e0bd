from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..common import KfzCase, request_of


@tagged("post_install", "-at_install")
class TestCommonRecords(KfzCase):
    """What everybody uses is changed by whoever answers for it, and what a zone made stays in the zone."""

    def _call(self, user, model, method, *args):
        return request_of(
            self.env(user=user.id, context={}, su=False), model, method, list(args), {}
        )

    def test_common_words_and_reminders_are_the_administrators(self):
        common = {
            "calendar.alarm": self.env.ref("calendar.alarm_notif_1"),
            "crm.tag": self.env["crm.tag"].create({"name": "示例公共标签", "kfz_zone_id": False}),
            "res.partner.category": self.env["res.partner.category"].create(
                {"name": "示例公共标签", "kfz_zone_id": False}
            ),
            "report.layout": self.env["report.layout"].search([], limit=1),
        }
        common["calendar.alarm"].kfz_zone_id = False
        for user in (self.employee, self.officer, self.manager):
            for model, record in common.items():
                for method, *args in (("write", {"name": "x"}), ("unlink",)):
                    with (
                        self.subTest(user=user.login, model=model, method=method),
                        self.assertRaises(AccessError),
                    ):
                        self._call(user, model, method, record.ids, *args)
        admin = self.env.ref("base.user_admin")
        self._call(admin, "calendar.alarm", "write", common["calendar.alarm"].ids, {"name": "示例"})

    def test_nobody_adds_a_layout(self):
        with self.assertRaises(AccessError):
            self._call(
                self.manager,
                "report.layout",
                "create",
                [{"view_id": self.env["report.layout"].search([], limit=1).view_id.id}],
            )

    def test_nobody_outside_the_zones_plants_anything_in_them(self):
        """An employee of a company that is no zone saves a search and a page for everybody there, and for nobody here."""
        other = self.env["res.company"].create({"name": "示例公司"})
        stranger = new_test_user(
            self.env,
            login="kfz_stranger",
            groups="base.group_user",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        project_list = self.env.ref("crm.crm_lead_action_pipeline")
        page = {
            "name": "示例页面",
            "parent_action_id": project_list.id,
            "parent_res_model": "crm.lead",
            "action_id": project_list.id,
        }
        search = {
            "name": "示例查询",
            "model_id": "crm.lead",
            "domain": "[('id', '=', 0)]",
            "is_default": True,
            "user_ids": [],
        }
        for model, values in (("ir.embedded.actions", page), ("ir.filters", search)):
            made = self._call(stranger, model, "create", values)
            self.assertEqual(self.env[model].browse(made).kfz_zone_id, other)
            for user, is_seen in ((self.officer, False), (self.manager_b, False), (stranger, True)):
                with self.subTest(model=model, user=user.login):
                    found = self._call(user, model, "search", [("name", "=", values["name"])])
                    self.assertEqual(bool(found), is_seen)
        for values in ({"name": self.manager.name}, {"email": "other@example.com"}):
            with self.subTest(values), self.assertRaises(AccessError):
                self._call(stranger, "res.users", "write", stranger.ids, values)

    def test_own_words_are_changed_in_the_zone(self):
        alarm = self._call(
            self.officer,
            "calendar.alarm",
            "create",
            {
                "name": "示例提醒",
                "alarm_type": "notification",
                "duration": 5,
                "interval": "minutes",
            },
        )
        self._call(self.officer2, "calendar.alarm", "write", [alarm], {"name": "示例"})
        with self.assertRaises(AccessError):
            self._call(self.manager_b, "calendar.alarm", "write", [alarm], {"name": "x"})

    def test_headings_that_were_learnt_stay_in_their_zone(self):
        values = {"res_model": "res.partner", "column_name": "秘密列名", "field_name": "name"}
        self._call(self.officer, "base_import.mapping", "create", values)
        domain = [("column_name", "=", "秘密列名")]
        self.assertTrue(self._call(self.officer2, "base_import.mapping", "search", domain))
        self.assertFalse(self._call(self.manager_b, "base_import.mapping", "search", domain))

    def test_the_zone_of_a_record_is_never_a_clients(self):
        """Neither by value nor by default, and a name that is taken there says nothing."""
        self.env["crm.tag"].create({"name": "秘密标签", "kfz_zone_id": self.zone_a.id})
        meeting = {"name": "x", "start": "2099-01-05 02:00:00", "stop": "2099-01-05 03:00:00"}
        tried = (
            ("calendar.event", meeting),
            ("crm.tag", {"name": "秘密标签"}),
            ("crm.tag", {"name": "示例未用标签"}),
        )
        for model, values in tried:
            sentences = set()
            for zone in (self.zone_a.id, str(self.zone_a.id), self.zone_b.id, 0.5):
                with self.subTest(model=model, zone=zone):
                    with self.assertRaises(AccessError) as raised:
                        self._call(self.manager_b, model, "create", {**values, "kfz_zone_id": zone})
                    sentences.add(str(raised.exception))
            self.assertLessEqual(len(sentences), 2)
            context = {"default_kfz_zone_id": self.zone_a.id}
            made = request_of(
                self.env(user=self.manager_b.id, context={}, su=False),
                model,
                "create",
                [dict(values)],
                {"context": context},
            )
            self.assertEqual(self.env[model].browse(made).kfz_zone_id, self.zone_b)
            with self.assertRaises(AccessError):
                self._call(self.manager_b, model, "write", [made], {"kfz_zone_id": self.zone_a.id})
