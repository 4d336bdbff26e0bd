from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..figures.report_common import DAY
from .credit_common import CreditCase


@tagged("post_install", "-at_install")
class TestCredit(CreditCase):
    """Credited figures are shown beside the plain ones and sum to them, whatever the zones agree (design §4)."""

    def test_without_an_agreed_split_a_figure_is_credited_in_full_to_its_zone(self):
        self._split(self.sheet, agreed=False)
        self._commit()
        self.assertEqual(
            self._zone_sums(),
            {self.zone_a: (1_000_000.01, 1_000_000.01, 400_000.01, 400_000.01, 0)},
        )
        self.assertFalse(self.env["kfz.credit.entry"].search([]))

    def test_by_ratio_the_zones_sum_to_the_plain_total(self):
        self._split(self.sheet, shares=(66.6667, 33.3333))
        self._commit()
        self.assertEqual(
            self._zone_sums(),
            {
                self.zone_a: (1_000_000.01, 666_667.01, 400_000.01, 400_000.01, 0),
                self.zone_b: (0, 333_333.0, 0, 0, 0),
            },
        )
        self.assertEqual(self._whole(), (1_000_000.01, 1_000_000.01, 400_000.01, 400_000.01, 0))

    def test_quarters_add_up_to_the_distribution_of_the_year(self):
        self._split(self.sheet, indicator="landed", shares=(33.3333, 66.6667))
        self._commit()
        quarters = self._zone_sums(
            groupby=("quarter", "company_id"), measures=("landed_amount", "credited_landed_amount")
        )
        self.assertEqual(quarters["2023-Q2", self.zone_b], (0, 200_000.1))
        b = quarters["2023-Q2", self.zone_b][1] + quarters["2023-Q3", self.zone_b][1]
        self.assertAlmostEqual(
            b, 266_666.81, 2, "two thirds of 400,000.01, not of each day on its own"
        )
        for quarter in ("2023-Q2", "2023-Q3"):
            self.assertAlmostEqual(
                quarters[quarter, self.zone_a][1] + quarters[quarter, self.zone_b][1],
                quarters[quarter, self.zone_a][0],
                2,
            )

    def test_in_full_to_one_moves_everything(self):
        self._split(self.sheet, "full_to_one", (0, 100))
        self._commit()
        self.assertEqual(
            {zone: row[:2] for zone, row in self._zone_sums().items()},
            {self.zone_a: (1_000_000.01, 0), self.zone_b: (0, 1_000_000.01)},
        )

    def test_in_full_in_both_is_shown_for_both_and_never_counted_twice_in_a_total(self):
        self._split(self.sheet, "full_both", (0, 0))
        self._commit()
        self.assertEqual(
            {zone: row[:2] + row[4:] for zone, row in self._zone_sums().items()},
            {
                self.zone_a: (1_000_000.01, 1_000_000.01, 0),
                self.zone_b: (0, 1_000_000.01, 1_000_000.01),
            },
        )
        for user in (self.manager_all, self.joint):
            self.assertEqual(
                self._whole(user),
                (1_000_000.01, 1_000_000.01, 400_000.01, 400_000.01, 1_000_000.01),
            )
        self.assertEqual(
            self._whole(self.manager_b)[1],
            1_000_000.01,
            "in full for the zone that sees its own figures only",
        )
        groups = self._report(user=self.joint).formatted_read_group(
            [("effective_date", "<=", "2023-12-31"), ("effective_date", ">=", "2023-01-01")],
            ["quarter"],
            ["signed_amount:sum", "credited_signed_amount:sum"],
        )
        self.assertTrue(groups)
        for group in groups:
            self.assertEqual(group["credited_signed_amount:sum"], group["signed_amount:sum"])

    def test_capital_has_its_own_split(self):
        self._split(self.sheet, indicator="capital", shares=(50, 50))
        self._commit()
        sums = self._zone_sums(
            measures=("capital_amount", "credited_capital_amount", "credited_landed_amount")
        )
        self.assertEqual(
            sums,
            {self.zone_a: (400_000.01, 200_000.01, 400_000.01), self.zone_b: (0, 200_000.0, 0)},
        )

    def test_a_split_holds_in_its_years_only(self):
        self._split(self.sheet, years=(2024, 2026))
        self._commit()
        self.assertEqual(set(self._zone_sums()), {self.zone_a})
        self.lead.agreement_ids.signed_on = DAY("2024-02-01")
        self._commit()
        [row] = self._report(user=self.manager_b)._read_group(
            [("quarter", "=", "2024-Q1")], [], ["credited_signed_amount:sum"]
        )
        self.assertEqual(row, (400_000.0,))

    def test_plain_measures_do_not_change(self):
        names = (
            "signed_count",
            "signed_amount",
            "landed_count",
            "landed_amount",
            "cohort_landed_count",
            "open_count",
            "open_amount",
            "landing_days",
            "timed_landed_count",
        )
        before = self._zone_sums(measures=names)[self.zone_a]
        for indicator in ("signed", "landed", "capital"):
            self._split(self.sheet, indicator=indicator)
        self._commit()
        after = self._zone_sums(measures=names)
        self.assertEqual(after[self.zone_a], before)
        self.assertFalse(any(after[self.zone_b]))

    # history

    def test_a_correction_moves_the_credited_figures_along(self):
        self._split(self.sheet)
        self._commit()
        self.lead.agreement_ids.write({"amount": 500_000, "signed_on": DAY("2023-04-02")})
        self._commit()
        sums = self._zone_sums(
            groupby=("quarter", "company_id"), measures=("credited_signed_amount",)
        )
        self.assertEqual(
            (sums["2023-Q1", self.zone_b], sums["2023-Q2", self.zone_b]), ((0,), (200_000,))
        )
        count = self.env["kfz.credit.entry"].search_count([])
        self.env["kfz.credit.entry"]._cron_sync()
        self.assertEqual(
            self.env["kfz.credit.entry"].search_count([]), count, "nothing is left to correct"
        )

    def test_as_of_an_earlier_moment_the_split_agreed_then_holds(self):
        split = self._split(self.sheet)
        self._commit()
        self._recorded(self.lead, "2023-09-01 00:00:00")
        self._recorded(self.lead, "2024-01-10 00:00:00", "kfz_credit_entry")
        split.with_user(self.manager_b).line_ids.filtered(
            lambda line: line.company_id == self.zone_b
        ).percentage = 90
        split.with_user(self.manager_b).line_ids.filtered(
            lambda line: line.company_id == self.zone_a
        ).percentage = 10
        split.with_user(self.manager_b).action_agree()
        self._commit()
        b = {zone: row[1] for zone, row in self._zone_sums(as_of="2024-02-01").items()}[self.zone_b]
        self.assertEqual(b, 400_000.0, "a proposed change leaves what was agreed in force")
        self.assertEqual(self._zone_sums()[self.zone_b][1], 400_000.0)
        split.with_user(self.manager).action_agree()
        self._commit()
        self.assertEqual(self._zone_sums()[self.zone_b][1], 900_000.01)
        self.assertEqual(self._zone_sums(as_of="2024-02-01")[self.zone_b][1], 400_000.0)
        self.assertEqual(set(self._zone_sums(as_of="2023-12-31")), {self.zone_a})
        self.assertEqual(len(split.term_ids), 2)
        self.assertTrue(split.term_ids[1].superseded_on)

    def test_no_zone_takes_another_out_of_a_split(self):
        split = self._split(self.sheet)
        theirs = split.with_user(self.manager_b).line_ids.filtered(
            lambda line: line.company_id == self.zone_a
        )
        for attempt in (
            theirs.unlink,
            lambda: theirs.write({"company_id": self.zone_c.id}),
            lambda: split.with_user(self.manager_b).write({"line_ids": [(2, theirs.id)]}),
            lambda: split.with_user(self.manager).write({"line_ids": [(5,)]}),
        ):
            with self.assertRaisesRegex(UserError, "in force"), self.cr.savepoint():
                attempt()
        self.assertEqual(split.party_ids, self.zone_a | self.zone_b)

    def test_a_zone_cannot_end_an_agreed_split_alone(self):
        split = self._split(self.sheet)
        split.with_user(self.manager_b).line_ids[0].percentage = 61
        for user in (self.manager, self.manager_b):
            with self.assertRaises(UserError), self.cr.savepoint():
                split.with_user(user).unlink()
        self._commit()
        self.assertEqual(self._zone_sums()[self.zone_b][1], 400_000.0)
        self.share.action_revoke()
        self._commit()
        self.assertEqual(
            self._zone_sums(self.manager_b)[self.zone_b][1],
            400_000.0,
            "an agreement outlives the share",
        )

    def test_a_split_without_the_owner_of_the_project_is_refused(self):
        share = self._share(self._signed("2023-03-03", 70), "summary", self.zone_b | self.zone_c)
        with self.assertRaisesRegex(ValidationError, self.zone_a.name), self.cr.savepoint():
            self.env["kfz.benefit.split"].with_user(self.manager_b).create(
                {
                    "sheet_id": self._sheet(share).id,
                    "mode": "full_both",
                    "line_ids": [
                        (0, 0, {"company_id": zone.id}) for zone in self.zone_b | self.zone_c
                    ],
                }
            )

    def test_in_force_cannot_be_written_by_hand(self):
        split = self._split(self.sheet, agreed=False)
        with self.assertRaises(UserError):
            split.with_user(self.manager).is_settled = True
        with self.assertRaises(UserError):
            split.with_user(self.manager).copy({"indicator": "capital", "is_settled": True})

    def test_two_sheets_of_a_project_do_not_split_a_figure_twice(self):
        self._split(self.sheet)
        other = self._share(self.lead, "summary", self.zone_c)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self._split(
                self._sheet(other, self.manager), zones=self.zone_a | self.zone_c, agreed=False
            )
        self._split(
            self._sheet(other, self.manager),
            zones=self.zone_a | self.zone_c,
            agreed=False,
            indicator="trade",
        )

    # after a transfer

    def test_after_a_transfer_the_origin_sees_its_share_of_the_other_zones_figures(self):
        share, sheet, opened = self._transferred()
        self._split(sheet)
        opened.write({**self._evidence_values("landed", self.zone_b), "user_id": self.manager_b.id})
        opened.agreement_ids.signed_on = DAY("2023-06-01")
        self._commit()
        rows = self._zone_sums(
            groupby=("quarter", "company_id"), measures=("signed_amount", "credited_signed_amount")
        )
        self.assertEqual(rows["2023-Q2", self.zone_a], (0, 600_000))
        self.assertEqual(rows["2023-Q2", self.zone_b], (1_000_000, 400_000))
        theirs = self._report(user=self.manager).search([("credit_kind", "=", "received")])
        self.assertEqual(
            (theirs.company_id, theirs.project_zone_id, theirs.credited_signed_amount),
            (self.zone_a, self.zone_b, 600_000),
        )
        self.assertEqual(theirs.sheet_name, self._sheet(share, self.manager).display_name)
        self.assertEqual(self._sheet(share, self.manager).split_ids.own_credit, 600_000)
        self.assertEqual(theirs.action_open_sheet()["res_id"], sheet.id)
