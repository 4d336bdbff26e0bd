from odoo import api, models

from ...domain.imports import enterprise
from ...domain.imports.issue import INFO, WARNING, lookup_key
from .kfz_import_handler import QUIET, PlanRow

_PLAIN = {
    "name": "name",
    "uscc": "vat",
    "established": "established_date",
    "industry": "industry_id",
    "ownership": "ownership",
    "country": "country_id",
    "address": "street",
    "phone": "phone",
    "email": "email",
    "website": "website",
    "scope": "business_scope",
}


class KfzImportEnterprise(models.AbstractModel):
    """Enterprise lists (企业名录): they go to the zone's own directory; what the common directory holds stays as it is."""

    _name = "kfz.import.enterprise"
    _description = "Import of enterprises"
    _inherit = ["kfz.import.handler"]

    _preview = ("name", "uscc", "registered_capital", "established")

    @api.model
    def _kind_label(self):
        return self.env._("Enterprises")

    @api.model
    def _columns(self):
        return {
            "name": ("企业名称", "昆明示例供应链管理有限公司"),
            "uscc": ("统一社会信用代码", "91530111K6FMHDQAEB"),
            "registered_capital": ("注册资本（万元）", "1000"),
            "paid_in_capital": ("实缴资本（万元）", "500"),
            "established": ("成立日期", "2024-03-05"),
            "industry": ("所属行业", "批发业"),
            "ownership": ("企业性质", "民营"),
            "country": ("国别", "中国"),
            "address": ("注册地址", "云南省昆明市示例路1号"),
            "contact": ("联系人", "张示例"),
            "phone": ("联系电话", "0871-60000000"),
            "email": ("电子邮箱", "example@example.com"),
            "website": ("网址", ""),
            "scope": ("经营范围", ""),
            "notes": ("备注", ""),
        }

    def _read_rows(self, table):
        lookups = enterprise.EnterpriseLookups(
            self._today(),
            industries=self._industries(table),
            countries=self._countries(),
            ownerships=self.env["kfz.import.alias"]._values("enterprise", "ownership"),
        )
        headings, units = table.headings, self._unit_for(table)
        parsed = [enterprise.read_row(row, headings, units, lookups) for row in table.rows]
        enterprise.mark_repeats(parsed)
        return parsed

    @api.model
    def _industries(self, table):
        """Industries by the words of the file, and all by their names, for hints."""
        Industry = self.env["res.partner.industry"]
        known = {
            lookup_key(row["name_zh"]): row["id"]
            for row in Industry.search_read(
                [("classification", "=", "gbt4754")], ["name_zh"], order="parent_id desc, code"
            )
        }
        for text, industry in Industry.match_texts(self._distinct(table, "industry")).items():
            known[lookup_key(text)] = industry.id
        return known

    @api.model
    def _countries(self):
        countries = self.env["res.country"].search([("code", "!=", False)])
        known = {}
        for lang in {"en_US", "zh_CN", self.env.lang or "en_US"} & {
            code for code, _name in self.env["res.lang"].get_installed()
        }:
            known |= {
                lookup_key(country.name): country.id
                for country in countries.with_context(lang=lang)
            }
        return known | {country.code.lower(): country.id for country in countries}

    # deciding

    def _plan(self, parsed, is_opening):
        zone = self.env["crm.lead"]._kfz_default_zone()
        good = [row for row in parsed if row.ok]
        index = self._find_enterprises(
            [zone.id],
            {row.values["uscc"] for row in good if "uscc" in row.values},
            {row.values["name"] for row in good},
        )
        currencies = self._currency_ids()
        plan = []
        for row in parsed:
            planned = PlanRow(row, "skip" if row.skip else "refused" if not row.ok else "create")
            if row.ok:
                self._plan_row(planned, zone, index, currencies)
            plan.append(planned)
        self._plan_contacts([row for row in plan if row.record])
        return plan

    def _plan_row(self, planned, zone, index, currencies):
        values = planned.parsed.values
        found = index.find(zone.id, values.get("uscc"), values["name"])
        if len(found) > 1:
            planned.refuse("two_enterprises", name=values["name"])
            return
        partner = found[0] if found else None
        if partner and not partner.active:
            planned.refuse("archived_enterprise", name=partner.name)
            return
        planned.vals = self._enterprise_vals(planned, currencies)
        planned.extra = {key: values[key] for key in ("contact", "phone", "notes") if key in values}
        planned.extra["zone"] = zone.id
        if planned.action == "refused" or not partner:
            planned.vals |= {"company_id": zone.id, "is_enterprise": True, "is_company": True}
            return
        planned.record, planned.action = partner, "unchanged"
        if partner.name != values["name"]:
            if partner.vat and partner.vat == values.get("uscc"):
                planned.parsed.add(
                    WARNING, "", "other_name_in_directory", code=partner.vat, name=partner.name
                )
            planned.vals.pop("name")
        if partner.company_id:
            planned.vals = self._changed(partner, planned.vals)
        else:
            planned.vals = {}
            planned.parsed.add(INFO, "", "common_enterprise", name=partner.name)
        if planned.vals:
            planned.action = "update"

    def _enterprise_vals(self, planned, currencies):
        values = planned.parsed.values
        vals = {name: values[key] for key, name in _PLAIN.items() if key in values}
        for key in ("registered_capital", "paid_in_capital"):
            amount = values.get(key)
            if amount is None:
                continue
            if amount.currency not in currencies:
                planned.refuse(
                    "unknown_currency", planned.parsed.heading(key), currency=amount.currency
                )
                continue
            vals[key] = float(amount.amount)
            vals["kfz_currency_id"] = currencies[amount.currency]
        return vals

    @api.model
    def _changed(self, record, vals):
        """The values of ``vals`` that differ from the record's."""
        changed = {}
        for name, value in vals.items():
            field, current = record._fields[name], record[name]
            if field.type == "many2one":
                same = current.id == value
            elif field.type in ("monetary", "float"):
                same = abs((current or 0) - value) < 0.005
            else:
                same = (current or False) == (value or False)
            if not same:
                changed[name] = value
        return changed

    def _plan_contacts(self, rows):
        """Known enterprises get only the contact persons and notes that the zone does not have yet; two queries for all."""
        ids = [row.record.id for row in rows]
        contacts = (
            {
                (c["parent_id"][0], c["name"])
                for c in self.env["res.partner"].search_read(
                    [("parent_id", "in", ids)], ["parent_id", "name"], load="_classic_read"
                )
            }
            if ids
            else set()
        )
        notes = (
            {
                (n["partner_id"][0], n["body"])
                for n in self.env["kfz.enterprise.note"].search_read(
                    [("partner_id", "in", ids)], ["partner_id", "body"]
                )
            }
            if ids
            else set()
        )
        for row in rows:
            if (row.record.id, row.extra.get("contact")) in contacts:
                row.extra.pop("contact", None)
            if (row.record.id, row.extra.get("notes")) in notes:
                row.extra.pop("notes", None)
            if row.action == "unchanged" and ("contact" in row.extra or "notes" in row.extra):
                row.action = "update"

    # doing

    def _create_rows(self, plan):
        partners = self._bulk("res.partner", _partners_skip_fields_sync=True).create(
            [{**row.vals, "user_id": False} for row in plan]
        )
        for row, partner in zip(plan, partners, strict=True):
            row.record = partner
        self._create_contacts(plan)

    def _update_row(self, row):
        if row.vals:
            row.record.with_context(**QUIET).write(row.vals)
        self._create_contacts([row])

    def _create_contacts(self, plan):
        """Contact persons and notes, private to the zone."""
        self._bulk("res.partner", _partners_skip_fields_sync=True).create(
            [
                {
                    "name": row.extra["contact"],
                    "phone": row.extra.get("phone"),
                    "parent_id": row.record.id,
                    "type": "contact",
                    "company_id": row.extra["zone"],
                    "user_id": False,
                    "vat": row.record.vat,
                    "industry_id": row.record.industry_id.id,
                }
                for row in plan
                if row.extra.get("contact")
            ]
        )
        self.env["kfz.enterprise.note"].create(
            [
                {
                    "partner_id": row.record.id,
                    "company_id": row.extra["zone"],
                    "body": row.extra["notes"],
                }
                for row in plan
                if row.extra.get("notes")
            ]
        )
