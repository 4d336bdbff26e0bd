from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .portal import ReferralPortal

FIELDS = ("holder", "bank_name", "account_number")


class BankPortal(ReferralPortal):
    """The page of an intermediary's bank accounts, to which the zones pay its awards."""

    @http.route("/my/bank", type="http", auth="user", website=True, methods=["GET", "POST"])
    def kfz_bank(self, done=None, **typed):
        """The current account per zone; a new entry takes the place of the former."""
        intermediary = self._kfz_intermediary()
        if not intermediary:
            return request.not_found()
        Account = request.env["kfz.intermediary.account"]
        zones = request.env["kfz.referral"]._kfz_portal_zones(intermediary)
        errors = {}
        if request.httprequest.method == "POST":
            errors = self._kfz_enter_account(intermediary, zones, typed)
            if not errors:
                return request.redirect("/my/bank?done=1")
        return request.render(
            "kfz_investment.portal_my_bank",
            self._kfz_page(
                "kfz_bank",
                {
                    "accounts": Account._kfz_portal_own(intermediary),
                    "zones": zones,
                    "typed": typed,
                    "errors": errors,
                    "done": done,
                    "intermediary_name": intermediary.name,
                },
            ),
        )

    def _kfz_enter_account(self, intermediary, zones, typed):
        """Enter the account; field → sentence for what is wrong with it."""
        message = request.env["kfz.referral"]._kfz_portal_message
        zone = zones.filtered(lambda one: str(one.id) == typed.get("zone_id"))
        values = {name: " ".join((typed.get(name) or "").split())[:120] for name in FIELDS}
        errors = {name: message("required") for name in FIELDS if not values[name]}
        if not zone:
            errors["zone"] = message("zone")
        if errors:
            return errors
        try:
            with request.env.cr.savepoint():
                request.env["kfz.intermediary.account"]._kfz_portal_enter(
                    intermediary, zone, values
                )
        except UserError as error:
            return {"account_number": str(error)}
        return {}
