"""Steps of random sequences: who calls what with which values, good and hostile. Plain code without an import of Odoo.

A step follows from what was drawn and from the records that are there.
"""

import collections
import random

from ..isolation import odd_ids
from .field_values import MAGIC, NUMBER, NUMBERS, TEXTS

ROLES = (
    "officer",
    "manager",
    "manager",
    "customs",
    "customs2",
    "committee",
    "both",
    "officer_b",
    "manager_b",
    "customs_b",
    "committee_b",
    "employee",
    "portal",
)
#: models of the sequences; those that a step finds by their records
MODELS = (
    "crm.lead",
    "kfz.agreement",
    "kfz.milestone",
    "kfz.capital.record",
    "kfz.trade.record",
    "kfz.referral",
    "kfz.award",
    "kfz.share",
    "kfz.policy",
)
#: how often each verb is drawn
VERBS = (
    *("meant",) * 16,
    *("action",) * 10,
    *("wizard",) * 6,
    *("write",) * 6,
    *("create",) * 6,
    *("create with default",) * 3,
    *("delete", "read") * 2,
    # dear: each makes the server forget what it knows of rights
    "user default",
)
#: pages and counts that change nothing, so that steps are not spent on them
IDLE = ("action_open", "action_view", "action_workbook", "action_awards", "action_share")
NUMBERS_SENT = (NUMBER, 0, -1, 1_000_000, 5_000_000, 1, "1000000", 0.01)
DAYS_SENT = ("2019-01-01", "2023-05-06", "2099-01-01", "2026-01-05", False)
WORDS_SENT = ("试探", "", "x", False, "125")

#: what people are meant to do: who, with which record in which state, by which method; some of it with the wrong person
MEANT_STEPS = (
    ("customs", "kfz.award", "claimable", "action_confirm_customs"),
    ("both", "kfz.award", "claimable", "action_confirm_customs"),
    ("committee", "kfz.award", "customs_confirmed", "action_confirm_committee"),
    ("both", "kfz.award", "customs_confirmed", "action_confirm_committee"),
    ("customs", "kfz.award", "customs_confirmed", "action_confirm_committee"),
    ("manager", "kfz.award", "customs_confirmed", "action_mark_paid"),
    ("manager", "kfz.award", "committee_confirmed", "action_mark_paid"),
    ("manager_b", "kfz.award", "committee_confirmed", "action_mark_paid"),
    ("manager", "kfz.award", "claimable", "action_mark_paid"),
    ("officer", "kfz.agreement", "draft", "action_put_in_force"),
    ("manager", "kfz.agreement", "in_force", "action_terminate"),
    ("manager", "kfz.milestone", "draft", "action_recognise"),
    ("officer", "kfz.milestone", "draft", "action_recognise"),
    ("customs", "kfz.trade.record", "draft", "action_confirm"),
    ("customs2", "kfz.trade.record", "draft", "action_confirm"),
    ("customs_b", "kfz.trade.record", "draft", "action_confirm"),
    ("manager", "kfz.referral", "registered", "action_accept"),
    ("officer", "kfz.referral", "accepted", "action_make_lead"),
    ("manager", "kfz.share", "draft", "action_publish"),
    ("manager", "kfz.share", "published", "action_revoke"),
    ("manager", "kfz.policy", "draft", "action_issue"),
    ("manager", "kfz.policy", "issued", "action_publish"),
    ("manager", "kfz.policy", "issued", "action_withdraw"),
)

Step = collections.namedtuple("Step", "role model method arguments context")


class Picker:
    """Picks as a drawn text says, always in the same way."""

    def __init__(self, drawn):
        self.random = random.Random(drawn)

    def pick(self, choices):
        """One of some choices; None of none."""
        return self.random.choice(choices) if choices else None


def value_for(picker, field, records):
    """A good or hostile value for a field.

    :param records: callable(model) → ids, those of both zones
    """
    kind = field["type"]
    if kind in NUMBERS:
        return picker.pick(NUMBERS_SENT)
    if kind in ("date", "datetime"):
        return picker.pick(DAYS_SENT)
    if kind == "selection":
        return picker.pick([*[key for key, _label in field["selection"]], "试探"])
    if kind == "boolean":
        return picker.pick((True, False, "x"))
    if kind in ("many2one", "many2many", "one2many"):
        return _link(picker, field, records)
    return picker.pick(WORDS_SENT) if kind in TEXTS else NUMBER


def _link(picker, field, records):
    guess = picker.pick(records(field["relation"])) or 1
    if field["type"] == "many2one":
        return picker.pick(
            [guess, guess, *[shape(guess) for shape in odd_ids.SINGLE_AND_FIXED.values()], False]
        )
    return picker.pick([shape(guess) for shape in odd_ids.MANY.values()])


def writable(fields):
    """Names of fields that a sequence writes: those with a meaning of their own, guarded ones included."""
    return sorted(
        name
        for name, field in fields.items()
        if name not in MAGIC
        and not name.startswith(("message_", "activity_", "my_activity", "website_"))
        and field.get("store", True)
    )
