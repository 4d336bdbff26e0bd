"""PostgreSQL's settings for the memory at hand and the size of the data.

``python3 tools/kfz/pg_settings.py [MB [PERCENT]]`` prints those of a server that runs outside the launcher, for its
``postgresql.conf`` or the ``command`` of its container: the memory of the machine (or the limit of the container) in MB, unless
one is given, and how much of it PostgreSQL may take to be its own.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

#: what does not depend on the machine
FIXED = {
    "max_connections": "150",
    "random_page_cost": "1.1",
    "max_wal_size": "2GB",
    "jit": "off",
}
#: of a cluster of the launcher: nobody but this machine reaches it
PLACE = {
    "unix_socket_directories": "''",
    "listen_addresses": "'127.0.0.1'",
    "logging_collector": "off",
}
#: MB of the smallest machine that is served: its settings are those of a machine whose memory nobody knows, too
SMALL = 2048
#: MB of buffers at least, also where the data is small: it grows until the next start
LEAST_BUFFERS = 128
MOST_BUFFERS = 8192


def memory(root: Path = Path("/")) -> int:
    """MB that this process may use: those of the machine, or of its control group (versions 1 and 2) if that is less."""
    found = [_of_machine(root), *_limits(root)]
    return min([value for value in found if value] or [SMALL])


def _of_machine(root: Path) -> int:
    try:
        lines = (root / "proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("MemTotal:"))
    except (OSError, ValueError, StopIteration):
        return 0


def _limits(root: Path) -> Iterator[int]:
    """Limits of the control groups that this process is in; one without a limit says "max", or a huge number."""
    for folder, name, file in _groups(root):
        inner = folder / name
        for group in (inner, *inner.parents):
            if group == folder or folder in group.parents:
                try:
                    yield int((group / file).read_text(encoding="ascii")) // 2**20
                except (OSError, ValueError):
                    continue


def _groups(root: Path) -> Iterator[tuple[Path, str, str]]:
    """(folder of the hierarchy, name of the group in it, file of the limit), for versions 1 and 2."""
    try:
        lines = (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    for line in lines:
        _number, controllers, name = line.split(":", 2)
        if not controllers:
            yield root / "sys/fs/cgroup", name.strip("/"), "memory.max"
        elif "memory" in controllers.split(","):
            yield root / "sys/fs/cgroup/memory", name.strip("/"), "memory.limit_in_bytes"


def data_size(folder: Path) -> int:
    """MB of the databases in a data folder of PostgreSQL; 0 when there is none, or nobody may read it."""
    total = 0
    for path, _folders, names in os.walk(folder / "base"):
        for name in names:
            try:
                total += os.stat(os.path.join(path, name)).st_size
            except OSError:  # a server that runs removes files meanwhile
                continue
    return total // 2**20


def sized(mb: int, data_mb: int | None = None) -> dict[str, str]:
    """The settings for a machine with ``mb`` of memory, which PostgreSQL shares with Odoo.

    An eighth of the first 2 GB and a quarter of what is above are PostgreSQL's buffers, no more than twice the data needs. A sort may take
    1/128 of the memory (16 MB of 2 GB): each of Odoo's connections may sort at once, and hardly more than some do.
    """
    buffers = mb // 8 if mb <= SMALL else SMALL // 8 + (mb - SMALL) // 4
    if data_mb is not None:
        buffers = min(buffers, max(SMALL // 8, 2 * data_mb))
    buffers = between(LEAST_BUFFERS, buffers, MOST_BUFFERS)
    return {
        **FIXED,
        "shared_buffers": f"{buffers}MB",
        "effective_cache_size": f"{max(mb // 2, buffers)}MB",
        "work_mem": f"{between(4, mb // 128, 64)}MB",
        "maintenance_work_mem": f"{between(64, mb // 16, 1024)}MB",
    }


def between(least: int, value: int, most: int) -> int:
    """The value, within bounds."""
    return max(least, min(value, most))


def main(arguments: list[str]) -> None:
    """Print the settings of a server that runs outside the launcher."""
    mb = int(arguments[0]) if arguments else memory()
    percent = int(arguments[1]) if len(arguments) > 1 else 100
    for name, value in sized(mb * percent // 100).items():
        print(f"{name} = {value}")


if __name__ == "__main__":
    main(sys.argv[1:])
