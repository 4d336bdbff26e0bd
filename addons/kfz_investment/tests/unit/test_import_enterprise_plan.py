"""What an enterprise list would do, row by row, without a database."""

from domain.imports import enterprise, enterprise_plan
from domain.imports.directory import Enterprise
from domain.imports.issue import ERROR, WARNING, Parsed
from import_plan_facts import (
    CODE,
    OTHER_CODE,
    ZONE,
    EnterpriseFacts,
    actions,
    amount,
    rows,
    told,
)

NAME = "昆明示例一有限公司"


def plan(facts, *values):
    parsed = rows(*values)
    enterprise.mark_repeats(parsed)
    return enterprise_plan.plan(parsed, facts)


def known(**values):
    """A directory with one enterprise of the zone, id 5."""
    recorded = {"name": NAME, "vat": CODE, **values}
    return EnterpriseFacts([Enterprise(5, NAME, CODE, ZONE)], values={5: recorded})


def test_a_new_enterprise_is_created_with_all_its_values():
    [row] = plan(
        EnterpriseFacts(),
        {
            "name": NAME,
            "uscc": CODE,
            "registered_capital": amount("1000000.50"),
            "industry": 3,
            "contact": "张示例",
            "phone": "0871-60000000",
            "notes": "备注",
        },
    )
    assert (row.action, row.record, told(row)) == ("create", None, [])
    assert row.vals == {
        "name": NAME,
        "vat": CODE,
        "industry_id": 3,
        "phone": "0871-60000000",
        "registered_capital": 1000000.5,
        "kfz_currency_id": 7,
        "company_id": ZONE,
        "is_enterprise": True,
        "is_company": True,
    }
    assert (row.extra.zone, row.extra.contact, row.extra.notes) == (ZONE, "张示例", "备注")


def test_refused_and_skipped_rows_are_planned_as_such():
    bad, left_out = Parsed(2), Parsed(3, skip=True)
    bad.add(ERROR, "", "missing")
    plan_rows = enterprise_plan.plan([bad, left_out], EnterpriseFacts())
    assert actions(plan_rows) == ["refused", "skip"]
    assert [row.number for row in plan_rows] == [2, 3]


def test_a_repeat_within_the_file_is_left_out():
    assert actions(plan(EnterpriseFacts(), {"name": NAME}, {"name": NAME})) == ["create", "skip"]


def test_one_code_with_two_names_in_the_file_is_refused():
    plan_rows = plan(
        EnterpriseFacts(), {"name": NAME, "uscc": CODE}, {"name": "别名公司", "uscc": CODE}
    )
    assert actions(plan_rows) == ["create", "refused"]
    assert told(plan_rows[1]) == ["same_code_other_name"]


def test_a_known_enterprise_with_the_same_values_stays_unchanged():
    facts = known(registered_capital=1000.0, kfz_currency_id=7)
    [row] = plan(facts, {"name": NAME, "uscc": CODE, "registered_capital": amount(1000)})
    assert (row.action, row.record, row.vals, told(row)) == ("unchanged", 5, {}, [])


def test_only_what_differs_is_updated():
    facts = known(registered_capital=1000.0, kfz_currency_id=7, phone="1")
    [row] = plan(
        facts, {"name": NAME, "uscc": CODE, "registered_capital": amount(2000), "phone": "1"}
    )
    assert (row.action, row.vals) == ("update", {"registered_capital": 2000.0})


def test_the_name_in_the_directory_stays():
    [row] = plan(known(), {"name": "别名有限公司", "uscc": CODE, "phone": "2"})
    assert (row.vals, told(row)) == ({"phone": "2"}, ["other_name_in_directory"])
    assert row.parsed.issues[0].level == WARNING
    assert row.parsed.issues[0].params == {"code": CODE, "name": NAME}


def test_another_spelling_of_the_name_is_not_worth_a_remark():
    facts = EnterpriseFacts([Enterprise(5, "昆明（示例）公司", None, ZONE)])
    facts.enterprises = lambda *_asked: facts.directory
    [row] = plan(facts, {"name": "昆明(示例)公司", "uscc": CODE})
    assert (row.record, row.vals, told(row)) == (5, {"vat": CODE}, [])


def test_a_common_enterprise_is_not_changed_but_gets_the_zones_contact():
    facts = EnterpriseFacts([Enterprise(5, NAME, CODE)])
    facts.values = {5: {"name": NAME, "vat": CODE}}
    [same] = plan(facts, {"name": NAME, "uscc": CODE, "phone": "3"})
    assert (same.action, same.vals, told(same)) == ("unchanged", {}, ["common_enterprise"])
    [more] = plan(facts, {"name": NAME, "uscc": CODE, "contact": "李示例"})
    assert (more.action, more.vals, more.extra.contact) == ("update", {}, "李示例")


