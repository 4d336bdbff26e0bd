"""The smaller verbs: reset, shell, report, import, bench, i18n, update."""

import base64
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .errors import KfzError
from .lock import Lock
from .paths import MODULE
from .project import Project

SPREADSHEETS = (".xlsx", ".xls", ".csv")
#: default user per kind of import
IMPORTERS = {"trade": "customs"}


def need_database(project: Project) -> str:
    """The name of the database, which must exist."""
    if not project.sql("status", project.database).get("odoo"):
        raise KfzError(
            f"The database {project.database} does not exist yet.", "Create it first: ./kfz run."
        )
    return project.database


def reset(project: Project, options) -> int:
    """Drop the database and its files, after a typed confirmation."""
    lock = Lock(project.layout.state / "run.lock")
    if not lock.take():
        raise KfzError(
            "kfz_investment is running.", "Stop it first (Ctrl-C where it runs), then ./kfz reset."
        )
    project.set_up()
    database = project.database
    if not options.yes:
        if not sys.stdin.isatty():
            raise KfzError(
                "There is no terminal to confirm on.",
                "Use ./kfz reset --yes to drop the database without confirmation.",
            )
        typed = input(
            f"This drops the database {database} and everything in it. Type its name to continue: "
        )
        if typed.strip() != database:
            project.ui.say("Nothing was changed.")
            return 1
    with project.ui.step(f"Dropping the database {database}"):
        for name in (database, f"{database}_new"):
            project.sql("drop", name)
            shutil.rmtree(project.layout.data / "filestore" / name, ignore_errors=True)
        (project.layout.secrets / "passwords.json").unlink(missing_ok=True)
    lock.release()
    return 0


def shell(project: Project, options) -> int:
    """Odoo's shell, on the database."""
    project.set_up()
    database = need_database(project)
    config = project.config_file("shell", db_name=database)
    return subprocess.call(
        [
            str(project.venv.python),
            "-m",
            "odoo",
            "shell",
            "--config",
            str(config),
            "--no-http",
            *options.rest,
        ],
        env=project.environment(config),
    )


def report(project: Project, options) -> int:
    """Write the signed-versus-landed workbook."""
    project.set_up()
    database = need_database(project)
    out = Path(options.out).absolute()
    with project.ui.step(f"Report of {options.quarter}") as step:
        request = {
            "database": database,
            "quarter": options.quarter,
            "as_of": options.as_of,
            "zones": options.zone or None,
            "lang": options.lang,
            "out": str(out),
        }
        answer = project.inside(
            "report.py",
            project.config_file("report", db_name=database),
            request,
            project.layout.logs / "report.log",
        )
        step.note(f"{answer['bytes']} bytes")
    project.ui.say(f"\n    {out}")
    return 0


def import_file(project: Project, options) -> int:
    """Read a workbook as the import wizard does."""
    source = Path(options.file)
    if not source.is_file():
        raise KfzError(
            f"There is no file {options.file}.", "Give the path of an .xlsx, .xls or .csv file."
        )
    if source.suffix.lower() not in SPREADSHEETS:
        raise KfzError(f"{source.name} is not a workbook.", "Give an .xlsx, .xls or .csv file.")
    columns = [column_choice(text) for text in options.column]
    project.set_up()
    database = need_database(project)
    rejected = Path(options.rejected or source.with_name(source.stem + ".rejected.xlsx")).absolute()
    with project.ui.step(f"{'Trying' if options.dry_run else 'Importing'} {source.name}") as step:
        request = {
            "database": database,
            "kind": options.kind,
            "filename": source.name,
            "opening": options.opening,
            "undo": options.undo,
            "dry_run": options.dry_run,
            "zone": options.zone,
            "columns": columns,
            "rejected": str(rejected),
            "login": options.login or IMPORTERS.get(options.kind, "manager4"),
            "file": base64.b64encode(source.read_bytes()).decode(),
        }
        answer = project.inside(
            "import_file.py",
            project.config_file("import", db_name=database),
            request,
            project.layout.logs / "import.log",
            lambda line: show_progress(step, line),
        )
    show_import(project.ui, answer)
    return 1 if answer["refused_file"] or answer["counts"]["error_count"] else 0


