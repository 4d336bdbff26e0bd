from odoo import api, models
from odoo.exceptions import AccessError

from ...domain.imports import trade, trade_plan
from ...domain.imports.issue import lookup_key
from ...domain.trade import KEY
from ...domain.workbook.limits import Limits
from ...models.base.period_words import month_text
from .kfz_import_facts import TradeFacts


class KfzImportTrade(models.AbstractModel):
    """Customs trade statements (保税贸易统计表): rows become drafts of the verifier's zone, to be confirmed by another verifier.

    A row that is already recorded changes nothing; a draft with another value is changed; a confirmed record is not.
    """

    _name = "kfz.import.trade"
    _description = "Import of trade statements"
    _inherit = ["kfz.import.handler"]

    _required = trade.REQUIRED
    _preview = ("name", "month", "direction", "mode", "amount")
    _preview_keys = {"amount": "amount"}
    _groups = ("kfz_investment.group_kfz_customs",)
    _records_action = "kfz_trade_record_action"
    _model = "kfz.trade.record"
    _has_chatter = False
    # a draft counts nowhere yet: its verifier decides
    _undo_groups = ("kfz_investment.group_kfz_customs",)
    _lock_scope = "trade"
    # a row has six short cells
    _limits = Limits(max_rows=150_000)

    @api.model
    def _kind_label(self):
        return self.env._("Trade statements")

    @api.model
    def _columns(self):
        return {
            "uscc": ("统一社会信用代码", "91530111K6FMHDQAEB"),
            "name": ("企业名称", "昆明示例供应链管理有限公司"),
            "month": ("统计月份", "2026年1月"),
            "direction": ("进出口", "出口"),
            "mode": ("监管方式", "1210"),
            "amount": ("保税贸易额（万元）", "471.43"),
            "currency": ("币种", ""),
            "origin": ("统计表编号", ""),
            "note": ("备注", ""),
        }

    @api.model
    def _check_may_import(self):
        if not self._may_import():
            raise AccessError(self.env._("Only customs verifiers can import trade statements."))

    @api.model
    def _word_values(self):
        return {
            "direction": set(dict(self.env["kfz.trade.record"]._fields["direction"].selection)),
            "mode": set(dict(self.env["kfz.trade.mode"]._kfz_selection())),
        }

    @api.model
    def _lookups(self):
        Alias = self.env["kfz.import.alias"]
        modes = self.env["kfz.trade.mode"]._kfz_selection()
        return trade.TradeLookups(
            self._today(),
            directions=Alias._values("trade", "direction"),
            codes=frozenset(self.env["kfz.trade.mode"]._kfz_bonded()),
            modes={lookup_key(label[5:]): code for code, label in modes}
            | Alias._values("trade", "mode"),
        )

    def _read_rows(self, table, lookups):
        return [trade.read_row(row, lookups) for row in table.take()]

    @api.model
    def _shown(self, name, value):
        if name == "direction":
            return dict(
                self.env["kfz.trade.record"]._fields["direction"]._description_selection(self.env)
            ).get(value, "")
        return month_text(self.env, value) if name == "month" else ""

    # deciding

    def _plan(self, parsed, is_opening, choices=None):
        return trade_plan.plan(parsed, TradeFacts(self.env, self._source(), choices))

    def _said(self, row):
        return trade_plan.said_of(row)

    def _source(self):
        """The name of the file, for records of rows that name no statement."""
        return self.env.context.get("kfz_filename") or self._kind_label()

    # doing

    def _create_rows(self, plan):
        source = self._source()
        records = self._bulk("kfz.trade.record").create(
            [self._create_vals(row, source) for row in plan]
        )
        for row, ident in zip(plan, records.ids, strict=True):
            row.record = ident

    def _create_vals(self, row, source):
        values = row.parsed.values
        return {
            **dict(zip(("company_id", *KEY), row.extra, strict=True)),
            "amount": float(values["amount"].amount),
            "origin": trade_plan.origin(row.parsed, source),
            "note": values.get("note", False),
        }

    @api.model
    def _records(self, ids):
        return self.env["kfz.trade.record"].browse(ids)
