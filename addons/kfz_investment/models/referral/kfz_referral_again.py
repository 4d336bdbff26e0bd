from odoo import api, models

from ...domain import calendar


class KfzReferral(models.Model):
    """Referrals that lapsed by a clock that was ahead are open again."""

    _inherit = "kfz.referral"

    @api.model
    def _kfz_come_back(self):
        """Reopen as registered, at their first moment, what has lapsed although its validity has not ended; run by the nightly job.

        One that had been accepted waits for the manager again: its project was let go, and another referral may have been
        accepted since. The managers are told.
        """
        ended = self.search([("state", "=", "expired"), ("expires_on", ">=", calendar.today())])
        if not ended:
            return
        # sudo: the state is guarded from hand; the nightly job runs as the system
        ended.sudo().write(
            {"state": "registered", "decided_on": False, "decided_by_id": False, "reason": False}
        )
        notice = self.env["kfz.notice.mixin"]
        for zone, referrals in ended.grouped("company_id").items():
            notice._kfz_tell(
                zone,
                self.env._(
                    "Referrals that lapsed too early by a wrong clock are registered again: %(count)s. Decide on them anew.",
                    count=len(referrals),
                ),
                ("kfz_investment.kfz_referral_action", self.env._("Referrals")),
            )