def column_choice(text: str) -> tuple[str, str, str]:
    """Heading, column and unit of ``HEADING=COLUMN:UNIT``; the last two may be ''."""
    heading, equals, taken = text.rpartition("=")
    if not (equals and heading.strip()):
        raise KfzError(
            f"--column “{text}” does not say what a column is taken for.",
            "Write the heading, an equals sign and the column, for example --column '投资额=investment:万元'.",
        )
    field, _colon, unit = taken.replace("：", ":").partition(":")
    return heading.strip(), field.strip(), unit.strip()


def show_progress(step, line: str) -> None:
    """Show the progress that import_file.py reports."""
    if line.startswith("KFZ-STEP "):
        step.progress(line[9:])


def show_import(ui, answer: dict) -> None:
    """Print the result of an import: what the columns are taken for, and the rows that have messages."""
    ui.say()
    for column in answer.get("columns", ()):
        taken = f"{column['field']} {column['unit']}".strip() or "left out"
        ui.say(f"    {column['letter']:>3} {column['heading']} = {taken} ({column['source']})")
    for line in answer["lines"]:
        column = f" [{line['column']}]" if line["column"] else ""
        ui.say(f"    row {line['row']}{column} {line['level']}: {line['message']}")
    counts = answer["counts"]
    ui.say(
        "\n    "
        + ", ".join(f"{key.removesuffix('_count')} {value}" for key, value in counts.items())
    )
    if answer.get("rejected"):
        ui.say(f"    rows to correct: {answer['rejected']}")


def bench(project: Project, options) -> int:
    """Run the measurements of bench/run.py with everything they need set up."""
    script = project.layout.repo / "bench" / "run.py"
    if not script.exists():
        raise KfzError(
            "There is no bench/run.py in this checkout.",
            "Use a checkout that has the measurements.",
        )
    # the comparison of registries reads the database that people work in; measurements make their own
    cluster = "main" if "registry" in options.rest else "test"
    project.set_up(sets=("odoo", "test"), cluster=cluster)
    config = project.config_file("bench", db_name="")
    env = {
        **project.environment(config),
        **{
            key: value
            for key, value in project.postgres_environment().items()
            if key.startswith("PG")
        },
    }
    env.update(
        KFZ_ADDONS_PATH=project.addons_path(),
        KFZ_DATA_DIR=str(project.layout.data),
        KFZ_BENCH_CONFIG=str(config),
        KFZ_DATABASE=project.database,
    )
    return subprocess.call(
        [str(project.venv.python), str(script), *options.rest], env=env, cwd=project.layout.repo
    )


def i18n(project: Project, _options) -> int:
    """Regenerate the addon's translation files; 1 if terms lack Chinese."""
    project.set_up(sets=("odoo", "test"))
    database = need_database(project)
    folder = project.layout.repo / "addons" / MODULE / "i18n"
    with project.ui.step("Translations") as step:
        request = {"database": database, "module": MODULE, "folder": str(folder)}
        answer = project.inside(
            "i18n.py",
            project.config_file("i18n", db_name=database),
            request,
            project.layout.logs / "i18n.log",
        )
        step.note(f"{answer['terms']} terms, {len(answer['missing'])} without Chinese")
    for term in answer["missing"]:
        project.ui.say(f"    {term!r}")
    return 1 if answer["missing"] else 0


def update(project: Project, _options) -> int:
    """Set everything up (and repair what is damaged) without starting the product."""
    project.set_up(sets=("odoo", "test"))
    project.ui.say(
        f"\n    state folder: {project.layout.state}\n    PostgreSQL:   {project.layout.postgres}"
        f"\n    Odoo:         {project.odoo.path} ({os.path.basename(project.odoo.origin)})"
    )
    return 0
