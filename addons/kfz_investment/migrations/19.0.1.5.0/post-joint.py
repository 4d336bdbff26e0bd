"""Give requests for joint promotion that were accepted before this version their joint promotion, beside both zones' projects."""

import logging

from odoo import SUPERUSER_ID, api

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    """Open what is missing; a second run finds nothing."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    count = env["kfz.first.contact.request"]._kfz_open_missing_joint()
    _logger.info("Joint promotions opened for accepted requests: %s.", count)
