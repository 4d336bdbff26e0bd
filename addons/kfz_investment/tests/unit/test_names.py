"""Two ways of writing one company give one key; two companies do not."""

import pytest
from domain import names
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "one, other",
    [
        ("云翊航空技术（云南）有限公司", "云南云翊航空技术有限责任公司"),
        ("云天化集团", "云南云天化股份有限公司"),
        ("昆明示例供应链管理有限公司", "昆明市示例供应链管理(集团)有限公司"),
        ("云南示例珠宝玉石有限公司", "雲南示例珠寶玉石有限公司"),
        ("Best Logistics (Yunnan) Co., Ltd.", "BEST LOGISTICS LIMITED"),
        ("上海示例冷链物流有限公司", "示例冷链物流"),
        ("示例·科技 有限公司", "示例科技有限公司"),
        ("ＡＢＣ物流有限公司", "abc物流"),
        ("西双版纳傣族自治州勐海县示例茶业有限公司", "示例茶业有限公司"),
        ("老挝万象示例咖啡加工有限公司", "示例咖啡加工有限责任公司"),
    ],
)
def test_form_place_and_punctuation_do_not_matter(one, other):
    assert names.match_key(one) == names.match_key(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("百世物流有限公司", "百世物流有限公司昆明分公司"),
        ("云南示例跨境电商002有限公司", "云南示例跨境电商007有限公司"),
        ("云南海航航空培训有限公司", "云南东方飞行培训有限公司"),
        ("昆明示例（一期）有限公司", "昆明示例（二期）有限公司"),
    ],
)
def test_different_enterprises_keep_different_keys(one, other):
    assert names.match_key(one) != names.match_key(other)


@pytest.mark.parametrize(
    "name, key",
    [
        ("云南有限公司", "云南"),
        ("大理石有限公司", "大理石"),
        ("有限公司", "有限公司"),
        ("公司", "公司"),
        ("", ""),
        (None, ""),
        ("中国（云南）自由贸易试验区昆明片区管委会", "自由贸易试验区昆明片区管委会"),
        ("（）", ""),
        ("A", "a"),
    ],
)
def test_something_is_always_left(name, key):
    assert names.match_key(name) == key


@given(st.text(max_size=60))
def test_a_key_is_stable_and_clean(name):
    key = names.match_key(name)
    assert names.match_key(name) == key
    assert not any(char.isspace() or char in "（）()·，,." for char in key)


@given(st.text(max_size=30), st.text(max_size=30))
def test_similarity_is_symmetric_and_bounded(one, other):
    value = names.similarity(one, other)
    assert 0.0 <= value <= 1.0
    assert value == names.similarity(other, one)
    assert names.similarity(one, one) == (1.0 if one else 0.0)


def test_a_typo_is_alike_and_another_trade_is_not():
    assert names.similarity("示例供应链管理", "示例供应琏管理") >= names.ALIKE
    assert names.similarity("东方飞行培训", "海航航空培训") < names.ALIKE
    assert names.similarity("云翊航空技术", "云翊航空") >= names.ALIKE


def test_names_with_different_numbers_are_siblings_and_not_alike():
    assert names.similarity("示例咖啡加工053", "示例咖啡加工054") < names.ALIKE
    assert names.similarity("示例咖啡加工053", "示例珈琲加工053") < 1.0


KEYS = st.text(alphabet="锦程冷链物流贸易云a07１", max_size=14)


@given(KEYS, KEYS)
def test_look_alikes_are_told_as_by_their_similarity(one, other):
    assert names.is_alike(one, other) == (names.similarity(one, other) >= names.ALIKE)


@given(KEYS, KEYS)
def test_names_with_other_ascii_numbers_are_never_alike(one, other):
    if names.ascii_numbers(one) != names.ascii_numbers(other):
        assert not names.is_alike(one, other)
