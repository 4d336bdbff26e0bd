"""Rules of the house that no linter knows. Each takes the repository and yields what breaks it."""

import ast
import csv
import re
from pathlib import Path
from xml.etree import ElementTree

from ..paths import MODULE
from . import methods, rooms, sizes
from .sizes import files

REGISTRY_HOST = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org|[a-z.]*debian\.org|[a-z.]*ubuntu\.com)\b"
)
#: values that a sentence takes up when it is said
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
CARD_FIELD = re.compile(r"\brecord\.(\w+)")
DATA_FOLDERS = {"data", "demo", "security", "views", "wizard", "report"}
HOST_FREE = {
    ".py",
    ".txt",
    ".toml",
    ".yml",
    ".yaml",
    ".json",
    ".sh",
    ".cfg",
    ".conf",
    ".md",
    ".xml",
    "",
}


def is_superuser(node) -> bool:
    """Whether a call is with_user() for the superuser, which keeps the client's context."""
    given = node.args[0] if node.args else None
    return (
        node.func.attr == "with_user"
        and getattr(given, "id", getattr(given, "attr", "")) == "SUPERUSER_ID"
    )


def raises_rights(node) -> bool:
    """Whether a node is a call of sudo(), or of with_user() for the superuser; sudo(False) gives rights back."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    given = node.args[0] if node.args else None
    if node.func.attr == "_kfz_as_system" or is_superuser(node):
        return True
    return node.func.attr == "sudo" and getattr(given, "value", True) is not False


def sudo_calls(tree):
    """(line of the statement, line of the call) of every call that raises rights."""
    for statement in ast.walk(tree):
        if isinstance(statement, ast.stmt) and not hasattr(statement, "body"):
            for node in filter(raises_rights, ast.walk(statement)):
                yield statement.lineno, node.func.end_lineno


def sudo_reasons(repo: Path):
    """A call in the addon that raises rights has its reason (# sudo: why) on the lines before; tests need none."""
    for path in files(repo, ".py"):
        if "addons" not in path.parts or "tests" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        rows = text.splitlines()
        for first, last in sudo_calls(ast.parse(text)):
            if not any(re.search(r"#\s*sudo: \S", row) for row in rows[max(first - 4, 0) : last]):
                yield f"{path.relative_to(repo)}:{last}: rights are raised without '# sudo: why' on the line before"


def clean_system(repo: Path):
    """Only one method makes records the system's, without what the client put into the context."""
    for path in files(repo, ".py"):
        if "addons" not in path.parts or "tests" in path.parts or path.name == "base_grants.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and is_superuser(node)
            ):
                yield f"{path.relative_to(repo)}:{node.lineno}: keeps the client's context: use _kfz_as_system()"


def registry_hosts(repo: Path):
    """No file names the host of a package registry."""
    for path in files(repo):
        if path.suffix in HOST_FREE and path.name != "house.py" and path.stat().st_size < 2_000_000:
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            for number, line in enumerate(text.splitlines(), 1):
                if match := REGISTRY_HOST.search(line):
                    yield f"{path.relative_to(repo)}:{number}: names the host {match[0]}"


def po_fields(rows: list[str]) -> dict[str, str]:
    """msgid and msgstr of one entry, their continued lines joined."""
    fields, current = {}, None
    for row in rows:
        if match := re.match(r'(msgid|msgstr)\s+(".*")$', row):
            current = match[1]
            fields[current] = ast.literal_eval(match[2])
        elif current and row.startswith('"'):
            fields[current] += ast.literal_eval(row)
    return fields


def po_entries(text: str):
    """Entries of a .po file: (flags, msgid, msgstr)."""
    for block in re.split(r"\n\s*\n", text):
        rows = [row for row in block.splitlines() if not row.startswith("#~")]
        flags = " ".join(row for row in rows if row.startswith("#,"))
        fields = po_fields(rows)
        if "msgid" in fields:
            yield flags, fields["msgid"], fields.get("msgstr", "")


def translations(repo: Path):
    """zh_CN is complete, with nothing fuzzy, and every value of a sentence stands in it as often as in English."""
    path = repo / "addons" / MODULE / "i18n" / "zh_CN.po"
    if not path.exists():
        return
    for flags, msgid, msgstr in po_entries(path.read_text(encoding="utf-8")):
        if msgid and "fuzzy" in flags:
            yield f"zh_CN.po: fuzzy: {msgid[:80]}"
        elif msgid and not msgstr:
            yield f"zh_CN.po: not translated: {msgid[:80]}"
        elif sorted(PLACEHOLDER.findall(msgid)) != sorted(PLACEHOLDER.findall(msgstr)):
            yield f"zh_CN.po: other values than in English: {msgid[:80]}"


