"""Phones as core keeps them: what is told by the spelling is what core says of it."""

import phonenumbers
import pytest
from domain import phones
from hypothesis import example, given
from hypothesis import strategies as st

MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
LANDLINES = st.from_regex(r"0[1-9][0-9]{1,2}-?[0-9]{7,8}", fullmatch=True)


def as_core(number):
    """The steps of ``phone_validation.phone_format`` for China, False when a number is not valid."""
    try:
        read = phonenumbers.parse(number, region="CN", keep_raw_input=True)
        written = phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        read = phonenumbers.parse(written, region="CN", keep_raw_input=True)
    except phonenumbers.NumberParseException:
        return False
    if not phonenumbers.is_possible_number(read) or not phonenumbers.is_valid_number(read):
        return False
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)


@given(st.one_of(MOBILES, LANDLINES, st.text("0123456789-+ ", max_size=16)))
@example("17951123456")
@example("0871-63100001")
@example("01063100001")
@example("010-1234567")
def test_what_is_told_is_what_core_says(number):
    told = phones.sanitised(number)
    if told is not None:
        assert told == as_core(number)


@pytest.mark.parametrize("number", ["13888888888", "0871-63100001", "087163100001", "010-63100001"])
def test_usual_spellings_are_told(number):
    assert phones.sanitised(number) == as_core(number)


@pytest.mark.parametrize("number", [None, "", "+86 13888888888", "12345", "0871-6310000１"])
def test_other_spellings_are_left_to_core(number):
    assert phones.sanitised(number) is None
