from odoo import api, models
from odoo.tools import SQL

#: ids of the rows that come from trade records start here
_TRADE = 1 << 42


class KfzSignedLandedReport(models.Model):
    """Confirmed bonded trade beside the other figures, so that what splits credit of it has a total to be seen against.

    One row per zone, project and month, on the last day of the month; the project is the one that trade is credited by
    (``kfz.credit.entry``), none for trade of other enterprises. As of a past moment it is what was confirmed by then.
    """

    _inherit = "kfz.signed.landed.report"

    _depends = {
        "kfz.trade.record": ["company_id", "partner_id", "month", "is_bonded", "amount", "state"],
        "kfz.milestone": ["lead_id", "milestone", "state", "effective_date", "project_company_ids"],
    }

    @api.model
    def _kfz_parts(self) -> list[SQL]:
        narrow, parts = self._kfz_narrow(), super()._kfz_parts()
        if not narrow.wants(["trade"]) or not narrow.wants_ids(_TRADE, None):
            return parts
        day = self.env["kfz.credit.entry"]._kfz_trade_day()
        months = SQL(
            """SELECT MIN(t.id) + %(start)s, o.lead_id, t.company_id, 'trade'::varchar, %(day)s, MAX(t.confirmed_on), NULL::integer,
                      SUM(t.amount), t.company_id, SUM(t.amount), 0::numeric, 'own'::varchar, NULL::varchar
                 FROM kfz_trade_record t
            LEFT JOIN (%(owners)s) o ON o.company_id = t.company_id AND o.partner_id = t.partner_id
                  AND t.month >= date_trunc('month', o.landed_on)
                WHERE t.state = 'confirmed' AND t.is_bonded AND %(known)s AND %(asked)s
             GROUP BY t.company_id, o.lead_id, t.month""",
            start=_TRADE,
            day=day,
            owners=self.env["kfz.credit.entry"]._kfz_trade_owners(
                self._kfz_of_zones(SQL("m.company_id"))
            ),
            known=self._kfz_known(SQL("t.confirmed_on")),
            asked=self._kfz_conditions("t.company_id", lead="o.lead_id", day=day),
        )
        return [*parts, months]
