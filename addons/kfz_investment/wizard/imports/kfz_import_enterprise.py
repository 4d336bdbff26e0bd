from dataclasses import replace

from odoo import api, models

from ...domain.imports import enterprise, enterprise_plan
from ...domain.imports.issue import lookup_key
from .kfz_import_facts import EnterpriseFacts
from .kfz_import_handler import QUIET


class KfzImportEnterprise(models.AbstractModel):
    """Enterprise lists (企业名录): they go to the zone's own directory; what differs from the common one is proposed."""

    _name = "kfz.import.enterprise"
    _description = "Import of enterprises"
    _inherit = ["kfz.import.handler"]

    _preview = ("name", "uscc", "registered_capital", "established")
    _preview_keys = {
        "name": "name",
        "vat": "uscc",
        "registered_capital": "registered_capital",
        "established_date": "established",
    }

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
            "currency": ("币种", "人民币"),
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

    @api.model
    def _lookups(self):
        return enterprise.EnterpriseLookups(
            self._today(),
            industries=self._industries(),
            countries=self._countries(),
            ownerships=self.env["kfz.import.alias"]._values("enterprise", "ownership"),
        )

    @api.model
    def _word_values(self):
        return {"ownership": set(dict(self.env["res.partner"]._fields["ownership"].selection))}

    def _read_rows(self, table, lookups):
        lookups = self._with_industries_of(table, lookups)
        parsed = [enterprise.read_row(row, lookups) for row in table.rows]
        enterprise.mark_repeats(parsed)
        return parsed

    @api.model
    def _industries(self):
        """All industries by their names; they also serve as hints."""
        found = self.env["res.partner.industry"].search_read(
            [("classification", "=", "gbt4754")], ["name_zh"], order="parent_id desc, code"
        )
        return {lookup_key(row["name_zh"]): row["id"] for row in found}

    @api.model
    def _with_industries_of(self, table, lookups):
        """The same look-ups, with the industries that the words of a table mean."""
        texts = self._distinct(table, "industry")
        if not texts:
            return lookups
        meant = self.env["res.partner.industry"].match_texts(texts)
        known = {lookup_key(text): industry.id for text, industry in meant.items()}
        return replace(lookups, industries=lookups.industries | known)

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

    def _plan(self, parsed, is_opening, choices=None):
        return enterprise_plan.plan(parsed, EnterpriseFacts(self.env, choices))

    def _said(self, row):
        # of common enterprises nothing is said but proposed
        return enterprise_plan.said_of(row) if row.action == "create" else None

    # doing

    def _create_rows(self, plan):
        partners = self._bulk("res.partner", _partners_skip_fields_sync=True).create(
            [{**row.vals, "user_id": False} for row in plan]
        )
        for row, partner in zip(plan, partners, strict=True):
            row.record = partner.id
        self._create_contacts(zip(plan, partners, strict=True))

    @api.model
    def _records(self, ids):
        return self.env["res.partner"].with_context(active_test=False, **QUIET).browse(ids)

    def _update_rows(self, pairs):
        for row, record in pairs:
            if row.vals:
                record.write(row.vals)
        self._create_contacts(pairs)

    def _propose_rows(self, rows):
        Proposal = self.env["kfz.directory.proposal"]
        partners = self.env["res.partner"].browse([row.record for row in rows])
        return Proposal._kfz_propose(
            [
                (partner, Proposal._kfz_plain_values(row.proposal))
                for row, partner in zip(rows, partners, strict=True)
            ],
            self._reason(),
            "workbook",
        )

    def _create_contacts(self, pairs):
        """Contact persons and notes, private to the zone.

        :param pairs: (plan row, its enterprise)
        """
        pairs = list(pairs)
        self._bulk("res.partner", _partners_skip_fields_sync=True).create(
            [self._contact_vals(row.extra, record) for row, record in pairs if row.extra.contact]
        )
        self.env["kfz.enterprise.note"].create(
            [
                {"partner_id": row.record, "company_id": row.extra.zone, "body": row.extra.notes}
                for row, _record in pairs
                if row.extra.notes
            ]
        )

    def _contact_vals(self, extra, enterprise):
        return {
            "name": extra.contact,
            "phone": extra.phone,
            "parent_id": enterprise.id,
            "type": "contact",
            "company_id": extra.zone,
            "user_id": False,
            "vat": enterprise.vat,
            "industry_id": enterprise.industry_id.id,
        }
