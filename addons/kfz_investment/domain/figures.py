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
    figures = _signed(agreements)
    if landing:
        figures.append(Figure("landed", f"landing:{landing[0]}", landing[1], 1, Decimal(0)))
    for record in capital:
        source, day = f"capital:{record.id}", record.received_on
        figures.append(Figure("capital", source, day, 0, record.amount))
        if landing:
            figures.append(Figure("landed", source, max(day, landing[1]), 0, record.amount))
    return figures


def _signed(agreements: Iterable[Agreement]) -> list[Figure]:
    """The signing and the amounts of a project's agreements; nothing before the first formal one."""
    counted = sorted(
        (a for a in agreements if a.kind != "framework"), key=lambda a: (a.signed_on, a.id)
    )
    first = next((a for a in counted if a.kind == "formal"), None)
    if not first:
        return []
    return [
        Figure("signed", f"agreement:{a.id}", a.signed_on, int(a is first), a.amount)
        for a in counted
    ]


def corrections(booked: Iterable[Figure], target: Iterable[Figure]) -> list[Figure]:
    """Entries to append so that the ledger's sums equal the target: reversals first, then the new values.

    Appending the result to ``booked`` makes every (indicator, source, date) sum to its target; what already does is
    left alone, so running it twice appends nothing.
    """
    net = _net(booked)
    goal = {(f.indicator, f.source, f.effective_date): (f.count, f.amount) for f in target}
    wrong = _unlike(net, goal)
    absent = _unlike(goal, {key: sums for key, sums in net.items() if key not in wrong})
    return [
        *(Figure(*key, -count, -amount) for key, (count, amount) in wrong.items()),
        *(Figure(*key, count, amount) for key, (count, amount) in absent.items()),
    ]


def _net(entries: Iterable[Figure]) -> dict[tuple, tuple[int, Decimal]]:
    """{(indicator, source, date): (count, amount)}, summed."""
    net: dict[tuple, tuple[int, Decimal]] = defaultdict(lambda: (0, Decimal(0)))
    for entry in entries:
        key = entry.indicator, entry.source, entry.effective_date
        count, amount = net[key]
        net[key] = count + entry.count, amount + entry.amount
    return dict(net)


def _unlike(some: dict, others: dict) -> dict:
    """The sums that are not zero and differ from the others."""
    return {key: sums for key, sums in some.items() if any(sums) and others.get(key) != sums}
