"""The rows of an exported list, column by column: core goes cell by cell, and through each link of each record."""

import pytz
from odoo import models
from odoo.tools import split_every

#: records whose values are in memory at a time; as many as core reads at once
BATCH = 1000
#: fields that core exports in ways of its own
_SPECIAL = ("one2many", "many2many", "reference", "many2one_reference", "properties")
#: fields whose values are in memory as the database has them
_AS_READ = (
    "char",
    "text",
    "integer",
    "float",
    "monetary",
    "boolean",
    "date",
    "datetime",
    "selection",
)


class Base(models.AbstractModel):
    """Rows of plain values and of links to one record each; all else is left to core."""

    _inherit = "base"

    def _kfz_batches(self):
        """The records in parts; what was read of one part is forgotten before the next."""
        for number, ids in enumerate(split_every(BATCH, self._ids)):
            if number:
                self.env.invalidate_all()
            yield self.browse(ids)

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        is_ours = _is_toplevel_call and fields and all(map(self._kfz_is_plain_column, fields))
        if not is_ours:
            return super()._export_rows(fields, _is_toplevel_call=_is_toplevel_call)
        self._kfz_fetch_first(fields)
        columns = [self._kfz_export_column(path) for path in fields]
        return [list(row) for row in zip(*columns, strict=True)]

    def _kfz_is_plain_column(self, path):
        """Whether a column has one value per record that its field alone makes into a cell."""
        name, *rest = path or ("",)
        if name == ".id":
            return not rest
        field = self._fields.get(name)
        if field is None or name == "id" or field.type in _SPECIAL:
            return False
        if not rest:
            return True
        return field.type == "many2one" and self.env[field.comodel_name]._kfz_is_plain_column(rest)

    def _kfz_fetch_first(self, paths):
        """Read what the columns begin with, as core does: at once, with the reader's rights."""
        self.fetch(list(dict.fromkeys(path[0] for path in paths if path[0] != ".id")))

    def _kfz_export_column(self, path):
        """The cells of a column."""
        name, *rest = path
        if name == ".id":
            return [str(ident) for ident in self._ids]
        field = self._fields[name]
        if field.type == "many2one":
            return self._kfz_linked_column(name, rest or ["display_name"])
        values = self._kfz_values_of(field)
        if field.type == "datetime":
            return self._kfz_moments(values)
        if field.type == "selection":
            known = {value: field.convert_to_export(value, self[:1]) for value in set(values)}
            return [known[value] for value in values]
        return [
            field.convert_to_export(value, record)
            for value, record in zip(values, self, strict=True)
        ]

    def _kfz_values_of(self, field):
        """The values of a field: from memory in one go if all are there, else record by record, as core does."""
        if field.type in _AS_READ and not getattr(field, "translate", False):
            values = self._kfz_in_memory(field)
            if values is not None:
                return [field.convert_to_record(value, self) for value in values]
        return [record[field.name] for record in self]

    def _kfz_in_memory(self, field):
        """What memory has of a field, in the format of its cache; None unless it has all, and nothing of it is out of date."""
        if not self.env.su:
            self._check_field_access(field, "read")
        if self.env.transaction.tocompute.get(field):
            return None
        cache = field._get_cache(self.env)
        try:
            return [cache[ident] for ident in self._ids]
        except KeyError:
            return None

    def _kfz_moments(self, values):
        """The cells of moments, to the second in the reader's time zone."""
        zone, utc = self.env.tz, pytz.utc
        return [
            utc.localize(value).astimezone(zone).replace(tzinfo=None, microsecond=0)
            if value
            else ""
            for value in values
        ]

    def _kfz_linked_column(self, name, rest):
        """The cells of what a link leads to; each record behind it is asked once."""
        targets = self.mapped(name)
        if rest[0] != ".id":
            targets.fetch([rest[0]])
        cells = dict(zip(targets._ids, targets._kfz_export_column(rest), strict=True))
        ids = self._kfz_in_memory(self._fields[name])
        if ids is None:
            ids = [record[name].id for record in self]
        # as core merges the cells of the record behind a link: an empty one is an empty text
        merged = {ident: _merged(cell) for ident, cell in cells.items()}
        return [merged.get(ident, "") for ident in ids]


def _merged(cell):
    return cell if cell or isinstance(cell, (int, float)) else ""
