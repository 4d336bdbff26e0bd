"""Answers while the database is away or the disk is full: a sentence in the user's language, and nothing half-done.

Core would sign everybody out, and show its list of databases, a page “404” or a traceback.
"""

import functools
import json
import logging
from urllib.parse import quote

import odoo.sql_db
import psycopg2
from markupsafe import Markup
from odoo import http
from odoo.addons.web.controllers.binary import Binary
from odoo.http import Request, Response, db_list
from odoo.tools import LazyTranslate

from ..models.guards.server_faults import LANGUAGES, SENTENCES, fault_of, sentence

_lt = LazyTranslate(__name__)
_logger = logging.getLogger(__name__)

#: seconds after which a browser asks again
RETRY = 30
#: answers an error as JSON to what a browser sends as a form
UPLOAD = "/mail/attachment/upload"
#: tells by itself whether the database answers
HEALTH = "/web/health"
TITLE = _lt("The system is not available at the moment")
AGAIN = _lt("Try again")
PAGE = Markup("""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>{refresh}
<title>{title}</title><style>
body {{ font-family: system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 15vh auto 0; max-width: 36rem; padding: 0 1.5rem;
color: #1f2937; line-height: 1.7 }} h1 {{ font-size: 1.3rem }} section + section {{ margin-top: 2rem; color: #6b7280 }}
a {{ color: #0b5ed7 }}</style></head><body>{sections}</body></html>""")
SECTION = Markup(
    '<section lang="{code}"><h1>{title}</h1><p>{text}</p><p><a href="{path}">{again}</a></p></section>'
)


def _answer(request, kind):
    """The sentence of a fault: as a dialog of the web client, or as a page in Chinese and English."""
    if request.httprequest.mimetype in ("application/json", "application/json-rpc"):
        return _dialog(request, kind)
    if request.httprequest.path == UPLOAD:
        return request.make_json_response({"error": _said(request, kind)})
    is_get = request.httprequest.method in ("GET", "HEAD")
    path = _address(request.httprequest) if is_get else "/odoo"
    sections = Markup("").join(
        SECTION.format(
            code=lang.replace("_", "-"),
            title=TITLE._translate(lang),
            text=SENTENCES[kind]._translate(lang),
            path=path,
            again=AGAIN._translate(lang),
        )
        for lang in LANGUAGES
    )
    refresh = (
        Markup('<meta http-equiv="refresh" content="{}"/>').format(RETRY)
        if is_get and kind == "away"
        else ""
    )
    page = PAGE.format(refresh=refresh, title=TITLE._translate("zh_CN"), sections=sections)
    headers = [("Retry-After", str(RETRY)), ("Cache-Control", "no-store")]
    return Response(page, status=503, headers=headers, content_type="text/html; charset=utf-8")


def _address(httprequest):
    """The address that was asked for, as a link that stays on this server.

    Two slashes would lead to another one; so would a backslash or what a browser drops, such as a tab, so nothing is
    decoded.
    """
    path = "/" + quote(httprequest.path, safe="/:@!$&'()*+,;=~").lstrip("/")
    query = quote(httprequest.query_string, safe="/?:@!$&'()*+,;=~%")
    return f"{path}?{query}" if query else path


def _said(request, kind):
    """The sentence in the language of the session, else in the one that the browser asks for first."""
    lang = request.session.context.get("lang") if request.session.uid else None
    return sentence(kind, lang or request.httprequest.accept_languages.best)


def _dialog(request, kind):
    """What the web client shows as it shows a refusal; nothing of the program is in it."""
    text = _said(request, kind)
    data = {
        "name": "odoo.exceptions.UserError",
        "message": text,
        "arguments": [text],
        "context": {},
        "debug": "",
    }
    if "/json/2/" in request.httprequest.path:
        return request.make_json_response(data, status=503)
    error = {"code": 0, "message": "Odoo Server Error", "data": data}
    return request.make_json_response({"jsonrpc": "2.0", "id": None, "error": error})


def _is_missing(name):
    """Whether PostgreSQL answers and has no such database: core's own answer stands."""
    try:
        odoo.sql_db.db_connect("postgres").cursor().close()
    except psycopg2.Error:
        return False
    return name not in db_list(force=True)


def _with_database(serve):
    @functools.wraps(serve)
    def answered(request):
        try:
            return serve(request)
        except Exception as error:
            kind = fault_of(error)
            if not kind or (kind == "away" and _is_missing(request.db)):
                raise
            _logger.error("A request could not be served: %s", kind, exc_info=error)
            if request.httprequest.path == HEALTH:
                request.db = None
                return request._serve_nodb()
            return _answer(request, kind)

    return answered


def _without_database(serve):
    @functools.wraps(serve)
    def answered(request):
        path = request.httprequest.path
        # without an answer of PostgreSQL, core knows no database to serve
        if path != HEALTH and not request.db and not _answers():
            return _answer(request, "away")
        return serve(request)

    return answered


def _answers():
    try:
        odoo.sql_db.db_connect("postgres").cursor().close()
    except psycopg2.Error as error:
        return fault_of(error) != "away"
    return True


class Uploads(Binary):
    """Documents that are uploaded from a form."""

    @http.route()
    def upload_attachment(self, *args, **kwargs):
        """As in core, which says “Something horrible happened” to a full disk, and keeps a document without its file."""
        answer = super().upload_attachment(*args, **kwargs)
        kind = getattr(http.request, "kfz_fault", None)
        if not kind or kwargs.get("callback"):
            return answer
        # core has entered the document before it wrote the file
        http.request.env.cr.rollback()
        return json.dumps([{"error": _said(http.request, kind)}])


Request._serve_db = _with_database(Request._serve_db)
Request._serve_nodb = _without_database(Request._serve_nodb)
