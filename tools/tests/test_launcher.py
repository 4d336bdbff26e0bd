"""Folders, ports, stamps, passwords, locks, and what is printed at the end."""

import contextlib
import io
import os
import re
import signal
import socket
import stat
import subprocess
import threading
import time
from pathlib import Path

import pytest

from kfz import paths, ports, postgres, proc, venv
from kfz.cli import parser
from kfz.errors import CommandError, KfzError
from kfz.lock import Lock, Users
from kfz.testing import chosen_parts
from kfz.testing.result import Result, closing_line, print_summary, shorten
from kfz.tree import tree_hash
from kfz.ui import Ui


def test_the_state_folder_is_the_one_named_or_in_the_repository(tmp_path):
    assert paths.state_folder({"KFZ_STATE": str(tmp_path / "a b")}) == tmp_path / "a b"
    assert paths.state_folder({}, tmp_path) == tmp_path / ".kfz"


def test_postgresql_stays_in_the_state_folder_where_others_can_reach_it(tmp_path):
    state = tmp_path / "state"
    assert (
        paths.postgres_folder(state, as_root=True, reachable=lambda folder: True)
        == state / "postgres"
    )
    assert (
        paths.postgres_folder(state, as_root=False, reachable=lambda folder: False)
        == state / "postgres"
    )


def test_below_a_closed_folder_root_puts_postgresql_elsewhere_and_always_in_the_same_place(
    tmp_path,
):
    first = paths.postgres_folder(tmp_path / "one", True, lambda folder: False, tmp_path)
    assert first == paths.postgres_folder(tmp_path / "one", True, lambda folder: False, tmp_path)
    assert first != paths.postgres_folder(tmp_path / "two", True, lambda folder: False, tmp_path)
    assert first.parent == tmp_path


def test_a_folder_below_a_closed_one_is_not_open_to_all(tmp_path):
    inner = tmp_path / "closed" / "inner"
    inner.mkdir(parents=True)
    inner.parent.chmod(0o700)
    assert not paths.open_to_all(inner)


def test_secrets_are_for_the_owner_only(tmp_path):
    layout = paths.Layout(tmp_path / "state").prepare()
    assert stat.S_IMODE(layout.secrets.stat().st_mode) == 0o700


def test_a_remembered_port_is_kept_while_it_is_free(tmp_path):
    memory = tmp_path / "port"
    assert ports.free_port(memory, 5000, lambda port: True) == 5000
    assert ports.free_port(memory, 6000, lambda port: True) == 5000


def test_a_taken_port_gives_way_to_the_next_free_one(tmp_path):
    memory = tmp_path / "port"
    memory.write_text("5000")
    assert ports.free_port(memory, 5000, lambda port: port > 5001) == 5002
    assert memory.read_text() == "5002"


def test_no_free_port_is_an_error():
    with pytest.raises(OSError, match="no free port"):
        ports.next_free(5000, lambda port: False)


def test_a_stamp_changes_with_the_requirements_and_with_the_interpreter(tmp_path):
    file = tmp_path / "odoo.txt"
    file.write_text("a==1\n")
    before = venv.stamp([file], "3.11")
    assert venv.stamp([file], "3.11") == before
    assert venv.stamp([file], "3.12") != before
    file.write_text("a==2\n")
    assert venv.stamp([file], "3.11") != before


def test_requirements_are_counted_without_comments():
    assert venv.count_requirements("# words\n\na==1\n-c other\nb\n") == 2


def test_every_direct_requirement_is_pinned():
    for name in ("odoo", "test", "constraints"):
        for line in (
            (paths.REPO / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        ):
            if line and not line.startswith("#"):
                assert re.search(r"==|<", line.partition(";")[0]), line


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, None),
        (
            {"PGHOST": "db", "PGUSER": "u", "PGPASSWORD": "p"},
            postgres.Server("db", 5432, "u", "p", ""),
        ),
        (
            {"DATABASE_URL": "postgresql://u:p%40x@db:6543/name", "PGHOST": "other"},
            postgres.Server("db", 6543, "u", "p@x", "name"),
        ),
    ],
)
def test_a_given_server_is_read_from_the_environment(environ, expected):
    assert postgres.given_server(environ) == expected


