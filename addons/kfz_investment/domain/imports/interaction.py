"""Rows of an office's list of visits and meetings (来访接待、外出拜访登记)."""

import re
from dataclasses import dataclass, field

from ..workbook import cells
from ..workbook.errors import CellProblem
from .issue import ERROR, WARNING, RowReader
from .names import read_code, read_name

REQUIRED = ("date", "kind", "summary")
#: columns that say with whom; one of them is enough
WITH_WHOM = ("name", "uscc", "code", "project")
FIRST_YEAR = 2000
SUMMARY_LIMIT, PEOPLE_LIMIT = 5000, 500
_TICKS = {
    "√": True,
    "✓": True,
    "✔": True,
    "☑": True,
    "×": False,
    "✗": False,
    "✘": False,
    "☐": False,
}
_BETWEEN = re.compile(r"[、，,;；/|\n]+")
_POSITION = re.compile(r"[（(][^（）()]*[）)]$")


@dataclass(frozen=True)
class InteractionLookups:
    """What rows are compared with: words by `issue.lookup_key`, today's date in Shanghai."""

    today: object
    kinds: dict = field(default_factory=dict)
    results: dict = field(default_factory=dict)
    #: words for whether a principal leader led, as "yes" or "no"
    leaders: dict = field(default_factory=dict)
    #: what `RowReader.once` has read: these lookups serve the rows of one file
    memo: dict = field(default_factory=dict, compare=False)


def read_row(row, lookups):
    """The `Parsed` row: date, name, uscc, code, project, kind, participants, leader, counterparts, summary, result, next step."""
    reader = RowReader(row)
    values = {
        "date": _required(reader, "date", lambda: _day(reader, lookups.today)),
        "name": reader.once(
            "name", lambda each: read_name(each, "name", required=False), lookups.memo
        ),
        "uscc": reader.once("uscc", lambda each: read_code(each, "uscc"), lookups.memo),
        "code": reader.text("code", 64),
        "project": reader.text("project", 256),
        "kind": _required(
            reader, "kind", lambda: reader.choice("kind", lookups.kinds, ERROR, "unknown_kind")
        ),
        "participants": _participants(reader),
        "leader": _leader(reader, lookups.leaders),
        "counterparts": reader.text("counterparts", PEOPLE_LIMIT, WARNING),
        "summary": _required(reader, "summary", lambda: _summary(reader)),
        "result": reader.choice("result", lookups.results, WARNING, "unknown_result"),
        "next_step": reader.text("next_step", 256, WARNING),
        "next_step_date": reader.date("next_step_date", level=WARNING),
    }
    if not any(values[name] for name in WITH_WHOM):
        _say_nobody_met(reader)
    reader.parsed.values = {key: value for key, value in values.items() if value is not None}
    _check_step(reader, lookups.today)
    return reader.parsed


def _required(reader, name, read):
    before = len(reader.parsed.issues)
    value = read()
    if value is None and not any(issue.level == ERROR for issue in reader.parsed.issues[before:]):
        reader.add(ERROR, name, "missing")
    return value


def _day(reader, today):
    """The day of a visit; one of before 2000 is a typing mistake."""
    day = reader.date("date", today)
    if day and day.year < FIRST_YEAR:
        reader.add(ERROR, "date", "visit_too_old", date=day.isoformat())
        return None
    return day


def _say_nobody_met(reader):
    issues = reader.parsed.issues
    for place, issue in enumerate(issues):
        if issue.code == "no_such_name":
            # the cell is filled, and an empty one would not do either
            issues[place] = issue._replace(level=ERROR, code="no_visit_enterprise")
            return
    if not reader.parsed.ok:
        return
    column = next((name for name in WITH_WHOM if reader.heading(name)), None)
    reader.add(ERROR, column, "missing" if column else "visit_without_enterprise")


def _summary(reader):
    """What was said: cut nowhere, refused where it is longer than a page holds."""
    try:
        return cells.long_text_of(reader.cells.get("summary") or "", SUMMARY_LIMIT)
    except CellProblem as problem:
        reader.add(ERROR, "summary", problem.code, **problem.params)
        return None


def people_of(text):
    """The names in a cell: `张示例、李 示例（主任）` names two.

    Spaces stand between names only where nothing else does and each part can be a name: `张 三` is one person.
    """
    parts = _BETWEEN.split(text)
    if len(parts) == 1:
        words = text.split()
        parts = words if all(len(word) > 1 for word in words) else ["".join(words)]
    names = (_POSITION.sub("", part.strip()).strip() for part in parts)
    return tuple(dict.fromkeys(_without_gaps(name) for name in names if name))


def _without_gaps(name):
    return name if name.isascii() else re.sub(r"\s+", "", name)


def _participants(reader):
    value = reader.cells.get("participants")
    try:
        text = cells.long_text_of(value, PEOPLE_LIMIT) if value is not None else None
    except CellProblem as problem:
        reader.add(WARNING, "participants", problem.code, **problem.params)
        return None
    return (text and people_of(text)) or None


def _leader(reader, words):
    """Whether a principal leader led: a tick or a word; None where the list does not say."""
    value = reader.cells.get("leader")
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip() in _TICKS:
        return _TICKS[value.strip()]
    said = reader.choice("leader", words, WARNING, "unknown_leader")
    return None if said is None else said == "yes"


def _check_step(reader, today):
    """A next step whose day has passed makes no reminder, a day without words is nobody's step."""
    values = reader.parsed.values
    day = values.get("next_step_date")
    if not day:
        return
    if "next_step" not in values:
        code = "step_without_words"
    elif day < today:
        code = "step_day_passed"
    else:
        return
    del values["next_step_date"]
    reader.add(WARNING, "next_step_date", code, date=day.isoformat())
