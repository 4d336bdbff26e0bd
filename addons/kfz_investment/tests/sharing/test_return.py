import datetime
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...domain import calendar
from .share_common import ShareCase


@tagged("post_install", "-at_install")
class TestReturn(ShareCase):
    """A transferred project without news raises the question of its return (design §7)."""

    def setUp(self):
        super().setUp()
        self.origin = self._project("negotiation", name="示例退回项目", user=self.officer)
        self.share, self.sheet, self.opened = self._transferred(self.origin)
        self.sheet = self.sheet.with_env(self.env)
        self.start = self.env.cr.now()

    def _cron(self, days=180):
        """Run the daily job that many days after the transfer."""
        self.env.flush_all()
        with patch.object(calendar, "today", lambda: self.today + datetime.timedelta(days=days)):
            self.env["kfz.shared.project"].with_user(1)._cron_raise_return()
        self.env.invalidate_all()
        return self.sheet.return_state

    def _raised(self):
        self.assertEqual(self._cron(), "raised")
        self.sheet.return_since = self.today

    def _asked(self):
        self._raised()
        self.sheet.with_user(self.manager).action_ask_return()

    def _told(self, user):
        return self.env["mail.notification"].search_count(
            [("res_partner_id", "=", user.partner_id.id), ("notification_type", "=", "inbox")]
        )

    def _log(self, user):
        return " ".join(
            self.env["mail.message"]
            .with_user(user)
            .search([("model", "=", "kfz.shared.project"), ("res_id", "=", self.sheet.id)])
            .mapped("body")
        )

    # raising

    def test_a_quiet_transfer_raises_the_question_and_tells_both_zones(self):
        before = [self._told(user) for user in (self.manager, self.manager_b, self.manager_c)]
        self.assertFalse(self._cron(179))
        self._raised()
        self.assertEqual(
            [self._told(user) for user in (self.manager, self.manager_b, self.manager_c)],
            [before[0] + 1, before[1] + 1, before[2]],
        )
        for user in (self.manager, self.manager_b):
            self.assertIn("180", self._log(user), "how many days, in the language of the server")
        self._cron()
        self.assertEqual(self._told(self.manager), before[0] + 1, "raised once")

    def test_days_are_set_by_the_origin_and_0_means_never(self):
        self.zone_a.kfz_return_days = 30
        self.zone_b.kfz_return_days = 1
        self.assertFalse(self._cron(29))
        self.assertEqual(self._cron(30), "raised")
        self.sheet.return_state = False
        self.zone_a.kfz_return_days = 0
        self.assertFalse(self._cron(9999))

    def test_a_visit_recorded_by_the_receiver_is_a_sign_of_life_that_stays_private(self):
        later = self.start + datetime.timedelta(days=100)
        sheet = self.sheet.with_user(self.manager)
        before = sheet.read()
        visit = self.env["kfz.interaction"].create(
            {"lead_id": self.opened.id, "summary": "示例拜访", "date": self.today}
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE kfz_interaction SET create_date = %s WHERE id = %s", [later, visit.id]
        )
        self.assertFalse(self._cron(200))
        self.assertEqual(sheet.read(), before)
        self.assertEqual(self._cron(281), "raised")

    def test_a_message_of_the_receiver_is_a_sign_of_life_one_of_the_origin_is_not(self):
        later = self.start + datetime.timedelta(days=100)
        for user, state in ((self.manager, "raised"), (self.officer_b, False)):
            self.sheet.return_state = False
            message = self.sheet.with_user(user).message_post(body="示例", message_type="comment")
            message.sudo().date = later
            self.assertEqual(self._cron(200), state)

    def test_a_change_of_the_sheet_is_a_sign_of_life(self):
        self.sheet.revised_on = self.start + datetime.timedelta(days=100)
        self.assertFalse(self._cron(200))

    def test_a_landed_project_stays_where_it_landed(self):
        self.opened.write(
            {**self._evidence_values("landed", self.zone_b), "user_id": self.manager_b.id}
        )
        self.opened.stage_id = self.stages["landed"]
        self._commit()
        self.assertFalse(self._cron(500))

    def test_news_before_a_return_is_asked_for_closes_the_question(self):
        self._raised()
        self.opened.expected_revenue = 70_000_000
        self._commit()
        self.assertFalse(self.sheet.return_state)
        self._raised()
        self.sheet.with_user(self.officer_b).message_post(
            body="示例", message_type="comment"
        ).sudo().date = self.start + datetime.timedelta(days=3)
        self.assertFalse(self._cron(182))

    # asking and leaving

    def test_the_origin_leaves_it_there_and_the_clock_starts_again(self):
        self._raised()
        self.sheet.with_user(self.manager).action_leave_there()
        self.assertFalse(self.sheet.return_state)
        self.sheet.return_since = self.today + datetime.timedelta(days=180)
        self.assertFalse(self._cron(359))
        self.assertEqual(self._cron(360), "raised")
        self.assertIn("leaves the project where it is", self._log(self.manager_b))

    def test_only_managers_of_the_zone_concerned_decide(self):
        self._raised()
        for user in (self.officer, self.manager_b, self.manager_c, self.joint_mhmd):
            for action in ("action_ask_return", "action_leave_there"):
                with self.subTest(user=user.login, action=action), self.assertRaises(AccessError):
                    getattr(self.sheet.with_user(user), action)()
        self._ask()
        for user in (self.officer_b, self.manager, self.manager_c):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.sheet.with_user(user).action_accept_return("示例")
            with self.assertRaises(AccessError):
                self.sheet.with_user(user).action_refuse_return(
                    "示例", self.today + datetime.timedelta(days=9)
                )

    def _ask(self):
        told = self._told(self.manager_b)
        self.sheet.with_user(self.manager).action_ask_return()
        self.assertEqual(self.sheet.return_state, "asked")
        self.assertEqual(self._told(self.manager_b), told + 1)

    def test_each_answer_is_given_once(self):
        """A second click, or two managers at once: the sheet is locked, and the second one is refused."""
        with self.assertRaises(UserError):
            self.sheet.with_user(self.manager).action_ask_return()
        self._asked()
        with self.assertRaises(UserError):
            self.sheet.with_user(self.manager).action_ask_return()
        self.sheet.with_user(self.manager_b).action_accept_return("示例原因")
        self.env.invalidate_all()
        for action in (
            lambda: self.sheet.with_user(self.manager_b).action_accept_return("示例原因"),
            lambda: self.sheet.with_user(self.manager_b).action_refuse_return("示例", self.today),
        ):
            with self.assertRaises(UserError):
                action()
        self.assertEqual(
            self.env["crm.lead"].search_count([("returned_zone_id", "=", self.zone_b.id)]), 1
        )

    def test_every_answer_locks_the_sheet_first(self):
        self._raised()
        locked = []
        sheets = self.env.registry["kfz.shared.project"]
        original = sheets.lock_for_update

        def lock(records, **kwargs):
            locked.append(records.id)
            return original(records, **kwargs)

        with patch.object(sheets, "lock_for_update", lock):
            self.sheet.with_user(self.manager).action_ask_return()
            self.sheet.with_user(self.manager_b).action_refuse_return(
                "示例", self.today + datetime.timedelta(days=9)
            )
        self.assertEqual(locked, [self.sheet.id] * 2)

    # refusing

    def test_a_refusal_needs_a_reason_and_a_future_date(self):
        self._asked()
        due = self.today + datetime.timedelta(days=60)
        for reason, day in (("", due), ("示例", False), ("示例", self.today), (" ", due)):
            with self.assertRaises(UserError):
                self.sheet.with_user(self.manager_b).action_refuse_return(reason, day)
        self.env["kfz.share.return"].with_user(self.manager_b).create(
            {"sheet_id": self.sheet.id, "answer": "refuse", "reason": "示例正在报批", "date": due}
        ).action_apply()
        self.assertEqual((self.sheet.return_state, self.sheet.return_due), ("promised", due))
        self.assertIn("示例正在报批", self._log(self.manager))

    def test_a_promise_that_passes_raises_the_question_again(self):
        self._asked()
        self.sheet.with_user(self.manager_b).action_refuse_return(
            "示例", self.today + datetime.timedelta(days=60)
        )
        self.assertEqual(self._cron(60), "promised")
        self.assertEqual(self._cron(61), "raised")

    def test_a_milestone_keeps_the_promise_and_closes_the_question(self):
        for answer in (False, True):
            self._asked()
            if answer:
                self.sheet.with_user(self.manager_b).action_refuse_return(
                    "示例", self.today + datetime.timedelta(days=60)
                )
            milestone = "review" if answer else "negotiation"
            self.opened.write(
                {**self._evidence_values(milestone, self.zone_b), "user_id": self.manager_b.id}
            )
            self.opened.stage_id = self.stages[milestone]
            self._commit()
            self.assertFalse(self.sheet.return_state)
            self.assertIn("reached a milestone", self._log(self.manager))

    # returning

    def _returned(self):
        self._asked()
        self.env["kfz.share.return"].with_user(self.manager_b).create(
            {"sheet_id": self.sheet.id, "answer": "accept", "reason": "示例企业改变计划"}
        ).action_apply()
        self._commit()

    def test_a_returned_project_goes_on_at_home_with_its_provenance(self):
        code = self.opened.project_code
        self._returned()
        self.assertEqual(
            (self.origin.condition, self.origin.stage_id, self.origin.transferred_zone_id.ids),
            ("ongoing", self.stages["negotiation"], []),
        )
        self.assertEqual(
            (self.origin.returned_zone_id, self.origin.returned_project_code), (self.zone_b, code)
        )
        self.assertEqual(
            (self.opened.condition, self.opened.transferred_zone_id), ("transferred", self.zone_a)
        )
        self.assertIn("示例企业改变计划", " ".join(self.origin.message_ids.mapped("body")))
        self.origin.with_user(self.officer).next_step = "示例"
        self.assertFalse(self.origin.with_user(self.manager_b).has_access("read"))
        self.assertFalse(self.opened.with_user(self.manager).has_access("read"))

    def test_the_sheet_goes_home_and_both_zones_read_how_it_ended(self):
        self._returned()
        self.assertEqual(
            (
                self.sheet.zone_id,
                self.sheet.recipient_ids,
                self.sheet.origin_zone_id.ids,
                self.sheet.return_state,
            ),
            (self.zone_a, self.zone_b, [], "returned"),
        )
        self.assertEqual(self.sheet.level_id, self.levels["summary"])
        self.assertFalse(self.sheet.project_name, "at the level of the first share again")
        self.assertEqual((self.share.state, self.share.recipient_ids), ("published", self.zone_b))
        for user in (self.manager, self.manager_b):
            self.assertIn("示例企业改变计划", self._log(user))
        self.origin.site_need = "示例新需求"
        self._commit()
        self.assertEqual(self._sheet(self.share).needs, "示例新需求")
        self.share.action_revoke()
        self._commit()
        self.assertFalse(self._sheet(self.share))

    def test_the_old_request_is_fulfilled_and_a_new_one_transfers_again(self):
        old = self.sheet.response_ids
        self._returned()
        self.env.cr.execute(
            "UPDATE kfz_shared_project SET returned_on = %s",
            [self.start - datetime.timedelta(seconds=1)],
        )
        self.env.invalidate_all()
        self.sheet.returned_on = old.date
        with self.assertRaises(UserError):
            self.sheet.with_user(self.manager).action_accept_transfer(old.id)
        self.sheet.returned_on = old.date - datetime.timedelta(seconds=9)
        new = self._sheet(self.share, self.officer_b).action_respond("transfer_request")
        self._sheet(self.share, self.manager).action_accept_transfer(new)
        self.env.invalidate_all()
        self.assertEqual(self.origin.condition, "transferred")
        self.assertEqual(
            self.env["crm.lead"].search_count([("origin_sheet_uid", "=", self.share.sheet_uid)]), 2
        )

    def test_agreed_splits_and_past_figures_stay(self):
        self._split(self.sheet)
        self.opened.write(
            {**self._evidence_values("signed", self.zone_b), "user_id": self.manager_b.id}
        )
        self._commit()
        self._returned()
        entries = self.env["kfz.credit.entry"].search([])
        self.assertEqual(
            {(entry.company_id, entry.amount) for entry in entries},
            {(self.zone_a, 600_000), (self.zone_b, 400_000)},
        )
        self.assertEqual(
            self.env["kfz.figure.entry"].search([("lead_id", "=", self.opened.id)]).company_id,
            self.zone_b,
        )
        self.assertTrue(self.sheet.with_user(self.manager_b).split_ids.is_settled)

    def test_a_project_that_lacks_what_its_stage_asks_starts_again_and_tells_nothing(self):
        self.origin.interaction_ids.unlink()
        self.env["kfz.gate.rule"].search([("stage_id", "=", self.stages["negotiation"].id)])
        self._returned()
        self.assertEqual(
            (self.origin.condition, self.origin.stage_id), ("ongoing", self.stages["lead"])
        )
        self.assertNotIn(self.origin.name, self._log(self.manager_b))

    def test_a_return_needs_a_reason(self):
        self._asked()
        with self.assertRaises(UserError):
            self.sheet.with_user(self.manager_b).action_accept_return(" ")
