from odoo import models
from odoo.tools import SQL
from odoo.tools.constants import PREFETCH_MAX

from . import json_columns


class Base(models.AbstractModel):
    """The names of what a page links to, read with one query for all links and not with one or two for each."""

    _inherit = "base"

    def _read_format(self, fnames, load="_classic_read"):
        if all(self._ids) and len(self) <= PREFETCH_MAX:
            links = [
                field
                for name in fnames
                if (field := self._fields[name]).type == "many2one" and field.store
            ]
            if links:
                self._kfz_read_names(links)
        return super()._read_format(fnames, load)

    def _kfz_read_names(self, links):
        """What the names of linked records are made of, into the cache.

        Core reads the names of links as superuser, and with them all other columns of the linked record.
        """
        wanted = {}
        for field in links:
            cache = field._get_cache(self.env)
            ids = {cache.get(ident) for ident in self._ids} - {None, False}
            wanted.setdefault(field.comodel_name, set()).update(ids)
        parts = []
        for model_name, ids in wanted.items():
            # sudo: as core does for the names of links
            parts += self.env[model_name].sudo()._kfz_name_parts(ids)
        if not parts:
            return
        union = SQL(" UNION ALL ").join(
            SQL("SELECT %s::int, %s", number, part) for number, (_m, _c, part) in enumerate(parts)
        )
        found = {}
        for number, ident, row in self.env.execute_query(union):
            found.setdefault(number, {})[ident] = row
        for number, rows in found.items():
            model, columns, _part = parts[number]
            json_columns.keep(model.browse(rows), columns, rows.values())

    def _kfz_name_parts(self, ids):
        """[(model, columns, SQL of id and columns)] that the names of some records need; none where that cannot be told."""
        columns = self._kfz_name_columns()
        if not columns:
            return []
        unread = tuple(self._fields[columns[0].name]._cache_missing_ids(self.browse(ids)))
        if not unread:
            return []
        return [(self, columns, json_columns.select(self, columns, unread))]

    def _kfz_name_columns(self):
        """The columns of its own that the name of a record is made of; none if it is made of anything else."""
        if not self._auto:
            return []
        names = dict.fromkeys(self.pool.field_depends[self._fields["display_name"]])
        columns = [self._fields.get(name) for name in names]
        return columns if all(field and json_columns.is_column(field) for field in columns) else []


class ResUsers(models.Model):
    """A user is called by the name of the partner."""

    _inherit = "res.users"

    def _kfz_name_parts(self, ids):
        users, Partners = self.browse(ids), self.env["res.partner"]
        partner, name = self._fields["partner_id"], Partners._fields["name"]
        unread = tuple(partner._cache_missing_ids(users))
        cache = partner._get_cache(self.env)
        known = {cache[ident] for ident in ids if cache.get(ident)}
        unnamed = tuple(name._cache_missing_ids(Partners.browse(known)))
        parts = super()._kfz_name_parts(ids)
        if unread:
            partners = SQL(
                "SELECT %s FROM %s WHERE id IN %s",
                self._field_to_sql(self._table, "partner_id"),
                SQL.identifier(self._table),
                unread,
            )
            parts += [
                (self, [partner], json_columns.select(self, [partner], unread)),
                (Partners, [name], json_columns.select(Partners, [name], partners)),
            ]
        if unnamed:
            parts.append((Partners, [name], json_columns.select(Partners, [name], unnamed)))
        return parts
