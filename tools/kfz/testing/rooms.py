"""The map of rooms: which concern of the addon may use which, checked against the code.

The map is the table of ``docs/architecture.md``, so that what a newcomer reads is what is enforced. An arrow is a
relative import, the name of a model of ours, a method or field that one room alone defines, or an external id of a
view, action or menu. Tests may use every room.
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
    (re.compile(r""), "figures"),
)
PREFIXES = ("_kfz_", "kfz_")
#: calls whose strings are paths of fields
PATHS = {"depends", "constrains", "mapped", "filtered", "sorted"}
REFERENCES = re.compile(r"%\((?:kfz_investment\.)?(\w+)\)d")


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
    """What each room defines."""

    def __init__(self, addon: Path):
        self.addon = addon
        self.trees = {
            path: ast.parse(path.read_text(encoding="utf-8")) for path in sources(addon, ".py")
        }
        self.models: dict[str, str] = {}
        self.members: dict[str, set[str]] = defaultdict(set)
        self.fields: set[str] = set()
        for path, tree in self.trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    self.add_class(node, room_of(path, addon))

    def add_class(self, node: ast.ClassDef, room: str) -> None:
        """Remember the model, fields and methods of a class."""
        for part in node.body:
            if isinstance(part, ast.FunctionDef):
                self.members[part.name].add(room)
            elif isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
                name = part.targets[0].id
                if name == "_name" and isinstance(part.value, ast.Constant):
                    self.add_model(part.value.value, room)
                elif is_field(part.value):
                    self.members[name].add(room)
                    self.fields.add(name)

    def add_model(self, model: str, room: str) -> None:
        """Remember which room owns a model of ours; a core model belongs to core."""
        if model.startswith("kfz."):
            self.models[model] = room

    def owner(self, name: str) -> str:
        """The room that alone defines a method or field; '' where several do, or a name says too little."""
        rooms = self.members.get(name, ())
        if len(rooms) == 1 and (name.startswith(PREFIXES) or (name in self.fields and "_" in name)):
            return next(iter(rooms))
        return ""


def is_field(value: ast.expr) -> bool:
    """Whether an assigned value is ``fields.X(…)``."""
    return (
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Attribute)
        and getattr(value.func.value, "id", "") == "fields"
    )


def path_strings(node: ast.Call) -> Iterator[ast.Constant]:
    """Strings of a call that are paths of fields: ``@api.depends("lead_id.name")``, ``related="lead_id.name"``."""
    called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    values = list(node.args) if called in PATHS else []
    values += [word.value for word in node.keywords if word.arg == "related"]
    for value in values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value


def used_names(tree: ast.AST, names: Names) -> Iterator[tuple[int, str, str]]:
    """(line, name, room) of what a module uses, its own room included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in names.models:
            yield node.lineno, node.value, names.models[node.value]
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr, names.owner(node.attr)
        elif isinstance(node, ast.Call):
            for value in path_strings(node):
                for part in value.value.split("."):
                    yield value.lineno, part, names.owner(part)


def imported_rooms(path: Path, tree: ast.AST, addon: Path, rooms) -> Iterator[tuple[int, str, str]]:
    """(line, module, room) of relative imports of another room."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = path.parents[node.level - 1]
            target = base.joinpath(*(node.module or "").split("."))
            for alias in node.names:
                place = target / alias.name
                parts = place.relative_to(addon).parts if place.is_relative_to(addon) else ()
                if len(parts) > 1 and parts[0] in FOLDERS and parts[1] in rooms:
                    yield node.lineno, "/".join(parts), parts[1]


def python_arrows(addon: Path, rooms) -> Iterator[Arrow]:
    """Arrows of Python files."""
    names = Names(addon)
    for path, tree in names.trees.items():
        user = room_of(path, addon)
        used = [*used_names(tree, names), *imported_rooms(path, tree, addon, rooms)]
        for line, name, room in used:
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
    found += [match for value in node.attrib.values() for match in REFERENCES.findall(value)]
    return [name.removeprefix(f"{MODULE}.") for name in found if name]


def xml_arrows(addon: Path) -> Iterator[Arrow]:
    """Arrows of views, actions and menus."""
    trees = {path: ElementTree.parse(path).getroot() for path in sources(addon, ".xml")}
    owners = defined_ids(trees, addon)
    for path, tree in trees.items():
        user = room_of(path, addon)
        for node in tree.iter():
            for name in references(node):
                room = owners.get(name, "")
                if room and room != user:
                    yield Arrow(user, room, path, 0, name)


def arrows(repo: Path) -> list[Arrow]:
    """All uses of one room by another."""
    addon = repo / "addons" / MODULE
    return [*python_arrows(addon, allowed(repo)), *xml_arrows(addon)]


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
