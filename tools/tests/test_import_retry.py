"""A lost race of an import on the command line is run again once."""

import importlib.util
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "kfz" / "inside" / "retry.py"


class LostError(Exception):
    """Another transaction was faster."""


class RefusedError(Exception):
    """What the user is told."""


def once_more(outcomes):
    """Try an act with these outcomes; (what it gave, how often it was tried)."""
    spec = importlib.util.spec_from_file_location("retry", SOURCE)
    retry = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(retry)
    left = list(outcomes)

    def act():
        outcome = left.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    result = retry.once_more(act, (LostError,), RefusedError("later"))
    return result, len(outcomes) - len(left)


def test_what_succeeds_is_done_once():
    assert once_more(["done", "again"]) == ("done", 1)


def test_a_lost_race_is_run_again(capsys):
    assert once_more([LostError(), "done"]) == ("done", 2)
    assert "trying again" in capsys.readouterr().out


def test_the_second_loss_is_said():
    with pytest.raises(RefusedError, match="later"):
        once_more([LostError(), LostError(), "done"])


def test_what_else_goes_wrong_is_not_tried_again():
    with pytest.raises(ValueError, match="broken"):
        once_more([ValueError("broken"), "done"])
