"""Backup, loss and restore of a database on a real server; what was lost comes back, and what is damaged is refused."""

import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path

from ..backup import BackupError, Postgres, postgres, restoring, stores, swap, take
from ..project import Project
from .client import Client
from .product import drop
from .result import Result

#: what a restore itself writes
OURS = "'kfz.restored', 'kfz.backup.last'"
KILLS = (0.4, 1.5)


def run(project: Project, database: str, result: Result) -> None:
    """Back up a database, lose it, bring it back; the checks of the start then run on what came back."""
    server, store = postgres(project), stores(project)
    folder = project.layout.logs / "backups"
    folder.mkdir(exist_ok=True)
    out = folder / "one.kfzbackup"
    out.unlink(missing_ok=True)
    before = seen(project, server, database)
    result.check("a backup is private and whole", taken(server, database, store, out))
    result.check("a full disk leaves no half backup", full_disk(server, database, store, folder))
    result.check("a damaged backup changes nothing", damaged(project, server, database, out))
    drop(project, database)
    for seconds in KILLS:
        result.check(
            "a restore that is killed leaves nothing behind",
            killed(project, server, database, out, seconds),
        )
    with open(out, "rb") as file:
        restoring.restore(server, file, database, store, addons(project))
    after = seen(project, server, database)
    lost = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    result.check("a restored database has the same rows, files and figures", ", ".join(lost))
    result.check("a restored copy sends nothing", trial_copy(project, server, database, out))
    out.unlink()


def ledgers(client: Client) -> str:
    """What the integrity check of the product finds, by itself and against heads that were exported."""
    heads = client.call("kfz.award.entry", "kfz_export_head").get("result")
    for exported in (None, heads):
        found = client.call("kfz.award.entry", "kfz_check", exported).get("result")
        if not found or any(found.values()):
            return str(found)
    return ""


def addons(project: Project) -> list[Path]:
    """The folders of addons."""
    return [*project.odoo.addons, project.layout.addons]


def seen(project: Project, server: Postgres, database: str) -> dict[str, str]:
    """A hash of the rows of each table, of each file, and of a report's workbook."""
    tables = [name for (name,) in server.rows(database, take.TABLES)]
    ours = f"WHERE key NOT IN ({OURS})"
    # the text of a row; row order differs, so hashes are added up
    query = " UNION ALL ".join(
        f"SELECT '{table}', coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0) FROM \"{table}\" t "
        + (ours if table == "ir_config_parameter" else "")
        for table in tables
    )
    found = dict(server.rows(database, query))
    for row in server.rows(database, take.FILES):
        path = stores(project) / database / row[0]
        found[row[0]] = hashlib.sha256(path.read_bytes()).hexdigest()
    return {**found, **figures(project, database)}


def figures(project: Project, database: str) -> dict[str, str]:
    """The sheets of a report's workbook."""
    out = project.layout.logs / "backup-report.xlsx"
    request = {
        "database": database,
        "quarter": "2026Q3",
        "as_of": None,
        "zones": None,
        "lang": "zh_CN",
        "out": str(out),
    }
    config = project.config_file("report", db_name=database)
    project.inside("report.py", config, request, project.layout.logs / "report.log")
    with zipfile.ZipFile(out) as book:
        return {
            name: hashlib.sha256(book.read(name)).hexdigest()
            for name in book.namelist()
            if name.startswith("xl/")
        }


def taken(server: Postgres, database: str, store: Path, out: Path) -> str:
    """Take a backup; what is wrong with it, or with a second one to the same place."""
    facts = take.take(server, database, store / database, out)
    if out.stat().st_mode & 0o077:
        return "others can read it"
    if facts["missing"] or not facts["files"]:
        return f"files: {facts['files']}, missing: {facts['missing']}"
    try:
        take.take(server, database, store / database, out)
        return "an existing file was overwritten"
    except BackupError:
        return ""


@contextmanager
def small_disk(size: int):
    """As on a full disk: no file grows beyond a size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def full_disk(server: Postgres, database: str, store: Path, folder: Path) -> str:
    """Take a backup where there is no room."""
    before = sorted(os.listdir(folder))
    try:
        with small_disk(1 << 20):
            take.take(server, database, store / database, folder / "two.kfzbackup")
        return "it was taken"
    except BackupError as error:
        if "is full" not in error.message:
            return error.message
    return "" if sorted(os.listdir(folder)) == before else f"left behind: {os.listdir(folder)}"


def damaged(project: Project, server: Postgres, database: str, out: Path) -> str:
    """Restore a file with one byte changed."""
    before = server.databases()
    spoiled = out.with_suffix(".spoiled")
    content = bytearray(out.read_bytes())
    content[len(content) // 2] ^= 1
    spoiled.write_bytes(content)
    try:
        with open(spoiled, "rb") as file:
            restoring.restore(server, file, database, stores(project), addons(project))
        return "it was restored"
    except BackupError:
        return "" if server.databases() == before else "databases changed"
    finally:
        spoiled.unlink()


def killed(project: Project, server: Postgres, database: str, out: Path, seconds: float) -> str:
    """Kill a restore with signal 9 after some time; the database is there whole, or not at all, and nothing else."""
    names = set(server.databases())
    command = [
        sys.executable,
        project.layout.repo / "deploy" / "backup.py",
        "restore",
        out,
        "--yes",
    ]
    options = [
        "--database",
        database,
        "--filestore",
        stores(project),
        "--programs",
        server.programs,
    ]
    folders = [part for folder in addons(project) for part in ("--addons", folder)]
    child = subprocess.Popen(
        [str(part) for part in [*command, *options, *folders]],
        env=server.env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    child.wait()
    # what the server was doing for the dead client it does to its end
    deadline = time.monotonic() + 60
    busy = "SELECT count(*) FROM pg_stat_activity WHERE application_name IN ('psql', 'pg_restore') AND pid <> pg_backend_pid()"
    while server.rows("postgres", busy) != [["0"]] and time.monotonic() < deadline:
        time.sleep(0.2)
    with swap.alone(stores(project)):
        swap.settle(server, database, stores(project))
    drop(project, database)
    left = set(server.databases()) - names
    folder = stores(project) / (database + swap.RESTORING)
    return f"left behind: {left}" if left or folder.exists() else ""


def trial_copy(project: Project, server: Postgres, database: str, out: Path) -> str:
    """Restore as a trial copy; it has no schedules, no mail server, and says what it is."""
    copy = f"{database}_copy"
    with open(out, "rb") as file:
        restoring.restore(server, file, copy, stores(project), addons(project), copy=True)
    try:
        crons = int(server.value(copy, "SELECT count(*) FROM ir_cron WHERE active"))
        flag = server.value(
            copy, "SELECT value FROM ir_config_parameter WHERE key = 'database.is_neutralized'"
        )
        return "" if crons <= 1 and flag == "true" else f"{crons} schedules, flag {flag}"
    finally:
        drop(project, copy)
