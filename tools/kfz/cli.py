"""Command line of ``./kfz``."""

import argparse
import os
import signal
import sys
import traceback

from . import diagnose, proc
from .errors import CommandError, KfzError
from .project import Project
from .ui import Ui

EPILOG = """environment:
  KFZ_STATE      folder for everything that is downloaded or created (default: .kfz in the repository)
  KFZ_DATABASE   name of the database (default: kfz)
  ODOO_HOME      an Odoo 19 source checkout to use instead of an installed or downloaded one
  DATABASE_URL, or PGHOST PGPORT PGUSER PGPASSWORD   a PostgreSQL server to use instead of the embedded one
"""


def parser() -> argparse.ArgumentParser:
    """The verbs and their switches."""
    top = argparse.ArgumentParser(
        prog="./kfz",
        description="kfz_investment: investment promotion for linked zones, on Odoo 19.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--debug", action="store_true", help="show the traceback of a failure")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        return verbs.add_parser(
            name, help=text, description=text[:1].upper() + text[1:] + ".", parents=[shared]
        )

    run_verb(verb("run", "set everything up and start the product"))
    test_verb(verb("test", "run all tests; the last line is 'N passed, N failed'"))
    reset = verb("reset", "drop the database and its files")
    reset.add_argument("--yes", action="store_true", help="do not ask")
    backup_verb(verb("backup", "write the database and its files into one file, while people work"))
    restore_verb(verb("restore", "put a backup in the place of the database, which is kept"))
    shell = verb("shell", "open Odoo's shell on the database")
    shell.add_argument("rest", nargs=argparse.REMAINDER, help="passed on to odoo shell")
    report_verb(verb("report", "write the signed-versus-landed workbook of a quarter"))
    import_verb(verb("import", "read a workbook of enterprises, projects, trade or visits"))
    bench = verb("bench", "measure against stock Odoo, side by side")
    bench.add_argument("rest", nargs=argparse.REMAINDER, help="passed on to bench/run.py")
    verb("i18n", "export the addon's terms as of the last start and list those without Chinese")
    verb("update", "set everything up and repair what is damaged, without starting the product")
    return top


def port(text: str) -> int:
    """A port that a program can listen on.

    :raises ArgumentTypeError: for anything else
    """
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text} is not a port: give a number from 1 to 65535")
    return int(text)


def run_verb(run: argparse.ArgumentParser) -> None:
    """Switches of ``run``."""
    run.add_argument(
        "--port", type=port, help="port to serve on (default: 8069 or the next free one)"
    )
    run.add_argument(
        "--no-demo", action="store_true", help="create the database without demonstration data"
    )
    run.add_argument(
        "--new-passwords",
        nargs="*",
        metavar="LOGIN",
        help="give these accounts new passwords and print them; without a login all active ones that a start made",
    )


def backup_verb(backup: argparse.ArgumentParser) -> None:
    """Switches of ``backup``."""
    backup.add_argument("file", nargs="?", help="the file to write")
    backup.add_argument(
        "--into", metavar="DIR", help="write DIR/kfz-YYYYMMDD-HHMMSS.kfzbackup instead"
    )
    backup.add_argument(
        "--keep", type=int, metavar="N", help="with --into: keep the newest N, remove older ones"
    )
    backup.add_argument("--force", action="store_true", help="overwrite the file")


def restore_verb(restore: argparse.ArgumentParser) -> None:
    """Switches of ``restore``."""
    restore.add_argument("file", nargs="?", help="a file that backup wrote")
    restore.add_argument("--database", help="restore under this name (default: the usual one)")
    restore.add_argument(
        "--copy",
        action="store_true",
        help="with --database: a trial copy that sends no mail and runs no schedules",
    )
    restore.add_argument("--yes", action="store_true", help="do not ask")
    restore.add_argument("--back", action="store_true", help="undo the last restore")
    restore.add_argument(
        "--drop", metavar="NAME", help="drop a database that a restore has kept, or a trial copy"
    )


def test_verb(test: argparse.ArgumentParser) -> None:
    """Switches of ``test``."""
    test.add_argument(
        "--only",
        action="append",
        choices=(
            "lint",
            "unit",
            "odoo",
            "isolation",
            "seeded",
            "tours",
            "core",
            "start",
            "pages",
        ),
        help="run this part only (may be given several times); isolation: what another zone could "
        "see or guess; seeded: seeded bugs, each of which a check must notice; pages: a robot that "
        "reads every page; odoo: all our other tests in Odoo",
    )
    test.add_argument("--fast", action="store_true", help="run lint, unit and odoo only")
    test.add_argument(
        "--baseline",
        action="store_true",
        help="with --only core: run core's tests without our addon, to see what fails anyway",
    )
    test.add_argument(
        "paths",
        nargs="*",
        help="test files for pytest, or Odoo test tags such as /kfz_investment:TestGate",
    )


