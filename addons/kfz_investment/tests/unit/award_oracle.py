"""Awards computed a second time, by another road, to be compared with ``domain/award*.py``: whole numbers, nothing shared with it.

The window is walked day by day on the calendar, months are text, tiers are cumulated from below and found by bisection, and
rounding goes by doubling. ``differences`` generates cases and counts those in which the two do not agree.
"""

import calendar
import datetime
import random
from bisect import bisect_right

from domain import award, award_calculation

STEP = {"fen": 1, "yuan": 100, "hundred": 10_000}
#: 10^12 yuan in fen
LARGEST = 10**14
#: days on which calendars are odd: leap days, ends of years and months
ODD_DAYS = [
    datetime.date(*parts)
    for parts in (
        (2020, 2, 29),
        (2024, 2, 29),
        (2028, 2, 29),
        (2000, 2, 29),
        (2100, 2, 28),
        (2023, 2, 28),
        (2024, 2, 28),
        (2024, 3, 1),
        (2025, 12, 31),
        (2026, 1, 1),
        (2024, 12, 31),
        (2026, 3, 31),
        (2026, 4, 30),
        (2026, 1, 31),
    )
]


def window_months(landed_on, basis):
    """The months that count, as text."""
    if basis == "calendar_year":
        return {f"{landed_on.year:04}-{number:02}" for number in range(1, 13)}
    found, day = set(), landed_on
    while len(found) < 12:
        found.add(day.isoformat()[:7])
        # to the first day of the next month
        day += datetime.timedelta(days=calendar.monthrange(day.year, day.month)[1] - day.day + 1)
    return found


def base_of(records, counted):
    """Sum of the confirmed bonded records of the months that count."""
    return sum(
        amount
        for month, amount, confirmed, bonded in records
        if confirmed and bonded and month.isoformat()[:7] in counted
    )


def amount_of(tiers, mode, base, cap, min_base, min_amount, unit, rounding):
    """The amount in fen; ``tiers`` are (start, rate in ppm, fixed) from below."""
    starts = [start for start, _rate, _fixed in tiers]
    place = bisect_right(starts, base) - 1
    if base < max(1, min_base) or place < 0:
        return 0
    start, rate, fixed = tiers[place]
    if mode == "whole":
        exact = base * rate + fixed * 1_000_000
    else:
        exact = (base - start) * rate + fixed * 1_000_000
        for (low, low_rate, low_fixed), high in zip(
            tiers[:place], starts[1 : place + 1], strict=True
        ):
            exact += (high - low) * low_rate + low_fixed * 1_000_000
    size = STEP[unit] * 1_000_000
    if rounding == "half_up":
        steps = (2 * exact + size) // (2 * size)
    elif rounding == "half_down":
        steps = -((size - 2 * exact) // (2 * size))
    else:
        steps = exact // size
    amount = steps * STEP[unit]
    if amount:
        amount = max(amount, min_amount)
    return min(amount, cap) if cap else amount


def case(rng):
    """A generated case: landing date, basis, records, today, scheme."""
    landed_on = (
        rng.choice(ODD_DAYS)
        if rng.random() < 0.3
        else datetime.date(2019, 1, 1) + datetime.timedelta(days=rng.randrange(4000))
    )
    tiers, rule = scheme_case(rng)
    records = records_case(rng, landed_on, [start for start, _rate, _fixed in tiers])
    today = landed_on + datetime.timedelta(days=rng.randrange(800))
    return landed_on, rng.choice(("twelve_months", "calendar_year")), records, today, tiers, rule


def scheme_case(rng):
    """Generated tiers, and the rest of a scheme."""
    starts = sorted(
        {0 if rng.random() < 0.8 else figure(rng), *(figure(rng) for _ in range(rng.randrange(4)))}
    )
    tiers = [
        (
            start,
            rng.choice((0, 1, 333, 500, 1500, 12_345, rng.randrange(1_000_001))),
            0 if rng.random() < 0.7 else figure(rng) // 1000,
        )
        for start in starts
    ]
    cap = 0 if rng.random() < 0.5 else figure(rng)
    return tiers, {
        "mode": rng.choice(("marginal", "whole")),
        "cap": cap,
        "min_base": 0 if rng.random() < 0.6 else figure(rng),
        "min_amount": 0 if rng.random() < 0.6 else min(figure(rng), cap or LARGEST),
        "unit": rng.choice(tuple(STEP)),
        "rounding": rng.choice(("half_up", "half_down", "down")),
    }


def records_case(rng, landed_on, starts):
    """Generated trade records around a landing, some as high as a tier starts."""
    offset = rng.randrange(-3, 1)
    records = []
    for index in range(offset, offset + rng.randrange(1, 20)):
        number = landed_on.year * 12 + landed_on.month - 1 + index
        month = datetime.date(number // 12, number % 12 + 1, 1)
        amount = rng.choice(starts) if rng.random() < 0.1 else figure(rng) // 12
        records.append(
            (
                month,
                -amount if rng.random() < 0.05 else amount,
                rng.random() < 0.9,
                rng.random() < 0.9,
            )
        )
    return records


def figure(rng):
    """An amount of any size up to the largest, often a round one or next to it."""
    value = rng.randrange(10 ** rng.randrange(1, 15))
    if rng.random() < 0.4:
        digits = 10 ** max(0, len(str(value)) - 2)
        value = value // digits * digits + rng.choice((-1, 0, 0, 1))
    return min(max(value, 0), LARGEST)


def by_domain(landed_on, basis, records, today, tiers, rule):
    """Base and amount as the product computes them."""
    first, last = award.window(landed_on, basis)
    rows = [
        ((month - first).days, amount if confirmed and bonded else 0, known(confirmed, bonded))
        for month, amount, confirmed, bonded in records
        if first <= month <= last
    ]
    # as the query gives it, also when there is no record
    trade = (
        award_calculation.Trade.of_records(*map(list, zip(*rows, strict=True)))
        if rows
        else award_calculation.Trade.of_records([None], [0], [award_calculation.HAS_OTHER_MODE])
    )
    scheme = award.Scheme(
        tuple(award.Tier(*tier) for tier in tiers),
        rule["mode"],
        rule["cap"],
        rule["min_base"],
        rule["min_amount"],
        rule["unit"],
        rule["rounding"],
    )
    result = award_calculation.calculate(scheme, first, last, trade, today)
    return result.base, result.amount


def known(confirmed, bonded):
    """What a trade record makes known of its month."""
    if not confirmed:
        return award_calculation.HAS_DRAFT
    return award_calculation.HAS_CONFIRMED if bonded else award_calculation.HAS_OTHER_MODE


def by_oracle(landed_on, basis, records, _today, tiers, rule):
    """The same by the other road."""
    base = base_of(records, window_months(landed_on, basis))
    return base, amount_of(
        tiers,
        rule["mode"],
        base,
        rule["cap"],
        rule["min_base"],
        rule["min_amount"],
        rule["unit"],
        rule["rounding"],
    )


def differences(count, seed):
    """Compare ``count`` generated cases: (the different ones, how many of all gave an award)."""
    rng = random.Random(seed)
    wrong, paying = [], 0
    for _ in range(count):
        args = case(rng)
        expected = by_oracle(*args)
        paying += expected[1] > 0
        if by_domain(*args) != expected:
            wrong.append(args)
    return wrong, paying
