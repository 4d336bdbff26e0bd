"""The storeys of a heading: group heads above, current and cumulative below, rows of units, numbers and hints."""

import re
from dataclasses import dataclass, field

from ..cells import is_empty, nfkc, raw_text
from ..values import hints
from ..values.unit import BRACKETS, parse_unit
from ..values.units import heading_key, heading_unit
from .groups import NAMES, groups_above
from .harmless import says_same
from .headings import is_strict, is_unit_cell

#: rows below the words of a heading that can belong to it: current and cumulative, units, numbers of columns, hints
_MOST_BELOW = 3
_LONGEST_STOREY = 20
#: columns of which a row below a heading has to give the English
_FEWEST = 2
_HAN = re.compile("[一-鿿]")


@dataclass
class Grown:
    """Rows with the words of a heading, its last row, and {column: unit} of a row of units."""

    storeys: list
    last: int
    units: dict = field(default_factory=dict)
    #: {column: texts} of rows of units and hints as written
    said: dict = field(default_factory=dict)

    def tell(self, texts):
        """Note the texts of a row, [(column, text)]."""
        for index, text in texts:
            self.said.setdefault(index, []).append(text)


def grow(sheet, words, chosen, columns, grouped=True):
    """What belongs to the heading in rows `chosen` besides: a group row above, and rows below that are no data.

    `grouped`: whether further rows may group or divide the columns; around foreign words they may as well be titles or
    the heading itself.
    """
    grown = Grown(list(chosen), chosen[-1])
    if grouped:
        grown.storeys[:0] = groups_above(sheet, chosen[0], columns)
    for number in range(chosen[-1] + 1, chosen[-1] + 1 + _MOST_BELOW):
        row = sheet.rows.get(number)
        if row is None or not _belongs(sheet, words, number, grown, columns, grouped):
            break
        grown.last = number
    return grown


def _belongs(sheet, words, number, grown, columns, grouped):
    """Whether the row below a heading is part of it; notes what it says."""
    filled = _filled(sheet.rows[number])
    if not filled:
        return False
    if _numbers_columns(filled, columns):
        return True
    if not all(isinstance(value, str) for _index, value in filled):
        return False
    texts = [(index, nfkc(value)) for index, value in filled]
    return _says_on(sheet, words, number, texts, grown, columns, grouped)


def _says_on(sheet, words, number, texts, grown, columns, grouped):
    """As `_belongs`, of a row of texts."""
    if _is_row_of_units(texts, columns):
        grown.units |= _units(texts)
        grown.tell(texts)
        return True
    if _is_english(words, texts, columns):
        grown.units |= _units(texts)
        grown.tell((index, _without_unit(text)) for index, text in texts)
        return True
    if grouped and (
        _is_merged_into(sheet, number, grown, columns)
        or _is_lower_storey(sheet, words, number, texts, columns)
    ):
        grown.storeys.append(number)
        return True
    return False


def _is_english(words, texts, columns):
    """Whether a row says in English what stands above it; where it says something else, the column is another one."""
    fields = {column.index: column.field for column in columns if column.field}
    below = [(fields[index], text) for index, text in texts if index in fields]
    if len(below) < _FEWEST or any(_HAN.search(text) for _index, text in texts):
        return False
    same = sum(_translates(words, name, text) for name, text in below)
    return same * 2 >= len(below) and same >= _FEWEST


def _translates(words, name, text):
    return words.fields.get(words.key_of(text)) == name or says_same(name, _without_unit(text))


def _without_unit(text):
    """A text without brackets of a unit, or of numbers, which are none in Chinese: Investment (10k)."""
    return BRACKETS.sub(_unless_unit, text)


def _unless_unit(bracket):
    return "" if parse_unit(bracket[1]) or _has_digit(bracket[1]) else bracket[0]


