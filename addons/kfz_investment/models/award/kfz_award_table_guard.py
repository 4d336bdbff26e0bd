from odoo import models

from ..base.table_guard import TableGuard

#: what the steps after customs' confirmation still set, and by whom
BY_STEPS = {
    "state": "the steps",
    "reason": "who refuses, returns or claims back; the system, when an input changes",
    "question": "the system, after payment; a manager, who settles it",
    "note": "users, by hand",
    "clawed_amount": "a manager, claiming back",
}
BEFORE_PAYMENT = {
    "claimed_on": "a manager",
    "claimed_by_id": "a manager",
    "customs_on": "the system, taking a confirmation back",
    "customs_user_id": "the system, taking a confirmation back",
    "committee_on": "a committee verifier; the system, taking it back",
    "committee_user_id": "a committee verifier; the system, taking it back",
    "public_from": "a manager, publishing",
    "public_to": "a manager, publishing",
    "paid_on": "a manager, entering the payment",
    "paid_by_id": "a manager, entering the payment",
    "payment_reference": "a manager, entering the payment",
    "paid_account_id": "a manager, entering the payment",
    "fund_source": "the system, taking a confirmation back",
    "scheme_id": "the system, when the landing moved",
    "landed_on": "the system, when the landing moved",
    "month_first": "the system, when the landing moved",
    "month_last": "the system, when the landing moved",
}


class KfzAward(models.Model):
    """What the database keeps of an award once customs has confirmed it, and of one that has ended."""

    _inherit = "kfz.award"

    _kfz_table_guards = (
        TableGuard(
            when="OLD.state IN ('customs_confirmed', 'committee_confirmed', 'publicity', 'payable')",
            may_change={**BY_STEPS, **BEFORE_PAYMENT},
            on="UPDATE",
        ),
        TableGuard(
            when="OLD.state IN ('paid', 'refused', 'clawed_back')",
            may_change=BY_STEPS,
            on="UPDATE",
        ),
        # what ended does not begin again
        TableGuard(
            when="OLD.state IN ('refused', 'clawed_back') AND NEW.state <> OLD.state "
            "OR OLD.state = 'paid' AND NEW.state NOT IN ('paid', 'clawed_back')",
            on="UPDATE",
        ),
        TableGuard(on="DELETE"),
    )
