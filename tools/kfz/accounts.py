"""Which accounts a start makes, which get a new password because somebody asked for it, and what it prints about them.

A start makes the accounts of a new database, and later those of roles that an upgrade brings. It never touches an account that
is there: people keep password, name and zones, and who was archived or renamed stays so. ``--new-passwords`` alone resets.
"""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from . import passwords
from .errors import KfzError
from .paths import write_private


@dataclass
class Plan:
    """What a start does to accounts: ``make`` and ``reset`` are logins, ``words`` all passwords known afterwards."""

    words: dict[str, str]
    make: list[str] = field(default_factory=list)
    reset: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)

    def request(self) -> dict:
        """For init_db.py."""
        return {
            "passwords": {login: self.words[login] for login in [*self.make, *self.reset]},
            "make": self.make,
            "made": sorted({*self.made, *self.make}),
        }


def plan(kept: dict | None, status: dict, demo: bool, wanted: list | None = None) -> Plan:
    """Decide what a start does.

    :param kept: the passwords that were generated here; None without the file
    :param status: what db.py tells of the database: ``exists``, ``demo``, ``users`` (login → active, hash), ``made``
    :param demo: whether a new database gets demonstration data
    :param wanted: logins that get a new password; [] for all accounts of ours that are there; None for nobody
    :raises KfzError: for a login that does not exist or is archived
    """
    words = dict(kept or {})
    if not status["exists"]:
        done = Plan(words, make=passwords.logins(demo))
        words.update({login: words.get(login) or passwords.generate() for login in done.make})
        return done
    made = status.get("made")
    done = Plan(words, made=[*(words if made is None else made)])
    if kept is not None and status.get("demo"):
        done.make = to_make(status["users"], done.made)
    if wanted is not None:
        done.reset = to_reset(status, wanted)
    words.update({login: passwords.generate() for login in [*done.make, *done.reset]})
    return done


def to_make(users: dict, made: list[str]) -> list[str]:
    """Logins of roles that the database never had: neither is somebody there, nor was somebody made before."""
    return [login for login in passwords.LOGINS if login not in users and login not in made]


def to_reset(status: dict, wanted: list[str]) -> list[str]:
    """Logins that get a new password.

    :raises KfzError: for a login that does not exist or is archived
    """
    users = status["users"]
    ours = [
        login for login in passwords.logins(bool(status.get("demo"))) if is_active(users, login)
    ]
    check(users, wanted or ours)
    return wanted or ours


def is_active(users: dict, login: str) -> bool:
    """Whether somebody can sign in with that login."""
    return bool(users.get(login, {}).get("active"))


def check(users: dict, logins: list[str]) -> None:
    """:raises KfzError: names the login that cannot get a new password"""
    for login in logins:
        if not is_active(users, login):
            state = "is archived" if login in users else "does not exist"
            raise KfzError(
                f"The account {login} {state}, so it gets no new password. Nothing was changed.",
                "Name the login of an active user, for example: ./kfz run --new-passwords admin.",
            )


def mark(word: str, digest: str) -> str:
    """What stands for a password and the hash that a database keeps of it."""
    return hashlib.sha256(f"{digest} {word}".encode()).hexdigest()


class Known:
    """Passwords that were compared with the database before: comparing takes a noticeable part of a second each."""

    def __init__(self, path: Path):
        self.path = path
        try:
            self.marks = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self.marks = {}

    def holds(self, words: dict, users: dict, compare) -> dict[str, bool]:
        """Whether each password is still that of its account.

        :param compare: {login: [password, hash]} → {login: whether they agree}, for what was not compared yet
        """
        pairs = {
            login: (word, users[login]["hash"])
            for login, word in words.items()
            if is_active(users, login)
        }
        marks = {login: mark(*pair) for login, pair in pairs.items()}
        new = {login: pair for login, pair in pairs.items() if marks[login] not in self.marks}
        found = compare(new) if new else {}
        self.marks.update({marks[login]: agrees for login, agrees in found.items()})
        self.keep(marks)
        return {login: self.marks.get(one, False) for login, one in marks.items()}

    def trust(self, words: dict, users: dict, logins: list[str]) -> None:
        """Take the passwords that were set just now as they are."""
        for login in logins:
            if login in users:
                self.marks[mark(words[login], users[login]["hash"])] = True

    def keep(self, marks: dict) -> None:
        """Write down what is of use at the next start."""
        used = {one: self.marks[one] for one in marks.values() if one in self.marks}
        write_private(self.path, json.dumps(used, indent=1))


def table(words: dict, holds: dict[str, bool], users: dict) -> list[str]:
    """Lines to print: accounts that exist and are active, with a password where it still holds."""
    lines = []
    for login, word in words.items():
        if is_active(users, login):
            shown = word if holds.get(login) else "(another one now)"
            lines.append(f"    {login:<12} {shown:<21} {passwords.LOGINS.get(login, '')}".rstrip())
    return lines


def remarks(done: Plan, status: dict) -> list[str]:
    """What the start did to accounts of a database that was there, one line each."""
    if not status["exists"]:
        return []
    said = []
    if done.make:
        said.append(
            f"New account{'s' if len(done.make) > 1 else ''}, other accounts stay as they are: {', '.join(done.make)}."
        )
    if done.reset:
        said.append(f"New password, as you asked: {', '.join(done.reset)}.")
    return said
