"""Yearly targets are of all trade: every supervision mode counts for them, whatever it says of awards."""

import logging

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    """Fill the new flag, and name the modes whose trade begins to count for targets."""
    cr.execute("UPDATE kfz_trade_mode SET counts_for_target = TRUE WHERE counts_for_target IS NULL")
    cr.execute("SELECT code FROM kfz_trade_mode WHERE is_bonded IS NOT TRUE ORDER BY code")
    if codes := [code for [code] in cr.fetchall()]:
        _logger.info(
            "trade under %s counts for yearly targets from now on; “Supervision modes” says so",
            ", ".join(codes),
        )
