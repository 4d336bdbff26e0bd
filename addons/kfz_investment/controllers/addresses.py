from odoo import http
from odoo.addons.html_editor.controllers.main import HTML_Editor
from odoo.addons.mail.controllers.discuss.gif import DiscussGifController
from odoo.addons.mail.controllers.google_translate import GoogleTranslateController
from odoo.exceptions import UserError
from odoo.http import request


def check_service(*parameters):
    """Refuse to ask a service of others that the administrator has not set up.

    :raise UserError: without a value in each of the system parameters
    """
    # sudo: only whether there is a value is told
    get_param = request.env["ir.config_parameter"].sudo().get_param
    if not all(get_param(name) for name in parameters):
        raise UserError(
            request.env._(
                "This service is not set up on this server. Ask the administrator if you need it."
            )
        )


class Addresses(HTML_Editor):
    """The editor of texts: the server opens no address that a user typed, and asks no service that nobody set up."""

    @http.route(auth="user")
    def link_preview_metadata(self, preview_url):
        """No preview, as core says for an address without one; core fetches any address, even for those who are not signed in."""
        return False

    @http.route()
    def add_url(self, url, *args, **kwargs):
        """Refused: core asks the address for its kind of content."""
        raise UserError(
            request.env._(
                "This server does not open addresses that users type. Download the file and upload it here instead."
            )
        )

    @http.route()
    def generate_text(self, *args, **kwargs):
        """As in core, where the administrator named a service: the text would leave this server."""
        check_service("html_editor.olg_api_endpoint")
        return super().generate_text(*args, **kwargs)

    @http.route()
    def media_library_search(self, **params):
        """As in core, where the administrator named a library."""
        check_service("html_editor.media_library_endpoint")
        return super().media_library_search(**params)

    @http.route()
    def save_library_media(self, media):
        """As in core, where the administrator named a library."""
        check_service("html_editor.media_library_endpoint")
        return super().save_library_media(media)


class Gifs(DiscussGifController):
    """Pictures in chats: the service learns the words that are searched."""

    def _request_gifs(self, endpoint):
        check_service("discuss.tenor_api_key")
        return super()._request_gifs(endpoint)


class Translations(GoogleTranslateController):
    """Translations of messages: the service learns the message."""

    def _post(self, endpoint="", data=None):
        check_service("mail.google_translate_api_key")
        return super()._post(endpoint, data)
