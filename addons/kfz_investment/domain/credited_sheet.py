"""The workbook's sheet of credited figures beside the plain ones (design §4, benefit split), as a finished table."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .indicators import CREDITED as INDICATORS
from .signed_landed import in_unit
from .tables import Column, Row, Section, Sheet, Words

#: means all zones, or all quarters
ALL = None


@dataclass(frozen=True)
class Credited:
    """A figure, the amount credited of it, and the part that another zone has in full as well; in yuan."""

    plain: Decimal = Decimal(0)
    credited: Decimal = Decimal(0)
    twice: Decimal = Decimal(0)


#: (quarter, zone, indicator) -> figure, with ``ALL`` for totals: these count once what two zones have in full
Figures = Mapping[tuple[str | None, Hashable, str], Credited]


def differs(figures: Figures) -> bool:
    """Whether any figure is not credited in full to its own zone."""
    return any(cell.plain != cell.credited or cell.twice for cell in figures.values())


def credited(
    words: Words, figures: Figures, quarters: Sequence[str], names: Mapping, unit: str
) -> Sheet:
    """Quarter × zone, a total after each quarter, the zones and everything at the end; the footnote explains amounts counted twice."""

    def row(quarter, zone, *labels, is_total=False):
        cells = [figures.get((quarter, zone, indicator), Credited()) for indicator in INDICATORS]
        amounts = [
            in_unit(amount, unit)
            for cell in cells
            for amount in (cell.plain, cell.credited, cell.twice)
        ]
        return Row((*labels, *amounts), is_total=is_total)

    rows = []
    for quarter in quarters:
        label = words.get(quarter, quarter)
        rows += [row(quarter, zone, label, name) for zone, name in names.items()]
        rows.append(row(quarter, ALL, label, words["total"], is_total=True))
    rows += [row(ALL, zone, words["total"], name, is_total=True) for zone, name in names.items()]
    rows.append(row(ALL, ALL, words["total"], words["all_zones"], is_total=True))
    columns = (
        Column(words["quarter"]),
        Column(words["zone"]),
        *(
            Column(words[f"{indicator}_{part}"], "amount")
            for indicator in INDICATORS
            for part in ("amount", "credited", "twice")
        ),
    )
    return Sheet(
        words["sheet_credited"],
        words["title_credited"],
        words["subtitle"],
        (Section("", columns, tuple(rows)),),
        notes=(words["note_credited"], words["note_twice"]),
    )
