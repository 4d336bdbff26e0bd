"""Creating many records at once: `create()` as core does it, column by column instead of record by record.

Core's `create()` asks for the defaults of each record, makes a new-record of each for precomputed fields and fills the cache
cell by cell; for the rows of a workbook that is most of the time. Here the defaults are asked once a model, the cache is
filled once a column. Access rights, rules, constraints, company checks, computed fields and overrides stay as they are.
"""
from collections import defaultdict
from operator import attrgetter

from odoo import api, models
from odoo.models import LOG_ACCESS_COLUMNS
from odoo.tools import SQL, clean_context, float_repr, split_every
from psycopg2.extensions import AsIs

INSERT_SIZE = 1000
_DEFAULT = AsIs('DEFAULT')
_X2MANY = ('one2many', 'many2many')


class Bulk:
    """Put into the context, as `kfz_bulk`, by server code alone: no client can send an object. Holds the defaults by model."""

    def __init__(self):
        self.defaults = {}


def bulk_of(env):
    """The `Bulk` of a running bulk creation, else None."""
    bulk = env.context.get('kfz_bulk')
    return bulk if isinstance(bulk, Bulk) else None


class Base(models.AbstractModel):
    """Bulk creation, only where server code asks for it."""
    _inherit = 'base'

    @api.model
    def _prepare_create_values(self, vals_list):
        bulk = bulk_of(self.env)
        if not bulk:
            return super()._prepare_create_values(vals_list)
        if self._name not in bulk.defaults:
            bulk.defaults[self._name] = self.default_get(list(self._fields))
        defaults = dict(bulk.defaults[self._name])
        if self._log_access:
            now = self.env.cr.now()
            defaults |= {'create_uid': self.env.uid, 'create_date': now, 'write_uid': self.env.uid, 'write_date': now}
        never = {'id', 'parent_path', *(LOG_ACCESS_COLUMNS if self._log_access else ())}
        return [{**defaults, **{name: value for name, value in vals.items() if name not in never}} for vals in vals_list]

    @api.model
    def _create(self, data_list):
        if not bulk_of(self.env):
            return super()._create(data_list)
        names = sorted({name for data in data_list for name in data['stored']})
        columns = [self._fields[name] for name in names if self._fields[name].column_type]
        others = [self._fields[name] for name in names if not self._fields[name].column_type]
        records = self.browse(self._kfz_insert(columns, data_list))
        for data, record in zip(data_list, records, strict=True):
            data['record'] = record
        self._kfz_fill_cache(records, columns, data_list)
        records._parent_store_create()
        with self.env.protecting([(data['protected'], data['record']) for data in data_list]):
            records.modified(self._fields, create=True)
            self._kfz_leave_images(records, names)
            self._kfz_create_others(records, others, data_list)
        records._validate_fields(names)
        records.check_access('create')
        return records

    @api.model
    def _kfz_insert(self, columns, data_list):
        """Insert the rows; their ids in order."""
        ids, currencies = [], {}
        for part in split_every(INSERT_SIZE, data_list):
            rows = [tuple(
                self._kfz_to_column(field, data['stored'], currencies)
                if field.name in data['stored'] else _DEFAULT for field in columns) for data in part]
            ids += [row[0] for row in self.env.execute_query(SQL(
                'INSERT INTO %s (%s) VALUES %s RETURNING id', SQL.identifier(self._table),
                SQL(', ').join(SQL.identifier(field.name) for field in columns), SQL(', ').join(rows)))]
        return ids

    @api.model
    def _kfz_to_column(self, field, stored, currencies):
        """A value for the INSERT. Core makes a new-record for each amount to learn its currency; here one a currency."""
        if field.type != 'monetary':
            return field.convert_to_column_insert(stored[field.name], self, stored)
        name = field.get_currency_field(self)
        source = self._fields[name].related
        key = (name, stored.get(name), source and stored.get(source.split('.')[0]))
        if key not in currencies:
            known = {part: stored[part] for part in (name, source and source.split('.')[0]) if part in stored}
            currencies[key] = self.new(known)[name]
        currency, value = currencies[key], float(stored[field.name] or 0.0)
        return float_repr(currency.round(value), currency.decimal_places) if currency and value else value

    @api.model
    def _kfz_fill_cache(self, records, columns, data_list):
        """The new records' stored values into the cache, a column at a time, and into the inverse fields."""
        given = {field.name for field in columns}
        for field in self._fields.values():
            if not field.store or field.name in given or field.name in ('id', 'parent_path', *LOG_ACCESS_COLUMNS):
                continue
            field._update_cache(records, () if field.type in _X2MANY else None)
        # amounts last: core looks at the currency of each, which is then in the cache
        for field in sorted(columns, key=lambda field: field.type == 'monetary'):
            if field.type != 'html':
                self._kfz_fill_column(records, field, data_list)

    @api.model
    def _kfz_fill_column(self, records, field, data_list):
        ids_by_value = defaultdict(list)
        for record, data in zip(records, data_list, strict=True):
            value = data['stored'].get(field.name)
            ids_by_value[value if value.__hash__ else repr(value)].append((record.id, value))
        inverse = field.type == 'many2one' and self.pool.field_inverses[field]
        for found in ids_by_value.values():
            same = self.browse([ident for ident, _value in found]).with_prefetch(records._prefetch_ids)
            cached = field.convert_to_cache(found[0][1], same[0])
            field._update_cache(same, cached)
            if inverse:
                field._update_inverses(same, cached)

    @api.model
    def _kfz_leave_images(self, records, names):
        """Resized images of an image that nobody gave need no computing."""
        for field in self._fields.values():
            if field.type == 'binary' and field.store and field.related and field.related.split('.')[0] not in names:
                self.env.remove_to_compute(field, records)

    @api.model
    def _kfz_create_others(self, records, others, data_list):
        if not others:
            return
        plain = records.with_context(**{**clean_context(self.env.context), 'kfz_bulk': self.env.context['kfz_bulk']})
        for field in sorted(others, key=attrgetter('_sequence')):
            field.create([
                (record, data['stored'][field.name])
                for record, data in zip(plain, data_list, strict=True) if field.name in data['stored']])
        records.modified([field.name for field in others], create=True)

    def _check_company(self, fnames=None):
        """In bulk, records of one zone with all they refer to are told by comparing ids; the rest is left to core."""
        if not bulk_of(self.env) or fnames is not None or 'company_id' not in self._fields:
            return super()._check_company(fnames)
        names = [field.name for field in self._fields.values()
                 if field.relational and field.check_company and not field.company_dependent]
        # sudo: as core does for this same comparison
        odd = [record.id for record in self.sudo() if not record._kfz_is_of_one_zone(names)]
        return super(Base, self.browse(odd))._check_company(fnames)

    def _kfz_is_of_one_zone(self, names):
        company = self.company_id
        for name in names:
            target = self[name]
            if target and ('company_id' not in target._fields or target._name == 'res.users' or target.company_id not in (
                    company, company.browse())):
                return False
        return True
