"""The texts of heading rows, with the group heads that cover their columns."""

from ..cells import is_empty, raw_text

MAX_HEADING = 60


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
