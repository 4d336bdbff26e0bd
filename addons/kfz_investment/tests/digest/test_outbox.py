import contextlib
import datetime
import importlib.util
from pathlib import Path
from unittest.mock import patch

import psycopg2
from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...domain import outbox
from ...domain.outbox import Answer
from ...models.digest import robots
from ..common import request_of
from .test_channels import ChannelCase

BUSY = Answer("later", "busy", 130101)


@tagged("post_install", "-at_install")
class TestOutbox(ChannelCase):
    """What is to go out is written first and sent after the commit: nothing is lost, and nothing is sent twice by itself."""

    def setUp(self):
        super().setUp()
        self._on()

    def _put(self, text="示例"):
        return self.env["kfz.outbox"]._kfz_put(self.channel, "digest", text)

    def _later(self, row):
        """The moment of its next attempt has come; attempts before lie further back."""
        row.flush_recordset()
        row.next_try_at = fields.Datetime.now()
        return row

    # the summary of a zone

    def test_a_summary_a_day_has_figures_alone(self):
        self._issue(date_due=self._in_days(-2))
        self._morning()
        row = self._rows()
        self.assertEqual((row.kind, row.state, row.company_id), ("digest", "waiting", self.zone_a))
        self.assertNotIn("用电容量不足", row.body)
        self.assertNotIn(self.project.name, row.body)
        self._morning()
        self.assertEqual(self._rows(), row)
        self.assertEqual(len(self._send()), 1)
        self.assertEqual(row.state, "sent")
        self.assertFalse(self._send())

    def test_names_stand_in_it_where_the_zone_allows_them(self):
        self.zone_a.kfz_names_in_messages = True
        self._issue(date_due=self._in_days(-2))
        self._morning()
        self.assertIn("用电容量不足", self._rows().body)

    def test_without_anything_overdue_or_on_a_day_off_there_is_none(self):
        with patch.object(type(self.env["kfz.digest"]), "_kfz_zone_figures", return_value={}):
            self._morning()
        self._issue(date_due=self._in_days(-2))
        self._morning(works=False)
        self.assertFalse(self._rows())

    def test_a_channel_that_is_off_has_none_and_what_waited_is_dropped(self):
        row = self._put()
        self.channel.action_switch_off()
        self.assertEqual((row.state, row.result), ("given_up", "off"))
        self._issue(date_due=self._in_days(-2))
        self._morning()
        self.assertEqual(self._rows(), row)
        self.assertFalse(self._send())

    def test_the_database_keeps_one_summary_a_channel_and_day(self):
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname IN ('kfz_outbox_once', 'kfz_outbox_uuid_once')"
        )
        found = [row[0] for row in self.env.cr.fetchall()]
        self.assertEqual([text.count("UNIQUE INDEX") for text in found], [1, 1])
        self._put()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.IntegrityError),
            self.env.cr.savepoint(),
        ):
            self._put()

    def test_names_in_it_are_plain_words(self):
        self.zone_a.kfz_names_in_messages = True
        self.project.name = "示例项目\n@所有人 https://evil.example/x 投资3亿元"
        self._issue(
            name="用电容量不足\u202e还差500万元 www.evil.example", date_due=self._in_days(-2)
        )
        self._morning()
        body = self._rows().body
        self.assertIn("· 示例项目 ＠所有人 … 投资…", body)
        self.assertIn("用电容量不足 还差… …", body)
        for odd in ("evil", "3亿", "500", "\u202e"):
            self.assertNotIn(odd, body)
        self.assertEqual(len(body.splitlines()), 3)

    # after the commit

    def test_saving_wakes_the_job_and_asks_nobody(self):
        cron = self.env.ref("kfz_investment.cron_outbox")
        before = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        with patch.object(robots, "post", side_effect=AssertionError("a request")):
            self._put()
        after = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self.assertEqual(after, before + 1)

    def test_the_mark_is_committed_before_the_request(self):
        row, course = self._put(), []
        Cron = type(self.env["ir.cron"])

        def commit(cron, processed=0, **kwargs):
            self.env.flush_all()
            course.append(row.state)
            return float("inf")

        def post(*args):
            course.append("request")
            return Answer("sent", "sent")

        with patch.object(Cron, "_commit_progress", commit), patch.object(robots, "post", post):
            self.env["kfz.outbox"]._cron_send()
        self.assertEqual(course, ["waiting", "sending", "request", "sent"])

    def test_after_a_stop_in_between_it_is_not_known_and_not_sent_again(self):
        row = self._put()
        before = self._inbox(self.manager)
        # not assertRaises, which would roll back what is committed here
        with (
            self._quiet_progress(),
            patch.object(robots, "post", side_effect=SystemExit),
            contextlib.suppress(SystemExit),
        ):
            self.env["kfz.outbox"]._cron_send()
            self.fail("the process ends")
        self.assertEqual((row.state, row.tries), ("sending", 1))
        self.assertFalse(self._send())
        self.assertEqual((row.state, row.result), ("unknown", "crash"))
        self.assertEqual(len(self._inbox(self.manager) - before), 1, "managers are told")
        self.assertFalse(self._send())

    # what did not arrive

    def test_what_did_not_arrive_is_tried_again_later_and_later(self):
        row = self._put()
        waits = []
        for number in range(1, outbox.TRIES):
            self.assertEqual(len(self._send(BUSY)), 1)
            self.assertEqual((row.state, row.tries), ("waiting", number))
            self.assertFalse(self._send(), "not before its time")
            waits.append(row.next_try_at - fields.Datetime.now())
            self._later(row)
        self.assertEqual(waits, sorted(waits))
        self.assertEqual(len(self._send(BUSY)), 1)
        self.assertEqual((row.state, row.result, row.number), ("dead", "busy", 130101))
        self.assertFalse(self._send())

    def test_the_wait_is_as_long_as_the_server_asks(self):
        row = self._put()
        asked = datetime.timedelta(hours=3)
        self._send(Answer("later", "busy", 429, asked))
        self.assertGreater(row.next_try_at, fields.Datetime.now() + asked / 2)

    def test_it_arrives_once_the_server_takes_it(self):
        row = self._put()
        self._send(BUSY)
        self._later(row)
        self.assertEqual(len(self._send()), 1)
        self.assertEqual((row.state, row.tries), ("sent", 2))

    def test_what_is_refused_or_not_known_is_not_tried_again(self):
        for answer, state in (
            (Answer("refused", "redirect", 302), "dead"),
            (Answer("unknown", "timeout"), "unknown"),
            (Answer("unknown", "dropped"), "unknown"),
        ):
            with self.subTest(answer):
                self._rows().unlink()
                row = self._put()
                self._send(answer)
                self.assertEqual((row.state, row.result), (state, answer.result))
                row.next_try_at = fields.Datetime.now()
                self.assertFalse(self._send())
                self.assertEqual(self.channel.last_result, answer.result)

    def test_no_more_than_twenty_a_minute_leave(self):
        now = fields.Datetime.now()
        self.env["kfz.outbox"].create(
            [
                {
                    "robot_id": self.channel.id,
                    "company_id": self.zone_a.id,
                    "kind": "test",
                    "day": self.today,
                    "body": "示例",
                    "state": "sent",
                    "tried_at": now - datetime.timedelta(seconds=10),
                }
                for _number in range(20)
            ]
        )
        row = self._put()
        self.assertFalse(self._send())
        self.assertEqual((row.state, row.tries), ("waiting", 0))
        self.assertGreater(row.next_try_at, now + datetime.timedelta(seconds=40))

    # what people decide

    def _undecided(self):
        self._rows().unlink()
        row = self._put()
        self._send(Answer("unknown", "timeout"))
        return row.with_user(self.manager)

    def test_a_manager_sends_it_again_says_that_it_arrived_or_gives_up(self):
        row = self._undecided()
        row.action_retry()
        self.assertEqual((row.state, row.decided_by_id), ("waiting", self.manager))
        self.assertEqual(len(self._send()), 1)
        self.assertEqual(row.state, "sent")
        for act, state in (("action_arrived", "sent"), ("action_give_up", "given_up")):
            row = self._undecided()
            getattr(row, act)()
            self.assertEqual((row.state, row.result), (state, "person"))
            with self.assertRaises(UserError):
                getattr(row, act)()
            self.assertFalse(self._send())

    def test_it_is_not_sent_again_to_another_place(self):
        row = self._undecided()
        self.channel.with_user(self.manager).write({"address": "https://other.example/"})
        with self.assertRaises(UserError):
            row.action_retry()

    def test_what_was_not_sent_cannot_have_arrived(self):
        for kind in ("digest", "test"):
            with self.subTest(kind):
                self._rows().unlink()
                row = self.env["kfz.outbox"]._kfz_put(self.channel, kind, "示例")
                self._send(Answer("refused", "refused", 310000))
                self.assertEqual(row.state, "dead")
                with self.assertRaisesRegex(UserError, "cannot have arrived"):
                    row.with_user(self.manager).action_arrived()
                self.assertEqual((row.state, row.result), ("dead", "refused"))
        row.with_user(self.manager).action_give_up()
        self.assertEqual(row.state, "given_up")

    def test_the_number_zero_is_answered_as_that_of_a_hidden_message(self):
        self._undecided()
        for act in ("action_retry", "action_arrived", "action_give_up"):
            with self.subTest(act), self.assertRaises(AccessError) as caught:
                request_of(self.env(user=self.manager), "kfz.outbox", act, [[0]], {})
            self.assertNotIn("False", str(caught.exception))

    def test_the_database_keeps_one_test_on_its_way(self):
        self.env["kfz.outbox"]._kfz_put(self.channel, "test", "示例")
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.env["kfz.outbox"]._kfz_put(self.channel, "test", "示例")
        self._send()
        self.env["kfz.outbox"]._kfz_put(self.channel, "test", "示例")

    def test_of_several_tests_on_their_way_the_update_keeps_the_latest(self):
        self.env.cr.execute("DROP INDEX kfz_outbox_test_once")
        rows = [self.env["kfz.outbox"]._kfz_put(self.channel, "test", "示例") for _time in range(3)]
        self.env.flush_all()
        path = Path(__file__).parents[2] / "migrations" / "19.0.1.12.0" / "pre-channels.py"
        spec = importlib.util.spec_from_file_location("channels", path)
        update = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(update)
        update.migrate(self.env.cr, "19.0.1.11.0")
        self.env.invalidate_all()
        self.assertEqual([row.state for row in rows], ["given_up", "given_up", "waiting"])

    def test_managers_of_the_zone_alone_read_and_decide(self):
        row = self._undecided()
        for user in (self.officer, self.manager_b, self.joint, self.official):
            for act in ("action_retry", "action_arrived", "action_give_up"):
                with self.subTest(user=user.login, act=act), self.assertRaises(AccessError):
                    request_of(self.env(user=user), "kfz.outbox", act, [row.ids], {})
        for operation in ("create", "write", "unlink"):
            self.assertFalse(self.env["kfz.outbox"].with_user(self.manager).has_access(operation))
