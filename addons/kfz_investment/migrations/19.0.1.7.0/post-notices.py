"""Notices reach people: who works in a zone and cannot be sent a mail reads them in the inbox."""

import logging

from odoo import SUPERUSER_ID, api

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    """Without an outgoing mail server that is everybody; with one, only people without an address. Digests end without one."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    can_mail = env["ir.mail_server"]._kfz_is_there()
    zones = env["res.company"].search([("zone_code", "!=", False)])
    people = (
        env["res.users"]
        .with_context(active_test=False)
        .search(
            [
                ("share", "=", False),
                ("notification_type", "=", "email"),
                ("company_ids", "in", zones.ids),
                ("id", "!=", SUPERUSER_ID),
            ]
        )
        .filtered(lambda user: not (can_mail and user.email))
    )
    people.notification_type = "inbox"
    if not can_mail:
        env["ir.config_parameter"].set_param("digest.default_digest_emails", False)
        env["digest.digest"].search([("state", "=", "activated")]).action_deactivate()
    _logger.info("%s people read their notices in the inbox", len(people))
