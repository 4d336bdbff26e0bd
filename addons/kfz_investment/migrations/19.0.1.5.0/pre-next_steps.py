"""Columns of next steps with a date, so that the update does not compute them for everything that is there.

Visits that were recorded before have no date of their next step: they get no person and no activity. What a project shows as
its next step counts as entered on the day of its last visit, or else on that of its last change; a newer visit replaces it.
"""

import logging

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    cr.execute(
        """
        ALTER TABLE kfz_interaction ADD COLUMN IF NOT EXISTS next_step_user_id integer;
        ALTER TABLE crm_lead ADD COLUMN IF NOT EXISTS next_step_date date;
        ALTER TABLE crm_lead ADD COLUMN IF NOT EXISTS next_step_on date;
        UPDATE crm_lead
           SET next_step_on = COALESCE(
                   last_interaction_date, (write_date AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Shanghai')::date
               )
         WHERE is_promotion AND COALESCE(next_step, '') <> '' AND next_step_on IS NULL
        """
    )
    _logger.info("the next steps of %s projects keep their day", cr.rowcount)
