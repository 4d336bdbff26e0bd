"""The credited figures ledger: what each zone is credited with under the benefit splits in force (design §4).

The unit of distribution is a project, an indicator and a calendar year: its total is distributed by largest remainder
(``benefit_split``), day after day, each day taking what the total up to it adds. So the days of a year sum to the
distribution of the year's total, quarters add up, and the zones' parts of every day sum to the day's figure, all to the fen.

The ledger is appended: what is credited now less what was booked so far. An earlier moment is reproduced by leaving out
what was recorded later, whatever was agreed since.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .benefit_split import credit


@dataclass(frozen=True)
class Rule:
    """The terms of a split that all its zones agreed to. ``since`` orders rules: of two for the same figure, the older one holds."""

    key: Hashable
    indicator: str
    year_from: int
    year_to: int
    mode: str
    shares: Mapping[Hashable, Decimal]
    since: tuple = ()


@dataclass(frozen=True)
class Cell:
    """What the ledger sums by. ``is_twice``: credited in full to every zone of the rule, so a grand total leaves it out
    except for the project's own zone."""

    indicator: str
    effective_date: datetime.date
    zone: Hashable
    rule: Hashable
    is_twice: bool


def rule_for(rules: Iterable[Rule], own_zone: Hashable, indicator: str, year: int) -> Rule | None:
    """The rule for the figures of an indicator and year; None if they are credited in full to the project's own zone.

    A rule to which the project's own zone is not a party splits none of its figures.
    """
    fitting = [
        rule
        for rule in rules
        if rule.indicator == indicator
        and rule.year_from <= year <= rule.year_to
        and own_zone in rule.shares
    ]
    return min(fitting, key=lambda rule: rule.since, default=None)


def wanted(
    own_zone: Hashable, figures: Mapping[tuple[str, datetime.date], Decimal], rules: Iterable[Rule]
) -> dict[Cell, Decimal]:
    """The entries that the ledger of one project should sum to.

    :param figures: (indicator, Shanghai date) -> net amount in yuan, exact to the fen
    :return: non-zero parts of every zone of the rules, the project's zone included
    """
    rules, years, result = list(rules), defaultdict(list), {}
    for (indicator, day), amount in figures.items():
        years[indicator, day.year].append((day, amount))
    for (indicator, year), days in years.items():
        rule = rule_for(rules, own_zone, indicator, year)
        if not rule:
            continue
        total, before = Decimal(0), dict.fromkeys(rule.shares, Decimal(0))
        for day, amount in sorted(days):
            total += amount
            after = credit(total, rule.mode, rule.shares).by_zone
            for zone, value in after.items():
                if value != before[zone]:
                    result[Cell(indicator, day, zone, rule.key, rule.mode == "full_both")] = (
                        value - before[zone]
                    )
            before = after
    return result


def corrections(
    booked: Mapping[Cell, Decimal], target: Mapping[Cell, Decimal]
) -> dict[Cell, Decimal]:
    """The entries to append so that the ledger sums to the target; running it twice appends nothing."""
    cells = dict.fromkeys([*booked, *target])
    change = {cell: target.get(cell, Decimal(0)) - booked.get(cell, Decimal(0)) for cell in cells}
    return {cell: amount for cell, amount in change.items() if amount}
