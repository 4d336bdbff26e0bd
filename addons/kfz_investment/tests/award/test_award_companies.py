import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...domain import award
from .award_common import AwardCase, rename_companies


@tagged("post_install", "-at_install")
class TestAwardCompanies(AwardCase):
    """The base of an award is the trade of the companies that the landing names (design §4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls._enterprise("示例项目公司甲", vat="91530100MA6K000013")
        cls.second = cls._enterprise("示例项目公司乙")

    def _rename(self, project, companies):
        """The landing names other companies, and says so; how a manager does it is the pipeline's to test."""
        rename_companies(self.env, project, companies)

    # whose trade

    def test_the_trade_of_the_project_company_counts_and_the_investors_does_not(self):
        project = self._landed(companies=self.company)
        record = project.award_id
        self.assertEqual(
            (record.trade_partner_ids, record.whose_trade), (self.company, "companies")
        )
        self._trade(project.partner_id, [5_000_000])
        self.assertEqual(record.base_amount, 0)
        self._trade(self.company, [1_000_000] * 2)
        self.assertEqual((record.base_amount, record.amount), (2_000_000, 3_000))
        self.assertIn(
            "示例项目公司甲", "".join(map(str, record._kfz_figures()[record.id].companies))
        )

    def test_a_reversal_of_the_companys_trade_moves_the_award_back(self):
        project = self._landed(companies=self.company)
        records = self._trade(self.company, [1_000_000] * 2)
        self._reverse(records[0], 400_000)
        self.assertEqual(project.award_id.base_amount, 1_400_000)

    def test_the_investor_counts_when_it_is_one_of_the_companies(self):
        partner = self._enterprise("示例投资方")
        project = self._landed(partner=partner, companies=partner | self.company)
        self._trade(partner, [700])
        self._trade(self.company, [300, 50])
        record = project.award_id
        self.assertEqual(record.base_amount, 1_050)
        self.assertEqual(
            [
                (name, sum(m.amount for m in months))
                for name, _code, months in record._kfz_live()[record.id].companies
            ],
            [
                (c.name, fen)
                for c, fen in sorted(
                    ((partner, 70_000), (self.company, 35_000)), key=lambda p: p[0].id
                )
            ],
        )

    def test_a_landing_without_companies_keeps_the_investor_and_says_so(self):
        record = self._award([1_000_000])
        self.assertEqual(
            (record.trade_partner_ids, record.whose_trade), (record.partner_id, "investor")
        )
        self.assertEqual(record.base_amount, 1_000_000)
        facts = dict(record._kfz_statement_parts()["sections"][0][2])
        self.assertIn("No project company named", facts["Whose trade"])
        self.assertIn(record.partner_id.name, facts["Whose trade"])

    def test_archiving_the_company_changes_nothing(self):
        project = self._landed(companies=self.company)
        self._trade(self.company, [1_000_000])
        self.company.active = False
        self._trade(self.company, [0, 500_000])
        self.assertEqual(project.award_id.base_amount, 1_500_000)
        self.assertFalse(self.env["kfz.award.entry"]._kfz_verify(self.zone_a))

    # statement

    def test_the_statement_can_be_redone_by_hand_from_each_companys_months(self):
        project = self._landed(companies=self.company | self.second)
        self._trade(self.company, [1_000_000] * 12)
        self._trade(self.second, [0, 500_000])
        record = project.award_id
        record.with_user(self.customs).action_confirm_customs()
        self.company.name = "示例改名"
        parts = record._kfz_statement_parts()
        facts = dict(parts["sections"][0][2])
        self.assertIn("示例项目公司甲 (91530100MA6K000013)", facts["Whose trade"])
        titles = [title for title, _labels, _rows in parts["sections"]]
        self.assertIn("Trade of 示例项目公司甲 (91530100MA6K000013)", titles)
        arithmetic = parts["sections"][titles.index("Arithmetic")][2]
        self.assertEqual(
            [row[2] for row in arithmetic[:3]], ["12,500,000.00", "12,000,000.00", "500,000.00"]
        )
        self.assertEqual(record.month_table.count("kfz_award_months"), 3)
        entry = json.loads(record.entry_ids.sorted("sequence")[-1:].content)
        self.assertEqual(entry["trade_of"]["whose"], "companies")
        self.assertEqual(
            sorted(entry["trade_of"]["companies"]),
            sorted(
                [
                    [self.company.id, "示例项目公司甲", "91530100MA6K000013"],
                    [self.second.id, "示例项目公司乙", None],
                ]
            ),
        )

    def test_the_portal_names_the_companies_and_no_figure_of_one(self):
        project = self._landed(companies=self.company | self.second)
        self._trade(self.company, [123_456])
        self._trade(self.second, [0, 654_321])
        values = project.award_id._kfz_portal_values()
        self.assertEqual(values["companies"], "示例项目公司甲, 示例项目公司乙")
        self.assertNotIn("91530100MA6K000013", str(values))
        self.assertEqual(
            len(values["lines"]), len(project.award_id._kfz_live()[project.award_id.id].award.lines)
        )

    # following the landing

    def test_an_open_award_follows_other_companies_visibly(self):
        project = self._landed(companies=self.company)
        record = project.award_id
        self._trade(self.company, [1_000_000])
        self._trade(self.second, [3_000_000])
        self._rename(project, self.second)
        self.assertEqual((record.trade_partner_ids, record.base_amount), (self.second, 3_000_000))
        self.assertEqual(self._steps(record)[-1], "companies")
        note = record.message_ids.filtered(lambda message: "示例项目公司乙" in (message.body or ""))
        self.assertIn("from 示例项目公司甲 (91530100MA6K000013) to 示例项目公司乙", note[:1].body)
        self.assertFalse(self.env["kfz.award.entry"]._kfz_verify(self.zone_a))

    def test_a_confirmed_award_keeps_its_companies_and_tells_the_managers_once(self):
        project = self._landed(companies=self.company)
        self._trade(self.company, [1_000_000] * 12)
        record = project.award_id
        record.with_user(self.customs).action_confirm_customs()
        before = (record.base_amount, record.amount, record.statement)
        for _time in range(2):
            self._rename(project, self.second)
        self.assertEqual(record.state, "customs_confirmed")
        self.assertEqual((record.base_amount, record.amount, record.statement), before)
        self.assertEqual(record.trade_partner_ids, self.company)
        self.assertEqual(self._steps(record).count("companies"), 1)
        self.assertTrue(record.activity_ids.filtered(lambda a: "示例项目公司乙" in (a.note or "")))
        # returned, it is open and follows
        record.with_user(self.manager)._kfz_return("示例退回")
        self.assertEqual((record.trade_partner_ids, record.base_amount), (self.second, 0))

    def test_trade_of_the_company_reopens_a_confirmed_award(self):
        project = self._landed(companies=self.company)
        trade = self._trade(self.company, [1_000_000] * 12)
        record = project.award_id
        record.with_user(self.customs).action_confirm_customs()
        self._trade(project.partner_id, [99])
        self.assertEqual(record.state, "customs_confirmed")
        self._reverse(trade[0])
        self.assertEqual((record.state, record.base_amount), ("claimable", 11_000_000))

    # once

    def test_a_company_of_two_landings_trades_for_the_earlier_one(self):
        self.scheme.stacking = "trade_once"
        self._trade(self.company, [1_000_000] * 12)
        later = award.add_months(self.landed_on, 6)
        second = self._landed(landed_on=later, companies=self.company | self.second).award_id
        self._trade(self.second, [0] * 6 + [40_000])
        self.assertEqual(second.base_amount, 6_040_000)
        first = self._landed(companies=self.company, referred=False)
        self.assertEqual(
            second.base_amount, 40_000, "the earlier landing has no award, and has the trade"
        )
        reasons = [month.reason for month in second._kfz_live()[second.id].companies[0][2]]
        self.assertEqual(reasons[:6], ["elsewhere"] * 6)
        self._rename(first, self.second)
        self.assertEqual(second.base_amount, 6_000_000)

    def test_awards_of_the_same_kind_do_not_stack_on_a_project_company(self):
        record = self._landed(companies=self.company).award_id
        other = self._landed(companies=self.company)
        self.assertFalse(other.award_id)
        self.assertIn(record.name, other.award_missing)
        self.assertIn(self.company.name, other.award_missing)

    def test_nor_on_a_company_that_is_the_investor_of_another_project(self):
        record = self._landed(companies=self.company).award_id
        other = self._landed(partner=self.company)
        self.assertFalse(other.award_id)
        self.assertIn(record.name, other.award_missing)
        self.assertIn(f"{self.company.name} has an award", other.award_missing)

    # who

    def test_a_project_company_earns_no_award_for_its_own_project(self):
        self.intermediary.is_enterprise = True
        own = self._landed(companies=self.intermediary)
        self.assertFalse(own.award_id)
        self.assertIn("investor's own companies", own.award_missing)
        project = self._landed(companies=self.company)
        self._trade(self.company, [1_000_000] * 12)
        record = project.award_id
        self._rename(project, self.company | self.intermediary)
        with self.assertRaisesRegex(UserError, "project companies"):
            record.with_user(self.customs).action_confirm_customs()
        person = self.env["res.partner"].create(
            {"name": "示例联系人", "parent_id": self.company.id}
        )
        self._rename(project, self.company)
        record.sudo().payee_id = person
        with self.assertRaisesRegex(UserError, "示例项目公司甲 is one of the project companies"):
            record.with_user(self.customs).action_confirm_customs()

    def test_who_entered_the_companys_trade_confirms_no_award(self):
        project = self._landed(companies=self.company)
        self._trade(self.company, [1_000_000] * 12, entered_by=self.both)
        with self.assertRaisesRegex(UserError, "You entered or changed trade"):
            project.award_id.with_user(self.both).action_confirm_customs()

    def test_drafts_of_the_company_stop_the_confirmation(self):
        project = self._landed(companies=self.company)
        self._trade(self.company, [1_000_000] * 12)
        self._trade(self.company, [0, 10], mode="9610", confirmed=False)
        with self.assertRaisesRegex(UserError, "wait for confirmation"):
            project.award_id.with_user(self.customs).action_confirm_customs()

    def test_verifiers_read_the_companies_and_nobody_sets_them_by_hand(self):
        record = self._landed(companies=self.second).award_id
        for user in (self.customs, self.committee):
            mine = record.with_user(user)
            mine.invalidate_recordset()
            self.assertEqual(mine.trade_partner_ids.mapped("name"), [self.second.name])
        for vals in (
            {"trade_partner_ids": [(4, self.company.id)]},
            {"whose_trade": "investor"},
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                record.with_user(self.manager).write(vals)

    # the database

    def test_whose_trade_changed_by_hand_in_the_database_is_found(self):
        record = self._landed(companies=self.company).award_id
        self.env.flush_all()
        entries = self.env["kfz.award.entry"]
        self.assertFalse(entries._kfz_verify(self.zone_a))
        for query in (
            "UPDATE kfz_award_company_rel SET partner_id = %(other)s WHERE award_id = %(award)s",
            "DELETE FROM kfz_award_company_rel WHERE award_id = %(award)s",
            "INSERT INTO kfz_award_company_rel VALUES (%(award)s, %(other)s)",
            "UPDATE kfz_award SET whose_trade = 'investor' WHERE id = %(award)s",
        ):
            self.cr.execute("SAVEPOINT tamper")
            self.cr.execute(query, {"award": record.id, "other": self.second.id})
            [finding] = entries._kfz_verify(self.zone_a)
            self.assertIn(record.name, finding)
            self.assertIn("Trade of", finding)
            self.cr.execute("ROLLBACK TO SAVEPOINT tamper")

    def test_merging_the_company_moves_the_award_and_enters_it(self):
        record = self._landed(companies=self.second).award_id
        self._trade(self.second, [500])
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((self.company | self.second).ids, self.company)
        self.env.invalidate_all()
        self.assertEqual((record.trade_partner_ids, record.base_amount), (self.company, 500))
        self.assertEqual(self._steps(record)[-1], "merged")
        self.assertFalse(self.env["kfz.award.entry"]._kfz_verify(self.zone_a))

    # speed

    def test_eight_awards_cost_no_more_queries_than_two(self):
        records = self.env["kfz.award"]
        for number in range(8):
            company = self._enterprise(f"示例公司{number}")
            records |= self._landed(companies=company).award_id
            self._trade(company, [100])
        counts = []
        for some in (records[:2], records):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some._kfz_live()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)
