"""Log files: how much a program has written since, and making room.

Every log is opened for appending, so that a program goes on writing at the start of a file that was copied and emptied.
"""

import contextlib
import fcntl
import shutil
from pathlib import Path

LIMIT = 10_000_000
KEEP = 5
TAIL = 20_000


def size(path: Path) -> int:
    """Bytes of a log that may not be there yet."""
    return path.stat().st_size if path.exists() else 0


def since(path: Path, begin: int) -> str:
    """The end of what was written after the first ``begin`` bytes (all of it, if the file was emptied meanwhile)."""
    try:
        with open(path, "rb") as log:
            length = path.stat().st_size
            log.seek(max(begin if begin <= length else 0, length - TAIL))
            return log.read().decode("utf-8", "replace")
    except OSError:
        return ""


def rotate(path: Path, limit: int = LIMIT, keep: int = KEEP) -> bool:
    """Move a log that has become too long to ``path.1``, older ones to ``.2`` and so on; whether it was."""
    if size(path) <= limit:
        return False
    for number in range(keep - 1, 0, -1):
        older = path.with_name(f"{path.name}.{number}")
        if older.exists():
            older.replace(path.with_name(f"{path.name}.{number + 1}"))
    try:
        shutil.copy2(path, path.with_name(f"{path.name}.1"))
    except OSError:
        # on a full disk an old log is worth less than the room it takes
        path.with_name(f"{path.name}.1").unlink(missing_ok=True)
    with open(path, "r+b") as log:
        log.truncate(0)
    return True


def rotate_all(folder: Path, limit: int = LIMIT, keep: int = KEEP) -> list[str]:
    """Rotate the logs of a folder, unless another command is doing so; the names of those that were too long."""
    with contextlib.suppress(OSError), open(folder / ".rotating", "a", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return [path.name for path in sorted(folder.glob("*.log")) if rotate(path, limit, keep)]
    return []
