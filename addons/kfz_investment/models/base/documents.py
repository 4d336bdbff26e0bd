from odoo import fields
from odoo.tools import SQL

#: what decides who reads a document, and what tells whether it is one at all: read with the links
SHOWN = (
    "res_model",
    "res_id",
    "res_field",
    "create_uid",
    "public",
    "name",
    "mimetype",
    "type",
    "url",
    "file_size",
)


class Documents(fields.Many2many):
    """Links of a record to its documents (``ir.attachment``), read at the same cost whatever the server holds.

    To read a plain many2many, core first searches the documents that the user may read, which fetches and checks every
    document of the server, and joins the links to what it found. Here the links come first, and only what they lead to is
    checked; the answer is the same. Core's ``bypass_search_access`` would read as fast, but is not used: it also lets
    filters and groups look into documents that the user cannot read.
    """

    def read(self, records):
        # pylint: disable=method-required-super  # this is instead of what core does
        unread = records.browse(tuple(self._cache_missing_ids(records)))
        if not unread:
            return
        self._read_with_documents(unread)
        documents = unread.env[self.comodel_name].browse(self._linked_ids(unread))
        hidden = documents - documents._filtered_access("read")
        if hidden:
            cache, gone = self._get_cache(unread.env), set(hidden._ids)
            for ident in unread._ids:
                cache[ident] = tuple(link for link in cache[ident] if link not in gone)
            # what was read to decide stays with those who may read it
            hidden.invalidate_recordset(SHOWN)

    def _read_with_documents(self, records):
        """The links of all records and what is asked of their documents, with one query; whoever calls takes the hidden ones out."""
        # sudo: only to read the links
        Files = records.env[self.comodel_name].sudo().with_context(active_test=False)
        query = Files._search(self.get_comodel_domain(records), order=Files._order)
        owner, file = (SQL.identifier(self.relation, each) for each in (self.column1, self.column2))
        is_linked = SQL("%s = %s", file, SQL.identifier(query.table, "id"))
        query.add_join("JOIN", self.relation, None, is_linked)
        query.add_where(SQL("%s IN %s", owner, tuple(records.ids)))
        columns = [Files._field_to_sql(query.table, name, query) for name in SHOWN]
        rows = records.env.execute_query(query.select(owner, file, *columns))
        links = {}
        for row in rows:
            links.setdefault(row[0], []).append(row[1])
        self._insert_cache(records, [tuple(links.get(ident, ())) for ident in records._ids])
        if rows:
            found = Files.browse(row[1] for row in rows)
            for number, name in enumerate(SHOWN, 2):
                Files._fields[name]._insert_cache(found, [row[number] for row in rows])

    def _linked_ids(self, records):
        """The documents in the cache of some records, each once."""
        cache = self._get_cache(records.env)
        return tuple(dict.fromkeys(link for ident in records._ids for link in cache[ident]))

    def _description_groupable(self, env):
        """Nobody groups by document, and to find out whether one could, core searches all documents of the server."""
        return False
