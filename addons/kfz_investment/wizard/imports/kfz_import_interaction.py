from odoo import api, models

from ...domain.imports import interaction, interaction_plan
from ...domain.imports.issue import lookup_key
from ...models.base.lists import comma
from .kfz_import_facts_visit import InteractionFacts


class KfzImportInteraction(models.AbstractModel):
    """Lists of past visits and meetings: they go to the user's zone, as if recorded on their day.

    A visit that is recorded already changes nothing; what differs from it is refused in words. First contacts follow the visits.
    """

    _name = "kfz.import.interaction"
    _description = "Import of visits and meetings"
    _inherit = ["kfz.import.handler"]

    _required = interaction.REQUIRED
    _preview = (
        "date",
        "name",
        "project",
        "kind",
        "participants",
        "leader",
        "counterparts",
        "summary",
        "result",
        "next_step",
    )
    _records_action = "kfz_interaction_action"
    _model = "kfz.interaction"
    _has_chatter = False
    _lock_scope = "visits"

    @api.model
    def _kind_label(self):
        return self.env._("Visits and meetings")

    @api.model
    def _columns(self):
        return {
            "date": ("日期", "2026-03-05"),
            "name": ("企业名称", "昆明示例供应链管理有限公司"),
            "uscc": ("统一社会信用代码", "91530111K6FMHDQAEB"),
            "project": ("项目名称", ""),
            "code": ("项目编号", ""),
            "kind": ("方式", "来访"),
            "participants": ("我方参加人员", "示例领导、示例专员"),
            "leader": ("一把手招商", "是"),
            "counterparts": ("对方人员", "示例公司副总经理一行3人"),
            "summary": ("洽谈内容", "示例：实地考察标准厂房，介绍通关和政策。"),
            "result": ("成效", "有进展"),
            "next_step": ("下一步工作", "寄送场地平面图"),
            "next_step_date": ("下一步时限", ""),
        }

    @api.model
    def _word_values(self):
        fields = self.env["kfz.interaction"]._fields
        return {
            "kind": set(dict(fields["kind"].selection)),
            "result": set(dict(fields["result"].selection)),
            "leader": {"yes", "no"},
        }

    @api.model
    def _lookups(self):
        return interaction.InteractionLookups(
            self._today(),
            kinds=self._words("kind"),
            results=self._words("result"),
            leaders=self.env["kfz.import.alias"]._values("interaction", "leader"),
        )

    @api.model
    def _words(self, name):
        """{word by `lookup_key`: value} of a selection: what the pages call it, and the words that are taught."""
        field = self.env["kfz.interaction"]._fields[name]
        shown = {lookup_key(label): value for value, label in self._labels(field)}
        return shown | self.env["kfz.import.alias"]._values("interaction", name)

    @api.model
    def _labels(self, field):
        return field._description_selection(self.env)

    def _read_rows(self, table, lookups):
        return [interaction.read_row(row, lookups) for row in table.take()]

    @api.model
    def _shown(self, name, value):
        if name in ("kind", "result"):
            return dict(self._labels(self.env["kfz.interaction"]._fields[name])).get(value, "")
        if name == "leader":
            return self.env._("Yes") if value else self.env._("No")
        return comma(self.env).join(value or ()) if name == "participants" else ""

    # deciding

    def _plan(self, parsed, is_opening, choices=None):
        return interaction_plan.plan(parsed, InteractionFacts(self.env))

    def _said(self, row):
        return interaction_plan.said_of(row)

    # doing

    def _create_rows(self, plan):
        # what each row says of its project is asked once for all
        projects = {row.extra.place.project for row in plan}
        self.env["crm.lead"].browse(filter(None, projects)).fetch(["company_id", "partner_id"])
        known = {"kfz.interaction": ("is_leader_led", "partner_id")}
        visits = self._bulk("kfz.interaction", known).create(
            [self._create_vals(row) for row in plan]
        )
        for row, ident in zip(plan, visits.ids, strict=True):
            row.record = ident

    def _create_vals(self, row):
        values, meant = row.parsed.values, row.extra
        return {
            "company_id": meant.place.zone,
            "partner_id": meant.place.enterprise,
            "lead_id": meant.place.project or False,
            "date": meant.place.day,
            "kind": meant.place.kind,
            "official_ids": [(6, 0, meant.officials)],
            "our_names": meant.others or False,
            "is_leader_led": meant.is_leader_led,
            **{
                name: values.get(name, False)
                for name in ("counterparts", "summary", "result", "next_step", "next_step_date")
            },
        }

    @api.model
    def _records(self, ids):
        return self.env["kfz.interaction"].browse(ids)
