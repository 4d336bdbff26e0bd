"""Names of regular backups, and how many are kept."""

import contextlib
import fcntl
import re
from pathlib import Path

from . import archive
from .errors import BackupError

SUFFIX = ".kfzbackup"


def file_name(database: str, moment) -> str:
    """``kfz-20261130-071440.kfzbackup``: names sort as their moments do."""
    return f"{database}-{moment:%Y%m%d-%H%M%S}{SUFFIX}"


def ours(folder: Path, database: str) -> list[Path]:
    """The backups of a database in a folder, oldest first: by name, and by what stands in them."""
    pattern = re.compile(re.escape(database) + r"-\d{8}-\d{6}" + re.escape(SUFFIX))
    return [
        path
        for path in sorted(folder.iterdir())
        if pattern.fullmatch(path.name)
        and path.is_file()
        and says(path).get("database") == database
    ]


def says(path: Path) -> dict:
    """What a file says of itself; nothing when it is no backup."""
    try:
        with open(path, "rb") as file:
            return archive.head(file)
    except (OSError, BackupError):
        return {}


def thin_out(folder: Path, database: str, keep: int) -> list[Path]:
    """Remove the oldest backups of a database beyond ``keep``; answers those removed."""
    old = ours(folder, database)[:-keep]
    for path in old:
        path.unlink()
    return old


def clear_parts(folder: Path, database: str) -> None:
    """Remove what an interrupted backup left, unless another one is writing it right now."""
    for path in folder.glob(f"{database}-*{SUFFIX}.part"):
        with contextlib.suppress(OSError), open(path, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
