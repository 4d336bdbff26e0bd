from odoo import http
from odoo.addons.web.controllers import home
from odoo.http import request


def speak_to_guests(chosen=None):
    """Answer who is not logged in in a chosen language, else in the default one for partners."""
    if not request.db or request.session.uid:
        return
    # sudo: no user is logged in yet, and the default language is not a secret
    default = request.env["ir.default"].sudo()._get("res.partner", "lang")
    # sudo: the same for the active languages
    active = {code for code, _name in request.env["res.lang"].sudo().get_installed()}
    lang = next((code for code in (chosen, default) if code in active), None)
    if lang:
        request.update_context(lang=lang)


class Home(home.Home):
    """The login page uses the office's language: browsers on machines that were never set up often ask for English."""

    @http.route()
    def web_login(self, redirect=None, **kw):
        """Core's login page, in the language ``lang`` of the address, else in the default one for partners."""
        speak_to_guests(kw.get("lang"))
        return super().web_login(redirect=redirect, **kw)

    def _login_redirect(self, uid, redirect=None):
        """The pages of the portal open in the user's own language, whatever the browser asked for on the login page."""
        # sudo: the language of the user who has just logged in
        lang = request.env["res.users"].sudo().browse(uid).lang
        if lang:
            request.future_response.set_cookie("frontend_lang", lang)
        return super()._login_redirect(uid, redirect=redirect)
