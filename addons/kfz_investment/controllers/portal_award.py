from odoo import http
from odoo.http import request

from .only_reads import PAGE_ROUTE
from .portal import ReferralPortal


class AwardPortal(ReferralPortal):
    """The pages of an intermediary's awards."""

    @http.route(
        "/my/awards",
        methods=["GET"],
        **PAGE_ROUTE,
    )
    def kfz_awards(self, **kw):
        """Forecasts and statements of all of its awards."""
        if not self._kfz_access():
            return self._kfz_no_access()
        return request.render(
            "kfz_investment.portal_my_awards",
            self._kfz_page(
                "kfz_awards",
                {"awards": [award._kfz_portal_values() for award in self._kfz_own_awards()]},
            ),
        )

    @http.route(
        "/my/awards/<int:award_id>",
        methods=["GET"],
        **PAGE_ROUTE,
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

    def _kfz_own_awards(self):
        """The awards of the referrals that the person sees: of its intermediaries, in its zones."""
        # sudo: a portal user has no right to awards; the domain holds those of its own referrals only
        return request.env["kfz.award"].sudo().search([("referral_id", "in", self._kfz_own().ids)])
