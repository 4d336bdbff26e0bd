"""The page robot: what it tells, how findings are counted, and that every word on its lists has a reason."""

import json

import pytest

from kfz.pages import rules
from kfz.testing.pages import Reading, dealt, judge
from kfz.testing.result import Result

WHO = {"login": "officer", "lang": "zh_CN", "width": 390}


def reading(*told):
    found = Reading()
    for said in told:
        found.take(json.dumps(said))
    return found


def finding(on, text="Stage Color"):
    return {
        "check": "latin",
        "what": "Stage",
        "place": "th in color",
        "on": on,
        "text": text,
        "picture": "",
        **WHO,
    }


def test_a_page_without_findings_passes_and_one_with_findings_does_not():
    told = reading(
        {"page": "项目", "findings": 0, **WHO},
        {"page": "名录", "findings": 1, **WHO},
        finding("名录"),
    )
    result = Result("pages")
    judge(result, told)
    assert result.passed == 1
    assert [name for name, _ in result.failures] == ["latin: Stage"]


def test_a_fault_on_many_pages_is_told_once_with_its_first_place():
    told = reading(finding("项目"), finding("名录"))
    [(name, text)] = told.kinds()
    assert name == "latin: Stage"
    assert text.startswith("2 times, first on “项目” (th in color): “Stage Color”")


@pytest.mark.parametrize(("missed", "invented"), [([["raw", "¥ 1"]], []), ([], [["raw", "1.5"]])])
def test_a_robot_that_does_not_see_its_faults_fails(missed, invented):
    result = Result("pages")
    judge(result, reading({"proof": "zh_CN, 390 px", "missed": missed, "invented": invented}))
    assert result.failures


def test_what_is_no_line_of_json_is_passed_over():
    assert reading().take("Traceback (most recent call last):") == ""


@pytest.mark.parametrize("lang", ["zh_CN", "en_US"])
def test_the_words_of_both_languages_are_there(lang):
    found = rules.rules(lang)
    assert found["lang"] == lang
    assert "Excel" in found["latin"]
    assert ("商机" in found["sales"]) == (lang == "zh_CN")


def test_each_exception_has_a_reason():
    lists = json.loads((rules.HERE / "words.json").read_text(encoding="utf-8"))
    for groups in (lists["latin"], *lists["places"].values()):
        for reason, words in groups.items():
            assert len(reason) > 10 and words


def test_each_pass_is_read_in_one_lane_and_long_ones_are_spread():
    passes = [(login, width) for login in "abc" for width in (1440, 390)]
    lanes = [dealt(passes, number, 2) for number in range(2)]
    assert sorted(lanes[0] + lanes[1]) == sorted(passes)
    for lane in lanes:
        assert {width for _login, width in lane} == {1440, 390}
