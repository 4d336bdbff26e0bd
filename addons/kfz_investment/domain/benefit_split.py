"""How figures of a transferred or jointly promoted project are credited to zones (利益分享, design §4).

Three modes, as the rules of Kunming and Yunnan use them. Amounts are exact to the fen (0.01 yuan), negative ones included.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

FEN = Decimal("0.01")
MODES = ("ratio", "full_to_one", "full_both")


@dataclass(frozen=True)
class Credit:
    """A figure as credited: ``by_zone`` for each zone, ``total`` the figure itself.

    ``counted_twice`` is what the zones' figures hold beyond the total (``full_both`` only).
    """

    total: Decimal
    by_zone: Mapping[Hashable, Decimal]
    mode: str

    @property
    def counted_twice(self) -> Decimal:
        return sum(self.by_zone.values(), Decimal(0)) - self.total


def problem(mode: str, percentages: Mapping[Hashable, Decimal]) -> str | None:
    """What is wrong with a split: ``zones``, ``negative``, ``sum`` or ``one``; None when it is in order."""
    values = list(percentages.values())
    if len(values) < 2:
        return "zones"
    if any(value < 0 or value > 100 for value in values):
        return "negative"
    if mode == "ratio" and sum(values) != 100:
        return "sum"
    if mode == "full_to_one" and sorted(values)[-2:] != [0, 100]:
        return "one"
    return None


def credit(total: Decimal, mode: str, percentages: Mapping[Hashable, Decimal]) -> Credit:
    """Distribute a figure over zones.

    In ``ratio`` and ``full_to_one`` the zones' figures together equal the total to the fen; in ``full_both`` each zone
    is credited with all of it.

    :param total: in yuan, exact to the fen
    :param percentages: zone -> per cent; not used by ``full_both`` but for the zones
    :raises ValueError: when the split is not in order or the total is finer than a fen
    """
    wrong = problem(mode, percentages)
    if wrong or mode not in MODES:
        raise ValueError(wrong or mode)
    if total != total.quantize(FEN):
        raise ValueError(total)
    if mode == "full_both":
        return Credit(total, dict.fromkeys(percentages, total), mode)
    return Credit(total, _largest_remainder(total, percentages), mode)


def _largest_remainder(
    total: Decimal, percentages: Mapping[Hashable, Decimal]
) -> dict[Hashable, Decimal]:
    """Whole fen by share, the left-over ones to the largest remainders; of equal remainders the first zone's wins."""
    sign = -1 if total < 0 else 1
    fen = int(abs(total) / FEN)
    exact = {zone: Decimal(fen) * share / 100 for zone, share in percentages.items()}
    whole = {zone: int(value.to_integral_value(ROUND_FLOOR)) for zone, value in exact.items()}
    left = fen - sum(whole.values())
    for zone in sorted(exact, key=lambda zone: whole[zone] - exact[zone])[:left]:
        whole[zone] += 1
    return {zone: sign * value * FEN for zone, value in whole.items()}
