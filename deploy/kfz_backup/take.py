"""Take a backup while people work: one snapshot for the database, and every file that this snapshot names."""

import contextlib
import errno
import fcntl
import json
import os
import subprocess
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

from . import archive
from .errors import BackupError
from .postgres import Postgres, Session, identifier, last_words, literal

SHANGHAI = timezone(timedelta(hours=8))
MODULE = "kfz_investment"
LAST = "kfz.backup.last"
DISK_FULL = (
    "The disk that holds {} is full; no backup was written, and what was there before is untouched."
)

FACTS = f"""
    SELECT current_setting('server_version_num')::int / 10000,
           (SELECT latest_version FROM ir_module_module WHERE name = {literal(MODULE)}),
           (SELECT value FROM ir_config_parameter WHERE key = 'kfz.launcher.tree'),
           datcollate, datctype
      FROM pg_database WHERE datname = current_database()
"""
TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1
"""
FILES = """
    SELECT store_fname, string_agg(id::text, ' ' ORDER BY id) FROM ir_attachment
     WHERE store_fname IS NOT NULL GROUP BY 1 ORDER BY 1
"""


def count_query(tables) -> str:
    """The number of rows of each table, as one query."""
    return " UNION ALL ".join(
        f"SELECT {literal(table)}, count(*) FROM {identifier(table)}" for table in tables
    )


def row_counts(rows) -> dict[str, int]:
    """The answer of :func:`count_query`."""
    return {table: int(count) for table, count in rows}


def now() -> datetime:
    """The moment, in the office's time."""
    return datetime.now(SHANGHAI).replace(microsecond=0)


def check_programs(postgres: Postgres) -> None:
    """pg_dump must be of the server's major version, or newer."""
    ours, theirs = postgres.program_major("pg_dump"), postgres.server_major()
    if ours < theirs:
        raise BackupError(
            f"pg_dump is of PostgreSQL {ours}, but the server is of PostgreSQL {theirs}: it cannot read it.",
            f"Install the client programs of PostgreSQL {theirs}, and name their folder.",
        )


class Snapshot:
    """A database as of one moment, however long it takes to read it."""

    def __init__(self, postgres: Postgres, database: str):
        self.postgres = postgres
        self.database = database
        self.session = Session(postgres, database)
        try:
            self.session.rows("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            # Odoo removes files of the store under a SHARE lock (_gc_file_store): not before we are done
            self.session.rows("LOCK TABLE ir_attachment IN ROW EXCLUSIVE MODE")
            self.id = self.session.rows("SELECT pg_export_snapshot()")[0][0]
            self.moment = now()
        except BaseException:
            self.session.close()
            raise

    def facts(self) -> dict:
        """What it is, and how many rows each table has."""
        major, version, tree, collate, ctype = self.session.rows(FACTS)[0]
        if not version:
            raise BackupError(
                f"The database {self.database} has no kfz_investment in it.",
                "Name another database.",
            )
        tables = [name for (name,) in self.session.rows(TABLES)]
        return {
            "format": archive.FORMAT,
            "moment": self.moment.isoformat(),
            "moment_utc": self.moment.astimezone(timezone.utc).isoformat(),
            "database": self.database,
            "addon": version,
            "tree": tree,
            "postgresql": int(major),
            "pg_dump": self.postgres.program_major("pg_dump"),
            "collate": collate,
            "ctype": ctype,
            "rows": row_counts(self.session.rows(count_query(tables))),
        }

    def dump(self):
        """The pieces of pg_dump's output."""
        options = ("--format=custom", "--no-owner", "--no-acl", f"--snapshot={self.id}")
        with tempfile.TemporaryFile() as said:
            child = self.postgres.start(
                "pg_dump",
                *options,
                "-d",
                self.database,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=said,
            )
            try:
                yield from archive.chunks(child.stdout)
            finally:
                child.stdout.close()
                code = child.wait()
            if code:
                said.seek(0)
                raise BackupError(
                    f"pg_dump failed: {last_words(said.read().decode('utf-8', 'replace'))}"
                )


def write(file, snapshot: Snapshot, store: Path, say, on_bytes) -> dict:
    """Write all members; answers the facts."""
    writer = archive.Writer(file, on_bytes)
    facts = snapshot.facts()
    short = {key: facts[key] for key in ("format", "database", "moment", "addon", "postgresql")}
    writer.add(archive.HEAD, [archive.as_json(short)])
    say("database")
    writer.add(archive.DUMP, snapshot.dump())
    files, size, missing = 0, 0, {}
    named = snapshot.session.rows(FILES)
    for name, owners in named:
        say(f"file {files + 1} of {len(named)}")
        try:
            with open(store / name, "rb") as stored:
                size += writer.add(f"filestore/{name}", archive.chunks(stored))
            files += 1
        except FileNotFoundError:
            missing[name] = owners
    return writer.close({**facts, "files": files, "file_bytes": size, "missing": missing})


def refuse_existing(out: Path, force: bool) -> None:
    """A file that is there is overwritten only on demand."""
    if out.is_dir():
        raise BackupError(f"{out} is a folder.", "Name a file in it, or let --into name the file.")
    if out.exists() and not force:
        raise BackupError(f"{out} exists already.", "Choose another name, or add --force.")


@contextlib.contextmanager
def part_file(out: Path):
    """The file to write, under a name of its own, for its owner only, and locked; it goes unless it was renamed."""
    part = out.with_name(out.name + ".part")
    try:
        with open(os.open(part, os.O_RDWR | os.O_CREAT, 0o600), "w+b") as file, only_writer(file):
            try:
                os.fchmod(file.fileno(), 0o600)
                file.truncate()
                yield file
            finally:
                with contextlib.suppress(OSError):
                    part.unlink()
    except OSError as error:  # closing the file may be what says so
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise BackupError(
                DISK_FULL.format(out.parent), "Free some space there, or choose another disk."
            ) from None
        raise


@contextlib.contextmanager
def only_writer(file):
    """Lock a file as long as it is written."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BackupError(
            "Another backup is being written to the same file.", "Wait until it has ended."
        ) from None
    yield


def take(
    postgres: Postgres,
    database: str,
    store: Path,
    out: Path,
    *,
    force=False,
    say=lambda text: None,
    on_bytes=lambda count: None,
) -> dict:
    """Write a backup to ``out``: complete and read back, or not at all.

    :param store: the folder of the database's files
    """
    refuse_existing(out, force)
    if not out.parent.is_dir():
        raise BackupError(
            f"The folder {out.parent} does not exist.", "Create it, or name another one."
        )
    if database not in postgres.databases():
        raise BackupError(
            f"The database {database} does not exist, or is being created just now.",
            "Wait for its first start to end, or name another database.",
        )
    check_programs(postgres)
    with part_file(out) as file:
        snapshot = Snapshot(postgres, database)
        try:
            facts = write(file, snapshot, store, say, on_bytes)
        finally:
            snapshot.session.close()
        file.flush()
        os.fsync(file.fileno())
        say("reading it back")
        archive.verify(file)
        refuse_existing(out, force)
        out.with_name(out.name + ".part").rename(out)
        sync_folder(out.parent)
    remember(postgres, database, facts, out)
    return facts


def sync_folder(folder: Path) -> None:
    """Make a rename durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remember(postgres: Postgres, database: str, facts: dict, out: Path) -> None:
    """Tell the product when it was last backed up."""
    known = {"at": facts["moment_utc"], "file": out.name, "bytes": out.stat().st_size}
    postgres.set_parameter(database, LAST, json.dumps(known, ensure_ascii=False))
