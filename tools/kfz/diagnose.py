"""From a failure to its cause: one sentence on what is wrong, and one on what to do that destroys nothing."""

import errno
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

RESTORE = (
    "Nothing was deleted. Restore a backup (./kfz restore FILE), or have somebody look at the log."
)
AGAIN = "then start again; nothing is lost by that."
NEARLY_FULL = 200_000_000


@dataclass(frozen=True)
class Cause:
    """What is wrong, and what to do; without advice that of the failure stands."""

    text: str
    advice: str = ""


@dataclass(frozen=True)
class Rule:
    """What a program prints when something is wrong, and what that means."""

    pattern: str
    cause: Callable[[re.Match, tuple], Cause]

    def apply(self, text: str, folders) -> Cause | None:
        """The cause, if the program printed it."""
        found = list(re.finditer(self.pattern, text, re.M))
        return self.cause(found[-1], folders) if found else None  # the last one counts


def fixed(text: str, advice: str):
    """A cause whose sentence takes the words that the pattern found (a, b …)."""
    return lambda match, _folders: Cause(
        text.format(**{key: value or "" for key, value in match.groupdict().items()}), advice
    )


def megabytes(count: int) -> str:
    """An amount of bytes for people."""
    return f"{count / 1e6:.0f} MB"


def existing(folder: Path) -> Path:
    """The folder, or the nearest one above that exists."""
    return next(part for part in (folder, *folder.parents) if part.exists())


def free(folder: Path) -> int:
    """Bytes that are free where a folder is."""
    return shutil.disk_usage(existing(folder)).free


def fullest(folders) -> Path:
    """The folder on the disk with the least room."""
    return min(folders or (Path("/"),), key=free)


def disk_full(_match, folders) -> Cause:
    """The disk of one of our folders is full."""
    folder = fullest(folders)
    return Cause(
        f"The disk that holds {folder} is full ({megabytes(free(folder))} are free).",
        f"Free some space there (2 GB are enough), {AGAIN}",
    )


def damaged(_match, folders) -> Cause:
    """Data that PostgreSQL cannot read: kept, and set aside, before a backup takes its place."""
    data = (folders or (Path("postgres"),))[-1] / "main" / "data"
    return Cause(
        "The data folder of PostgreSQL is damaged.",
        f"Nothing was deleted. Set the folder aside (mv {data} {data}.damaged), then restore a backup (./kfz restore FILE).",
    )


def nearly_full(folders) -> str:
    """A warning while there is still a little room; '' where there is enough."""
    folder = fullest(folders)
    if free(folder) >= NEARLY_FULL:
        return ""
    return (
        f"The disk that holds {folder} is nearly full ({megabytes(free(folder))} are free). "
        "Free some space soon: nothing can be saved when it is full."
    )


def last_error(match, _folders) -> Cause:
    """The last error of a traceback, without a hint of its own."""
    return Cause(match["a"].strip()[:300])


