"""What unknown columns are perhaps: by the words of their headings, and by their cells, which count for more.

A proposal takes nothing in. What a column clearly looks like is in `Column.looks_like`; `unresolved` asks about it.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from ..values.units import heading_key, heading_unit
from . import glimpse, newer, rivals, shared
from .headwords import Words
from .known import CONTENT, LAYOUT, NOBODY, WORD, WORDS, Content, exact, matters, settle
from .rivals import FIT

#: cells of a known column that are looked at
SOME = 50
#: least part of the filled cells that are surely such values
SURE = 0.5


def understand(sheet, header, known):
    """The header with its columns settled, sampled and, where nobody knows them, proposed."""
    body, covered = glimpse.body(sheet, header), shared.covered(sheet, header)
    unnamed = glimpse.unnamed(sheet, header, body, covered) if _is_told(known) else ()
    columns = sorted((*header.columns, *unnamed), key=lambda column: column.index)
    found = look_again(replace(header, columns=settle(columns, known)), body, known)
    return newer.mark(shared.share(found, covered, body, known), body, known)


def look_again(header, body, known):
    """The header with samples and proposals by these rows alone, as of one of several lists in a sheet."""
    columns = tuple(
        replace(
            column,
            samples=glimpse.samples(body, column.index),
            proposal=None,
            proposed_by="",
            looks_like=(),
            joins=column.repeats in known.joined,
        )
        for column in header.columns
    )
    if _is_told(known):
        columns = _proposed(columns, body, known, header.line_unit)
        columns = _doubted(columns, body, known)
    return replace(header, columns=columns)


def _is_told(known):
    return bool(known.contents or known.words or known.earlier)


def unanswered(header, known):
    """The required fields that no column has and none is proposed for."""
    proposed = {column.proposal for column in header.columns}
    return [name for name in known.required if name not in header.fields | proposed]


@dataclass
class _Look:
    """An unknown column: its filled cells, what its words say, and in the end what it is perhaps."""

    column: object
    cells: list
    words: object
    earlier: str = None
    #: whether its heading or a row of units below it names a unit of money
    has_unit: bool = False
    #: whether a line above the list says that its numbers are money
    under_line: bool = False
    field: str = None
    by: str = ""
    #: how much the proposal weighs beside another column's for the same field
    weight: int = 0
    looks_like: tuple = ()

    def share(self, test):
        """The part of the filled cells that pass a test."""
        return sum(map(bool, map(test, self.cells))) / len(self.cells) if self.cells else 0.0

    def is_priced(self):
        """Whether the column has a unit of money of its own: a single number below it tells enough."""
        return self.has_unit or bool(heading_unit(self.column.heading))

    def propose(self, name, by, weight, clearly):
        """Remember a field, and whether the column clearly looks like it."""
        self.field, self.by, self.weight = name, by, weight
        if clearly:
            self.looks_like = (name,)


def _proposed(columns, body, known, line):
    taken = {column.field for column in columns if column.field}
    looks = [_look(column, body, known, line) for column in columns if _is_open(column)]
    for look in looks:
        _decide(look, taken, known)
    rivals.once(looks)
    rivals.by_elimination(looks, taken, known)
    answer = {
        look.column.index: replace(
            look.column,
            proposal=look.field,
            proposed_by=look.by if look.field else "",
            looks_like=look.looks_like,
        )
        for look in looks
    }
    return tuple(answer.get(column.index, column) for column in columns)


def _doubted(columns, body, known):
    """Mark columns of known headings whose cells answer another field, for which a default would stand in."""
    fields = {column.field for column in columns}
    lacking = {
        name: content
        for name in sorted(known.defaulted - fields)
        if getattr(content := known.contents.get(name), "closed", False)
    }
    return tuple(
        _doubt(
            column, _Look(column, glimpse.cells(body, column.index)[:SOME], None), lacking, known
        )
        if column.source == WORD
        else column
        for column in columns
    )


def _doubt(column, look, lacking, known):
    own = known.contents.get(column.field)
    for name, content in lacking.items():
        share = look.share(content)
        if share >= SURE and not (own and look.share(own) >= share):
            return replace(column, looks_like=(name,))
    return column


def _is_open(column):
    """Whether nobody says what a column is."""
    return not column.field and column.source == NOBODY and not column.repeats and matters(column)


def _look(column, body, known, line):
    choice = known.earlier.get(exact(column.heading))
    return _Look(
        column,
        glimpse.cells(body, column.index),
        Words(heading_key(column.heading), known),
        choice.field if choice else None,
        has_unit=bool(column.unit and column.unit != line),
        under_line=bool(line),
    )


def _decide(look, taken, known):
    """Content first, then an earlier choice or words that the cells do not contradict, then numbers that may be amounts."""
    groups = _groups_for(look, known)
    found = _by_content(look, groups)
    if found:
        _decide_by_content(look, found, taken)
        return
    name, by = _named(look, known)
    if not name or (look.is_priced() and not any(name in names for _content, names in groups)):
        _decide_without_name(look, groups, taken, known)
    elif name not in taken:
        look.propose(name, by, 2, clearly=True)


def _groups_for(look, known):
    """The groups that a column can belong to: with a unit of money none but those of amounts."""
    groups = _groups(known)
    if look.is_priced():
        return [(content, names) for content, names in groups if content.hint]
    return groups


def _decide_without_name(look, groups, taken, known):
    """Numbers that may be amounts, else words that are nearly known."""
    for content, names in groups:
        if content.hint:
            _decide_numbers(look, content, names, taken)
    if not look.field and not look.looks_like and not look.is_priced():
        _decide_by_likeness(look, taken, known)


def _decide_by_likeness(look, taken, known):
    name = look.words.nearest()
    if name and name not in taken and _fits(look, known.contents.get(name)):
        look.propose(name, WORDS, 1, clearly=False)


def _named(look, known):
    """(field, who names it) that the zone chose in another layout, else that the words say clearly."""
    if look.earlier and _fits(look, known.contents.get(look.earlier)):
        return look.earlier, LAYOUT
    name, _strong = look.words.best(lambda name: _fits(look, known.contents.get(name)))
    return name, WORDS


def _groups(known):
    """[(content, its fields)]; fields that cells cannot tell apart are one group."""
    groups = {}
    for name, content in known.contents.items():
        groups.setdefault(id(content), (content, []))[1].append(name)
    return [
        (content if isinstance(content, Content) else Content(content), names)
        for content, names in groups.values()
    ]


def _by_content(look, groups):
    """The groups that the cells belong to, the surest first."""
    found = []
    for content, names in groups:
        told = content.told_by and content.told_by.search(look.words.key)
        share = look.share(content.fits if told else content)
        if share >= SURE and (content.closed or look.share(content.fits) >= FIT):
            found.append((share, content, names))
    return [(content, names) for _share, content, names in sorted(found, key=lambda hit: -hit[0])]


def _decide_by_content(look, found, taken):
    """The field of the group that the words name; of one field alone; else all that it can be."""
    for _content, names in found:
        name, _strong = look.words.best(names.__contains__)
        if name:
            if name not in taken:
                look.propose(name, CONTENT, 4, clearly=True)
            return
    _decide_without_words(look, *found[0], taken)


def _decide_without_words(look, content, names, taken):
    free = tuple(name for name in names if name not in taken)
    if look.earlier in free:
        look.propose(look.earlier, LAYOUT, 4, clearly=True)
    elif content.unlike and look.words.mean_else(content.unlike):
        return
    elif free and len(names) == 1:
        look.propose(names[0], CONTENT, 3, clearly=True)
    else:
        look.looks_like = free


def _fits(look, content):
    """Whether the cells do not contradict a field."""
    test = content.fits if isinstance(content, Content) else content
    return not look.cells or test is None or look.share(test) >= SURE


def _decide_numbers(look, content, names, taken):
    """Numbers without a unit may be amounts: where their heading speaks of money, or no other column has any."""
    free = tuple(name for name in names if name not in taken)
    hinted = look.is_priced() or content.hint.search(look.words.key)
    if not free or not _may_be_amounts(look, content, hinted):
        return
    if len(names) == 1:
        look.propose(names[0], CONTENT, 1, clearly=bool(hinted))
    elif hinted or look.under_line or _is_missed(taken, names):
        look.looks_like = free


def _is_missed(taken, names):
    """Whether the list has no amounts at all, or none for its signings."""
    return not taken.intersection(names) or _is_owed(taken)


def _may_be_amounts(look, content, hinted):
    if look.words.mean_else(content.unlike):
        return False
    if look.is_priced():
        # whatever the cells are: errors, formulas without values, amounts that are spelt wrongly
        return True
    share = look.share(content.fits)
    return share >= FIT and (hinted or not _is_count(look.cells))


def _is_owed(taken):
    """Whether a list of signings has no amounts for them: an unknown column of numbers is what they are, perhaps."""
    return "signed_date" in taken and "signed_amount" not in taken


def _is_count(cells):
    """Whether the cells number the rows, or are years."""
    numbers = [value for value in cells if isinstance(value, (int, float))]
    if len(numbers) < len(cells):
        return False
    if all(1990 <= value <= 2050 and float(value).is_integer() for value in numbers):
        return True
    return len(numbers) > 1 and all(after - before == 1 for before, after in pairwise(numbers))
