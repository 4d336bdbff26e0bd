"""Archived officials still hold assignments: nobody is invented to succeed them, the managers of their zones are told."""

import logging

from odoo import SUPERUSER_ID, api

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    left = env["kfz.assignment"]._kfz_tell_left()
    _logger.info("%s assignments of archived officials", len(left))
