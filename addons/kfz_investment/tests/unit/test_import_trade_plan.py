"""What a trade statement would do, row by row, without a database."""

import datetime

import pytest
from domain.imports import trade_plan
from domain.imports.directory import Enterprise
from domain.imports.issue import ERROR, Parsed
from import_plan_facts import (
    CODE,
    OTHER_ZONE,
    ZONE,
    TradeFacts,
    actions,
    amount,
    rows,
    told,
)

NAME = "昆明示例一有限公司"
MONTH = datetime.date(2026, 1, 1)
KEY = (ZONE, 5, MONTH, "export", "1210")
FOUND = [Enterprise(5, NAME, CODE, ZONE)]


def trade(number=100, **values):
    """Values of a row for the enterprise of `FOUND`."""
    row = {
        "name": NAME,
        "uscc": CODE,
        "month": MONTH,
        "direction": "export",
        "mode": "1210",
        "amount": amount(number),
        **values,
    }
    return {name: value for name, value in row.items() if value is not None}


def plan(*values, known=(), directory=FOUND):
    facts = TradeFacts(list(directory), known={KEY: list(known)} if known else {})
    return trade_plan.plan(rows(*values), facts)


def test_a_new_row_is_created_by_its_key():
    [row] = plan(trade())
    assert (row.action, row.record, row.vals, row.extra, told(row)) == (
        "create",
        None,
        None,
        KEY,
        [],
    )


def test_refused_and_skipped_rows_are_planned_as_such():
    bad, nothing = Parsed(2), Parsed(3, skip=True)
    bad.add(ERROR, "", "missing")
    assert actions(trade_plan.plan([bad, nothing], TradeFacts())) == ["refused", "skip"]


def test_repeats_within_the_file():
    plan_rows = plan(trade(), trade(), trade(101), trade(100, mode="9710"))
    assert actions(plan_rows) == ["create", "skip", "refused", "create"]
    assert told(plan_rows[1]) == ["repeated_trade"]
    assert told(plan_rows[2]) == ["same_trade_other_amount"]
    assert plan_rows[1].parsed.issues[0].params == {"row": 2}


@pytest.mark.parametrize(
    ("directory", "code", "column"),
    [
        ([], "unknown_trade_enterprise", "“name”"),
        ([Enterprise(5, NAME, CODE, OTHER_ZONE)], "unknown_trade_enterprise", "“name”"),
        ([Enterprise(5, NAME, CODE, ZONE, active=False)], "archived_enterprise", ""),
        (
            [Enterprise(5, NAME, None, ZONE), Enterprise(6, NAME, None, ZONE)],
            "two_enterprises",
            "",
        ),
    ],
)
def test_a_row_needs_one_active_enterprise(directory, code, column):
    [row] = plan(trade(), directory=directory)
    assert (row.action, row.extra) == ("refused", None)
    assert [(issue.code, issue.column) for issue in row.parsed.issues] == [(code, column)]


def test_a_code_alone_is_named_when_it_is_unknown():
    [row] = plan(trade(name=None), directory=[])
    [issue] = row.parsed.issues
    assert (issue.column, issue.params) == ("“uscc”", {"name": CODE})


def test_the_common_directory_counts_too():
    [row] = plan(trade(), directory=[Enterprise(5, NAME, CODE)])
    assert (row.action, row.extra) == ("create", KEY)


def test_another_name_beside_the_code_is_told():
    [row] = plan(trade(name="别名有限公司"))
    assert (row.action, row.extra, told(row)) == ("create", KEY, ["other_name_in_directory"])


def test_the_same_value_is_unchanged():
    for state in ("draft", "confirmed"):
        assert actions(plan(trade(), known=[(9, "T-9", state, 100.0, False)])) == ["unchanged"]


def test_a_draft_takes_the_new_value_and_its_origin():
    [row] = plan(trade(120), known=[(9, "T-9", "draft", 100.0, False)])
    assert (row.action, row.record) == ("update", 9)
    assert row.vals == {"amount": 120.0, "origin": "list.xlsx · 2"}
    [row] = plan(trade(120, origin="表-1"), known=[(9, "T-9", "draft", 100.0, False)])
    assert row.vals["origin"] == "表-1"


def test_a_confirmed_record_is_not_changed():
    [row] = plan(trade(120), known=[(9, "T-9", "confirmed", 100.1, False)])
    assert row.action == "refused"
    [issue] = row.parsed.issues
    assert (issue.code, issue.params["number"]) == ("trade_confirmed", "T-9")
    assert str(issue.params["amount"]) == "100.10"


def test_a_value_that_was_reversed_is_left_out():
    reversed_one = (9, "T-9", "confirmed", 100.0, True)
    [row] = plan(trade(), known=[reversed_one])
    assert (row.action, told(row)) == ("skip", ["trade_reversed"])
    [row] = plan(trade(101), known=[reversed_one])
    assert (row.action, told(row)) == ("create", [])


def test_the_valid_record_counts_before_reversed_ones():
    known = [(9, "T-9", "confirmed", 100.0, True), (10, "T-10", "draft", 90.0, False)]
    [row] = plan(trade(), known=known)
    assert (row.action, row.record) == ("update", 10)


def test_a_long_statement_is_looked_up_in_parts(monkeypatch):
    monkeypatch.setattr(trade_plan, "CHUNK", 4)
    facts = TradeFacts(FOUND)
    months = [datetime.date(2026, month, 1) for month in range(1, 11)]
    trade_plan.plan(rows(*(trade(month=month) for month in months)), facts)
    assert facts.asked == {"enterprises": 1, "trades": 3}
