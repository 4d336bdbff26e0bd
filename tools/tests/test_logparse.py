"""What is read out of the log of an Odoo test run."""

from kfz.testing import logparse, odoo
from kfz.testing.result import Result

STAMP = "2026-11-23 07:00:00,123 4711"
LOGGER = "odoo.addons.kfz_investment.tests.test_gate"


def log(*rows):
    """Lines of a log."""
    return [line for row in rows for line in row.split("\n")]


START = f"{STAMP} INFO db {LOGGER}: Starting TestGate.test_a ..."
START_B = f"{STAMP} INFO db {LOGGER}: Starting TestGate.test_b ..."
FAIL = f"{STAMP} ERROR db {LOGGER}: FAIL: TestGate.test_b\nTraceback (most recent call last):\n  File x\nAssertionError: 1 != 2"
TOTAL = (
    f"{STAMP} INFO db odoo.tests.result: 0 failed, 0 error(s) of 2 tests when loading database 'db'"
)
BAD_TOTAL = f"{STAMP} ERROR db odoo.tests.result: 1 failed, 0 error(s) of 2 tests when loading database 'db'"
SKIP = f"{STAMP} INFO db {LOGGER}: skipped TestTour.test_board : Chrome executable not found"


def judged(rows, code=0, known=None):
    """The result of a log."""
    result = Result("odoo")
    odoo.judge(result, logparse.parse(log(*rows)), code, known)
    return result


def test_a_clean_run_passes():
    result = judged([START, START_B, TOTAL])
    assert (result.passed, result.failures) == (2, [])


def test_a_failure_is_counted_once_with_its_traceback():
    result = judged([START, START_B, FAIL, BAD_TOTAL], 1)
    assert result.passed == 1
    [(name, text)] = result.failures
    assert name == "TestGate.test_b"
    assert text.endswith("AssertionError: 1 != 2")


def test_a_skipped_tour_is_a_failure():
    result = judged(
        [START, f"{STAMP} INFO db {LOGGER}: Starting TestTour.test_board ...", SKIP, TOTAL]
    )
    assert result.passed == 1
    assert result.failures == [("TestTour.test_board", "skipped: Chrome executable not found")]


def test_a_class_that_is_skipped_before_its_first_test_is_a_failure():
    rows = [
        START,
        f"{STAMP} INFO db {LOGGER}: skipped setUpClass (odoo.addons.kfz_investment.tests.test_tour.TestTour) : none",
        TOTAL,
    ]
    assert judged(rows).failures == [("TestTour.setUpClass", "skipped: none")]


def test_a_failed_class_set_up_is_a_failure():
    rows = [
        START,
        f"{STAMP} ERROR db {LOGGER}: ERROR: setUpClass (odoo.addons.x.tests.test_y.TestY)\nValueError: no",
        TOTAL,
    ]
    assert judged(rows, 1).failures[0][0] == "TestY.setUpClass"


def test_two_failed_subtests_are_one_failed_test():
    rows = [
        START,
        *(
            f"{STAMP} ERROR db {LOGGER}: FAIL: Subtest TestGate.test_a (login='{login}')\nX"
            for login in "ab"
        ),
        BAD_TOTAL,
    ]
    result = judged(rows, 1)
    assert (result.passed, [name for name, _text in result.failures]) == (0, ["TestGate.test_a"])


def test_a_run_that_breaks_off_is_a_failure():
    assert judged([START], 1).failures[-1][0] == "the run"


def test_a_run_without_any_test_is_a_failure():
    assert judged([TOTAL]).failures == [("the run", "no test ran")]


def test_an_exit_code_alone_is_a_failure():
    assert judged([START, START_B, TOTAL], 1).failures[0][0] == "the run"


def test_an_error_in_the_log_is_a_failure():
    rows = [
        START,
        START_B,
        f"{STAMP} ERROR db odoo.modules.loading: Some modules are not loaded",
        TOTAL,
    ]
    assert judged(rows).failures == [
        ("error in the log", "odoo.modules.loading: Some modules are not loaded")
    ]


def test_what_fails_also_without_us_is_a_note_not_a_failure():
    result = judged([START, START_B, FAIL, BAD_TOTAL], 1, {"TestGate.test_b": "needs the network"})
    assert (result.passed, result.failures, len(result.notes)) == (1, [], 1)


def test_colours_do_not_hide_a_failure():
    coloured = FAIL.replace(" ERROR ", " \x1b[1;31mERROR\x1b[0m ", 1)
    assert list(logparse.parse(log(START, coloured)).failed) == ["TestGate.test_b"]


def test_the_totals_of_odoo_shell_are_totals():
    assert logparse.parse(
        [f"{STAMP} INFO db odoo.tests.shell: Tests passed: 0 failed, 0 error(s) of 3 tests"]
    ).totals == [(0, 0, 3)]


def test_the_facts_that_our_script_logs_are_read():
    stats = f"{STAMP} INFO db kfz.tests: "
    run = logparse.parse(
        [
            f"{stats}class TestGate 2 ",  # Odoo's formatter leaves a space at the end
            START,
            TOTAL,
            f"{stats}time 1.50 TestGate.test_a ",
            f"{stats}time 0.25 TestGate.setUpClass ",
        ]
    )
    assert run.classes == {"TestGate": 2}
    assert run.times == {"TestGate.test_a": 1.5, "TestGate.setUpClass": 0.25}


def test_the_times_of_a_run_are_kept_with_its_result():
    assert judged(
        [START, TOTAL, f"{STAMP} INFO db kfz.tests: time 7.00 TestGate.test_a "]
    ).times == {"TestGate.test_a": 7.0}


def test_a_request_that_only_reads_and_writes_all_the_same_is_a_failure():
    warning = f"{STAMP} WARNING db odoo.http: cannot execute UPDATE in a read-only transaction, retrying with a read/write cursor"
    [(name, text)] = judged([START, warning, START_B, TOTAL]).failures
    assert name == "error in the log"
    assert "UPDATE" in text
