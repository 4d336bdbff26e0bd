"""The slowest tests and the budget of five seconds."""

from kfz import paths
from kfz.testing import plan, timing
from kfz.testing.result import Result, print_summary


def test_the_ten_slowest_come_slowest_first():
    times = {f"Test.test_{number}": float(number) for number in range(40)}
    assert timing.slowest(times)[0] == ("Test.test_39", 39.0)
    assert len(timing.slowest(times)) == 10


def test_a_slow_test_without_a_reason_is_a_note():
    times = {"A.test_a": 7.0, "B.test_b": 9.0, "C.test_c": 4.0}
    lines = timing.report(times, {"B.test_b": "opens every page"})
    assert any("B.test_b  (opens every page)" in line for line in lines)
    notes = [line for line in lines if line.startswith("note:")]
    assert len(notes) == 1
    assert "A.test_a takes 7.0 s" in notes[0]


def test_a_slow_test_is_never_a_failure():
    lines = []

    class Ui:
        say = staticmethod(lambda text="": lines.append(text))

    assert print_summary(Ui, [Result("odoo", passed=1, times={"A.test_a": 999.0})]) == 0
    assert lines[-1] == "1 passed, 0 failed"


def test_without_times_there_is_no_table():
    assert timing.report({}) == []


def test_reasons_are_given_for_tests_that_exist():
    classes = plan.test_classes(paths.REPO / "addons" / paths.MODULE / "tests")
    names = {
        f"{found.name}.{method}" for found in classes for method in (*found.methods, "setUpClass")
    }
    core = {name for name in timing.reasons() if name not in names}
    assert not core
    assert all(reason.strip() for reason in timing.reasons().values())
