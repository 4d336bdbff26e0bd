import datetime
from unittest.mock import patch

import psycopg2
from odoo.addons.base.models.ir_cron import IrCron
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base import ir_cron_clock, nightly
from ..common import KfzCase

LOGGER = nightly.__name__
TONIGHT = datetime.datetime(2026, 11, 30, 16, 0, 20)
LEAP = datetime.datetime(2033, 1, 1, 16, 0, 20)
DAY = datetime.timedelta(days=1)


@tagged("post_install", "-at_install")
class TestNightly(KfzCase):
    """Nothing ends by its date by a clock that is doubted."""

    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].set_param(nightly.KEY, False)

    def _inbox(self, user):
        return self.env["mail.notification"].search(
            [("res_partner_id", "=", user.partner_id.id), ("notification_type", "=", "inbox")]
        )

    @mute_logger(LOGGER)
    def _night(self, moment):
        """Whether a job that ends things runs at a moment."""
        ran = []
        job = nightly.nightly(lambda records: ran.append(records) or True)
        with patch.object(nightly, "now", lambda: moment):
            job(self.env["res.company"])
        return bool(ran)

    def test_a_leap_is_told_once_and_ends_nothing_that_night(self):
        self.assertTrue(self._night(TONIGHT))
        before = self._inbox(self.manager)
        later = LEAP + datetime.timedelta(minutes=1)
        self.assertEqual([self._night(LEAP), self._night(later)], [False, False])
        told = self._inbox(self.manager) - before
        self.assertEqual(len(told), 1)
        self.assertIn("2033", told.mail_message_id.body)
        self.assertIn("2026", told.mail_message_id.body)
        self.assertTrue(self._night(TONIGHT + DAY))

    def test_the_administrator_is_told_too(self):
        admin = self.env.ref("base.user_admin")
        before = self._inbox(admin)
        for moment in (TONIGHT, LEAP):
            self._night(moment)
        self.assertEqual(len(self._inbox(admin) - before), 1)

    def test_three_weeks_without_the_server_are_no_leap(self):
        self.assertTrue(self._night(TONIGHT))
        self.assertTrue(self._night(TONIGHT + 21 * DAY))

    def test_every_job_that_ends_something_by_its_date_asks(self):
        for model, job in (
            ("kfz.share", "_cron_expire"),
            ("kfz.first.contact", "_cron_first_contact"),
            ("kfz.referral", "_cron_expire"),
            ("kfz.portal.access", "_cron_watch"),
            ("kfz.award", "_cron_advance"),
            ("kfz.shared.project", "_cron_raise_return"),
            ("kfz.joint.promotion", "_cron_remind"),
            ("crm.lead", "_cron_signing_passed"),
            ("crm.lead", "_cron_lights"),
            ("kfz.official", "_cron_terms"),
            ("kfz.digest", "_cron_digest"),
            ("crm.lead", "_cron_kfz_owed"),
        ):
            with self.subTest(job=f"{model}.{job}"):
                self.assertTrue(hasattr(getattr(type(self.env[model]), job), "__wrapped__"))


@tagged("post_install", "-at_install")
class TestWakingJobs(KfzCase):
    """Jobs do not sleep until the year of a clock that was ahead."""

    def _due(self, **values):
        cron = self.env.ref("kfz_investment.cron_share_expire")
        columns = ", ".join(f"{name} = %s" for name in values)
        self.env.flush_all()
        self.env.cr.execute(
            f"UPDATE ir_cron SET {columns} WHERE id = %s", [*values.values(), cron.id]
        )
        IrCron._get_all_ready_jobs(self.env.cr)
        cron.invalidate_recordset()
        return cron

    def test_a_job_that_ran_in_the_future_is_due_within_a_day_at_its_hour(self):
        cron = self._due(lastcall=LEAP, nextcall=LEAP + DAY)
        now = self.env.cr.now()
        self.assertTrue(now < cron.nextcall <= now + DAY)
        self.assertEqual(cron.nextcall.time(), LEAP.time())
        self.assertLessEqual(cron.lastcall, now)

    @mute_logger(ir_cron_clock.__name__)
    def test_the_thread_of_jobs_outlives_the_database(self):
        tries = [psycopg2.OperationalError("refused"), psycopg2.InterfaceError("closed"), "ran"]
        with (
            patch.object(ir_cron_clock, "_cron_thread", side_effect=tries),
            patch.object(ir_cron_clock.time, "sleep") as slept,
        ):
            self.assertEqual(ir_cron_clock.lasting_thread(None, 0), "ran")
        self.assertEqual(slept.call_count, 2)

    def test_other_jobs_keep_their_day(self):
        now = self.env.cr.now().replace(microsecond=0)
        cron = self._due(lastcall=now - DAY, nextcall=now + 20 * DAY)
        self.assertEqual(cron.nextcall, now + 20 * DAY)
