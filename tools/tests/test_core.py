"""Which of core's tests run when."""

from types import SimpleNamespace

from kfz.testing import core


def test_all_of_core_s_tests_run_when_they_alone_are_asked_for():
    assert core.chosen(SimpleNamespace(only=["core"])) == ["/crm", "/sales_team"]


def test_the_slowest_are_left_to_that():
    chosen = core.chosen(SimpleNamespace(only=None))
    assert chosen[:2] == ["/crm", "/sales_team"]
    assert all(one.startswith("-:Test") for one in chosen[2:])
    assert len(chosen) > 2
