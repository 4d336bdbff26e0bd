"""Where core's source asks another server; each place has a verdict in ``outgoing.json``."""

import ast
import re
from pathlib import Path

from .doors import SENDERS, VERBS

#: what opens a connection by its name
CONNECTS = frozenset(
    {
        "iap_jsonrpc",
        "urlopen",
        "SMTP",
        "SMTP_SSL",
        "OdooIMAP4",
        "OdooIMAP4_SSL",
        "OdooPOP3",
        "OdooPOP3_SSL",
        "create_connection",
    }
)
#: without one of these words, a file is not worth reading
MENTIONS = re.compile("|".join(CONNECTS | SENDERS))
LEFT_OUT = frozenset({"tests", "migrations", "upgrades", "populate", "lib"})
#: addresses of other servers in scripts and templates that are more than a text: fetched, or the source of an element
FETCHED = re.compile(
    r"""(?:src|href|action)\s*=\s*["']https?://|attf-src\s*=\s*["']https?://|(?:fetch|load\w*|import|return|get|value:)[\s(]*[`"']https?://"""
)


def connects(function):
    """Whether the body of a function, without that of inner ones, asks another server."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        called, owner = node.func, getattr(node.func, "value", None)
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in CONNECTS or (getattr(owner, "id", "") in SENDERS and name in VERBS):
            return True
    return False


def places(folders):
    """{“module/path.py:function”} of the functions in modules that ask another server.

    :param folders: {name of the module: its folder}
    """
    found = set()
    for module, folder in folders.items():
        for path in sorted(Path(folder).rglob("*.py")):
            inside = path.relative_to(folder)
            if LEFT_OUT & set(inside.parts):
                continue
            text = path.read_text(encoding="utf-8")
            if not MENTIONS.search(text):
                continue
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef) and connects(node):
                    found.add(f"{module}/{inside.as_posix()}:{node.name}")
    return found


def pages(folders):
    """{“module/path”} of the scripts and templates that load something from another server."""
    found = set()
    for module, folder in folders.items():
        for path in sorted(Path(folder, "static", "src").rglob("*")):
            inside = path.relative_to(folder)
            if path.suffix not in (".js", ".xml", ".scss") or LEFT_OUT & set(inside.parts):
                continue
            if FETCHED.search(path.read_text(encoding="utf-8")):
                found.add(f"{module}/{inside.as_posix()}")
    return found
