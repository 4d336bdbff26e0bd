"""Arithmetic of referral awards (plan P1, annex 6, article 8), in whole numbers: nothing is a float, nothing is rounded twice.

Money is in fen (0.01 yuan). Rates are in ppm (one per mille is 1,000 ppm), so that fen × ppm is exact; such a product is in
*micro-fen* (10⁻⁶ fen, 10⁻⁸ yuan). Every line of the explanation is one sum, product or comparison that anyone can redo by hand.
"""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

MICRO = 10**6
BASES = ("twelve_months", "calendar_year")
TIER_MODES = ("marginal", "whole")
ROUNDING_UNITS = {"fen": 1, "yuan": 100, "hundred": 10_000}
ROUNDING_MODES = ("half_up", "half_down", "down")
#: why a month of the window counts or does not
COUNTED, NO_RECORD, DRAFT, NOT_BONDED, ELSEWHERE, NOT_OVER = REASONS = (
    "counted",
    "no_record",
    "draft",
    "not_bonded",
    "elsewhere",
    "not_over",
)


@dataclass(frozen=True)
class Tier:
    """From a base of ``start`` fen on (that very base included): a rate in ppm and a fixed amount in fen."""

    start: int
    rate: int
    fixed: int = 0


@dataclass(frozen=True)
class Scheme:
    """The rule of a zone. ``cap`` and ``min_amount`` of 0 mean none; a base under ``min_base`` earns nothing."""

    tiers: tuple[Tier, ...]
    mode: str = "marginal"
    cap: int = 0
    min_base: int = 0
    min_amount: int = 0
    rounding_unit: str = "fen"
    rounding_mode: str = "half_up"

    @functools.cached_property
    def bounds(self) -> tuple[tuple[Tier, int | None], ...]:
        """Each tier with the start of the next one; None for the last."""
        return tuple(zip(self.tiers, [*(tier.start for tier in self.tiers[1:]), None], strict=True))

    @functools.cached_property
    def problem(self) -> str | None:
        """What is wrong with the scheme: ``no_tier``, ``order``, ``negative``, ``cap`` or None."""
        starts = [tier.start for tier in self.tiers]
        if not starts:
            return "no_tier"
        if starts != sorted(set(starts)):
            return "order"
        figures = [self.cap, self.min_base, self.min_amount]
        figures += [value for tier in self.tiers for value in (tier.start, tier.rate, tier.fixed)]
        if min(figures) < 0:
            return "negative"
        if self.cap and self.min_amount > self.cap:
            return "cap"
        return None


class Line(NamedTuple):
    """One step. ``result`` is in micro-fen; ``base``, ``lower``, ``upper`` (None: no end) in fen; ``rate`` in ppm.

    Codes: ``base`` · ``no_trade``, ``below_min_base`` (the end) · ``slice`` (marginal: part of the base × rate), ``whole``
    (all of the base × rate), ``fixed`` · ``sum`` · ``rounded`` · ``raised`` (to the minimum), ``capped`` · ``result``.
    """

    code: str
    result: int
    base: int = 0
    rate: int = 0
    lower: int = 0
    upper: int | None = None


@dataclass(frozen=True)
class Award:
    """``amount`` in fen, and the lines that lead to it."""

    amount: int
    lines: tuple[Line, ...]


# the first year


def month_start(day: datetime.date) -> datetime.date:
    """First day of the month of a date."""
    return day.replace(day=1)


