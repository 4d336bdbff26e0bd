import ast
from pathlib import Path

from odoo.modules.migration import load_script
from odoo.tests import new_test_user, tagged

from ..common import KfzCase

SCRIPT = "kfz_investment/migrations/19.0.1.7.0/post-notices.py"
ADDON = Path(__file__).parents[2]
#: the only files that send notices or mails by themselves or see to who may: the notices of the system, and what goes to people outside
SENDERS = {
    "models/guards/closed_doors.py",
    "models/sharing/kfz_pool_sheet_mixin.py",
    "models/base/kfz_notice_mixin.py",
    "models/isolation/mail_thread.py",
    "models/isolation/senders.py",
    "models/referral/kfz_referral_notice.py",
    "models/referral/kfz_intermediary_account_portal.py",
    # mails, besides the notice in the inbox, for whoever chose them
    "models/digest/kfz_digest_tell.py",
    # a message of a person on a project, which the account manager gets as any other
    "wizard/follow_up/kfz_lead_message.py",
}


@tagged("post_install", "-at_install")
class TestInbox(KfzCase):
    """No notice to a colleague depends on e-mail: offices have no mail server, and people no address."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": False})

    def _user(self, login, zones, **values):
        return new_test_user(
            self.env,
            login=login,
            groups=values.pop("groups", "base.group_user"),
            context={"no_reset_password": True},
            company_id=zones[0].id,
            company_ids=[(6, 0, zones.ids)],
            **values,
        )

    def test_who_is_made_in_a_zone_reads_notices_in_the_inbox(self):
        self.assertEqual(self._user("inbox_a", self.zone_a).notification_type, "inbox")
        chosen = self._user("inbox_b", self.zone_a, notification_type="email")
        self.assertEqual(chosen.notification_type, "email")
        outside = self._user("inbox_c", self.env.ref("base.main_company"))
        self.assertEqual(outside.notification_type, "email")
        portal = self._user("inbox_d", self.zone_a, groups="base.group_portal")
        self.assertEqual(portal.notification_type, "email")

    def test_who_comes_to_a_zone_without_an_address_reads_them_there_too(self):
        user = self._user("inbox_e", self.env.ref("base.main_company"))
        user.email = False
        user.company_ids = [(4, self.zone_a.id)]
        self.assertEqual(user.notification_type, "inbox")

    def test_an_activity_reaches_a_colleague_who_has_no_address(self):
        project = self._project("lead")
        self.officer2.notification_type = "email"
        self.officer2.email = False
        before = self._inbox(self.officer2)
        project.with_user(self.officer).activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.officer2.id, summary="示例"
        )
        told = self._inbox(self.officer2) - before
        self.assertEqual(told.mapped("notification_type"), ["inbox"])

    def test_who_chose_mail_and_has_an_address_keeps_it(self):
        project = self._project("lead")
        self.officer2.write({"notification_type": "email", "email": "officer2@example.com"})
        before = self._inbox(self.officer2)
        project.message_notify(partner_ids=self.officer2.partner_id.ids, body="示例")
        told = self._inbox(self.officer2) - before
        self.assertEqual(told.mapped("notification_type"), ["email"])

    def test_only_these_files_send_anything(self):
        found = set()
        for folder in ("models", "wizard", "controllers", "report"):
            for path in (ADDON / folder).rglob("*.py"):
                if any(map(self._sends, ast.walk(ast.parse(path.read_text(encoding="utf-8"))))):
                    found.add(path.relative_to(ADDON).as_posix())
        self.assertEqual(found, SENDERS)

    def _sends(self, node):
        """Whether a node sends a notice to named people, or makes a mail."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            named = {word.arg for word in node.keywords}
            return node.func.attr in ("message_notify", "send_mail") or (
                node.func.attr == "message_post" and "partner_ids" in named
            )
        return (
            isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Constant)
            and node.slice.value == "mail.mail"
        )

    def test_the_update_reaches_people_without_mail_and_leaves_choices_that_work(self):
        migrate = load_script(SCRIPT, "post-notices").migrate
        people = self.officer | self.officer2
        people.notification_type = "email"
        self.officer.email = "officer@example.com"
        self.officer2.email = False
        self.env["ir.mail_server"].create({"name": "示例", "smtp_host": "mail.example.com"})
        migrate(self.env.cr, "19.0.1.6.0")
        self.env.invalidate_all()
        self.assertEqual(people.mapped("notification_type"), ["email", "inbox"])
        self.env["ir.mail_server"].search([]).unlink()
        migrate(self.env.cr, "19.0.1.6.0")
        self.env.invalidate_all()
        self.assertEqual(people.mapped("notification_type"), ["inbox", "inbox"])
        self.assertFalse(self.env["digest.digest"].search([("state", "=", "activated")]))

    def _inbox(self, user):
        return self.env["mail.notification"].search([("res_partner_id", "=", user.partner_id.id)])
