"""Limits that hold before and while a file is read."""

import time
import zipfile
from dataclasses import dataclass

from .errors import WorkbookError

MEGA = 1024 * 1024
_CHUNK = 256 * 1024
#: bytes of an entry's own header without its name
_SHORTEST_HEADER = 30


@dataclass(frozen=True)
class Limits:
    """What one file may cost: bytes as sent, bytes unpacked, cells, and seconds of reading."""

    max_bytes: int = 20 * MEGA
    max_unpacked: int = 256 * MEGA
    max_ratio: int = 150
    max_entries: int = 2000
    max_rows: int = 50_000
    max_columns: int = 200
    max_cells: int = 2_000_000
    max_text: int = 32_767
    seconds: float = 60.0


class Meter:
    """Counts what has been read against the limits; `tick()` is called once a row."""

    def __init__(self, limits):
        self.limits = limits
        self.rows = 0
        self.cells = 0
        self._end = time.monotonic() + limits.seconds

    def tick(self, cells):
        """Count one row of `cells` cells; raise WorkbookError when a limit is passed."""
        self.rows += 1
        self.cells += cells
        if self.rows > self.limits.max_rows:
            raise WorkbookError("too_many_rows", limit=self.limits.max_rows)
        if self.cells > self.limits.max_cells:
            raise WorkbookError("too_many_cells", limit=self.limits.max_cells)
        if self.rows % 64 == 0:
            self.check_time()

    def check_time(self):
        """Raise WorkbookError when the reading took longer than allowed."""
        if time.monotonic() > self._end:
            raise WorkbookError("too_slow", seconds=int(self.limits.seconds))


def check_size(content, limits):
    """Refuse an empty file and one that is too big as sent."""
    if not content or not content.strip(b"\x00 \t\r\n"):
        raise WorkbookError("empty")
    if len(content) > limits.max_bytes:
        raise WorkbookError(
            "too_big", size_mb=round(len(content) / MEGA, 1), limit_mb=limits.max_bytes // MEGA
        )


def check_archive(archive, size, limits):
    """Refuse a zip by what it says of itself: entries, overlaps, nesting, size and ratio when unpacked.

    What an entry says may be a lie, so `read_entry()` counts again while it unpacks.
    """
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > limits.max_entries or _overlap(infos):
        raise WorkbookError("bomb", unpacked_mb=unpacked // MEGA)
    if unpacked > limits.max_unpacked or unpacked > max(size, 1) * limits.max_ratio + MEGA:
        raise WorkbookError("bomb", unpacked_mb=unpacked // MEGA)
    if any(info.flag_bits & 0x1 for info in infos):
        raise WorkbookError("encrypted")


def _overlap(infos):
    """Whether two entries use the same bytes: a few kilobytes can claim gigabytes that way."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            return True
        end = info.header_offset + _SHORTEST_HEADER + info.compress_size
    return False


def read_entry(archive, name, limits, meter):
    """Yield the bytes of one entry in chunks, counted as they come."""
    done = 0
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            done += len(chunk)
            if done > limits.max_unpacked:
                raise WorkbookError("bomb", unpacked_mb=done // MEGA)
            meter.check_time()
            yield chunk


def open_archive(stream, size, limits):
    """The zip archive in `stream`, checked; WorkbookError when it is damaged or a bomb."""
    try:
        archive = zipfile.ZipFile(stream)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        EOFError,
    ) as error:
        raise WorkbookError("damaged") from error
    check_archive(archive, size, limits)
    return archive
