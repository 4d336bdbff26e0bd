from odoo import models
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from werkzeug.exceptions import NotFound


class IrHttp(models.AbstractModel):
    """Answers to requests for missing records, and what the web client is told of its user."""

    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        """Core says “not found” for a missing record in an address, and “forbidden” for a hidden one."""
        try:
            return super()._pre_dispatch(rule, args)
        except NotFound as error:
            if any(isinstance(value, models.BaseModel) for value in args.values()):
                raise cls._kfz_plain_missing(request.env, error) from None
            raise

    @classmethod
    def _dispatch(cls, endpoint):
        try:
            return super()._dispatch(endpoint)
        except MissingError as error:
            raise cls._kfz_plain_missing(request.env, error) from None

    @classmethod
    def _handle_error(cls, exception):
        """Core retries five times when others save at the same moment; after the fifth failure, say so in plain words."""
        if isinstance(exception, PG_CONCURRENCY_EXCEPTIONS_TO_RETRY):
            exception = UserError(
                request.env._(
                    "Other users were saving at the same moment, so your changes were not saved. Reload the page, "
                    "check what is there now, and try again if needed."
                )
            )
        return super()._handle_error(exception)

    @classmethod
    def _kfz_plain_missing(cls, env, error):
        """For users of a zone, “missing” and “hidden” are the same answer: ids of other zones' records reveal nothing."""
        if env.user._is_internal() and env["res.company"]._kfz_is_zone_user():
            return AccessError(env["ir.rule"]._kfz_hidden_message())
        return error

    def session_info(self):
        """The web client opens the home action of the user's role, and calls zones as pages do."""
        info = super().session_info()
        if self.env.user._is_internal():
            info["home_action_id"] = self.env.user._kfz_home_action()
            allowed = info["user_companies"]["allowed_companies"]
            for zone in self.env["res.company"].browse(allowed):
                allowed[zone.id]["name"] = zone.display_name
        return info
