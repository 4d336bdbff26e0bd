import datetime

from odoo import models

from ...domain import calendar, trade

MONTHS = 18
ENTERPRISES = 8
#: the latest months wait for confirmation
WAITING = 2
MODES = (
    ("export", "9610"),
    ("export", "9710"),
    ("import", "1210"),
    ("export", "0110"),
    ("import", "5034"),
    ("export", "9810"),
)


class KfzDemo(models.AbstractModel):
    """Trade of some landed enterprises of KCBZ: eighteen months, entered by the second customs verifier and confirmed by the first,
    for whom the last two are waiting; one record reversed and replaced, one reversal waiting for the second."""

    _inherit = "kfz.demo"

    def _kfz_load_trade(self):
        zone = self.env.ref("kfz_investment.zone_kcbz")
        landed = self.env["crm.lead"].search(
            [
                ("is_promotion", "=", True),
                ("company_id", "=", zone.id),
                ("landed_date", "!=", False),
            ],
            order="landed_date, id",
        )
        enterprises = landed.partner_id[:ENTERPRISES]
        confirms, enters = (
            self.env["res.users"].search([("login", "=", login)])
            for login in ("customs", "customs2")
        )
        records = (
            self.env["kfz.trade.record"]
            .with_user(enters)
            .with_context(allowed_company_ids=zone.ids)
            .create(self._kfz_trade_vals(enterprises, zone))
        )
        confirmed = records.filtered(
            lambda record: record.month < self._kfz_trade_months()[-WAITING]
        )
        confirmed.with_user(confirms).action_confirm()
        wrong = confirmed[len(confirmed) // 2]
        correction = wrong._kfz_reverse("示例：统计口径更正", wrong.amount * 2)
        correction.with_user(confirms).action_confirm()
        confirmed[-1].with_user(confirms)._kfz_reverse("示例：退运冲减")
        self._kfz_rewrite_trade(confirmed)
        self.env["kfz.trade.target"].create(
            {
                "company_id": zone.id,
                "year": calendar.today().year,
                "amount": 1_200_000_000,
                "source": "示例目标",
            }
        )

    def _kfz_trade_months(self):
        """The first days of the months up to the last one that is over."""
        month = trade.month_of(calendar.today())
        months = []
        for _number in range(MONTHS):
            month = trade.month_of(month - datetime.timedelta(days=1))
            months.insert(0, month)
        return months

    def _kfz_trade_vals(self, enterprises, zone):
        rng, rows = self._kfz_rng("trade"), []
        for number, enterprise in enumerate(enterprises):
            size = rng.choice((2e6, 5e6, 8e6, 15e6))
            for age, month in enumerate(self._kfz_trade_months()):
                for direction, mode in (MODES[number % 6], MODES[(number + age) % 6]):
                    vals = {
                        "company_id": zone.id,
                        "partner_id": enterprise.id,
                        "month": month,
                        "direction": direction,
                        "mode": mode,
                    }
                    vals["amount"] = round(size * rng.uniform(0.3, 1.2) * (1 + age / 20), 2)
                    vals["origin"] = f"示例统计表{month:%Y%m}"
                    rows.append(vals)
        once = {tuple(vals[name] for name in trade.KEY): vals for vals in rows}
        return list(once.values())

    def _kfz_rewrite_trade(self, records):
        """Statements come in the month after theirs and are confirmed a few days later."""
        self.env.flush_all()
        rows = []
        for record in records:
            day = trade.next_month(record.month) + datetime.timedelta(days=7)
            entered, confirmed = (
                self._kfz_moment(day + datetime.timedelta(days=days), record.id) for days in (0, 3)
            )
            rows.append(
                {
                    "id": record.id,
                    "create_date": entered,
                    "write_date": confirmed,
                    "confirmed_on": confirmed,
                }
            )
        self._kfz_rewrite(records, rows)
        self.env.invalidate_all()
