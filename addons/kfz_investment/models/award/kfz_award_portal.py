from odoo import models

from ..base.lists import comma
from ..base.period_words import day_text
from . import award_words


class KfzAward(models.Model):
    """An award as its intermediary sees it on the portal."""

    _inherit = "kfz.award"

    def _kfz_portal_values(self):
        """The award as plain text in the user's language, without persons or records.

        The caller has checked whose award it is.
        """
        self.ensure_one()
        # sudo: chosen values for the intermediary whose award it is
        record = self.sudo()
        months, result, mode, companies = record._kfz_figures()[record.id]
        return {
            **record._portal_facts(),
            # the names alone: whose trade it is, not how much of it is whose
            "companies": comma(self.env).join(name for name, _code, _months in companies)
            if record.whose_trade == "companies"
            else False,
            "base_words": record._kfz_yuan(sum(month.amount for month in months)),
            "amount_words": record._kfz_yuan(result.amount),
            "is_final": bool(record.statement),
            "forecast": record._kfz_forecast_words(months, result),
            "months": [
                dict(zip(("month", "reason", "amount"), row, strict=True))
                for row in award_words.month_rows(self.env, months)
            ],
            "lines": [
                dict(zip(("step", "calculation", "amount"), row, strict=True))
                for row in award_words.line_rows(self.env, result.lines, mode)
            ],
            "confirmations": [
                {"by": label, "on": moment and record._kfz_moment(moment)}
                for label, moment in (
                    (self.env._("Confirmed by customs"), record.customs_on),
                    (self.env._("Confirmed by the committee"), record.committee_on),
                )
            ],
        }

    def _portal_facts(self):
        """Project, scheme, state, dates and payment."""
        return {
            "id": self.id,
            "number": self.name,
            "project": self.lead_id.name,
            "enterprise": self.partner_id.name,
            "zone": self.company_id.name,
            "scheme": self.scheme_id.name,
            "state": self.state,
            "state_label": self.state_label,
            "landed_on": day_text(self.env, self.landed_on),
            "first_year": self.first_year,
            "payee": self.payee,
            "claim_until": self.claim_until and day_text(self.env, self.claim_until),
            "reason": self.reason if self.state in ("refused", "clawed_back") else False,
            "paid_on": self.paid_on and day_text(self.env, self.paid_on),
            "payment_reference": self.payment_reference,
            "fund_source": self.fund_source,
        }

    def _kfz_yuan(self, fen):
        """An amount with its unit, in the user's language."""
        return award_words.amount(self.env, fen)
