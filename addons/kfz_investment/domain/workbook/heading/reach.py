"""Whether rows that are tried as a heading reach into the data: a stage 签约 below an unknown heading reads like a date's head."""

import datetime

from ..cells import clean, is_empty

#: part of a row's cells that stand right under a head of their own: above it the row is none of the heading
UNDER = 0.75


def reaches_data(sheet, chosen):
    """Whether a row after the first of `chosen` is data.

    The lower storey of a heading divides what the upper one groups: most of its cells stand beside the group's text, not
    under a text of their own. A number or a date is no heading below another one.
    """
    rows = [sheet.rows[number] for number in chosen]
    heads = _heads(rows[0])
    for row in rows[1:]:
        filled = [index for index, value in enumerate(row) if not is_empty(value)]
        if any(isinstance(row[index], datetime.datetime) for index in filled):
            return True
        under = sum(index in heads for index in filled)
        if len(filled) > 1 and under > UNDER * len(filled):
            return True
        heads |= _heads(row)
    return False


def _heads(row):
    """Indexes of the texts that are not a copy of the one to their left, as in covered cells."""
    found, before = set(), None
    for index, value in enumerate(row):
        text = None if is_empty(value) else clean(value) if isinstance(value, str) else value
        if text is not None and text != before:
            found.add(index)
        before = text
    return found