RULES = (
    Rule(
        r"No space left on device|Disk quota exceeded|DiskFull|database or disk is full", disk_full
    ),
    Rule(
        r"Cannot allocate memory|^MemoryError|out of memory|could not map anonymous shared memory|ended by SIGKILL",
        fixed(
            "The machine has too little memory left, or somebody ended the program (kill -9).",
            f"End other programs, or give the machine more memory (2 GB are enough), {AGAIN}",
        ),
    ),
    Rule(
        r"initialized by PostgreSQL version (?P<a>\d+(?:\.\d+)*), which is not compatible with this version (?P<b>\d+(?:\.\d+)*)",
        fixed(
            "The data folder was made by PostgreSQL {a}, and this is PostgreSQL {b}.",
            "Make a backup with the version of this product that made it (./kfz backup FILE), and restore it "
            "here into a new state folder (KFZ_STATE=… ./kfz restore FILE). Nothing was changed.",
        ),
    ),
    Rule(
        r'(?:syntax error|unrecognized configuration parameter .*|invalid .*) in file "(?P<a>[^"]+)"[, ]+(?:near )?line (?P<b>\d+)',
        fixed("Line {b} of {a} is not correct.", f"Correct or delete that line, {AGAIN}"),
    ),
    Rule(
        r'line (?P<b>\d+) of configuration file "(?P<a>[^"]+)"',
        fixed("Line {b} of {a} is not correct.", f"Correct or delete that line, {AGAIN}"),
    ),
    Rule(
        r"parsing errors: '?(?P<a>[^'\n]+)'?\n\s*\[line\s+(?P<b>\d+)\]",
        fixed("Line {b} of {a} is not correct.", f"Correct or delete that line, {AGAIN}"),
    ),
    Rule(
        r'configuration file "(?P<a>[^"]+)" contains errors|(?:invalid value for|unrecognized configuration) parameter "(?P<b>[^"]+)"',
        fixed("A setting of PostgreSQL is not correct: {a}{b}.", f"Correct or delete it, {AGAIN}"),
    ),
    Rule(
        r'"(?P<a>/[^"]+)": (?:Permission denied|Read-only file system)|(?:Permission denied|Read-only file system): \'?(?P<b>/[^\'\n]+)',
        fixed(
            "This user may not read or write {a}{b}.",
            f"Give the file back to the user who starts ./kfz (chown), or start it as that user, {AGAIN}",
        ),
    ),
    Rule(
        r'data directory "(?P<a>[^"]+)" has (?:wrong ownership|invalid permissions)',
        fixed(
            "PostgreSQL refuses its data folder {a}: it belongs to another user, or others may read it.",
            f"Give it back to its user (chown -R) and close it (chmod 700), {AGAIN}",
        ),
    ),
    Rule(
        r"could not locate a valid checkpoint record|invalid (?:primary )?checkpoint record|is not a valid data directory|invalid page in block"
        r"|could not read block|pg_control|pg_filenode|PG_VERSION|invalid magic number|could not open file \"(?:base|global|pg_)",
        damaged,
    ),
    Rule(
        r"version `(?P<a>GLIBC[^']+)' not found|Illegal instruction|ended by SIGILL|Exec format error|cannot execute binary",
        fixed(
            "This machine's system or processor is too old for the program, or of another kind. {a}",
            "Use Debian 12, Ubuntu 22.04 or newer on a 64-bit machine, or name a PostgreSQL server in PGHOST.",
        ),
    ),
    Rule(
        r"error while loading shared libraries: (?P<a>\S+)",
        fixed(
            "The library {a} is missing.",
            f"Run ./kfz update, which repairs what is damaged, {AGAIN}",
        ),
    ),
    Rule(
        r"Address already in use|could not bind IPv4",
        fixed(
            "Another program has taken the port.",
            f"End it, or choose another port (./kfz run --port N), {AGAIN}",
        ),
    ),
    Rule(
        r"password authentication failed for user \"?(?P<a>[^\"\n]+)",
        fixed(
            "PostgreSQL refuses the password of {a}.",
            "Check PGPASSWORD or DATABASE_URL. If neither is set, delete secrets/postgresql-main in the state "
            f"folder while nothing runs (a new password is made), {AGAIN}",
        ),
    ),
    Rule(
        r"is not valid yet|certificate is not yet valid|certificate has expired",
        fixed("The clock of this machine is wrong.", f"Set it, {AGAIN}"),
    ),
    Rule(
        r"Temporary failure (?:resolving|in name resolution)|Could not resolve|Name or service not known|Network is unreachable|NewConnectionError",
        fixed(
            "This machine does not reach the network, which a first start needs.",
            "Check the network and its proxy, then start again: what is already there is kept.",
        ),
    ),
    Rule(
        r"connection to server .* failed|Connection refused|could not connect to server",
        fixed("PostgreSQL does not answer.", f"See whether it runs and its port is right, {AGAIN}"),
    ),
    Rule(
        r'File "(?P<a>[^"]+/(?:dist|site)-packages/[^"]+)", line \d+(?:\n[ ~^]+.*)*\n(?:SyntaxError|IndentationError|ImportError|ModuleNotFoundError)',
        fixed(
            "The file {a}, or one beside it, is damaged or missing.",
            f"Run ./kfz update, which repairs what is damaged, {AGAIN}",
        ),
    ),
    Rule(
        r"^(?P<a>(?:odoo|psycopg2|lxml)[\w.]*(?:Error|Exception|Violation|Undefined\w+|Warning): .+|(?:Import|Module\w+|Attribute|Syntax|Type|Key|Value|Name|Assertion)Error: .+)",
        last_error,
    ),
)
NUMBERS = {
    errno.ENOSPC: "No space left on device",
    errno.EDQUOT: "Disk quota exceeded",
    errno.ENOMEM: "Cannot allocate memory",
    errno.EADDRINUSE: "Address already in use",
}


def from_text(text: str, folders=()) -> Cause | None:
    """The cause that a program's last lines name, the most basic one first."""
    return next((cause for rule in RULES if (cause := rule.apply(text, folders))), None)


def of(error: BaseException, folders=()) -> Cause | None:
    """The cause of a failure, or of what led to it."""
    while error:
        if cause := of_one(error, folders):
            return cause
        error = error.__cause__ or error.__context__
    return None


def of_one(error: BaseException, folders) -> Cause | None:
    """The cause that one error names by itself."""
    if isinstance(error, OSError):
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) and error.filename:
            return from_text(f"Permission denied: '{os.path.abspath(error.filename)}'", folders)
        return from_text(NUMBERS.get(error.errno, ""), folders)
    message = getattr(error, "message", "")
    return from_text(f"{message}\n{getattr(error, 'tail', '')}", folders)
