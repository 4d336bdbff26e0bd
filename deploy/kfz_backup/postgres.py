"""PostgreSQL by its own programs; libpq's variables say where it is."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

from .errors import BackupError

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
#: of databases that are being made, or that were kept when another took their place: each may be dropped
OURS = re.compile(r".*(?:_new|_restore|_before_.*)")


def identifier(name: str) -> str:
    """A name in SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"


def checked(name: str) -> str:
    """A database name that leaves room for what is added to it."""
    if not NAME.fullmatch(name):
        raise BackupError(
            f"{name} is not a name for a database.",
            "Use up to 40 letters, digits, _, - and ., beginning with a letter or a digit.",
        )
    if OURS.fullmatch(name):
        raise BackupError(
            f"{name} is a name that a start or a restore gives for a while.",
            "Choose a name that does not end in _new or _restore, and has no _before_ in it.",
        )
    return name


class Postgres:
    """The programs in one folder (or those on PATH), and the server they reach."""

    def __init__(self, programs: Path | None = None, env: dict | None = None):
        self.programs = programs
        self.env = {**(os.environ if env is None else env), "PGCLIENTENCODING": "UTF8"}
        self.env.pop("PGDATABASE", None)

    def command(self, name: str, *options) -> list[str]:
        """A program with its options."""
        return [str(self.programs / name) if self.programs else name, *map(str, options)]

    def start(self, name: str, *options, **streams) -> subprocess.Popen:
        """Start a program."""
        try:
            return subprocess.Popen(self.command(name, *options), env=self.env, **streams)
        except OSError as error:
            raise BackupError(
                f"PostgreSQL's program {name} cannot be started: {error.strerror}.",
                "Install PostgreSQL's client programs, or name their folder.",
            ) from error

    def text(self, name: str, *options, stdin: str | None = None) -> str:
        """What a program prints.

        :raises BackupError: with the program's own words
        """
        child = self.start(
            name,
            *options,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        printed, said = child.communicate(stdin)
        if child.returncode:
            raise BackupError(f"{name} failed: {last_words(said)}")
        return printed

    def rows(self, database: str, *statements: str) -> list[list[str]]:
        """Run statements in one transaction (one statement: as it is); the rows they answer."""
        script = ";\n".join(statements) + ";\n"
        if len(statements) > 1:
            script = f"BEGIN;\n{script}COMMIT;\n"
        return split(self.text("psql", *PSQL, "-d", database, stdin=script))

    def value(self, database: str, statement: str) -> str:
        """One value, or an empty text."""
        rows = self.rows(database, statement)
        return rows[0][0] if rows else ""

    def server_major(self) -> int:
        """The major version of the server."""
        return int(self.value("postgres", "SHOW server_version_num")) // 10000

    def program_major(self, name: str) -> int:
        """The major version of a program."""
        printed = self.text(name, "--version")
        return int(re.search(r"\) (\d+)", printed)[1])

    def databases(self) -> list[str]:
        """All databases."""
        rows = self.rows("postgres", "SELECT datname FROM pg_database ORDER BY datname")
        return [name for (name,) in rows]

    def connected(self, database: str) -> int:
        """How many others are connected to a database."""
        return int(
            self.value(
                "postgres",
                f"SELECT count(*) FROM pg_stat_activity WHERE datname = {literal(database)}",
            )
        )

    def drop(self, database: str) -> None:
        """Drop a database, even while programs are connected to it."""
        self.rows("postgres", f"DROP DATABASE IF EXISTS {identifier(database)} WITH (FORCE)")

    def set_parameter(self, database: str, key: str, value: str) -> None:
        """Write a system parameter."""
        self.rows(
            database,
            "INSERT INTO ir_config_parameter (key, value, create_uid, write_uid, create_date, write_date)"
            f" VALUES ({literal(key)}, {literal(value)}, 1, 1, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value, write_date = excluded.write_date",
        )


PSQL = ("-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1")


def split(printed: str) -> list[list[str]]:
    """Rows and columns of what psql printed."""
    return [line.split("\t") for line in printed.splitlines()]


def last_words(said: str) -> str:
    """The sentence in a program's complaint."""
    lines = [line for line in said.strip().splitlines() if line.strip()]
    errors = [line for line in lines if "ERROR" in line or "FATAL" in line or "error:" in line]
    return (errors or lines or ["it gave no reason"])[0]


class Session:
    """One psql that stays connected, so that a snapshot lives."""

    MARK = "kfz-end-of-answer"

    def __init__(self, postgres: Postgres, database: str):
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the session)
        self.child = postgres.start(
            "psql",
            *PSQL,
            "-d",
            database,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.said,
            encoding="utf-8",
        )

    def rows(self, statement: str) -> list[list[str]]:
        """The rows that a statement answers."""
        try:
            self.child.stdin.write(f"{statement};\n\\echo {self.MARK}\n")
            self.child.stdin.flush()
        except BrokenPipeError:
            raise self.failure() from None
        lines = []
        for line in self.child.stdout:
            if line.rstrip("\n") == self.MARK:
                return [text.split("\t") for text in lines]
            lines.append(line.rstrip("\n"))
        raise self.failure()

    def failure(self) -> BackupError:
        """Why psql ended."""
        self.said.seek(0)
        return BackupError(
            f"The database cannot be read: {last_words(self.said.read().decode('utf-8', 'replace'))}"
        )

    def close(self) -> None:
        """End the session."""
        for stream in (self.child.stdin, self.child.stdout):
            try:
                stream.close()
            except BrokenPipeError:
                continue
        self.child.wait()
        self.said.close()
