import importlib.util
import pathlib

import psycopg2
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...domain import calendar
from ..common import KfzCase

ADDON = pathlib.Path(__file__).parents[2]


@tagged("post_install", "-at_install")
class TestLeave(KfzCase):
    """Whoever leaves office hands over every open assignment, without gap or overlap, or stays."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leaver = cls._official("示例离任", user_id=cls.officer.id)
        cls.successor = cls._official("示例接任", user_id=cls.officer2.id)
        cls.lead = cls._project("negotiation", user=cls.officer)
        cls.lead.assignment_ids.unlink()
        since = cls._days_ago(20)
        cls.rows = cls.env["kfz.assignment"].create(
            [
                {
                    "lead_id": cls.lead.id,
                    "official_id": cls.leaver.id,
                    "role": role,
                    "date_from": since,
                }
                for role in ("lead_official", "account_manager", "task_force_member")
            ]
        )

    def _open(self, official=None, user=None):
        user = user or self.manager
        action = (official or self.leaver).with_user(user).action_leave()
        return self.env[action["res_model"]].with_user(user).browse(action["res_id"])

    def _line(self, wizard, role):
        return wizard.line_ids.filtered(lambda line: line.role == role)

    def _fill(self, wizard, successor=None):
        wizard.line_ids.write({"successor_id": (successor or self.successor).id})
        return wizard

    def _of(self, official, role):
        return self.lead.assignment_ids.filtered(
            lambda each: each.official_id == official and each.role == role
        )

    def test_each_open_assignment_is_a_line(self):
        wizard = self._open()
        self.assertEqual(wizard.line_ids.assignment_id, self.rows)
        self.assertEqual(set(wizard.line_ids.mapped("shown_project")), {self.lead.name})

    def test_one_successor_takes_all_and_the_leaver_is_archived(self):
        action = self._fill(self._open()).action_apply()
        self.assertEqual(action["params"]["type"], "success")
        self.assertFalse(self.leaver.active)
        self.assertEqual(self.leaver.term_to, self.today)
        for row in self.rows:
            [new] = self._of(self.successor, row.role)
            with self.subTest(row.role):
                self.assertEqual((row.date_to, new.date_from), (self.today, self.today))
                self.assertFalse(new.date_to)
        self.assertEqual(self.lead.lead_official_id, self.successor)
        self.assertEqual(self.lead.user_id, self.officer2)

    def test_a_day_in_the_past_leaves_neither_gap_nor_overlap(self):
        day = self._days_ago(7)
        wizard = self._fill(self._open())
        wizard.day = day
        wizard.action_apply()
        for row in self.rows:
            [new] = self._of(self.successor, row.role)
            self.assertEqual((row.date_to, new.date_from), (day, day))
        self.assertEqual(self.leaver.term_to, day)

    def test_an_earlier_end_of_the_term_stays(self):
        self.leaver.term_to = self._days_ago(30)
        self._fill(self._open()).action_apply()
        self.assertEqual(self.leaver.term_to, self._days_ago(30))

    def test_other_roles_end_with_a_reason_and_a_lead_official_never(self):
        wizard = self._fill(self._open())
        self._line(wizard, "task_force_member").write(
            {"successor_id": False, "reason": " 专班解散 "}
        )
        self._line(wizard, "lead_official").write({"successor_id": False, "reason": "无人"})
        with self.assertRaisesRegex(UserError, "needs a lead official"), self.cr.savepoint():
            wizard.action_apply()
        self.assertTrue(self.leaver.active)
        self.assertFalse(any(self.rows.mapped("date_to")))
        self._line(wizard, "lead_official").successor_id = self.successor
        wizard.action_apply()
        self.assertEqual(self._of(self.leaver, "task_force_member").end_reason, "专班解散")
        self.assertFalse(self._of(self.successor, "task_force_member"))
        self.assertFalse(self._of(self.leaver, "lead_official").end_reason)

    def test_without_a_reason_every_line_is_named_and_nothing_is_done(self):
        with self.assertRaises(UserError) as refused, self.cr.savepoint():
            self._open().action_apply()
        self.assertEqual(len(str(refused.exception).splitlines()), 3)
        self.assertTrue(self.leaver.active)

    def test_a_closed_project_needs_no_successor(self):
        reason = self.env["crm.lost.reason"].search([], limit=1)
        self.lead.action_set_lost(lost_reason_id=reason.id)
        self._open().action_apply()
        self.assertEqual(set(self.rows.mapped("date_to")), {self.today})
        self.assertTrue(all(self.rows.mapped("end_reason")))

    def test_a_successor_fits_is_in_office_and_of_the_zone(self):
        archived = self._official("示例已离任", active=False)
        unit, foreign = self._official("示例局", is_unit=True), self._official(zone=self.zone_b)
        for successor, words in (
            (archived, "is archived"),
            (unit, "does not fit the role"),
            (self.leaver, "cannot be the successor"),
        ):
            wizard = self._fill(self._open(), successor)
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                wizard.action_apply()
        with self.assertRaises(UserError):
            self._fill(self._open(), foreign).sudo().action_apply()

    def test_who_has_the_role_already_keeps_it_once(self):
        self.env["kfz.assignment"].create(
            {
                "lead_id": self.lead.id,
                "official_id": self.successor.id,
                "role": "task_force_member",
                "date_from": self._days_ago(3),
            }
        )
        self._fill(self._open()).action_apply()
        self.assertEqual(len(self._of(self.successor, "task_force_member")), 1)

    def test_other_members_of_the_task_force_stay(self):
        other = self._official("示例组员")
        self.lead._kfz_add_members(other)
        self._fill(self._open()).action_apply()
        self.assertFalse(self._of(other, "task_force_member").date_to)

    def test_a_day_to_come_or_before_an_assignment_is_refused(self):
        wizard = self._fill(self._open())
        for day, words in ((-1, "is in the future"), (21, "begins on")):
            wizard.day = self._days_ago(day)
            refused = self.assertRaisesRegex(UserError, words)
            with self.subTest(words), refused, self.cr.savepoint():
                wizard.action_apply()
        self.assertTrue(self.leaver.active)

    def test_what_somebody_else_ended_meanwhile_is_said(self):
        wizard = self._fill(self._open())
        self._of(self.leaver, "account_manager").date_to = self.today
        self._of(self.leaver, "task_force_member").unlink()
        params = wizard.action_apply()["params"]
        self.assertIn("Somebody else had ended these meanwhile", params["message"])
        self.assertFalse(self._of(self.successor, "account_manager"))
        self.assertFalse(self.leaver.active)

    def test_what_was_assigned_meanwhile_is_said(self):
        wizard = self._fill(self._open())
        later = self._project("lead", user=self.officer, name="示例新项目")
        later._kfz_hand_over("lead_official", self.leaver)
        with self.assertRaisesRegex(UserError, "示例新项目"):
            wizard.action_apply()

    def test_an_account_manager_who_leaves_without_a_successor_leaves_no_stage_unmet(self):
        wizard = self._fill(self._open())
        line = self._line(wizard, "account_manager")
        line.write({"successor_id": False, "reason": "示例"})
        # whoever leaves today counts until tonight
        wizard.day = self._days_ago(1)
        with self.assertRaisesRegex(UserError, "must keep what this stage requires"):
            wizard.action_apply()

    # every way to archive

    def test_with_open_assignments_nobody_is_archived_in_any_way(self):
        theirs = self.leaver.with_user(self.manager)
        for name, way in {
            "write": lambda: theirs.write({"active": False}),
            "action": theirs.action_archive,
            "page": lambda: theirs.web_save({"active": False}, {"id": {}}),
            "list": lambda: (theirs | self.successor).action_archive(),
            "system": self.leaver.action_archive,
        }.items():
            refused = self.assertRaisesRegex(ValidationError, "“Leaves office”")
            with self.subTest(name), refused, self.cr.savepoint():
                way()
            self.assertTrue(self.leaver.active)
        self.successor.with_user(self.manager).action_archive()
        self.assertFalse(self.successor.active)

    def test_only_managers_of_the_zone_hand_over(self):
        for user in (self.officer, self.official, self.taskforce, self.manager_b, self.joint):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._open(user=user)

    def test_a_unit_is_followed_by_a_unit(self):
        unit, next_unit = (self._official(name, is_unit=True) for name in ("示例一局", "示例二局"))
        self.lead._kfz_hand_over("responsible_unit", unit)
        self._fill(self._open(unit), next_unit).action_apply()
        self.assertEqual(self.lead.responsible_unit_id, next_unit)

    # who is told

    def _told(self):
        inbox = self.env["mail.notification"].search(
            [("res_partner_id", "=", self.manager.partner_id.id)]
        )
        bodies = [str(message.body) for message in inbox.mail_message_id]
        return [body for body in bodies if self.leaver.name in body]

    def test_managers_learn_of_a_closed_login_with_open_assignments(self):
        self.officer.active = False
        [text] = self._told()
        self.assertIn(self.leaver.name, text)
        # assignments, as the window that hands them over lists them, and not projects
        self.assertRegex(text, rf"(：|: ){len(self.rows)}\D")
        self.assertIn(f"kfz_official_action/{self.leaver.id}", text)
        self.officer2.active = False
        self.assertEqual(len(self._told()), 1)

    def test_managers_learn_once_of_a_term_that_ends_within_a_month(self):
        Official = self.env["kfz.official"]
        self.leaver.term_to = self._days_ago(-31)
        Official._cron_terms()
        self.assertFalse(self._told())
        with calendar.showing(self._days_ago(-1)):
            Official._cron_terms()
            Official._cron_terms()
        self.assertEqual(len(self._told()), 1)
        self.leaver.term_to = self._days_ago(-20)
        Official._cron_terms()
        self.assertEqual(len(self._told()), 2)

    # what was there before

    def test_the_update_tells_managers_of_what_archived_officials_hold_and_ends_nothing(self):
        self.env.flush_all()
        self.cr.execute("UPDATE kfz_official SET active = FALSE WHERE id = %s", [self.leaver.id])
        self.env.invalidate_all()
        path = ADDON / "migrations" / "19.0.1.10.0" / "post-officials-left.py"
        spec = importlib.util.spec_from_file_location("left", path)
        spec.loader.exec_module(module := importlib.util.module_from_spec(spec))
        module.migrate(self.cr, "19.0.1.9.0")
        notices = self.env["mail.notification"].search(
            [("res_partner_id", "=", self.manager.partner_id.id)]
        )
        bodies = [str(body) for body in notices.mail_message_id.mapped("body")]
        self.assertTrue([body for body in bodies if "kfz_assignment_left_action" in body])
        self.assertFalse(any(self.rows.mapped("date_to")))
        left = self.env["kfz.assignment"].with_user(self.manager).search([("has_left", "=", True)])
        self.assertEqual(left, self.rows)
        self._fill(self._open()).action_apply()
        self.assertFalse(left.filtered("has_left"))


@tagged("post_install", "-at_install")
class TestTerm(KfzCase):
    """Rank, term and capacity of an official."""

    def test_only_persons_have_a_rank(self):
        unit = self._official("示例局", is_unit=True)
        with self.assertRaisesRegex(ValidationError, "only persons have a rank"):
            unit.with_user(self.manager).rank = "head"
        official = self._official("示例科长", rank="head")
        with self.assertRaisesRegex(ValidationError, "only persons have a rank"):
            official.is_unit = True

    def test_a_term_does_not_end_before_it_begins(self):
        official = self._official("示例领导", term_from=self.today)
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.CheckViolation):
            official.term_to = self._days_ago(1)
            official.flush_recordset()
