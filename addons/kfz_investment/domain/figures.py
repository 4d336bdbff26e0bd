"""The figures ledger: every report is a sum over entries that are never edited (design §3, rule 2; §4)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Figure:
    """A count and an amount of one indicator, on the date it took effect, from one source record.

    ``amount`` is in CNY yuan, exact to the fen; ``effective_date`` is a Shanghai calendar date.
    """

    indicator: str
    source: str
    effective_date: datetime.date
    count: int
    amount: Decimal


@dataclass(frozen=True)
class Agreement:
    """An agreement that is or was in force: ``amount`` in CNY at the rate of its date."""

    id: int
    kind: str
    signed_on: datetime.date
    amount: Decimal


@dataclass(frozen=True)
class Capital:
    """Money received: ``amount`` in CNY at the rate of its date."""

    id: int
    received_on: datetime.date
    amount: Decimal


def wanted(
    agreements: Iterable[Agreement],
    landing: tuple[int, datetime.date] | None,
    capital: Iterable[Capital],
) -> list[Figure]:
    """The figures a project should show now.

    A signing counts once, with the first formal agreement; later ones and supplementary agreements add their amount
    only. Capital received before the landing counts with the landing, later capital on its own date.
    """
    figures = []
    formal = sorted(
        (a for a in agreements if a.kind != "framework"), key=lambda a: (a.signed_on, a.id)
    )
    first = next((a for a in formal if a.kind == "formal"), None)
    if first:
        for agreement in formal:
            figures.append(
                Figure(
                    "signed",
                    f"agreement:{agreement.id}",
                    agreement.signed_on,
                    int(agreement is first),
                    agreement.amount,
                )
            )
    if landing:
        figures.append(Figure("landed", f"landing:{landing[0]}", landing[1], 1, Decimal(0)))
    for record in capital:
        figures.append(
            Figure("capital", f"capital:{record.id}", record.received_on, 0, record.amount)
        )
        if landing:
            figures.append(
                Figure(
                    "landed",
                    f"capital:{record.id}",
                    max(record.received_on, landing[1]),
                    0,
                    record.amount,
                )
            )
    return figures


def corrections(booked: Iterable[Figure], target: Iterable[Figure]) -> list[Figure]:
    """Entries to append so that the ledger's sums equal the target: reversals first, then the new values.

    Appending the result to ``booked`` makes every (indicator, source, date) sum to its target; what already does is
    left alone, so running it twice appends nothing.
    """
    net: dict[tuple, list] = defaultdict(lambda: [0, Decimal(0)])
    for entry in booked:
        cell = net[entry.indicator, entry.source, entry.effective_date]
        cell[0] += entry.count
        cell[1] += entry.amount
    goal = {(f.indicator, f.source, f.effective_date): (f.count, f.amount) for f in target}
    result = []
    for key, (count, amount) in net.items():
        if (count or amount) and goal.get(key) != (count, amount):
            result.append(Figure(*key, -count, -amount))
            net[key] = [0, Decimal(0)]
    for key, (count, amount) in goal.items():
        if (count or amount) and tuple(net.get(key, (0, Decimal(0)))) != (count, amount):
            result.append(Figure(*key, count, amount))
    return result
