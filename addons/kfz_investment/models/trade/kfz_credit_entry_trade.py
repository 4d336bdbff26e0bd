from odoo import api, models
from odoo.tools import SQL

from ...domain import trade
from ..base.sql_arrays import sql_ids


class KfzCreditEntry(models.Model):
    """Trade joins the credited figures: confirmed bonded trade of the project companies, by the project that named them first.

    Trade counts from the month of the landing on, that month whole, as statements of customs are monthly; its date is the last
    day of its month, so that it lies in the quarter and year in which it was traded. A company that two landings of the zone
    name trades for the earlier landing alone. A landing that names no company brings no trade: the investor's own is not
    split between zones on a guess.
    """

    _inherit = "kfz.credit.entry"

    @api.model
    def _kfz_figures(self, leads):
        result = super()._kfz_figures(leads)
        self.env["kfz.trade.record"].flush_model()
        self.env["kfz.milestone"].flush_model()
        for lead, day, amount in self.env.execute_query(
            SQL(
                """SELECT o.lead_id, %s, SUM(t.amount) FROM (%s) o
                     JOIN kfz_trade_record t ON t.company_id = o.company_id AND t.partner_id = o.partner_id
                      AND t.month >= date_trunc('month', o.landed_on)
                    WHERE o.lead_id = ANY(%s) AND t.state = 'confirmed' AND t.is_bonded
                 GROUP BY o.lead_id, t.month""",
                self._kfz_trade_day(),
                self._kfz_trade_owners(),
                sql_ids(leads),
            )
        ):
            result.setdefault(lead, {})["trade", day] = trade.exact(amount)
        return result

    @api.model
    def _kfz_trade_day(self):
        """The date of the trade of a month: its last day."""
        return SQL("(t.month + interval '1 month - 1 day')::date")

    @api.model
    def _kfz_trade_owners(self, of_zones=None):
        """(zone, company, project, date of the landing): whose trade is credited by which project.

        :param of_zones: condition on the zones of landings ``m``
        """
        return SQL(
            """SELECT DISTINCT ON (m.company_id, l.partner_id)
                      m.company_id, l.partner_id, m.lead_id, m.effective_date AS landed_on
                 FROM kfz_milestone m JOIN kfz_milestone_company_rel l ON l.milestone_id = m.id
                WHERE m.milestone = 'landed' AND m.state = 'recognised' AND %s
             ORDER BY m.company_id, l.partner_id, m.effective_date, m.lead_id""",
            of_zones or SQL("TRUE"),
        )


class KfzTradeRecord(models.Model):
    """Credited figures follow confirmed trade."""

    _inherit = "kfz.trade.record"

    def _kfz_confirmed_changed(self):
        super()._kfz_confirmed_changed()
        self.flush_recordset()
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT m.lead_id FROM kfz_trade_record t
                     JOIN kfz_milestone_company_rel l ON l.partner_id = t.partner_id
                     JOIN kfz_milestone m ON m.id = l.milestone_id AND m.company_id = t.company_id
                      AND m.milestone = 'landed' AND m.state = 'recognised'
                    WHERE t.id = ANY(%s)""",
                sql_ids(self),
            )
        )
        self.env["kfz.credit.entry"]._kfz_queue("lead_id", [lead for [lead] in rows])


class CrmLead(models.Model):
    """Credited trade follows the companies that the landings name."""

    _inherit = "crm.lead"

    def _kfz_project_companies_changed(self):
        super()._kfz_project_companies_changed()
        self.env.flush_all()
        # the projects that share a company with these, for one of which its trade counts
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT other.lead_id FROM kfz_milestone m
                     JOIN kfz_milestone_company_rel l ON l.milestone_id = m.id
                     JOIN kfz_milestone_company_rel k ON k.partner_id = l.partner_id
                     JOIN kfz_milestone other ON other.id = k.milestone_id AND other.company_id = m.company_id
                      AND other.milestone = 'landed'
                    WHERE m.lead_id = ANY(%s) AND m.milestone = 'landed'""",
                sql_ids(self),
            )
        )
        self.env["kfz.credit.entry"]._kfz_queue("lead_id", {*self.ids, *(row[0] for row in rows)})