def report_verb(report: argparse.ArgumentParser) -> None:
    """Switches of ``report``."""
    report.add_argument("--quarter", required=True, help="for example 2026Q3")
    report.add_argument("--out", required=True, help="the .xlsx file to write")
    report.add_argument(
        "--as-of",
        help="as known at this moment (2026-10-08, or 2026-10-08T12:00:00, Asia/Shanghai)",
    )
    report.add_argument(
        "--zone",
        action="append",
        help="zone code, for example KCBZ (may be given several times; default: all)",
    )
    report.add_argument("--lang", default="zh_CN", choices=("zh_CN", "en_US"))


def import_verb(imported: argparse.ArgumentParser) -> None:
    """Switches of ``import``."""
    kinds = ("enterprise", "project", "trade", "interaction")
    imported.add_argument("--kind", choices=kinds, help="what the list holds")
    imported.add_argument("file", nargs="?", help="an .xlsx, .xls or .csv file")
    imported.add_argument("--opening", action="store_true", help="import a historical ledger")
    imported.add_argument("--dry-run", action="store_true", help="only report what would happen")
    imported.add_argument(
        "--undo",
        action="store_true",
        help="also change what somebody has changed since the last import (managers; customs for trade)",
    )
    imported.add_argument("--zone", help="zone code for rows without a zone")
    imported.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="HEADING=FIELD",
        help="what a column is taken for, by its name or label: HEADING=investment or HEADING=计划总投资, "
        "HEADING=investment:万元 with the unit of its amounts, HEADING= to leave it out (may be given several times; remembered for the zone unless it is a dry run)",
    )
    imported.add_argument(
        "--fields",
        choices=kinds,
        metavar="KIND",
        help="only list the fields that --column takes for a kind of list (enterprise, project, trade or interaction), and what they mean",
    )
    imported.add_argument(
        "--login",
        help="the user who imports (default: customs for trade, else manager4, where there is demonstration data)",
    )
    imported.add_argument(
        "--rejected",
        help="where to write rows to correct (default: FILE.rejected.xlsx in the current folder; a dry run writes them only with this switch)",
    )


def function(name: str):
    """The function of a verb, imported late so that each verb loads only what it needs."""
    if name == "run":
        from .serve import run

        return run
    if name == "test":
        from .testing import run

        return run
    if name == "import":
        from .imports import import_file

        return import_file
    if name in ("backup", "restore"):
        from . import backup

        return getattr(backup, name)
    from . import verbs

    return getattr(verbs, name)


def main(argv=None) -> int:
    """Run a verb and turn failures into a sentence."""
    options = parser().parse_args(argv)
    os.umask(os.umask(0o022) & ~0o055)
    signal.signal(
        signal.SIGINT, interrupt
    )  # even if a shell started us in the background with SIGINT ignored
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGHUP, interrupt)
    ui = Ui()
    project = None
    try:
        project = Project(ui)
        return function(options.verb)(project, options)
    except KeyboardInterrupt:
        ui.say("Stopped.")
        return 130
    except (KfzError, OSError) as error:
        explain(ui, error, options.debug, project.folders() if project else ())
        return 1
    finally:
        if project:
            proc.end_all()
            project.stop()


def interrupt(_signum, _frame) -> None:
    """Treat SIGINT, SIGTERM and SIGHUP alike."""
    raise KeyboardInterrupt


def explain(ui: Ui, error: Exception, debug: bool, folders=()) -> None:
    """Say what failed, why, what to do, and where the details are."""
    if debug:
        traceback.print_exc(file=sys.stderr)
    ui.say(f"\nFailed: {getattr(error, 'message', None) or error}")
    if isinstance(error, CommandError) and error.tail and debug:
        ui.say(error.tail)
    cause = diagnose.of(error, folders) or diagnose.Cause("")
    lines = {
        "Cause": cause.text,
        "What to do": cause.advice or getattr(error, "hint", ""),
        "Details": getattr(error, "log", ""),
    }
    for title, text in lines.items():
        if text:
            ui.say(f"{title}: {text}")
