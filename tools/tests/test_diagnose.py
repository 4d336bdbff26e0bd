"""What programs print when something is wrong, and what people are told: the cause, and advice that destroys nothing."""

import errno
import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from kfz import cli, diagnose, paths
from kfz.accounts import Plan
from kfz.errors import CommandError, KfzError
from kfz.ui import Ui

# what the programs really print, and a word that the cause must have
PRINTED = [
    ('FATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device', "is full"),
    ("psycopg2.errors.DiskFull: could not extend file", "is full"),
    ("OSError: [Errno 28] No space left on device: '/x'", "is full"),
    ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "memory"),
    ("Traceback (most recent call last):\nMemoryError", "memory"),
    (
        "DETAIL:  The data directory was initialized by PostgreSQL version 17, which is not compatible with this version 18.3.",
        "PostgreSQL 17, and this is PostgreSQL 18.3",
    ),
    (
        'LOG:  syntax error in file "/s/main/data/postgresql.conf" line 3, near token "="',
        "Line 3 of /s/main/data/postgresql.conf",
    ),
    (
        'LOG:  unrecognized configuration parameter "x" in file "/s/data/postgresql.conf" line 844',
        "Line 844 of /s/data/postgresql.conf",
    ),
    (
        'LOG:  invalid authentication method "q"\nCONTEXT:  line 117 of configuration file "/s/data/pg_hba.conf"',
        "Line 117 of /s/data/pg_hba.conf",
    ),
    (
        "configparser.ParsingError: Source contains parsing errors: '/s/run.conf'\n\t[line  4]: 'x'",
        "Line 4 of /s/run.conf",
    ),
    ('FATAL:  invalid value for parameter "shared_buffers": "x"', "shared_buffers"),
    ('could not open file "/s/data/PG_VERSION": Permission denied', "/s/data/PG_VERSION"),
    ("PermissionError: [Errno 13] Permission denied: '/s/logs/odoo.log'", "/s/logs/odoo.log"),
    ('FATAL:  data directory "/s/data" has wrong ownership', "/s/data"),
    ("PANIC:  could not locate a valid checkpoint record at 0/1", "damaged"),
    ('FATAL:  "/s/data" is not a valid data directory', "damaged"),
    ("/lib/libc.so.6: version `GLIBC_2.38' not found (required by postgres)", "GLIBC_2.38"),
    ("postgres: error while loading shared libraries: libicui18n.so.60: cannot open", "libicui18n"),
    ("OSError: [Errno 98] Address already in use", "port"),
    ('FATAL:  password authentication failed for user "kfz"', "password of kfz"),
    ("E: Release file for x is not valid yet (invalid for another 2h)", "clock"),
    ("Err:1 http://m  Temporary failure resolving 'm'", "network"),
    ('connection to server at "127.0.0.1", port 1 failed: Connection refused', "does not answer"),
    (
        "Traceback (most recent call last):\n  File x\nodoo.tools.convert.ParseError: while parsing a.xml:5",
        "odoo.tools.convert.ParseError: while parsing a.xml:5",
    ),
]


@pytest.mark.parametrize(("printed", "word"), PRINTED)
def test_the_cause_is_named(printed, word):
    error = CommandError("It failed (exit code 1)", "A hint.", "log", f"words\n{printed}\nmore\n")
    assert word in diagnose.of(error, (Path("/"),)).text


def test_no_advice_leads_to_a_reset_anywhere_in_the_launcher():
    for printed, _word in PRINTED:
        assert "reset" not in diagnose.from_text(printed, (Path("/"),)).advice
    for file in (paths.REPO / "tools" / "kfz").glob("*.py"):
        if file.name not in ("verbs.py", "cli.py"):  # the verb itself
            assert "./kfz reset" not in file.read_text(encoding="utf-8"), file


def test_the_most_basic_cause_counts():
    text = "No space left on device\nconnection to server at x failed\nodoo.exceptions.UserError: x"
    assert "is full" in diagnose.from_text(text, (Path("/"),)).text


