"""A method of a model has one body, or bodies that call each other.

Odoo joins all classes of a model; of two methods of one name, the class that is loaded last wins, and the other is dead without a word.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ..paths import MODULE


def constants(node: ast.ClassDef, name: str) -> list[str]:
    """The texts that a class assigns to ``name``, one or a list of them."""
    values = [
        part.value
        for part in node.body
        if isinstance(part, ast.Assign) and getattr(part.targets[0], "id", "") == name
    ]
    return [
        one.value
        for value in values
        for one in getattr(value, "elts", [value])
        if isinstance(one, ast.Constant)
    ]


def model_of(node: ast.ClassDef) -> str:
    """The model that a class declares or extends, or nothing."""
    own, parents = constants(node, "_name"), constants(node, "_inherit")
    return (own or parents or [""])[0]


def calls_super(node: ast.FunctionDef) -> bool:
    """Whether a method hands on to the class before it."""
    return any(
        isinstance(part, ast.Call) and getattr(part.func, "id", "") == "super"
        for part in ast.walk(node)
    )


def bodies(addon: Path) -> Iterator[tuple[str, str, Path]]:
    """(model, method, file) of each method that does not call the one before it."""
    for folder in ("models", "wizard", "report"):
        for path in sorted((addon / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and (model := model_of(node)):
                    for part in node.body:
                        if isinstance(part, ast.FunctionDef) and not calls_super(part):
                            yield model, part.name, path


def said_twice(repo: Path):
    """No model has two bodies of a method of which neither calls the other."""
    found = defaultdict(list)
    for model, method, path in bodies(repo / "addons" / MODULE):
        found[model, method].append(path)
    for (model, method), paths in sorted(found.items()):
        if len(paths) > 1:
            names = ", ".join(str(path.relative_to(repo)) for path in paths)
            yield f"{model}.{method} has {len(paths)} bodies without super(), only one of which runs: {names}"
