from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain import calendar
from ...domain.money import LARGEST
from .period_words import day_text


class KfzMoneyMixin(models.AbstractModel):
    """An amount in its own currency and in CNY yuan at the rate of its date."""

    _name = "kfz.money.mixin"
    _description = "Amount in CNY"

    #: field that holds the date whose exchange rate applies
    _money_date = "date"

    amount = fields.Monetary(required=True)
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self._kfz_cny()
    )
    amount_cny = fields.Monetary(
        "Amount in CNY", compute="_compute_amount_cny", store=True, currency_field="cny_id"
    )
    cny_id = fields.Many2one("res.currency", compute="_compute_cny_id")

    @api.model_create_multi
    def create(self, vals_list):
        # yuan are yuan: a ledger of thousands of rows has nothing to compute
        cny = self._kfz_cny().id
        for vals in vals_list:
            if vals.setdefault("currency_id", cny) == cny:
                vals["amount_cny"] = vals.get("amount", 0)
            else:
                vals.pop("amount_cny", None)
        return super().create(vals_list)

    @api.constrains("amount")
    def _check_amount_size(self):
        for record in self:
            if abs(record.amount) > LARGEST:
                raise ValidationError(
                    self.env._(
                        "“%(field)s” is too large to be real. Check the unit: it is entered in yuan, not in 万元.",
                        field=self._fields["amount"]._description_string(self.env),
                    )
                )

    @api.constrains(lambda self: ("currency_id", self._money_date))
    def _check_rate(self):
        """A currency without a rate would count as yuan, one for one."""
        foreign = self.filtered(lambda record: record.currency_id != self._kfz_cny())
        wanted = {
            (
                record.currency_id,
                record[self._money_date] or calendar.today(),
                (record.company_id or self.env.company).root_id,
            )
            for record in foreign
        }
        for currency, day, company in wanted:
            if not self._kfz_has_rate(currency, day, company):
                raise ValidationError(
                    self.env._(
                        "There is no exchange rate of %(currency)s on %(date)s. Ask the administrator to enter it, or enter the amount in CNY.",
                        currency=currency.name,
                        date=day_text(self.env, day),
                    )
                )

    @api.model
    def _kfz_has_rate(self, currency, day, company):
        """Whether a currency has a rate that is valid on a day in a zone."""
        # sudo: rates are no secret, and not every user reads them
        rates = self.env["res.currency.rate"].sudo()
        return bool(
            rates.search_count(
                [
                    ("currency_id", "=", currency.id),
                    ("name", "<=", day),
                    ("company_id", "in", (False, company.id)),
                ],
                limit=1,
            )
        )

    @api.depends(lambda self: ("amount", "currency_id", self._money_date))
    def _compute_amount_cny(self):
        for record in self:
            record.amount_cny = self._kfz_in_cny(
                record.amount, record.currency_id, record.company_id, record[self._money_date]
            )

    @api.model
    def _kfz_in_cny(self, amount, currency, company, day):
        """An amount in yuan, at the rate of a day in a zone."""
        cny = self._kfz_cny()
        if currency == cny or not currency:
            return amount
        return currency._convert(amount, cny, company or self.env.company, day or calendar.today())

    def _compute_cny_id(self):
        self.cny_id = self._kfz_cny()

    @api.model
    def _kfz_cny(self):
        """The yuan; ``env.ref`` would ask the database each time whether it still exists."""
        return self.env["res.currency"].browse(
            self.env["ir.model.data"]._xmlid_to_res_id("base.CNY")
        )
