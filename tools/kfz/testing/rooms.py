"""The map of rooms: which concern of the addon may use which, checked against the code.

The map is the table of ``docs/architecture.md``, so that what a newcomer reads is what is enforced. An arrow is an
import, the name of a model of ours, a method or field that one room defines (also by name in a string), or an external
id of a view, action or menu. Tests may use every room.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from ..paths import MODULE

MAP = Path("docs") / "architecture.md"
ROW = re.compile(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", re.M)
FOLDERS = ("models", "wizard", "views")
#: files of report/ lie flat: the first pattern that their name matches tells the room
REPORTS = (
    (re.compile(r"signed_landed_credit"), "credit"),
    (re.compile(r"award"), "award"),
    (re.compile(r"trade"), "trade"),
    (re.compile(r"ladder"), "landing"),
    (re.compile(r""), "figures"),
)
PREFIXES = ("_kfz_", "kfz_")
FIELD_PATH = re.compile(r"[a-z_]+(\.[a-z_]+)*")
#: names of fields that are also roles, columns of core or of relation tables, keys of plain values, or said of plain objects
WORDS = {
    "account_manager",
    "country_id",
    "date_deadline",
    "interaction_id",
    "is_overdue",
    "parent_path",
    "record_id",
    "state_id",
    "state_label",
}
#: folders beside the rooms that no room may import
CLOSED = ("controllers", "tests", "demo")
#: (file, folder): the one place that loads the demonstration data, when it is asked for
HOOKS = {("models/base/res_company.py", "demo")}
REFERENCES = re.compile(r"%\(([\w.]+)\)d|\bref\(['\"]([\w.]+)['\"]\)")


class Arrow(NamedTuple):
    """One use of another room."""

    user: str
    used: str
    file: Path
    line: int
    name: str


def allowed(repo: Path) -> dict[str, set[str]]:
    """{room: rooms that it may use}, from the table of the architecture page."""
    rows = ROW.findall((repo / MAP).read_text(encoding="utf-8"))
    return {room: set(re.findall(r"\w+", uses)) for room, uses in rows}


def room_of(path: Path, addon: Path) -> str:
    """The room that a file lies in; '' for what belongs to no room."""
    parts = path.relative_to(addon).parts
    if parts[0] in FOLDERS and len(parts) > 2:
        return parts[1]
    if parts[0] == "report" and path.stem != "__init__":
        return next(room for pattern, room in REPORTS if pattern.search(path.stem))
    return ""


def sources(addon: Path, suffix: str) -> list[Path]:
    """Files of all rooms."""
    found = [
        path for folder in (*FOLDERS, "report") for path in (addon / folder).rglob(f"*{suffix}")
    ]
    return sorted(path for path in found if room_of(path, addon))


class Names:
    """What each room defines; ``order`` are the rooms as the map lists them, lower ones first."""

    def __init__(self, addon: Path, order: list[str]):
        self.addon, self.order = addon, order
        self.trees = {
            path: ast.parse(path.read_text(encoding="utf-8")) for path in sources(addon, ".py")
        }
        self.models: dict[str, str] = {}
        self.members: dict[str, set[tuple[str, str]]] = defaultdict(set)  # name → (room, model)
        self.fields: set[str] = set()
        for path, tree in self.trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    self.add_class(node, room_of(path, addon))

    def add_class(self, node: ast.ClassDef, room: str) -> None:
        """Remember the model, fields and methods of a class."""
        values = assigned(node)
        name = constant(values.get("_name"))
        if name.startswith("kfz."):  # a core model belongs to core
            self.models[name] = room
        fields = {key for key, value in values.items() if is_field(value)}
        self.fields |= fields
        methods = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
        for member in fields | methods:
            self.members[member].add((room, name or constant(values.get("_inherit"))))

    def owner(self, name: str) -> str:
        """The room that defines a method or field: the lowest, where higher ones override it on the same model.

        '' where several models have the name, or where it says too little.
        """
        if not (name.startswith(PREFIXES) or (name in self.fields and "_" in name)):
            return ""
        found = self.members.get(name, set())
        rooms = {room for room, _model in found}
        if len(rooms) > 1 and len({model for _room, model in found}) > 1:
            return ""
        return min(rooms, key=self.order.index, default="") if rooms <= set(self.order) else ""


def assigned(node: ast.ClassDef) -> dict[str, ast.expr]:
    """{name: value} of a class's plain assignments."""
    return {
        part.targets[0].id: part.value
        for part in node.body
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name)
    }


def constant(value) -> str:
    """The text of a constant; '' for anything else."""
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def is_field(value: ast.expr) -> bool:
    """Whether an assigned value is ``fields.X(…)``."""
    return (
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Attribute)
        and getattr(value.func.value, "id", "") == "fields"
    )


