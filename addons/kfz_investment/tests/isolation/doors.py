"""What a client can call in core that works as superuser, past the ORM, or asks another server; read from core's source.

A candidate is a public method of a model, or a route, whose body, or a helper of the same model or controller that it
calls, contains one of :data:`MARKS`; a route that asks for no login is always one. ``doors.json`` has a verdict on each.
The ORM itself (``odoo/orm``) is not read: every call passes it, and the harnesses probe it.
"""

import ast
from collections import defaultdict
from pathlib import Path

from odoo.modules.module import Manifest

#: calls that leave the user's rights behind, or this server
MARKS = {
    "sudo": "sudo",
    "with_user": "sudo",
    "execute": "sql",
    "execute_query": "sql",
    "execute_query_dict": "sql",
    "iap_jsonrpc": "http",
    "urlopen": "http",
    "get_link_preview_from_url": "http",
    "push_to_end_point": "http",
    "SMTP": "http",
    "SMTP_SSL": "http",
}
#: names of what asks other servers when one of :data:`VERBS` is called on it
SENDERS = frozenset({"requests", "session", "request_session", "requests_session"})
VERBS = frozenset({"get", "post", "put", "head", "request"})
#: decorators of methods that clients cannot call
CLOSED = frozenset({"private", "property", "lazy_property", "staticmethod", "constrains"})


class Piece:
    """A class of core: a piece of a model, or a controller."""

    def __init__(self, module, node):
        self.module = module
        self.methods = {item.name: item for item in node.body if isinstance(item, ast.FunctionDef)}


def marks_in(function):
    """The marks in the body of one function, and the helpers that it calls on ``self`` or ``cls``."""
    marks, helpers = set(), set()
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id == "SUPERUSER_ID":
            marks.add("sudo")
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in MARKS:
            marks.add(MARKS[name])
        owner = getattr(called, "value", None)
        if getattr(owner, "id", "") in SENDERS and name in VERBS:
            marks.add("http")
        if _is_self(owner):
            helpers.add(name)
    return marks, helpers


def _is_self(node):
    """Whether the owner of a call is the model or controller: ``self``, ``super()``, ``self.with_context()``."""
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                return node.func.id == "super"
            node = node.func
        elif node.attr in ("with_context", "with_company"):
            node = node.value
        else:
            return False
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def _texts(node):
    """The texts in a constant or a list of constants."""
    items = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    return [item.value for item in items if isinstance(item, ast.Constant)]


def _model_name(node):
    """The model to which a class belongs, or None."""
    found = {}
    for item in node.body:
        if isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name):
            found[item.targets[0].id] = item.value
    for name in ("_name", "_inherit"):
        if name in found and (values := [value for value in _texts(found[name]) if value]):
            return values[0]
    return None


def _decorators(function):
    """{name: its call, or None} of the decorators of a function."""
    found = {}
    for item in function.decorator_list:
        call = item if isinstance(item, ast.Call) else None
        target = call.func if call else item
        found[getattr(target, "attr", getattr(target, "id", ""))] = call
    return found


def folders():
    """{name: folder} of the modules that this addon depends on, those of dependencies included."""
    wanted, found = ["kfz_investment", "base", "web"], {}
    while wanted:
        manifest = Manifest.for_addon(wanted.pop())
        if manifest.name not in found:
            found[manifest.name] = manifest.path
            wanted += manifest["depends"]
    del found["kfz_investment"]
    return found


def read(folders):
    """The pieces of models and of controllers in modules, each {name: pieces}.

    :param folders: {name of the module: its folder}
    """
    models, controllers = defaultdict(list), defaultdict(list)
    for module, folder in sorted(folders.items()):
        for path in sorted(Path(folder).rglob("*.py")):
            if {"tests", "migrations", "upgrades", "populate"} & set(
                path.relative_to(folder).parts
            ):
                continue
            for node in ast.parse(path.read_bytes()).body:
                if not isinstance(node, ast.ClassDef):
                    continue
                piece, name = Piece(module, node), _model_name(node)
                if name:
                    models[name].append(piece)
                elif any("route" in _decorators(item) for item in piece.methods.values()):
                    controllers[node.name].append(piece)
    return models, controllers


def _reach(pieces):
    """{method: marks} of the pieces of one model or controller, with those of the helpers that it calls."""
    marks, calls = defaultdict(set), defaultdict(set)
    for piece in pieces:
        for name, function in piece.methods.items():
            own, helpers = marks_in(function)
            marks[name] |= own
            calls[name] |= helpers
    changed = True
    while changed:
        changed = False
        for name, helpers in calls.items():
            more = set().union(*(marks[each] for each in helpers if each in marks)) - marks[name]
            marks[name] |= more
            changed = changed or bool(more)
    return marks


def methods(models, closed=frozenset()):
    """Candidates among the methods of models: {“model.method”: marks}.

    :param closed: names that every model has and no client can call
    """
    found = {}
    for model, pieces in models.items():
        for name, marks in _reach(pieces).items():
            functions = [piece.methods[name] for piece in pieces if name in piece.methods]
            used = set().union(*map(_decorators, functions))
            if marks and not (name.startswith("_") or name in closed or used & CLOSED):
                found[f"{model}.{name}"] = marks
    return found


def routes(controllers):
    """Candidates among the routes: {first address: marks}; “open” marks those that ask for no login."""
    found = {}
    for pieces in controllers.values():
        for name, marks in _reach(pieces).items():
            addresses, auth = _routing(
                [piece.methods[name] for piece in pieces if name in piece.methods]
            )
            marks = marks | ({"open"} if auth & {"none", "public"} else set())
            if addresses and marks:
                found[addresses[0]] = marks
    return found


def _routing(functions):
    """The addresses of a route and the kinds of login that its pieces name."""
    addresses, auth = [], set()
    for function in functions:
        call = _decorators(function).get("route")
        if call is None:
            continue
        given = {word.arg: word.value for word in call.keywords}
        for node in [*call.args, *([given["route"]] if "route" in given else [])]:
            addresses += _texts(node)
        auth |= set(_texts(given["auth"])) if "auth" in given else set()
    return addresses, auth
