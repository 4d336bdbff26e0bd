from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .follow_up_common import DueCase


@tagged("post_install", "-at_install")
class TestPromises(DueCase):
    """What the zone promises binds it once its lead official has confirmed it."""

    def test_what_an_officer_records_waits_for_the_lead_official(self):
        promise = self._promise()
        self.assertEqual(promise.state, "draft")
        self.assertFalse(promise.waits_for_me)
        self.assertTrue(promise.with_user(self.official).waits_for_me)
        Promise = self.env["kfz.promise"].with_user(self.official)
        self.assertEqual(Promise.search([("waits_for_me", "=", True)]), promise)
        self.assertEqual(self._activities(promise).user_id, self.official)

    def test_only_the_lead_official_confirms(self):
        promise = self._promise()
        for user in (self.officer, self.officer2, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                promise.with_user(user).action_confirm()
        promise.with_user(self.official).action_confirm()
        self.assertEqual(promise.state, "binding")
        self.assertEqual(promise.confirmed_by_id, self.official)
        self.assertEqual(self._activities(promise).user_id, self.officer)
        self.assertIn(promise.name, self.project.message_ids[0].body)

    def test_without_a_lead_official_a_manager_confirms(self):
        self.leading.date_to = self.today
        promise = self._promise()
        with self.assertRaises(AccessError):
            promise.action_confirm()
        promise.with_user(self.manager).action_confirm()
        self.assertEqual(promise.state, "binding")

    def test_the_rights_of_a_lead_official_end_with_the_assignment(self):
        promise = self._promise()
        self.leading.write({"date_from": self._in_days(-9), "date_to": self._in_days(-1)})
        self.assertFalse(promise.with_user(self.official).search([]) & promise)
        with self.assertRaises(AccessError):
            promise.with_user(self.official).action_confirm()
        with self.assertRaises(AccessError):
            self._promise(self.official)

    def test_what_the_lead_official_or_the_enterprise_promises_binds_at_once(self):
        self.assertEqual(self._promise(self.official).state, "binding")
        promise = self._promise(side="enterprise")
        self.assertEqual(promise.state, "binding")

    def test_the_words_of_a_binding_promise_stand(self):
        promise = self._promise(self.official)
        for values in (
            {"name": "别的"},
            {"date_due": self._in_days(30)},
            {"side": "enterprise"},
            {"note": "别的条件"},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                promise.with_user(self.manager).write(values)
        with self.assertRaises(UserError):
            promise.with_user(self.manager).unlink()
        promise.with_user(self.manager).write({"name": promise.name, "owner_id": self.leader.id})
        self.assertIn(self.leader.name, self.project.message_ids[0].body)

    def test_no_client_sets_its_state(self):
        with self.assertRaises(AccessError):
            self._promise(state="binding")
        with self.assertRaises(AccessError):
            self._promise().write({"state": "kept"})

    def test_a_day_moves_with_a_reason_and_its_activity_follows(self):
        promise = self._promise(self.official)
        before = self._activities(promise)
        with self.assertRaises(UserError):
            promise.with_user(self.officer)._kfz_postpone(self._in_days(20), " ")
        with self.assertRaises(UserError):
            promise.with_user(self.officer)._kfz_postpone(self._in_days(-1), "示例原因")
        self._act(promise, self.officer, "postpone", "指标延后下达", self._in_days(20))
        self.assertEqual(promise.date_due, self._in_days(20))
        self.assertEqual(self._activities(promise), before)
        self.assertEqual(before.date_deadline, self._in_days(20))
        self.assertIn("指标延后下达", self.project.message_ids[0].body)

    def test_what_was_kept_is_closed(self):
        promise = self._promise(self.official)
        promise.with_user(self.officer).action_keep()
        self.assertEqual((promise.state, promise.closed_by_id), ("kept", self.officer))
        self.assertFalse(self._activities(promise))
        with self.assertRaises(UserError):
            promise.with_user(self.officer).action_keep()
        with self.assertRaises(UserError):
            promise.with_user(self.officer).write({"owner_id": self.leader.id})

    def test_the_zone_is_released_by_who_bound_it_or_a_manager(self):
        promise = self._promise(self.official)
        with self.assertRaises(AccessError):
            self._act(promise, self.officer, "withdraw", "不再需要")
        self._act(promise, self.manager, "withdraw", "企业不再需要")
        self.assertEqual((promise.state, promise.closing_words), ("withdrawn", "企业不再需要"))
        draft = self._promise()
        self._act(draft, self.officer, "withdraw", "重复录入")
        self.assertEqual(draft.state, "withdrawn")

    def test_doing_the_activity_confirms_and_keeps(self):
        promise = self._promise()
        self._activities(promise).with_user(self.official).action_done()
        self.assertEqual(promise.state, "binding")
        self._activities(promise).with_user(self.officer).action_done()
        self.assertEqual(promise.state, "kept")

    def test_a_new_lead_official_takes_over_what_waits(self):
        promise = self._promise()
        other = self._official("示例领导乙", user_id=self.manager.id)
        self.project._kfz_hand_over("lead_official", other)
        self.assertEqual(self._activities(promise).user_id, self.manager)
        promise.with_user(self.manager).action_confirm()
        self.assertEqual(promise.state, "binding")

    def test_a_project_that_ends_leaves_nothing_to_do_and_takes_nothing_new(self):
        promise = self._promise()
        lost = self.env.ref("kfz_investment.lost_reason_policy", False)
        lost = lost or self.env["crm.lost.reason"].search([("code", "!=", False)], limit=1)
        self.project.action_set_lost(lost_reason_id=lost.id, condition_reason="示例")
        self.assertFalse(self._activities(promise))
        self.assertFalse(promise.is_overdue)
        with self.assertRaises(UserError):
            self._promise()

    def test_nobody_stands_in_for_the_lead_official_for_a_moment(self):
        """Whose an assignment is does not change: it ends, or is handed over, and the history says so."""
        self._promise()
        for values in (
            {"official_id": self.keeper.id},
            {"role": "task_force_member"},
            {"date_from": self._in_days(-9)},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                self.leading.with_user(self.officer).write(values)

    def test_whoever_hands_over_today_confirms_no_more(self):
        promise = self._promise()
        other = self._official("示例领导乙", user_id=self.manager.id)
        self.project._kfz_hand_over("lead_official", other)
        self.assertTrue(promise.with_user(self.official).has_access("read"))
        with self.assertRaises(AccessError):
            promise.with_user(self.official).action_confirm()
        self.assertEqual(self._promise(self.official).state, "draft")

    def test_a_lead_official_until_a_day_is_one_until_then(self):
        self.leading.date_to = self._in_days(5)
        self.assertEqual(self.project.lead_official_id, self.leader)
        promise = self._promise()
        with self.assertRaises(AccessError):
            promise.with_user(self.manager).action_confirm()
        promise.with_user(self.official).action_confirm()

    def test_without_a_login_that_opens_the_project_a_manager_confirms(self):
        promise = self._promise()
        self.official.active = False
        self.assertTrue(
            self._activities(promise).user_id.has_group("kfz_investment.group_kfz_manager")
        )
        promise.with_user(self.manager).action_confirm()
        self.assertEqual(promise.state, "binding")

    def test_whoever_answers_for_it_keeps_it_without_reading_the_project(self):
        other = self._official("示例专员乙", user_id=self.officer2.id)
        promise = self._promise(self.manager, owner_id=other.id)
        promise.with_user(self.official).action_confirm()
        self.assertFalse(self.project.with_user(self.officer2).has_access("read"))
        self._act(promise, self.officer2, "postpone", "示例原因", self._in_days(30))
        promise.with_user(self.officer2).action_keep()
        self.assertEqual(promise.state, "kept")

    def test_an_open_window_shows_nothing_after_the_assignment(self):
        promise = self._promise()
        values = {"act": "withdraw", "promise_id": promise.id, "words": "示例"}
        window = self.env["kfz.due.act"].with_user(self.official).create(values)
        self.assertEqual(window.about, promise.name)
        self.leading.write({"date_from": self._in_days(-9), "date_to": self._in_days(-1)})
        promise.name = "新的说法"
        window.invalidate_recordset()
        self.assertFalse(window.about)
        with self.assertRaises(UserError):
            window.action_apply()

    def test_reasons_are_one_line(self):
        promise = self._promise()
        with self.assertRaises(UserError):
            self._act(promise, self.officer, "withdraw", "长" * 501)

    def test_colleagues_of_other_zones_see_none(self):
        promise = self._promise()
        self.assertFalse(self.env["kfz.promise"].with_user(self.manager_b).search([]))
        with self.assertRaises(AccessError):
            promise.with_user(self.manager_b).action_keep()
        with self.assertRaises(AccessError):
            self._promise(self.manager_b)

    def test_an_officer_changes_none_of_a_colleagues_project(self):
        promise = self._promise()
        with self.assertRaises(AccessError):
            promise.with_user(self.officer2).write({"note": "示例"})
        with self.assertRaises(AccessError):
            self._act(promise, self.officer2, "withdraw", "示例")

    def _act(self, record, user, act, words, day=False):
        field = "promise_id" if record._name == "kfz.promise" else "issue_id"
        values = {"act": act, field: record.id, "words": words, "day": day}
        self.env["kfz.due.act"].with_user(user).create(values).action_apply()
