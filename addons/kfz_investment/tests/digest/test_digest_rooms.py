import datetime

from odoo.tests import tagged

from ...domain import calendar
from .digest_common import DigestCase


@tagged("post_install", "-at_install")
class TestDigestRooms(DigestCase):
    """What duties, response clocks, lights and sheets of issues ask of somebody stands in that person's digest."""

    # duties

    def _duty_rule(self, **values):
        given = {"name": "示例：联系", "company_id": False, "role": "lead_official", "number": 10}
        past = self._in_days(-60)
        with calendar.showing(past):
            rule = self.env["kfz.duty.rule"].create({**given, **values})
        self.assertEqual(rule.enforce_from, past)
        self.leading.date_from = past
        return rule

    def test_a_contact_that_is_due_is_told_to_whoever_owes_it(self):
        self._duty_rule(number=63)
        lines = self._told(self._morning(), self.official)
        self.assertEqual(lines.mapped("source"), ["duty"])
        self.assertEqual(lines.level, "soon")
        self.assertIn("as Lead official", lines.with_user(self.official).text)
        self.assertEqual(lines.with_user(self.official).action_do()["res_id"], self.project.id)
        self.assertFalse(self._told(self._morning(1), self.officer))

    def test_a_contact_of_a_paused_project_waits(self):
        self._duty_rule()
        pause = {"date_from": self.today, "date_until": self.today, "reason": "示例"}
        self.env["kfz.pause"].create({"lead_id": self.project.id, **pause})
        self.assertFalse(self._told(self._morning(), self.official))
        lines = self._told(self._morning(2), self.official)
        self.assertEqual((lines.source, lines.level), ("duty", "long"))

    def test_a_lead_to_answer_is_told_step_by_step(self):
        lead = (
            self.env["crm.lead"]
            .with_user(self.officer)
            .create(
                {
                    "name": "示例线索",
                    "is_promotion": True,
                    "type": "lead",
                    "company_id": self.zone_a.id,
                    "stage_id": self.env.ref("kfz_investment.stage_lead").id,
                    "user_id": self.officer.id,
                }
            )
        )
        response = lead.sudo().response_ids
        lines = self._told(self._morning(), self.officer)
        self.assertEqual(lines.with_user(self.officer).text, "Acknowledge the lead")
        response.action_acknowledge()
        lines = self._told(self._morning(1), self.officer)
        self.assertEqual(lines.with_user(self.officer).text, "Triage the lead")

    # lights

    def _red(self):
        """An issue so late that a rule turns the record red."""
        rule = self.env["kfz.light.rule"].create(
            {
                "name": "示例规则",
                "check_code": "issue_overdue",
                "company_id": False,
                "enforce_from": False,
            }
        )
        self.issue = self._issue(date_due=self._in_days(-90))
        self.env.cr.flush()
        return rule

    def _lights(self, lines, user):
        return self._told(lines, user).filtered(lambda line: line.source == "light")

    def test_a_light_is_told_to_those_whom_its_rule_names_and_the_ledger_says_so(self):
        self._red()
        change = self.project.light_change_ids.filtered("is_worse")
        self.assertEqual(change.light, "red")
        wanted = change.to_tell_user_ids
        self.assertIn(self.officer, wanted)
        lines = self._morning()
        told = lines.filtered(lambda line: line.source == "light").user_id
        self.assertEqual(told, wanted)
        self.assertEqual(change.told_user_ids, wanted)
        self.assertFalse(change.to_tell_user_ids)
        theirs = self._lights(lines, self.officer).with_user(self.officer)
        self.assertEqual(theirs.level, "red")
        self.assertIn("Red", theirs.text)
        self.assertIn(self.project.with_user(self.officer).light_progress_why, theirs.text)

    def test_a_light_is_told_again_weekly_and_not_once_it_is_green(self):
        self._red()
        self.assertTrue(self._lights(self._morning(), self.officer))
        self.assertFalse(self._lights(self._morning(1), self.officer))
        self.assertEqual(self._lights(self._morning(7), self.officer).why, "again")
        self.issue._kfz_solve("示例")
        self.issue.with_user(self.manager).action_close()
        self.env.cr.flush()
        self.assertFalse(self._lights(self._morning(14), self.officer))

    def test_a_project_that_stands_still_asks_its_account_manager_for_the_reason(self):
        self._red()
        light = {"light_progress": "amber", "light_moved_on": self._in_days(-60)}
        self.project.sudo().write(light)
        self.env.flush_all()
        items = self.env["kfz.digest"]._kfz_reasons(self.officer | self.official, self.today)
        self.assertEqual([user for user, _item in items], [self.officer.id])
        ((_user, item),) = items
        self.assertEqual(item.day.month, self.today.month)
        self.assertEqual((item.day + datetime.timedelta(days=1)).day, 1)
        self.project.with_user(self.officer)._kfz_give_light_reason("示例：等待用地指标")
        self.env.flush_all()
        self.assertFalse(self.env["kfz.digest"]._kfz_reasons(self.officer, self.today))

    # sheets of issues

    def test_managers_release_a_sheet_and_the_joint_office_answers_it(self):
        issue = self._issue(date_due=self._in_days(-60))
        with calendar.showing(self.today):
            issue._kfz_open_sheet()
        lines = self._morning().filtered(lambda line: line.source == "sheet")
        self.assertIn(self.manager, lines.user_id)
        self.assertNotIn(self.joint, lines.user_id)
        self.assertNotIn(self.manager_b, lines.user_id)
        issue.with_user(self.manager)._kfz_release("示例标题", "示例问题")
        lines = self._morning(1).filtered(lambda line: line.source == "sheet")
        self.assertEqual(lines.user_id, self.joint)
        self.assertEqual(lines.with_user(self.joint).text, "Answer the zone's issue: 示例标题")
        self.assertFalse(lines.lead_number)
        self.assertEqual(lines.with_user(self.joint).action_do()["res_model"], "kfz.issue.sheet")

    def test_an_issue_of_an_enterprise_without_project_is_told(self):
        issue = (
            self.env["kfz.issue"]
            .with_user(self.officer)
            .create(
                {
                    "name": "示例企业事项",
                    "partner_id": self.project.partner_id.id,
                    "owner_id": self.keeper.id,
                }
            )
        )
        self.env.cr.execute(
            "UPDATE kfz_issue SET date_due = %s WHERE id = %s", [self._in_days(-1), issue.id]
        )
        self.env.invalidate_all()
        lines = self._told(self._morning(), self.officer)
        self.assertEqual(lines.mapped("about_number"), [issue.id])
        self.assertFalse(lines.lead_number)

    def test_a_task_force_has_the_steps_of_its_projects_while_it_is_one(self):
        member = self._official("示例专班成员", user_id=self.taskforce.id)
        assigned = self.env["kfz.assignment"].create(
            {
                "lead_id": self.project.id,
                "official_id": member.id,
                "role": "task_force_member",
                "date_from": self._in_days(-5),
            }
        )
        step = self._step(-2)
        line = self._told(self._morning(), self.taskforce)
        self.assertEqual((line.source, line.about_number), ("ladder", step.id))
        assigned.date_to = self._in_days(-1)
        self._step(-1, step="site")
        self.assertFalse(self._told(self._morning(7), self.taskforce))
