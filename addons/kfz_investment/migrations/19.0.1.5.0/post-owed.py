"""Count what the projects owe, those of opening imports of earlier versions included."""

import logging

from odoo import SUPERUSER_ID, api

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    """Once; a second time finds the same."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    Lead = env["crm.lead"].with_context(active_test=False)
    Lead._cron_kfz_owed()
    _logger.info(
        "%s projects owe evidence, that of %s is overdue.",
        Lead.search_count([("owed_count", ">", 0)]),
        Lead.search_count([("owed_overdue", "=", True)]),
    )
