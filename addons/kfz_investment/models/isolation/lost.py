"""Messages and activities on documents that their reader has lost: core shows them for ever to whom they were once addressed.

Those who do not work with all of a zone have a rule for it (``ir_rule_own.py``). Of the others core asks for each document whether
they read it, except where a message is addressed to them or theirs, or an activity is theirs: here these are asked about, too.
"""

from odoo.tools import SQL


def lost(records, field):
    """Those of the messages or activities whose document the user may not read, in any of the user's own zones.

    :param field: the one that names the document's model
    """
    env = records.env
    if not records or env.su or env["ir.rule"]._kfz_is_limited():
        return records.browse()
    kinds = [name for name in env["ir.rule"]._kfz_followed_models() if name != "discuss.channel"]
    records.flush_model([field, "res_id"])
    rows = env.execute_query(
        SQL(
            "SELECT %(field)s, res_id, array_agg(id) FROM %(table)s"
            " WHERE id = ANY (%(ids)s) AND %(field)s = ANY (%(kinds)s) AND res_id > 0 GROUP BY 1, 2",
            field=SQL.identifier(field),
            table=SQL.identifier(records._table),
            ids=list(records._ids),
            kinds=kinds,
        )
    )
    documents = {}
    for kind, document, idents in rows:
        documents.setdefault(kind, {})[document] = idents
    return records.browse(
        ident
        for kind, theirs in documents.items()
        for document in theirs.keys() - _readable(env, kind, list(theirs))
        for ident in theirs[document]
    )


def _readable(env, kind, idents):
    """The ids of the documents that the user reads now, whichever of the own zones are chosen."""
    zones = env.user.company_ids.ids
    Model = env[kind].with_context(allowed_company_ids=zones, active_test=False)
    if not Model.has_access("read"):
        return frozenset()
    return frozenset(Model._search([("id", "in", idents)]).get_result_ids())


def without_lost(query, records, field, order):
    """The query of a search as core has answered it, without what is lost."""
    found = records.browse(query.get_result_ids())
    gone = lost(found, field)
    return (found - gone)._as_query(order) if gone else query


def with_lost(result, records, field, operation):
    """What ``_check_access`` answers, with what is lost among the refused."""
    if gone := lost(records - result[0] if result else records, field):
        if result:
            return result[0] + gone, result[1]
        return gone, lambda: gone._make_access_error(operation)
    return result