def test_an_address_of_another_kind_of_database_is_refused():
    with pytest.raises(KfzError, match="DATABASE_URL"):
        postgres.given_server({"DATABASE_URL": "mysql://db/name"})


def test_a_lock_is_for_one_and_tells_the_address(tmp_path):
    first, second = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert first.take()
    first.write(address="http://127.0.0.1:8069")
    assert not second.take()
    assert second.holder()["address"] == "http://127.0.0.1:8069"
    assert second.holder()["pid"] == os.getpid()
    first.release()
    assert second.take()


def test_whoever_started_a_thing_ends_it_when_the_last_other_user_has_left(tmp_path):
    starter, other, late = (Users(tmp_path / "users") for _ in range(3))
    starter.join()
    other.join()
    assert not starter.alone()
    leaving = threading.Timer(0.2, other.leave)
    leaving.start()
    assert starter.alone(wait=True)
    leaving.join(10)
    assert other.file is None
    joining = threading.Thread(target=late.join)
    joining.start()
    joining.join(0.2)
    assert joining.is_alive()
    starter.leave()
    joining.join(10)
    assert late.alone()


def test_postgresql_ends_only_after_the_last_command_that_uses_it(tmp_path, monkeypatch):
    ended, said, layout = [], [], paths.Layout(tmp_path / "state")
    layout.postgres = tmp_path / "postgres"
    monkeypatch.setattr(proc, "end", lambda child, *_how: ended.append(child))
    first, second = (postgres.Embedded(layout) for _ in range(2))
    first.folder.mkdir(parents=True)
    first.users.join()
    second.users.join()
    first.child = subprocess.Popen(["sleep", "60"])
    try:
        stopping = threading.Thread(target=first.stop, args=(said.append,))
        stopping.start()
        stopping.join(0.3)
        assert stopping.is_alive()
        assert not ended
        second.stop()
        stopping.join(10)
        assert len(ended) == len(said) == 1
    finally:
        first.child = first.child or ended[0]
        first.child.kill()
        first.child.wait()


FAKE_SERVER = """#!/usr/bin/env python3
import os, pathlib, socket, sys, time
data, port = pathlib.Path(sys.argv[2]), int(sys.argv[4])
def note(*rest):
    (data / "postmaster.pid").write_text("\\n".join(map(str, [os.getpid(), data, 1, port, "", *rest])))
note()
time.sleep(0.3)
server = socket.socket()
try:
    server.bind(("127.0.0.1", port))
except OSError:
    sys.exit("could not bind IPv4 address")
server.listen()
note("127.0.0.1", "")
time.sleep(60)
"""


