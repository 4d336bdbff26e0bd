"""Shapes: files as programs write, and damage, them."""

import itertools

from import_content import AMOUNTS
from import_drafts import REFUSED, either
from import_shapes import FILE, shape

RAW, TEXT = {"raw"}, {"csv"}


def _odd(name, key, doc, value=True):
    def change(draft):
        if draft.odd.get("zip") or draft.odd.setdefault("zip", key) != key:
            return False
        draft.odd[key] = value
        return True

    change.__doc__ = doc
    shape(name, FILE, writers=RAW)(change)


_odd("xlsx: names with backslashes", "backslash", "As some exports of .NET write them.")
_odd("xlsx: parts elsewhere", "moved", "The relations say where the workbook is.")
_odd("xlsx: absolute targets", "absolute", "Targets from the root of the package.")
_odd("xlsx: names with a prefix", "prefix", "x:worksheet.")
_odd("xlsx: strict", "strict", "ISO strict names of elements.")
_odd("xlsx: byte order marks", "bom", "Parts that begin with a byte order mark.")
_odd("xlsx: shared strings", "shared", "As Excel writes texts.")
_odd("xlsx: no styles", "no_styles", "A book without number formats.")


@shape("xls: wrong counts", FILE, writers={"xlwt"})
def counts(draft):
    """A DIMENSIONS record that counts too few rows, a table of strings that counts too many."""
    draft.odd["counts"] = draft.rng.choice(("dimensions", "strings"))


@shape("csv: encoding and delimiter", FILE, writers=TEXT)
def encoding(draft):
    """UTF-8, GB18030 and UTF-16, commas, tabs, semicolons, line ends of any kind."""
    rng, odd = draft.rng, draft.odd
    if "encoding" in odd:
        return False
    odd["encoding"] = rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-8", "gb18030"))
    odd["delimiter"] = rng.choice((",", ",", "\t", ";", "|"))
    odd["line_end"] = rng.choice(("\r\n", "\n"))
    return True


@shape("csv: one bad byte", FILE, writers=TEXT)
def bad_byte(draft):
    """One byte of a name is broken: the file is read, and the cell is not taken in without a word."""
    rng, part, odd = draft.rng, draft.first, draft.odd
    cells = [cell for cell in part.filled(("name", "enterprise")) if part.records[cell[0]]["name"]]
    if not cells or "encoding" in odd:
        return False
    index, name = rng.choice(cells)
    value = part.records[index][name]
    codec = odd["encoding"] = rng.choice(("utf-8", "gb18030"))
    place = rng.randint(2, 5)
    head, rest = value[:place].encode(codec), value[place:].encode(codec)
    broken = (
        head
        + (b"\xff" if rng.random() < 0.5 else rest[:1])
        + rest[len(value[place].encode(codec)) :]
    )
    part.put(index, name, value, either())
    odd.setdefault("bytes", []).append(lambda content: content.replace(head + rest, broken, 1))
    return True


@shape("csv: a quote that is never closed", FILE, writers=TEXT, claims=("quotes",))
def quote(draft):
    """Rows behind an open quote are not lost inside a name."""
    rng, part = draft.rng, draft.first
    cells = [cell for cell in part.filled(("name",)) if "\n" not in part.records[cell[0]]["name"]]
    if not cells or "encoding" in draft.odd:
        return False
    index, _name = rng.choice(cells)
    value = part.records[index]["name"]
    names = [column.field for column in part.columns if column.field]
    for other, name in itertools.product(range(index, len(part.records)), names):
        if (other, name) not in part.cells:
            want = either(part.records[other].get(name))
            part.put(other, name, part.plain(part.column(name), other), want)
    part.put(index, "name", value, either(value, value.replace('"', "")))
    draft.odd.setdefault("text", []).append(lambda text: text.replace(value, '"' + value, 1))
    draft.loose = True
    return True


@shape("csv: thousands without quotes", FILE, writers=TEXT)
def thousands(draft):
    """5,000 in a file whose delimiter is the comma."""
    rng, part = draft.rng, draft.first
    cells = part.filled(AMOUNTS)
    if not cells or draft.odd.get("delimiter", ",") != ",":
        return False
    index, name = rng.choice(cells)
    draft.odd["delimiter"] = ","
    part.put(index, name, "5,000", REFUSED)
    draft.odd.setdefault("text", []).append(lambda text: text.replace('"5,000"', "5,000"))
    return True


@shape("csv: more delimiters at the end", FILE, writers=TEXT)
def trailing(draft):
    """Empty cells at the end of every row mean nothing."""
    if draft.odd.get("line_end") or "text" in draft.odd or "encoding" in draft.odd:
        return False
    draft.odd["text"] = [lambda text: text.replace("\r\n", ",,,\r\n")]
    return True
