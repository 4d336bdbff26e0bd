"""``./kfz bench upgrade [--from COMMIT]``: a database of an earlier tree, in which people worked, is updated to this one.

Nobody's password, name, groups or zone changes, no record is lost, figures and ledgers are the same; menus and words are those
of a new database.
"""

import argparse
import copy
import secrets
import subprocess
import tempfile
from pathlib import Path

from .. import accounts, passwords, serve
from ..project import Project
from . import product, product_faults
from .result import Result

FROM = "34dcae2"
DATABASE = "kfz_upgrade"
#: of these an upgrade may add some: claims for earlier visits, words and settings that are new
MAY_GROW = (
    "kfz.first.contact",
    "kfz.first.contact.kind",
    "kfz.import.alias",
    "kfz.gate.rule",
    "kfz.ledger.seal",
    "kfz.ledger.head",
    "kfz.guard.pass",
    "res.users",
    "res.partner",
)
KEPT = ("users", "zones", "figures")


def earlier(project: Project, commit: str, folder: Path) -> Project:
    """The project with the addon and the scripts of a commit."""
    archive = subprocess.run(
        ["git", "archive", commit], cwd=project.layout.repo, check=True, stdout=subprocess.PIPE
    )
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive.stdout, check=True)
    old = copy.copy(project)
    old.layout = copy.copy(project.layout)
    old.layout.repo, old.layout.addons = folder, folder / "addons"
    return old


def create(old: Project, words: dict, step) -> None:
    """A database with demonstration data, as the earlier launcher made it."""
    product.drop(old, DATABASE)
    request = {
        "create": True,
        "demo": True,
        **accounts.Plan(words, make=list(words)).request(),
        "database": DATABASE,
        "tree": "earlier",
    }
    script = str(old.layout.repo / "tools" / "kfz" / "inside" / "init_db.py")
    config = old.config_file("setup", db_name=DATABASE)
    log = old.layout.logs / "upgrade.log"
    old.inside(script, config, request, log, step.progress, PGOPTIONS="-c synchronous_commit=off")


def facts(project: Project, database: str, change: bool = False) -> dict:
    """What is in a database; ``change`` lets people change what is theirs first."""
    config = project.config_file("setup", db_name=database)
    request = {"database": database, "change": change}
    return project.inside(
        "upgrade_facts.py", config, request, project.layout.logs / "upgrade-facts.log"
    )


def differences(before: dict, after: dict) -> list[str]:
    """Lines on what is there no more, or differs."""
    return [
        f"{key}: {before[key]!r} → {after.get(key)!r}"
        for key in before
        if before[key] != after.get(key)
    ]


def judge(result: Result, before: dict, after: dict, fresh: dict | None) -> None:
    """Compare the database before and after, and its words with those of a new one."""
    for part in KEPT:
        lines = differences(before[part], after[part])
        result.check(f"{part} stay as they were", "\n".join(lines))
    lines = [
        f"{name}: {count} → {after['counts'].get(name)}"
        for name, count in before["counts"].items()
        if after["counts"].get(name) != count
        and not (name in MAY_GROW and after["counts"].get(name, 0) > count)
    ]
    result.check("no record is lost or doubled", "\n".join(lines))
    result.check("the integrity check is clean", "\n".join(after["findings"]))
    if fresh:
        result.check(
            "menus and words are those of a new database",
            "\n".join(differences(fresh["words"], after["words"])),
        )


def table(before: dict, after: dict) -> list[str]:
    """What is compared, in numbers."""
    rows = [("", "before", "after")]
    for part in ("users", "zones", "figures", "words"):
        rows.append((part, len(before[part]), len(after[part])))
    rows += [
        (name, count, after["counts"].get(name, "–"))
        for name, count in before["counts"].items()
        if count or after["counts"].get(name)
    ]
    return [f"    {name:<36} {old:>8} {new:>8}" for name, old, new in rows]


def new_words() -> dict:
    """A password for each login."""
    return {name: secrets.token_urlsafe(12) for name in passwords.LOGINS}


def bench(project: Project, rest: list[str]) -> int:
    """Make, change, update, compare; 1 when something was lost."""
    parser = argparse.ArgumentParser(prog="./kfz bench upgrade", description=__doc__)
    parser.add_argument("--from", dest="commit", default=FROM)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="without the words of a new database, which takes minutes",
    )
    options = parser.parse_args(rest)
    project.set_up(sets=("odoo", "test"), cluster="test")
    result = Result("upgrade")
    try:
        words = new_words() if options.quick else product.ensure(project)
        with tempfile.TemporaryDirectory() as folder:
            old = earlier(project, options.commit, Path(folder))
            with project.ui.step(f"A database of {options.commit}") as step:
                create(old, words, step)
            before = facts(old, DATABASE, change=True)
        planned = accounts.plan(words, project.sql("accounts", DATABASE), True)
        serve.initialise(project, True, planned, DATABASE)
        after = facts(project, DATABASE)
        fresh = None if options.quick else facts(project, product.DATABASE)
        judge(result, before, after, fresh)
        for name in (DATABASE,) if options.quick else (DATABASE, product.DATABASE):
            product.drop(project, name)
        project.ui.say("\n".join(table(before, after)))
        product_faults.say(project, result)
    finally:
        project.stop()
    return 1 if result.failures else 0
