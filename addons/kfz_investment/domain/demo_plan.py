"""The plan of the demonstration data: dates that end today, always the same for the same day.

Nothing is read and nothing is written here; the package ``demo`` carries the plan out.
"""

from __future__ import annotations

import datetime
import itertools
import math
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from stdnum.cn.uscc import calc_check_digit

from . import calendar
from .gates import MILESTONES

SEED = "kfz_investment demonstration"
#: projects signed in each of the last ten quarters, the running one last, and how many of these landed by now
SIGNED = (5, 6, 5, 6, 5, 7, 6, 6, 5, 4)
LANDED = (4, 4, 3, 4, 3, 4, 3, 2, 0, 0)
#: quarters from signing to landing, in turn
LAGS = (2, 3, 2, 4, 3)
#: zones of the landed and of the signed but not landed projects, in the order of their signing
LANDED_ZONES = "KKEMKFKEKMFFEKFKMKFEKKFEKMK"
PENDING_ZONES = "KFEMKKFEKFKEMKFKEKFKEKFMKEKM"
#: projects that never were signed, by zone
UNSIGNED = {
    "lead": {"K": 9, "F": 4, "E": 4, "M": 3},
    "negotiation": {"K": 9, "F": 5, "E": 3, "M": 3},
    "review": {"K": 7, "F": 3, "E": 3, "M": 2},
    "lost": {"K": 5, "F": 2, "E": 1, "M": 2},
}
ZONES = {"K": "KCBZ", "F": "KMFTZ", "E": "KMETDZ", "M": "MHMD"}
#: what people call them
SHORT_NAMES = {"KCBZ": "综保区", "KMFTZ": "昆明片区", "KMETDZ": "经开区", "MHMD": "磨憨磨丁"}
_LATER = MILESTONES[MILESTONES.index("landed") + 1 :]


@dataclass
class Plan:
    """One project: the Shanghai date on which it reached each stage, and what became of it."""

    zone: str
    dates: dict[str, datetime.date]
    condition: str = "ongoing"
    ended: datetime.date | None = None
    row: dict = field(default_factory=dict)

    @property
    def milestone(self) -> str:
        """The stage it is at."""
        return list(self.dates)[-1]

    def reached(self, milestone: str) -> bool:
        """Whether it got that far."""
        return milestone in self.dates

    @property
    def last_day(self) -> datetime.date:
        """The day of its last move."""
        return self.ended or self.dates[self.milestone]


def plans(rows: Iterable[Mapping[str, str]], today: datetime.date) -> list[Plan]:
    """A plan for each row of the table of projects, in the order in which the projects came in.

    :param rows: with ``zone`` (code of the zone), as many per zone as the distribution above has
    """
    rng = random.Random(SEED)
    result = [*_signed(today, rng), *_unsigned(today, rng)]
    by_zone: dict[str, list] = {}
    for row in rows:
        by_zone.setdefault(row["zone"], []).append(dict(row))
    for zone_rows in by_zone.values():
        rng.shuffle(zone_rows)
    for plan in result:
        plan.row = by_zone[plan.zone].pop()
    return sorted(result, key=lambda plan: (plan.dates["lead"], plan.row["title"]))


def quarters(today: datetime.date) -> list[tuple[datetime.date, datetime.date]]:
    """First and last day of the last ten quarters; the running one ends today."""
    start = calendar.quarter_start(today)
    result = [(start, today)]
    while len(result) < len(SIGNED):
        end = start - datetime.timedelta(days=1)
        start = calendar.quarter_start(end)
        result.insert(0, (start, end))
    return result


def _signed(today, rng) -> list[Plan]:
    spans, lags = quarters(today), itertools.cycle(LAGS)
    landed, pending = iter(LANDED_ZONES), iter(PENDING_ZONES)
    result = []
    for index, span in enumerate(spans):
        for number in range(SIGNED[index]):
            dates, zones = _before_signing(_between(*span, rng), rng), pending
            if number < LANDED[index]:
                lag = min(next(lags), len(spans) - 1 - index)
                dates["landed"], zones = _between(*spans[index + lag], rng), landed
            result.append(Plan(ZONES[next(zones)], dates))
    for zone in ZONES.values():
        _develop([plan for plan in result if plan.zone == zone], today, rng)
    return result


def _develop(signed: list[Plan], today, rng) -> None:
    """What became of the signed projects of a zone."""
    _advance([plan for plan in signed if plan.reached("landed")], today, rng)
    _end_some([plan for plan in signed if not plan.reached("landed")], today, rng)