def test_where_another_server_took_the_port_postgresql_starts_on_the_next_one(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(postgres, "unprivileged", lambda data: None)
    layout = paths.Layout(tmp_path / "state")
    layout.postgres = tmp_path / "postgres"
    cluster = postgres.Embedded(layout)
    for folder in (cluster.data, cluster.log.parent, cluster.secret.parent):
        folder.mkdir(parents=True, exist_ok=True)
    cluster.secret.write_text("word")
    (tmp_path / "postgres" / "postgres").write_text(FAKE_SERVER)
    (tmp_path / "postgres" / "pg_isready").write_text("#!/bin/sh\n")
    for program in ("postgres", "pg_isready"):
        (tmp_path / "postgres" / program).chmod(0o755)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        free = iter([taken, ports.next_free(taken + 1)])
        monkeypatch.setattr(postgres, "free_port", lambda *_memory: next(free))
        try:
            assert cluster.launch(tmp_path / "postgres").port > taken
        finally:
            proc.end(cluster.child)


def test_the_addon_has_changed_when_a_file_has_but_not_when_only_a_test_has(tmp_path):
    (tmp_path / "m" / "tests").mkdir(parents=True)
    (tmp_path / "m" / "a.py").write_text("1")
    before = tree_hash(tmp_path, "19.0")
    (tmp_path / "m" / "tests" / "test_a.py").write_text("2")
    assert tree_hash(tmp_path, "19.0") == before
    assert tree_hash(tmp_path, "19.1") != before
    (tmp_path / "m" / "a.py").write_text("2")
    assert tree_hash(tmp_path, "19.0") != before


def test_a_failed_program_names_its_log_and_its_last_lines(tmp_path):
    with pytest.raises(CommandError) as caught:
        proc.run(["sh", "-c", "echo words; exit 3"], tmp_path / "log", hint="Mend it.")
    assert (caught.value.tail, caught.value.hint, caught.value.log) == (
        "words\n",
        "Mend it.",
        str(tmp_path / "log"),
    )
    assert "exit code 3" in caught.value.message


def test_a_missing_program_is_told_in_words(tmp_path):
    with pytest.raises(CommandError, match="cannot be started"):
        proc.run(["/nonexistent/program"], tmp_path / "log")


def alive_in_group(group):
    """Processes of a group that still run (a zombie waits for nobody but its parent)."""
    found = []
    for stat_file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _parent, its_group = stat_file.read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                found.append(stat_file.parent.name)
    return found


def test_a_child_that_does_not_listen_is_ended_with_its_own_children():
    with subprocess.Popen(
        ["sh", "-c", "trap '' TERM; sleep 60 & echo deaf; sleep 60"],
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as child:
        # Ended any earlier, it would die of the first signal, and without children.
        assert child.stdout.readline() == b"deaf\n"
        proc.end(child, patience=0.3)
        assert child.poll() in (-signal.SIGQUIT, -signal.SIGKILL)
    # A killed process is gone only when the kernel gets round to it: on a busy machine, later.
    deadline = time.monotonic() + 20
    while alive_in_group(child.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive_in_group(child.pid)


def test_a_step_prints_one_line_with_its_time():
    stream = io.StringIO()
    with Ui(stream).step("Work") as step:
        step.note("done well")
    assert re.fullmatch(r"  ok  Work \(done well\) … \d+\.\d s\n", stream.getvalue())


def test_a_step_that_fails_says_so():
    stream = io.StringIO()
    with pytest.raises(ValueError, match="no"), Ui(stream).step("Work"):
        raise ValueError("no")
    assert stream.getvalue().startswith("  !!  Work")


def test_the_last_line_counts_all_parts_and_the_exit_code_follows_it():
    stream = io.StringIO()
    good, bad = (
        Result("lint", passed=3),
        Result("odoo", passed=4).failure("TestA.test_b", "Traceback\nValueError"),
    )
    assert print_summary(Ui(stream), [good, bad]) == 1
    assert stream.getvalue().splitlines()[-1] == "7 passed, 1 failed"
    assert "TestA.test_b" in stream.getvalue()
    assert print_summary(Ui(io.StringIO()), [good]) == 0


def test_a_run_of_nothing_is_a_failure():
    assert print_summary(Ui(io.StringIO()), []) == 1
    assert closing_line([]) == "0 passed, 0 failed"


def test_a_long_traceback_keeps_its_end():
    short = shorten("\n".join(map(str, range(100))), 10)
    assert short.splitlines()[-1] == "99"
    assert len(short.splitlines()) == 11


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            [],
            [
                "lint",
                "unit",
                "odoo",
                "isolation",
                "seeded",
                "tours",
                "core",
                "start",
                "pages",
            ],
        ),
        (["--fast"], ["lint", "unit", "odoo"]),
        (["--only", "seeded", "--only", "isolation"], ["isolation", "seeded"]),
        (["--only", "core", "--only", "lint"], ["lint", "core"]),
        (["tools/tests/test_apt.py"], ["unit"]),
        (["addons/kfz_investment/tests/test_gate.py"], ["odoo"]),
        (["/kfz_investment:TestGate"], ["odoo"]),
    ],
)
def test_the_parts_that_are_run(words, parts):
    assert chosen_parts(parser().parse_args(["test", *words])) == parts
