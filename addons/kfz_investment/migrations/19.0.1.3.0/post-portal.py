"""Who acted for an intermediary by hanging under it gets an approved record, where that was meant; bank accounts stay in use.

Before, whoever was a portal user below an intermediary saw it in every zone. A record is made where a zone has an agreement in
force and either entered the person itself or deals with the intermediary in person. The log names the others.
"""

import datetime
import logging

from odoo import SUPERUSER_ID, api, fields
from odoo.addons.kfz_investment.domain import calendar

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    """Once, from a version that had no such records."""
    _keep_accounts(cr)
    env = api.Environment(cr, SUPERUSER_ID, {})
    for user in env["res.users"].search([("share", "=", True), ("active", "=", True)]):
        _let_in(user)
    # core's default lets everybody sign up
    env["ir.config_parameter"].set_param("auth_signup.invitation_scope", "b2b")


def _keep_accounts(cr):
    """Accounts that are there count as confirmed, and were paid to from the day on which they were entered."""
    cr.execute(
        """
        UPDATE kfz_intermediary_account
           SET state = 'confirmed',
               confirmed_on = create_date,
               usable_from = (create_date AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Shanghai')::date
         WHERE usable_from IS NULL
        """
    )
    # what is current follows from the dates now
    cr.execute("DROP INDEX IF EXISTS kfz_intermediary_account_one_current")
    cr.execute("ALTER TABLE kfz_intermediary_account DROP COLUMN IF EXISTS is_current")


def _let_in(user):
    person = user.partner_id
    intermediary = person if person.is_intermediary else person.parent_id
    if not intermediary.is_intermediary:
        return
    agreements = user.env["kfz.intermediary.agreement"].search(
        [("partner_id", "=", intermediary.id)]
    )
    zones = user.env["res.company"]
    for agreement in agreements.filtered("is_in_force"):
        zone = agreement.company_id
        if zone in zones or not (person == intermediary or person.company_id == zone):
            continue
        _approve(user, intermediary, agreement)
        zones |= zone
    if not zones:
        _logger.warning(
            "Portal user %s (%s) acts for no intermediary any more: no zone that entered the person has an agreement in "
            "force with %s. Its zone can request portal access for the person.",
            user.login,
            user.id,
            intermediary.display_name,
        )


def _approve(user, intermediary, agreement):
    """The record, past the checks of a request: an e-mail address may be missing."""
    today = calendar.today()
    now = fields.Datetime.now()
    env = user.env
    env.cr.execute(
        """
        INSERT INTO kfz_portal_access (person_id, intermediary_id, company_id, agreement_id, valid_until, state, user_id,
                                       requested_by_id, requested_on, approved_by_id, approved_on, create_uid, create_date,
                                       write_uid, write_date)
             VALUES (%(person)s, %(intermediary)s, %(zone)s, %(agreement)s, %(until)s, 'approved', %(user)s,
                     %(root)s, %(now)s, %(root)s, %(now)s, %(root)s, %(now)s, %(root)s, %(now)s)
        ON CONFLICT DO NOTHING
        """,
        {
            "person": user.partner_id.id,
            "intermediary": intermediary.id,
            "zone": agreement.company_id.id,
            "agreement": agreement.id,
            "until": agreement.valid_until or today + datetime.timedelta(days=365),
            "user": user.id,
            "root": SUPERUSER_ID,
            "now": now,
        },
    )
