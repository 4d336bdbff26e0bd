import datetime
import random

from odoo.tests import tagged

from ...models.base.table_guard import passing
from ..figures.report_common import DAY
from .credit_common import CreditCase


@tagged("post_install", "-at_install")
class TestCreditStory(CreditCase):
    """A random story through the ORM: figures, corrections, splits and their changes, in random order."""

    STEPS = 14

    def _step(self, rng, leads, splits):
        """One thing that happens to one of the projects."""
        lead, indicator = rng.choice(leads), rng.choice(("signed", "landed", "capital"))
        match rng.choice(("capital", "amount", "date", "split", "change", "propose")):
            case "capital":
                day = DAY("2023-06-01") + datetime.timedelta(days=rng.randint(0, 200))
                lead.capital_ids = [
                    (
                        0,
                        0,
                        {"received_on": day, "amount": rng.randint(-9_999_999, 99_999_999) / 100},
                    )
                ]
            case "amount":
                lead.agreement_ids.amount = rng.randint(1, 99_999_999) / 100
            case "date":
                lead.agreement_ids.signed_on = DAY("2023-01-01") + datetime.timedelta(
                    days=rng.randint(0, 120)
                )
            case "split" if (lead, indicator) not in splits:
                splits[lead, indicator] = self._split(
                    self.sheets[lead],
                    *self._terms(rng),
                    indicator=indicator,
                    agreed=rng.random() < 0.8,
                )
            case "change" | "propose" as kind if (lead, indicator) in splits:
                split = splits[lead, indicator].with_user(self.manager)
                mode, shares = self._terms(rng)
                split.write(
                    {
                        "mode": mode,
                        "line_ids": [
                            (1, line.id, {"percentage": share})
                            for line, share in zip(split.line_ids, shares, strict=True)
                        ],
                    }
                )
                if kind == "change":
                    split.with_user(self.manager_b).action_agree()

    @staticmethod
    def _terms(rng):
        part = rng.randint(0, 1_000_000) / 10_000
        return rng.choice(
            (
                ("ratio", (part, round(100 - part, 4))),
                ("full_to_one", (0, 100)),
                ("full_both", (0, 0)),
            )
        )

    def _shown(self, as_of):
        measures = (
            "signed_amount",
            "credited_signed_amount",
            "landed_amount",
            "credited_landed_amount",
            "capital_amount",
            "credited_capital_amount",
            "counted_twice_amount",
        )
        return (
            self._zone_sums(as_of=as_of, measures=measures, groupby=("quarter", "company_id")),
            self._zone_sums(as_of=as_of, measures=measures, groupby=("quarter",)),
        )

    def test_credited_totals_equal_the_plain_ones_and_the_past_stays(self):
        rng = random.Random(20261125)
        others = [
            self._signed("2023-02-10", 5_000, "2023-05-10"),
            self._signed("2023-02-10", 0.07, "2023-05-10"),
        ]
        leads = [self.lead, *others]
        self.sheets = {lead: self._sheet(self._share(lead), self.manager) for lead in others} | {
            self.lead: self.sheet
        }
        splits, remembered, seen = {}, {}, {"kfz_figure_entry": 0, "kfz_credit_entry": 0}
        for step in range(self.STEPS):
            self._step(rng, leads, splits)
            self._commit()
            moment = f"2024-01-{step + 1:02} 08:00:00"
            for table, last in seen.items():
                # what this step recorded, it recorded on its day
                with passing(self.env.cr, "test"):
                    self.env.cr.execute(
                        f"UPDATE {table} SET create_date = %s WHERE id > %s RETURNING id",
                        [moment, last],
                    )
                    rows = self.env.cr.fetchall()
                seen[table] = max([last, *(row[0] for row in rows)])
            self.env.invalidate_all()
            remembered[moment] = self._shown(None)
            for row in remembered[moment][1].values():
                for plain, credited in ((0, 1), (2, 3), (4, 5)):
                    self.assertAlmostEqual(row[plain], row[credited], 2)
        self.assertGreater(seen["kfz_credit_entry"], 0)
        for moment, then in remembered.items():
            self.assertEqual(self._shown(moment), then, moment)
