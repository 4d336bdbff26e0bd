"""Put a database in another's place, so that a kill at any moment leaves one of the two whole.

Both renames are one transaction of PostgreSQL. Files of the store have names made from their content and never change; so the folder first gets
the files of both databases (as links), and loses those of the former one last. Folders named ``….part`` belong to a swap under way.
"""

import contextlib
import fcntl
import json
import os
import re
import shutil
from datetime import timedelta
from pathlib import Path

from .errors import BackupError
from .postgres import Postgres, identifier
from .take import now

BEFORE = "_before_"
#: what follows the name of a database that was kept
KEPT = re.compile(re.escape(BEFORE) + r"\d{8}_\d{6}")
RESTORING = "_restore"
PART = ".part"


@contextlib.contextmanager
def alone(stores: Path):
    """Hold the lock of restores in a folder of file stores.

    :raises BackupError: when another one is at work
    """
    stores.mkdir(parents=True, exist_ok=True)
    with open(stores / ".kfz-restore.lock", "a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BackupError(
                "Another restore is under way.", "Wait until it has ended, and start again."
            ) from None
        yield


def settle(postgres: Postgres, database: str, stores: Path) -> None:
    """Clean up after a restore that was killed."""
    names = postgres.databases()
    if database + RESTORING in names:
        postgres.drop(database + RESTORING)
    remove(stores / (database + RESTORING))
    for folder in stores.glob(f"{database}{BEFORE}*{PART}"):
        whole = folder.with_name(folder.name.removesuffix(PART))
        if whole.name in names and not whole.exists():
            folder.rename(whole)
        else:
            remove(folder)


def remove(folder: Path) -> None:
    """Remove a folder that may be missing."""
    if folder.exists():
        shutil.rmtree(folder)


def files(folder: Path) -> set[str]:
    """The files below a folder, by their relative names."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def link_all(source: Path, target: Path) -> None:
    """Let all files of ``source`` also be in ``target``; copies them where links are impossible."""
    target.mkdir(parents=True, exist_ok=True)
    for name in sorted(files(source)) if source.exists() else ():
        goal = target / name
        if goal.exists():
            continue
        goal.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source / name, goal)
        except OSError:
            part = goal.with_name(goal.name + PART)
            shutil.copyfile(source / name, part)
            part.rename(goal)


def free_name(database: str, names) -> str:
    """The name for a database that is kept; names sort as their moments do."""
    moment = now()
    while (name := f"{database}{BEFORE}{moment:%Y%m%d_%H%M%S}") in names:
        moment += timedelta(seconds=1)
    return name


def swap(postgres: Postgres, database: str, incoming: str, stores: Path) -> str:
    """Give ``incoming`` the name ``database``; answers the name under which the former one is kept, or ''.

    Whatever was kept under ``incoming`` (a name with ``_before_``) goes, since it is the database now.
    """
    names = postgres.databases()
    kept = free_name(database, names) if database in names else ""
    coming = stores / incoming
    if BEFORE in incoming:
        coming = coming.rename(stores / (incoming + PART)) if coming.exists() else coming
    try:
        if kept:
            link_all(stores / database, stores / (kept + PART))
        link_all(coming, stores / database)
        os.sync()
        renames = [f"ALTER DATABASE {identifier(incoming)} RENAME TO {identifier(database)}"]
        if kept:
            renames.insert(0, f"ALTER DATABASE {identifier(database)} RENAME TO {identifier(kept)}")
        postgres.rows("postgres", *renames)
    except BaseException:
        with contextlib.suppress(BackupError, OSError):
            settle(postgres, database, stores)
        raise
    if kept:
        (stores / (kept + PART)).rename(stores / kept)
    for name in files(stores / database) - files(coming):
        (stores / database / name).unlink()
    remove(coming)
    return kept


def kept_ones(postgres: Postgres, database: str) -> list[str]:
    """The databases that were kept when another took their place, oldest first."""
    return [
        name
        for name in postgres.databases()
        if name.startswith(database) and KEPT.fullmatch(name.removeprefix(database))
    ]


def is_copy(postgres: Postgres, name: str) -> bool:
    """Whether a database is a trial copy that ``restore --copy`` made."""
    try:
        rows = postgres.rows(
            name, "SELECT value FROM ir_config_parameter WHERE key = 'kfz.restored'"
        )
        return bool(rows and json.loads(rows[0][0]).get("copy"))
    except (BackupError, ValueError, AttributeError):
        return False


def refuse_if_used(postgres: Postgres, database: str) -> None:
    """A database that programs are connected to is not replaced."""
    if database in postgres.databases() and postgres.connected(database):
        raise BackupError(
            f"Programs are connected to the database {database}; nothing was changed.",
            "Stop Odoo first (Ctrl-C where ./kfz run runs; docker compose stop odoo), or restore under another name with --database.",
        )


def back(postgres: Postgres, database: str, stores: Path) -> tuple[str, str]:
    """Undo the last restore; answers which database came back, and where the one that was in its place is kept."""
    with alone(stores):
        settle(postgres, database, stores)
        kept = kept_ones(postgres, database)
        if not kept:
            raise BackupError(
                f"No earlier state of the database {database} is kept.", "There is nothing to undo."
            )
        refuse_if_used(postgres, database)
        return kept[-1], swap(postgres, database, kept[-1], stores)


def drop_kept(postgres: Postgres, name: str, stores: Path) -> None:
    """Drop a database that a restore has kept, or a trial copy, with its files; only such a one."""
    is_there = name in postgres.databases()
    if not is_there or not (KEPT.search(name) or is_copy(postgres, name)):
        raise BackupError(
            f"{name} is neither a database that a restore has kept nor a trial copy.",
            "Name one as the restore named it, for example kfz_before_20261130_071440.",
        )
    refuse_if_used(postgres, name)
    postgres.drop(name)
    remove(stores / name)
