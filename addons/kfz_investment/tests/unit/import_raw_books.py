"""Workbooks written element by element, with what no library writes: odd zips, parts elsewhere, copies in covered cells, formulas without values."""

import datetime
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from import_books import DAY_FORMAT, Formula, Inline, Iso, Num, number

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def letters(index):
    """The letters of a column, from 0."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def serial(day, date1904):
    """The number of a day as the book counts them."""
    start = datetime.date(1904, 1, 1) if date1904 else datetime.date(1899, 12, 30)
    return (day - start).days


class RawWriter:
    """One .xlsx; `book.odd` may ask for shared, backslash, moved, absolute, prefix, strict, bom, no_styles, no_refs."""

    def __init__(self, book):
        self.book, self.odd = book, book.odd
        self.formats, self.shared = ["General"], []
        self.prefix = "x:" if self.odd.get("prefix") else ""

    def content(self):
        """The bytes of the file."""
        base = "content/" if self.odd.get("moved") else "xl/"
        name = base + ("book.xml" if self.odd.get("moved") else "workbook.xml")
        parts = {"_rels/.rels": self._relations([("officeDocument", self._target("", name))])}
        pages = [
            f"{base}worksheets/sheet{index}.xml" for index in range(1, len(self.book.pages) + 1)
        ]
        for path, page in zip(pages, self.book.pages, strict=True):
            parts[path] = self._sheet(page)
        links = [("worksheet", self._target(base, path)) for path in pages]
        if not self.odd.get("no_styles") or len(self.formats) > 1:
            parts[base + "styles.xml"] = self._styles()
            links.append(("styles", self._target(base, base + "styles.xml")))
        if self.shared:
            parts[base + "sharedStrings.xml"] = self._strings()
            links.append(("sharedStrings", self._target(base, base + "sharedStrings.xml")))
        parts[name] = self._workbook()
        folder, _slash, last = name.rpartition("/")
        parts[f"{folder}/_rels/{last}.rels"] = self._relations(links)
        parts["[Content_Types].xml"] = HEAD + (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>'
        )
        return self._zip(parts)

    def _target(self, base, path):
        return "/" + path if self.odd.get("absolute") else path.removeprefix(base)

    def _zip(self, parts):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                info = zipfile.ZipInfo(name)
                if self.odd.get("backslash"):
                    info.filename = name.replace("/", "\\")
                info.compress_type = zipfile.ZIP_DEFLATED
                data = text.encode()
                archive.writestr(info, (b"\xef\xbb\xbf" if self.odd.get("bom") else b"") + data)
        return buffer.getvalue()

    def _relations(self, links):
        rows = "".join(
            f'<Relationship Id="rId{index}" Type="{RELATION}/{kind}" Target={quoteattr(target)}/>'
            for index, (kind, target) in enumerate(links, 1)
        )
        return f'{HEAD}<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'

    def _open(self, tag, more=""):
        space = STRICT if self.odd.get("strict") else MAIN
        name = "xmlns:x" if self.prefix else "xmlns"
        return f'{HEAD}<{self.prefix}{tag} {name}="{space}" xmlns:r="{RELATION}"{more}>'

    def _workbook(self):
        p = self.prefix
        sheets = "".join(
            f'<{p}sheet name={quoteattr(page.name[:31])} sheetId="{index}"'
            f'{" state=" + chr(34) + "hidden" + chr(34) if page.hidden else ""} r:id="rId{index}"/>'
            for index, page in enumerate(self.book.pages, 1)
        )
        epoch = f'<{p}workbookPr date1904="1"/>' if self.book.date1904 else f"<{p}workbookPr/>"
        calc = f'<{p}calcPr calcId="0" fullCalcOnLoad="1"/>' if self.odd.get("recalculate") else ""
        return f"{self._open('workbook')}{epoch}<{p}sheets>{sheets}</{p}sheets>{calc}</{p}workbook>"

    def _styles(self):
        p = self.prefix
        codes = "".join(
            f'<{p}numFmt numFmtId="{163 + index}" formatCode={quoteattr(code)}/>'
            for index, code in enumerate(self.formats)
            if index
        )
        cells = "".join(
            f'<{p}xf numFmtId="{163 + index if index else 0}"/>'
            for index in range(len(self.formats))
        )
        return (
            f"{self._open('styleSheet')}<{p}numFmts>{codes}</{p}numFmts>"
            f"<{p}cellXfs>{cells}</{p}cellXfs></{p}styleSheet>"
        )

    def _strings(self):
        p = self.prefix
        items = "".join(f"<{p}si><{p}t>{escape(text)}</{p}t></{p}si>" for text in self.shared)
        return f"{self._open('sst')}{items}</{p}sst>"

    def _sheet(self, page):
        p = self.prefix
        rows = "".join(self._row(page, index) for index in range(len(page.rows)))
        columns = "".join(
            f'<{p}col min="{index + 1}" max="{index + 1}" width="0" hidden="1"/>'
            for index in sorted(page.hidden_columns)
        )
        merges = "".join(
            f'<{p}mergeCell ref="{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"/>'
            for top, left, bottom, right in page.merges
        )
        parts = (("cols", columns), ("sheetData", rows), ("mergeCells", merges))
        inner = "".join(f"<{p}{tag}>{text}</{p}{tag}>" for tag, text in parts if text)
        return f"{self._open('worksheet')}{inner}</{p}worksheet>"

    def _row(self, page, index):
        hidden = ' hidden="1"' if index in page.hidden_rows else ""
        cells = "".join(
            self._cell(f"{letters(column)}{index + 1}", cell)
            for column, cell in enumerate(page.rows[index])
            if cell is not None
        )
        row = f'<{self.prefix}row r="{index + 1}"{hidden}>{cells}</{self.prefix}row>'
        return row if cells or hidden else ""

    def _style(self, code):
        if code not in self.formats:
            self.formats.append(code)
        return self.formats.index(code)

    def _cell(self, ref, cell):
        p, where = self.prefix, f'r="{ref}"'
        if isinstance(cell, str):
            return self._text(where, cell)
        if isinstance(cell, Inline):
            inner = (
                f"<{p}is><{p}t>{escape(cell.text)}</{p}t></{p}is><{p}v>{escape(cell.value)}</{p}v>"
            )
            return f'<{p}c {where} t="inlineStr">{inner}</{p}c>'
        if isinstance(cell, Iso):
            style = self._style(DAY_FORMAT)
            return f'<{p}c {where} t="d" s="{style}"><{p}v>{cell.text}</{p}v></{p}c>'
        if isinstance(cell, Formula):
            value = "" if cell.value is None else number(cell.value)
            return f"<{p}c {where}><{p}f>{escape(cell.text)}</{p}f><{p}v>{value}</{p}v></{p}c>"
        if isinstance(cell, datetime.date):
            day = serial(cell, self.book.date1904)
            return f'<{p}c {where} s="{self._style(DAY_FORMAT)}"><{p}v>{day}</{p}v></{p}c>'
        if isinstance(cell, Num):
            return f'<{p}c {where} s="{self._style(cell.format)}"><{p}v>{number(cell.value)!r}</{p}v></{p}c>'
        return f"<{p}c {where}><{p}v>{number(cell)!r}</{p}v></{p}c>"

    def _text(self, where, text):
        p = self.prefix
        if not self.odd.get("shared"):
            return f'<{p}c {where} t="inlineStr"><{p}is><{p}t>{escape(text)}</{p}t></{p}is></{p}c>'
        if text not in self.shared:
            self.shared.append(text)
        return f'<{p}c {where} t="s"><{p}v>{self.shared.index(text)}</{p}v></{p}c>'


def write_raw(book):
    """An .xlsx, element by element."""
    return RawWriter(book).content()
