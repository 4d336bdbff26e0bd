import datetime

from odoo import api, fields, models
from odoo.fields import Domain

from ...domain import calendar, retention
from ..base.nightly import nightly

#: records of one transaction; core calls again while there are more
BATCH = 10_000


def _remove(records, domain):
    """Delete what is past its time, so many at once.

    :return: (how many, whether there are more), as core asks
    """
    past = records.search(domain, order="id", limit=BATCH)
    past.unlink()
    return len(past), len(past) == BATCH


class KfzOutbox(models.Model):
    """Messages are kept for as long as somebody may ask what became of them; what waits or may have arrived for ever."""

    _inherit = "kfz.outbox"

    @api.autovacuum
    @nightly
    def _gc_ended(self):
        """Remove what was sent or given up long ago; what was not sent waits for a decision, and stays."""
        before = fields.Datetime.now() - datetime.timedelta(days=retention.OUTBOX_DAYS)
        ended = Domain("state", "in", ("sent", "given_up")) & Domain("write_date", "<", before)
        return _remove(self, ended)


class KfzDigest(models.Model):
    """Digests are kept for a year and a month, so that a person finds what they were told."""

    _inherit = "kfz.digest"

    @api.autovacuum
    @nightly
    def _gc_old(self):
        """Remove digests of long ago with their items."""
        before = calendar.today() - datetime.timedelta(days=retention.DIGEST_DAYS)
        return _remove(self, Domain("day", "<", before))
