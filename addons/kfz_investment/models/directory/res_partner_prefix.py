import re

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import search

_SPECIAL = re.compile(r"[\\%_]")
#: the beginning of the text in which a partner is searched, which is its name, in the order of bytes: what begins alike stands together
_BEGINNING = f'left({{text}}, {search.BEGINNING}) COLLATE "C"'


class ResPartner(models.Model):
    """Choosers offer the names that begin with what was typed before those in which it occurs: the exact name, then longer ones."""

    _inherit = "res.partner"

    _kfz_beginning_idx = models.Index(f"({_BEGINNING.format(text='search_text')}, id)")

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """A common word is in thousands of names: where enough begin with it, an index has them, and no others are looked for."""
        is_plain = isinstance(name, str) and operator == "ilike" and type(limit) is int
        word = search.beginning(name) if is_plain and limit > 0 else ""
        if not word:
            return super().name_search(name, domain, operator, limit)
        domain = Domain(domain or Domain.TRUE)
        found = self._kfz_beginning_with(word, domain, limit)
        if len(found) < limit:
            others = domain & Domain("id", "not in", found.ids)
            found += self._kfz_containing(name, others, limit - len(found))
        # sudo: as core does, for the name of whom a contact belongs to
        return [(partner.id, partner.display_name) for partner in found.sudo()]

    @api.model
    def _kfz_beginning_with(self, word, domain, limit):
        """The first partners whose names begin with a word, in the order of the index."""
        pattern = _SPECIAL.sub(r"\\\g<0>", word) + "%"
        begins = Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s LIKE %s", _beginning(model, alias, query), pattern
            )
        )
        return self._kfz_first(domain & begins, limit, _beginning, SQL())

    @api.model
    def _kfz_containing(self, name, domain, limit):
        """The first partners in whose texts a name occurs, in the usual order.

        What an index of the text finds is sorted. By the index of names the database would read names until enough are found,
        where it takes the words for common ones: all names, if they are not.
        """
        contains = Domain("display_name", "ilike", name)
        if not search.is_indexed(name):
            return self.search_fetch(domain & contains, ["display_name"], limit=limit)
        return self._kfz_first(domain & contains, limit, _name, SQL(" DESC"))

    @api.model
    def _kfz_first(self, domain, limit, order, direction):
        """The first partners of a domain by an expression, and their ids in a direction."""
        fields = self._determine_fields_to_fetch(["display_name"])
        query = self._search(domain, limit=limit)
        if query.is_empty():
            return self.browse()
        ident = SQL.identifier(self._table, "id")
        query.order = SQL("%s, %s%s", order(self, self._table, query), ident, direction)
        return self._fetch_query(query, fields)


def _beginning(model, alias, query):
    """The expression of the index on a column."""
    before, after = _BEGINNING.split("{text}")
    return SQL("%s%s%s", SQL(before), model._field_to_sql(alias, "search_text", query), SQL(after))


def _name(model, alias, query):
    """The name as something that no index has."""
    return SQL("%s || ''", model._field_to_sql(alias, "complete_name", query))
