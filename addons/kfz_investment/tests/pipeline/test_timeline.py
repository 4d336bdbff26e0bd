import datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...domain import timeline
from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestTimeline(KfzCase):
    """One place says what is planned for a project and what happened, with the rights of the reader."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._project(
            "landed", user=cls.officer, next_step="示例下一步", date_deadline=cls._days_ago(60)
        )
        cls.lead.capital_ids = [
            (0, 0, {"amount": 12_345_678, "attachment_ids": [(6, 0, cls._attachment().ids)]})
        ]
        cls.leader = cls._official("示例领导", user_id=cls.official.id)
        cls.lead.assignment_ids = [(0, 0, {"official_id": cls.leader.id, "role": "lead_official"})]

    def _rows(self, user, lead=None, **only):
        rows = (lead or self.lead).with_user(user).action_timeline()["rows"]
        return [row for row in rows if all(row[key] == value for key, value in only.items())]

    def _share(self):
        share = self.env["kfz.share"].create(
            {
                "lead_id": self.lead.id,
                "level_id": self.env["kfz.share.level"].search([], limit=1).id,
                "recipient_ids": [(6, 0, self.zone_b.ids)],
            }
        )
        share.with_user(self.manager).action_publish()
        return share

    def test_every_kind_of_record_has_its_rows(self):
        self.lead.with_user(self.manager).write(
            {"condition": "delayed", "condition_reason": "示例延期"}
        )
        self.lead.capital_ids.with_user(self.officer)._kfz_withdraw("示例撤回")
        self._share()
        found = {row["kind"] for row in self._rows(self.manager)}
        self.assertLessEqual(
            {
                "project",
                "visit",
                "stage",
                "condition",
                "agreement",
                "milestone",
                "capital",
                "assignment",
                "correction",
                "share",
            },
            found,
        )

    def test_every_kind_has_a_label_and_none_is_unknown(self):
        self.assertEqual(set(self.lead._kfz_timeline_labels()), set(timeline.KINDS))

    def test_a_visit_says_when_what_who_and_where_it_is(self):
        visit = (
            self.env["kfz.interaction"]
            .with_user(self.officer)
            .create({"lead_id": self.lead.id, "summary": "示例纪要甲", "date": self._days_ago(2)})
        )
        [row] = self._rows(self.officer, detail="示例纪要甲")
        self.assertEqual(
            (row["kind"], row["date"], row["who"], row["model"], row["record"]),
            ("visit", str(self._days_ago(2)), self.officer.name, "kfz.interaction", visit.id),
        )

    def test_amounts_are_written_as_the_pages_write_them(self):
        [row] = self._rows(self.officer, kind="capital")
        self.assertEqual(row["title"], "CNY 12.35 million")

    def test_the_newest_is_on_top_of_what_happened(self):
        days = [row["date"] for row in self._rows(self.officer, planned=False)]
        self.assertGreater(len(set(days)), 2)
        self.assertEqual(days, sorted(days, reverse=True))

    def test_what_is_planned_stands_above_and_says_when_it_is_late(self):
        lead = self._project("negotiation", user=self.officer, date_deadline=self._days_ago(1))
        self.env["kfz.interaction"].create(
            {
                "lead_id": lead.id,
                "summary": "示例",
                "next_step": "示例下一步",
                "next_step_date": self.today + datetime.timedelta(days=9),
            }
        )
        rows = self._rows(self.officer, lead)
        self.assertEqual(
            [(row["planned"], row["late"], row["kind"]) for row in rows[:2]],
            [(True, True, "agreement"), (True, False, "visit")],
        )
        order = [row["planned"] for row in rows]
        self.assertEqual(order, sorted(order, reverse=True))
        self.assertEqual(rows[1]["detail"], "示例下一步")
        # what is signed is expected no more, and what has ended plans nothing
        self.assertFalse(self._rows(self.officer, kind="agreement", planned=True))
        lost = self.env["crm.lost.reason"].search([], limit=1)
        lead.action_set_lost(lost_reason_id=lost.id)
        # the claim is on the enterprise and outlives the project
        planned = {row["kind"] for row in self._rows(self.officer, lead, planned=True)}
        self.assertLessEqual(planned, {"first_contact"})

    def test_each_reader_sees_what_the_pages_show_and_no_more(self):
        self._share()
        self.assertTrue(self._rows(self.officer, kind="share"))
        self.assertTrue(self._rows(self.official, kind="stage"))
        for kind in ("share", "answer", "joint", "override", "award", "import"):
            self.assertFalse(self._rows(self.official, kind=kind), kind)
        for user in (self.manager_b, self.joint, self.customs, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._rows(user)

    def test_an_answer_of_another_zone_is_on_the_timeline(self):
        share = self._share()
        sheet = self.env["kfz.shared.project"].search([("uid", "=", share.sheet_uid)])
        sheet.with_user(self.manager_b).action_respond("interested", "示例答复")
        [row] = self._rows(self.officer, kind="answer")
        self.assertIn(self.zone_b.display_name, row["title"])
        self.assertEqual(row["detail"], "示例答复")

    def test_the_act_that_changed_two_values_is_one_row(self):
        self.lead.capital_ids.with_user(self.officer)._kfz_withdraw("示例撤回")
        [row] = self._rows(self.officer, kind="correction")
        self.assertIn("示例撤回", row["detail"])

    def test_an_ended_assignment_has_two_rows(self):
        assignment = self.lead.assignment_ids.filtered(lambda a: a.official_id == self.leader)
        before = len(self._rows(self.officer, kind="assignment"))
        assignment.action_end()
        self.assertEqual(len(self._rows(self.officer, kind="assignment")), before + 1)

    def test_a_sales_lead_has_no_timeline(self):
        lead = self.env["crm.lead"].create({"name": "Sales", "user_id": self.salesman.id})
        self.assertEqual(lead.with_user(self.salesman).action_timeline(), {"rows": [], "kinds": []})

    def test_forty_rows_of_a_kind_cost_what_four_do(self):
        def add(count):
            self.lead.write(
                {
                    "interaction_ids": [(0, 0, {"summary": "示例"}) for _n in range(count)],
                    "agreement_ids": [
                        (0, 0, self._agreement_values(kind="supplementary")) for _n in range(count)
                    ],
                }
            )
            self.env.flush_all()

        def cost():
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            self._rows(self.officer)
            return self.env.cr.sql_log_count - start

        add(4)
        cost()
        few = cost()
        add(36)
        self.assertEqual(cost(), few)
