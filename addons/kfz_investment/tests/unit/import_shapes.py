"""The shapes in which offices draw up lists, each by a generator, and files in which they are combined at random.

A shape changes a `Draft` and says what becomes true of its rows. It returns False where it does not fit. The same seed gives the
same file.
"""

import importlib
import random
from typing import NamedTuple

from import_books import write_csv, write_openpyxl, write_xlsxwriter, write_xlwt
from import_drafts import Draft
from import_raw_books import write_raw

KINDS = ("project", "enterprise", "trade")
WRITE = {
    "raw": write_raw,
    "xlsxwriter": write_xlsxwriter,
    "openpyxl": write_openpyxl,
    "xlwt": write_xlwt,
    "csv": write_csv,
}
#: shapes are applied in this order: units, what a table looks like, its cells, its other rows, its file
FIRST, TABLE, CELLS, ROWS, FILE = range(5)
SHAPES = {}


class Shape(NamedTuple):
    """A shape: when it is applied, to which kinds, by which writers, and what it needs for itself."""

    name: str
    apply: object
    order: int
    kinds: tuple
    writers: frozenset
    claims: tuple


def shape(name, order, kinds=KINDS, writers=None, claims=()):
    """Register a function as a shape."""

    def register(function):
        writable = frozenset(writers or WRITE)
        SHAPES[name] = Shape(name, function, order, kinds, writable, tuple(claims))
        return function

    return register


def apply(draft, one):
    """Whether a shape fitted and was applied."""
    if draft.kind not in one.kinds or not draft.writers & one.writers:
        return False
    if draft.claims.intersection(one.claims) or one.apply(draft) is False:
        return False
    draft.writers &= one.writers
    draft.claims.update(one.claims)
    return True


def draw(seed, names=None, kind=None):
    """(kind, content, Truth) of one file: with the shapes asked for, else with up to four at random. None where they do not fit."""
    rng = random.Random(f"import {seed}")
    draft = Draft(kind or rng.choice(KINDS), rng)
    wanted = names
    if names is None:
        wanted = rng.sample(sorted(SHAPES), rng.choice((0, 1, 2, 3, 4, 5, 6, 8)))
    chosen = sorted((SHAPES[name] for name in wanted), key=lambda one: (one.order, one.name))
    applied = [one.name for one in chosen if apply(draft, one)]
    if names is not None and len(applied) < len(names):
        return None
    book, truth = draft.render()
    truth.shapes = tuple(applied)
    return draft.kind, WRITE[book.writer](book), truth, book.writer


def variants(name, count, first=0):
    """So many different files of one shape alone."""
    found, seed = 0, first
    while found < count:
        drawn = draw(f"{name} {seed}", [name])
        seed += 1
        if drawn:
            found += 1
            yield f"{name} {seed - 1}", drawn
        if seed - first > 60 * count:
            raise AssertionError(f"{name} hardly ever fits")


for _part in (
    "units",
    "currencies",
    "amounts",
    "dates",
    "rows",
    "heads",
    "columns",
    "merges",
    "files",
    "headwords",
    "hidden",
):
    importlib.import_module(f"import_shapes_{_part}")
