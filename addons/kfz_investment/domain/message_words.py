"""Names as they may stand in messages that leave the system: one line of plain words, without links, mentions and amounts.

A name of a project is whatever somebody has typed. In a group of a chat it must not call everybody, lead anywhere or say how
much is invested: the setting that allows names promises that amounts are never written.
"""

from __future__ import annotations

import re
import unicodedata

#: characters that are left of a name
LONGEST_NAME = 60
#: what stands where something was taken away
GONE = "…"

_CONTROL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
_LINK = re.compile(r"(?:[a-z][a-z0-9+.-]*)?\s*:\s*//[!-~]*|www\s*\.[!-~]*", re.IGNORECASE)
#: a host without a scheme: chats make links of those, too
_HOST_DOT = re.compile(r"(?<=[A-Za-z0-9-])\.(?=[A-Za-z]{2,})")

_DIGITS = r"\d(?:[\d,，. ]*\d)?"
_HAN = r"[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億点半几数]"
_RANGE = r"(?:\s*[-—–~～至到]+\s*" + _DIGITS + r")?"
_MORE = r"\s*[余多来几]?\s*"
_COIN = r"(?:人民币|美元|美金|欧元|港元|港币|日元|英镑|韩元|卢布|元|圆|块钱|yuan|rmb|cny|usd|eur|hkd|jpy|gbp|dollars?|euros?|[¥￥$€£])"
_SCALE = r"(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|億|萬|千|百|thousand|millions?|billions?|trillions?|mn|bn|[mk])"
#: “3万吨” and “2万平方米” say how large, not how dear
_MEASURE = r"(?!\s*(?:吨|公斤|千克|克|平方|平米|㎡|m2|m²|亩|公顷|立方|米|公里|人|户|台|套|件|辆|只|枚|片|块|头|羽|座|条|支|箱|根|颗|瓶|盒|标箱|千瓦|兆瓦|瓦|度|kw|mw|gw|次|级|t\b))"
_AMOUNT = re.compile(
    "|".join(
        (
            # ¥3, USD 3bn, 人民币3亿
            r"(?:[¥￥$€£]|人民币|rmb|cny|usd|eur|hkd|jpy|gbp)\s*"
            + _DIGITS
            + _RANGE
            + r"(?:\s*"
            + _SCALE
            + r")*(?:\s*"
            + _COIN
            + r")?",
            # 3亿元, 3-5万 美元, 3 million yuan
            _DIGITS + _RANGE + _MORE + r"(?:" + _SCALE + r"\s*)*" + _COIN,
            # 3亿, 3 million: money unless it says of what
            _DIGITS
            + _RANGE
            + _MORE
            + r"(?:[十百千]?(?:万亿|[亿万億萬])|(?:millions?|billions?|trillions?|mn|bn)(?![a-z]))"
            + _MEASURE,
            # 三亿元, 十几亿, 五千万元; not 三元 (of batteries), not 万科
            _HAN + r"*[十百千万亿拾佰仟萬億]" + _MORE + _COIN,
            _HAN + r"+[亿億]" + _MEASURE,
        )
    ),
    re.IGNORECASE,
)


def one_line(text: str) -> str:
    """A text as one line: breaks and unseen signs are spaces, several spaces are one."""
    seen = ("" if unicodedata.category(sign) in _CONTROL else sign for sign in text)
    return " ".join("".join(sign or " " for sign in seen).split())


def plain_words(text: object, longest: int = LONGEST_NAME) -> str:
    """A name as one line of plain words.

    :param longest: characters that are left; “…” stands where it was cut
    :return: never empty: “…” for a name of which nothing is left
    """
    line = "".join(map(_plain_sign, text if isinstance(text, str) else ""))
    line = _LINK.sub(GONE, line)
    line = _AMOUNT.sub(GONE, line)
    line = _HOST_DOT.sub("．", line).replace("@", "＠")
    line = " ".join(line.split())
    if len(line) > longest:
        line = line[: longest - len(GONE)].rstrip() + GONE
    return line or GONE


def _plain_sign(sign: str) -> str:
    """A sign as everybody reads it: no breaks, nothing unseen; letters, digits and dots in their usual form."""
    if unicodedata.category(sign) in _CONTROL:
        return " "
    usual = unicodedata.normalize("NFKC", sign)
    is_usual = usual.isascii() and len(usual) == 1 and (usual.isalnum() or usual in "@.")
    return usual if is_usual else sign
