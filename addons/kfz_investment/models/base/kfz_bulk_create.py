"""Creating many records at once: `create()` as core does it, column by column instead of record by record.

Core's `create()` asks for the defaults of each record, makes a new-record of each for precomputed fields and fills the cache
cell by cell; for the rows of a workbook that is most of the time. Here the defaults are computed once per model, the
cache is filled once per column. Access rights, rules, constraints, company checks, computed fields and overrides stay as they are.
"""

from collections import defaultdict
from operator import attrgetter

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
    """

    def __init__(self, keeps_dates=False, known=None):
        self.defaults = {}
        self.keeps_dates = keeps_dates
        self.known = known or {}


def bulk_of(env):
    """The `Bulk` of a running bulk creation, else None."""
    bulk = env.context.get("kfz_bulk")
    return bulk if isinstance(bulk, Bulk) else None


class Base(models.AbstractModel):
    """Bulk creation, only where server code asks for it."""

    _inherit = "base"

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
        if not bulk_of(self.env):
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
        for data in data_list:
            stored = data["stored"]
            if field.name not in stored:
                continue
            key = tuple([stored.get(part) for part in parts])
            if key not in currencies:
                currencies[key] = self.new(
                    {part: stored[part] for part in parts if part in stored}
                )[name]
            currency = currencies[key]
            if currency:
                value = currency.round(float(stored[field.name] or 0.0))
                stored[field.name] = value
                data["texts"][field.name] = float_repr(value, currency.decimal_places)

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
        given = {field.name for field in columns}
        for field in self._fields.values():
            if (
                not field.store
                or field.name in given
                or field.name in ("id", "parent_path", *LOG_ACCESS_COLUMNS)
            ):
                continue
            field._update_cache(records, () if field.type in _X2MANY else None)
        # amounts last: where no currency is given, core looks at that of each record, which is then in the cache
        for field in sorted(columns, key=lambda field: field.type == "monetary"):
            if field.type != "html":
                self._kfz_fill_column(records, field, data_list)

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

    def _check_company(self, fnames=None):
        """In bulk, records of one zone with all they refer to are told by comparing ids; the rest is left to core."""
        if not bulk_of(self.env) or fnames is not None or "company_id" not in self._fields:
            return super()._check_company(fnames)
        names = [
            field.name
            for field in self._fields.values()
            if field.relational and field.check_company and not field.company_dependent
        ]
        odd = set().union(*(self._kfz_of_another_zone(name) for name in names))
        return super(Base, self.browse(sorted(odd)))._check_company(fnames)

    def _kfz_of_another_zone(self, name):
        """Ids of the records that refer by this field to what is not of their zone, by the zones of all that they refer to at once;
        what the cache does not tell, and whose users have several zones, is left to core.
        """
        field, zones = self._fields[name], self._fields["company_id"]._get_cache(self.env)
        cache, Target = field._get_cache(self.env), self.env[field.comodel_name]
        told = {ident: cache[ident] for ident in self._ids if ident in cache and ident in zones}
        referring = {ident: value for ident, value in told.items() if value}
        untold = set(self._ids).difference(told)
        if field.type != "many2one" or not Target._kfz_has_one_zone():
            return untold.union(referring)
        zone_of = Target.browse(set(referring.values()))._kfz_zone_ids()
        return untold.union(
            ident
            for ident, value in referring.items()
            if zone_of[value] not in (False, zones[ident])
        )

    @api.model
    def _kfz_has_one_zone(self):
        """Whether a record's zone tells who may refer to it; users work in several."""
        return "company_id" in self._fields and self._name != "res.users"

    def _kfz_zone_ids(self):
        """{id: id of its zone, False for none}; one query."""
        # sudo: as core does for this same comparison
        records = self.sudo()
        records.fetch(["company_id"])
        return {record.id: record.company_id.id for record in records}

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
