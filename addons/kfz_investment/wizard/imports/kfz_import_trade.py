from odoo import api, models
from odoo.exceptions import AccessError

from ...domain.imports import trade
from ...domain.imports.issue import ERROR, WARNING, lookup_key
from ...domain.money import format_wan
from ...domain.trade import KEY, exact
from ...domain.workbook.limits import Limits
from .kfz_import_handler import PlanRow

#: keys that are looked up with one query
CHUNK = 10_000


class KfzImportTrade(models.AbstractModel):
    """Customs trade statements (保税贸易统计表): rows become drafts of the verifier's zone, which somebody else confirms.

    A row that is there already changes nothing; a draft with another value is changed; a confirmed record is not.
    """

    _name = "kfz.import.trade"
    _description = "Import of trade statements"
    _inherit = ["kfz.import.handler"]

    _required = trade.REQUIRED
    _preview = ("name", "month", "direction", "mode", "amount")
    _groups = ("kfz_investment.group_kfz_customs",)
    _records_action = "kfz_trade_record_action"
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
            "origin": ("统计表编号", ""),
            "note": ("备注", ""),
        }

    @api.model
    def _check_may_import(self):
        if not self._may_import():
            raise AccessError(self.env._("Only customs verifiers import trade statements."))

    def _read_rows(self, table):
        Alias = self.env["kfz.import.alias"]
        modes = self.env["kfz.trade.mode"]._kfz_selection()
        lookups = trade.TradeLookups(
            self._today(),
            directions=Alias._values("trade", "direction"),
            codes=frozenset(self.env["kfz.trade.mode"]._kfz_bonded()),
            modes={lookup_key(label[5:]): code for code, label in modes}
            | Alias._values("trade", "mode"),
        )
        headings, units = table.headings, self._unit_for(table)
        return [trade.read_row(row, headings, units, lookups) for row in table.take()]

    @api.model
    def _shown(self, name, value):
        if name == "direction":
            return dict(
                self.env["kfz.trade.record"]._fields["direction"]._description_selection(self.env)
            ).get(value, "")
        return f"{value:%Y-%m}" if name == "month" and value else ""

    # deciding

    def _plan(self, parsed, is_opening):
        zone = self.env["crm.lead"]._kfz_default_zone()
        # `extra` becomes the key of the row's trade; what is created is made of it batch by batch: a statement is long
        plan = [PlanRow(row, vals=None, extra=None) for row in parsed]
        self._plan_enterprises(plan, zone)
        found = [row for row in plan if row.extra and row.parsed.ok]
        trade.mark_repeats([(row.extra, row.parsed) for row in found])
        for start in range(0, len(found), CHUNK):
            part = found[start : start + CHUNK]
            known = self.env["kfz.trade.record"]._kfz_known([row.extra for row in part])
            for row in part if known else ():
                if row.parsed.ok and row.extra in known:
                    self._plan_row(row, known[row.extra])
        for row in plan:
            if not row.parsed.ok:
                row.action = "skip" if row.parsed.skip else "refused"
        return plan

    def _plan_enterprises(self, plan, zone):
        """Find the enterprise of each row: by code, then by name; one query for all."""
        good = [row.parsed.values for row in plan if row.parsed.ok]
        index = self._find_enterprises(
            [zone.id],
            {values["uscc"] for values in good if "uscc" in values},
            {values["name"] for values in good if "name" in values},
        )
        found = {}
        for row in plan:
            if row.parsed.ok:
                values = row.parsed.values
                named = values.get("uscc"), values.get("name")
                if named not in found:
                    found[named] = self._found_enterprise(index.find(zone.id, *named), *named)
                self._plan_enterprise(row, zone, *found[named])

    def _found_enterprise(self, found, code, name):
        """(enterprise's id or False, level, code and parameters of the remark) for what rows name."""
        if not found:
            return False, ERROR, "unknown_trade_enterprise", {"name": name or code}
        if len(found) > 1:
            return False, ERROR, "two_enterprises", {"name": name}
        enterprise = found[0]
        if not enterprise.active:
            return False, ERROR, "archived_enterprise", {"name": enterprise.name}
        if name and code and enterprise.vat == code and enterprise.name != name:
            return (
                enterprise.id,
                WARNING,
                "other_name_in_directory",
                {"code": code, "name": enterprise.name},
            )
        return enterprise.id, "", "", {}

    def _plan_enterprise(self, row, zone, enterprise, level, code, params):
        values = row.parsed.values
        if code:
            unknown = code == "unknown_trade_enterprise"
            row.parsed.add(
                level,
                row.parsed.heading("name" if "name" in values else "uscc") if unknown else "",
                code,
                **params,
            )
        if enterprise:
            row.extra = zone.id, enterprise, values["month"], values["direction"], values["mode"]

    def _plan_row(self, row, known):
        """Compare with what is recorded: (id, number, state, amount, reversed) of each record of the same trade."""
        amount = row.parsed.values["amount"].amount
        standing = next((record for record in known if not record[4]), None)
        gone = [record for record in known if record[4] and exact(record[3]) == amount]
        if standing and exact(standing[3]) == amount:
            row.action = "unchanged"
        elif standing and standing[2] == "confirmed":
            lang = self.env.lang or "en_US"
            row.refuse(
                "trade_confirmed", number=standing[1], amount=format_wan(exact(standing[3]), lang)
            )
        elif standing:
            row.action, row.record = "update", self.env["kfz.trade.record"].browse(standing[0])
            row.vals = {"amount": float(amount), "origin": self._origin(row)}
        elif gone:
            row.parsed.add(WARNING, "", "trade_reversed", number=gone[0][1])
            row.parsed.skip = True

    def _origin(self, row):
        """The statement's number, else file and row."""
        return (
            row.parsed.values.get("origin")
            or f"{self.env.context.get('kfz_filename') or self._kind_label()} · {row.number}"
        )

    # doing

    def _create_rows(self, plan):
        self._bulk("kfz.trade.record").create([self._create_vals(row) for row in plan])

    def _create_vals(self, row):
        values = row.parsed.values
        return {
            **dict(zip(("company_id", *KEY), row.extra, strict=True)),
            "amount": float(values["amount"].amount),
            "origin": self._origin(row),
            "note": values.get("note", False),
        }

    def _update_row(self, row):
        row.record.write(row.vals)
