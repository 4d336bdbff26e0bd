"""How the Odoo tests are shared out: parts, shards, and the check against what Odoo finds."""

from pathlib import Path

import pytest

from kfz import paths
from kfz.testing import odoo, plan
from kfz.testing.result import Result

SOURCE = """
from odoo.tests import tagged

@tagged("post_install", "-at_install"{tags})
class {name}(Case):
    def setUp(self):
        pass
{tests}
"""


def write(folder: Path, room: str, name: str, tags: str = "", *bodies: str) -> None:
    """A test file with one class; a body per test."""
    tests = "".join(
        f"    def test_{number}(self):\n        {body}\n" for number, body in enumerate(bodies)
    )
    path = folder / room / f"test_{name.lower()}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SOURCE.format(name=name, tags=tags, tests=tests), encoding="utf-8")


@pytest.fixture
def tests(tmp_path):
    """A folder of tests with a class for each part."""
    write(tmp_path, "trade", "TestTrade", "", "pass", "pass")
    write(tmp_path, "trade", "TestTour", "", "self.start_tour('/odoo', 'x')")
    write(tmp_path, "isolation", "TestLeak", ', "isolation"', "pass")
    write(tmp_path, "isolation", "TestSeeds", ', "seeded"', "pass")
    write(tmp_path, "unit", "TestPlain", "", "pass")
    return tmp_path


def test_each_class_belongs_to_one_part(tests):
    assert {found.name: found.part for found in plan.test_classes(tests)} == {
        "TestTrade": "odoo",
        "TestTour": "tours",
        "TestLeak": "isolation",
        "TestSeeds": "seeded",
    }


def test_tours_get_a_database_with_asset_bundles(tests):
    shards = plan.shards(plan.test_classes(tests), plan.PARTS, {})
    assert {shard.part for shard in shards if shard.browser} == {"tours"}


def test_a_helper_class_without_tests_is_not_planned(tests):
    write(tests, "trade", "TestEmpty")
    assert "TestEmpty" not in {found.name for found in plan.test_classes(tests)}


def tags_of(shards) -> list[str]:
    """All test tags of some shards."""
    return [tag for shard in shards for tag in shard.tags.split(",")]


def expected(classes) -> list[str]:
    """The tag of each class."""
    return sorted(plan.tag(found.name) for found in classes)


@pytest.mark.parametrize("seconds", [1, 30, 110, 500])
def test_the_shards_hold_every_class_exactly_once(tests, seconds):
    for number in range(20):
        write(tests, "award", f"TestAward{number}", "", *["pass"] * (number % 5 + 1))
    classes = plan.test_classes(tests)
    known = {found.name: seconds for found in classes}
    shards = plan.shards(classes, plan.PARTS, known)
    assert sorted(tags_of(shards)) == expected(classes)
    assert all(shard.tags for shard in shards)


def test_the_shards_of_the_addon_hold_every_class_exactly_once():
    classes = plan.test_classes(paths.REPO / "addons" / paths.MODULE / "tests")
    shards = plan.shards(classes, plan.PARTS, plan.weights())
    assert sorted(tags_of(shards)) == expected(classes)
    assert len({found.name for found in classes}) == len(classes), "tags name classes"
    assert {shard.part for shard in shards} == set(plan.PARTS)


def test_weights_name_classes_that_exist():
    names = {
        found.name for found in plan.test_classes(paths.REPO / "addons" / paths.MODULE / "tests")
    }
    assert set(plan.weights()) <= names


def test_heavy_classes_go_to_different_shards(tests):
    for number in range(4):
        write(tests, "award", f"TestHeavy{number}", "", "pass")
    known = {f"TestHeavy{number}": 100.0 for number in range(4)}
    classes = [found for found in plan.test_classes(tests) if found.part == "odoo"]
    piles = plan.pack(classes, known, 4)
    assert [sum(found.name in known for found in pile) for pile in piles] == [1, 1, 1, 1]


def test_a_part_can_be_chosen_alone(tests):
    shards = plan.shards(plan.test_classes(tests), ["seeded"], {})
    assert tags_of(shards) == ["/kfz_investment:TestSeeds"]


@pytest.mark.parametrize(
    "found",
    [{"TestTrade": 2, "TestLost": 1}, {"TestTrade": 3}, {}],
    ids=["a class that is not planned", "a test that is not planned", "no list at all"],
)
def test_what_odoo_finds_beyond_the_plan_is_a_failure(found):
    result = Result("odoo")
    odoo.check_plan(result, found, {"TestTrade": 2})
    assert [name for name, _text in result.failures] == ["the plan"]


def test_what_odoo_finds_as_planned_is_fine():
    result = Result("odoo")
    odoo.check_plan(result, {"TestTrade": 2}, {"TestTrade": 2, "TestTour": 1})
    assert not result.failures


@pytest.mark.parametrize(
    ("paths_", "browser"),
    [
        (["addons/kfz_investment/tests/trade/test_testtrade.py"], False),
        (["addons/kfz_investment/tests/trade/test_testtour.py"], True),
        (["/kfz_investment:TestTrade"], False),
        (["/kfz_investment:TestTrade.test_1"], False),
        (["/kfz_investment:TestTour"], True),
        (["/kfz_investment"], True),
        (["tools/tests/test_plan.py", "/kfz_investment:TestTrade"], False),
    ],
)
def test_a_browser_is_prepared_for_chosen_tests_that_need_one(tests, paths_, browser):
    assert odoo.need_browser(paths_, plan.test_classes(tests)) is browser
