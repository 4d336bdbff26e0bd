"""Which requests may be answered by a replica of the database."""

from odoo.http import request


def only_reads(_controller, _rule, _args):
    """Whether a page may come from a replica: it is only read, and nothing was just written that a replica may lack yet."""
    asked = request.httprequest
    return asked.method in ("GET", "HEAD") and not {"done", "error"} & set(asked.args)


#: what the portal's pages have in common that are only read, or read before something is sent
PAGE_ROUTE = {"type": "http", "auth": "user", "website": True, "readonly": only_reads}
