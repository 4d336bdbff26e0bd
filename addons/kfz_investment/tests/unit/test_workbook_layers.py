"""The packages of `domain.workbook` use each other in one direction only, as its map says."""

import ast
from pathlib import Path

import domain.workbook
import pytest

ROOT = Path(domain.workbook.__file__).parent
#: from the ground up: '' is the package itself
LAYERS = ("", "readers", "values", "heading", "columns", "lists")


def packages_used(source, layer):
    """Names of the packages below `domain.workbook` that a module of `layer` imports from."""
    up = 2 if layer else 1
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.level == up:
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from (name.split(".")[0] for name in names)


def upwards(source, layer):
    """Packages that stand above `layer` and are used all the same."""
    above = LAYERS[LAYERS.index(layer) + 1 :]
    return sorted(set(packages_used(source, layer)) & set(above))


@pytest.mark.parametrize("layer", LAYERS)
def test_no_module_uses_a_package_above_its_own(layer):
    found = {
        path.stem: used
        for path in (ROOT / layer).glob("*.py")
        if (used := upwards(path.read_text(encoding="utf-8"), layer))
    }
    assert found == {}


def test_every_package_is_in_the_map():
    assert {path.parent.name for path in ROOT.glob("*/*.py")} == set(LAYERS[1:])


@pytest.mark.parametrize(
    ("layer", "source"),
    [
        ("readers", "from ..lists.table import find_table"),
        ("values", "from .. import columns"),
        ("", "from .readers import reader"),
    ],
)
def test_an_import_from_above_is_seen(layer, source):
    assert upwards(source, layer)
