import importlib.util
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ...domain.outbox import Answer
from ...models.digest import robots
from ..common import request_of
from .digest_common import DigestCase

KEY, SECRET = "example-key-7f3a", "SECexample-9b1c"


class ChannelCase(DigestCase):
    """A robot of the first zone; nothing here goes over a network."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["kfz.outbox"].search([]).unlink()
        cls.channel = cls._channel(cls.manager)

    @classmethod
    def _channel(cls, user, **values):
        given = {
            "name": "示例群",
            "kind": "dingtalk",
            "address": "https://robot.example/robot/send",
            "new_token": KEY,
            "new_secret": SECRET,
        }
        return cls.env["kfz.channel"].with_user(user).create({**given, **values})

    def _send(self, *answers):
        """The job that sends; the robot gives these answers, one each, the last one to all that follow.

        :return: the calls of the robot
        """
        replies = iter(answers or (Answer("sent", "sent"),))
        last = []

        def reply(*args):
            last[:] = [next(replies, last[0] if last else None)]
            return last[0]

        with (
            self._quiet_progress(),
            patch.object(robots, "post", side_effect=reply) as post,
        ):
            self.env.flush_all()
            self.env.invalidate_all()
            self.env["kfz.outbox"]._cron_send()
        self.env.flush_all()
        return post.call_args_list

    def _rows(self):
        return self.env["kfz.outbox"].search([("robot_id", "=", self.channel.id)])

    def _on(self):
        self.channel.action_test()
        self._send()
        self.channel.action_switch_on()
        self.env["kfz.outbox"].search([]).unlink()


@tagged("post_install", "-at_install")
class TestChannels(ChannelCase):
    """A robot is asked nothing before a manager has tested it, and nobody reads its key again."""

    def test_the_whole_address_is_pasted_and_taken_apart(self):
        with Form(self.env["kfz.channel"].with_user(self.manager)) as form:
            form.name = "示例粘贴群"
            form.address = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=pasted-key"
            self.assertEqual(form.address, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send")
        self.assertEqual(form.record._kfz_key("token"), "pasted-key")
        self.assertFalse(form.record.new_token)

    def test_before_a_test_no_summary_is_written_and_nothing_is_sent(self):
        self._issue(date_due=self._in_days(-2))
        with patch.object(robots, "post", side_effect=AssertionError("a request")):
            self._morning()
            with self._quiet_progress():
                self.env["kfz.outbox"]._cron_send()
        self.assertFalse(self._rows())

    def test_no_act_of_a_page_sends_anything(self):
        with patch.object(robots, "post", side_effect=AssertionError("a request")):
            self.channel.action_test()
            self.channel.write({"address": "https://other.example/robot"})
            self._channel(self.manager, name="示例群二")

    def test_a_test_that_arrives_makes_it_ready_and_a_manager_switches_it_on(self):
        with self.assertRaises(UserError):
            self.channel.action_switch_on()
        self.channel.action_test()
        self.assertEqual(self._rows().state, "waiting")
        self.assertEqual(len(self._send()), 1)
        self.assertEqual((self.channel.state, self.channel.tested_by_id), ("tested", self.manager))
        self.channel.action_switch_on()
        self.assertEqual(self.channel.state, "on")
        self.channel.action_switch_off()
        self.assertEqual(self.channel.state, "off")
        self.channel.action_switch_on()

    def test_a_test_that_fails_says_so_in_words_and_opens_nothing(self):
        self.channel.action_test()
        self._send(Answer("later", "unreachable"))
        self.assertEqual((self.channel.state, self.channel.last_result), ("draft", "unreachable"))
        self.assertEqual(self._rows().state, "dead", "whoever tests reads the result at once")
        with self.assertRaises(UserError):
            self.channel.action_switch_on()

    def test_one_test_at_a_time_and_none_without_a_key(self):
        self.channel.action_test()
        with self.assertRaises(UserError):
            self.channel.action_test()
        empty = self._channel(self.manager, new_token=False)
        with self.assertRaises(UserError):
            empty.action_test()

    def test_a_change_of_address_key_or_secret_asks_for_a_new_test(self):
        for change in (
            {"address": "https://other.example/robot"},
            {"new_token": "another"},
            {"new_secret": "another"},
            {"kind": "wecom"},
        ):
            with self.subTest(change):
                self._on()
                self.env["kfz.outbox"]._kfz_put(self.channel, "digest", "示例")
                self.channel.with_user(self.manager).write(change)
                self.assertEqual(self.channel.state, "draft")
                self.assertEqual(self._rows().mapped("state"), ["given_up"])
                self.assertFalse(self._send())
                self._rows().unlink()
        self._on()
        self.channel.with_user(self.manager).write({"name": "示例群三", "new_token": ""})
        self.assertEqual(self.channel.state, "on")

    def test_a_test_of_what_was_changed_meanwhile_counts_for_nothing(self):
        self.channel.action_test()
        row = self._rows()
        self.channel.with_user(self.manager).write({"address": "https://other.example/robot"})
        row._kfz_note(Answer("sent", "sent"))
        self.assertEqual(self.channel.state, "draft")

    def test_addresses_are_https_and_carry_no_key(self):
        for address in (
            "http://robot.example/send",
            "https://robot.example/send?key=1",
            "https://name:word@robot.example/",
            "robot.example",
        ):
            with self.subTest(address), self.assertRaises(ValidationError):
                self.channel.with_user(self.manager).write({"address": address})

    # secrets

    def test_key_and_secret_are_in_no_answer_whoever_asks(self):
        self._on()
        self.env["kfz.outbox"]._kfz_put(self.channel, "digest", "示例")
        admin = self.env.ref("base.user_admin")
        admin.write(
            {
                "company_ids": [(4, self.zone_a.id)],
                "group_ids": [(4, self.env.ref("kfz_investment.group_kfz_manager").id)],
            }
        )
        for user in (self.manager, admin):
            env = self.env(user=user, context={"allowed_company_ids": self.zone_a.ids})
            for model in ("kfz.channel", "kfz.outbox"):
                records = env[model].search([])
                self.assertTrue(records)
                names = list(env[model].fields_get())
                said = [
                    request_of(env, model, "read", [records.ids, names], {}),
                    request_of(env, model, "export_data", [records.ids, names], {}),
                    request_of(env, model, "copy_data", [records[:1].ids], {}),
                    request_of(env, model, "get_metadata", [records.ids], {}),
                    records.mapped("display_name"),
                ]
                self.assertNotIn(KEY, str(said))
                self.assertNotIn(SECRET, str(said))
            for name in ("token", "secret"):
                self.assertNotIn(name, env["kfz.channel"].fields_get())
                for act, args in (
                    ("read", [self.channel.ids, [name]]),
                    ("search", [[(name, "=like", f"{KEY[:3]}%")]]),
                    ("write", [self.channel.ids, {name: "x"}]),
                    ("export_data", [self.channel.ids, [name]]),
                ):
                    with (
                        self.subTest(user=user.login, name=name, act=act),
                        self.assertRaises(Exception) as caught,
                    ):
                        request_of(env, "kfz.channel", act, args, {})
                    self.assertNotIn(KEY, str(caught.exception))

    def test_key_and_secret_stand_in_no_message_notice_or_log(self):
        self.channel.action_test()
        with self.assertLogs("odoo.addons.kfz_investment.models.digest", "DEBUG") as logs:
            calls = self._send(Answer("refused", "refused", 310000))
        self.assertIn(KEY, calls[0].args[2])
        texts = [*logs.output, *self._rows().mapped("body"), self.channel.last_result]
        texts += self.env["mail.message"].search([], order="id desc", limit=20).mapped("body")
        self.assertNotIn(KEY, str(texts))
        self.assertNotIn(SECRET, str(texts))

    def test_no_statement_has_a_key(self):
        """Core logs a statement that fails, and the database logs those that it is told to."""
        with self.assertLogs("odoo.sql_db", "DEBUG") as logs:
            other = self._channel(self.manager, name="示例群二")
            other.write({"new_token": "another-key", "new_secret": "another-secret"})
            self.env.flush_all()
        text = "\n".join(logs.output)
        self.assertIn('UPDATE "kfz_channel"', text)
        for key in (KEY, SECRET, "another-key", "another-secret"):
            self.assertNotIn(key, text)
        self.assertEqual(other._kfz_key("token"), "another-key")
        self.assertEqual(other._kfz_key("secret"), "another-secret")

    def test_another_database_sends_nothing_by_these_keys(self):
        self._on()
        row = self.env["kfz.outbox"]._kfz_put(self.channel, "digest", "示例")
        self.env["ir.config_parameter"].set_param("database.secret", "of another database")
        self.assertFalse(self._send())
        self.assertEqual((row.state, row.result), ("dead", "key"))
        self.channel.with_user(self.manager).new_token = KEY
        self.channel.with_user(self.manager).new_secret = SECRET
        self.channel.action_test()
        self.assertIn(KEY, self._send()[0].args[2])

    def test_keys_kept_as_they_were_entered_are_sealed_by_the_update(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE kfz_channel SET token = %s, secret = NULL WHERE id = %s",
            [KEY, self.channel.id],
        )
        path = Path(__file__).parents[2] / "migrations" / "19.0.1.12.0" / "post-channels.py"
        spec = importlib.util.spec_from_file_location("channels", path)
        update = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(update)
        for _time in range(2):
            update.migrate(self.env.cr, "19.0.1.11.0")
            self.env.invalidate_all()
            self.assertNotIn(KEY, self.channel.sudo().token)
            self.assertEqual(self.channel._kfz_key("token"), KEY)
            self.assertFalse(self.channel.has_secret)

    def test_a_refused_address_is_said_without_what_may_be_a_key(self):
        for address in (
            "https://user:SECRET@10.0.0.5/x",
            "https://robot.example/x#key=SECRET",
            "https://robot.example/x?key=SECRET",
            "https://robot.example/x;key=SECRET",
            "https://robot.example/key=SECRET",
            "SECRET",
        ):
            for act in ("create", "write"):
                with self.subTest(address=address, act=act):
                    with (
                        self.assertLogs("odoo.sql_db", "DEBUG") as logs,
                        self.assertRaises(ValidationError) as caught,
                    ):
                        self.env.cr.execute("SELECT 1")
                        if act == "create":
                            self._channel(self.manager, address=address)
                        else:
                            self.channel.with_user(self.manager).write({"address": address})
                            self.env.flush_all()
                    self.assertNotIn("SECRET", str(caught.exception) + str(logs.output))

    def test_a_copy_of_a_channel_has_no_key_and_is_not_tested(self):
        self._on()
        copied = self.channel.copy()
        self.assertEqual(
            (copied.has_token, copied.has_secret, copied.state), (False, False, "draft")
        )

    def test_a_trial_copy_posts_into_no_group(self):
        self._on()
        row = self.env["kfz.outbox"]._kfz_put(self.channel, "digest", "示例")
        self.env.flush_all()
        script = Path(__file__).parents[2] / "data" / "neutralize.sql"
        self.env.cr.execute(script.read_text(encoding="utf-8"))
        self.env.invalidate_all()
        self.assertEqual((self.channel.state, self.channel.has_token), ("draft", False))
        self.assertEqual(row.state, "given_up")
        self.assertFalse(self._send())

    # roles

    def test_managers_of_the_zone_alone_set_channels_up(self):
        for user in (self.officer, self.official, self.joint, self.taskforce, self.employee):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["kfz.channel"].with_user(user).search([])
        self.assertFalse(
            self.env["kfz.channel"].with_user(self.manager_b).search([("id", "=", self.channel.id)])
        )
        for act in ("action_test", "action_switch_on", "action_switch_off"):
            for user in (self.officer, self.manager_b, self.joint):
                with self.subTest(user=user.login, act=act), self.assertRaises(AccessError):
                    request_of(self.env(user=user), "kfz.channel", act, [self.channel.ids], {})

    def test_no_client_sets_the_state(self):
        for values in ({"state": "on"}, {"tested_by_id": self.manager.id}, {"turn": 9}):
            with self.subTest(values), self.assertRaises(AccessError):
                self.channel.with_user(self.manager).write(values)
        with self.assertRaises(AccessError):
            self._channel(self.manager, state="on")
        defaulted = self.env["kfz.channel"].with_context(default_state="on", default_turn=5)
        made = defaulted.with_user(self.manager).create(
            {"name": "示例", "address": "https://robot.example/"}
        )
        self.assertEqual((made.state, made.turn), ("draft", 0))

    def test_a_key_that_is_a_whole_page_is_refused(self):
        with self.assertRaises(UserError):
            self.channel.with_user(self.manager).new_token = "x" * 513
