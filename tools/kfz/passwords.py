"""One generated password per role, readable by the owner only."""

import json
import secrets
from pathlib import Path

from .paths import write_private

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


def load(path: Path) -> tuple[dict[str, str], bool]:
    """The passwords, and whether any are new."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        kept = {}
    passwords = {login: kept.get(login) or generate() for login in LOGINS}
    if passwords == kept:
        return passwords, False
    write_private(path, json.dumps(passwords, indent=1))
    return passwords, True


def table(passwords: dict[str, str]) -> list[str]:
    """Lines to print."""
    return [f"    {login:<12} {passwords[login]}   {LOGINS[login]}" for login in LOGINS]
