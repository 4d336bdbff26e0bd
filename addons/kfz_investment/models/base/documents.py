from odoo import fields


class Documents(fields.Many2many):
    """Links of a record to its documents (``ir.attachment``), read at the same cost whatever the server holds.

    To read a plain many2many, core first searches the documents that the user may read, which fetches and checks every
    document of the server, and joins the links to what it found. Here the links come first, and only what they lead to is
    checked; the answer is the same. Core's ``bypass_search_access`` would read as fast, but is not used: it also lets
    filters and groups look into documents that the user cannot read.
    """

    def read(self, records):
        unread = records.browse(tuple(self._cache_missing_ids(records)))
        if not unread:
            return
        # sudo: only to read the links; documents that the user cannot read are taken out below
        super().read(unread.sudo())
        documents = unread.env[self.comodel_name].browse(self._linked_ids(unread))
        hidden = set((documents - documents._filtered_access("read"))._ids)
        if hidden:
            cache = self._get_cache(unread.env)
            for ident in unread._ids:
                cache[ident] = tuple(link for link in cache[ident] if link not in hidden)

    def _linked_ids(self, records):
        """The documents in the cache of some records, each once."""
        cache = self._get_cache(records.env)
        return tuple(dict.fromkeys(link for ident in records._ids for link in cache[ident]))

    def _description_groupable(self, env):
        """Nobody groups by document, and to find out whether one could, core searches all documents of the server."""
        return False
