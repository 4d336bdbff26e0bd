"""Creating many records at once: `create()` as core does it, column by column instead of record by record.

Core's `create()` asks for the defaults of each record, makes a new-record of each for precomputed fields and fills the cache
cell by cell; for the rows of a workbook that is most of the time. Here the defaults are computed once per model, the
cache is filled once per column. Access rights, rules, constraints, company checks, computed fields and overrides stay as they are.
"""

from collections import defaultdict
from functools import cache
from operator import attrgetter

from markupsafe import Markup
from odoo import api, models
from odoo.models import LOG_ACCESS_COLUMNS
from odoo.tools import clean_context, float_repr
from psycopg2 import sql
from psycopg2.extensions import AsIs

INSERT_SIZE = 1000
_DEFAULT = AsIs("DEFAULT")
_X2MANY = ("one2many", "many2many")


class Bulk:
    """Put into the context, as `kfz_bulk`, by server code alone: no client can send an object. Holds the defaults by model.

    :param keeps_dates: whether rows say themselves when they were recorded, as demonstration data of the past does
    :param known: {model: names of stored computed fields whose values all rows give}: they are inserted, not computed after it
    :param models: those that are created in bulk; None for all, which is for code that knows what hangs on its records
    """

    def __init__(self, keeps_dates=False, known=None, models=None):
        self.defaults = {}
        self.keeps_dates = keeps_dates
        self.known = known or {}
        self.models = models
        #: {text: the same as an HTML column takes it}, of texts that were sanitised before
        self.sanitised = {}


def bulk_of(env, model=None):
    """The `Bulk` of a running bulk creation (of a model, where one is named), else None."""
    bulk = env.context.get("kfz_bulk")
    if not isinstance(bulk, Bulk) or (model and bulk.models and model not in bulk.models):
        return None
    return bulk


