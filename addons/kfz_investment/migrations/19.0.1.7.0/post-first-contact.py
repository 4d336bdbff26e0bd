"""Visits that were recorded before there were first-contact claims open the claims that they would have opened."""

import logging

from odoo import SUPERUSER_ID, api

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    """Open what is missing and alive today; a second run finds nothing."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    claims = env["kfz.first.contact"]._kfz_open_missing()
    _logger.info("first-contact claims opened for earlier visits: %s", len(claims))
