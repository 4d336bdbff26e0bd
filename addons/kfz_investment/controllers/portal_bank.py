from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..domain import portal
from .only_reads import PAGE_ROUTE
from .portal import ReferralPortal

FIELDS = ("holder", "bank_name", "account_number")


class BankPortal(ReferralPortal):
    """The page of an intermediary's bank accounts, to which the zones pay its awards."""

    @http.route(
        "/my/bank",
        methods=["GET", "POST"],
        **PAGE_ROUTE,
    )
    def kfz_bank(self, done=None, **typed):
        """The latest accounts per zone with their state; a new entry waits for the zone."""
        access = self._kfz_access()
        if not access:
            return self._kfz_no_access()
        typed, errors = portal.texts(typed), {}
        if request.httprequest.method == "POST":
            errors = self._kfz_enter_account(access, typed)
            if not errors:
                return request.redirect("/my/bank?done=entered")
        return self._kfz_bank_page(access, typed=typed, errors=errors, done=done)

    @http.route(
        "/my/bank/<int:account_id>/object",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def kfz_bank_object(self, account_id, reason=None, **kw):
        """Say that an account is not the intermediary's own; nothing is paid to it any more."""
        access = self._kfz_access()
        if not access:
            return self._kfz_no_access()
        said = portal.texts({"reason": reason}).get("reason", "")
        try:
            with request.env.cr.savepoint():
                found = request.env["kfz.intermediary.account"]._kfz_portal_object_account(
                    access, account_id, " ".join(said.split())[:500]
                )
        except UserError as error:
            return self._kfz_bank_page(access, errors={"form": str(error)})
        return request.redirect("/my/bank?done=stopped") if found else request.not_found()

    def _kfz_bank_page(self, access, typed=None, errors=None, done=None):
        return request.render(
            "kfz_investment.portal_my_bank",
            self._kfz_page(
                "kfz_bank",
                {
                    "accounts": request.env["kfz.intermediary.account"]._kfz_portal_own(access),
                    "several": len(access.intermediary_id) > 1,
                    "zones": access._kfz_portal_choices(),
                    "typed": typed or {},
                    "errors": errors or {},
                    "done": done,
                    "intermediary_name": self._kfz_names(access),
                },
            ),
        )

    def _kfz_enter_account(self, access, typed):
        """Enter the account; field → sentence for what is wrong with it."""
        message = request.env["kfz.referral"]._kfz_portal_message
        chosen = access._kfz_portal_chosen(typed)
        values = {name: " ".join((typed.get(name) or "").split())[:120] for name in FIELDS}
        errors = {name: message("required") for name in FIELDS if not values[name]}
        if not chosen:
            errors["zone"] = message("zone")
        if errors:
            return errors
        try:
            with request.env.cr.savepoint():
                request.env["kfz.intermediary.account"]._kfz_portal_enter(chosen, values)
        except UserError as error:
            return {"account_number": str(error)}
        return {}