class Base(models.AbstractModel):
    """Bulk creation, only where server code asks for it."""

    _inherit = "base"

    @api.model
    def _prepare_create_values(self, vals_list):
        bulk = bulk_of(self.env, self._name)
        if not bulk:
            return super()._prepare_create_values(vals_list)
        if self._name not in bulk.defaults:
            bulk.defaults[self._name] = self.default_get(list(self._fields))
        defaults = dict(bulk.defaults[self._name])
        if self._log_access:
            now = self.env.cr.now()
            defaults |= {
                "create_uid": self.env.uid,
                "create_date": now,
                "write_uid": self.env.uid,
                "write_date": now,
            }
        never = {"id", "parent_path"}
        if self._log_access and not bulk.keeps_dates:
            never.update(LOG_ACCESS_COLUMNS)
        return [
            {**defaults, **{name: value for name, value in vals.items() if name not in never}}
            for vals in vals_list
        ]

    @api.model
    def _create(self, data_list):
        if not bulk_of(self.env, self._name):
            return super()._create(data_list)
        records = self.browse(self._kfz_new_ids(len(data_list)))
        self._kfz_tell_records(records, data_list)
        names = sorted({name for data in data_list for name in data["stored"]})
        columns = [self._fields[name] for name in names if self._fields[name].column_type]
        others = [self._fields[name] for name in names if not self._fields[name].column_type]
        self._kfz_round_amounts(columns, data_list)
        self._kfz_insert(columns, data_list)
        self._kfz_fill_cache(records, columns, data_list)
        records._parent_store_create()
        with self.env.protecting([(data["protected"], data["record"]) for data in data_list]):
            records.modified(self._fields, create=True)
            self._kfz_leave_images(records, names)
            self._kfz_create_others(records, others, data_list)
        records._validate_fields(names)
        records.check_access("create")
        return records

    @api.model
    def _kfz_tell_records(self, records, data_list):
        """Say which record each row will be, and that what it gives is not computed."""
        names = {*bulk_of(self.env).known.get(self._name, ())}
        names |= self._kfz_tell_known(records._ids, [data["stored"] for data in data_list])
        known = {self._fields[name] for name in names}
        for data, record in zip(data_list, records, strict=True):
            data["record"] = record
            data["protected"] |= known

    @api.model
    def _kfz_round_amounts(self, columns, data_list):
        """Round amounts by their currencies; ``data['texts']`` has them as the column takes them.

        Core makes a new-record for each amount to learn its currency, and reads it again for the cache; here it is done once per currency.
        """
        for data in data_list:
            data["texts"] = {}
        for field in columns:
            if field.type == "monetary":
                self._kfz_round_amount(field, data_list)

    @api.model
    def _kfz_round_amount(self, field, data_list):
        name, currencies = field.get_currency_field(self), {}
        parts = self._kfz_currency_parts(name)

        @cache
        def rounded(currency, amount):
            value = currency.round(amount)
            return value, float_repr(value, currency.decimal_places)

        for data in data_list:
            stored = data["stored"]
            if field.name not in stored:
                continue
            key = tuple([stored.get(part) for part in parts])
            if key not in currencies:
                currencies[key] = self.new(
                    {part: stored[part] for part in parts if part in stored}
                )[name]
            if currency := currencies[key]:
                amount = float(stored[field.name] or 0.0)
                stored[field.name], data["texts"][field.name] = rounded(currency, amount)

    @api.model
    def _kfz_currency_parts(self, name):
        """The fields that decide a record's currency: the currency field, and the field from which it is related."""
        source = self._fields[name].related
        return [name, source.split(".")[0]] if source else [name]

    @api.model
    def _kfz_insert(self, columns, data_list):
        """Insert the rows of ``data['record']``."""
        values = [self._kfz_column_values(field, data_list) for field in columns]
        query = sql.SQL("INSERT INTO {} ({}) VALUES %s").format(
            sql.Identifier(self._table),
            sql.SQL(", ").join(map(sql.Identifier, ("id", *(field.name for field in columns)))),
        )
        rows = list(zip((data["record"].id for data in data_list), *values, strict=True))
        self.env.cr.execute_values(query, rows, page_size=INSERT_SIZE)

    @api.model
    def _kfz_column_values(self, field, data_list):
        """The values of a column as the INSERT takes them; few different ones are converted once each."""
        name, values, known = field.name, [], {}
        if field.type == "html":
            found = bulk_of(self.env).sanitised.items()
            known = {(kind, text): clean for text, clean in found for kind in (str, Markup)}
        for data in data_list:
            stored = data["stored"]
            if name not in stored:
                values.append(_DEFAULT)
            elif name in data["texts"]:
                values.append(data["texts"][name])
            else:
                value = stored[name]
                key = (
                    (value.__class__, value)
                    if value.__hash__ and field.type != "monetary"
                    else None
                )
                if key not in known:
                    known[key] = field.convert_to_column_insert(value, self, stored)
                values.append(known[key])
                known.pop(None, None)
        return values

    @api.model
    def _kfz_fill_cache(self, records, columns, data_list):
        """The new records' stored values into the cache, a column at a time, and into the inverse fields."""
        given = {"id", "parent_path", *LOG_ACCESS_COLUMNS, *(field.name for field in columns)}
        for field in self._fields.values():
            if field.store and field.name not in given:
                field._update_cache(records, () if field.type in _X2MANY else None)
        # amounts last: where no currency is given, core looks at that of each record, which is then in the cache
        for field in sorted(columns, key=lambda field: field.type == "monetary"):
            if field.type != "html":
                self._kfz_fill_column(records, field, data_list)
        for field in columns:
            if field.type == "many2one_reference":
                self._kfz_forget_lists(field, data_list)

    @api.model
    def _kfz_forget_lists(self, field, data_list):
        """The lists that the new records are in, of records that a row names by model and id, are read again."""
        named = defaultdict(set)
        for data in data_list:
            stored = data["stored"]
            if stored.get(field.name) and stored.get(field.model_field):
                named[stored[field.model_field]].add(stored[field.name])
        for inverse in self.pool.field_inverses[field]:
            if ids := named.get(inverse.model_name):
                holders = self.env[inverse.model_name].browse(ids)
                holders.invalidate_recordset([inverse.name], flush=False)

    @api.model
    def _kfz_fill_column(self, records, field, data_list):
        if field.type == "monetary" and all(field.name in data["texts"] for data in data_list):
            # rounded already; core reads the currency of each record, and from the database where it is not in the cache yet
            amounts = [data["stored"][field.name] for data in data_list]
            field._get_cache(self.env).update(zip(records._ids, amounts, strict=True))
            return
        plain = field._get_cache(self.env) if self._kfz_is_plain(field) else None
        for found in _by_value(records, field.name, data_list):
            if plain is not None and len(found) == 1:
                [(ident, value)] = found
                plain[ident] = field.convert_to_cache(value, self.browse(ident))
            else:
                self._kfz_fill_same(records, field, found)

    @api.model
    def _kfz_is_plain(self, field):
        """Whether a value in the cache says nothing of other records or languages."""
        return not (field.translate or (field.relational and self.pool.field_inverses[field]))

    @api.model
    def _kfz_fill_same(self, records, field, found):
        """One value into the cache of all records that have it, ``found`` being pairs of id and value."""
        same = self.browse([ident for ident, _value in found]).with_prefetch(records._prefetch_ids)
        cached = field.convert_to_cache(found[0][1], same[0])
        field._update_cache(same, cached)
        if field.type == "many2one" and self.pool.field_inverses[field]:
            field._update_inverses(same, cached)

    @api.model
    def _kfz_leave_images(self, records, names):
        """Resized copies of an image that was not given need not be computed."""
        for field in self._fields.values():
            if (
                field.type == "binary"
                and field.store
                and field.related
                and field.related.split(".")[0] not in names
            ):
                self.env.remove_to_compute(field, records)

    @api.model
    def _kfz_create_others(self, records, others, data_list):
        if not others:
            return
        plain = records.with_context(
            **{**clean_context(self.env.context), "kfz_bulk": self.env.context["kfz_bulk"]}
        )
        for field in sorted(others, key=attrgetter("_sequence")):
            field.create(
                [
                    (record, data["stored"][field.name])
                    for record, data in zip(plain, data_list, strict=True)
                    if field.name in data["stored"]
                ]
            )
        records.modified([field.name for field in others], create=True)

    def _validate_fields(self, field_names, excluded_names=()):
        """Without field names there is no constraint to check; core would still go through the records one by one."""
        return super()._validate_fields(field_names, excluded_names) if field_names else None


def _by_value(records, name, data_list):
    """Lists of (id, value) of the records that have the same value."""
    pairs_by_value = defaultdict(list)
    for ident, data in zip(records._ids, data_list, strict=True):
        value = data["stored"].get(name)
        pairs_by_value[value if value.__hash__ else repr(value)].append((ident, value))
    return pairs_by_value.values()
