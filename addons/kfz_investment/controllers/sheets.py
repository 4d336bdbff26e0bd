"""Printed sheets of projects: many at once are entered in the log of exports."""

from odoo import http
from odoo.addons.web.controllers.report import ReportController


def _writes(*_args):
    """Core only reads in this route, and we write the log: a callable, since core warns of a plain value."""
    return False


class LoggedReports(ReportController):
    """Core's route of printed pages, which may write."""

    @http.route(readonly=_writes)
    def report_routes(self, reportname, docids=None, converter=None, **data):
        """Core's page."""
        return super().report_routes(reportname, docids=docids, converter=converter, **data)
