"""The oracle notices what it is for: each fault that is put into the import here is found in files that are right without it."""

import dataclasses
import datetime
import io
import unicodedata
import zipfile

import import_glue
import import_oracle
import pytest
from domain.workbook.lists.table import Row
from domain.workbook.sheet import Uncalculated
from import_shapes import draw

FILES = 300
_DRAWN = {}


def file_of(number):
    """The files of the control, drawn once."""
    if number not in _DRAWN:
        _DRAWN[number] = draw(f"seen {number}")
    return _DRAWN[number]


def reading(change):
    """A fault in what the reader gives: `change(sheet)`."""
    read = import_glue.read

    def faulty(content):
        sheets = read(content)
        for sheet in sheets:
            change(sheet)
        return sheets

    return {"read": faulty}


def finding(change):
    """A fault in the table: `change(table)`."""
    find_table = import_glue.find_table

    def faulty(sheets, known):
        table = find_table(sheets, known)
        change(table)
        return table

    return {"find_table": faulty}


def each_cell(change):
    """A fault in every cell."""

    def change_all(sheet):
        for number, cells in sheet.rows.items():
            sheet.rows[number] = [change(cell) for cell in cells]

    return reading(change_all)


def one_unit(table):
    """Units count as 万元, whatever heading or line say."""
    for block in table.blocks:
        block.units = {
            name: dataclasses.replace(unit, factor=unit.factor * 0 + 10_000)
            if hasattr(unit, "factor")
            else unit
            for name, unit in block.units.items()
        }


def no_currency(table):
    """Currencies of headings and lines are forgotten."""
    for block in table.blocks:
        block.units = {
            name: dataclasses.replace(unit, currency="CNY") if hasattr(unit, "factor") else unit
            for name, unit in block.units.items()
        }


def kept_rows(reason):
    """Rows left out for a reason are taken in after all."""
    find_table = import_glue.find_table

    def faulty(sheets, known):
        table = find_table(sheets, known)
        block = table.blocks[0]
        places = {column.field: column.index for column in block.header.columns if column.field}
        (rows,) = (sheet.rows for sheet in sheets if sheet.name == table.sheet)
        for number in table.skipped.pop(reason, ()):
            raw = rows[number]
            cells = {name: raw[index] for name, index in places.items() if index < len(raw)}
            cells["name"] = cells.get("name") or f"示例{number}"
            table.rows.append(Row(number, cells, raw, block))
        return table

    return {"find_table": faulty}


def lost_row(table):
    """The last of many rows disappears."""
    if len(table.rows) > 2:
        table.rows.pop()


def twice(table):
    """A row comes twice."""
    table.rows.append(table.rows[0])


def uncounted(table):
    """Rows that are left out are not counted."""
    table.skipped.clear()


def repeated_merges(sheet):
    """A merged cell's value stands in all of it."""
    for top, bottom, left, _right in sheet.merges:
        source = sheet.rows.get(top, [])
        for number in range(top + 1, bottom + 1):
            row = sheet.rows.get(number)
            if row is not None and left < len(source):
                row.extend([None] * (left + 1 - len(row)))
                row[left] = source[left]
    sheet.merges.clear()


def marks_as_digits(cell):
    """① is 1, as its compatibility form says."""
    return unicodedata.normalize("NFKC", cell) if isinstance(cell, str) else cell


def uncalculated_as_nothing(cell):
    """A formula without a value is an empty cell."""
    return None if isinstance(cell, Uncalculated) else cell


def day_early(cell):
    """Typed days are a day early."""
    return cell - datetime.timedelta(days=1) if isinstance(cell, datetime.datetime) else cell


def cents(cell):
    """Large numbers lose their last digit."""
    return cell // 10 * 10 if type(cell) is int and cell > 10_000 else cell


def no_1904():
    """Books count from 1900, whatever they say."""
    read = import_glue.read

    def faulty(content):
        if content[:2] == b"PK" and b"date1904" in b"".join(_parts(content).values()):
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w") as archive:
                for name, data in _parts(content).items():
                    archive.writestr(
                        name, data.replace(b'date1904="1"', b"").replace(b'date1904="true"', b"")
                    )
            content = buffer.getvalue()
        return read(content)

    return {"read": faulty}


def _parts(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


def silent_columns():
    """Columns that nobody knows are left out without a word."""
    known_of = import_glue.known_of

    def faulty(kind, lookups, **given):
        return known_of(kind, lookups, contents={}, defaulted=frozenset(), **given)

    return {"known_of": faulty}


def crash():
    """Something breaks on one kind of list."""

    def faulty(_sheet):
        raise KeyError("示例")

    return reading(faulty)


FAULTS = {
    "units of headings and lines are ignored": lambda: finding(one_unit),
    "currencies of headings are ignored": lambda: finding(no_currency),
    "totals are kept": lambda: kept_rows("total"),
    "sections are kept": lambda: kept_rows("section"),
    "notes are kept": lambda: kept_rows("note"),
    "a row is lost": lambda: finding(lost_row),
    "a row comes twice": lambda: finding(twice),
    "rows are left out without being counted": lambda: finding(uncounted),
    "merged amounts are repeated": lambda: reading(repeated_merges),
    "footnote marks are digits": lambda: each_cell(marks_as_digits),
    "formulas without values are empty": lambda: each_cell(uncalculated_as_nothing),
    "days are a day early": lambda: each_cell(day_early),
    "numbers lose digits": lambda: each_cell(cents),
    "1904 is ignored": no_1904,
    "unknown columns are silent": silent_columns,
    "the reader breaks": crash,
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_found(what, monkeypatch):
    fault = FAULTS[what]()
    for number in range(FILES):
        kind, content, truth, _writer = file_of(number)
        with monkeypatch.context() as patched:
            for name, faulty in fault.items():
                patched.setattr(import_glue, name, faulty)
            found = import_oracle.verdict(kind, content, truth).failures
        if found and not import_oracle.verdict(kind, content, truth).failures:
            return
    raise AssertionError(f"not found in {FILES} files")


def test_warnings_count_only_where_they_are_given(monkeypatch):
    """A value that was assumed is a failure once its warning is gone."""
    kind, content, truth, _writer = draw("approximate 1", ["amount: words around it"])
    assert not import_oracle.verdict(kind, content, truth).failures
    monkeypatch.setattr(import_oracle, "is_warned", lambda parsed, name: False)
    assert import_oracle.verdict(kind, content, truth).failures
