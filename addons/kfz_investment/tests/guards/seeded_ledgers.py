"""Plausible bugs of the guards in the database and of the check of the ledgers. See ``test_seeded_guards.py``."""

from unittest.mock import patch

from odoo.tools import SQL

from ...domain import ledger_chain

CONFIRMED = "state = 'confirmed'"
#: (table, trigger, change that only this trigger refuses)
GUARDED = (
    (
        "kfz_trade_record",
        "kfz_guard_1",
        f"UPDATE kfz_trade_record SET amount = amount + 1 WHERE {CONFIRMED}",
    ),
    ("kfz_trade_record", "kfz_guard_1", f"DELETE FROM kfz_trade_record WHERE {CONFIRMED}"),
    ("kfz_figure_entry", "kfz_guard_1", "UPDATE kfz_figure_entry SET amount = amount + 1"),
    ("kfz_figure_entry", "kfz_guard_1", "DELETE FROM kfz_figure_entry"),
    (
        "kfz_stage_transition",
        "kfz_guard_1",
        "UPDATE kfz_stage_transition SET effective_date = effective_date - 1",
    ),
    ("kfz_stage_transition", "kfz_guard_1", "DELETE FROM kfz_stage_transition"),
    ("kfz_award_entry", "kfz_guard_1", "UPDATE kfz_award_entry SET step = 'paid'"),
    ("kfz_correction", "kfz_guard_table", "TRUNCATE kfz_correction"),
    (
        "kfz_agreement",
        "kfz_guard_1",
        "UPDATE kfz_agreement SET company_id = company_id + 1 WHERE state = 'in_force'",
    ),
    (
        "kfz_agreement",
        "kfz_guard_2",
        "UPDATE kfz_agreement SET state = 'draft' WHERE state = 'in_force'",
    ),
    (
        "kfz_milestone",
        "kfz_guard_1",
        "UPDATE kfz_milestone SET effective_date = effective_date - 1 WHERE state = 'recognised'",
    ),
    ("kfz_capital_record", "kfz_guard_1", "DELETE FROM kfz_capital_record"),
)
#: (method of the check that forgets its work, model, a change that it must find)
CHECKED = (
    (
        "_kfz_compare_rows",
        "kfz.ledger.seal",
        f"UPDATE kfz_trade_record SET amount = amount + 1 WHERE {CONFIRMED}",
    ),
    (
        "_kfz_compare_rows",
        "kfz.ledger.seal",
        "UPDATE kfz_figure_entry SET create_date = create_date - interval '1 day'",
    ),
    ("_kfz_compare_rows", "kfz.ledger.seal", "DELETE FROM kfz_condition_change"),
    (
        "_kfz_verify_facts",
        "kfz.ledger.seal",
        f"UPDATE kfz_trade_record SET is_reversed = TRUE WHERE {CONFIRMED}",
    ),
    ("_kfz_compare_awards", "kfz.award.entry", "UPDATE kfz_award SET payee = 'x'"),
    ("_kfz_differences", "kfz.award.entry", "UPDATE kfz_award SET month_last = month_last + 31"),
)


def no_trigger(table, trigger):
    """The guard was not installed."""

    def seed(case, _stack):
        case.env.cr.execute(
            SQL("DROP TRIGGER %s ON %s", SQL.identifier(trigger), SQL.identifier(table))
        )

    return seed


def everything_passes(case, _stack):
    """The setting that lets updates past was left behind."""
    case.env.cr.execute("SELECT set_config('kfz.guard_pass', 'left behind', true)")


def forgetful(model, method):
    """A part of the check finds nothing."""

    def seed(case, stack):
        stack.enter_context(
            patch.object(case.env.registry[model], method, lambda *_args, **_more: [])
        )

    return seed


def any_hash(_case, stack):
    """A chain whose entries fit nothing is whole."""
    stack.enter_context(patch.object(ledger_chain, "problems", lambda *_args: iter(())))


# a table: one row per bug
# fmt: off
#: (the bug, seed, check, arguments of the check)
LEDGERS = [
    *((f"database: {trigger} of {table} is missing", no_trigger(table, trigger), "sql", ("manager", query)) for table, trigger, query in GUARDED),
    ("database: the pass of updates stays open", everything_passes, "sql", ("manager", GUARDED[0][2])),
    *((f"check: {method} of {model} finds nothing", forgetful(model, method), "unnoticed", ("manager", query)) for method, model, query in CHECKED),
    ("check: any hash will do", any_hash, "unnoticed", ("manager", "ALTER TABLE kfz_ledger_seal DISABLE TRIGGER USER; UPDATE kfz_ledger_seal SET hash = hash || 'x' WHERE id NOT IN (SELECT max(id) FROM kfz_ledger_seal GROUP BY company_id, chain)")),
]
# fmt: on
