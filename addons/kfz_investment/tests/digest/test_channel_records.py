from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...domain.outbox import Answer
from ..common import request_of
from .test_channels import KEY, SECRET, ChannelCase


@tagged("post_install", "-at_install")
class TestChannelRecords(ChannelCase):
    """What was done to a channel is on record; one that is not used any more is put away; its name is one line."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Change = cls.env["kfz.rule.change"]
        cls.ours = cls.channel.with_user(cls.manager)

    def _changes(self):
        return self.Change.search(
            [("model", "=", "kfz.channel"), ("rule_number", "=", self.channel.id)], order="id"
        )

    def _since(self, act):
        before = self._changes()
        act()
        return self._changes() - before

    def test_a_change_of_address_or_key_says_who_and_no_key(self):
        first = self._changes()
        self.assertEqual((first.act, first.user_id), ("created", self.manager))
        changed = self._since(
            lambda: self.ours.write(
                {"address": "https://other.example/secret-path", "new_token": "another-key"}
            )
        )
        self.assertEqual(changed.user_id, self.manager)
        self.assertEqual(changed.company_id, self.zone_a)
        self.assertIn("https://robot.example/… → https://other.example/…", changed.what)
        self.assertIn("Robot key: ••• → •••", changed.what)
        said = str(self._changes().mapped(lambda change: (change.data, change.what)))
        for key in (KEY, SECRET, "another-key", "secret-path", "kfz1:"):
            self.assertNotIn(key, said)

    def test_who_tested_it_and_switched_it_on_and_off_is_on_record(self):
        self.ours.action_test()
        (tested,) = self._since(self._send)
        self.assertEqual(tested.what, "Status: Not tested → Tested")
        for act, said in (
            (self.ours.action_switch_on, "Status: Tested → Switched on"),
            (self.ours.action_switch_off, "Status: Switched on → Switched off"),
        ):
            (entry,) = self._since(act)
            self.assertEqual(entry.what, said)
            self.assertEqual(entry.user_id, self.manager)
        self.assertEqual(tested.user_id, self.manager)
        self.ours.action_switch_on()
        reset = self._since(lambda: self.ours.write({"new_secret": "another"}))
        self.assertEqual(reset.user_id, self.manager)
        self.assertIn("Status: Switched on → Not tested", reset.mapped("what"))

    def test_saving_what_is_there_and_results_of_messages_are_no_changes(self):
        self.assertFalse(self._since(lambda: self.ours.write({"name": self.channel.name})))
        self.ours.action_test()
        self.assertFalse(self._since(lambda: self._send(Answer("refused", "refused", 1))))

    def test_a_deleted_channel_stays_on_record(self):
        (gone,) = self._since(self.ours.unlink)
        self.assertEqual((gone.act, gone.user_id), ("deleted", self.manager))
        self.assertNotIn("kfz1:", str(gone.data))

    def test_managers_of_the_zone_alone_read_changes_of_channels(self):
        action = self.ours.action_rule_history()
        for user, is_read in ((self.manager, True), (self.officer, False), (self.manager_b, False)):
            with self.subTest(user=user.login):
                found = self.Change.with_user(user).search(action["domain"])
                self.assertEqual(bool(found), is_read)
        with self.assertRaises(AccessError):
            self.Change.with_user(self.joint).search(action["domain"])

    # put away

    def test_a_channel_with_messages_is_put_away_and_taken_back(self):
        self.ours.action_test()
        self._send(Answer("refused", "refused", 1))
        with self.assertRaisesRegex(UserError, "Archive it instead"):
            self.ours.unlink()
        away = self._since(self.ours.action_archive)
        self.assertEqual((away.user_id, self.channel.active), (self.manager, False))
        self.assertNotIn(self.channel, self.env["kfz.channel"].search([]))
        for act in (self.ours.action_test, self.ours.action_switch_on):
            with self.assertRaisesRegex(UserError, "archived"):
                act()
        self.ours.action_unarchive()
        self.ours.action_test()
        self.assertEqual(len(self._send()), 1)

    def test_one_that_is_put_away_is_off_and_sends_nothing(self):
        self._on()
        row = self.env["kfz.outbox"]._kfz_put(self.channel, "digest", "示例")
        away = self._since(self.ours.action_archive)
        self.assertIn("Status: Switched on → Switched off", away.mapped("what"))
        self.assertEqual((self.channel.state, row.state), ("off", "given_up"))
        self.ours.action_unarchive()
        self._issue(date_due=self._in_days(-2))
        self._morning()
        self.assertEqual(self._rows(), row, "somebody switches it on again")

    def test_others_put_nothing_away(self):
        for user in (self.officer, self.manager_b, self.joint):
            with self.subTest(user.login), self.assertRaises(AccessError):
                request_of(
                    self.env(user=user), "kfz.channel", "action_archive", [self.channel.ids], {}
                )
        self.assertTrue(self.channel.active)

    # names

    def test_a_name_is_one_line(self):
        self.ours.name = "  示例\n\u202e群\u2028 二 "
        self.assertEqual(self.channel.name, "示例 群 二")
        self.ours.name = "长" * 100
        for name in ("", " \n", "\u200b", "长" * 101, False):
            with self.subTest(name), self.assertRaises(UserError):
                self.ours.write({"name": name})
            with self.subTest(name), self.assertRaises(UserError):
                self._channel(self.manager, name=name)
        with self.assertRaises(UserError):
            self.env["kfz.channel"].with_user(self.manager).with_context(
                default_name="长" * 5000
            ).create({"address": "https://robot.example/"})
