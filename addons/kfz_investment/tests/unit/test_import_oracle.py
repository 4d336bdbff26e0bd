"""Files of known content and all shapes are taken in rightly or refused in words.

``./kfz bench import-oracle`` does the same with thousands of files; here is a fixed sample.
"""

import time

import import_oracle
import pytest
from domain.workbook.errors import WorkbookError
from import_bombs import BOMBS, quotes
from import_glue import take_in
from import_shapes import SHAPES, draw, variants

FILES, VARIANTS, PLAIN = 150, 4, 40


def told(files):
    """What was wrong with the first files."""
    return "\n".join(
        f"{seed} {kind} {writer} {shapes}: {what[:3]}"
        for seed, kind, writer, shapes, what, _ in files[:20]
    )


def test_nothing_wrong_is_taken_in_silently():
    tally = import_oracle.run(FILES, "sample")
    assert tally.files == FILES and tally.values > 1000
    assert not tally.wrong, told(tally.wrong)


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_alone_is_right(name):
    tally = import_oracle.Tally()
    for seed, drawn in variants(name, VARIANTS):
        tally.add(seed, drawn)
    assert not tally.wrong, told(tally.wrong)


@pytest.mark.parametrize("remembered", [False, True])
@pytest.mark.parametrize("name", [name for name in SHAPES if name.startswith("unknown heading")])
def test_a_choice_makes_the_list_right_now_and_later(name, remembered):
    for seed, drawn in variants(name, VARIANTS):
        found = import_oracle.chosen_verdict(drawn, remembered)
        assert not found.failures and not found.false_errors, (seed, found)


def test_plain_lists_are_taken_in_whole():
    tally = import_oracle.Tally()
    for number in range(PLAIN):
        tally.add(number, draw(f"plain {number}", []))
    assert not tally.wrong and not tally.false, told(tally.wrong + tally.false)


@pytest.mark.parametrize("seed", range(5))
def test_a_seed_draws_the_same_content_again(seed):
    first, second = draw(seed), draw(seed)
    assert (first[0], first[2], first[3]) == (second[0], second[2], second[3])


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_soon(bomb):
    content, started = bomb(), time.monotonic()
    with pytest.raises(WorkbookError):
        take_in("project", content)
    assert time.monotonic() - started < 20


def test_a_name_of_quotes_is_refused():
    try:
        rows = take_in("project", quotes()).rows
    except WorkbookError:
        return
    assert rows and all(map(import_oracle.refused, rows))
