from odoo import models

from ..base.ledger_seal import Seal
from ..base.table_guard import TableGuard


class KfzTradeRecord(models.Model):
    """What the database keeps of confirmed trade, and what its seals repeat."""

    _inherit = "kfz.trade.record"

    _kfz_seal = Seal(
        (
            "number",
            "company_id",
            "partner_id",
            "month",
            "direction",
            "mode",
            "is_bonded",
            "amount",
            "currency_id",
            "origin",
            "note",
            "state",
            "entered_by_id",
            "changed_by_id",
            "confirmed_by_id",
            "confirmed_on",
            "reverses_id",
            "reason",
        ),
        when="t.state = 'confirmed'",
    )
    _kfz_table_guards = (
        TableGuard(
            when="OLD.state = 'confirmed'",
            may_change={"is_reversed": "a customs verifier, confirming the reversing entry"},
        ),
        TableGuard(when="OLD.is_reversed AND NEW.is_reversed IS NOT TRUE", on="UPDATE"),
    )
