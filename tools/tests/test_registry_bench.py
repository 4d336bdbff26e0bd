"""The comparison of two dumps of `./kfz bench registry`, and what makes dumps comparable."""

import importlib.util
import json

import pytest

from kfz.paths import REPO


def load(name):
    """A module of bench/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, REPO / "bench" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


differences = load("registry_differences").differences
TREE = {
    "models": {"kfz.area": {"order": "name", "methods": ["read", "write"]}},
    "columns": [["kfz_area", "name", "varchar"]],
}


def changed(**parts):
    """A copy of the dump with other parts."""
    return {**json.loads(json.dumps(TREE)), **parts}


def test_the_same_tree_has_no_differences():
    assert differences(TREE, changed()) == []


@pytest.mark.parametrize(
    ("new", "lines"),
    [
        (changed(models={}), ['- models/kfz.area {"methods": ["read", "write"], "order": "name"}']),
        (changed(menus={}), ["+ menus {}"]),
        (
            changed(models={"kfz.area": {"order": "id", "methods": ["read", "write"]}}),
            ['! models/kfz.area/order "name" -> "id"'],
        ),
        (
            changed(columns=[["kfz_area", "name", "text"]]),
            [
                '- columns ["kfz_area", "name", "varchar"]',
                '+ columns ["kfz_area", "name", "text"]',
            ],
        ),
        (
            changed(columns=TREE["columns"] * 2),
            ["! columns same items in another order or number"],
        ),
    ],
)
def test_each_difference_is_one_line_with_its_place(new, lines):
    assert differences(TREE, new) == lines


def test_a_function_as_a_value_is_the_same_in_every_process():
    plain = load("registry_facts").plain
    assert plain(lambda: 1) == plain(lambda: 2)
    assert "0x" not in plain(lambda: 1)
