from odoo import api, models

from ..domain import calendar
from ..models.base.period_words import day_text


class KfzSignedLandedReport(models.Model):
    """What signed versus landed says of itself: whose projects, as known when, and what counts."""

    _inherit = "kfz.signed.landed.report"

    @api.model
    def _kfz_scope_whose(self, zones, name="display_name"):
        """A lead official reads the projects that are assigned to them, and no others: the record rules have it so."""
        names = super()._kfz_scope_whose(zones, name)
        if self._kfz_scope_is_own():
            return self.env._("%(zones)s, only the projects assigned to you", zones=names)
        return self.env._("%(zones)s, all projects", zones=names)

    @api.model
    def _kfz_scope_is_own(self):
        return not self.env.su and not any(
            self.env.user.has_group(f"kfz_investment.group_kfz_{role}")
            for role in ("officer", "joint_office")
        )

    @api.model
    def _kfz_scope_until(self):
        """As of a past moment nothing that was recorded later is known."""
        day = self._kfz_day()
        if self._kfz_as_of() and day < calendar.today():
            return self.env._("as known at the end of %(day)s", day=day_text(self.env, day))
        return super()._kfz_scope_until()

    @api.model
    def _kfz_scope_counted(self, shown):
        """Trade and credited figures only where they are shown."""
        said = [
            *super()._kfz_scope_counted(shown),
            self.env._("agreements in force on their dates, and recognised landings"),
        ]
        if any(name.startswith("credited_") for name in shown):
            said.append(self.env._("credited as the zones agreed in their benefit splits"))
        return said
