"""The parts of an .xlsx and how they belong together: by their relations, wherever a program has put them."""

import posixpath
from io import BytesIO
from urllib.parse import unquote
from xml.parsers import expat

from .. import limits as limits_
from ..errors import WorkbookError
from .sniff import refuse_other_zip
from .xlsx_comments import CommentsParser
from .xlsx_xml import local, parse_xml

_USUAL = "xl/workbook.xml"
#: main parts of what is no workbook of XML
_OTHERS = (".bin", "word/document.xml", "ppt/presentation.xml")


def part_key(name):
    """What tells one part from another: with slashes, without a leading one, without case."""
    name = posixpath.normpath("/" + name.replace("\\", "/"))
    return name.lstrip("/").lower()


class Package:
    """An opened .xlsx, checked against the limits; `workbook` is the key of its main part."""

    def __init__(self, content, limits, meter):
        self.limits, self.meter = limits, meter
        self.archive = limits_.open_archive(BytesIO(content), len(content), limits)
        self._infos = self._parts()
        self.workbook = self._main_part()
        self.relations = self._relations(self.workbook)

    def _parts(self):
        """{key: entry}; of a name that comes twice with two contents nobody knows which one the office sees."""
        infos = {}
        for info in self.archive.infolist():
            before = infos.setdefault(part_key(info.filename), info)
            if (before.CRC, before.file_size) != (info.CRC, info.file_size):
                raise WorkbookError("damaged")
        return infos

    def has(self, key):
        """Whether there is such a part."""
        return key in self._infos

    def chunks(self, key):
        """Bytes of a part, counted as they come."""
        return limits_.read_entry(self.archive, self._infos[key], self.limits, self.meter)

    def _main_part(self):
        for kind, target in self._relations("").values():
            if kind == "officedocument" and self.has(target) and not target.endswith(_OTHERS):
                return target
        if self.has(_USUAL):
            return _USUAL
        others = [key for key in self._infos if posixpath.basename(key) == "workbook.xml"]
        if len(others) == 1:
            return others[0]
        refuse_other_zip(set(self._infos))
        raise WorkbookError("damaged")

    def _relations(self, key):
        """{id: (last word of the type in lower case, key of the target)} of a part; '' is the package."""
        folder, name = posixpath.split(key)
        source = posixpath.join(folder, "_rels", name + ".rels")
        found = {}

        def start(name, attrs):
            if name == "Relationship" and attrs.get("TargetMode") != "External":
                target = unquote(attrs.get("Target", "")).replace("\\", "/")
                kind = attrs.get("Type", "").rpartition("/")[2].lower()
                found[attrs.get("Id")] = kind, part_key(posixpath.join("/" + folder, target))

        if self.has(source):
            parse_xml(self.chunks(source), start)
        return found

    def part(self, kind, usual):
        """Key of the workbook's one part of a kind, where the relations name none the usual one; None without it."""
        for found, target in self.relations.values():
            if found == kind and self.has(target):
                return target
        beside = part_key(posixpath.join(posixpath.dirname(self.workbook), usual))
        return beside if self.has(beside) else None

    def sheet_part(self, ident, position):
        """Key of the part of a sheet by its relation's id; the usual name by its position where there are no relations at all.

        None for what is no worksheet, such as a chart. Raises WorkbookError damaged when the part is missing.
        """
        if self.relations:
            kind, target = self.relations.get(ident, ("worksheet", ""))
            if kind != "worksheet":
                return None
        else:
            target = part_key(
                posixpath.join(
                    posixpath.dirname(self.workbook), f"worksheets/sheet{position + 1}.xml"
                )
            )
        if not self.has(target):
            raise WorkbookError("damaged")
        return target

    def comments(self, part):
        """{(row, column): first words} of the comments on the cells of a sheet."""
        found = {}
        try:
            for kind, target in self._relations(part).values():
                if kind == "comments" and self.has(target):
                    reader = CommentsParser(found)
                    parse_xml(self.chunks(target), reader.start, reader.end, reader.data)
        except expat.ExpatError:  # the cells can be read all the same
            return found
        return found

    def sheets(self):
        """([(name, hidden, id of its relation)], properties) of the workbook; properties are those that change cells."""
        sheets, flags = [], {"date1904": False, "uncalculated": False}

        def start(name, attrs):
            if name == "workbookPr":
                flags["date1904"] = _true(attrs.get("date1904"))
            elif name == "calcPr":
                flags["uncalculated"] = (
                    _true(attrs.get("fullCalcOnLoad")) or attrs.get("calcCompleted") == "0"
                )
            elif name == "sheet":
                sheets.append(
                    (attrs.get("name", ""), attrs.get("state", "visible") != "visible", _id(attrs))
                )

        parse_xml(self.chunks(self.workbook), start)
        return sheets, flags


def _true(value):
    return value in ("1", "true", "on")


def _id(attrs):
    return next((value for key, value in attrs.items() if ":" in key and local(key) == "id"), None)
