from functools import cache

from odoo import api, models
from odoo.addons.phone_validation.tools import phone_validation
from odoo.exceptions import UserError

from ...domain import calendar, phones

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
        "email_from",
        "industry_id",
        "is_major",
        "next_step_date",
        "next_step_on",
        "phone",
        "probability",
    ),
}
#: what is computed of an e-mail alone
OF_EMAIL = ("email_normalized", "email_domain_criterion", "email_state")
#: {stored field that follows from what hangs on a project: its value where nothing does}
OF_LINES = {
    "signed_date": False,
    "signed_amount": 0,
    "landed_date": False,
    "capital_in_place": 0,
    "landed_amount": 0,
    "last_interaction_date": False,
    "lead_official_id": False,
    "responsible_unit_id": False,
    "account_manager_id": False,
    "owed_count": 0,
    "owed_until": False,
    "owed_checks": False,
}
#: given ones change what core computes in ways that an import never needs
_ODD = ("probability", "recurring_revenue", "recurring_plan", "date_open", "commercial_partner_id")


class CrmLead(models.Model):
    """What follows from the values of new projects: many are created without computing it again."""

    _inherit = "crm.lead"

    @api.model
    def _kfz_tell_known(self, ids, rows):
        known = super()._kfz_tell_known(ids, rows)
        # sudo: as the fields are computed, from the zones and enterprises that the rows name
        system = self.sudo()
        known |= system._kfz_tell_places(rows)
        if not all(map(_is_plain_project, rows)):
            return known
        known |= self._kfz_tell_no_lines(rows)
        partners = system.env["res.partner"].browse(
            {row["partner_id"] for row in rows if row.get("partner_id")}
        )
        wanted = self._kfz_computed_by_each(COMPUTED) | set(OF_EMAIL)
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
    def _kfz_tell_places(self, rows):
        """Give the first stage and the zone's team to projects of which nothing is said; the names of these fields."""
        names = self._kfz_computed_by("odoo.addons.kfz_investment.", ("stage_id", "team_id"))
        first = self.env["crm.stage"]._kfz_pipeline()[:1]
        if len(names) < 2 or not all(row.get("is_promotion") for row in rows):
            return set()
        teams = self._kfz_teams({row.get("company_id") for row in rows})
        for row in rows:
            row.setdefault("stage_id", first.id)
            row.setdefault("team_id", teams.get(row.get("company_id"), False))
        return names

    @api.model
    def _kfz_tell_no_lines(self, rows):
        """What follows from lines of projects that have none; the names of these fields."""
        lines = [name for name, field in self._fields.items() if field.type == "one2many"]
        if any(row.get(name) for row in rows for name in lines):
            return set()
        names = self._kfz_computed_by("odoo.addons.kfz_investment.", OF_LINES)
        for row in rows:
            for name in names:
                row.setdefault(name, OF_LINES[name])
        return names

    @api.model
    def _kfz_tellers(self):
        """Functions of a row that give values, each of which asks another record once."""
        return (self._kfz_dates, self._kfz_amounts(), self._kfz_phones(), self._kfz_emails())

    @api.model
    def _kfz_dates(self, row):
        created, closed = row["create_date"], row.get("date_closed")
        opened = self.env.cr.now() if row.get("user_id") else False
        return {
            "date_last_stage_update": self.env.cr.now(),
            "date_open": opened,
            "day_open": opened and abs((opened - created.replace(microsecond=0)).days),
            "day_close": closed and abs((closed - created).days),
            "next_step_date": False,
            "next_step_on": bool(row.get("next_step")) and calendar.today(),
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

    @api.model
    def _kfz_emails(self):
        @cache
        def of_email(email):
            lead = self.new({"is_promotion": True, "email_from": email})
            return {name: lead[name] for name in OF_EMAIL}

        empty = dict.fromkeys(OF_EMAIL, False)

        def fill(row):
            return of_email(row["email_from"]) if row.get("email_from") else empty

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
    is_common = partner._kfz_is_common()
    return {
        **{name: getattr(value, "id", value) for name, value in address.items()},
        "contact_name": False if partner.is_company else partner.name,
        "partner_name": partner.parent_id.name or company or partner.company_name,
        "function": partner.function,
        "website": partner.website,
        "phone": not is_common and partner.phone,
        "email_from": not is_common and partner.email,
        "industry_id": partner.industry_id.id,
        "lang_id": lang,
    }
