from odoo import api, fields, models
from odoo.tools import SQL


class KfzProjectCounter(models.Model):
    """The last project number of a zone and year.

    ``ir.sequence`` hands out one number per query; a ledger of ten thousand projects takes its block in one statement.
    """

    _name = "kfz.project.counter"
    _description = "Project numbers"

    #: how a number is written
    _kfz_format = "{zone}-{year}-{number:04d}"

    company_id = fields.Many2one("res.company", "Zone", required=True, ondelete="cascade")
    year = fields.Integer(required=True)
    last = fields.Integer(required=True)

    _company_year = models.Constraint(
        "UNIQUE(company_id, year)", "There is only one counter per zone and year."
    )

    @api.model
    def _kfz_take(self, company, year, count):
        """Reserve ``count`` project codes, e.g. ``KCBZ-2026-0007``, in order."""
        [[last]] = self.env.execute_query(
            SQL(
                """INSERT INTO %(table)s (company_id, year, last) VALUES (%(company)s, %(year)s, %(count)s)
               ON CONFLICT (company_id, year) DO UPDATE SET last = %(table)s.last + %(count)s
               RETURNING last""",
                table=SQL.identifier(self._table),
                company=company.id,
                year=year,
                count=count,
            )
        )
        zone = company.zone_code or f"Z{company.id}"
        return [
            self._kfz_format.format(zone=zone, year=year, number=number)
            for number in range(last - count + 1, last + 1)
        ]


class KfzTradeCounter(models.Model):
    """The last number of a zone's trade records in the year in which they were entered, e.g. ``KCBZ-T2026-000007``."""

    _name = "kfz.trade.counter"
    _description = "Numbers of trade records"
    _inherit = ["kfz.project.counter"]

    _kfz_format = "{zone}-T{year}-{number:06d}"
