from odoo import api, fields, models
from odoo.tools import SQL


class KfzProjectCounter(models.Model):
    """The last project number of a zone and year.

    ``ir.sequence`` hands out one number a query; a ledger of ten thousand projects takes its block in one statement.
    """
    _name = 'kfz.project.counter'
    _description = "Project numbers"

    company_id = fields.Many2one('res.company', "Zone", required=True, ondelete='cascade')
    year = fields.Integer(required=True)
    last = fields.Integer(required=True)

    _company_year = models.Constraint('UNIQUE(company_id, year)', "One counter a zone and year.")

    @api.model
    def _kfz_take(self, company, year, count):
        """Reserve ``count`` project codes, e.g. ``KCBZ-2026-0007``, in order."""
        [[last]] = self.env.execute_query(SQL(
            """INSERT INTO kfz_project_counter (company_id, year, last) VALUES (%(company)s, %(year)s, %(count)s)
               ON CONFLICT (company_id, year) DO UPDATE SET last = kfz_project_counter.last + %(count)s
               RETURNING last""", company=company.id, year=year, count=count))
        prefix = company.zone_code or f'Z{company.id}'
        return [f'{prefix}-{year}-{number:04d}' for number in range(last - count + 1, last + 1)]
