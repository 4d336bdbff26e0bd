"""Bring a backup back: check everything, build it beside what is there, then swap."""

import ast
import contextlib
import errno
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import archive, swap
from .errors import BackupError
from .postgres import Postgres, checked, identifier, last_words, literal
from .take import LAST, MODULE, count_query, now, row_counts

RESTORED = "kfz.restored"
DISK_FULL = "The disk of the database or of its files is full; nothing was changed."


def tree_version(addons) -> str:
    """The version of the addon's code."""
    for folder in addons:
        manifest = folder / MODULE / "__manifest__.py"
        if manifest.exists():
            return ast.literal_eval(manifest.read_text(encoding="utf-8"))["version"]
    raise BackupError("The code of kfz_investment is not there.", "Name its folder with --addons.")


def parts(version: str) -> list[int]:
    """A version that compares."""
    return [int(part) for part in version.split(".")]


def examine(postgres: Postgres, file, addons, on_bytes=lambda count: None) -> dict:
    """Check the whole file, and whether it fits here; answers its facts.

    :raises BackupError: before anything was touched
    """
    facts = archive.verify(file, on_bytes)
    ours = tree_version(addons)
    if parts(facts["addon"]) > parts(ours):
        raise BackupError(
            f"The backup is of kfz_investment {facts['addon']}, and the code here is {ours}.",
            "Update kfz_investment first.",
        )
    server = postgres.server_major()
    if facts["postgresql"] > server:
        raise BackupError(
            f"The backup is of PostgreSQL {facts['postgresql']}, and the server here is of PostgreSQL {server}.",
            f"Use a server of PostgreSQL {facts['postgresql']} or newer.",
        )
    if facts["pg_dump"] > postgres.program_major("pg_restore"):
        raise BackupError(
            f"The backup was written by pg_dump {facts['pg_dump']}, which the pg_restore here cannot read.",
            f"Install the client programs of PostgreSQL {facts['pg_dump']}, and name their folder.",
        )
    return facts


def restore(
    postgres: Postgres,
    file,
    database: str,
    stores: Path,
    addons,
    *,
    copy=False,
    say=lambda text: None,
    on_bytes=lambda count: None,
) -> tuple[dict, str]:
    """Restore an examined file as ``database``; answers its facts and the name under which the former database is kept.

    :param stores: the folder that has one folder of files per database
    :param copy: make a trial copy that sends nothing (Odoo's own neutralisation)
    """
    checked(database)
    say("checking the file")
    facts = examine(postgres, file, addons, on_bytes)
    with alone_and_settled(postgres, database, stores):
        swap.refuse_if_used(postgres, database)
        check_space(facts, stores)
        building = database + swap.RESTORING
        try:
            build(postgres, file, building, stores / building, facts, say, on_bytes)
            mark(postgres, building, facts, copy)
            if copy:
                neutralise(postgres, building, addons)
            postgres.rows(building, "ANALYZE")
            swap.refuse_if_used(postgres, database)
            say("changing places")
            return facts, swap.swap(postgres, database, building, stores)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise BackupError(DISK_FULL, "Free some space and start again.") from None
            raise
        finally:
            with contextlib.suppress(BackupError, OSError):
                swap.settle(postgres, database, stores)


@contextlib.contextmanager
def alone_and_settled(postgres: Postgres, database: str, stores: Path):
    """Be the only restore, without leftovers of an earlier one."""
    with swap.alone(stores):
        swap.settle(postgres, database, stores)
        yield


def check_space(facts: dict, stores: Path) -> None:
    """There must be room for the files."""
    if shutil.disk_usage(stores).free < facts["file_bytes"]:
        raise BackupError(DISK_FULL, "Free some space and start again.")


def build(postgres, file, building: str, store: Path, facts: dict, say, on_bytes) -> None:
    """Make the database and its files under a temporary name, and check both."""
    create(postgres, building, facts)
    store.mkdir()
    reader = archive.Reader(file, on_bytes)
    for name, _size in reader:
        if name == archive.DUMP:
            say("database")
            load(postgres, building, reader.content())
        elif name.startswith("filestore/"):
            say(name)
            path = store / name.removeprefix("filestore/")
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "wb") as target:
                for piece in reader.content():
                    target.write(piece)
    say("checking")
    for name, member in facts["members"].items():
        if reader.members[name] != member:
            raise BackupError(f"The file changed while it was read: {name}.", archive.AGAIN)
    counts = row_counts(postgres.rows(building, count_query(facts["rows"])))
    for table, count in facts["rows"].items():
        if counts[table] != count:
            raise BackupError(
                f"The restored table {table} has {counts[table]} rows instead of {count}; nothing was changed.",
                "Report this with the backup's manifest.",
            )


def create(postgres: Postgres, name: str, facts: dict) -> None:
    """An empty database, sorting as the one that was backed up."""
    postgres.rows(
        "postgres",
        f"CREATE DATABASE {identifier(name)} TEMPLATE template0 ENCODING 'UTF8'"
        f" LC_COLLATE {literal(facts['collate'])} LC_CTYPE {literal(facts['ctype'])}",
    )


def load(postgres: Postgres, name: str, pieces) -> None:
    """Feed the dump to pg_restore."""
    with tempfile.TemporaryFile() as said:
        # the swap that follows is synchronous and makes everything before it durable
        quick = Postgres(
            postgres.programs, {**postgres.env, "PGOPTIONS": "-c synchronous_commit=off"}
        )
        options = ("--no-owner", "--no-acl", "--exit-on-error", "-d", name)
        child = quick.start("pg_restore", *options, stdin=subprocess.PIPE, stderr=said)
        try:
            for piece in pieces:
                child.stdin.write(piece)
            child.stdin.close()
        except BrokenPipeError:
            for _piece in pieces:  # so that the reader stands behind the member
                pass
        finally:
            with contextlib.suppress(BrokenPipeError):
                child.stdin.close()
            code = child.wait()
        if code:
            said.seek(0)
            words = last_words(said.read().decode("utf-8", "replace"))
            if "No space left" in words:
                raise BackupError(DISK_FULL, "Free some space and start again.")
            raise BackupError(f"pg_restore failed: {words}", "Nothing was changed.")


def mark(postgres: Postgres, name: str, facts: dict, copy: bool) -> None:
    """Let the database say that it was restored, and from what."""
    known = {"at": now().isoformat(), "backup": facts["moment"], "copy": copy}
    postgres.set_parameter(name, RESTORED, json.dumps(known))
    postgres.set_parameter(name, LAST, json.dumps({"at": facts["moment_utc"]}))


def neutralise(postgres: Postgres, name: str, addons) -> None:
    """Switch off what a trial copy must not do: mail, schedules, services (as ``odoo neutralize``); a copy has an identity of its own."""
    installed = {
        row[0]
        for row in postgres.rows(
            name,
            "SELECT name FROM ir_module_module WHERE state IN ('installed', 'to upgrade', 'to remove')",
        )
    }
    found = [
        folder / module / "data" / "neutralize.sql"
        for folder in addons
        for module in sorted(installed)
    ]
    scripts = [path for path in found if path.exists()]
    if not any(path.parts[-3] == "base" for path in scripts):
        raise BackupError(
            "Odoo's scripts for trial copies were not found.", "Name Odoo's addons with --addons."
        )
    options = [option for path in scripts for option in ("-f", path)]
    postgres.text("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-1", "-d", name, *options)
    postgres.rows(
        name,
        "UPDATE ir_config_parameter SET value = gen_random_uuid()::text WHERE key = 'database.uuid'",
    )
