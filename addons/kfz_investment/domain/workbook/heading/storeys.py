"""The storeys of a heading: group heads above, current and cumulative below, rows of units, numbers and hints."""

from dataclasses import dataclass, field

from ..cells import is_empty, nfkc, raw_text
from ..values import hints
from ..values.units import heading_key, heading_unit, line_unit, parse_unit
from .headings import is_strict, is_unit_cell

MAX_HEADING = 60
#: rows below the words of a heading that can belong to it: current and cumulative, units, numbers of columns, hints
_MOST_BELOW = 3
_LONGEST_STOREY = 20
_NAMES = ("name", "enterprise")
_TITLE_ENDS = ("表", "台账", "名录", "清单", "情况", "一览", "汇总", "统计", "库", "明细")


class Grid:
    """The texts of heading rows: a group head covers the cells right of it."""

    def __init__(self, sheet, numbers):
        self.rows = [sheet.rows[number] for number in numbers]
        self.width = max(map(len, self.rows))
        self._spans = _spans(sheet, numbers)
        self._filled = [self._fill_right(level) for level in range(len(self.rows))]

    def own(self, index):
        """What stands in a column itself, from the topmost row down."""
        return [text_at(row, index) for row in self.rows]

    def levels(self, index):
        """As `own`, with the group heads that cover the column."""
        return [texts[index] for texts in self._filled]

    def stands_alone(self, level, index):
        """Whether a head covers its own column only."""
        if self._spans.get((level, index), index) > index:
            return False
        following = index + 1
        below = any(text_at(row, following) for row in self.rows[level + 1 :])
        return bool(text_at(self.rows[level], following)) or not below

    def _fill_right(self, level):
        """Texts of one row; a group head covers the empty cells right of it that have a heading below."""
        texts, carried, until = [], "", -1
        for index in range(self.width):
            text = text_at(self.rows[level], index)
            if text:
                carried, until = text, self._spans.get((level, index), self.width)
            elif index > until or not self._is_below_group(level, index):
                carried = ""
            texts.append(text or carried)
        return texts

    def _is_below_group(self, level, index):
        """Whether a cell without text can stand below a head left of it: there are texts below, and none above."""
        own = [bool(text_at(row, index)) for row in self.rows]
        return any(own[level + 1 :]) and not any(own[:level])


def _spans(sheet, numbers):
    """{(level, column of a merged head): its last column}."""
    levels = {number: level for level, number in enumerate(numbers)}
    return {
        (levels[top], left): right
        for top, _bottom, left, right in sheet.merges
        if top in levels and right > left
    }


def text_at(row, index):
    """A heading's text on one line, '' for other cells and long texts."""
    value = row[index] if index < len(row) else None
    if not isinstance(value, str) or is_empty(value):
        return ""
    text = " ".join(raw_text(value).split())
    return text if len(text) <= MAX_HEADING else ""


@dataclass
class Grown:
    """Rows with the words of a heading, its last row, and {column: unit} of a row of units."""

    storeys: list
    last: int
    units: dict = field(default_factory=dict)
    #: {column: text} of that row as written
    said: dict = field(default_factory=dict)


def grow(sheet, words, chosen, columns, grouped=True):
    """What belongs to the heading in rows `chosen` besides: a group row above, and rows below that are no data.

    `grouped`: whether further rows may group or divide the columns; around foreign words they may as well be titles or
    the heading itself.
    """
    grown = Grown(list(chosen), chosen[-1])
    above = chosen[0] - 1
    if grouped and above in sheet.rows and _is_group_row(sheet, above, columns):
        grown.storeys.insert(0, above)
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
    if _is_row_of_units(texts, columns):
        grown.units |= _units(texts)
        grown.said |= dict(texts)
        return True
    if grouped and (
        _is_merged_into(sheet, number, grown, columns)
        or _is_lower_storey(sheet, words, number, texts, columns)
    ):
        grown.storeys.append(number)
        return True
    return False


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
    return not head or head.field in _NAMES or hints.is_sequence(heading_key(head.heading))


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
    return bool(head and head.field in _NAMES and not words.joined([head.heading, text]))


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


def _is_group_row(sheet, number, columns):
    """Whether the row above a heading groups its columns, as opposed to a title, a unit or a note."""
    filled = _filled(sheet.rows[number])
    texts = [text_at(sheet.rows[number], index) for index, _value in filled]
    if not texts or not all(texts) or any(map(_is_line, texts)) or _is_title(texts):
        return False
    first = columns[0].index
    if _is_merged_over(sheet, number, first, columns[-1].index):
        return False
    return (len(filled) > 1 or filled[0][0] > first) and not _stand_alone(filled, columns)


def _stand_alone(filled, columns):
    """Whether most cells of a row stand above one column each, as those of a row of data do."""
    heads, texts = {column.index for column in columns}, {index for index, _text in filled}
    alone = sum(
        index in heads and (index + 1 in texts or index + 1 not in heads) for index in texts
    )
    return len(filled) * 2 > len(heads) and alone * 2 > len(filled)


def _is_merged_over(sheet, number, first, last):
    """Whether one cell of a row covers all columns."""
    return any(
        top <= number <= bottom and left <= first and right >= last
        for top, bottom, left, right in sheet.merges
    )


def _is_title(texts):
    """Whether the only text of a row names a table."""
    return len(texts) == 1 and texts[0].rstrip("（示例）() ").endswith(_TITLE_ENDS)


def _is_line(text):
    """Whether a text above a heading is a line of its own, such as 单位：万元."""
    return bool(len(text) > 20 or "：" in text or ":" in text or line_unit(text))
