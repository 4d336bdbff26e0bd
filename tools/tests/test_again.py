"""Browser tests that ran out of time get a second chance; nothing else does."""

import pytest

from kfz.testing import again, logparse
from kfz.testing.result import Result

STAMP = "2026-11-23 07:00:00,123 4711"
LOGGER = "odoo.addons.kfz_investment.tests.trade.test_trade_tour"
START = f"{STAMP} INFO db {LOGGER}: Starting TestTour.test_board ..."
FAIL = f"{STAMP} ERROR db {LOGGER}: FAIL: TestTour.test_board\nAssertionError: the tour failed"
TOTAL = f"{STAMP} INFO db odoo.tests.shell: Tests passed: 0 failed, 0 error(s) of 1 tests"
BROWSER = f"{STAMP} ERROR db {LOGGER}.TestTour.test_board.browser: FAILED: [1/2] Tour"
SLOW = f"{BROWSER}\nTIMEOUT step failed to complete within 10000 ms."


def run_of(*rows):
    """What a log tells."""
    return logparse.parse([line for row in rows for line in row.split("\n")])


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ((START, SLOW, FAIL), ["TestTour.test_board"]),
        ((START, BROWSER, FAIL), []),
        ((START, FAIL), []),
        ((START, SLOW, TOTAL), []),
    ],
    ids=["out of time", "another complaint", "no browser", "no failure"],
)
def test_only_a_browser_test_that_ran_out_of_time_is_repeated(rows, names):
    assert again.browser_failures(run_of(*rows), again.TIME_RAN_OUT) == names


def test_any_browser_failure_of_core_is_repeated():
    assert again.browser_failures(run_of(START, BROWSER, FAIL)) == ["TestTour.test_board"]


def test_a_test_that_passes_the_second_time_is_a_note():
    found, result = run_of(START, SLOW, FAIL, TOTAL), Result("tours")
    again.forgive(found, run_of(START, TOTAL), ["TestTour.test_board"], result)
    assert (found.failed, found.errors, len(result.notes)) == ({}, [], 1)


@pytest.mark.parametrize(
    "rows",
    [(START, FAIL, TOTAL), (START,), (TOTAL,)],
    ids=["fails again", "does not end", "does not run"],
)
def test_a_failure_that_stays_is_a_failure(rows):
    found, result = run_of(START, SLOW, FAIL, TOTAL), Result("tours")
    again.forgive(found, run_of(*rows), ["TestTour.test_board"], result)
    assert list(found.failed) == ["TestTour.test_board"]
    assert not result.notes
