import re
import unicodedata

from odoo import api, fields, models
from odoo.exceptions import ValidationError

_NUMBER = re.compile(r"[0-9A-Z]{6,34}")


class KfzIntermediaryAccount(models.Model):
    """The bank account of an intermediary, for the awards of one zone. Seen by the managers of the zone, and by the intermediary
    in its portal. A changed account is a new row and rows are never written, so that it stays known what was paid where."""

    _name = "kfz.intermediary.account"
    _inherit = ["kfz.zone.mixin"]
    _description = "Bank account of an intermediary"
    _order = "is_current desc, id desc"
    _rec_name = "account_number"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        "Intermediary",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        domain=[("is_intermediary", "=", True)],
    )
    company_id = fields.Many2one(
        "res.company", "Zone", required=True, index=True, default=lambda self: self.env.company
    )
    bank_name = fields.Char("Bank and branch", required=True)
    account_number = fields.Char("Account number", required=True)
    holder = fields.Char("Account holder", required=True)
    is_current = fields.Boolean("Current", readonly=True, default=True, copy=False)
    user_id = fields.Many2one(
        "res.users", "Entered by", readonly=True, required=True, default=lambda self: self.env.user
    )

    _one_current = models.UniqueIndex(
        "(company_id, partner_id) WHERE is_current",
        "The intermediary already has a current account in this zone.",
    )

    @api.constrains("account_number")
    def _check_account_number(self):
        for account in self:
            if not _NUMBER.fullmatch(account.account_number):
                raise ValidationError(
                    self.env._(
                        "“%(number)s” is not an account number: it must have 6 to 34 digits or capital letters.",
                        number=account.account_number,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """The new account becomes the current one of its intermediary and zone."""
        for vals in vals_list:
            vals.update(
                is_current=True,
                user_id=self.env.uid,
                account_number=clean_number(vals.get("account_number")),
            )
            former = self.search(
                [
                    ("partner_id", "=", vals.get("partner_id")),
                    ("is_current", "=", True),
                    ("company_id", "=", vals.get("company_id") or self.env.company.id),
                ]
            )
            # sudo: which account is current follows from the order of entry; users cannot write it
            former.sudo().is_current = False
            # before the INSERT, or the unique index would see two
            former.flush_recordset(["is_current"])
        return super().create(vals_list)

    # the portal of the intermediary

    @api.model
    @api.private
    def _kfz_portal_own(self, intermediary):
        """The current account per zone of the intermediary, as plain values."""
        # sudo: a portal user has no right to accounts; the domain holds its own only
        own = self.sudo().search([("partner_id", "=", intermediary.id), ("is_current", "=", True)])
        return [
            {
                "zone": one.company_id.name,
                "holder": one.holder,
                "bank_name": one.bank_name,
                "account_number": one.account_number,
            }
            for one in own
        ]

    @api.model
    @api.private
    def _kfz_portal_enter(self, intermediary, zone, values):
        """Enter an account for a portal user, and tell the managers of the zone.

        :raises ValidationError: for text that is not an account number
        """
        # sudo: a portal user has no right to accounts; it enters that of its own company
        account = self.sudo().create(
            {**values, "partner_id": intermediary.id, "company_id": zone.id}
        )
        managers = self.env["kfz.notice.mixin"]._kfz_managers_of(zone)
        if managers:
            env = self.with_context(lang=managers[0].lang).env
            # sudo: the zone is told by the system
            intermediary._kfz_as_system().message_notify(
                partner_ids=managers.partner_id.ids,
                subject=env._("Bank account of an intermediary"),
                body=env._(
                    "%(intermediary)s entered a bank account on the portal. Compare it with the agreement before "
                    "anything is paid to it.",
                    intermediary=intermediary.name,
                ),
            )
        return account


def clean_number(value):
    """An account number without the spaces and hyphens with which it is written."""
    return re.sub(r"[\s-]+", "", unicodedata.normalize("NFKC", value or "")).upper()
