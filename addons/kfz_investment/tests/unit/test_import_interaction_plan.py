"""What a list of visits would do, row by row, without a database."""

import datetime
from dataclasses import dataclass, field

from domain.imports import interaction_plan
from domain.imports.directory import Enterprise
from domain.imports.interaction_plan import Official, Place
from domain.imports.issue import ERROR, Parsed
from domain.imports.project_facts import Project
from hypothesis import given
from hypothesis import strategies as st
from import_plan_facts import CODE, OTHER_CODE, ZONE, Facts, actions, rows, told

NAME, DAY = "昆明示例一有限公司", datetime.date(2026, 3, 5)
FOUND = [
    Enterprise(5, NAME, CODE, ZONE),
    Enterprise(6, "昆明示例二有限公司", OTHER_CODE, ZONE),
    Enterprise(8, "昆明示例三有限公司", None, ZONE, active=False),
]
PROJECTS = [
    Project(50, "P50", ZONE, 5, "示例项目"),
    Project(51, "P51", ZONE, 6, "示例项目"),
    Project(52, "P52", ZONE, 5, "同事项目", "李示例"),
    Project(53, "P53", ZONE, None, "无企业项目"),
]
PEOPLE = {"张示例": Official(1, True), "李示例": Official(2)}


@dataclass
class VisitFacts(Facts):
    """Projects, people and recorded visits."""

    recorded: dict = field(default_factory=dict)

    def projects(self, zones, codes, names):
        self._count()
        return PROJECTS

    def officials(self, names):
        self._count()
        return {name: PEOPLE[name] for name in names if name in PEOPLE}

    def visits(self, places):
        self._count()
        return {place: self.recorded[place] for place in places if place in self.recorded}


def visit(**values):
    row = {"date": DAY, "name": NAME, "kind": "call", "summary": "示例", **values}
    return {name: value for name, value in row.items() if value is not None}


def place(project=None, enterprise=5, kind="call"):
    return Place(ZONE, enterprise, project, DAY, kind)


def plan(*values, recorded=()):
    return interaction_plan.plan(rows(*values), VisitFacts(list(FOUND), recorded=dict(recorded)))


def test_a_new_row_is_created_at_its_place():
    [row] = plan(visit())
    assert (row.action, row.extra.place, told(row)) == ("create", place(), [])


def test_refused_rows_stay_refused():
    bad = Parsed(2)
    bad.add(ERROR, "", "missing")
    assert actions(interaction_plan.plan([bad], VisitFacts())) == ["refused"]


def test_an_enterprise_that_is_unknown_archived_or_one_of_two_is_refused():
    two = [Enterprise(9, "示例四", None, ZONE), Enterprise(10, "示例四", None, ZONE)]
    facts = VisitFacts([*FOUND, *two])
    found = interaction_plan.plan(
        rows(visit(name="昆明示例九有限公司"), visit(name=FOUND[2].name), visit(name="示例四")),
        facts,
    )
    assert [told(row) for row in found] == [
        ["unknown_visit_enterprise"],
        ["archived_enterprise"],
        ["two_enterprises"],
    ]
    assert actions(found) == ["refused"] * 3


def test_a_project_is_found_by_code_or_by_its_name_with_the_enterprise():
    found = plan(
        visit(project="示例项目"), visit(code="p51", name=None), visit(name=None, project="P50")
    )
    assert [row.extra.place for row in found] == [place(50), place(51, 6), place(50)]


def test_a_project_that_cannot_be_told_or_opened_is_refused():
    cases = {
        "unknown_visit_project": {"project": "示例九"},
        "two_visit_projects": {"project": "示例项目", "name": None},
        "visit_of_colleague": {"project": "同事项目"},
        "visit_project_without_enterprise": {"project": "无企业项目"},
        "visit_project_of_other": {"code": "P51"},
    }
    for code, values in cases.items():
        [row] = plan(visit(**values))
        assert (told(row), row.action) == ([code], "refused")


def test_people_are_officials_or_stay_as_names():
    [row] = plan(visit(participants=("李示例", "王示例", "李示例")))
    assert (row.extra.officials, row.extra.others) == ((2,), "王示例")
    assert (told(row), row.action) == (["unknown_participants"], "create")


def test_a_principal_leader_leads_unless_the_list_says_otherwise():
    found = plan(
        visit(participants=("张示例",)),
        visit(participants=("张示例",), leader=False, summary="二"),
        visit(participants=("李示例",), leader=True, summary="三"),
        visit(participants=("李示例",), summary="四"),
    )
    assert [row.extra.is_leader_led for row in found] == [True, False, True, False]


def test_the_same_visit_twice_in_a_file_is_recorded_once():
    found = plan(visit(), visit(summary=" 示 例"), visit(summary="另一次"), visit(kind="mail"))
    assert actions(found) == ["create", "skip", "create", "create"]
    assert told(found[1]) == ["repeated_visit"]


def test_another_visit_of_the_same_day_is_recorded_and_warned_of():
    found = plan(visit(), visit(summary="另一次"), visit(summary="三", kind="mail"))
    assert actions(found) == ["create"] * 3
    assert [told(row) for row in found] == [[], ["second_visit"], []]
    # what is recorded is not asked about again
    recorded = {place(): [(70, "示例", None), (71, "另一次", None)]}
    assert [told(row) for row in plan(visit(), visit(summary="另一次"), recorded=recorded)] == [
        [],
        [],
    ]


def test_what_is_recorded_changes_nothing_and_another_text_is_refused():
    recorded = {place(): [(70, "示例", None)]}
    [same] = plan(visit(), recorded=recorded)
    assert (same.action, same.record) == ("unchanged", 70)
    [other] = plan(visit(summary="改过"), recorded=recorded)
    assert (other.action, told(other)) == ("refused", ["visit_with_other_text"])
    # the recorded one is in the list, too: so this is another visit
    assert actions(plan(visit(), visit(summary="改过"), recorded=recorded)) == [
        "unchanged",
        "create",
    ]


def test_another_result_of_a_recorded_visit_is_said_and_not_taken():
    [row] = plan(visit(result="agreed"), recorded={place(): [(70, "示例", "open")]})
    assert (row.action, told(row)) == ("unchanged", ["visit_result_kept"])


def test_no_look_up_is_asked_once_per_row():
    facts = VisitFacts(list(FOUND))
    interaction_plan.plan(rows(*(visit(summary=str(n), code="P50") for n in range(50))), facts)
    assert set(facts.asked.values()) == {1}


@given(
    st.lists(
        st.tuples(st.sampled_from(["一", "二", "三"]), st.sampled_from(["call", "mail"])),
        max_size=12,
    )
)
def test_what_a_list_creates_is_unchanged_when_it_comes_again(texts):
    values = [visit(summary=text, kind=kind) for text, kind in texts]
    first = plan(*values)
    recorded = {}
    for number, row in enumerate(first):
        if row.action == "create":
            found = recorded.setdefault(row.extra.place, [])
            found.append((number + 1, row.parsed.values["summary"], None))
    assert len(set(texts)) == actions(first).count("create")
    assert set(actions(plan(*values, recorded=recorded))) <= {"unchanged", "skip"}
