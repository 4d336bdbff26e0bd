"""Names in messages to groups: one line of plain words, without links, mentions and amounts."""

import re
import unicodedata

import pytest
from domain.message_words import LONGEST_NAME, one_line, plain_words
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("示例智能装备项目", "示例智能装备项目"),
        ("三元锂电池，年产10万吨", "三元锂电池，年产10万吨"),
        ("万科三亚项目（二期）", "万科三亚项目（二期）"),
        ("3块地、100强", "3块地、100强"),
        ("年产3万平方米", "年产3万平方米"),
        ("第一行\n第二行\u2028第三行", "第一行 第二行 第三行"),
        ("a\u202eb\u200bc\x00d", "a b c d"),
        ("@所有人 看", "＠所有人 看"),
        ("＠all", "＠all"),
        ("见 https://evil.example/x?y=1中文", "见 …中文"),
        ("HTTPS : //evil.example", "…"),
        ("见www.evil.example", "见…"),
        ("ｗｗｗ.evil.example", "…"),
        ("evil.example", "evil．example"),
        ("投资3亿元的工厂", "投资…的工厂"),
        ("３．５亿", "…"),
        ("3\u200b亿", "…"),
        ("𝟑亿", "…"),
        ("3-5 亿美元", "…"),
        ("3,000.5万元", "…"),
        ("约2万", "约…"),
        ("¥ 3,000", "…"),
        ("USD 3bn plant", "… plant"),
        ("3 million yuan", "…"),
        ("人民币五千万元", "人民币…"),
        ("十几亿元", "…"),
        ("三亿", "…"),
        ("", "…"),
        ("\n", "…"),
        (None, "…"),
        ("长" * 61, "长" * 59 + "…"),
        ("长" * 60, "长" * 60),
    ],
)
def test_a_name_is_one_line_of_plain_words(name, said):
    assert plain_words(name) == said


@given(st.text(max_size=200) | st.text("@＠.:/whtps亿万元3三\n\u202e\u200b ", max_size=80))
def test_whatever_is_typed_calls_nobody_leads_nowhere_and_breaks_no_line(text):
    said = plain_words(text)
    assert 0 < len(said) <= LONGEST_NAME
    assert "@" not in said
    assert "://" not in said
    assert not re.search(r"www\s*\.", said, re.IGNORECASE)
    assert all(sign == " " or unicodedata.category(sign)[0] not in "CZ" for sign in said)
    assert plain_words(said) == said


@given(
    st.integers(1, 99_999),
    st.sampled_from(["", " ", "\u200b", "余"]),
    st.sampled_from(
        ["元", "万元", "亿元", "亿", "万亿元", "亿美元", "百万美元", " million USD", " yuan"]
    ),
)
def test_no_amount_is_left(number, gap, unit):
    said = plain_words(f"工厂投{number}{gap}{unit}资")
    assert str(number) not in said


@given(st.text(max_size=300))
def test_one_line_keeps_what_is_seen(text):
    line = one_line(text)
    assert line == one_line(line)
    assert "\n" not in line
