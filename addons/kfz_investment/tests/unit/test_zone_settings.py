"""The bounds of what a zone's managers set."""

import pytest
from domain.zone_settings import BOUNDS, outside


@pytest.mark.parametrize("name", sorted(BOUNDS))
def test_bounds_are_part_of_what_is_allowed(name):
    low, high, or_never = BOUNDS[name]
    assert outside(name, low) is outside(name, high) is None
    assert outside(name, low - 1) == outside(name, high + 1) == (low, high)
    assert (outside(name, 0) is None) == (or_never or low == 0)


def test_a_manager_does_not_shorten_the_time_to_object():
    assert outside("kfz_account_wait_days", 2) == (3, 60)


def test_other_settings_take_any_value():
    assert outside("kfz_person_intermediaries", True) is None
