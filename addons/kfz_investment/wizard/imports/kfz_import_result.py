import base64
import datetime
from collections import Counter

from odoo import api, fields, models

from ...domain.imports.project import STAGES
from ...domain.money import format_wan
from ...domain.workbook.values.amounts import ReadAmount
from ...models.base.period_words import day_text
from . import kfz_import_messages as messages
from .kfz_import_change_words import Words
from .kfz_import_workbook import workbook

PREVIEW_ROWS = 12


class KfzImport(models.TransientModel):
    """The preview table and the empty template."""

    _inherit = "kfz.import"

    download = fields.Binary(attachment=False, readonly=True)
    download_name = fields.Char(readonly=True)

    # preview

    def _preview_values(self, handler, plan):
        """The first rows per action, as the page shows them.

        {'columns': […], 'rows': [[number, action, …], …], 'defaults': {number: positions of values that nobody gave},
        'changes': {number: {position: [key, recorded value, whether it stays]}}}
        """
        columns = handler._columns()
        shown, words = list(self._first_rows(plan)), Words(self.env, handler._model)
        return {
            "columns": [columns[name][0].partition("（")[0] for name in handler._preview],
            "rows": [[row.number, row.action, *self._cells(handler, row)] for row in shown],
            "defaults": {
                str(row.number): places
                for row in shown
                if (places := self._default_places(handler, row))
            },
            "changes": {
                str(row.number): changes
                for row in shown
                if (changes := self._changed_places(handler, row, words))
            },
            "total": sum(row.action != "refused" for row in plan),
        }

    @api.model
    def _first_rows(self, plan):
        seen = Counter()
        for row in plan:
            seen[row.action] += 1
            if seen[row.action] <= PREVIEW_ROWS and row.action != "refused":
                yield row

    def _cells(self, handler, row):
        values = row.parsed.values
        return [
            handler._shown(name, values.get(name)) or self._shown(values.get(name))
            for name in handler._preview
        ]

    @api.model
    def _changed_places(self, handler, row, words):
        """What is recorded in the places of values that the row changes, or would change if the user ticked it."""
        places = {}
        for change in row.changes:
            name = handler._preview_keys.get(change.key)
            if name:
                currency = change.currencies and change.currencies[0]
                recorded = words.value(change.key, change.old, currency)
                place = handler._preview.index(name)
                places[place] = [change.key, recorded, bool(change.kept)]
        return places

    @api.model
    def _default_places(self, handler, row):
        """The positions of the values that stand in for what the row does not say."""
        return [
            place
            for place, name in enumerate(handler._preview)
            if name in row.parsed.defaults and row.parsed.values.get(name)
        ]

    def _shown(self, value):
        if isinstance(value, ReadAmount):
            return format_wan(value.amount, self.env.lang or "en_US", value.currency)
        if isinstance(value, datetime.date):
            return day_text(self.env, value)
        if isinstance(value, str) and value in STAGES:
            return messages.stage_label(self.env, value)
        return "" if value is None else str(value)

    # template

    def action_download_template(self):
        """Offer an empty list with the headings of the kind and one example row."""
        self.ensure_one()
        columns = self.env[f"kfz.import.{self.kind}"]._columns()
        name = self.env._("Template %(list)s", list=dict(self._selection_kind())[self.kind])
        headings, examples = zip(*columns.values(), strict=True)
        return self._offer(f"{name}.xlsx", workbook([list(headings), list(examples)], {0}))

    def _offer(self, name, content):
        self._set_result({"download": base64.b64encode(content), "download_name": name})
        return {
            "type": "ir.actions.act_url",
            "target": "self",
            "url": f"/web/content?model={self._name}&id={self.id}&field=download&filename_field=download_name&download=true",
        }
