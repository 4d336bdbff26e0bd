"""Plausible bugs of the guards, each with the check that must notice it. See ``test_seeded_guards.py``."""

from unittest.mock import patch

from ...models.guards import base_gate
from ...models.isolation import base_links
from ..isolation.seeds import OURS, replaced, widen_rule
from .seeded_common import COMMON
from .seeded_ledgers import LEDGERS


def unguarded(model, *names):
    """Forget that fields of a model are the system's."""

    def seed(case, stack):
        cls = case.env.registry[model]
        stack.enter_context(patch.object(cls, "_kfz_guarded", cls._kfz_guarded - set(names)))

    return seed


def no_gate(case, stack):
    """Let every value through, as if no field were guarded by the gate."""
    for name in list(case.env.registry):
        model = case.env.registry[name]
        if not model._abstract:
            stack.enter_context(
                patch.object(model, "_kfz_refuse_guarded", lambda self, names: None)
            )


def defaults_heard(case, stack):
    """Take all defaults of the context, as core does."""
    for name in list(case.env.registry):
        model = case.env.registry[name]
        if not model._abstract:
            stack.enter_context(
                patch.object(model, "_kfz_strange_defaults", lambda self, fields: set())
            )


def own_defaults_heard(case, stack):
    """Take all defaults that users saved, as core does."""
    model = case.env.registry["ir.default"]
    core = next(
        base
        for base in model.__mro__
        if "_get_model_defaults" in vars(base) and "kfz_investment" not in base.__module__
    )
    stack.enter_context(patch.object(model, "_get_model_defaults", core._get_model_defaults))
    stack.enter_context(patch.object(model, "_kfz_check_own", lambda self: None))


def leave_by_anything(case, stack):
    """Believe a grant that a client sends."""
    stack.enter_context(patch.object(base_gate, "may_set", _sent))


def plain_ids_alone(case, stack):
    """Look at integers only, as the check of links once did: core takes texts and decimals, too."""

    def plain(values):
        return {value for value in values if type(value) is int and value}

    stack.enter_context(patch.object(base_links, "all_identifiers", plain))
    stack.enter_context(patch.object(base_links, "is_malformed", lambda field, value: False))
    stack.enter_context(
        patch.object(
            base_links,
            "identifiers",
            lambda value, form=False: plain(
                part for command in value or () if isinstance(command, list) for part in command[1:]
            ),
        )
    )


def _sent(records, name):
    grant = records.env.context.get("kfz_grant")
    return (records._name, name) in getattr(grant, "fields", ()) or grant == "all"


#: what only the gate guards: (model, who could write it, fields)
FIELDS = (
    (
        "crm.lead",
        "officer",
        (
            "signed_amount",
            "signed_date",
            "landed_date",
            "capital_in_place",
            "landed_amount",
            "is_major",
            "origin_project_code",
            "origin_sheet_uid",
        ),
    ),
    ("kfz.agreement", "officer", ("amount_cny",)),
    (
        "kfz.share",
        "manager",
        ("state", "sheet_uid", "published_on", "published_by_id", "is_thread"),
    ),
    (
        "kfz.policy",
        "manager",
        ("status", "version", "is_published", "has_changes", "sheet_uid", "published_on"),
    ),
    ("kfz.policy.clause", "manager", ("valid_from", "valid_to")),
    (
        "kfz.referral",
        "officer",
        (
            "state",
            "registered_on",
            "registered_by_id",
            "expires_on",
            "accepted_on",
            "decided_on",
            "reason",
            "declaration_text",
        ),
    ),
    ("res.partner", "officer", ("name_key",)),
    ("crm.tag", "officer", ("kfz_zone_id",)),
    ("calendar.event", "officer", ("kfz_zone_id",)),
)
#: the same in new records, of models that nobody writes
NEW_FIELDS = (
    ("kfz.portal.access", "officer", ("state", "user_id", "requested_by_id", "approved_by_id")),
    ("kfz.intermediary.account", "manager", ("usable_from", "confirmed_by_id", "confirmed_on")),
)
# a table: one row per bug
# fmt: off
#: (the bug, seed, check, arguments of the check)
GUARDS = [
    *COMMON,
    ("awards: confirmed without the role", replaced("kfz.award", "_kfz_check_role", lambda self, role: None), "calls", ("manager_b", "kfz.award", "action_confirm_customs")),
    ("policies: of all zones", widen_rule(OURS + "kfz_policy_rule_company"), "calls", ("manager_b", "kfz.policy", "action_withdraw")),
    ("gate: no field is guarded", no_gate, "forges", ("officer", "crm.lead", "signed_amount", "write")),
    ("gate: no field is guarded in a new record", no_gate, "forges", ("manager", "kfz.share", "is_thread", "create")),
    ("gate: no field is guarded in a form", no_gate, "forges", ("officer", "crm.lead", "landed_date", "web_save of one")),
    ("gate: no field is guarded in a file", no_gate, "forges", ("officer", "crm.lead", "landed_amount", "load of one")),
    ("gate: no field is guarded in a line", no_gate, "forges", ("manager", "kfz.policy.clause", "valid_from", "nested of one")),
    ("gate: a client gives itself leave", leave_by_anything, "forges_with", ("officer", {"kfz_grant": "all"}, "crm.lead", "signed_amount", "write")),
    ("defaults: of the context", defaults_heard, "forges", ("manager", "kfz.share", "is_thread", "default of create")),
    ("defaults: of the context, in a form", defaults_heard, "forges", ("manager", "kfz.policy", "sheet_uid", "default of web_save")),
    ("defaults: of the context, in a file", defaults_heard, "forges", ("officer", "kfz.referral", "state", "default of load")),
    ("defaults: of the user", own_defaults_heard, "forges", ("manager", "kfz.share", "is_thread", "user default")),
    ("defaults: of the user, for a policy", own_defaults_heard, "forges", ("manager", "kfz.policy", "sheet_uid", "user default")),
    *(
        (f"{model}: {name} in a new record", unguarded(model, name), "forges", (user, model, name, "create"))
        for model, user, names in NEW_FIELDS for name in names
    ),
    ("links: texts are ids", plain_ids_alone, "odd", ("officer_b", "crm.lead", "partner_id", "web_save", "text")),
    ("links: decimals are ids", plain_ids_alone, "odd", ("officer_b", "crm.lead", "partner_id", "create", "decimal")),
    ("links: texts are ids in a meeting", plain_ids_alone, "odd", ("officer_b", "calendar.event", "opportunity_id", "web_save", "text")),
    *(
        (f"{model}: {name} by hand", unguarded(model, name), "forges", (user, model, name, "write"))
        for model, user, names in FIELDS for name in names
    ),
    *LEDGERS,
]
# fmt: on
