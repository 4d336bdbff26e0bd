import json
import logging

from odoo import http
from odoo.addons.auth_totp.controllers.home import Home
from odoo.addons.mail.controllers.mail import MailController
from odoo.addons.web.controllers.binary import Binary
from odoo.addons.web.controllers.dataset import DataSet
from odoo.addons.web.controllers.pivot import TableExporter
from odoo.addons.web.controllers.report import ReportController
from odoo.addons.web.controllers.vcard import Partner
from odoo.http import request
from odoo.models import BaseModel
from werkzeug.exceptions import BadRequest

from ..models.base.export_amounts import Export
from ..models.guards.link_values import LARGEST

#: a bar code with more characters is wider than a page
LONGEST = 500
#: pixels of an icon's side
LARGEST_ICON = 2000

_logger = logging.getLogger(__name__)


def _is_number(text):
    """Whether a text is the number of a record."""
    return text.isascii() and text.isdigit() and int(text[:12]) <= LARGEST


def _is_context(text):
    """Whether a text is a context as a page sends it: known languages as texts, chosen companies as numbers; nothing is, too."""
    if not text:
        return True
    try:
        context = json.loads(text)
    except ValueError:
        return False
    if not isinstance(context, dict):
        return False
    lang, chosen = context.get("lang"), context.get("allowed_company_ids", [])
    is_known = lang is None or lang in [code for code, _ in request.env["res.lang"].get_installed()]
    return is_known and isinstance(chosen, list) and all(type(each) is int for each in chosen)


class BarCodes(ReportController):
    """Pictures of numbers."""

    @http.route()
    def report_barcode(self, barcode_type, value, **kwargs):
        """As in core; a value that no bar code holds is refused before it is drawn."""
        if len(value) > LONGEST:
            raise BadRequest(
                request.env._("A bar code holds at most %(count)d characters.", count=LONGEST)
            )
        try:
            return super().report_barcode(barcode_type, value, **kwargs)
        except KeyError:
            raise BadRequest(request.env._("There is no such kind of bar code.")) from None

    @http.route()
    def report_routes(self, reportname, docids=None, converter=None, **data):
        """As in core, for a report that there is, of records that a number can name."""
        report = request.env["ir.actions.report"]._get_report_from_name(reportname)
        given = (docids or "").split(",")
        # any number that a record can have: one that no record has is answered as a hidden one is
        if not report or any(each and not _is_number(each) for each in given):
            raise request.not_found()
        if not _is_context(data.get("context")):
            raise BadRequest(request.env._("This address is incomplete or leads to nothing."))
        return super().report_routes(reportname, docids=docids, converter=converter, **data)


class Pivots(TableExporter):
    """Pivot tables as files."""

    @http.route()
    def export_xlsx(self, data, **kw):
        """As in core, which takes the table from the page as it comes."""
        try:
            return super().export_xlsx(data, **kw)
        except (TypeError, KeyError, AttributeError):
            _logger.info("An odd table was to be exported.", exc_info=True)
            raise BadRequest(
                request.env._("This is no table of a page. Open the page and export it there.")
            ) from None


class Icons(MailController):
    """Pictures of icons, for mails."""

    @http.route()
    def export_icon_to_png(self, *args, **kwargs):
        """As in core, for an icon, a font and a size that there are."""
        try:
            sizes = [int(kwargs.get(name) or 1) for name in ("size", "width", "height")]
            if max(sizes) <= LARGEST_ICON:
                return super().export_icon_to_png(*args, **kwargs)
        except (ValueError, TypeError, OSError, OverflowError, LookupError):
            _logger.info("An odd icon was asked for.", exc_info=True)
        raise request.not_found()


class Assets(Binary):
    """Scripts and styles of pages."""

    @http.route()
    def content_assets(self, *args, **kwargs):
        """As in core, which takes it for granted that a page asks."""
        try:
            return super().content_assets(*args, **kwargs)
        except AssertionError:
            raise request.not_found() from None


#: what is on a business card
CARD = ("name", "function", "phone", "email", "website", "contact_address")


class Cards(Partner):
    """Business cards."""

    @http.route()
    def download_vcard(self, partner_ids=None, partner=None, **kwargs):
        """As in core, for contacts that are named. Several cards are a list that leaves the system.

        :raises AccessError: for several, when the user may not export
        """
        partner = partner if isinstance(partner, BaseModel) else None
        known = [each for each in (partner_ids or "").split(",") if each.isdigit()]
        if not (partner or known):
            raise request.not_found()
        cards = request.env["res.partner"].browse(dict.fromkeys(filter(None, map(int, known))))
        if len(cards) < 2:
            return super().download_vcard(",".join(known), partner, **kwargs)
        log = request.env["kfz.export.log"]
        log._kfz_check_right()
        response = super().download_vcard(",".join(known), partner, **kwargs)
        log._kfz_log_list(cards, CARD, Export("cards"))
        return response


class SecondFactor(Home):
    """The page for the second factor."""

    @http.route()
    def web_totp(self, redirect=None, **kwargs):
        """As in core; a browser without a known name cannot be remembered, and is let in all the same."""
        agent = request.httprequest.user_agent
        if not (agent.browser and agent.platform):
            kwargs.pop("remember", None)
        return super().web_totp(redirect, **kwargs)


def _readonly(self, rule, args):
    """As in core, which reads the request here; one that is nested too deeply is refused where others are."""
    try:
        return DataSet._call_kw_readonly(self, rule, args)
    except RecursionError:
        return False


class Calls(DataSet):
    """Calls of methods."""

    @http.route(readonly=_readonly)
    def call_kw(self, *args, **kwargs):
        """As in core."""
        return super().call_kw(*args, **kwargs)

    @http.route(readonly=_readonly)
    def call_button(self, *args, **kwargs):
        """As in core."""
        return super().call_button(*args, **kwargs)
