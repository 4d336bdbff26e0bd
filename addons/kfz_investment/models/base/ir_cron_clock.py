"""Jobs wake up again after a clock that was ahead has been set back, and after the database was away.

Core notes when a job is due next. After a night in 2030 that is in 2030: no job would run until then. And the thread that runs
jobs in a server without workers ends for good when it cannot reach PostgreSQL.
"""

import logging
import time

import psycopg2
from odoo.addons.base.models.ir_cron import IrCron
from odoo.service.server import ThreadedServer
from odoo.tools import SQL

_logger = logging.getLogger(__name__)
#: seconds until the thread looks for the database again
RETRY = 30
_ready_jobs = IrCron._get_all_ready_jobs
_cron_thread = ThreadedServer.cron_thread


def wake(cr):
    """Let jobs that ran in the future by the clock be due on the next day at their hour, today's if that is still to come."""
    cr.execute(
        SQL(
            """UPDATE ir_cron job
                  SET lastcall = %(now)s,
                      nextcall = CASE WHEN day.due > %(now)s THEN day.due ELSE day.due + interval '1 day' END
                 FROM (SELECT id, date_trunc('day', %(now)s::timestamp) + (nextcall - date_trunc('day', nextcall)) AS due
                         FROM ir_cron
                        WHERE lastcall > %(now)s::timestamp + interval '1 hour'
                          AND nextcall > %(now)s::timestamp + interval '1 hour'
                          FOR UPDATE SKIP LOCKED) AS day
                WHERE day.id = job.id""",
            now=cr.now(),
        )
    )


def _woken(cr):
    wake(cr)
    return _ready_jobs(cr)


# core calls its own class, never the model of a database
IrCron._get_all_ready_jobs = staticmethod(_woken)


def lasting_thread(server, number):
    """As in core; the thread goes on when the database is back."""
    while True:
        try:
            return _cron_thread(server, number)
        except psycopg2.Error:
            _logger.warning("Jobs wait for the database.", exc_info=True)
            time.sleep(RETRY)


ThreadedServer.cron_thread = lasting_thread
