from functools import cache

from odoo import api, models
from odoo.tools import email_normalize

from ...domain import names, phones, uscc
from .res_partner import capital_origin, region
from .res_partner_search import search_text

#: {module that computes the fields: names}
COMPUTED = {
    "odoo.addons.base.": (
        "complete_name",
        "commercial_company_name",
        "commercial_partner_id",
        "company_registry",
        "partner_share",
    ),
    "odoo.addons.mail.": ("email_normalized",),
    "odoo.addons.phone_validation.": ("phone_sanitized",),
    "odoo.addons.kfz_investment.": (
        "capital_origin",
        "industry_section_id",
        "is_rcep",
        "name_key",
        "region_code",
        "region_name",
        "search_text",
    ),
}


class ResPartner(models.Model):
    """What follows from the values of new partners that belong to no other: many are created without computing it again."""

    _inherit = "res.partner"

    @api.model
    def _kfz_tell_known(self, ids, rows):
        known = super()._kfz_tell_known(ids, rows)
        if any(row.get("parent_id") or row.get("company_name") for row in rows):
            return known
        wanted = self._kfz_computed_by_each(COMPUTED)
        tell, china = self._kfz_tellers(), self._kfz_ref_id("base.cn")
        for ident, row in zip(ids, rows, strict=True):
            values = _core_values(ident, row)
            values["search_text"] = search_text({**values, **row})
            values |= _enterprise_values(row, china)
            values |= {name: of(row) for name, of in tell.items()}
            row.update({name: values[name] for name in wanted if name not in row})
        return known | wanted

    @api.model
    def _kfz_tellers(self):
        """{field: function of a row} of what other records say, each of which is asked once."""

        @cache
        def is_rcep(country):
            return self.env["res.country"].browse(country).is_rcep

        @cache
        def section(industry):
            found = self.env["res.partner.industry"].browse(industry)
            return (found.classification and (found.parent_id or found).id) or False

        @cache
        def is_in_china(country):
            found = self.env["res.country"].browse(country) or self.env.company.country_id
            return found.code == "CN"

        def phone(row):
            number, country = row.get("phone"), row.get("country_id") or False
            if not number:
                return False
            in_china = is_in_china(country) and phones.sanitised(number)
            return in_china or self._phone_format(
                number=number, country=self.env["res.country"].browse(country)
            )

        return {
            "industry_section_id": lambda row: section(row.get("industry_id") or False),
            "is_rcep": lambda row: (
                is_rcep(row["country_id"])
                if row.get("country_id")
                else bool(row.get("is_enterprise") and uscc.is_valid(row.get("vat")))
            ),
            "phone_sanitized": phone,
        }


def _core_values(ident, row):
    """What core makes of a partner that belongs to no other and has no user."""
    name = row.get("name") or ""
    return {
        "complete_name": name.strip() or False,
        "commercial_company_name": (row.get("is_company") and name) or False,
        "commercial_partner_id": ident,
        "company_registry": False,
        "partner_share": True,
        "email_normalized": email_normalize(row.get("email"), strict=False),
    }


def _enterprise_values(row, china):
    is_enterprise = row.get("is_enterprise")
    code, name = region(is_enterprise, row.get("vat"))
    return {
        "capital_origin": is_enterprise
        and capital_origin(row.get("country_id"), row.get("ownership"), china),
        "name_key": (is_enterprise and names.match_key(row.get("name") or "")) or False,
        "region_code": code,
        "region_name": name,
    }
