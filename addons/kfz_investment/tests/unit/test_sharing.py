import dataclasses
import datetime

import pytest
from domain import sharing
from hypothesis import given, settings
from hypothesis import strategies as st

text = st.none() | st.text("示例项目冷链物流AB 12", min_size=1, max_size=12)
amount = st.none() | st.floats(0.01, 10**11).map(lambda value: round(value, 2))
day = st.none() | st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1))
_BY_NAME = {
    "planned_amount": amount,
    "signed_amount": amount,
    "landed_amount": amount,
    "signed_date": day,
    "landed_date": day,
    "expected_signing": day,
}
facts = st.builds(
    sharing.Facts,
    **{field.name: _BY_NAME.get(field.name, text) for field in dataclasses.fields(sharing.Facts)},
)
codes = st.sets(st.sampled_from(sorted(sharing.VALUES)))


@settings(deadline=None)
@given(facts, codes)
def test_a_sheet_carries_the_values_of_its_level_and_no_other(known, level):
    sheet = sharing.payload(known, level)
    carried = {column for code in level for column in sharing.VALUES[code]}
    assert tuple(sheet) == sharing.COLUMNS
    assert all(sheet[column] is None for column in sharing.COLUMNS if column not in carried)
    if "enterprise" in level:
        assert all(sheet[column] == getattr(known, column) for column in carried - {"size_band"})


@settings(deadline=None)
@given(facts, codes, facts)
def test_values_outside_the_level_never_make_a_difference(known, level, other):
    """Noninterference of the payload: change everything else, and the sheet stays as it is."""
    carried = {column for code in level for column in sharing.VALUES[code]} | {"planned_amount"}
    if "enterprise" not in level:
        # the mask knows the name, to keep it out
        carried |= {"enterprise_name", "enterprise_code"}
    mixed = dataclasses.replace(
        other,
        **{
            field.name: getattr(known, field.name)
            for field in dataclasses.fields(known)
            if field.name in carried
        },
    )
    assert sharing.payload(mixed, level) == sharing.payload(known, level)


@settings(deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_the_enterprise_is_named_nowhere_at_a_level_without_it(before, after):
    known = sharing.Facts(
        needs=f"{before}云南示例巡检供应链有限公司{after}",
        enterprise_name="云南示例巡检供应链有限公司",
    )
    needs = sharing.payload(known, {"needs"})["needs"]
    assert "示例巡检供应链" not in needs
    assert sharing.MASK in needs


@pytest.mark.parametrize(
    "needs", ["示例巡检供应链要 20 亩", "示例巡检供应链有限公司：冷库", "代码 91530100ma6k00000x"]
)
def test_the_core_of_the_name_and_the_code_are_masked_too(needs):
    known = sharing.Facts(
        needs=needs,
        enterprise_name="云南示例巡检供应链有限公司",
        enterprise_code="91530100MA6K00000X",
    )
    assert sharing.MASK in sharing.payload(known, {"needs"})["needs"]


def test_text_without_the_name_stays_as_it_was_written():
    assert sharing.masked("２０亩，冷库", "云南示例巡检有限公司") == "２０亩，冷库"


@pytest.mark.parametrize(
    ("yuan", "band"),
    [
        (None, "unknown"),
        (0, "unknown"),
        (1, "under_10m"),
        (9_999_999.99, "under_10m"),
        (10_000_000, "10m_50m"),
        (99_999_999, "50m_100m"),
        (100_000_000, "100m_500m"),
        (999_999_999, "500m_1bn"),
        (10**12, "from_1bn"),
    ],
)
def test_size_bands(yuan, band):
    assert sharing.size_band(yuan) == band


def test_a_code_outside_the_vocabulary_is_refused():
    with pytest.raises(KeyError):
        sharing.payload(sharing.Facts(), {"description"})


@settings(deadline=None)
@given(facts, facts, codes)
def test_a_revision_is_due_exactly_when_a_carried_value_differs(one, other, level):
    before, after = sharing.payload(one, level), sharing.payload(other, level)
    assert sharing.changed(before, before) == ()
    assert bool(sharing.changed(before, after)) == (before != after)


def test_empty_values_are_equal_however_they_are_stored():
    empty = sharing.empty()
    stored = {column: 0.0 if column in sharing.AMOUNTS else False for column in sharing.COLUMNS}
    assert sharing.changed(stored, empty) == ()
    assert (
        sharing.changed({**empty, "planned_amount": 1.001}, {**empty, "planned_amount": 1.0}) == ()
    )
