import datetime
import io

import openpyxl
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .policy_common import PolicyCase


@tagged("post_install", "-at_install")
class TestPolicyCompare(PolicyCase):
    """The zones side by side: the clauses in force on a day, each under its zone and topic, and a safe workbook."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["kfz.policy"].search([("is_published", "=", True)]).action_unpublish()
        day = datetime.date
        cls.policy_a = cls._policy(
            "示例政策甲",
            valid_from=day(2021, 1, 1),
            valid_to=day(2023, 12, 31),
            published=True,
            clauses=[
                {},
                {
                    "topic": "rent",
                    "name": "示例租赁奖励",
                    "benefit": "示例租金减半",
                    "rate_from": 40,
                    "rate_to": 60,
                },
                {
                    "topic": "tax",
                    "name": "示例税收",
                    "benefit": "示例短期",
                    "own_to": day(2021, 6, 30),
                },
            ],
        )
        cls.policy_b = cls._policy(
            "示例政策乙",
            user=cls.manager_b,
            valid_from=day(2022, 1, 1),
            published=True,
            clauses=[
                {
                    "topic": "rent",
                    "name": "示例乙租赁",
                    "benefit": '=HYPERLINK("http://example.invalid")',
                    "amount_cap": 25_000_000,
                }
            ],
        )

    def _page(self, day, user=None, **kwargs):
        data = (
            self.env["kfz.shared.policy.clause"]
            .with_user(user or self.manager_c)
            .kfz_compare(day, **kwargs)
        )
        zones = [zone["name"] for zone in data["zones"]]
        return {
            row["topic"]["id"]: {
                zone: [card["name"] for card in cell]
                for zone, cell in zip(zones, row["cells"], strict=True)
                if cell
            }
            for row in data["rows"]
        }

    def test_each_clause_is_under_its_topic_and_zone_on_the_days_it_is_in_force(self):
        a, b = self.zone_a.display_name, self.zone_b.display_name
        logistics, rent, tax = (self.topics[code].id for code in ("logistics", "rent", "tax"))
        own = {logistics: {a: ["示例物流奖励"]}, rent: {a: ["示例租赁奖励"]}}
        both = {**own, rent: {a: ["示例租赁奖励"], b: ["示例乙租赁"]}}
        for day, page in (
            ("2020-12-31", {}),
            ("2021-06-30", {**own, tax: {a: ["示例税收"]}}),
            ("2021-07-01", own),
            ("2022-01-01", both),
            ("2023-12-31", both),
            ("2024-01-01", {rent: {b: ["示例乙租赁"]}}),
        ):
            with self.subTest(day=day):
                self.assertEqual(self._page(day), page)

    def test_topics_are_chosen(self):
        self.assertEqual(
            list(self._page("2022-06-01", topic_ids=[self.topics["rent"].id])),
            [self.topics["rent"].id],
        )

    def test_every_reader_gets_the_same_page(self):
        pages = [
            self._page("2022-06-01", user=user)
            for user in (*self.everybody, self.manager, self.officer, self.official)
        ]
        self.assertTrue(all(page == pages[0] for page in pages))
        for user in (self.employee, self.salesman):
            with self.assertRaises(AccessError):
                self._page("2022-06-01", user=user)

    def test_a_wrong_day_is_refused(self):
        with self.assertRaisesRegex(UserError, "2026-99"):
            self._page("2026-99")

    def test_the_page_costs_the_same_for_few_and_many_policies(self):
        def cost():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._page("2022-06-01")
            return self.env.cr.sql_log_count - before

        cost()
        few = cost()
        for number in range(20):
            self._policy(f"示例{number}", clauses=[{}, {"topic": "tax"}], published=True)
        self.assertLessEqual(cost(), few)

    def _book(self, **kwargs):
        clauses = (
            self.env["kfz.shared.policy.clause"]
            .with_user(self.manager_c)
            .with_context(lang="zh_CN")
        )
        return openpyxl.load_workbook(io.BytesIO(clauses.kfz_compare_workbook(**kwargs)))

    def test_the_workbook_has_the_page_and_every_clause(self):
        matrix, clauses = self._book(day="2022-06-01").worksheets
        text = [[cell.value for cell in row] for row in matrix.iter_rows()]
        heading = next(row for row in text if self.zone_b.name in row)
        rent = next(
            row for row in text if row[0] == self.topics["rent"].with_context(lang="zh_CN").name
        )
        self.assertIn("示例租金减半", rent[heading.index(self.zone_a.name)])
        self.assertIn("40–60%", rent[heading.index(self.zone_a.name)])
        self.assertIn("2,500万元", rent[heading.index(self.zone_b.name)])
        names = {row[4].value for row in clauses.iter_rows()}
        self.assertLessEqual({"示例物流奖励", "示例租赁奖励", "示例乙租赁"}, names)
        self.assertNotIn("示例税收", names)

    def test_no_cell_of_the_workbook_is_a_formula_or_a_link(self):
        for sheet in self._book(day="2022-06-01").worksheets:
            cells = [cell for row in sheet.iter_rows() for cell in row]
            self.assertFalse([cell for cell in cells if cell.data_type == "f" or cell.hyperlink])
        self.assertIn(
            "=HYPERLINK(", " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
        )

    def test_an_empty_day_gives_an_empty_workbook(self):
        self.assertEqual(len(self._book(day="2020-01-01").worksheets), 2)


@tagged("post_install", "-at_install")
class TestPolicyDownload(HttpCase, PolicyCase):
    """The workbook over HTTP: for users with a role only."""

    def test_readers_download_and_others_do_not(self):
        self._policy("示例政策甲", published=True)
        self.authenticate("kfz_manager_b", "kfz_manager_b")
        answer = self.url_open(f"/kfz/policies.xlsx?topics={self.topics['logistics'].id},x")
        self.assertEqual(answer.status_code, 200)
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        entry = self.env["kfz.export.log"].search([], limit=1)
        self.assertEqual((entry.kind, entry.user_id), ("document", self.manager_b))
        self.assertIn(".xlsx", entry.list_name)
        self.assertIn(
            "示例物流奖励",
            " ".join(str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row),
        )
        self.authenticate("kfz_employee", "kfz_employee")
        self.assertEqual(self.url_open("/kfz/policies.xlsx").status_code, 403)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open("/kfz/policies.xlsx").url)
