"""Dormant projects with a review date get the activity that they would have got with it, without a message."""

import logging

from odoo import SUPERUSER_ID, api

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"mail_activity_quick_update": True})
    # in the language of the zones, where it is installed
    if env["res.lang"]._get_data(code="zh_CN"):
        env = env(context={**env.context, "lang": "zh_CN"})
    dormant = env["crm.lead"].search([("condition", "=", "dormant"), ("review_on", "!=", False)])
    dormant._kfz_watch_dates()
    _logger.info("the reviews of %s dormant projects are watched", len(dormant))
