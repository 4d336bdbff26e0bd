import datetime

from odoo import api, models

from ...domain import gate_facts, gates
from ...domain.imports import project
from ...domain.imports.issue import INFO, WARNING, lookup_key
from .kfz_import_enterprise_match import name_key
from .kfz_import_handler import PlanRow

#: Days after which the evidence that a past ledger owes is due.
OWED_DAYS = 90
_DATED = {
    "construction": "construction_date",
    "production": "production_date",
    "full_production": "full_production_date",
}
_PLAIN = {
    "name": "name",
    "area": "area_id",
    "function": "industry_function",
    "industry": "industry_id",
    "entry_type": "entry_type_id",
    "site_need": "site_need",
    "contact": "contact_name",
    "phone": "phone",
}


class KfzImportProject(models.AbstractModel):
    """Project ledgers (项目台账): checked against the gates before anything is written.

    An opening import takes a past ledger as it was: agreements in force, landings recognised, stages as given, and what the
    gates still ask for as dated overrides. Any other import obeys the gates, and its agreements and landings are drafts
    until their documents are there.
    """

    _name = "kfz.import.project"
    _description = "Import of projects"
    _inherit = ["kfz.import.handler"]

    _preview = ("name", "enterprise", "investment", "stage", "signed_date", "landed_date")
    _records_action = "kfz_project_action"

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

    # reading

    def _read_rows(self, table):
        lookups = self._lookups(table)
        headings, units = table.headings, self._unit_for(table)
        parsed = [project.read_row(row, headings, units, lookups) for row in table.rows]
        project.mark_repeats(parsed)
        return parsed

    def _lookups(self, table):
        words = self.env["kfz.import.alias"]._values
        # sudo: a zone's name and code are no secret; what is in it stays checked
        zones = self.env["res.company"].sudo().search([("zone_code", "!=", False)])
        by_code = {zone.zone_code: zone.id for zone in zones}
        known = {
            key: by_code[code] for key, code in words("project", "zone").items() if code in by_code
        }
        for zone in zones:
            known |= {lookup_key(zone.name): zone.id, lookup_key(zone.zone_code): zone.id}
        stages = words("project", "stage") | {
            lookup_key(stage.name): stage.milestone
            for stage in self.env["crm.stage"]._kfz_pipeline()
        }
        own = self._zones()
        return project.ProjectLookups(
            self._today(),
            zones=known,
            stages=stages,
            areas=self._areas(own),
            functions=words("project", "function"),
            industries=self.env["kfz.import.enterprise"]._industries(table),
            entry_types=self._entry_types(),
            default_zone=self.env["crm.lead"]._kfz_default_zone().id,
            allowed_zones=frozenset(own.ids),
        )

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

    # deciding

    def _plan(self, parsed, is_opening):
        plan = [
            PlanRow(row, "skip" if row.skip else "create" if row.ok else "refused")
            for row in parsed
        ]
        good = [row for row in plan if row.action == "create"]
        self._plan_enterprises(good)
        good = [row for row in good if row.action == "create"]
        self._plan_matches(good)
        stages = {stage.milestone: stage for stage in self.env["crm.stage"]._kfz_pipeline()}
        currencies, rated = self._currency_ids(), self._rated_currency_ids()
        is_manager = self.env.user.has_group("kfz_investment.group_kfz_manager")
        for row in good:
            row.extra["opening"] = is_opening
            if row.action == "create":
                self._plan_values(row, stages, currencies, rated)
            if row.action == "create" and not is_manager and "landed_date" in row.parsed.values:
                row.refuse("landing_by_manager")
            if row.action == "create" and row.record:
                self._plan_update(row, stages)
            elif row.action == "create":
                self._plan_gates(row, stages[row.parsed.values["stage"]])
        return plan

    def _plan_enterprises(self, rows):
        """The enterprise of each row: found in its zone's own or the common directory, else to be added to the zone's own."""
        codes = {}
        for row in rows:
            values = row.parsed.values
            if "uscc" in values and "enterprise" in values:
                codes.setdefault((values["zone"], name_key(values["enterprise"])), values["uscc"])
        index = self._find_enterprises(
            {row.parsed.values["zone"] for row in rows},
            {row.parsed.values["uscc"] for row in rows if "uscc" in row.parsed.values},
            {row.parsed.values["enterprise"] for row in rows if "enterprise" in row.parsed.values},
        )
        created = {}
        for row in rows:
            self._plan_enterprise(row, index, codes, created)

    def _plan_enterprise(self, row, index, codes, created):
        values = row.parsed.values
        zone, name = values["zone"], values.get("enterprise")
        code = values.get("uscc") or codes.get((zone, name_key(name)))
        if not code and not name:
            return
        found = index.find(zone, code, name)
        if len(found) > 1:
            row.refuse("two_enterprises", name=name)
        elif found and not found[0].active:
            row.refuse("archived_enterprise", name=found[0].name)
        elif found:
            row.extra["partner"] = found[0]
            if name and name_key(found[0].name) != name_key(name):
                row.parsed.add(
                    WARNING,
                    "",
                    "other_name_in_directory",
                    code=found[0].vat or "",
                    name=found[0].name,
                )
        elif not name:
            row.refuse("missing_enterprise")
        else:
            key = (zone, code or name_key(name))
            if key not in created:
                created[key] = {
                    "name": name,
                    "vat": code,
                    "company_id": zone,
                    "is_enterprise": True,
                    "is_company": True,
                }
                row.parsed.add(INFO, "", "enterprise_created", name=name)
            row.extra["new_partner"] = created[key]

    def _plan_matches(self, rows):
        """The project that each row means, by code, else by zone, enterprise and name; one query for all."""
        names = {row.parsed.values["name"] for row in rows}
        codes = {row.parsed.values["code"].upper() for row in rows if "code" in row.parsed.values}
        leads = (
            self.env["crm.lead"]
            .with_context(active_test=False)
            .search(
                [
                    ("is_promotion", "=", True),
                    ("company_id", "in", list({row.parsed.values["zone"] for row in rows})),
                    "|",
                    ("project_code", "in", list(codes)),
                    ("name", "in", list(names)),
                ]
            )
        )
        by_code = {lead.project_code: lead for lead in leads}
        by_name = {}
        for lead in leads:
            by_name.setdefault(
                (lead.company_id.id, lead.partner_id.id, lookup_key(lead.name)), lead
            )
        for row in rows:
            values = row.parsed.values
            code, zone, key = (
                values.get("code", "").upper(),
                values["zone"],
                lookup_key(values["name"]),
            )
            partner = row.extra.get("partner")
            lead = by_code.get(code) or by_name.get((zone, partner.id if partner else False, key))
            if not lead and partner:
                lead = by_name.get((zone, False, key))
            if lead and lead.company_id.id == zone:
                row.record = lead
            elif code:
                row.parsed.add(INFO, "", "code_not_ours", code=values["code"])

    def _plan_values(self, row, stages, currencies, rated):
        values, vals = row.parsed.values, row.vals
        vals |= {name: values[key] for key, name in _PLAIN.items() if key in values}
        if "investment" in values:
            vals["expected_revenue"] = float(values["investment"].amount)
        for key in ("signed_amount", "capital"):
            currency = values[key].currency if key in values else "CNY"
            if currency not in currencies:
                row.refuse("unknown_currency", row.parsed.heading(key), currency=currency)
            elif currency != "CNY" and currencies[currency] not in rated:
                row.refuse("no_rate", row.parsed.heading(key), currency=currency)
        row.extra["currencies"] = currencies
        row.extra["stage"] = stages[values["stage"]]
        row.extra["milestones"] = {"landed": values.get("landed_date")} | {
            stage: values.get(column) for stage, column in _DATED.items()
        }
        row.extra["officials"] = {
            role: values[role]
            for role in ("lead_official", "responsible_unit", "account_manager")
            if role in values
        }

    # gates

    def _plan_gates(self, row, stage):
        """Ask the gates before anything is written: an opening import owes what is missing, any other is refused."""
        rules = self.env["kfz.gate.rule"]._kfz_rules()
        zone = row.parsed.values["zone"]
        missing = gates.missing(
            rules, self._facts(row), gates.Passage(zone, self._today()), stage.sequence
        )
        self._settle_gates(row, stage, missing)

    def _settle_gates(self, row, stage, missing):
        if not missing:
            return
        if row.extra["opening"]:
            row.extra["owed"] = True
            return
        labels = dict(
            self.env["kfz.gate.rule"]._fields["check_code"]._description_selection(self.env)
        )
        row.refuse(
            "gates",
            stage=stage.milestone,
            items=self.env._(", ").join(labels[item.check] for item in missing),
        )

    def _facts(self, row):
        """A new project as the gate evaluator will see it."""
        values, vals, partner = row.parsed.values, row.vals, row.extra.get("partner")
        zone = self.env["res.company"].browse(values["zone"])
        amount = vals.get("expected_revenue", 0)
        opening = row.extra["opening"]
        return gate_facts.facts_of(
            {
                **vals,
                "partner_id": partner or row.extra.get("new_partner"),
                "industry_id": vals.get("industry_id") or (partner and partner.industry_id),
                "is_major": zone.kfz_major_threshold and amount >= zone.kfz_major_threshold,
                "roles": row.extra["officials"],
                "zone_areas": zone.kfz_area_ids,
                "formal_agreements": opening and "signed_date" in values,
                "milestones": [
                    word for word, date in row.extra["milestones"].items() if opening and date
                ],
            }
        )

    @api.model
    def _owed_until(self):
        return self._today() + datetime.timedelta(days=OWED_DAYS)
