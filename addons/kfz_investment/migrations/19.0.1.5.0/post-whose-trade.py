"""Awards say whose trade they count. Runs after ``post-project-companies.py``, which makes the companies records of the landings
(scripts of a version run in the order of their names)."""

import logging

from odoo import SUPERUSER_ID, api

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    """Open awards follow the companies that their landings name, visibly; those that customs has confirmed keep their base."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    # notes and entries in the language of the zones, where it is installed
    if env["res.lang"].search_count([("code", "=", "zh_CN")]):
        env = env(context={"lang": "zh_CN"})
    awards = env["kfz.award"]._kfz_record_companies()
    moved = awards.filtered(lambda award: award.whose_trade == "companies")
    _logger.info(
        "%s awards say whose trade they count; %s of them count that of project companies now: %s",
        len(awards),
        len(moved),
        ", ".join(moved.mapped("name")),
    )
    # what former agreements on trade credit, which had credited nothing
    env["kfz.credit.entry"]._cron_sync()