def _advance(landed: list[Plan], today, rng) -> None:
    """The projects that landed first are furthest: a quarter each in full production, production and construction."""
    landed.sort(key=lambda plan: plan.dates["landed"])
    for rank, plan in enumerate(landed):
        steps = max(0, len(_LATER) - rank * (len(_LATER) + 1) // len(landed))
        days = (today - plan.dates["landed"]).days
        for step in range(steps):
            share = (step + rng.uniform(0.55, 0.95)) / steps
            day = plan.dates["landed"] + datetime.timedelta(days=int(days * share * 0.95))
            plan.dates[_LATER[step]] = max(day, plan.last_day)


def _end_some(pending: list[Plan], today, rng) -> None:
    """Of those that never landed, the oldest is terminated, in a large zone two; some of the rest are delayed."""
    pending.sort(key=lambda plan: plan.dates["signed"])
    for rank, plan in enumerate(pending):
        if rank == 0 or (rank == 4 and len(pending) > 8):
            plan.condition = "terminated"
            plan.ended = _between(
                plan.dates["signed"] + (today - plan.dates["signed"]) / 2, today, rng
            )
        elif rank % 3 == 1 and (today - plan.dates["signed"]).days > 180:
            plan.condition = "delayed"


def _unsigned(today, rng) -> list[Plan]:
    result = []
    for kind, zones in UNSIGNED.items():
        for letter, count in zones.items():
            result += [
                _open_plan(kind, ZONES[letter], number, today, rng) for number in range(count)
            ]
    return result


def _open_plan(kind, zone, number, today, rng) -> Plan:
    if kind == "lost":
        ended = today - datetime.timedelta(days=rng.randint(15, 700))
        stage = MILESTONES[number % 3]
        dates = _up_to(stage, ended - datetime.timedelta(days=rng.randint(20, 90)), rng)
        return Plan(zone, dates, "lost", ended)
    # most are recent, a few have waited for long
    age = rng.randint(1, 60) if number % 3 else rng.randint(60, 210)
    plan = Plan(zone, _up_to(kind, today - datetime.timedelta(days=age), rng))
    if not number % 3 and age > 90:
        plan.condition = "delayed" if number % 2 else "dormant"
    return plan


def _up_to(milestone, day, rng) -> dict[str, datetime.date]:
    """The dates of a project that reached an early stage on a day."""
    dates = {milestone: day}
    for earlier in reversed(MILESTONES[: MILESTONES.index(milestone)]):
        day -= datetime.timedelta(days=rng.randint(12, 75))
        dates[earlier] = day
    return dict(reversed(dates.items()))


def _before_signing(signed, rng) -> dict[str, datetime.date]:
    return {
        **_up_to("review", signed - datetime.timedelta(days=rng.randint(15, 70)), rng),
        "signed": signed,
    }


def _between(first, last, rng) -> datetime.date:
    """A day from first to last, not on a weekend if that can be helped."""
    day = first + datetime.timedelta(days=rng.randint(0, max(0, (last - first).days)))
    friday = day - datetime.timedelta(days=max(0, day.weekday() - 4))
    return max(friday, first)


def investment(low: float, high: float, rng: random.Random) -> float:
    """A planned investment in yuan, smaller ones more often, in a round figure as plans name it.

    :param low: least amount in 万元
    :param high: greatest amount in 万元
    """
    amount = math.exp(rng.uniform(math.log(low), math.log(high)))
    step = 10 ** (len(str(int(amount))) - 2)
    return round(amount / step) * step * 10_000.0


def uscc(region: str, number: int) -> str:
    """A well-formed code that no office issued: the organisation part begins with MAYL (样例)."""
    body = f"MAYL{number:04d}"
    total = sum(
        weight * int(char, 36) for weight, char in zip((3, 7, 9, 10, 5, 8, 4, 2), body, strict=True)
    )
    check = 11 - total % 11
    code = f"91{region}{body}{'0' if check == 11 else 'X' if check == 10 else check}"
    return code + calc_check_digit(code)


def in_order(days: list[tuple[datetime.date, bool]]) -> list[datetime.date]:
    """Dates of steps in the order of the steps: nothing is planned after a fixed date that comes later in the list, nor
    before what precedes it.

    :param days: a date each, and whether it is fixed
    """
    latest, found = None, []
    for day, is_fixed in reversed(days):
        kept = min(day, latest) if latest else day
        latest = kept if is_fixed else latest
        found.append(kept)
    return list(itertools.accumulate(reversed(found), max))
