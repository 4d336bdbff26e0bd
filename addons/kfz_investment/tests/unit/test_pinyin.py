"""Readings of names and the reading of typed queries."""

import pytest
from domain import pinyin, search
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "name, expected",
    [
        ("重庆物流", ("chongqingwuliu", "^cqwl")),
        ("昆明综保", ("kunmingzongbao", "^kmzb")),
        ("长沙银行", ("changshayinhang", "^csyh")),
        ("厦门示例", ("xiamenshili", "^xmsl")),
        ("长水", ("zhangshui", "^zs", "changshui", "^cs")),
        ("ABC物流2号", ("abcwuliu2hao", "^awl2h")),
    ],
)
def test_full_reading_and_initials(name, expected):
    tokens = pinyin.search_tokens(name)
    assert set(expected) <= set(tokens)


def test_the_other_reading_of_a_character_is_there_too():
    assert {"lechang", "yuezhang"} & set(
        pinyin.search_tokens("乐长")
    ) or "yuechang" in pinyin.search_tokens("乐长")
    assert "^zqwl" in pinyin.search_tokens("重庆物流")


def test_latin_names_have_no_pinyin():
    assert pinyin.search_tokens("Best Inc.") == []
    assert pinyin.search_tokens("") == []


@given(st.text(max_size=200))
def test_readings_are_bounded(name):
    assert len(pinyin.search_tokens(name)) <= 2 * pinyin.MAX_READINGS
    assert len(search.build(name, vat=name, phone=name, others=(name,))) <= search.MAX_LENGTH


@pytest.mark.parametrize(
    "phone",
    [
        "0871-67015764",
        "(0871) 6701 5764",
        "+86 871 6701-5764",
        "0086 871 67015764",
        "087167015764",
        "０８７１－６７０１５７６４",
    ],
)
def test_every_way_of_writing_a_phone_number_gives_the_same_digits(phone):
    assert search.phone_digits(phone) == "87167015764"


def _matches(text, query):
    """What the ORM's ilike does with the patterns of a query."""

    def found(part):
        position = 0
        for piece in part.split("%"):
            position = text.find(piece, position)
            if position < 0:
                return False
            position += len(piece)
        return True

    return any(all(found(part) for part in parts) for parts in search.patterns(query))


@pytest.mark.parametrize(
    "query",
    [
        "kmzb",
        "KMZB",
        "ｋｍｚｂ",
        "kunming",
        "kun ming",
        "综合保税",
        "昆明 开发",
        "昆明综保",
        "91530111YM",
        "9153 0111 ym2q",
        "９１５３０１１１",
        "0871 6701",
        "6701-5764",
        "+86 871 67015764",
        "kunmingzong",
        "kmzhbsq",
    ],
)
def test_queries_that_find_the_zones_operator(query):
    text = search.build(
        "昆明综合保税区开发运营管理有限责任公司", vat="91530111YM2QHJRWT0", phone="0871-67015764"
    )
    assert _matches(text, query)


@pytest.mark.parametrize("query", ["上海", "shzb", "915302", "139 0000 0000", "zzzz", "昆明 上海"])
def test_queries_that_do_not(query):
    text = search.build(
        "昆明综合保税区开发运营管理有限责任公司", vat="91530111YM2QHJRWT0", phone="0871-67015764"
    )
    assert not _matches(text, query)


def test_initials_may_skip_the_middle():
    assert _matches(search.build("昆明示例综保物流有限公司"), "kmzb")


@given(st.text(max_size=80))
def test_any_text_can_be_typed(query):
    for parts in search.patterns(query):
        assert parts and all(parts)
