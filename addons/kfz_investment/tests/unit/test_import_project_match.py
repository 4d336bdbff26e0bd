"""Which recorded project a row means: a colleague's, one renamed since; and whose a new project is. Without a database."""

import pytest
from domain.imports.directory import Enterprise
from domain.imports.project_facts import Project
from import_plan_facts import OTHER_ZONE, ZONE, ProjectFacts, told
from test_import_project_plan import NAME, ended, ledger, one, plan


@pytest.mark.parametrize(
    ("holder", "code"), [("示例乙", "colleagues_project"), ("", "others_project")]
)
@pytest.mark.parametrize("values", [{"code": "K-1"}, {}])
def test_a_colleagues_project_is_neither_made_again_nor_compared(holder, code, values):
    facts = ProjectFacts(known=[Project(9, "K-1", ZONE, None, "示例项目", holder)])
    row = one(facts, **values)
    assert (row.action, row.record, told(row)) == ("refused", None, [code])
    assert row.parsed.issues[0].params == {"name": holder}
    assert not facts.asked["recorded"]


def test_of_two_namesakes_the_users_own_is_meant():
    known = [
        Project(8, None, ZONE, None, "示例项目", "示例乙"),
        Project(9, None, ZONE, None, "示例项目"),
    ]
    row = one(ProjectFacts(known=known, details={9: ended()}))
    assert (row.record, told(row)) == (9, ["ended"])


def renamed(*known, **values):
    """Facts of a project that ledgers once called 旧名."""
    former = [Project(9, "K-1", ZONE, 5, "旧名", **values)]
    details = dict.fromkeys((8, 9), ended())
    return ProjectFacts(
        [Enterprise(5, NAME, None, ZONE)], known=known, former=former, details=details
    )


def test_an_older_ledger_means_the_project_that_was_renamed_since():
    assert one(renamed(), name="旧名", enterprise=NAME).record == 9
    colleagues = one(renamed(holder="示例乙"), name="旧名", enterprise=NAME)
    assert told(colleagues) == ["colleagues_project"]


def test_a_former_name_means_nothing_where_another_project_has_it():
    facts = renamed(Project(8, None, ZONE, 5, "旧名"))
    assert one(facts, name="旧名", enterprise=NAME).record == 8
    assert one(renamed(), name="旧名").record is None
    assert one(renamed(), name="旧名", enterprise=NAME, code="K-7").record is None
    facts = renamed(Project(9, "K-1", ZONE, 5, "新名"))
    new, old = plan(facts, ledger("新名", enterprise=NAME), ledger("旧名", enterprise=NAME))
    assert (new.record, old.record) == (9, None)


def test_a_new_project_for_a_colleague_stays_with_the_user():
    facts = ProjectFacts(only_own=2, users={(ZONE, "示例乙"): 3, (ZONE, "示例甲"): 2})
    mine, other, elsewhere = plan(
        facts,
        ledger("甲", account_manager="示例甲"),
        ledger("乙", account_manager="示例乙"),
        ledger("丙", account_manager="示例乙", zone=OTHER_ZONE),
    )
    assert [row.extra.stays for row in (mine, other, elsewhere)] == [False, True, False]
    assert (other.action, told(other), other.extra.officials) == (
        "create",
        ["stays_with_you"],
        {"account_manager": "示例乙"},
    )
    assert (mine.extra.holder, other.extra.holder) == (2, None)
    assert facts.asked["holders"] == 1


def test_a_refused_row_gives_nothing_to_anybody():
    facts = ProjectFacts(only_own=2, users={(ZONE, "示例乙"): 3}, is_manager=False)
    row = one(facts, stage="signed", account_manager="示例乙")
    assert row.action == "refused" and "stays_with_you" not in told(row)
