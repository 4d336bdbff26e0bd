"""A list that is sent again: what it would change, and which of that would undo what somebody has done since.

The database keeps, per record and import, what the ledger said (``kfz.import.trace``). A change puts right what an older
ledger of the office said; it *undoes* something when the record has another value than the last ledger gave it, when the
ledger says again what an older one said, or when the record was filled by hand and no ledger has named it before.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .issue import WARNING
from .plan import CENT, PlanRow

#: what stands for an empty value: a draft does not count yet
NOTHING = (None, False, "", 0, "draft")
#: the stage of a project among its values, which only moves on
STAGE = "stage"


@dataclass(slots=True)
class Change:
    """One value that a row would change; plain values, a relation as its id, a new record of a project as a dict."""

    key: str
    old: object
    new: object
    #: key of the change without which this one says nothing: an amount and its currency
    together: str = ""
    undoes: bool = False
    #: whether managers alone may make it, and the user is none
    reserved: bool = False
    #: why it is not made: manager, undo, unticked or moved; '' when it is made
    kept: str = ""
    #: ids of the currencies of an amount before and after, None for yuan
    currencies: tuple | None = None


@dataclass(frozen=True)
class Shown:
    """A change as the user saw and ticked it."""

    old: object
    new: object
    apply: bool
    #: whether the user may put back what was changed since
    may_undo: bool = False


@dataclass(frozen=True)
class Choices:
    """What the user has decided about the changes.

    :param shown: {(record, key): Shown} of the preview, None when nobody has looked
    :param undo: without a preview, whether what would be undone is done as well
    """

    shown: Mapping[tuple, Shown] | None = None
    undo: bool = False

    def why_kept(self, record: int, change: Change) -> str:
        """Why a change is not made, '' when it is."""
        if change.reserved:
            return "manager"
        if self.shown is None:
            return "undo" if change.undoes and not self.undo else ""
        shown = self.shown.get((record, change.key))
        return _why_kept(shown, change) if shown else "moved"


def _why_kept(shown, change):
    if (shown.old, shown.new) != (plain(change.old), plain(change.new)):
        return "moved"
    if change.undoes and not (shown.apply and shown.may_undo):
        return "undo"
    return "" if shown.apply else "unticked"


def plain(value):
    """A value as JSON keeps it, the same for the same value."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, (float, Decimal)):
        return round(float(value), 2) or None
    return None if value in NOTHING[:4] else value


def is_nothing(value) -> bool:
    """Whether a value stands for none."""
    return value in NOTHING


def same(one, other) -> bool:
    """Whether two plain values are the same; amounts to the cent."""
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) < CENT
    return (one or None) == (other or None)


def undoes(change: Change, history: Iterable[Mapping], rank: Callable = lambda word: 0) -> bool:
    """Whether a change would undo what somebody has done since.

    :param history: what the imports so far said of the record, by key, the oldest first
    :param rank: place of a stage's word in the pipeline
    """
    said = [each[change.key] for each in history if change.key in each]
    old, new = plain(change.old), plain(change.new)
    if change.key == STAGE:
        return any(rank(word) >= rank(new) for word in said)
    if is_nothing(old):
        # emptied by hand, or a record of the project withdrawn
        return bool(said) and not is_nothing(said[-1])
    return not said or any(same(each, new) for each in said) or not same(said[-1], old)


def settle(
    rows: Iterable[PlanRow],
    facts,
    leave: Callable[[PlanRow, set], None],
    rank: Callable = lambda word: 0,
) -> None:
    """Decide which of their ``changes`` rows make, and take the others out of them.

    :param facts: knows ``said`` and ``choices``; when it remembers no ledger (None), nothing is undone
    :param leave: takes the changes of some keys out of what a row writes
    """
    changing = [row for row in rows if row.changes]
    if not changing:
        return
    history = facts.said([row.record for row in changing])
    choices = facts.choices or Choices()
    for row in changing:
        for change in row.changes if history is not None else ():
            change.undoes = undoes(change, history.get(row.record, ()), rank)
        _settle_row(row, choices, leave)


def _settle_row(row, choices, leave):
    for change in row.changes:
        change.kept = choices.why_kept(row.record, change)
    _keep_together(row.changes)
    kept = {change.key for change in row.changes if change.kept}
    if kept:
        leave(row, kept)
    _forget_reserved(row)
    for why in ("manager", "undo", "moved"):
        keys = [change.key for change in row.changes if change.kept == why]
        if keys:
            row.parsed.add(WARNING, "", f"kept_{why}", changes=keys)


def _forget_reserved(row):
    """What the user may not change was not said by this list: for the manager who sends it next, it undoes nothing."""
    for change in row.changes if row.said else ():
        if change.reserved:
            row.said.pop(change.key, None)


def _keep_together(changes):
    """Of an amount and its currency both are made, or none."""
    by_key = {change.key: change for change in changes}
    for change in changes:
        other = by_key.get(change.together, change)
        change.kept = other.kept = other.kept or change.kept


def kept_count(rows: Iterable[PlanRow]) -> int:
    """How many changes are not made."""
    return sum(
        bool(change.kept) for row in rows if row.action != "refused" for change in row.changes
    )
