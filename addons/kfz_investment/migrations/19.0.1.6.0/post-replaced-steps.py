"""Steps of visits whose place a later visit's step without a date took are closed, with their activities."""

import logging

from odoo import SUPERUSER_ID, api

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    # two visits of one project: the earlier one has a date and is open, the later one has none
    cr.execute("""
        SELECT DISTINCT earlier.lead_id
          FROM kfz_interaction earlier
          JOIN kfz_interaction later
            ON later.lead_id = earlier.lead_id
           AND (later.date, later.id) > (earlier.date, earlier.id)
           AND later.next_step_user_id = earlier.next_step_user_id
         WHERE earlier.next_step_date IS NOT NULL
           AND earlier.next_step_done IS NOT TRUE
           AND later.next_step IS NOT NULL
           AND later.next_step_date IS NULL
    """)
    projects = env["crm.lead"].browse([row[0] for row in cr.fetchall()])
    for project in projects:
        project.interaction_ids._kfz_replace_steps()
    _logger.info("the replaced steps of %s projects are closed", len(projects))
