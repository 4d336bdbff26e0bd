"""Which fields the words of an unknown heading speak of."""

import re
from functools import cached_property

from .likeness import nearest

#: what makes a heading mean something else than the known word in it
NARROWING = re.compile(
    r"累计|同期|同比|环比|增幅|增速|增长|增减|占比|比例|比重|其中|去年|上年|上月|上期|排名|得分|完成率|比率|率$|rank|ratio|growth"
)
#: least likeness of a heading to a known word
LIKE = 0.5


class Words:
    """The words of one heading; of two fields that they speak of the longer word counts, then the later one: the head of
    a Chinese compound stands at its end."""

    def __init__(self, key, known):
        self.key, self.known = key, known

    def best(self, asked):
        """(field, whether the words say so clearly) of the fields that pass `asked`, (None, False) for none of them."""
        for start, end, name in self._found:
            if asked(name):
                unlike = getattr(self.known.contents.get(name), "unlike", None)
                return (None, False) if self._is_else(start, end, unlike) else (name, True)
        return None, False

    def nearest(self):
        """The field of the known word most like the heading, None when none is."""
        like = None if self.mean_else() else nearest(self.key, self.known.aliases, LIKE)
        return self.known.aliases.get(like)

    def mean_else(self, unlike=None):
        """Whether the heading says that it means something else than its cells look like."""
        return self._is_else(0, 0, unlike)

    def _is_else(self, start, end, unlike):
        """Whether the words around the known one change its meaning."""
        rest = f"{self.key[:start]} {self.key[end:]}"
        return bool(NARROWING.search(rest) or (unlike and unlike.search(rest)))

    @cached_property
    def _found(self):
        """[(start, end, field)] of the known words in the heading, those that tell most first."""
        found = [*self._aliases(), *self._patterns()]
        return sorted(found, key=lambda hit: (hit[0] - hit[1], -hit[1]))

    def _aliases(self):
        for alias, name in self.known.aliases.items():
            start = self.key.rfind(alias)
            if start >= 0 and (_is_telling(alias) or self.key.endswith(alias)):
                yield start, start + len(alias), name

    def _patterns(self):
        for name, pattern in self.known.words.items():
            for match in pattern.finditer(self.key):
                yield match.start(), match.end(), name


def _is_telling(alias):
    """Whether a word tells as much in the middle of a heading as alone: 企业 in 企业规模 does not."""
    return len(alias) > (4 if alias.isascii() else 2)
