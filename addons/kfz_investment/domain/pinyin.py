"""Search text in pinyin: full readings and initials of a Chinese name.

Readings of words come first (重庆 chongqing); characters that names often use in two readings (长, 乐, 行, 重 …) add
the other one, at most ``MAX_READINGS`` texts per name.
"""

import re
from functools import lru_cache
from itertools import product

MAX_READINGS = 4
MAX_CHARS = 60

_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]+")
_WORDS = re.compile(r"[㐀-䶿一-鿿豈-﫿]+|[a-z0-9]+")

#: Characters of company and place names that readers know in two readings.
_TWO_READINGS = {
    "重": ("chong", "zhong"),
    "长": ("chang", "zhang"),
    "乐": ("le", "yue"),
    "行": ("hang", "xing"),
    "厦": ("xia", "sha"),
    "都": ("du", "dou"),
    "传": ("chuan", "zhuan"),
    "调": ("diao", "tiao"),
    "藏": ("cang", "zang"),
    "盛": ("sheng", "cheng"),
    "柏": ("bai", "bo"),
    "单": ("dan", "shan"),
    "曾": ("zeng", "ceng"),
    "朝": ("chao", "zhao"),
    "会": ("hui", "kuai"),
    "六": ("liu", "lu"),
    "番": ("fan", "pan"),
    "率": ("lv", "shuai"),
    "解": ("jie", "xie"),
    "沈": ("shen", "chen"),
}


def readings(name: str) -> list[tuple[str, ...]]:
    """The ways to read a name, each a tuple with one item per character or Latin word; the usual one first."""
    tokens = []
    for word in _WORDS.findall(name.lower()[:MAX_CHARS]):
        if _HAN.match(word):
            tokens.extend(zip(word, _read_word(word), strict=True))
        else:
            tokens.append((None, word))
    choices = [_choices(char, usual) for char, usual in tokens]
    return list(product(*_limited(choices)))


def search_tokens(name: str) -> list[str]:
    """Texts to search a name by: every reading in full (kunming) and its initials behind a ``^`` (^km)."""
    if not name or not _HAN.search(name):
        return []
    result = []
    for reading in readings(name):
        result.append("".join(reading))
        result.append("^" + "".join(word if word.isdigit() else word[0] for word in reading))
    return list(dict.fromkeys(result))


def _choices(char, usual):
    others = _TWO_READINGS.get(char, ())
    return (usual, *(other for other in others if other != usual)) if usual in others else (usual,)


def _limited(choices):
    """Keep the first two-reading characters only, so that their combinations stay within MAX_READINGS."""
    count, limited = 1, []
    for options in choices:
        kept = options if count * len(options) <= MAX_READINGS else options[:1]
        count *= len(kept)
        limited.append(kept)
    return limited


@lru_cache(maxsize=50_000)
def _read_word(word: str) -> tuple[str, ...]:
    # its dictionaries take about a third of a second and 30 MB: load them only when a name is stored or changed
    from pypinyin import Style, lazy_pinyin

    result = lazy_pinyin(word, style=Style.NORMAL, errors=list)
    return (
        tuple(result)
        if len(result) == len(word)
        else tuple(lazy_pinyin(list(word), style=Style.NORMAL))
    )
