"""Plausible bugs of the guards, each with the check that must notice it. See ``test_seeded_guards.py``."""

from ..isolation.seeds import OURS, replaced, widen_rule

# a table: one row per bug
# fmt: off
#: (the bug, seed, check, arguments of the check)
GUARDS = [
    ("awards: figures by hand", replaced("kfz.award", "_kfz_check_by_hand", lambda self, names: None), "forges", ("manager", "kfz.award", "amount", "write")),
    ("awards: states by hand", replaced("kfz.award", "_kfz_check_by_hand", lambda self, names: None), "forges", ("manager", "kfz.award", "state", "web_save of one")),
    ("awards: confirmed without the role", replaced("kfz.award", "_kfz_check_role", lambda self, role: None), "calls", ("manager_b", "kfz.award", "action_confirm_customs")),
    ("policies: of all zones", widen_rule(OURS + "kfz_policy_rule_company"), "calls", ("manager_b", "kfz.policy", "action_withdraw")),
]
# fmt: on
