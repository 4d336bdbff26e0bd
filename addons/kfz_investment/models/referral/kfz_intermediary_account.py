import re
import unicodedata

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...domain import calendar
from ..base.ledger_seal import Seal
from ..base.period_words import day_text
from ..base.table_guard import TableGuard

_NUMBER = re.compile(r"[0-9A-Z]{6,34}")
STATES = [
    ("waiting", "Waiting for confirmation"),
    ("confirmed", "Confirmed"),
    ("refused", "Refused"),
    ("stopped", "Stopped by an objection"),
]


class KfzIntermediaryAccount(models.Model):
    """The bank account of an intermediary, for the awards of one zone. Seen by the managers of the zone, and by the intermediary
    in its portal.

    A changed account is a new row, and what was entered is never written, so that it stays known what was paid where. An
    account is paid to once a second person has confirmed it and the zone's days of waiting have passed; until then awards go
    to the one before.
    """

    _name = "kfz.intermediary.account"
    _inherit = ["kfz.zone.mixin"]
    _description = "Bank account of an intermediary"
    _order = "id desc"
    _rec_name = "account_number"
    _check_company_auto = True
    _kfz_table_guards = (
        TableGuard(
            may_change={
                "state": "a manager, deciding; who acts for the intermediary, objecting",
                "usable_from": "a manager, confirming",
                "confirmed_by_id": "a manager, confirming",
                "confirmed_on": "a manager, confirming",
                "reason": "who refuses or objects",
                "refused_by_id": "a manager, refusing",
                "objected_by_id": "who acts for the intermediary, objecting",
                "objected_on": "who acts for the intermediary, objecting",
            },
        ),
        TableGuard(
            when="OLD.state = 'confirmed' AND (NEW.state = 'waiting' OR NEW.usable_from IS DISTINCT FROM OLD.usable_from) "
            "OR OLD.state IN ('refused', 'stopped')",
            on="UPDATE",
        ),
    )
    _kfz_seal = Seal(
        (
            "partner_id",
            "company_id",
            "bank_name",
            "account_number",
            "holder",
            "user_id",
            "state",
            "usable_from",
            "confirmed_by_id",
        ),
        is_private=True,
    )

    partner_id = fields.Many2one(
        "res.partner",
        "Intermediary",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain=[("is_intermediary", "=", True)],
    )
    company_id = fields.Many2one(
        "res.company", "Zone", required=True, index=True, default=lambda self: self.env.company
    )
    bank_name = fields.Char("Bank and branch", required=True)
    account_number = fields.Char("Account number", required=True)
    holder = fields.Char("Account holder", required=True)
    user_id = fields.Many2one(
        "res.users", "Entered by", readonly=True, required=True, default=lambda self: self.env.user
    )
    state = fields.Selection(
        STATES, required=True, readonly=True, default="waiting", copy=False, index=True
    )
    usable_from = fields.Date(
        "Paid to from",
        readonly=True,
        copy=False,
        help="Day in Shanghai: the confirmation and the zone's days of waiting, in which the intermediary can object.",
    )
    is_current = fields.Boolean(
        "Awards are paid to it",
        compute="_compute_is_current",
        help="The latest confirmed account of the intermediary in this zone whose days of waiting have passed.",
    )
    confirmed_by_id = fields.Many2one("res.users", "Confirmed by", readonly=True, copy=False)
    confirmed_on = fields.Datetime("Confirmed on", readonly=True, copy=False)
    reason = fields.Text(
        "Why it was refused or stopped",
        readonly=True,
        copy=False,
        help="The intermediary can read it.",
    )
    refused_by_id = fields.Many2one("res.users", "Refused by", readonly=True, copy=False)
    objected_by_id = fields.Many2one("res.users", "Objection by", readonly=True, copy=False)
    objected_on = fields.Datetime("Objection on", readonly=True, copy=False)

    @api.depends("state", "usable_from")
    def _compute_is_current(self):
        for account in self:
            paid_to = self._kfz_usable(account.partner_id, account.company_id)
            account.is_current = bool(paid_to) and account._origin == paid_to

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
        """A new account waits; who entered it is whoever runs this. Those who act for the intermediary are told."""
        for vals in vals_list:
            vals.update(
                user_id=self.env.uid,
                state="waiting",
                account_number=clean_number(vals.get("account_number")),
            )
        accounts = super().create(vals_list)
        accounts._kfz_seal_anew()
        accounts._kfz_announce()
        return accounts

    def write(self, vals):
        result = super().write(vals)
        self._kfz_seal_anew()
        return result

    def _kfz_seal_anew(self):
        """What was entered and decided is repeated in the zone's chain, so that a change past the application is found."""
        self.env["kfz.ledger.seal"]._kfz_queue(self._name, self.ids)

    @api.model
    def _kfz_usable(self, partner, zone):
        """The account to which awards of a zone are paid today; empty when there is none."""
        return self.search(
            Domain("partner_id", "in", partner.ids)
            & Domain("company_id", "=", zone.id)
            & Domain("state", "=", "confirmed")
            & Domain("usable_from", "<=", calendar.today()),
            order="usable_from desc, id desc",
            limit=1,
        )

    @api.model
    def _kfz_unusable_message(self, partner, zone):
        """Why there is no account to which awards can be paid, and what to do, in one sentence."""
        latest = self.search(
            [
                ("partner_id", "in", partner.ids),
                ("company_id", "=", zone.id),
                ("state", "in", ("waiting", "confirmed")),
            ],
            order="state, usable_from, id desc",
            limit=1,
        )
        if latest.state == "confirmed":
            return self.env._(
                "The account %(number)s of %(name)s is paid to from %(date)s on. Pay then.",
                number=latest.account_number,
                name=latest.partner_id.name,
                date=day_text(self.env, latest.usable_from),
            )
        if latest:
            return self.env._(
                "The account %(number)s of %(name)s waits for a manager of the zone to confirm it. Compare it with the agreement and confirm it first.",
                number=latest.account_number,
                name=latest.partner_id.name,
            )
        return self.env._(
            "%(name)s has no confirmed bank account in %(zone)s. Enter one on the intermediary's page, and let another manager confirm it.",
            name=partner[:1].name,
            zone=zone.name,
        )


def clean_number(value):
    """An account number without the spaces and hyphens with which it is written."""
    text = value if isinstance(value, str) else ""
    return re.sub(r"[\s-]+", "", unicodedata.normalize("NFKC", text)).upper()
