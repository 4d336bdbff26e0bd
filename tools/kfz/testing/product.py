"""A database as the first start makes it, with the demonstration data; made once per run, and copied by who needs it."""

import os
import secrets
import shutil

from .. import accounts, passwords, serve
from ..project import Project

DATABASE = "kfz_product"
WORDS: dict[str, str] = {}


def ensure(project: Project) -> dict[str, str]:
    """Make the database, unless this run has; the passwords of its users.

    :raises KfzError: when a first start fails
    """
    if not WORDS:
        words = {name: secrets.token_urlsafe(12) for name in passwords.LOGINS}
        drop(project, DATABASE)
        serve.initialise(project, True, accounts.plan(words, {"exists": False}, True), DATABASE)
        WORDS.update(words)
    return WORDS


def copy(project: Project, name: str) -> None:
    """A copy to work in, with its files."""
    drop(project, name)
    project.sql("clone", DATABASE, name)
    if store(project, DATABASE).exists():
        # Odoo never changes a stored file, so that a link is as good as a copy
        shutil.copytree(store(project, DATABASE), store(project, name), copy_function=os.link)


def drop(project: Project, name: str) -> None:
    """Drop a database with its files."""
    project.sql("drop", name)
    shutil.rmtree(store(project, name), ignore_errors=True)


def store(project: Project, name: str):
    """Folder of a database's files."""
    return project.layout.data / "filestore" / name