def used_names(tree: ast.AST, names: Names) -> Iterator[tuple[int, str, str]]:
    """(line, name, room) of what a module uses, its own room included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr not in WORDS:
            yield node.lineno, node.attr, names.owner(node.attr)
        elif text := constant(node):
            if text in names.models:
                yield node.lineno, text, names.models[text]
            elif FIELD_PATH.fullmatch(text):
                for part in text.split("."):
                    if part not in WORDS:
                        yield node.lineno, part, names.owner(part)


def imported(node: ast.AST, path: Path, addon: Path) -> list[Path]:
    """The files or folders that an import statement names, where they are the addon's."""
    if isinstance(node, ast.Import):
        return [place for alias in node.names if (place := absolute(alias.name, addon))]
    if not isinstance(node, ast.ImportFrom):
        return []
    if node.level:
        base = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
    else:
        base = absolute(node.module, addon)
    return [base / alias.name for alias in node.names] if base else []


def absolute(module: str, addon: Path) -> Path | None:
    """The file or folder of an absolute module name; None where it is not the addon's."""
    own = f"odoo.addons.{MODULE}"
    if module != own and not module.startswith(f"{own}."):
        return None
    return addon.joinpath(*module.split(".")[3:])


def room_of_import(place: Path, addon: Path) -> str:
    """The room of what is imported; a folder that no room may import counts under its own name."""
    parts = place.relative_to(addon).parts if place.is_relative_to(addon) else ()
    if len(parts) > 1 and parts[0] == "report":
        return room_of(place if place.with_suffix(".py").exists() else place.parent, addon)
    if len(parts) > 1 and parts[0] in FOLDERS:
        return parts[1]
    return parts[0] if parts and parts[0] in (*FOLDERS, *CLOSED) else ""


def imported_rooms(path: Path, tree: ast.AST, addon: Path) -> Iterator[tuple[int, str, str]]:
    """(line, module, room) of the imports of a file."""
    for node in ast.walk(tree):
        for place in imported(node, path, addon):
            room = room_of_import(place, addon)
            if room and (path.relative_to(addon).as_posix(), room) not in HOOKS:
                yield node.lineno, place.relative_to(addon).as_posix(), room


def python_arrows(addon: Path, names: Names) -> Iterator[Arrow]:
    """Arrows of Python files."""
    for path, tree in names.trees.items():
        user = room_of(path, addon)
        for line, name, room in [*used_names(tree, names), *imported_rooms(path, tree, addon)]:
            if room and room != user:
                yield Arrow(user, room, path, line, name)


def defined_ids(trees: dict[Path, ElementTree.Element], addon: Path) -> dict[str, str]:
    """{external id: room that defines it}."""
    return {
        node.get("id"): room_of(path, addon)
        for path, tree in trees.items()
        for node in tree.iter()
        if node.tag in ("record", "menuitem", "template") and node.get("id")
    }


def references(node: ElementTree.Element) -> list[str]:
    """External ids that a node of a data file names."""
    found = [node.get(key, "") for key in ("ref", "parent", "action", "inherit_id")]
    for value in node.attrib.values():
        found += [one or other for one, other in REFERENCES.findall(value)]
    return [name.removeprefix(f"{MODULE}.") for name in found if name]


def shown_fields(tree: ElementTree.Element) -> Iterator[str]:
    """Names of the fields that views show."""
    for arch in tree.iter("field"):
        if arch.get("name") == "arch":
            yield from (node.get("name", "") for node in arch.iter("field") if node is not arch)


def xml_arrows(addon: Path, names: Names) -> Iterator[Arrow]:
    """Arrows of views, actions and menus."""
    trees = {path: ElementTree.parse(path).getroot() for path in sources(addon, ".xml")}
    owners = defined_ids(trees, addon)
    for path, tree in trees.items():
        user = room_of(path, addon)
        used = [(name, owners.get(name, "")) for node in tree.iter() for name in references(node)]
        used += [(name, names.owner(name)) for name in shown_fields(tree)]
        for name, room in used:
            if room and room != user:
                yield Arrow(user, room, path, 0, name)


def arrows(repo: Path) -> list[Arrow]:
    """All uses of one room by another."""
    addon = repo / "addons" / MODULE
    names = Names(addon, list(allowed(repo)))
    return [*python_arrows(addon, names), *xml_arrows(addon, names)]


def broken(repo: Path) -> Iterator[str]:
    """A room uses only rooms that the map of docs/architecture.md allows it, and every room is on the map."""
    if not (repo / MAP).exists():
        return
    table = allowed(repo)
    addon = repo / "addons" / MODULE
    for room in sorted({room_of(path, addon) for path in sources(addon, ".py")} - set(table)):
        yield f"{MAP}: the room {room} is not on the map"
    for arrow in arrows(repo):
        if arrow.user in table and arrow.used not in table[arrow.user]:
            place = f"{arrow.file.relative_to(repo)}:{arrow.line}"
            yield (
                f"{place}: {arrow.user} may not use {arrow.used} ({arrow.name}); "
                f"the map is in {MAP}"
            )
