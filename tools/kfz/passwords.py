"""Generated passwords of the accounts that the launcher makes, readable by the owner only."""

import json
import secrets
from pathlib import Path

from .paths import write_private

#: who gets in with demonstration data, one per role; without it there is the administrator alone
LOGINS = {
    "admin": "系统管理员",
    "officer": "招商专员",
    "manager": "招商负责人",
    "manager4": "四区招商负责人",
    "official": "挂点领导",
    "taskforce": "工作专班",
    "joint": "四区联席办",
    "customs": "海关核验员",
    "customs2": "海关核验员乙",
    "committee": "管委会核验员",
    "intermediary": "招商中介",
}
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no characters that are easily misread


def generate() -> str:
    """A password of four groups of four: about 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def logins(demo: bool) -> list[str]:
    """The accounts of a new database."""
    return [*LOGINS] if demo else ["admin"]


def file_of(secrets: Path, database: str, usual: str = "kfz") -> Path:
    """Where the passwords of a database are kept; that of the usual database is the one that people know."""
    return secrets / ("passwords.json" if database == usual else f"passwords.{database}.json")


def known(secrets: Path, database: str) -> dict[str, str] | None:
    """The passwords of a database that is there; earlier versions kept those of all databases in one file."""
    found = read(file_of(secrets, database))
    return read(secrets / "passwords.json") if found is None else found


def read(path: Path) -> dict[str, str] | None:
    """The passwords that were generated here; None where there is no such file, or none that can be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None


def write(path: Path, words: dict[str, str]) -> None:
    """Keep the passwords."""
    write_private(path, json.dumps(words, indent=1))
