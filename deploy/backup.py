#!/usr/bin/env python3
"""Back up and restore the database with its files, without the launcher; libpq's variables say where the server is.

In the containers of docker-compose.yml::

    python3 /mnt/deploy/backup.py backup --into /backups --keep 14
    python3 /mnt/deploy/backup.py restore /backups/kfz-20261130-021500.kfzbackup --yes
    python3 /mnt/deploy/backup.py settle     # before Odoo starts: clean up after a restore that was killed
"""

import argparse
import os
import sys
import time
from pathlib import Path

from kfz_backup import keep, restore, swap, take
from kfz_backup.errors import BackupError
from kfz_backup.postgres import Postgres, checked

ADDONS = (
    Path("/mnt/extra-addons"),
    Path(__file__).resolve().parents[1] / "addons",
    Path("/usr/lib/python3/dist-packages/odoo/addons"),
)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--database", default="kfz", help="default: kfz")
    shared.add_argument(
        "--filestore",
        type=Path,
        default=Path("/var/lib/odoo/filestore"),
        help="the folder that has one folder of files per database (default: /var/lib/odoo/filestore)",
    )
    shared.add_argument("--programs", type=Path, help="folder of psql, pg_dump and pg_restore")
    top = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = top.add_subparsers(dest="verb", required=True)
    backup = verbs.add_parser("backup", parents=[shared], help="write a backup")
    where = backup.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, help="the file to write")
    where.add_argument("--into", type=Path, help="a folder; the file is named after the moment")
    backup.add_argument("--keep", type=int, help="with --into: how many backups to keep")
    backup.add_argument("--force", action="store_true", help="overwrite the file")
    back = verbs.add_parser("restore", parents=[shared], help="bring a backup back")
    back.add_argument("file", type=Path)
    back.add_argument("--copy", action="store_true", help="a trial copy that sends nothing")
    back.add_argument("--yes", action="store_true", help="do not ask")
    back.add_argument("--addons", type=Path, action="append", help="folders of addons")
    verbs.add_parser("back", parents=[shared], help="undo the last restore")
    verbs.add_parser("settle", parents=[shared], help="clean up after a restore that was killed")
    drop = verbs.add_parser("drop", parents=[shared], help="drop a database that a restore kept")
    drop.add_argument("name")
    return top


class Talk:
    """Prints each step once, and at most one line in ten seconds within a step."""

    def __init__(self):
        self.last = 0.0

    def __call__(self, text: str) -> None:
        if time.monotonic() - self.last > 10:
            self.last = time.monotonic()
            print(f"… {text}", flush=True)


def do_backup(options, postgres: Postgres) -> None:
    """The verb ``backup``."""
    if options.keep is not None and (options.keep < 1 or not options.into):
        raise BackupError("--keep needs --into, and a number of at least 1.")
    out = options.out
    if options.into:
        keep.clear_parts(options.into, options.database)
        out = options.into / keep.file_name(options.database, take.now())
    store = options.filestore / options.database
    facts = take.take(
        postgres, checked(options.database), store, out, force=options.force, say=Talk()
    )
    print(f"{out}: {facts['files']} files, {out.stat().st_size} bytes, read back and complete.")
    if facts["missing"]:
        print(
            f"Warning: {len(facts['missing'])} files are missing in the store (see manifest.json)."
        )
    if options.keep:
        for path in keep.thin_out(options.into, options.database, options.keep):
            print(f"Removed {path}.")


def do_restore(options, postgres: Postgres) -> None:
    """The verb ``restore``."""
    if not options.yes:
        raise BackupError(
            f"This puts the backup in the place of the database {options.database}.",
            "Add --yes to do it.",
        )
    addons = options.addons or [folder for folder in ADDONS if folder.exists()]
    with open(options.file, "rb") as file:
        facts, kept = restore.restore(
            postgres,
            file,
            options.database,
            options.filestore,
            addons,
            copy=options.copy,
            say=Talk(),
        )
    print(f"The database {options.database} is the backup of {facts['moment']} now.")
    if kept:
        print(
            f"What was there before is kept as {kept}: back undoes the restore, drop {kept} drops it."
        )


def do_back(options, postgres: Postgres) -> None:
    """The verb ``back``."""
    name, kept = swap.back(postgres, options.database, options.filestore)
    print(f"{name} is the database {options.database} again; the restored one is kept as {kept}.")


def do_settle(options, postgres: Postgres) -> None:
    """The verb ``settle``."""
    with swap.alone(options.filestore):
        swap.settle(postgres, options.database, options.filestore)


def do_drop(options, postgres: Postgres) -> None:
    """The verb ``drop``."""
    swap.drop_kept(postgres, options.name, options.filestore)
    print(f"Dropped {options.name} with its files.")


def main(argv=None) -> int:
    """Run a verb and turn a failure into a sentence."""
    options = parser().parse_args(argv)
    os.umask(os.umask(0) | 0o022)
    try:
        globals()[f"do_{options.verb}"](options, Postgres(options.programs))
        return 0
    except (BackupError, OSError) as error:
        print(f"Failed: {getattr(error, 'message', None) or error}", file=sys.stderr)
        if getattr(error, "hint", ""):
            print(f"What to do: {error.hint}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
