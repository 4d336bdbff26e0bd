import datetime
import random
from ast import literal_eval
from decimal import Decimal

from lxml import etree
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tests import tagged

from ...models.base.table_guard import passing
from ..award.award_common import rename_companies
from ..credit.credit_common import CreditCase
from .trade_common import add_verifiers

MEASURES = ("trade_amount", "credited_trade_amount", "counted_twice_amount")
D = datetime.date


@tagged("post_install", "-at_install")
class TestTradeCredit(CreditCase):
    """Agreed splits of trade credit the confirmed trade of the project companies; those of tax credit nothing, and say so."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        add_verifiers(cls)
        cls.company = cls._enterprise("示例贸易项目公司")
        cls.other = cls._enterprise("示例另一项目公司")

    def setUp(self):
        super().setUp()
        # landed on 2023-05-10
        rename_companies(self.env, self.lead, self.company)

    def _trade(self, amount, month, company=None, mode="1210", verifier=None):
        record = (
            self.env["kfz.trade.record"]
            .with_user(self.customs)
            .with_company((verifier or self.customs2).company_id)
            .create(
                {
                    "partner_id": (company or self.company).id,
                    "month": month,
                    "direction": "export",
                    "mode": mode,
                    "amount": amount,
                }
            )
        )
        record.with_user(verifier or self.customs2).action_confirm()
        self._commit()
        return record

    def _sums(self, as_of=None, groupby=("company_id",), user=None):
        return self._zone_sums(user=user, as_of=as_of, measures=MEASURES, groupby=groupby)

    def _ledger(self):
        """{(month day, zone): credited} of the ledger."""
        return {
            (day, zone): round(amount, 2)
            for day, zone, amount in self.env["kfz.credit.entry"]._read_group(
                [("indicator", "=", "trade"), ("lead_id", "=", self.lead.id)],
                ["effective_date:day", "company_id"],
                ["amount:sum"],
            )
        }

    def test_confirmed_trade_of_the_project_company_is_credited_by_the_split(self):
        self._split(self.sheet, indicator="trade", shares=(66.6667, 33.3333))
        self._trade(100.01, "2023-06-01")
        self.assertEqual(
            self._ledger(),
            {
                (D(2023, 6, 30), self.zone_a): 66.67,
                (D(2023, 6, 30), self.zone_b): 33.34,
            },
        )
        self.assertEqual(
            {zone: row for zone, row in self._sums().items() if any(row)},
            {self.zone_a: (100.01, 66.67, 0), self.zone_b: (0, 33.34, 0)},
        )
        self.assertEqual(
            self.sheet.split_ids.filtered(lambda s: s.indicator == "trade").total, 100.01
        )

    def test_trade_that_was_confirmed_before_the_agreement_is_credited_too(self):
        self._trade(1_000, "2023-06-01")
        self._split(self.sheet, indicator="trade")
        self._commit()
        self.assertEqual(self._sums()[self.zone_b], (0, 400, 0))

    def test_trade_before_the_month_of_the_landing_is_not_the_projects(self):
        self._split(self.sheet, indicator="trade")
        self._trade(1_000, "2023-04-01")
        self.assertFalse(self._ledger())
        self._trade(500, "2023-05-01")
        self.assertEqual(
            self._ledger(), {(D(2023, 5, 31), self.zone_a): 300, (D(2023, 5, 31), self.zone_b): 200}
        )
        rows = self._sums(groupby=("lead_id", "credit_kind"))
        none = self.env["crm.lead"]
        self.assertEqual(rows[none, "own"], (1_000, 1_000, 0))
        self.assertEqual(rows[self.lead, "own"], (500, 500, 0))

    def test_what_a_common_enterprise_trades_in_another_zone_is_not_the_projects(self):
        common = self._enterprise("示例共同项目公司")
        common.company_id = False
        rename_companies(self.env, self.lead, common)
        self.customs.company_ids |= self.zone_b
        self._split(self.sheet, indicator="trade")
        self._trade(700, "2023-06-01", common, verifier=self.customs_b)
        self.assertFalse(self._ledger())
        self.assertEqual(self._sums()[self.zone_b], (700, 700, 0))
        rows = self._sums(groupby=("lead_id", "credit_kind"))
        self.assertEqual(rows[self.env["crm.lead"], "own"], (700, 700, 0))

    def test_trade_that_is_not_bonded_or_not_the_companys_is_not_split(self):
        self.env.ref("kfz_investment.trade_mode_0110").is_bonded = False
        self._split(self.sheet, indicator="trade")
        self._trade(1_000, "2023-06-01", mode="0110")
        self._trade(1_000, "2023-06-01", company=self.lead.partner_id)
        self.assertFalse(self._ledger())
        self.assertEqual(self._sums()[self.zone_a], (1_000, 1_000, 0))

    def test_a_reversal_takes_the_credit_back_and_the_past_stays_known(self):
        self._split(self.sheet, indicator="trade")
        record = self._trade(1_000, "2023-06-01")
        moment = "2024-01-10 00:00:00"
        self._recorded(self.lead, moment, "kfz_credit_entry")
        with passing(self.env.cr, "test"):
            self.env.cr.execute(
                "UPDATE kfz_trade_record SET confirmed_on = %s WHERE id = %s", [moment, record.id]
            )
        self.env.invalidate_all()
        reversal = record.with_user(self.customs)._kfz_reverse("示例更正", 100)
        reversal.with_user(self.customs2).action_confirm()
        self._commit()
        self.assertEqual(self._sums()[self.zone_b], (0, 40, 0))
        entries = self.env["kfz.credit.entry"].search(
            [("lead_id", "=", self.lead.id), ("company_id", "=", self.zone_b.id)]
        )
        self.assertEqual(entries.mapped("amount"), [400, -360])
        then = self._sums(as_of="2024-02-01")
        self.assertEqual(then[self.zone_a], (1_000, 600, 0))
        self.assertEqual(then[self.zone_b], (0, 400, 0))
        self.assertFalse(self._sums(as_of="2024-01-01"))

    def test_in_full_in_both_counts_once_in_a_total(self):
        self._split(self.sheet, "full_both", (0, 0), indicator="trade")
        self._trade(1_000, "2023-06-01")
        self.assertEqual(self._sums()[self.zone_b], (0, 1_000, 1_000))
        [row] = self._report(user=self.joint)._read_group(
            [("effective_date", ">=", "2023-06-01"), ("effective_date", "<=", "2023-06-30")],
            [],
            [f"{name}:sum" for name in MEASURES],
        )
        self.assertEqual(row, (1_000, 1_000, 1_000))

    def test_a_company_of_two_projects_trades_for_the_earlier_landing(self):
        self._split(self.sheet, indicator="trade")
        self._trade(1_000, "2023-06-01")
        earlier = self._signed("2023-01-10", landed_on="2023-03-01")
        rename_companies(self.env, earlier, self.company)
        self._commit()
        self.assertEqual(self._sums().get(self.zone_b, (0, 0, 0)), (0, 0, 0))
        earlier._kfz_landing().with_user(self.manager)._kfz_reverse("示例：撤销认定")
        self._commit()
        self.assertEqual(self._sums()[self.zone_b], (0, 400, 0))

    def test_the_credit_follows_the_companies_that_the_landing_names(self):
        self._split(self.sheet, indicator="trade")
        self._trade(1_000, "2023-06-01")
        self._trade(500, "2023-06-01", company=self.other)
        rename_companies(self.env, self.lead, self.company | self.other)
        self._commit()
        self.assertEqual(self._sums()[self.zone_b], (0, 600, 0))
        rename_companies(self.env, self.lead, self.env["res.partner"])
        self._commit()
        self.assertEqual(self._sums().get(self.zone_b, (0, 0, 0)), (0, 0, 0))

    def test_zones_and_quarters_sum_to_the_trade_whatever_happens(self):
        """Against a second calculation: parts of the year's total by hand."""
        rng, total = random.Random("trade credit"), Decimal(0)
        share = Decimal("37.1234")
        self._split(self.sheet, indicator="trade", shares=(float(100 - share), float(share)))
        for number in range(5, 13):
            amount = Decimal(rng.randint(1, 10**9)).scaleb(-2)
            total += amount
            self._trade(float(amount), D(2023, number, 1))
        sums = {zone: row[1] for zone, row in self._sums().items()}
        theirs = Decimal(str(round(sums[self.zone_b], 2)))
        self.assertLessEqual(abs(theirs - total * share / 100), Decimal("0.01"))
        self.assertEqual(Decimal(str(round(sums[self.zone_a], 2))) + theirs, total)
        by_quarter = self._sums(groupby=("quarter", "company_id"))
        for zone in (self.zone_a, self.zone_b):
            parts = sum(row[1] for (_quarter, of), row in by_quarter.items() if of == zone)
            self.assertAlmostEqual(parts, sums[zone], 2)

    def test_pages_of_what_was_signed_and_landed_open_without_rows_of_trade(self):
        self._trade(1_000, "2023-06-01", company=self.other)
        Report = self.env["kfz.signed.landed.report"].with_user(self.manager)
        search = etree.fromstring(Report.get_view(view_type="search")["arch"])
        this_year = [("effective_date", ">=", "2023-01-01"), ("effective_date", "<=", "2023-12-31")]
        for name, sees in (
            ("signed_landed_report", False),
            ("zone_comparison", False),
            ("credited", True),
        ):
            context = literal_eval(self.env.ref(f"kfz_investment.kfz_{name}_action").context)
            chosen = [key[15:] for key in context if key.startswith("search_default_")]
            domain = Domain.AND(
                literal_eval(found.get("domain"))
                for found in search.iter("filter")
                if found.get("name") in chosen and "quarters" not in found.get("name")
            )
            rows = Report.search(domain & Domain(this_year))
            self.assertIn("signed", rows.mapped("indicator"))
            self.assertEqual("trade" in rows.mapped("indicator"), sees, name)

    # tax

    def _former_tax_split(self, **values):
        """A split of tax, as it was proposed or agreed before."""
        split = self._split(self.sheet, indicator="capital", **values)
        self.env.flush_all()
        with passing(self.env.cr, "test"):
            for table in ("kfz_benefit_split", "kfz_benefit_split_term"):
                column = "id" if table == "kfz_benefit_split" else "split_id"
                self.env.cr.execute(
                    f"UPDATE {table} SET indicator = 'tax' WHERE {column} = %s", [split.id]
                )
        self.env.invalidate_all()
        return split

    def test_tax_can_no_longer_be_proposed(self):
        with self.assertRaisesRegex(UserError, "Tax revenue.*credited elsewhere"):
            self._split(self.sheet, indicator="tax", agreed=False)
        split = self._split(self.sheet, indicator="capital", agreed=False)
        with self.assertRaisesRegex(UserError, "credited elsewhere"):
            split.with_user(self.manager).indicator = "tax"

    def test_a_proposal_of_tax_cannot_be_agreed_any_more(self):
        split = self._former_tax_split(agreed=False)
        with self.assertRaisesRegex(UserError, "can no longer be proposed, changed or agreed"):
            split.with_user(self.manager_b).action_agree()
        self.assertEqual(split.state, "proposed")

    def test_an_agreed_split_of_tax_stays_and_says_where_it_is_credited(self):
        split = self._former_tax_split()
        self.assertEqual(
            (split.state, split.is_settled, split.is_elsewhere), ("agreed", True, True)
        )
        with self.assertRaisesRegex(UserError, "credited elsewhere"):
            split.line_ids[0].with_user(self.manager).percentage = 50
        self.assertFalse(self._split(self.sheet, indicator="trade").is_elsewhere)
