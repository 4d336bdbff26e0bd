"""Answers about short texts, most of which come again and again in a list."""

import functools

#: longer texts hardly come twice
LONGEST = 64
#: texts of which an answer is kept: more than a list has different names and codes, and a few megabytes at most
MOST = 16_384


def kept(function):
    """Keep the answers about the last short texts, from one row and file to the next."""
    cached = functools.lru_cache(MOST)(function)

    @functools.wraps(function)
    def answer(text):
        return cached(text) if len(text) <= LONGEST else function(text)

    return answer
