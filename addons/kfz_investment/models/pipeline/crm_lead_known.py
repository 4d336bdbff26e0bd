from functools import cache

from odoo import api, models
from odoo.addons.phone_validation.tools import phone_validation
from odoo.exceptions import UserError

from ...domain import phones

_ADDRESS = ("street", "street2", "city", "zip", "state_id", "country_id")
#: {module that computes the fields: names}
COMPUTED = {
    "odoo.addons.crm.": (
        *_ADDRESS,
        "contact_name",
        "date_last_stage_update",
        "day_close",
        "day_open",
        "date_open",
        "function",
        "lang_id",
        "partner_name",
        "phone_state",
        "prorated_revenue",
        "recurring_revenue_monthly",
        "recurring_revenue_monthly_prorated",
        "recurring_revenue_prorated",
        "website",
        "won_status",
    ),
    "odoo.addons.phone_validation.": ("phone_sanitized",),
    "odoo.addons.kfz_investment.": (
        "automated_probability",
        "industry_id",
        "is_major",
        "phone",
        "probability",
    ),
}
#: {what computes nothing where no row gives it: (module that computes the fields, names)}
EMPTY = {
    "email_from": {
        "odoo.addons.kfz_investment.": ("email_from",),
        "odoo.addons.mail.": ("email_normalized",),
        "odoo.addons.crm.": ("email_domain_criterion", "email_state"),
    },
    "next_step": {"odoo.addons.kfz_investment.": ("next_step_date", "next_step_on")},
}
#: given ones change what core computes in ways that an import never needs
_ODD = ("probability", "recurring_revenue", "recurring_plan", "date_open", "commercial_partner_id")


class CrmLead(models.Model):
    """What follows from the values of new projects: many are created without computing it again."""

    _inherit = "crm.lead"

    @api.model
    def _kfz_tell_known(self, ids, rows):
        known = super()._kfz_tell_known(ids, rows)
        if not all(map(_is_plain_project, rows)):
            return known
        # sudo: as the fields are computed, from the zones and enterprises that the rows name
        system = self.sudo()
        partners = system.env["res.partner"].browse(
            {row["partner_id"] for row in rows if row.get("partner_id")}
        )
        wanted = self._kfz_computed_by_each(COMPUTED) | self._kfz_empty(rows, partners)
        of_partner = {partner.id: _partner_values(partner) for partner in partners}
        of_partner[False] = _partner_values(partners.browse())
        tell = system._kfz_tellers()
        for row in rows:
            of_row = {**of_partner[row.get("partner_id") or False], **row}
            values = {**of_row, **dict.fromkeys(wanted - of_row.keys(), False)}
            for fill in tell:
                values |= fill(values)
            row.update({name: values[name] for name in wanted if name not in row})
        return known | wanted

    @api.model
    def _kfz_empty(self, rows, partners):
        """Fields that stay empty because no row gives what they are computed from."""
        found = set()
        for name, computed in EMPTY.items():
            of_partner = name == "email_from" and any(partners.mapped("email"))
            if not of_partner and not any(row.get(name) for row in rows):
                found |= self._kfz_computed_by_each(computed)
        return found

    @api.model
    def _kfz_tellers(self):
        """Functions of a row that give values, each of which asks another record once."""
        return (self._kfz_dates, self._kfz_amounts(), self._kfz_phones())

    @api.model
    def _kfz_dates(self, row):
        created, closed = row["create_date"], row.get("date_closed")
        opened = self.env.cr.now() if row.get("user_id") else False
        return {
            "date_last_stage_update": self.env.cr.now(),
            "date_open": opened,
            "day_open": opened and abs((opened - created.replace(microsecond=0)).days),
            "day_close": closed and abs((closed - created).days),
        }

    @api.model
    def _kfz_amounts(self):
        companies = self.env["res.company"].browse

        @cache
        def zone(ident):
            return companies(ident).currency_id, companies(ident).kfz_major_threshold

        @cache
        def is_won(stage):
            return self.env["crm.stage"].browse(stage).is_won

        def fill(row):
            currency, threshold = zone(row["company_id"])
            amount = currency.round(row.get("expected_revenue") or 0.0)
            won = is_won(row["stage_id"])
            return {
                "probability": 100 if won else 0,
                "automated_probability": 100 if won else 0,
                "won_status": "won" if won else "pending",
                "prorated_revenue": amount if won else 0.0,
                "recurring_revenue_monthly": 0.0,
                "recurring_revenue_monthly_prorated": 0.0,
                "recurring_revenue_prorated": 0.0,
                "is_major": bool(
                    row.get("is_major_flagged") or (threshold and amount >= threshold)
                ),
            }

        return fill

    @api.model
    def _kfz_phones(self):
        countries = self.env["res.country"].browse

        @cache
        def state(number, country):
            if country == "CN" and phones.sanitised(number):
                return "correct"
            try:
                return bool(phone_validation.phone_parse(number, country)) and "correct"
            except UserError:
                return "incorrect"

        @cache
        def sanitised(number, country):
            in_china = country.code == "CN" and phones.sanitised(number)
            return in_china or self._phone_format(number=number, country=country)

        def fill(row):
            number = row.get("phone")
            if not number:
                return {"phone_state": False, "phone_sanitized": False}
            country = countries(row.get("country_id") or False)
            return {
                "phone_state": state(number, country.code or None),
                "phone_sanitized": sanitised(number, country or self.env.company.country_id),
            }

        return fill


def _is_plain_project(row):
    return (
        row.get("is_promotion")
        and row.get("active", True)
        and row.get("company_id")
        and row.get("stage_id")
        and not any(row.get(name) for name in _ODD)
    )


def _partner_values(partner):
    """What a project has from its enterprise."""
    address = {name: partner[name] for name in _ADDRESS}
    lang = partner.env["res.lang"]._get_data(code=partner.lang).id if partner.lang else False
    company = partner.is_company and partner.name
    return {
        **{name: getattr(value, "id", value) for name, value in address.items()},
        "contact_name": False if partner.is_company else partner.name,
        "partner_name": partner.parent_id.name or company or partner.company_name,
        "function": partner.function,
        "website": partner.website,
        "phone": partner.phone,
        "industry_id": partner.industry_id.id,
        "lang_id": lang,
    }