def _is_merged_into(sheet, number, grown, columns):
    """Whether heads beside the texts of a row are merged down to it: then it is a storey, whatever it says."""
    heads = {column.index for column in columns}
    return any(
        top in grown.storeys and bottom >= number and left in heads
        for top, bottom, left, _right in sheet.merges
    )


def _units(texts):
    """{column: unit} of a row of units and hints."""
    units = {index: heading_unit(text) or parse_unit(text.strip("()[]")) for index, text in texts}
    return {index: unit for index, unit in units.items() if unit}


def _filled(row):
    return [(index, value) for index, value in enumerate(row) if not is_empty(value)]


def _are_units(texts):
    """Whether all cells are units and hints, and not all of them numbers with units."""
    return any(not _has_digit(text) for _index, text in texts) and all(
        is_unit_cell(text) for _index, text in texts
    )


def _is_row_of_units(texts, columns):
    return _are_units(texts) and not _stands_elsewhere(texts, columns)


def _stands_elsewhere(texts, columns):
    """Whether a lone unit stands below no column that it can mean: it is a line between heading and rows."""
    if len(texts) > 1 or not parse_unit(texts[0][1]):
        return False
    head = next((column for column in columns if column.index == texts[0][0]), None)
    return not head or head.field in NAMES or hints.is_sequence(heading_key(head.heading))


def _has_digit(text):
    return any(char.isdigit() for char in text)


def _numbers_columns(filled, columns):
    """Whether a row counts the columns: 1 2 3 …, 甲 乙 1 2 …"""
    if len(filled) < 3 or len(filled) * 2 < len(columns):
        return False
    texts = [nfkc(raw_text(value)).removesuffix(".0") for _index, value in filled]
    texts = texts[1:] if texts[0] in ("栏次", "列次", "序号", "行次", "列号") else texts
    if not all(map(hints.is_numbering, texts)):
        return False
    numbers = [int(text.strip("()")) for text in texts if text.strip("()").isdigit()]
    first = numbers[0] if numbers else 1
    return numbers == list(range(first, first + len(numbers))) and first <= 2


def _is_lower_storey(sheet, words, number, texts, columns):
    """Whether a row divides heads above it: its texts stand below a head of several columns, or go on with their own."""
    heads = {column.index: column for column in columns}
    own = [(heads.get(index), text) for index, text in texts]
    if any(_is_named(words, head, text) for head, text in own):
        return False
    if all(_goes_on(words, head, text) for head, text in own):
        return True
    indexes = set(dict(texts))
    if not indexes <= _covered_by_groups(sheet, number - 1, indexes, heads):
        return False
    text = texts[0][1]
    return len(texts) > 1 or _divides(text) or words.is_heading(text)


def _covered_by_groups(sheet, number, indexes, heads):
    """Columns below a head of several columns in row `number`."""
    headless = indexes.difference(heads)
    return _merged_heads(sheet, number) or (_groups(headless, heads) if headless else set())


def _is_named(words, head, text):
    """Whether a text is too long for a storey, or stands where rows of data have their name."""
    if len(text) > _LONGEST_STOREY:
        return True
    return bool(head and head.field in NAMES and not words.joined([head.heading, text]))


def _goes_on(words, head, text):
    """Whether a text below the head of its own column goes on with it: 联系方式 above 联系人, 贸易额 above 累计."""
    if head is None:
        return False
    if words.joined([head.heading, text]) or (head.field and _divides(text)):
        return True
    return is_strict(head.field) and hints.is_part(text)


def _divides(text):
    return hints.narrows(text) or hints.is_current(text) or hints.is_whole(text)


def _merged_heads(sheet, number):
    """Columns whose head in row `number` is merged over several columns."""
    return {
        index
        for top, bottom, left, right in sheet.merges
        if top <= number <= bottom and right > left
        for index in range(left, right + 1)
    }


def _groups(headless, heads):
    """Columns without a head, and the one with a head left of them."""
    covered = set(headless)
    for index in headless:
        left = index
        while left >= 0 and left not in heads:
            left -= 1
        covered.add(left)
    return covered
