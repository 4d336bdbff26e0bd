import datetime
import json

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...domain import calendar
from ..common import KfzCase, request_of
from ..http_common import RpcCase

MADE = "2026-11-30T03:00:00+08:00"
RESTORED = {"at": "2026-11-30T15:22:00+08:00", "backup": MADE, "copy": False}


class BackupCase(KfzCase):
    def setUp(self):
        super().setUp()
        self.backups = self.env["kfz.backup"]

    def _leave(self, key, **facts):
        """What the operator's programs write into the database, past the ORM."""
        self.env.flush_all()
        self.env.cr.execute(
            "INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, json.dumps(facts)],
        )
        self.env.invalidate_all()

    def _inbox(self, user):
        return self.env["mail.notification"].search([("res_partner_id", "=", user.partner_id.id)])

    def _notice(self, user):
        return self.backups.with_user(user)._session()


@tagged("post_install", "-at_install")
class TestRestored(BackupCase):
    """A restored database says so, until a manager or an administrator closes the notice."""

    def test_a_database_that_was_not_restored_says_nothing(self):
        self.assertFalse(self._notice(self.officer))

    def test_everybody_reads_when_and_from_which_backup(self):
        self._leave("kfz.restored", **RESTORED)
        for user in (self.officer, self.official, self.taskforce, self.customs, self.employee):
            user.lang = "en_US"
            notice = self._notice(user)
            self.assertFalse(notice["closable"])
            for moment in ("15:22", "3:00"):
                self.assertIn(moment, notice["text"])

    def test_a_manager_and_an_administrator_close_it_for_all(self):
        administrator = self.env.ref("base.user_admin")
        for user in (self.manager, administrator):
            self._leave("kfz.restored", **RESTORED)
            self.assertTrue(self._notice(user)["closable"])
            request_of(self.env(user=user), "kfz.backup", "close_restored", [], {})
            self.assertFalse(self._notice(self.officer))
            self.assertIn(user.name, "".join(self.backups._overview()))

    def test_nobody_else_closes_it(self):
        self._leave("kfz.restored", **RESTORED)
        others = (self.officer, self.joint, self.official, self.customs, self.employee, self.portal)
        for user in others:
            with self.subTest(user.login), self.assertRaises(AccessError):
                request_of(self.env(user=user), "kfz.backup", "close_restored", [], {})
        self.assertTrue(self._notice(self.officer))

    def test_who_closed_it_first_stays(self):
        self._leave("kfz.restored", **RESTORED)
        self.backups.with_user(self.manager).close_restored()
        self.backups.with_user(self.manager_b).close_restored()
        facts = self.backups._facts("kfz.restored")["kfz.restored"]
        self.assertEqual(facts["closed"]["uid"], self.manager.id)

    def test_a_trial_copy_says_so_for_good(self):
        self._leave("kfz.restored", **{**RESTORED, "copy": True})
        self.assertFalse(self._notice(self.manager)["closable"])
        self.backups.with_user(self.manager).close_restored()
        self.assertTrue(self._notice(self.officer))

    def test_what_cannot_be_read_is_no_notice_and_no_failure(self):
        for text in ("", "{", "[1]", '"x"', "null"):
            self.env.cr.execute(
                "INSERT INTO ir_config_parameter (key, value) VALUES ('kfz.restored', %s)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [text or "x"],
            )
            self.env.invalidate_all()
            self.assertFalse(self._notice(self.officer))
        self._leave("kfz.backup.last", at="yesterday")
        self.backups._cron_remind()
        self.assertTrue(self.backups._overview())

    def test_what_tells_no_moment_is_no_notice_and_no_failure(self):
        odd = (5, None, "", "2026-13-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")
        for at in (*odd, [MADE], {"at": MADE}, True, 1e308):
            for facts in ({**RESTORED, "at": at}, {**RESTORED, "backup": at}):
                with self.subTest(facts=facts):
                    self._leave("kfz.restored", **facts)
                    self._leave("kfz.backup.last", at=at)
                    self._leave("kfz.backup.reminded", at=at)
                    self.assertFalse(self._notice(self.manager))
                    self.backups.with_user(self.manager).close_restored()
                    self.backups._cron_remind()
                    self.assertEqual(len(self.backups._overview()), 1)
                    self.assertFalse(self.backups._is_made())

    def test_a_moment_without_a_clock_is_of_utc(self):
        self._leave("kfz.restored", **{**RESTORED, "at": "2026-11-30T07:22:00"})
        self.assertIn("15:22", self._notice(self.officer)["text"])
        self._leave("kfz.backup.last", at="2026-01-30T07:22:00")
        self._leave("kfz.backup.reminded", at="2026-01-30T07:22:00")
        self.backups._cron_remind()

    def test_a_notice_is_closed_by_somebody(self):
        for closed in (5, "x", True, [1], {"at": 1}, {"name": 7, "at": MADE}, {"name": "x"}):
            self._leave("kfz.restored", **RESTORED, closed=closed)
            self.assertTrue(self._notice(self.manager), closed)
            self.assertEqual(len(self.backups._overview()), 2)
        self.backups.with_user(self.manager).close_restored()
        self.assertFalse(self._notice(self.manager))


@tagged("post_install", "-at_install")
class TestLastBackup(BackupCase):
    """Administrators see when the system was last backed up, and are reminded of a backup that is overdue."""

    def setUp(self):
        super().setUp()
        self.administrator = self.env.ref("base.user_admin")
        self.administrator.lang = "en_US"

    def _made(self, days):
        at = calendar.now() - datetime.timedelta(days=days)
        self._leave("kfz.backup.last", at=at.isoformat())

    def _told(self):
        before = self._inbox(self.administrator)
        self.backups._cron_remind()
        return len(self._inbox(self.administrator) - before)

    def test_the_settings_say_when(self):
        settings = self.env["res.config.settings"].with_user(self.administrator)
        self.assertIn("No backup", settings.create({}).kfz_backup_text)
        self._leave("kfz.backup.last", at=MADE)
        self.assertIn("3:00", settings.create({}).kfz_backup_text)

    def test_an_overdue_backup_is_told_once_a_week(self):
        self._made(2)
        self.assertEqual(self._told(), 0)
        self._made(4)
        self.assertEqual([self._told(), self._told()], [1, 0])
        self._made(20)
        reminded = calendar.now() - datetime.timedelta(days=8)
        self._leave("kfz.backup.reminded", at=reminded.isoformat())
        self.assertEqual([self._told(), self._told()], [1, 0])

    def test_whoever_never_made_one_is_left_in_peace(self):
        self.assertEqual(self._told(), 0)

    def test_others_are_not_reminded(self):
        self._made(4)
        before = self._inbox(self.manager)
        self.backups._cron_remind()
        self.assertEqual(self._inbox(self.manager), before)


@tagged("post_install", "-at_install")
class TestRestoredSession(BackupCase, RpcCase):
    def test_the_web_client_is_told(self):
        self._leave("kfz.restored", **RESTORED)
        info = self._session(self.officer)("/web/session/get_session_info", {})
        self.assertFalse(info["kfz_restored"]["closable"])
        self.assertTrue(info["kfz_restored"]["text"])
