"""The verb import: a workbook is read as the wizard reads it, what its columns are is said on the command line."""

import base64
import os
import shlex
from pathlib import Path

from .errors import KfzError
from .project import Project
from .verbs import need_database

SPREADSHEETS = (".xlsx", ".xls", ".csv")
#: who says what a column is taken for
SOURCES = {
    "known": "by a known word",
    "layout": "remembered",
    "chosen": "as you say",
    "left_out": "nothing that the list takes in",
}
#: {field of the page: the switch that stands for it}
SWITCHES = {"column_ids": "--column", "zone_id": "--zone CODE", "is_opening": "--opening"}
#: who imports unless somebody says who, by kind of list: the first login that the database has
IMPORTERS = {"trade": ["customs", "customs2"]}
EVERYBODY = ["manager4", "manager"]


def import_file(project: Project, options) -> int:
    """Read a workbook as the import wizard does, or list what its columns can be."""
    if options.fields:
        return show_fields(project, options.fields, options.login)
    source = workbook(options)
    columns = [column_choice(text) for text in options.column]
    project.set_up()
    database = need_database(project)
    rejected = rejected_path(options, source)
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
            "rejected": str(rejected or ""),
            "login": options.login,
            "logins": importers(options.kind),
            "file": base64.b64encode(source.read_bytes()).decode(),
        }
        answer = ask(project, request, lambda line: show_progress(step, line))
    show_import(project.ui, answer, options.kind, options.dry_run)
    return 1 if answer["refused_file"] or answer["counts"]["error_count"] else 0


def workbook(options) -> Path:
    """The file to read.

    :raises KfzError: when the kind or the file is not given, or the file is no workbook
    """
    if not (options.kind and options.file):
        raise KfzError(
            "Nothing says what to import.",
            "Give the kind of list and the file, for example: ./kfz import --kind project ledger.xlsx.",
        )
    source = Path(options.file)
    if not source.is_file():
        raise KfzError(
            f"There is no file {options.file}.", "Give the path of an .xlsx, .xls or .csv file."
        )
    if source.suffix.lower() not in SPREADSHEETS:
        raise KfzError(f"{source.name} is not a workbook.", "Give an .xlsx, .xls or .csv file.")
    return source


def rejected_path(options, source: Path) -> Path | None:
    """Where the refused rows are written: the current folder, whosever the file's is; a trial writes them only where it is told to.

    :raises KfzError: when nothing can be written there, before anything is imported
    """
    if options.dry_run and not options.rejected:
        return None
    path = Path(options.rejected or source.stem + ".rejected.xlsx").absolute()
    place = path if path.exists() else path.parent
    if path.is_dir() or not path.parent.is_dir() or not os.access(place, os.W_OK):
        raise KfzError(
            f"Rows to correct cannot be written to {path}.",
            "Say where they go, for example: --rejected /tmp/rejected.xlsx. Nothing was imported.",
        )
    return path


def importers(kind: str) -> list[str]:
    """The logins of the demonstration data that may import a kind of list, whom to ask first."""
    return IMPORTERS.get(kind, EVERYBODY)


def ask(project: Project, request: dict, on_line=None) -> dict:
    """Have import_file.py do it in Odoo's environment."""
    return project.inside(
        "import_file.py",
        project.config_file("import", db_name=request["database"]),
        request,
        project.layout.logs / "import.log",
        on_line,
    )


def show_fields(project: Project, kind: str, login: str | None) -> int:
    """List what the columns of a kind of list can be."""
    project.set_up()
    request = {
        "database": need_database(project),
        "login": login,
        "logins": importers(kind),
        "fields_of": kind,
    }
    answer = ask(project, request)
    project.ui.say(f"\n    What a column of a list of this kind ({kind}) can be:\n")
    wide = max(len(name) for name, _label, _is_amount in answer["fields"])
    for name, label, is_amount in answer["fields"]:
        unit = f"  (with a unit: {name}:万元)" if is_amount else ""
        project.ui.say(f"    {name:<{wide}}  {label}{unit}")
    project.ui.say(
        "\n    Type it as --column 'HEADING=FIELD', by either name; 'HEADING=' leaves the column out."
    )
    return 0


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


def show_import(ui, answer: dict, kind: str = "", dry_run: bool = False) -> None:
    """Print the result of an import: what the columns are taken for, changes, and the remarks on the file and its rows."""
    show_columns(ui, answer.get("columns", ()), kind)
    show_changes(ui, answer.get("changes", ()), dry_run)
    ui.say()
    for line in answer["lines"]:
        place = f"row {line['row']}" if line["row"] else "rows" if line.get("rows") else "file"
        column = f" [{line['column']}]" if line["column"] else ""
        ui.say(f"    {place}{column} {line['level']}: {line['message']}")
    counts = answer["counts"]
    labels = answer.get("labels")
    if labels and counts.get("error_count"):
        said = ", ".join(f"“{labels[name]}” is {switch}" for name, switch in SWITCHES.items())
        ui.say(f"\n    The remarks use the words of the page, in the user's language: {said}.")
    ui.say(
        "\n    "
        + ", ".join(f"{key.removesuffix('_count')} {value}" for key, value in counts.items())
    )
    if answer.get("rejected"):
        ui.say(f"    rows to correct: {answer['rejected']}")


def show_changes(ui, changes: list[dict], dry_run: bool) -> None:
    """Print old and new value of every change to a record that is there, and whether it is made."""
    if not changes:
        return
    ui.say("\n    Changes:")
    made = "would be made" if dry_run else "made"
    for change in changes:
        done = made if change["is_made"] else "not made; --undo makes it where you may"
        values = f"{change['old'] or '–'} → {change['new'] or '–'}"
        ui.say(f"    row {change['row']} {change['record']}, {change['label']}: {values} ({done})")


def show_columns(ui, columns: list[dict], kind: str) -> None:
    """Print what the columns are taken for, and what to type for those that nobody has decided on."""
    if not columns:
        return
    ui.say("\n    List of columns:")
    for column in columns:
        ui.say(f"    {column['letter']:>3} {column['heading']} = {taken_for(column)}")
    undecided = [column for column in columns if column.get("is_open")]
    if not undecided:
        return
    ui.say("\n    To decide, add what is right, and put the field in where FIELD stands:")
    for column in undecided:
        ui.say(f"      {typed(column)}")
    ui.say(
        "    'HEADING=' leaves a column out. "
        f"What FIELD can be: ./kfz import --fields {kind or 'KIND'}"
    )


def taken_for(column: dict) -> str:
    """What a column is taken for, by its label on the page and by the name to type, and who says so; with a question mark where it is only proposed."""
    taken = column["field"] and f"{column['label']} [{column['field']}]"
    if column["unit"]:
        taken += f" in {column['unit']}"
    if not column.get("is_open"):
        source = SOURCES.get(column["source"], column["source"])
        return f"{taken or 'left out'} ({source})"
    if column.get("leaves_out"):
        taken = "left out"
    return f"{taken}? (not decided)"


def typed(column: dict) -> str:
    """The switch that decides on a column, with what is proposed for it."""
    field = column["field"] or ("" if column.get("leaves_out") else "FIELD")
    if column.get("lacks_unit"):
        field += ":UNIT"
    return f"--column {shlex.quote(column['heading'] + '=' + field)}"
