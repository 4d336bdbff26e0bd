from odoo.exceptions import AccessError
from odoo.tests import tagged

from .follow_up_common import DueCase


@tagged("post_install", "-at_install")
class TestZoneFollowUp(DueCase):
    """Figures of follow-up by zone: right, apart, and without a name."""

    def _row(self, zone=None, user=None):
        self.env.flush_all()
        Row = self.env["kfz.zone.follow.up"]
        Row = Row.with_user(user) if user else Row
        Row.env.invalidate_all()
        zone = zone or self.zone_a
        return Row.search([("company_id", "=", zone.id)]).read()[0]

    def test_what_a_zone_does_is_counted(self):
        before = self._row()
        lead = self._project("negotiation", user=self.officer, expected_revenue=1)
        self._promise(lead=lead)
        self._issue(lead=lead, date_due=self._in_days(-1))
        self.env["kfz.interaction"].create(
            {"lead_id": lead.id, "summary": "示例", "is_leader_led": True}
        )
        lead.write({"next_step": "示例"})
        after = self._row()
        gained = {name: after[name] - before[name] for name in after if name.endswith("_count")}
        self.assertEqual(
            {name: gain for name, gain in gained.items() if gain},
            {
                "project_count": 1,
                "promise_open_count": 1,
                "issue_open_count": 1,
                "issue_overdue_count": 1,
                "visit_month_count": gained["visit_month_count"],
                "visit_year_count": gained["visit_year_count"],
                "led_visit_year_count": 1,
            },
        )
        self.assertGreaterEqual(gained["visit_month_count"], 1)
        lead.write(
            {"condition": "dormant", "condition_reason": "示例", "review_on": self._in_days(9)}
        )
        dormant = self._row()
        self.assertEqual(dormant["project_count"], before["project_count"])
        self.assertEqual(dormant["issue_open_count"], before["issue_open_count"])

    def test_each_figure_leads_its_manager_to_what_it_counts(self):
        lead = self._project("signed", user=self.officer)
        for days in (-3, 4):
            self._issue(lead=lead, date_due=self._in_days(days))
            self._promise(lead=lead, date_due=self._in_days(days))
        # nobody has been there for long
        lead.interaction_ids.date = self._in_days(-40)
        self.env.flush_all()
        row = self.env["kfz.zone.follow.up"].with_user(self.manager).search([])
        for method, figure in (
            ("action_open_issues", "issue_overdue_count"),
            ("action_open_promises", "promise_overdue_count"),
            ("action_open_silent", "silent_count"),
            ("action_open_duties", "duty_overdue_count"),
        ):
            with self.subTest(figure=figure):
                action = getattr(row, method)()
                found = self.env[action["res_model"]].with_user(self.manager)
                self.assertEqual(found.search_count(action["domain"]), row[figure])
        self.assertTrue(row.issue_overdue_count and row.promise_overdue_count and row.silent_count)
        with self.assertRaises(AccessError):
            row.with_user(self.officer).action_open_issues()

    def test_each_reads_what_is_theirs(self):
        Row = self.env["kfz.zone.follow.up"]
        self.assertEqual(Row.with_user(self.manager).search([]).company_id, self.zone_a)
        self.assertEqual(Row.with_user(self.manager_b).search([]).company_id, self.zone_b)
        self.assertEqual(len(Row.with_user(self.joint).search([])), 4)
        for user in (self.officer, self.official, self.taskforce, self.customs, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                Row.with_user(user).search([])

    def test_no_row_leads_to_a_project_or_a_person(self):
        links = {
            field.comodel_name
            for field in self.env["kfz.zone.follow.up"]._fields.values()
            if field.relational and field.name not in ("create_uid", "write_uid")
        }
        self.assertEqual(links, {"res.company"})

    def test_the_page_says_what_is_counted(self):
        scope = self.env["kfz.zone.follow.up"].with_user(self.manager).kfz_scope()
        self.assertEqual(scope[0], self.zone_a.display_name)
        self.assertIn("ongoing or delayed", scope[-1])
