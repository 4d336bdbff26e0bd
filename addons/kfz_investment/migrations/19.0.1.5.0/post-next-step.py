import logging

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    """Projects without a visit in the demonstration data had an empty list as the text of their next step."""
    cr.execute("UPDATE crm_lead SET next_step = NULL WHERE next_step = '[]'")
    _logger.info("kfz_investment: %s projects lost “[]” as their next step", cr.rowcount)
