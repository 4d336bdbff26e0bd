"""Answers about cells, most of which come again and again in a list."""
import functools

#: longer texts hardly come twice
LONGEST = 64
#: so that a list of different texts costs no memory
MOST = 20_000


class Memo(dict):
    """`memo[text]` is `ask(text)`, asked once a text; at most `MOST` short texts are kept."""

    def __init__(self, ask):
        super().__init__()
        self.ask = ask

    def __missing__(self, text):
        answer = self.ask(text)
        if len(text) <= LONGEST and len(self) < MOST:
            self[text] = answer
        return answer


def kept(function):
    """Keep the answers about the last short texts, also from one file to the next."""
    cached = functools.lru_cache(2048)(function)

    @functools.wraps(function)
    def answer(text):
        return cached(text) if len(text) <= LONGEST else function(text)
    return answer
