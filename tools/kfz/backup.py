"""``./kfz backup`` and ``./kfz restore``: the core in ``deploy/kfz_backup``, with the launcher's PostgreSQL and questions."""

import contextlib
import shutil
import sys
from pathlib import Path

from kfz_backup import keep, swap, take
from kfz_backup import restore as restoring
from kfz_backup.errors import BackupError
from kfz_backup.postgres import Postgres, checked

from .errors import KfzError
from .lock import Lock
from .postgres import Embedded
from .project import Project


@contextlib.contextmanager
def explained():
    """Failures of the core, as those of the launcher."""
    try:
        yield
    except BackupError as error:
        raise KfzError(error.message, error.hint) from None


def postgres(project: Project) -> Postgres:
    """The server, by the programs of its own version: those of the Python package, else newer ones of the machine."""
    env = project.postgres_environment()
    packaged = Postgres((project.embedded or Embedded(project.layout)).programs(), env)
    if project.embedded or not shutil.which("pg_dump"):
        return packaged
    if packaged.program_major("pg_dump") >= packaged.server_major():
        return packaged
    return Postgres(None, env)


def stores(project: Project) -> Path:
    """The folder that has one folder of files per database."""
    return project.layout.data / "filestore"


@explained()
def settle(project: Project) -> None:
    """Clean up after a restore that was killed; leaves one that is at work alone."""
    leftovers = [
        *stores(project).glob(f"{project.database}{swap.RESTORING}"),
        *stores(project).glob(f"{project.database}{swap.BEFORE}*{swap.PART}"),
    ]
    if leftovers or f"{project.database}{swap.RESTORING}" in project.sql("list")["names"]:
        with (
            project.ui.step("Cleaning up after an interrupted restore"),
            swap.alone(stores(project)),
        ):
            swap.settle(postgres(project), project.database, stores(project))


def counted(step, total: int):
    """Shows how many bytes of a total were done."""
    done = 0

    def count(size: int) -> None:
        nonlocal done
        done += size
        share = f" of {total / 1e6:.0f}" if total else ""
        step.progress(f"{done / 1e6:.0f}{share} MB")

    return count


@explained()
def backup(project: Project, options) -> int:
    """The verb ``backup``."""
    if bool(options.file) == bool(options.into):
        raise KfzError(
            "Name the file to write, or a folder with --into.", "See ./kfz backup --help."
        )
    if options.keep is not None and (options.keep < 1 or not options.into):
        raise KfzError("--keep needs --into, and a number of at least 1.", "Correct the request.")
    project.set_up()
    database = checked(project.database)
    out = Path(options.file).absolute() if options.file else None
    if options.into:
        folder = Path(options.into).absolute()
        keep.clear_parts(folder, database)
        out = folder / keep.file_name(database, take.now())
    with project.ui.step(f"Backup of the database {database}") as step:
        facts = take.take(
            postgres(project),
            database,
            stores(project) / database,
            out,
            force=options.force,
            say=step.progress,
            on_bytes=counted(step, 0),
        )
        step.note(f"{facts['files']} files, {out.stat().st_size / 1e6:.1f} MB, read back")
    if options.keep:
        for path in keep.thin_out(out.parent, database, options.keep):
            project.ui.say(f"    removed {path}")
    tell(project, facts, out)
    return 0


def tell(project: Project, facts: dict, out: Path) -> None:
    """Where the backup is, and what is not in it."""
    project.ui.say(
        f"\n    {out}\n\nNot in it: passwords and keys of this machine ({project.layout.secrets}); keep a copy of them elsewhere."
    )
    if facts["missing"]:
        some = ", ".join(list(facts["missing"].values())[:5])
        project.ui.say(
            f"Warning: {len(facts['missing'])} files that the database names are missing in the store"
            f" (attachments {some}…); the rest is complete."
        )


@explained()
def restore(project: Project, options) -> int:
    """The verb ``restore``."""
    if sum(map(bool, (options.file, options.back, options.drop))) != 1:
        raise KfzError("Name the backup to restore.", "See ./kfz restore --help.")
    if options.copy and not options.database:
        raise KfzError(
            "A trial copy needs a name of its own.", "Add --database, for example kfz_trial."
        )
    project.set_up()
    database = checked(options.database or project.database)
    lock = Lock(project.layout.state / "run.lock")
    # what a restore has kept is in nobody's use
    if not options.drop and database == project.database and not lock.take():
        raise KfzError(
            "kfz_investment is running.",
            "Stop it first (Ctrl-C where it runs), or restore under another name with --database.",
        )
    try:
        if options.back:
            return go_back(project, database)
        if options.drop:
            with project.ui.step(f"Dropping {options.drop}"):
                swap.drop_kept(postgres(project), options.drop, stores(project))
            return 0
        return bring(project, database, options)
    finally:
        lock.release()


def go_back(project: Project, database: str) -> int:
    """Undo the last restore."""
    with project.ui.step(f"Undoing the restore of {database}"):
        name, kept = swap.back(postgres(project), database, stores(project))
    project.ui.say(
        f"\n{name} is the database {database} again; the restored one is kept as {kept}:\n"
        f"    ./kfz restore --back          brings it back\n    ./kfz restore --drop {kept}   drops it"
    )
    return 0


def bring(project: Project, database: str, options) -> int:
    """Check a file, ask, and restore it."""
    path = Path(options.file).absolute()
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "does not exist"
        raise KfzError(f"{path} {what}.", "Name a file that ./kfz backup wrote.")
    server = postgres(project)
    addons = [*project.odoo.addons, project.layout.addons]
    with open(path, "rb") as file:
        with project.ui.step("Checking the file") as step:
            facts = restoring.examine(server, file, addons, counted(step, path.stat().st_size))
            step.note(f"{facts['database']}, {facts['moment']}, version {facts['addon']}")
        if not agreed(project, server, database, facts, options.yes):
            return 1
        with project.ui.step(f"Restoring as {database}") as step:
            facts, kept = restoring.restore(
                server,
                file,
                database,
                stores(project),
                addons,
                copy=options.copy,
                say=step.progress,
            )
    after(project, database, kept, facts, options.copy)
    return 0


def agreed(project: Project, server: Postgres, database: str, facts: dict, yes: bool) -> bool:
    """Whether somebody typed the name of the database that is replaced."""
    if yes or database not in server.databases():
        return True
    if not sys.stdin.isatty():
        raise KfzError(
            f"The database {database} exists, and there is no terminal to confirm on.",
            "Use ./kfz restore --yes to put the backup in its place (it is kept under another name).",
        )
    typed = input(
        f"This puts the backup of {facts['moment']} in the place of the database {database}, which is kept under another name. "
        "Type its name to continue: "
    )
    if typed.strip() != database:
        project.ui.say("Nothing was changed.")
        return False
    return True


def after(project: Project, database: str, kept: str, facts: dict, copy: bool) -> None:
    """What is there now, and how to go back."""
    say = project.ui.say
    say(f"\nThe database {database} is the backup of {facts['moment']} now.")
    if facts["missing"]:
        say(f"Warning: {len(facts['missing'])} files were missing already when it was taken.")
    if kept:
        say(
            f"What was there before is kept as {kept}:\n"
            f"    ./kfz restore --back          undoes the restore\n    ./kfz restore --drop {kept}   drops it"
        )
    start = "./kfz run" if database == project.database else f"KFZ_DATABASE={database} ./kfz run"
    say(f"Start it: {start}{' (a trial copy: no mail, no schedules)' if copy else ''}")
    say("Everybody has the password of the day of the backup.")
