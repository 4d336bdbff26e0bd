"""Rows and records that are the same, or only look so: of one file, and of a file and the database."""

import datetime

import pytest
from domain.imports import enterprise, enterprise_plan, project
from domain.imports.directory import Enterprise, title_key
from domain.imports.project_facts import Project
from import_plan_facts import (
    CODE,
    OTHER_CODE,
    ZONE,
    EnterpriseFacts,
    ProjectFacts,
    amount,
    rows,
    told,
)
from test_import_project_plan import NAME, ended, ledger, one, plan

DAY = datetime.date(2026, 3, 5)


@pytest.mark.parametrize(
    ("one_title", "other"),
    [
        ("示例项目（一期）", "示例项目(一期)"),
        ("ABC示例项目", "abc 示例项目"),
        ("“示例”项目", '"示例"项目'),
        ("示例—甲项目", "示例-甲项目"),
        ("《示例》项目。", "示例项目"),
        ("ＡＢ示例１号", "AB示例1号"),
    ],
)
def test_spellings_of_one_title(one_title, other):
    assert title_key(one_title) == title_key(other)


@pytest.mark.parametrize(
    ("one_title", "other"),
    [
        ("年产2.5万吨饲料项目", "年产25万吨饲料项目"),
        ("3-5号地块", "35号地块"),
        ("1.1期", "11期"),
        ("C++示例", "C示例"),
        ("-5℃冷库", "5℃冷库"),
        ("10%股权项目", "10股权项目"),
    ],
)
def test_signs_that_tell_two_projects_apart(one_title, other):
    parsed = rows({"name": one_title, "zone": ZONE}, {"name": other, "zone": ZONE})
    project.mark_repeats(parsed)
    assert not any(row.skip or row.issues for row in parsed)


@pytest.mark.parametrize(
    ("first", "second", "codes", "skipped"),
    [
        ({"investment": amount(1)}, {"investment": amount(2)}, ["repeated_differs"], False),
        ({"investment": amount(1)}, {"investment": amount(1)}, ["repeated_project"], True),
        ({"stage": "lead"}, {"stage": "signed"}, ["repeated_differs"], False),
        ({}, {"signed_date": DAY}, ["repeated_differs"], False),
        ({"signed_date": DAY}, {}, ["repeated_project"], True),
        ({"phone": "1"}, {"phone": "2"}, ["repeated_project"], True),
    ],
)
def test_a_repeated_project_with_other_values_is_refused(first, second, codes, skipped):
    common = {"name": "示例项目", "zone": ZONE}
    parsed = rows({**common, **first}, {**common, **second})
    project.mark_repeats(parsed)
    assert [issue.code for issue in parsed[1].issues] == codes
    assert (parsed[1].skip, parsed[0].issues) == (skipped, [])


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ({"name": "示例（昆明）公司"}, {"name": "示例(昆明)公司"}, ["repeated_name"]),
        ({"name": "Example Ltd"}, {"name": "EXAMPLE LTD"}, ["repeated_name"]),
        (
            {"name": NAME, "registered_capital": amount(2)},
            {"name": NAME, "registered_capital": amount(3)},
            ["repeated_differs"],
        ),
        (
            {"name": NAME},
            {"name": NAME, "uscc": CODE, "registered_capital": amount(3)},
            ["repeated_differs"],
        ),
        (
            {"name": NAME, "uscc": CODE, "registered_capital": amount(2)},
            {"name": NAME, "uscc": CODE, "registered_capital": amount(3)},
            ["repeated_differs"],
        ),
    ],
)
def test_a_repeated_enterprise(first, second, codes):
    parsed = rows(first, second)
    enterprise.mark_repeats(parsed)
    assert [issue.code for issue in parsed[1].issues] == codes


def plan_enterprises(known, code):
    """The row of an enterprise list."""
    [row] = enterprise_plan.plan(rows({"name": NAME, "uscc": code}), EnterpriseFacts(known))
    return row


def plan_projects(known, code):
    """The row of a ledger."""
    return one(ProjectFacts(known), enterprise=NAME, uscc=code)


def facts(*known):
    """Facts of projects of the enterprise 5."""
    directory = [Enterprise(5, NAME, None, ZONE)]
    return ProjectFacts(directory, known=list(known), details=dict.fromkeys((8, 9), ended()))


def test_a_project_under_another_spelling_is_found():
    known = Project(9, None, ZONE, 5, "示例项目（一期）")
    assert one(facts(known), name="示例项目(一期)", enterprise=NAME).record == 9


@pytest.mark.parametrize(
    ("values", "code", "action"),
    [
        ({}, "namesake_unclear", "refused"),
        ({"enterprise": "昆明示例别家有限公司"}, "namesake", "create"),
    ],
)
def test_a_namesake_of_another_enterprise_is_said(values, code, action):
    row = one(facts(Project(9, "K-1", ZONE, 5, "示例项目")), **values)
    assert (row.action, row.record, code in told(row)) == (action, None, True)


def test_of_a_colleagues_namesake_nothing_is_said():
    known = Project(9, "K-1", ZONE, 5, "示例项目", "示例乙")
    assert "namesake_unclear" not in told(one(facts(known)))


def test_two_rows_that_mean_one_project():
    known = Project(9, "K-1", ZONE, 5, "旧名")
    first, second = plan(
        facts(known),
        ledger("新名", enterprise=NAME, code="K-1"),
        ledger("旧名", enterprise=NAME),
    )
    assert (first.record, second.action, told(second)) == (9, "refused", ["same_project"])
    assert second.parsed.issues[0].params["row"] == first.number


@pytest.mark.parametrize("make", [plan_enterprises, plan_projects])
def test_an_enterprise_under_another_code_is_not_added_in_silence(make):
    known = [Enterprise(5, NAME, OTHER_CODE, ZONE)]
    row = make(known, CODE)
    assert (row.action, row.record) == ("create", None)
    [issue] = [issue for issue in row.parsed.issues if issue.code == "other_code_in_directory"]
    assert issue.params == {"name": NAME, "code": OTHER_CODE}
    assert "other_code_in_directory" not in told(make([], CODE))


def test_two_rows_that_mean_one_enterprise():
    known = [Enterprise(5, "旧名", CODE, ZONE)]
    current = {5: {"name": "旧名", "vat": CODE, "registered_capital": 1.0, "currency_id": 7}}
    facts_of_one = EnterpriseFacts(known)
    facts_of_one.current = lambda ids, names: {
        ident: {name: current[ident].get(name, False) for name in names} for ident in ids
    }
    first, second = enterprise_plan.plan(
        rows({"name": "新名", "uscc": CODE}, {"name": "旧名"}), facts_of_one
    )
    assert (first.record, second.action, told(second)) == (5, "refused", ["same_enterprise"])
