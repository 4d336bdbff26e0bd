from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .portal import ReferralPortal

FIELDS = ("holder", "bank_name", "account_number")


class AwardPortal(ReferralPortal):
    """The own awards of an intermediary, and the bank account to which a zone pays them."""

    @http.route("/my/awards", type="http", auth="user", website=True, methods=["GET"])
    def kfz_awards(self, **kw):
        """Forecasts and statements of the own awards."""
        if not self._kfz_intermediary():
            return request.not_found()
        return request.render(
            "kfz_investment.portal_my_awards",
            self._kfz_page(
                "kfz_awards",
                {"awards": [award._kfz_portal_values() for award in self._kfz_own_awards()]},
            ),
        )

    @http.route(
        "/my/awards/<int:award_id>", type="http", auth="user", website=True, methods=["GET"]
    )
    def kfz_award(self, award_id, **kw):
        """One award: its base month by month, its arithmetic, its confirmations."""
        award = next((one for one in self._kfz_own_awards() if one.id == award_id), None)
        if not award:
            return request.not_found()
        return request.render(
            "kfz_investment.portal_my_award",
            self._kfz_page("kfz_award", {"award": award._kfz_portal_values()}),
        )

    @http.route("/my/bank", type="http", auth="user", website=True, methods=["GET", "POST"])
    def kfz_bank(self, done=None, **typed):
        """The own account, a zone each; a new entry takes the place of the former."""
        intermediary = self._kfz_intermediary()
        if not intermediary:
            return request.not_found()
        Account = request.env["kfz.intermediary.account"]
        zones = request.env["kfz.referral"]._kfz_portal_zones(intermediary)
        errors = {}
        if request.httprequest.method == "POST":
            zone = zones.filtered(lambda one: str(one.id) == typed.get("zone_id"))
            values = {name: " ".join((typed.get(name) or "").split())[:120] for name in FIELDS}
            required = request.env["kfz.referral"]._kfz_portal_message("required")
            errors = {name: required for name in FIELDS if not values[name]}
            if not zone:
                errors["zone"] = request.env["kfz.referral"]._kfz_portal_message("zone")
            if not errors:
                try:
                    with request.env.cr.savepoint():
                        Account._kfz_portal_enter(intermediary, zone, values)
                    return request.redirect("/my/bank?done=1")
                except UserError as error:
                    errors["account_number"] = str(error)
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

    def _kfz_own_awards(self):
        """The awards of the own referrals; none where awards are not installed."""
        if "kfz.award" not in request.env:
            return ()
        # sudo: a portal user has no right to awards; the domain holds those of the own referrals only
        return request.env["kfz.award"].sudo().search([("referral_id", "in", self._kfz_own().ids)])