def test_what_differs_from_a_common_enterprise_is_proposed():
    facts = EnterpriseFacts([Enterprise(5, NAME, CODE), Enterprise(6, "乙公司", OTHER_CODE)])
    facts.values = {
        5: {"name": NAME, "vat": CODE, "street": "旧路"},
        6: {"name": "乙公司", "vat": OTHER_CODE},
    }
    first, second = plan(
        facts,
        {"name": NAME, "uscc": CODE, "address": "新路", "phone": "3"},
        {"name": "乙公司", "uscc": OTHER_CODE, "website": "x", "contact": "李示例"},
    )
    assert (first.action, first.vals, first.proposal) == ("propose", {}, {"street": "新路"})
    assert first.proposes and told(first) == ["proposed"]
    assert (second.action, second.vals, second.proposal) == ("update", {}, {"website": "http://x"})
    second.refuse("no_access")
    assert not second.proposes
    assert max(facts.asked.values()) == 1


def test_a_website_is_compared_as_the_directory_stores_it():
    facts = EnterpriseFacts([Enterprise(5, NAME, CODE, ZONE)])
    facts.values = {5: {"name": NAME, "vat": CODE, "website": "http://example.com"}}
    [row] = plan(facts, {"name": NAME, "uscc": CODE, "website": "example.com"})
    assert (row.action, row.said["website"]) == ("unchanged", "http://example.com")


def test_what_the_zone_has_proposed_already_is_not_proposed_again():
    facts = EnterpriseFacts([Enterprise(5, NAME, CODE)])
    facts.values = {5: {"name": NAME, "vat": CODE}}
    facts.waiting = {5: [{"street": "新路"}]}
    row = {"name": NAME, "uscc": CODE, "address": "新路"}
    [same], [other] = plan(facts, row), plan(facts, {**row, "website": "x"})
    assert (same.action, same.proposal, told(same)) == ("unchanged", None, ["already_proposed"])
    assert other.proposal == {"street": "新路", "website": "http://x"}


def test_contacts_and_notes_that_are_there_are_not_added_again():
    facts = known()
    facts.persons, facts.texts = {(5, "张示例")}, {(5, "旧注")}
    old, new = (
        plan(facts, {"name": NAME, "uscc": CODE, "contact": "张示例", "notes": text})[0]
        for text in ("旧注", "新注")
    )
    assert (old.action, old.extra.contact, old.extra.notes) == ("unchanged", None, None)
    assert (new.action, new.extra.contact, new.extra.notes) == ("update", None, "新注")


def test_namesakes_and_archived_ones_are_refused():
    facts = EnterpriseFacts(
        [
            Enterprise(5, NAME, None, ZONE),
            Enterprise(6, NAME, None, ZONE),
            Enterprise(7, "存档公司", None, ZONE, active=False),
        ]
    )
    plan_rows = plan(facts, {"name": NAME}, {"name": "存档公司"})
    assert actions(plan_rows) == ["refused", "refused"]
    assert list(map(told, plan_rows)) == [["two_enterprises"], ["archived_enterprise"]]


def test_an_inactive_currency_is_refused_for_each_amount():
    [row] = plan(
        known(),
        {
            "name": NAME,
            "uscc": CODE,
            "registered_capital": amount(1, "JPY"),
            "paid_in_capital": amount(1, "EUR"),
        },
    )
    assert (row.action, row.record) == ("refused", None)
    assert [(issue.code, issue.column, issue.params) for issue in row.parsed.issues] == [
        ("unknown_currency", "“registered_capital”", {"currency": "JPY"}),
        ("unknown_currency", "“paid_in_capital”", {"currency": "EUR"}),
    ]


def test_many_rows_ask_as_often_as_few():
    def asked(count):
        facts = EnterpriseFacts(
            [Enterprise(ident, f"示例{ident}公司", None, ZONE) for ident in range(count)]
        )
        names = [f"示例{ident}公司" for ident in range(2 * count)]
        assert len(plan(facts, *({"name": name, "contact": "张"} for name in names))) == 2 * count
        return facts.asked

    assert (
        asked(40)
        == asked(4)
        == dict.fromkeys(("enterprises", "current", "said", "contacts", "notes"), 1)
    )


def test_a_capital_that_the_list_does_not_give_keeps_its_currency():
    facts = known(registered_capital=1e6, paid_in_capital=5e5, kfz_currency_id=7)
    [row] = plan(facts, {"name": NAME, "uscc": CODE, "paid_in_capital": amount(100, "USD")})
    assert (row.action, told(row)) == ("refused", ["capital_kept"])
    both = {"registered_capital": amount(200, "USD"), "paid_in_capital": amount(100, "USD")}
    [row] = plan(facts, {"name": NAME, "uscc": CODE, **both})
    assert (row.action, row.vals["kfz_currency_id"]) == ("update", 8)
    facts = known(registered_capital=0, paid_in_capital=5e5, kfz_currency_id=7)
    [row] = plan(facts, {"name": NAME, "uscc": CODE, "paid_in_capital": amount(100, "USD")})
    assert row.action == "update"
