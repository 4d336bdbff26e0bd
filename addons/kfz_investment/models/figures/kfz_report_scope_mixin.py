from odoo import api, models

from ...domain import calendar
from ..base.lists import comma
from ..base.period_words import day_text, quarter_choices, year_choices


class KfzReportScopeMixin(models.AbstractModel):
    """A page of figures says whose they are, until when, and what is counted: one line above it, and in its files."""

    _name = "kfz.report.scope.mixin"
    _description = "Figures with their scope"

    @api.model
    @api.readonly
    def kfz_scope(self, measures=None):
        """The sentences of the line above the page, in the reader's language.

        :param measures: names of the figures shown; whatever else a client sends is ignored
        :raises AccessError: for users who may not read these figures
        """
        self.browse().check_access("read")
        shown = {name for name in measures if isinstance(name, str)} if _is_list(measures) else ()
        return [
            self._kfz_scope_whose(self._kfz_own_zones()),
            self._kfz_scope_until(),
            *self._kfz_scope_counted(shown),
        ]

    @api.model
    def _kfz_scope_whose(self, zones, name="display_name"):
        """The zones by name, or that it is all of them; short names on pages, full ones (``name``) in files."""
        if not zones:
            return self.env._("No zone is chosen")
        if len(zones) > 2 and zones == self._kfz_all_zones():
            return self.env._("All %(count)s zones", count=len(zones))
        return comma(self.env).join(zones.mapped(name))

    @api.model
    def _kfz_scope_until(self):
        return self.env._("until today, %(day)s", day=day_text(self.env, calendar.today()))

    @api.model
    def _kfz_scope_counted(self, shown):
        """Sentences on what is counted, for the names of the figures shown; none here."""
        return []

    @api.model
    def _kfz_all_zones(self):
        # sudo: which zones exist is not a secret; the joint office compares zones that are not its companies
        return self.env["res.company"].sudo().search([("zone_code", "!=", False)], order="id")

    @api.model
    def _kfz_own_zones(self):
        """The zones of which the user may read figures, as the record rules have it."""
        zones = self._kfz_all_zones()
        if self.env.su or self.env.user.has_group("kfz_investment.group_kfz_joint_office"):
            return zones
        return zones & self.env.companies

    @api.model
    def _selection_quarter(self):
        return quarter_choices(self.env)

    @api.model
    def _selection_year(self):
        return year_choices(self.env)


def _is_list(value):
    return isinstance(value, (list, tuple))
