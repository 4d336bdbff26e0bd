"""What an intermediary types into its portal: cleaned, with a code for each field that is not right.

Knows nothing of who sends it: that the zone may be chosen and the intermediary may refer is asked elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from . import referral, uscc

#: longest text of each field
LENGTHS = {
    "enterprise_name": 200,
    "enterprise_code": 40,
    "idea": 4000,
    "contact_name": 80,
    "contact_phone": 40,
    "contact_email": 120,
}
REQUIRED = ("enterprise_name", "idea", "contact_name")
DECLARATIONS = ("declares_not_official", "declares_not_affiliate")
MEMBERS = 5
MAX_FILES = 3
MAX_BYTES = 8 * 1024 * 1024
#: kind of file: how its content begins
MAGIC = {
    "application/pdf": b"%PDF-",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"[0-9+()\-\s]{5,40}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Form(NamedTuple):
    """The cleaned values, the team, and what is wrong: field → code."""

    values: dict
    members: list
    errors: dict


class File(NamedTuple):
    """A file that was sent."""

    name: str
    content: bytes


def read(typed: Mapping[str, str]) -> Form:
    """Values, team and errors of what was typed. A code is ``required``, ``long``, ``email``, ``phone``, ``declare``, a
    problem of :mod:`uscc` with the prefix ``code_``, or of the team with the prefix ``team_``."""
    values = {name: _text(typed.get(name), multiline=name == "idea") for name in LENGTHS}
    errors = {name: "required" for name in REQUIRED if not values[name]}
    errors |= {name: "long" for name, longest in LENGTHS.items() if len(values[name]) > longest}
    code, problem = read_code(values["enterprise_code"])
    if problem:
        errors["enterprise_code"] = f"code_{problem}"
    else:
        values["enterprise_code"] = code
    errors |= contact_errors(values["contact_phone"], values["contact_email"])
    for name in DECLARATIONS:
        values[name] = bool(typed.get(name))
        if not values[name]:
            errors[name] = "declare"
    members, team_error = read_team(typed)
    if team_error:
        errors["team"] = f"team_{team_error}"
    return Form(values, members, errors)


def read_code(text: str) -> tuple[str, str | None]:
    """A unified social credit code, and the problem of :mod:`uscc` with it; an empty one has none."""
    code = uscc.normalise(text)
    problem = uscc.find_problem(code) if code else None
    return code, problem.code if problem else None


def contact_errors(phone: str, email: str) -> dict:
    """What is wrong with the contact's phone and e-mail: one of them is needed."""
    if not phone and not email:
        return {"contact_phone": "required"}
    errors = {}
    if email and not _EMAIL.fullmatch(email):
        errors["contact_email"] = "email"
    if phone and not _PHONE.fullmatch(phone):
        errors["contact_phone"] = "phone"
    return errors


def read_team(typed: Mapping[str, str]) -> tuple[list[dict], str | None]:
    """The members that were typed, and what is wrong with them: ``name``, ``share``, ``sum`` or ``payee``."""
    members = []
    for number in range(1, MEMBERS + 1):
        member, problem = read_member(typed, number)
        if problem:
            return members, problem
        if member:
            members.append(member)
    if any(not member["share"].is_finite() for member in members):
        return members, "share"
    return members, referral.team_problem(
        [m["share"] for m in members], [m["is_payee"] for m in members]
    )


def read_member(typed: Mapping[str, str], number: int) -> tuple[dict | None, str | None]:
    """The member in a row of the form, and what is wrong with it: ``name`` or ``share``. An empty row is none."""
    name = _text(typed.get(f"member_name_{number}"))
    typed_share = _text(typed.get(f"member_share_{number}"))
    if not name and not typed_share:
        return None, None
    share = _percent(typed_share)
    if not name or share is None:
        return None, "share" if name else "name"
    is_payee = _text(typed.get("payee")) == str(number)
    return {"name": name[:80], "share": share, "is_payee": is_payee}, None


def _percent(text: str) -> Decimal | None:
    """A share in percent, 0 when nothing was typed; None for what is not a number."""
    try:
        return Decimal(text.rstrip("%") or "0").quantize(Decimal("0.01"))
    except InvalidOperation:
        return None


def files_problem(files: Sequence[File]) -> str | None:
    """What is wrong with the files: ``files_none``, ``files_many``, ``files_big``, ``files_empty`` or ``files_kind``."""
    if not files:
        return "files_none"
    if len(files) > MAX_FILES:
        return "files_many"
    if any(len(file.content) > MAX_BYTES for file in files):
        return "files_big"
    if any(not file.content for file in files):
        return "files_empty"
    return None if all(file_kind(file) for file in files) else "files_kind"


def file_kind(file: File) -> str | None:
    """The kind of a file by its content; None for one that is not taken, whatever its name says."""
    return next((kind for kind, start in MAGIC.items() if file.content.startswith(start)), None)


def file_name(name: str) -> str:
    """A name without a path and control characters, short enough to keep its ending."""
    plain = (
        _CONTROL.sub("", unicodedata.normalize("NFC", name or ""))
        .replace("\\", "/")
        .rsplit("/", 1)[-1]
        .strip()
    )
    stem, dot, ending = plain.rpartition(".")
    return (f"{stem[:80]}{dot}{ending[:8]}" if dot else plain[:80]) or "letter"


def _text(value: str | None, multiline: bool = False) -> str:
    text = _CONTROL.sub("", unicodedata.normalize("NFC", value or ""))
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return text if multiline else " ".join(text.split())
