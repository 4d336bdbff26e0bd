"""A chain of hashes over the entries of a ledger: to change, drop, add or move an entry breaks it.

An entry's content is canonical JSON; its hash is SHA-256 of the hash before it and that content. With an exported
head (how many entries, the last hash), a chain that was cut off or rebuilt from the start is found too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

#: the hash before the first entry
START = "0" * 64
_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
)


@dataclass(frozen=True)
class Entry:
    """A stored entry: its place, its canonical content, the two hashes, and what its columns say beside it."""

    sequence: int
    content: str
    previous: str
    hash: str
    columns: Mapping


@dataclass(frozen=True)
class Head:
    """The end of a chain: how many entries, and the last one's hash."""

    count: int
    hash: str


@dataclass(frozen=True)
class Finding:
    """What is wrong, at which entry (by its place): ``place``, ``link``, ``hash``, ``content``, ``columns``, ``order`` (dated before
    an earlier one), ``head``, ``cut``, ``other``."""

    code: str
    sequence: int


def canonical(content: Mapping) -> str:
    """The one way to write a content: sorted keys, no spaces, characters as they are. Only text, whole numbers, lists and dicts."""
    return _ENCODER.encode(content)


def digest(previous: str, content: str) -> str:
    """The hash of an entry."""
    return hashlib.sha256(f"{previous}{content}".encode()).hexdigest()


def verify(
    entries: Iterable[Entry], head: Head | None = None, exported: Head | None = None
) -> Iterator[Finding]:
    """Walk a chain in the order of its places.

    :param head: what the ledger itself keeps as its end
    :param exported: a head exported earlier: the chain must still contain it
    """
    previous, count, held, latest = START, 0, exported is None or not exported.count, ""
    for entry in entries:
        count += 1
        yield from problems(entry, previous, count)
        yield from order_problems(entry, latest, count)
        latest = max(latest, plain_moment(entry.columns.get("moment")))
        previous = entry.hash
        if exported and count == exported.count:
            held = True
            if entry.hash != exported.hash:
                yield Finding("other", count)
    if head is not None and head != Head(count, previous):
        yield Finding("head", count)
    if not held:
        yield Finding("cut", count)


def order_problems(entry: Entry, latest: str, place: int) -> Iterator[Finding]:
    """Whether an entry is dated before an earlier one; entries without a moment have no date."""
    moment = plain_moment(entry.columns.get("moment"))
    if moment and moment < latest:
        yield Finding("order", place)


def plain_moment(text: str | None) -> str:
    """A moment as ISO text that sorts by time: ``Z`` would sort after the decimals of a second."""
    return (text or "").rstrip("Z")


def problems(entry: Entry, previous: str, place: int) -> Iterator[Finding]:
    """What is wrong with one entry, given the hash before it."""
    if entry.sequence != place:
        yield Finding("place", place)
    if entry.previous != previous:
        yield Finding("link", place)
    if entry.hash != digest(entry.previous or "", entry.content or ""):
        yield Finding("hash", place)
    content = read_canonical(entry.content)
    if content is None:
        yield Finding("content", place)
    elif any(key not in content or content[key] != value for key, value in entry.columns.items()):
        yield Finding("columns", place)


def read_canonical(text: str) -> dict | None:
    """The content that a canonical text holds; None for any other text."""
    try:
        content = json.loads(text)
        # raises too: a figure with an exponent can be read as infinite, which is never written
        is_canonical = isinstance(content, dict) and canonical(content) == text
    except (TypeError, ValueError, RecursionError):
        return None
    return content if is_canonical else None
