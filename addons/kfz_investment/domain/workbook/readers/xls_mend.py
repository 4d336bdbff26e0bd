"""Mends what programs write wrongly into .xls files and Excel reads all the same: counts, sizes and offsets.

Nothing is invented: the shared texts, the sheets and the chain of sectors are all there, only what counts them is wrong.
"""

import struct

import xlrd
from xlrd.book import unpack_SST_table
from xlrd.compdoc import CompDoc

from .sniff import OLE

_BOF, _EOF, _SHEET, _SST, _CONTINUE = 0x0809, 0x000A, 0x0085, 0x00FC, 0x003C
_END_OF_CHAIN = -2


def mended(content):
    """The BIFF stream of an .xls with right counts, for xlrd; raises xlrd.XLRDError when it cannot be found."""
    stream = bytearray(_stream(content) if content.startswith(OLE) else content)
    records = list(_records(stream))
    _mend_offsets(stream, records)
    _mend_texts(stream, records)
    return bytes(stream)


def _stream(content):
    """The workbook's stream by its chain of sectors, whatever size the directory gives."""
    document = CompDoc(content, logfile=_Nowhere(), ignore_workbook_corruption=True)
    found = document._dir_search(["Workbook"]) or document._dir_search(["Book"])
    if not found:
        raise xlrd.XLRDError("Can't find workbook in OLE2 compound document")
    sectors, sector, seen = [], found.first_SID, set()
    size = document.sec_size
    while sector != _END_OF_CHAIN:
        if sector in seen or not 0 <= sector < len(document.SAT):
            raise xlrd.XLRDError("The chain of sectors is broken")
        seen.add(sector)
        sectors.append(content[512 + sector * size : 512 + (sector + 1) * size])
        sector = document.SAT[sector]
    return b"".join(sectors)


def _records(stream):
    """(kind, position of its data, length) of each record, up to the zeros that fill the last sector."""
    position, end = 0, len(stream)
    while position + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, position)
        if not kind or position + 4 + length > end:
            return
        yield kind, position + 4, length
        position += 4 + length


def _mend_offsets(stream, records):
    """Let the list of sheets point to where the sheets begin, when there are as many of both."""
    depth, starts = 0, []
    for kind, position, _length in records:
        if kind == _BOF:
            if depth == 0:
                starts.append(position - 4)
            depth += 1
        elif kind == _EOF:
            depth -= 1
    listed = [position for kind, position, length in records if kind == _SHEET and length >= 4]
    if len(listed) == len(starts) - 1:
        for position, start in zip(listed, starts[1:], strict=True):
            struct.pack_into("<I", stream, position, start)


def _mend_texts(stream, records):
    """Count the shared texts, by how many can be read."""
    index = next((index for index, record in enumerate(records) if record[0] == _SST), None)
    if index is None or records[index][2] < 8:
        return
    parts = [bytes(stream[records[index][1] : sum(records[index][1:])])]
    for kind, position, length in records[index + 1 :]:
        if kind != _CONTINUE:
            break
        parts.append(bytes(stream[position : position + length]))
    struct.pack_into("<i", stream, records[index][1] + 4, _count(parts))


def _count(parts):
    """The largest number of texts that `parts` hold."""
    low, high = 0, sum(map(len, parts)) // 3 + 1
    while low < high:
        middle = (low + high + 1) // 2
        try:
            unpack_SST_table(parts, middle)
            low = middle
        except (struct.error, IndexError, AssertionError, UnicodeError):
            high = middle - 1
    return low


class _Nowhere:
    """A log that keeps nothing."""

    def write(self, _text):
        """Drop the text."""
