"""Files that are small and want to be large, or that no reader should open: each is refused, soon and in words."""

import io
import itertools
import zipfile

from import_books import Book, Page
from import_raw_books import HEAD, MAIN, write_raw


def _with(parts, rows=(("项目名称", "投资企业"), ("示例项目", "示例公司"))):
    """An .xlsx of which some parts are replaced or added."""
    plain = zipfile.ZipFile(io.BytesIO(write_raw(Book([Page([list(row) for row in rows])]))))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in {*plain.namelist(), *parts}:
            archive.writestr(name, parts[name] if name in parts else plain.read(name))
    return buffer.getvalue()


def _sheet(data):
    return {"xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{MAIN}">{data}</worksheet>'}


def zip_bomb():
    """A part of many megabytes of spaces."""
    return _with({"xl/theme/theme1.xml": " " * (64 * 1024 * 1024)})


def laughs():
    """Entities of entities."""
    names = "abcdefgh"
    entities = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise(names)
    )
    document = f'<!DOCTYPE x [<!ENTITY a "ha">{entities}]>'
    body = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&h;</t></is></c></row></sheetData>'
    return _with(
        {
            "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{document}<worksheet xmlns="{MAIN}">{body}</worksheet>'
        }
    )


def external():
    """An entity in another file."""
    document = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    body = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData>'
    return _with(
        {
            "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{document}<worksheet xmlns="{MAIN}">{body}</worksheet>'
        }
    )


def many_rows():
    """More rows than a list has."""
    rows = "".join(
        f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in range(1, 60_000)
    )
    return _with(_sheet(f"<sheetData>{rows}</sheetData>"))


def wide():
    """A cell in the last column and more columns than a list has."""
    cells = "".join(f"<c><v>{number}</v></c>" for number in range(20_000))
    return _with(_sheet(f'<sheetData><row r="1">{cells}</row></sheetData>'))


def nested():
    """Elements in elements."""
    return _with(_sheet("<a>" * 200_000 + "</a>" * 200_000))


def strings():
    """A table of strings much larger than the file."""
    text = "<si><t>" + "示例" * 100_000 + "</t></si>"
    return _with({"xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{text * 200}</sst>'})


def entries():
    """Thousands of parts."""
    return _with({f"xl/media/{number}.xml": "<a/>" for number in range(5000)})


def quotes():
    """A text file whose only record is one name of quotes: it need not be refused as a whole."""
    return ("项目名称,投资企业\n" + '"' * 1_000_000).encode()


def long_text():
    """A text file of very many lines."""
    return ("项目名称,投资企业\n" + "示例,示例公司\n" * 200_000).encode()


def truncated():
    """Half of a file."""
    content = write_raw(Book([Page([["项目名称", "投资企业"], ["示例项目", "示例公司"]])]))
    return content[: len(content) // 2]


BOMBS = (
    zip_bomb,
    laughs,
    external,
    many_rows,
    wide,
    nested,
    strings,
    entries,
    long_text,
    truncated,
)
