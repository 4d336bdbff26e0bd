from odoo import api, models
from odoo.exceptions import AccessError

from ..domain.imports import trade
from ..domain.imports.issue import WARNING, lookup_key
from ..domain.money import format_wan
from ..domain.trade import exact
from ..domain.workbook.limits import Limits
from .kfz_import_handler import PlanRow

#: keys that are looked up with one query
CHUNK = 10_000


class KfzImportTrade(models.AbstractModel):
    """Customs trade statements (保税贸易统计表): rows become drafts of the verifier's zone, which somebody else confirms.

    A row that is there already changes nothing; a draft with another value is changed; a confirmed record is not.
    """
    _name = 'kfz.import.trade'
    _description = "Import of trade statements"
    _inherit = ['kfz.import.handler']

    _required = trade.REQUIRED
    _preview = ('name', 'month', 'direction', 'mode', 'amount')
    _groups = ('kfz_investment.group_kfz_customs',)
    _records_action = 'kfz_trade_record_action'
    # a row has six short cells
    _limits = Limits(max_rows=150_000)

    @api.model
    def _kind_label(self):
        return self.env._("Trade statements")

    @api.model
    def _columns(self):
        return {
            'uscc': ("统一社会信用代码", "91530111K6FMHDQAEB"), 'name': ("企业名称", "昆明示例供应链管理有限公司"),
            'month': ("统计月份", "2026年1月"), 'direction': ("进出口", "出口"), 'mode': ("监管方式", "1210"),
            'amount': ("保税贸易额（万元）", "471.43"), 'origin': ("统计表编号", ""), 'note': ("备注", ""),
        }

    @api.model
    def _check_may_import(self):
        if not self._may_import():
            raise AccessError(self.env._("Only customs verifiers import trade statements."))

    def _read_rows(self, table):
        Alias = self.env['kfz.import.alias']
        modes = self.env['kfz.trade.mode']._kfz_selection()
        lookups = trade.TradeLookups(
            self._today(), directions=Alias._values('trade', 'direction'), codes=frozenset(self.env['kfz.trade.mode']._kfz_bonded()),
            modes={lookup_key(label[5:]): code for code, label in modes} | Alias._values('trade', 'mode'))
        headings, units = table.headings, self._unit_for(table)
        return [trade.read_row(row, headings, units, lookups) for row in table.rows]

    @api.model
    def _shown(self, name, value):
        if name == 'direction':
            return dict(self.env['kfz.trade.record']._fields['direction']._description_selection(self.env)).get(value, '')
        return f'{value:%Y-%m}' if name == 'month' and value else ''

    # deciding

    def _plan(self, parsed, is_opening):
        zone = self.env['crm.lead']._kfz_default_zone()
        plan = [PlanRow(row, 'create') for row in parsed]
        self._plan_enterprises(plan, zone)
        keyed = [(self._key(zone, row), row) for row in plan if row.parsed.ok and row.extra]
        trade.mark_repeats([(key, row.parsed) for key, row in keyed])
        for start in range(0, len(keyed), CHUNK):
            part = keyed[start:start + CHUNK]
            known = self.env['kfz.trade.record']._kfz_known([key for key, _row in part])
            for key, row in part:
                if row.parsed.ok:
                    self._plan_row(row, key, known.get(key, ()))
        for row in plan:
            if not row.parsed.ok:
                row.action = 'skip' if row.parsed.skip else 'refused'
        return plan

    def _plan_enterprises(self, plan, zone):
        """Find the enterprise of each row: by code, then by name; one query for all."""
        good = [row.parsed.values for row in plan if row.parsed.ok]
        index = self._find_enterprises(
            [zone.id], {values['uscc'] for values in good if 'uscc' in values}, {values['name'] for values in good if 'name' in values})
        found = {}
        for row in plan:
            if row.parsed.ok:
                named = row.parsed.values.get('uscc'), row.parsed.values.get('name')
                if named not in found:
                    found[named] = index.find(zone.id, *named)
                self._plan_enterprise(row, found[named], *named)

    def _plan_enterprise(self, row, found, code, name):
        if not found:
            row.refuse('unknown_trade_enterprise', row.parsed.heading('name' if name else 'uscc'), name=name or code)
        elif len(found) > 1:
            row.refuse('two_enterprises', name=name)
        elif not found[0].active:
            row.refuse('archived_enterprise', name=found[0].name)
        else:
            row.extra = {'partner': found[0].id}
            if name and code and found[0].vat == code and found[0].name != name:
                row.parsed.add(WARNING, '', 'other_name_in_directory', code=code, name=found[0].name)

    @api.model
    def _key(self, zone, row):
        values = row.parsed.values
        return zone.id, row.extra['partner'], values['month'], values['direction'], values['mode']

    def _plan_row(self, row, key, known):
        """Compare with what is recorded: (id, number, state, amount, reversed) of each record of the same trade."""
        amount = row.parsed.values['amount'].amount
        standing = next((record for record in known if not record[4]), None)
        gone = [record for record in known if record[4] and exact(record[3]) == amount]
        if standing and exact(standing[3]) == amount:
            row.action = 'unchanged'
        elif standing and standing[2] == 'confirmed':
            lang = self.env.lang or 'en_US'
            row.refuse('trade_confirmed', number=standing[1], amount=format_wan(exact(standing[3]), lang))
        elif standing:
            row.action, row.record = 'update', self.env['kfz.trade.record'].browse(standing[0])
            row.vals = {'amount': float(amount), 'origin': self._origin(row)}
        elif gone:
            row.parsed.add(WARNING, '', 'trade_reversed', number=gone[0][1])
            row.parsed.skip = True
        else:
            row.vals = dict(zip(('company_id', 'partner_id', 'month', 'direction', 'mode'), key, strict=True))
            row.vals |= {'amount': float(amount), 'origin': self._origin(row), 'note': row.parsed.values.get('note', False)}

    def _origin(self, row):
        """The statement's number, else file and row."""
        return row.parsed.values.get('origin') or f"{self.env.context.get('kfz_filename') or self._kind_label()} · {row.number}"

    # doing

    def _create_rows(self, plan):
        self._bulk('kfz.trade.record').create([row.vals for row in plan])

    def _update_row(self, row):
        row.record.write(row.vals)
