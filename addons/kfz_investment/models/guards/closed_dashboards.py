from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.http import request
from werkzeug.exceptions import Forbidden


class SpreadsheetDashboardShare(models.Model):
    """Public links to dashboards are closed.

    Core publishes whatever content the browser sends under the dashboard's name, to everybody who has the link, for ever.
    The server cannot say whether such content is what it computed, so nobody makes new links. Those that are there work
    while whoever made them works here; the administrator sees and revokes them.
    """

    _inherit = "spreadsheet.dashboard.share"

    kfz_is_open = fields.Boolean(
        "Works",
        compute="_compute_kfz_is_open",
        help="A link works while whoever made it is an active user.",
    )

    @api.depends("create_uid.active")
    def _compute_kfz_is_open(self):
        for share in self:
            # sudo: archived users are hidden, and only whether they are is shown
            share.kfz_is_open = share.sudo().create_uid.active

    def _kfz_check_values(self, vals_list):
        """:raises AccessError: always; the system may still make one"""
        raise AccessError(
            self.env._(
                "Dashboards are not published to people without a login. Export the figures as a workbook and send that "
                "instead."
            )
        )

    def _check_dashboard_access(self, access_token):
        """As in core.

        :raises Forbidden: also when whoever made the link no longer works here
        """
        # sudo: the visitor has no login
        if not self.sudo().create_uid.active:
            raise Forbidden(request.env._("This link is no longer valid."))
        return super()._check_dashboard_access(access_token)

    def action_kfz_revoke(self):
        """Delete the links, so that they open nothing any more."""
        self.unlink()
