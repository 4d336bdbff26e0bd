"""What the workbook tests share: the shipped aliases, small tables, and files made on the spot."""

import csv
import datetime
import io
import pathlib

import xlsxwriter
from domain.imports import contents, enterprise, project, trade
from domain.imports.issue import lookup_key
from domain.workbook.columns.known import Known
from domain.workbook.lists.table import find_table
from domain.workbook.readers.reader import read
from domain.workbook.values.units import heading_key

ADDON = pathlib.Path(__file__).parents[2]
FILES = ADDON / "tests" / "files"
TODAY = datetime.date(2026, 11, 23)
GOOD_CODE = "91532822L12TH3BJ1H"
OTHER_CODE = "91310115D1TJ3Y7LL8"


def alias_rows():
    """Rows of the shipped alias file."""
    with open(ADDON / "data" / "kfz.import.alias.csv", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def aliases(kind):
    """{heading key: field} of the shipped aliases."""
    return {
        heading_key(row["alias"]): row["field"]
        for row in alias_rows()
        if row["kind"] == kind and not row["value"]
    }


def values(kind, field):
    """{lookup key: value} of the shipped words of cells."""
    return {
        lookup_key(row["alias"]): row["value"]
        for row in alias_rows()
        if row["kind"] == kind and row["field"] == field and row["value"]
    }


def xlsx(rows, merges=(), sheet="表", extra=(), hidden=()):
    """Bytes of an .xlsx of one sheet; `extra` adds (name, rows), `hidden` names sheets to hide."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, content in ((sheet, rows), *extra):
        target = book.add_worksheet(name)
        if name in hidden:
            target.hide()
        for number, row in enumerate(content):
            for index, value in enumerate(row):
                if isinstance(value, (datetime.datetime, datetime.date)):
                    target.write_datetime(number, index, value, date)
                elif isinstance(value, str):
                    target.write_string(number, index, value)
                elif value is not None:
                    target.write(number, index, value)
        for first_row, first_col, last_row, last_col in merges if name == sheet else ():
            target.merge_range(
                first_row, first_col, last_row, last_col, rows[first_row][first_col] or ""
            )
    book.close()
    return buffer.getvalue()


def enterprise_lookups():
    """A few words to look up."""
    return enterprise.EnterpriseLookups(
        TODAY,
        industries={
            lookup_key(word): index
            for index, word in enumerate(("批发业", "零售业", "食品制造业", "装卸搬运和仓储业"), 1)
        },
        ownerships={"国有": "state", "民营": "private"},
        countries={"中国": 1, "老挝": 2},
    )


def project_lookups(**overrides):
    """Four zones with ids 1 to 4 and the shipped stages."""
    ids = {"KCBZ": 1, "KMFTZ": 2, "KMETDZ": 3, "MHMD": 4}
    base = dict(
        zones={key: ids[code] for key, code in values("project", "zone").items()},
        stages=values("project", "stage"),
        functions=values("project", "function"),
        areas={(1, "空港片区"): 11, (1, "经开片区"): 12},
        industries={"批发业": 1},
    )
    return project.ProjectLookups(TODAY, **{**base, **overrides})


def table_of(kind, rows, **kwargs):
    """The `Table` found in a sheet of `rows`, with all that the product knows of the kind's columns."""
    return find_table(read(xlsx(rows, **kwargs)), KNOWN[kind])


def parse(kind, table, lookups=None):
    """All rows of a table, checked."""
    module = {"enterprise": enterprise, "project": project}[kind]
    lookups = lookups or (enterprise_lookups() if kind == "enterprise" else project_lookups())
    parsed = [module.read_row(row, lookups) for row in table.rows]
    module.mark_repeats(parsed)
    return parsed


def one_row(kind, **cells):
    """The parsed row of a table with one data row; keywords are headings."""
    return parse(kind, table_of(kind, [list(cells), list(cells.values())]))[0]


def codes(parsed, level=None):
    """Codes of a row's issues."""
    return [issue.code for issue in parsed.issues if level in (None, issue.level)]


def trade_lookups():
    """The shipped directions and the modes in use."""
    return trade.TradeLookups(
        TODAY,
        directions=values("trade", "direction"),
        modes=values("trade", "mode"),
        codes=frozenset(values("trade", "mode").values()),
    )


LOOKUPS = {"enterprise": enterprise_lookups, "project": project_lookups, "trade": trade_lookups}


def known(kind, lookups=None, **more):
    """All that is known of a kind's columns, as the product knows it; keywords are other fields of `Known`."""
    module = {"enterprise": enterprise, "project": project, "trade": trade}[kind]
    told = contents.knowledge(kind, lookups or LOOKUPS[kind]())
    return Known(aliases(kind), module.REQUIRED, **{**told, **more})


KNOWN = {kind: known(kind) for kind in LOOKUPS}