def stored_classes(tree):
    """Classes of a module that are not abstract models."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and not any(
            "AbstractModel" in ast.unparse(base) for base in node.bases
        ):
            yield node


def model_names(node: ast.ClassDef):
    """What a class assigns to ``_name``."""
    for part in node.body:
        if (
            isinstance(part, ast.Assign)
            and getattr(part.targets[0], "id", "") == "_name"
            and isinstance(part.value, ast.Constant)
        ):
            yield part.value.value


def own_models(addon: Path):
    """(model, file) of the models that the addon declares; abstract models need no access rights."""
    for folder in ("models", "wizard", "report"):
        for path in sorted((addon / folder).rglob("*.py")):
            for node in stored_classes(ast.parse(path.read_text(encoding="utf-8"))):
                for name in model_names(node):
                    yield name, path


def access_rights(repo: Path):
    """Every kfz.* model has a row in ir.model.access.csv."""
    addon = repo / "addons" / MODULE
    with open(addon / "security" / "ir.model.access.csv", encoding="utf-8", newline="") as file:
        covered = {
            (row.get("model_id:id") or row.get("model_id/id") or "").rsplit(".", 1)[-1]
            for row in csv.DictReader(file)
        }
    for model, path in own_models(addon):
        if model.startswith("kfz.") and "model_" + model.replace(".", "_") not in covered:
            yield f"{path.relative_to(repo)}: {model} has no row in ir.model.access.csv"


def manifest_files(repo: Path):
    """Files that the manifest names exist, and data files that exist are named."""
    addon = repo / "addons" / MODULE
    manifest = ast.literal_eval((addon / "__manifest__.py").read_text(encoding="utf-8"))
    named = {*manifest.get("data", []), *manifest.get("demo", [])}
    for name in sorted(named):
        if not (addon / name).exists():
            yield f"__manifest__.py: {name} does not exist"
    for path in files(repo, ".xml"):
        if addon in path.parents and path.relative_to(addon).parts[0] in DATA_FOLDERS:
            if path.relative_to(addon).as_posix() not in named:
                yield f"{path.relative_to(repo)} is not in the manifest"


def imported_names(init: Path) -> set[str]:
    """What an __init__.py imports: module names, and '.room' where it takes all of a room."""
    nodes = [
        node
        for node in ast.parse(init.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom)
    ]
    return {
        f".{node.module}" if alias.name == "*" else alias.name
        for node in nodes
        for alias in node.names
    }


def imported_tests(repo: Path):
    """Every test file is named in its room's __init__.py, and every room in tests/__init__.py: Odoo runs no other."""
    folder = repo / "addons" / MODULE / "tests"
    for path in sorted(set(folder.rglob("test_*.py")) - set(folder.glob("unit/**/*.py"))):
        init = path.parent / "__init__.py"
        if not init.exists() or path.stem not in imported_names(init):
            yield f"{path.relative_to(repo)} is not imported in {init.relative_to(repo)}"
        if path.parent != folder and f".{path.parent.name}" not in imported_names(
            folder / "__init__.py"
        ):
            yield f"{path.relative_to(repo)}: tests/__init__.py does not import its room {path.parent.name}"


def card_fields(repo: Path):
    """What a card reads of its record is a field of the view; otherwise the page ends in an error as soon as there is a record."""
    for path in files(repo, ".xml"):
        try:
            cards = list(ElementTree.parse(path).iter("kanban"))
        except ElementTree.ParseError as error:
            yield f"{path.relative_to(repo)}: {error}"
            continue
        for card in cards:
            known = {field.get("name") for field in card.iter("field")}
            for name in sorted(
                {*CARD_FIELD.findall(ElementTree.tostring(card, encoding="unicode"))} - known
            ):
                yield f"{path.relative_to(repo)}: a card reads record.{name}, which is no field of its view"


def declared_ids(addon: Path):
    """(external id, file) of every record that the data files of the addon declare."""
    for path in sorted([*addon.rglob("*.xml"), *addon.rglob("*.csv")]):
        # the .csv of demo/ are tables of its loader
        folders = DATA_FOLDERS if path.suffix == ".xml" else DATA_FOLDERS - {"demo"}
        if path.relative_to(addon).parts[0] in folders:
            for name in (ids_of_xml if path.suffix == ".xml" else ids_of_csv)(path):
                yield name.removeprefix(f"{MODULE}."), path


def ids_of_xml(path: Path) -> list[str]:
    """External ids that a file of views or data declares."""
    try:
        nodes = list(ElementTree.parse(path).iter())
    except ElementTree.ParseError:
        return []  # "card fields" tells
    declaring = [node for node in nodes if node.tag in ("record", "template", "menuitem")]
    return [node.get("id") for node in declaring if node.get("id")]


def ids_of_csv(path: Path) -> list[str]:
    """External ids that a table declares."""
    with open(path, encoding="utf-8", newline="") as file:
        return [row["id"] for row in csv.DictReader(file) if row.get("id")]


def ids_once(repo: Path):
    """Nothing is declared twice under one external id: the file that is loaded last would win, and take away what the first one says."""
    seen: dict[str, Path] = {}
    for name, path in declared_ids(repo / "addons" / MODULE):
        if name in seen:
            yield f"{path.relative_to(repo)}: {name} is declared in {seen[name].relative_to(repo)} already"
        seen.setdefault(name, path)


RULES = {
    "Python file size": sizes.python_size,
    "line length": sizes.line_length,
    "view file size": sizes.view_size,
    "function size": sizes.function_size,
    "sudo reasons": sudo_reasons,
    "clean system": clean_system,
    "registry hosts": registry_hosts,
    "translations": translations,
    "access rights": access_rights,
    "manifest files": manifest_files,
    "imported tests": imported_tests,
    "card fields": card_fields,
    "ids once": ids_once,
    "one method once": methods.said_twice,
    "map of rooms": rooms.broken,
}
