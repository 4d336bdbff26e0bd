from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..door_common import DoorCase

#: a message as a mail server delivers it
MAIL = """From: 示例 <x@example.com>
To: nobody@example.com
Subject: 示例
Message-Id: <kfz-%s@example.com>

示例"""


@tagged("post_install", "-at_install")
class TestClosedDoors(DoorCase):
    """Methods of core that work as superuser for whoever calls them are closed to clients."""

    @mute_logger("odoo.http")
    def test_only_the_system_receives_messages(self):
        """An employee made scheduled actions, which run code as superuser, and projects of any zone."""
        model = self.env["ir.model"]._get_id("res.partner")
        made = (
            ("ir.actions.server", {"model_id": model, "state": "code", "code": "x = 1"}),
            ("ir.cron", {"model_id": model, "state": "code", "code": "x = 1"}),
            ("crm.lead", {"company_id": self.zone_a.id, "is_promotion": True}),
            ("calendar.event", {"start": "2026-01-05 02:00:00", "stop": "2026-01-05 03:00:00"}),
            ("kfz.policy", {"company_id": self.zone_a.id}),
        )
        for user in self.callers:
            post = self._session(user)
            for number, (name, values) in enumerate(made):
                count = self.env[name].with_context(active_test=False).search_count([])
                with self.subTest(user=user.login, model=name):
                    mail = MAIL % f"{user.id}-{number}"
                    for door in ("mail.thread", name):
                        self._assert_refused(
                            post,
                            door,
                            "message_process",
                            [name, mail],
                            custom_values={"name": "示例", **values},
                        )
                    self.env.invalidate_all()
                    self.assertEqual(
                        self.env[name].with_context(active_test=False).search_count([]), count
                    )

    def test_the_system_and_the_administrator_receive_messages(self):
        Thread = self.env["mail.thread"]
        admin = self.env.ref("base.user_admin")
        for number, door in enumerate((Thread, Thread.with_user(admin).sudo(False))):
            found = door.message_process("res.partner", MAIL % number)
            self.assertEqual(self.env["res.partner"].browse(found).name, "示例")

    @mute_logger("odoo.http")
    def test_helpers_of_core_are_not_for_clients(self):
        project = self._project()
        mail = self.env["mail.mail"].create({"body_html": "示例", "email_to": "x@example.com"})
        doors = (
            ("mail.thread", "message_parse", ["x"]),
            ("mail.thread", "message_route", ["x", {}]),
            ("crm.lead", "message_new", [{"subject": "示例"}]),
            ("crm.lead", "message_update", [project.ids, {}, {"name": "示例"}]),
            ("crm.lead", "message_change_thread", [project.ids, 1]),
            ("crm.lead", "message_mail_with_source", [project.ids, "web.layout"]),
            ("crm.lead", "message_post_with_source", [project.ids, "web.layout"]),
            ("mail.thread", "message_notify", [[]]),
            ("mail.mail", "send_after_commit", [mail.ids]),
            ("publisher_warranty.contract", "update_notification", [[]]),
            ("ir.ui.view", "render_public_asset", ["web.layout"]),
            ("res.partner", "signup_get_auth_param", [self.portal.partner_id.ids]),
        )
        for user in self.callers:
            post = self._session(user)
            for door in doors:
                with self.subTest(user=user.login, door=door):
                    self._assert_refused(post, *door)
        self.assertEqual((mail.exists().state, project.name), ("outgoing", "示例项目"))

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_settings_are_the_administrators(self):
        """Core told everybody the keys of services, and which addresses are blocked."""
        set_param = self.env["ir.config_parameter"].set_param
        set_param("discuss.tenor_api_key", "secret")
        self.env["mail.blacklist"].create({"email": "x@example.com"})
        doors = (
            ("res.config.settings", "set_values", [[]]),
            ("res.config.settings", "default_get", [["tenor_api_key"]]),
            ("res.config.settings", "get_values", []),
            ("res.config.settings", "onchange", [[], {}, [], {"tenor_api_key": {}}]),
            ("ir.mail_server", "send_email", [{"From": "x@example.com"}], {"smtp_server": "x"}),
            ("mail.blacklist", "create", [[{"email": "x@example.com"}]]),
            ("base.module.upgrade", "upgrade_module", [[]]),
            ("res.users", "signup", [{"login": "x", "name": "x"}]),
        )
        for user in self.callers:
            post = self._session(user)
            for model, method, args, *kwargs in doors:
                with self.subTest(user=user.login, model=model, method=method):
                    self._assert_refused(post, model, method, args, **(kwargs[0] if kwargs else {}))
        self.assertEqual(
            self.env["ir.config_parameter"].get_param("mail.restrict.template.rendering"), "1"
        )

    def test_the_administrator_saves_settings(self):
        admin = self.env.ref("base.user_admin")
        settings = self.env["res.config.settings"].with_user(admin).create({"tenor_api_key": "x"})
        settings.execute()
        self.assertEqual(self.env["ir.config_parameter"].get_param("discuss.tenor_api_key"), "x")

    def test_templates_stay_restricted(self):
        """Core's switch let every employee run code, which reads all zones."""
        admin = self.env.ref("base.user_admin")
        settings = self.env["res.config.settings"].with_user(admin)
        with self.assertRaisesRegex(UserError, "stay restricted"), self.cr.savepoint():
            settings.create({"restrict_template_rendering": False}).execute()
        editors = self.env.ref("mail.group_mail_template_editor")
        self.assertNotIn(editors, self.employee.all_group_ids)
        values = {"name": "x", "model_id": self.env["ir.model"]._get_id("res.partner")}
        code = "<t t-out=\"object.env['crm.lead'].sudo().search([])\"/>"
        for user in self.callers - self.portal:
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.env["mail.template"].with_user(user).create({**values, "body_html": code})