def test_a_full_disk_is_named_with_what_is_free(monkeypatch, tmp_path):
    rooms = {tmp_path: 1_000_000_000, tmp_path / "postgres": 3_000_000}
    monkeypatch.setattr(diagnose, "free", rooms.get)
    text = diagnose.from_text("No space left on device", tuple(rooms)).text
    assert text == f"The disk that holds {tmp_path / 'postgres'} is full (3 MB are free)."
    assert "3 MB are free" in diagnose.nearly_full(tuple(rooms))
    rooms[tmp_path / "postgres"] = diagnose.NEARLY_FULL
    assert diagnose.nearly_full(tuple(rooms)) == ""


def test_the_room_for_a_folder_that_is_not_there_yet_is_that_of_the_one_above(tmp_path):
    assert diagnose.free(tmp_path / "a" / "b") > 0


def test_errors_of_the_launcher_itself_are_diagnosed(tmp_path):
    assert "is full" in diagnose.of(OSError(errno.ENOSPC, "x"), (tmp_path,)).text
    assert "memory" in diagnose.of(OSError(errno.ENOMEM, "x")).text
    assert "/s/file" in diagnose.of(PermissionError(errno.EACCES, "x", "/s/file")).text
    assert diagnose.of(OSError(errno.ENOENT, "x")) is None


def test_the_cause_of_a_cause_is_found(tmp_path):
    error = KfzError("This Python has no pip.", "Install it.")
    error.__cause__ = CommandError("x", tail="No space left on device")
    assert "is full" in diagnose.of(error, (tmp_path,)).text


def test_a_program_that_was_killed_lacked_memory():
    assert "memory" in diagnose.of(CommandError("python failed (ended by SIGKILL, …)")).text


def explained(error):
    """What the launcher says of a failure."""
    stream = io.StringIO()
    cli.explain(Ui(stream), error, False, (Path("/"),))
    return stream.getvalue()


def test_advice_of_the_cause_replaces_that_of_the_failure():
    said = explained(CommandError("It failed", "Start without it.", "log", "Connection refused"))
    assert "Cause: PostgreSQL does not answer." in said
    assert "Start without it" not in said


def test_a_cause_without_advice_and_a_failure_without_cause_keep_theirs():
    said = explained(CommandError("It failed", "Report it.", "log", "KeyError: 'x'"))
    assert "Cause: KeyError: 'x'" in said
    assert "What to do: Report it." in said
    said = explained(KfzError("It failed", "Report it."))
    assert said == "\nFailed: It failed\nWhat to do: Report it.\n"


def test_a_failing_demonstration_is_not_blamed_for_a_full_disk(monkeypatch, tmp_path):
    from kfz import serve

    log = tmp_path / "logs" / "database-setup.log"
    log.parent.mkdir()
    log.write_text("KeyError: 'of an earlier start'\n")

    def load(*_arguments):
        with open(log, "a", encoding="utf-8") as file:
            file.write("psycopg2.errors.DiskFull: No space left on device\n")
        return {"demo": False}

    monkeypatch.setattr(serve, "carry_out", load)
    layout = SimpleNamespace(data=tmp_path, logs=log.parent)
    project = SimpleNamespace(ui=Ui(io.StringIO()), layout=layout, sql=lambda *_names: {})
    with pytest.raises(CommandError) as caught:
        serve.create(project, True, Plan({}), "tree", "kfz")
    said = explained(caught.value)
    assert "is full" in said
    assert "--no-demo" not in said
    assert "earlier" not in caught.value.tail


def test_a_damaged_file_of_odoo_is_named_with_the_verb_that_repairs_it():
    printed = (
        'Traceback (most recent call last):\n  File "/x/odoo/usr/lib/python3/dist-packages/odoo/http.py", line 12\n'
        "    def a(\n         ^\nSyntaxError: '(' was never closed\n"
    )
    cause = diagnose.from_text(printed)
    assert "dist-packages/odoo/http.py" in cause.text
    assert "./kfz update" in cause.advice
