import datetime

from odoo import api, models

from ...domain.imports import project, project_again, project_plan
from ...domain.imports.issue import lookup_key
from .kfz_import_facts import ProjectFacts

#: Days after which the evidence that a past ledger owes is due.
OWED_DAYS = 90


class KfzImportProject(models.AbstractModel):
    """Project ledgers (项目台账): how one is read, and what its rows are compared with."""

    _name = "kfz.import.project"
    _description = "Import of projects"
    _inherit = ["kfz.import.handler"]

    _preview = ("name", "enterprise", "zone", "investment", "stage", "signed_date", "landed_date")
    _preview_keys = {
        "name": "name",
        "partner_id": "enterprise",
        "expected_revenue": "investment",
        "stage": "stage",
        "agreement_ids": "signed_date",
        "agreement_ids.signed_on": "signed_date",
        "milestone_ids.landed": "landed_date",
        "milestone_ids.landed.effective_date": "landed_date",
    }
    _records_action = "kfz_project_action"
    _model = "crm.lead"

    @api.model
    def _kind_label(self):
        return self.env._("Projects")

    @api.model
    def _columns(self):
        return {
            "name": ("项目名称", "示例项目"),
            "enterprise": ("投资企业", "昆明示例供应链管理有限公司"),
            "uscc": ("统一社会信用代码", "91530111K6FMHDQAEB"),
            "code": ("项目编号", ""),
            "zone": ("所属园区", "昆明综合保税区"),
            "area": ("所属片区", "空港片区"),
            "investment": ("计划总投资（亿元）", "1.2"),
            "stage": ("当前阶段", "签约"),
            "signed_date": ("签约日期", "2026-03-05"),
            "signed_amount": ("协议金额（亿元）", "1"),
            "agreement_number": ("协议编号", ""),
            "landed_date": ("落地日期", ""),
            "capital": ("到位资金（万元）", ""),
            "currency": ("币种", ""),
            "construction_date": ("开工日期", ""),
            "production_date": ("投产日期", ""),
            "full_production_date": ("达产日期", ""),
            "lead_official": ("挂点领导", "示例领导"),
            "responsible_unit": ("责任单位", "示例招商一部"),
            "account_manager": ("专人", "示例专员"),
            "industry": ("所属行业", ""),
            "function": ("功能定位", "加工制造中心"),
            "entry_type": ("入区类型", ""),
            "site_need": ("用地需求", ""),
            "contact": ("联系人", ""),
            "phone": ("联系电话", ""),
            "progress": ("进展情况", ""),
        }

    @api.model
    def _word_values(self):
        # sudo: a zone's code is no secret
        zones = self.env["res.company"].sudo().search([("zone_code", "!=", False)])
        return {
            "zone": set(zones.mapped("zone_code")),
            "stage": set(project.STAGES),
            "function": set(dict(self.env["crm.lead"]._fields["industry_function"].selection)),
        }

    # reading

    def _read_rows(self, table, lookups):
        lookups = self.env["kfz.import.enterprise"]._with_industries_of(table, lookups)
        parsed = [project.read_row(row, lookups) for row in table.rows]
        project.mark_repeats(parsed)
        return parsed

    @api.model
    def _lookups(self):
        words = self.env["kfz.import.alias"]._values
        # sudo: a zone's name and code are no secret; what is in it stays checked
        zones = self.env["res.company"].sudo().search([("zone_code", "!=", False)])
        by_code = {zone.zone_code: zone.id for zone in zones}
        known = {
            key: by_code[code] for key, code in words("project", "zone").items() if code in by_code
        }
        for zone in zones:
            for short in self._short_names(zone):
                known.setdefault(lookup_key(short), zone.id)
            known |= {lookup_key(zone.name): zone.id, lookup_key(zone.zone_code): zone.id}
        stages = words("project", "stage") | {
            lookup_key(stage.name): stage.milestone
            for stage in self.env["crm.stage"]._kfz_pipeline()
        }
        own, default = self._zones(), self._default_zone()
        return project.ProjectLookups(
            self._today(),
            zones=known,
            stages=stages,
            areas=self._areas(own),
            functions=words("project", "function"),
            industries=self.env["kfz.import.enterprise"]._industries(),
            entry_types=self._entry_types(),
            default_zone=default.id,
            default_zone_name=default.name,
            allowed_zones=frozenset(own.ids),
        )

    @api.model
    def _short_names(self, zone):
        """What pages call a zone, in every language: a zone that was added later is known by it like the first ones."""
        names = zone._fields["zone_short_name"]._get_stored_translations(zone) or {}
        return filter(None, names.values())

    @api.model
    def _shown(self, name, value):
        # sudo: a zone's name is no secret
        return self.env["res.company"].sudo().browse(value).name if name == "zone" and value else ""

    def _areas(self, zones):
        areas = self.env["kfz.area"].search([("company_id", "in", zones.ids)])
        known = {}
        for area in areas:
            for label in (area.name, area.code, area.with_context(lang="zh_CN").name):
                known[area.company_id.id, lookup_key(label)] = area.id
        return known

    def _entry_types(self):
        known = {}
        for entry in self.env["kfz.entry.type"].search([("active", "=", True)]):
            known |= {
                lookup_key(entry.code): entry.id,
                lookup_key(entry.name): entry.id,
                lookup_key(entry.with_context(lang="zh_CN").name): entry.id,
            }
        return known

    def _is_past_ledger(self, parsed):
        return project.goes_beyond_negotiation(parsed)

    def _plan(self, parsed, is_opening, choices=None):
        return project_plan.plan(parsed, ProjectFacts(self.env, is_opening, choices))

    def _said(self, row):
        return project_again.said_of(row)

    def _traces(self, plan, runs):
        """The projects and the enterprises that their rows added."""
        added = {}
        for row in plan:
            if row.action in ("create", "update") and project_plan.adds_enterprise(row):
                added.setdefault(row.extra.new_enterprise, row)
        return super()._traces(plan, runs) + [
            (
                runs[new.zone],
                new.zone,
                "res.partner",
                new.id,
                new.name,
                row.number,
                "create",
                {"name": new.name, "vat": new.code},
            )
            for new, row in added.items()
            if new.id
        ]

    @api.model
    def _owed_until(self):
        return self._today() + datetime.timedelta(days=OWED_DAYS)
