"""Which Odoo test class runs in which part and in which shard.

A shard is a set of test classes that one Odoo process runs in its own copy of the template. The
plan is read from the sources, so the same tree always gives the same shards. Each shard also asks
Odoo for all tests of the addon; a test that the plan does not know is a failure.
"""

import ast
import json
from dataclasses import dataclass
from pathlib import Path

from ..paths import MODULE

PARTS = ("odoo", "isolation", "seeded", "tours")
TAGGED_PARTS = ("isolation", "seeded")
BROWSER_CALLS = {"start_tour", "browser_js"}
SHARD_SECONDS = 190  # a start costs about 12 s; still longer shards leave a lane idle at the end
WEIGHTS = Path(__file__).with_name("weights.json")
SECONDS_PER_CLASS = 1.5
SECONDS_PER_TEST = 0.35
SECONDS_PER_TOUR = 10


@dataclass(frozen=True)
class TestClass:
    """A test class of the addon, as its source tells."""

    __test__ = False  # not a test of pytest's

    name: str
    path: Path
    methods: tuple[str, ...]
    tags: frozenset[str]
    drives_browser: bool

    @property
    def part(self) -> str:
        """The part of ``./kfz test`` that runs it."""
        tagged = [part for part in TAGGED_PARTS if part in self.tags]
        return tagged[0] if tagged else "tours" if self.drives_browser else "odoo"


@dataclass(frozen=True)
class Shard:
    """What one Odoo process runs."""

    part: str
    title: str
    tags: str
    seconds: float
    browser: bool


def test_classes(folder: Path) -> list[TestClass]:
    """The classes with tests in the files that Odoo runs."""
    return [
        read_class(path, node)
        for path in sorted(set(folder.rglob("test_*.py")) - set(folder.glob("unit/**/*.py")))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and test_methods(node)
    ]


def test_methods(node: ast.ClassDef) -> tuple[str, ...]:
    """Names of a class's tests; Odoo runs no inherited ones."""
    return tuple(
        part.name
        for part in node.body
        if isinstance(part, ast.FunctionDef) and part.name.startswith("test")
    )


def read_class(path: Path, node: ast.ClassDef) -> TestClass:
    """What the plan needs to know of a class."""
    tags = {
        argument.value
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "tagged"
        for argument in decorator.args
        if isinstance(argument, ast.Constant)
    }
    browser = any(
        isinstance(part, ast.Attribute) and part.attr in BROWSER_CALLS for part in ast.walk(node)
    )
    return TestClass(node.name, path, test_methods(node), frozenset(tags), browser)


def weights() -> dict[str, float]:
    """Measured seconds of the heavy classes and tests, on two quiet cores."""
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def estimate(found: TestClass, known: dict[str, float]) -> float:
    """About how long a class takes."""
    each = SECONDS_PER_TOUR if found.drives_browser else SECONDS_PER_TEST
    return known.get(found.name) or SECONDS_PER_CLASS + each * len(found.methods)


def tag(name: str) -> str:
    """The test tag of a class, or of one test of it (``Class.method``)."""
    return f"/{MODULE}:{name}"


def pack(classes: list[TestClass], known: dict[str, float], count: int) -> list[list[TestClass]]:
    """The classes in ``count`` piles of about the same weight."""
    piles: list[list[TestClass]] = [[] for _ in range(count)]
    totals = [0.0] * count
    for found in sorted(classes, key=lambda found: (-estimate(found, known), found.name)):
        lightest = totals.index(min(totals))
        piles[lightest].append(found)
        totals[lightest] += estimate(found, known)
    return [pile for pile in piles if pile]


def shards(classes: list[TestClass], parts, known: dict[str, float]) -> list[Shard]:
    """The shards of the chosen parts; each test is in exactly one of them."""
    return [
        shard
        for part in PARTS
        if part in parts
        for shard in shards_of(part, [found for found in classes if found.part == part], known)
    ]


def shards_of(part: str, own: list[TestClass], known: dict[str, float]) -> list[Shard]:
    """A part's classes in shards of about the same length."""
    total = sum(estimate(found, known) for found in own)
    piles = pack(own, known, max(1, round(total / SHARD_SECONDS)))
    return [
        Shard(
            part,
            f"{number} of {len(piles)}" if len(piles) > 1 else "",
            ",".join(tag(found.name) for found in pile),
            sum(estimate(found, known) for found in pile),
            any(found.drives_browser for found in pile),
        )
        for number, pile in enumerate(piles, 1)
    ]
