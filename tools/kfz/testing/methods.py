"""A method of a model has one body, or bodies that call each other.

Odoo joins all classes of a model; of two methods of one name, the class that is loaded last wins, and the other is dead without a word.
What ``base`` has, every model has: another method of that name replaces it for one model, which may be a guard.
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


def is_hook(node: ast.FunctionDef) -> bool:
    """Whether a method only gives a fixed value, for models to say more, or only refuses."""
    *_, last = node.body
    is_only = all(isinstance(getattr(part, "value", None), ast.Constant) for part in node.body[:-1])
    is_fixed = isinstance(last, ast.Return) and not any(
        isinstance(part, ast.Name) for part in ast.walk(last)
    )
    return is_only and (is_fixed or isinstance(last, ast.Raise))


def calls_super(node: ast.FunctionDef) -> bool:
    """Whether a method hands on to the class before it."""
    return any(
        isinstance(part, ast.Call) and getattr(part.func, "id", "") == "super"
        for part in ast.walk(node)
    )


def bodies(addon: Path) -> Iterator[tuple[str, ast.FunctionDef, Path]]:
    """(model, method, file) of each method that does not call the one before it."""
    for folder in ("models", "wizard", "report"):
        for path in sorted((addon / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and (model := model_of(node)):
                    for part in node.body:
                        if isinstance(part, ast.FunctionDef) and not calls_super(part):
                            yield model, part, path


def said_twice(repo: Path):
    """No model has two bodies of a method of which neither calls the other, and none replaces what all models have."""
    found = defaultdict(lambda: defaultdict(list))
    for model, method, path in bodies(repo / "addons" / MODULE):
        found[method.name][model].append((method, str(path.relative_to(repo))))
    for name, models in sorted(found.items()):
        common = models.pop("base", [])
        for model, rows in models.items():
            if len(rows) > 1:
                yield told(model, name, rows)
            elif common and not any(is_hook(method) for method, _ in [*common, *rows]):
                yield told(model, name, [*common, *rows])
        if len(common) > 1:
            yield told("base", name, common)


def told(model: str, name: str, rows: list) -> str:
    """Where the bodies are."""
    files = ", ".join(file for _method, file in rows)
    return f"{model}.{name} has {len(rows)} bodies without super(), only one of which runs: {files}"
