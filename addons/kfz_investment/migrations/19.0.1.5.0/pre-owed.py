"""Every override says until when what it leaves open is owed, and projects keep what they owe.

Before, an override could have no date, and the date of others had no effect. Dates that were given stay as they are: the
help of the field has always said what follows from them, and a manager can set a later one.
"""

import logging

_logger = logging.getLogger(__name__)
#: days from the update on, as an opening import gives
_DAYS = 90


def migrate(cr, version):
    """Once, from a version in which the date was optional."""
    cr.execute(
        """
        UPDATE kfz_gate_override
           SET valid_until = (now() AT TIME ZONE 'Asia/Shanghai')::date + %s
         WHERE valid_until IS NULL
        """,
        [_DAYS],
    )
    if cr.rowcount:
        _logger.warning(
            "%s gate overrides had no date; what they leave open is owed for %s days from today.",
            cr.rowcount,
            _DAYS,
        )
    # without them, the update would count again for every lead of the database; post-owed.py does so for those with overrides
    cr.execute(
        """
        ALTER TABLE crm_lead
          ADD COLUMN IF NOT EXISTS owed_count integer DEFAULT 0,
          ADD COLUMN IF NOT EXISTS owed_until date,
          ADD COLUMN IF NOT EXISTS owed_checks varchar
        """
    )
    cr.execute("ALTER TABLE crm_lead ALTER COLUMN owed_count DROP DEFAULT")
