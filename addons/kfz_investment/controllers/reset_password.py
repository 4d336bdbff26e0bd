import logging

from odoo import http
from odoo.addons.auth_signup.controllers.main import AuthSignupHome
from odoo.http import request

from .home import speak_to_guests

#: what core takes from the address: texts for its pages, and an e-mail address for which it tells the login
STRANGE = ("message", "error", "signup_email")

_logger = logging.getLogger(__name__)


class ResetPassword(AuthSignupHome):
    """The page for a new password tells nobody who has a login here, and is offered where mail can be sent at all."""

    def get_auth_signup_config(self):
        """As in core, whose link leads nowhere without a mail server."""
        found = super().get_auth_signup_config()
        is_open = found["reset_password_enabled"]
        found["reset_password_enabled"] = is_open and request.env["ir.mail_server"]._kfz_is_there()
        found["kfz_ask_administrator"] = is_open and not found["reset_password_enabled"]
        return found

    def get_auth_signup_qcontext(self):
        """As in core, without what a link made elsewhere would put on the page."""
        params = request.params
        request.params = {key: value for key, value in params.items() if key not in STRANGE}
        try:
            return super().get_auth_signup_qcontext()
        finally:
            request.params = params

    @http.route()
    def web_auth_reset_password(self, *args, **kw):
        """As in core for who has a link from a letter; everybody else gets one sentence, whatever the login."""
        speak_to_guests(kw.get("lang"))
        qcontext = self.get_auth_signup_qcontext()
        if qcontext.get("token"):
            return super().web_auth_reset_password(*args, **kw)
        if qcontext["kfz_ask_administrator"]:
            message = request.env._(
                "This system sends no e-mail. Ask its administrator for a new password."
            )
        elif qcontext["reset_password_enabled"] and request.httprequest.method == "POST":
            self._send_link(qcontext.get("login"))
            message = request.env._(
                "If there is an account with this login or e-mail address, and it has an e-mail address, a link to a new "
                "password is on its way there. If nothing arrives, ask the administrator."
            )
        else:
            return super().web_auth_reset_password(*args, **kw)
        response = request.render("auth_signup.reset_password", {**qcontext, "message": message})
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        response.headers["Content-Security-Policy"] = "frame-ancestors 'self'"
        return response

    def _send_link(self, login):
        """Send a link if there is somebody to send it to; what happened is in the log alone."""
        try:
            with request.env.cr.savepoint():
                # sudo: who asks is not logged in, and gets no answer
                request.env["res.users"].sudo().reset_password(login)
        except Exception as error:
            _logger.info("No link to a new password was sent: %s", error)
