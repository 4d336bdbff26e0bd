"""The sheets of the signed-versus-landed workbook, as finished tables."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .signed_landed import BUCKETS, Cell, Matrix, growth, in_unit, ratio
from .tables import Chart, Column, Row, Section, Sheet, Words

#: word of the heading and kind of each column of the sheet of open projects
_OPEN_COLUMNS = (
    ("number", "int"),
    ("code", "text"),
    ("project", "text"),
    ("enterprise", "text"),
    ("zone", "text"),
    ("function", "text"),
    ("signed_on", "date"),
    ("signed_amount", "amount"),
    ("days", "int"),
    ("aging", "text"),
    ("official", "text"),
    ("manager", "text"),
)


@dataclass(frozen=True)
class OpenProject:
    """A signed project that has neither landed nor ended; ``amount`` in yuan."""

    code: str
    name: str
    enterprise: str
    zone: str
    function: str
    signed_on: datetime.date
    amount: Decimal
    days: int
    official: str
    manager: str
    aging: str = ""


def summary(
    words: Words,
    matrix: Matrix,
    quarter: str,
    names: Mapping,
    unit: str,
    aging: Mapping[str, tuple[int, Decimal]],
) -> Sheet:
    """The quarter beside the previous one, the same one of last year and the year so far; the zones; the aging."""
    zones = [
        Row((names[zone], *_figures(matrix.cell(quarter, zone), unit))) for zone in matrix.zones
    ]
    zones.append(Row((words["total"], *_figures(matrix.quarter(quarter), unit)), is_total=True))
    by_zone = (Column(words["zone"]), *_figure_columns(words))
    return Sheet(
        words["sheet_summary"],
        words["title_summary"],
        words["subtitle"],
        (
            _comparison(words, matrix, quarter, unit),
            Section(words["heading_zones"], by_zone, tuple(zones)),
            _aging_section(words, aging, unit),
        ),
    )


def _comparison(words: Words, matrix: Matrix, quarter: str, unit: str) -> Section:
    """Each indicator of a quarter beside the previous quarter, the one a year ago and the year so far."""
    last = matrix.quarters[matrix.quarters.index(quarter) - 1]
    year_ago = f"{int(quarter[:4]) - 1}{quarter[4:]}"
    labels = (
        words["indicator"],
        words.get(quarter, quarter),
        words.get(last, last),
        words["change"],
        words.get(year_ago, year_ago),
        words["change_year"],
        words["year_so_far"],
    )
    cells = (*map(matrix.quarter, (quarter, last, year_ago)), matrix.year_to(quarter))
    rows = tuple(
        _compared(words[key], kind, value, cells) for key, kind, value in _indicators(unit)
    )
    return Section(words["heading_quarter"], tuple(map(Column, labels)), rows)


def _indicators(unit: str) -> Iterable[tuple[str, str, Callable[[Cell], float | None]]]:
    return (
        ("signed_count", "int", lambda cell: cell.signed_count),
        ("signed_amount", "amount", lambda cell: in_unit(cell.signed_amount, unit)),
        ("landed_count", "int", lambda cell: cell.landed_count),
        ("landed_amount", "amount", lambda cell: in_unit(cell.landed_amount, unit)),
        ("period_rate", "rate", lambda cell: cell.period_rate),
        ("cohort_rate", "rate", lambda cell: cell.cohort_rate),
        ("days_to_land", "days", lambda cell: cell.days_to_land),
        # last, so that the chart's columns stay where they are
        ("signed_unproven_count", "int", lambda cell: cell.signed_unproven_count),
        ("landed_unproven_count", "int", lambda cell: cell.landed_unproven_count),
    )


def _compared(
    label: str, kind: str, value: Callable[[Cell], float | None], cells: Sequence[Cell]
) -> Row:
    """An indicator of (quarter, previous, year ago, year so far) with both changes."""
    now, before, ago, year = map(value, cells)
    change = "points" if kind == "rate" else "growth"
    return Row(
        (label, now, before, _change(kind, now, before), ago, _change(kind, now, ago), year),
        kinds=("text", kind, kind, change, kind, change, kind),
    )


def _change(kind: str, now: float | None, before: float | None) -> float | None:
    if now is None or before is None:
        return None
    return (now - before) * 100 if kind == "rate" else growth(now, before)


def _figure_columns(words: Words) -> tuple[Column, ...]:
    return tuple(Column(words[key], kind) for key, kind, _value in _indicators("wan"))


def _figures(cell: Cell, unit: str) -> tuple:
    return tuple(value(cell) for _key, _kind, value in _indicators(unit))


def _aging_section(words: Words, aging: Mapping[str, tuple[int, Decimal]], unit: str) -> Section:
    columns = (
        Column(words["aging"]),
        Column(words["projects"], "int"),
        Column(words["open_amount"], "amount"),
        Column(words["share"], "rate"),
    )
    return Section(words["heading_aging"], columns, tuple(_aging_rows(words, aging, unit)))


def _aging_rows(words: Words, aging: Mapping[str, tuple[int, Decimal]], unit: str) -> Iterable[Row]:
    count = sum(pair[0] for pair in aging.values())
    amount = sum((pair[1] for pair in aging.values()), Decimal(0))
    for code in BUCKETS:
        number, money = aging.get(code, (0, Decimal(0)))
        yield Row((words[code], number, in_unit(money, unit), ratio(money, amount)))
    yield Row((words["total"], count, in_unit(amount, unit), ratio(amount, amount)), is_total=True)


def by_quarter(words: Words, matrix: Matrix, names: Mapping, unit: str) -> Sheet:
    """The quarters of all zones with their chart, then quarter × zone."""
    everywhere = words["all_zones"]
    quarters = [
        Row((words.get(quarter, quarter), everywhere, *_figures(matrix.quarter(quarter), unit)))
        for quarter in matrix.quarters
    ]
    quarters.append(
        Row((words["total"], everywhere, *_figures(matrix.total(), unit)), is_total=True)
    )
    detail = []
    for quarter in matrix.quarters:
        label = words.get(quarter, quarter)
        detail += [
            Row((label, names[zone], *_figures(matrix.cell(quarter, zone), unit)))
            for zone in matrix.zones
        ]
        detail.append(
            Row((label, words["total"], *_figures(matrix.quarter(quarter), unit)), is_total=True)
        )
    detail += [
        Row((words["total"], names[zone], *_figures(matrix.zone(zone), unit)), is_total=True)
        for zone in matrix.zones
    ]
    columns = (Column(words["quarter"]), Column(words["zone"]), *_figure_columns(words))
    return Sheet(
        words["sheet_quarters"],
        words["title_quarters"],
        words["subtitle"],
        (
            Section("", columns, tuple(quarters)),
            Section(words["heading_detail"], columns, tuple(detail)),
        ),
        Chart(words["chart_title"], (3, 5), 6, words["amount_axis"], words["period_rate"]),
    )


def open_projects(
    words: Words, projects: Sequence[OpenProject], unit: str, unread: int, more: int = 0
) -> Sheet:
    """The signed projects that have not landed, the oldest first; ``unread`` more are not the reader's to see, and ``more`` are left
    out, which are newer than these."""
    oldest_first = sorted(projects, key=lambda p: (-p.days, p.code))
    rows = [_open_row(number, p, words, unit) for number, p in enumerate(oldest_first, start=1)]
    amount = sum((p.amount for p in projects), Decimal(0))
    rows.append(
        Row(
            (None, words["total"], *[None] * 5, in_unit(amount, unit), *[None] * 4),
            is_total=True,
            kinds=("blank", "text", *["blank"] * 5, "amount", *["blank"] * 4),
        )
    )
    columns = tuple(Column(words[key], kind) for key, kind in _OPEN_COLUMNS)
    return Sheet(
        words["sheet_open"],
        words["title_open"],
        words["subtitle"],
        (Section("", columns, tuple(rows)),),
        notes=(*((words["more"],) if more else ()), *((words["unread"],) if unread else ())),
    )


def _open_row(number: int, project: OpenProject, words: Words, unit: str) -> Row:
    """The values of a project, in the order of ``_OPEN_COLUMNS``."""
    return Row(
        (
            number,
            project.code,
            project.name,
            project.enterprise,
            project.zone,
            project.function,
            project.signed_on,
            in_unit(project.amount, unit),
            project.days,
            words.get(project.aging, ""),
            project.official,
            project.manager,
        )
    )


def notes(
    words: Words, definitions: Sequence[tuple[str, str]], facts: Sequence[tuple[str, str]]
) -> Sheet:
    """What the figures mean, and when and by whom the workbook was exported."""

    def rows(pairs):
        return tuple(Row(pair) for pair in pairs)

    return Sheet(
        words["sheet_notes"],
        words["title_notes"],
        "",
        (
            Section(
                words["heading_definitions"],
                (Column(words["term"]), Column(words["meaning"])),
                rows(definitions),
            ),
            Section(
                words["heading_export"],
                (Column(words["item"]), Column(words["content"])),
                rows(facts),
            ),
        ),
    )
