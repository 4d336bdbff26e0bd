from odoo import api, fields, models

from ..domain import calendar


class KfzMoneyMixin(models.AbstractModel):
    """An amount in its own currency and in CNY yuan at the rate of its date."""
    _name = 'kfz.money.mixin'
    _description = "Amount in CNY"

    #: field that holds the date whose exchange rate applies
    _money_date = 'date'

    amount = fields.Monetary(required=True)
    currency_id = fields.Many2one('res.currency', required=True, default=lambda self: self.env.ref('base.CNY'))
    amount_cny = fields.Monetary(
        "Amount in CNY", compute='_compute_amount_cny', store=True, precompute=True, currency_field='cny_id')
    cny_id = fields.Many2one('res.currency', compute='_compute_cny_id')

    @api.depends(lambda self: ('amount', 'currency_id', self._money_date))
    def _compute_amount_cny(self):
        cny = self.env.ref('base.CNY')
        for record in self:
            if record.currency_id == cny or not record.currency_id:
                record.amount_cny = record.amount
            else:
                record.amount_cny = record.currency_id._convert(
                    record.amount, cny, record.company_id or self.env.company,
                    record[self._money_date] or calendar.today())

    def _compute_cny_id(self):
        self.cny_id = self.env.ref('base.CNY')
