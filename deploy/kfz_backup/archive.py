"""The file: a tar whose every byte is checked.

``kfz-backup.json`` (what it is), ``database.dump``, ``filestore/…``, ``manifest.json`` (all facts, and the SHA-256 of each member before
it), ``manifest.sha256``, and the end mark of tar. Any tar program reads it.
"""

import hashlib
import json
import re
import tarfile
import time

from .errors import BackupError

FORMAT = 1
BLOCK = tarfile.BLOCKSIZE
END = bytes(BLOCK)
CHUNK = 1 << 20
HEAD, DUMP, FACTS, SEAL = "kfz-backup.json", "database.dump", "manifest.json", "manifest.sha256"
STORED = re.compile(r"filestore/(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*")
AGAIN = "Nothing was changed. Restore an earlier backup, or another copy of this one."


def chunks(file, size: int | None = None):
    """The next ``size`` bytes of a file (all, without it) in pieces."""
    while size is None or size > 0:
        piece = file.read(CHUNK if size is None else min(CHUNK, size))
        if not piece:
            return
        if size is not None:
            size -= len(piece)
        yield piece


def as_json(facts: dict) -> bytes:
    """Facts as a person can read them, too."""
    return json.dumps(facts, ensure_ascii=False, indent=1).encode()


class Writer:
    """Writes members one after the other; a member's size need not be known beforehand."""

    def __init__(self, file, on_bytes=lambda count: None):
        self.file = file
        self.on_bytes = on_bytes
        self.members: dict[str, dict] = {}

    def add(self, name: str, pieces) -> int:
        """Write a member and remember its checksum; answers its size."""
        begin = self.file.tell()
        self.file.write(END)
        digest, size = hashlib.sha256(), 0
        for piece in pieces:
            self.file.write(piece)
            digest.update(piece)
            size += len(piece)
            self.on_bytes(len(piece))
        self.file.write(bytes(-size % BLOCK))
        end = self.file.tell()
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, 0o600, int(time.time())
        self.file.seek(begin)
        self.file.write(info.tobuf(tarfile.GNU_FORMAT))
        self.file.seek(end)
        self.members[name] = {"bytes": size, "sha256": digest.hexdigest()}
        return size

    def close(self, facts: dict) -> dict:
        """Write the facts with all checksums, their own checksum, and the end mark."""
        facts = {**facts, "members": dict(self.members)}
        self.add(FACTS, [as_json(facts)])
        self.add(SEAL, [self.members[FACTS]["sha256"].encode()])
        self.file.write(END + END)
        return facts


class Reader:
    """Reads the members of a file from its beginning, in order."""

    def __init__(self, file, on_bytes=lambda count: None):
        self.file = file
        self.on_bytes = on_bytes
        self.members: dict[str, dict] = {}
        file.seek(0)

    def __iter__(self):
        """Name and size of each member; its content is read by :meth:`content` (or skipped)."""
        while True:
            block = self.file.read(BLOCK)
            if len(block) < BLOCK:
                raise BackupError("The file is truncated: its end is missing.", AGAIN)
            if block == END:
                break
            try:
                info = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
                ours = info.tobuf(tarfile.GNU_FORMAT) == block
            except (tarfile.HeaderError, UnicodeDecodeError, ValueError):
                ours = False
            if not ours:
                raise BackupError("The file is damaged between two members.", AGAIN)
            self.name, self.size, self.read = info.name, info.size, False
            yield info.name, info.size
            if not self.read:
                for _piece in self.content():
                    pass
        if self.file.read(BLOCK) != END or self.file.read(1):
            raise BackupError("The file is damaged at its end.", AGAIN)

    def content(self):
        """The pieces of the current member, counted and added to its checksum."""
        self.read, found, digest = True, 0, hashlib.sha256()
        for piece in chunks(self.file, self.size):
            found += len(piece)
            digest.update(piece)
            self.on_bytes(len(piece))
            yield piece
        padding = self.file.read(-found % BLOCK)
        if found < self.size or len(padding) < -found % BLOCK:
            raise BackupError(f"The file is truncated: it ends within {self.name}.", AGAIN)
        if padding.strip(b"\0"):
            raise BackupError(f"The file is damaged after {self.name}.", AGAIN)
        self.members[self.name] = {"bytes": found, "sha256": digest.hexdigest()}


def first_block(file) -> bytes:
    """The beginning of a file, which says what it is."""
    file.seek(0)
    return file.read(BLOCK)


def head(file) -> dict:
    """What the file says of itself at its beginning.

    :raises BackupError: when it is something else, or of a format that this version does not know
    """
    block = first_block(file)
    if block.startswith(b"PK\x03\x04"):
        raise BackupError(
            "This is a zip, perhaps of Odoo's own database manager, and not a backup of ./kfz backup.",
            "Only Odoo's database manager restores its own zip.",
        )
    if block.startswith(b"PGDMP"):
        raise BackupError(
            "This is a bare dump of pg_dump, without the files of the database.",
            "Name a file that ./kfz backup wrote.",
        )
    if not block:
        raise BackupError("The file is empty.", "Name a file that ./kfz backup wrote.")
    if not block.startswith(HEAD.encode() + b"\0"):
        raise BackupError(
            "This is not a backup of kfz_investment.", "Name a file that ./kfz backup wrote."
        )
    file.seek(0)
    reader = Reader(file)
    next(iter(reader))
    try:
        facts = json.loads(b"".join(reader.content()))
        known = isinstance(facts, dict) and isinstance(facts.get("format"), int)
    except ValueError:
        known = False
    if not known:
        raise BackupError("The file is damaged at its beginning.", AGAIN)
    if facts["format"] > FORMAT:
        raise BackupError(
            f"The backup has format {facts['format']}, of a newer version of kfz_investment than this one (format {FORMAT}).",
            "Update kfz_investment first.",
        )
    return facts


def verify(file, on_bytes=lambda count: None) -> dict:
    """Read the whole file and check every byte of it; answers its facts.

    :raises BackupError: saying what is wrong
    """
    head(file)
    reader = Reader(file, on_bytes)
    kept = {FACTS: b"", SEAL: b""}
    for name, _size in reader:
        check_name(name, reader.members)
        if name in kept:
            kept[name] = b"".join(reader.content())
    if not kept[FACTS] or hashlib.sha256(kept[FACTS]).hexdigest().encode() != kept[SEAL]:
        raise BackupError("The file's list of contents is damaged or missing.", AGAIN)
    facts = json.loads(kept[FACTS])
    found = {name: member for name, member in reader.members.items() if name not in kept}
    for name in sorted({*found, *facts["members"]}):
        if found.get(name) != facts["members"].get(name):
            raise BackupError(f"The file is damaged in {name}.", AGAIN)
    if DUMP not in found:
        raise BackupError("The file holds no database.", AGAIN)
    return facts


def check_name(name: str, members) -> None:
    """Refuse a member that no backup has, and one that was there already."""
    if name not in (HEAD, DUMP, FACTS, SEAL) and not STORED.fullmatch(name):
        raise BackupError(f"The file has a member that no backup has: {name}.", AGAIN)
    if name in members:
        raise BackupError(f"The file has {name} twice.", AGAIN)
