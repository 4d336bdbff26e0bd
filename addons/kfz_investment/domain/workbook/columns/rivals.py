"""Which of several unknown columns a field is proposed for."""

from ..cells import clean, raw_text
from .known import CONTENT, WORDS

#: least part of the filled cells that can be such values
FIT = 0.8


def once(looks):
    """A field is proposed for one column: the one that weighs most, the first of equal ones."""
    best = {}
    for look in looks:
        if look.field:
            other = best.setdefault(look.field, look)
            if other is not look and look.weight > other.weight:
                other.field, best[look.field] = None, look
            elif other is not look:
                look.field = None


def by_elimination(looks, taken, known):
    """A required field of free text: the first column left over with a text of its own in each row."""
    proposed = taken | {look.field for look in looks}
    for name in known.required:
        content = known.contents.get(name)
        if name not in proposed and getattr(content, "distinct", False):
            _eliminate(looks, name, content)


def _eliminate(looks, name, content):
    left = (look for look in looks if not look.field or look.by == WORDS)
    free = [look for look in left if _has_own_texts(look, content)]
    if free:
        first = min(free, key=lambda look: (bool(look.field), bool(look.looks_like)))
        first.looks_like = ()
        first.propose(name, CONTENT, 0, clearly=False)


def _has_own_texts(look, content):
    own = len({clean(raw_text(value)) for value in look.cells})
    return own >= FIT * len(look.cells) and look.share(content.fits) >= FIT