@functools.lru_cache(maxsize=4096)
def add_months(month: datetime.date, count: int) -> datetime.date:
    """First day of the month ``count`` months after that of a date."""
    index = month.year * 12 + month.month - 1 + count
    return datetime.date(index // 12, index % 12 + 1, 1)


def window(landed_on: datetime.date, basis: str) -> tuple[datetime.date, datetime.date]:
    """First and last month of the first year, as first days of months.

    ``twelve_months``: twelve whole months, the month of landing being the first (customs statements are monthly).
    ``calendar_year``: January to December of the year of landing.
    """
    if basis == "calendar_year":
        return datetime.date(landed_on.year, 1, 1), datetime.date(landed_on.year, 12, 1)
    if basis != "twelve_months":
        raise ValueError(basis)
    first = month_start(landed_on)
    return first, add_months(first, 11)


@functools.lru_cache(maxsize=1024)
def months(first: datetime.date, last: datetime.date) -> tuple[datetime.date, ...]:
    """The months from first to last."""
    return tuple(
        add_months(first, index)
        for index in range((last.year - first.year) * 12 + last.month - first.month + 1)
    )


def window_end(last: datetime.date) -> datetime.date:
    """Last day of the window whose last month is given."""
    return add_months(last, 1) - datetime.timedelta(days=1)


def claim_deadline(last: datetime.date, claim_months: int) -> datetime.date | None:
    """Last day on which an award can be claimed; None when no claim is asked for."""
    return add_months(last, 1 + claim_months) - datetime.timedelta(days=1) if claim_months else None


class Month(NamedTuple):
    """A month of the window: the fen that it adds to the base, and why."""

    month: datetime.date
    amount: int
    reason: str
    has_draft: bool = False


# the amount


def compute(scheme: Scheme, base: int) -> Award:
    """The award for a base in fen, with every step.

    :raises ValueError: when the scheme is not in order
    """
    amount, lines = steps(scheme, base)
    return Award(amount, tuple(Line(*line) for line in lines))


def steps(scheme: Scheme, base: int) -> tuple[int, list[tuple]]:
    """The fen of the award for a base in fen, and its lines, short: the values of each ``Line`` up to the last that says something.

    Order: tiers, one rounding, the minimum, the cap. No trade, or less than the minimum base, earns nothing.

    :raises ValueError: when the scheme is not in order
    """
    if scheme.problem:
        raise ValueError(scheme.problem)
    first = ("base", base * MICRO, base)
    if base <= 0:
        return 0, [first, ("no_trade", 0, base)]
    if base < scheme.min_base:
        return 0, [first, ("below_min_base", 0, base, 0, scheme.min_base)]
    parts = tier_lines(scheme, base)
    total = sum([line[1] for line in parts])
    amount = round_to(total, scheme.rounding_unit, scheme.rounding_mode)
    lines = [
        first,
        *parts,
        ("sum", total),
        ("rounded", amount * MICRO, 0, 0, ROUNDING_UNITS[scheme.rounding_unit]),
    ]
    if 0 < amount < scheme.min_amount:
        amount = scheme.min_amount
        lines.append(("raised", amount * MICRO, 0, 0, amount))
    if scheme.cap and amount > scheme.cap:
        amount = scheme.cap
        lines.append(("capped", amount * MICRO, 0, 0, 0, amount))
    lines.append(("result", amount * MICRO, base))
    return amount, lines


def tier_lines(scheme: Scheme, base: int) -> list[tuple]:
    """The parts that the tiers give."""
    if scheme.mode not in TIER_MODES:
        raise ValueError(scheme.mode)
    reached = [(tier, end) for tier, end in scheme.bounds if base >= tier.start]
    lines = []
    if scheme.mode == "whole":
        for tier, end in reached[-1:]:
            lines += _lines_of_tier("whole", tier, end, base)
    else:
        for tier, end in reached:
            top = base if end is None or end > base else end
            lines += _lines_of_tier("slice", tier, end, top - tier.start)
    return lines


def _lines_of_tier(code: str, tier: Tier, end: int | None, part: int) -> list[tuple]:
    """What a tier gives for a part of the base: by its rate, and its fixed amount."""
    lines = []
    if tier.rate:
        lines.append((code, part * tier.rate, part, tier.rate, tier.start, end))
    if tier.fixed:
        lines.append(("fixed", tier.fixed * MICRO, 0, 0, tier.start, end))
    return lines


def round_to(value: int, unit: str, mode: str) -> int:
    """Micro-fen, not negative, to fen that are a multiple of the unit."""
    step = ROUNDING_UNITS[unit] * MICRO
    whole, rest = divmod(value, step)
    if mode == "half_up":
        whole += 2 * rest >= step
    elif mode == "half_down":
        whole += 2 * rest > step
    elif mode != "down":
        raise ValueError(mode)
    return whole * ROUNDING_UNITS[unit]


# yuan, for people and columns


def fen(amount) -> int:
    """A stored amount of yuan (float, Decimal or None) in fen."""
    return int(
        (
            Decimal(repr(amount) if isinstance(amount, float) else amount or 0) * 100
        ).to_integral_value()
    )


def ppm(rate) -> int:
    """A stored rate in per mille, with up to three decimals, in ppm."""
    return int(
        (Decimal(repr(rate) if isinstance(rate, float) else rate or 0) * 1000).to_integral_value()
    )


def yuan_text(micro_fen: int) -> str:
    """Micro-fen as yuan with all the decimals that they have, at least two: ``1,234.50``."""
    text = f"{Decimal(micro_fen).scaleb(-8):,.8f}"
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.rstrip('0'):0<2}"


def rate_text(rate: int) -> str:
    """A rate in ppm as per mille: ``1.5‰``."""
    text = f"{Decimal(rate).scaleb(-3):f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}‰"
