"""Two databases change places: killed at any moment, one of the two is there, whole, with its files, and the next start cleans up."""

import json
import os
import sys
from pathlib import Path

import pytest
from kfz_backup import swap
from kfz_backup.errors import BackupError

OLD = {"aa/old": "old", "bb/both": "both"}
NEW = {"bb/both": "both", "cc/new": "new"}


class Server:
    """Databases in a file: name → what is in it; a transaction is one replacement of the file, as PostgreSQL's is one commit."""

    def __init__(self, path: Path):
        self.path = path

    def read(self) -> dict:
        return json.loads(self.path.read_text())

    def write(self, found: dict) -> None:
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps(found))
        part.replace(self.path)

    def databases(self):
        return sorted(self.read())

    def connected(self, _name):
        return 0

    def drop(self, name):
        self.write({key: value for key, value in self.read().items() if key != name})

    def rows(self, _database, *statements):
        if statements[0].startswith("SELECT"):
            is_copy = self.read()[_database] == "trial"
            return [[json.dumps({"copy": is_copy})]]
        found = self.read()
        for statement in statements:
            words = statement.replace('"', "").split()
            assert words[:2] == ["ALTER", "DATABASE"]
            assert words[5] not in found
            found[words[5]] = found.pop(words[2])
        self.write(found)
        return []


def fill(folder: Path, files: dict) -> None:
    """Files of a store."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)


def prepared(tmp_path: Path) -> tuple[Server, Path]:
    """A database and one that was just restored, with their files."""
    server, stores = Server(tmp_path / "server.json"), tmp_path / "filestore"
    server.write({"kfz": "old", "kfz_restore": "new", "kfz_fresh": "another"})
    fill(stores / "kfz", OLD)
    fill(stores / "kfz_restore", NEW)
    fill(stores / "kfz_fresh", {"dd/x": "x"})
    return server, stores


def read(folder: Path) -> dict:
    """The files of a store."""
    return {name: (folder / name).read_text() for name in swap.files(folder)}


def killed_after(steps: int, work) -> bool:
    """Do some work in a process that ends, as by kill -9, at the n-th change of a file; whether it came to its end."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    left = steps

    def count(event, arguments):
        nonlocal left
        changes = event in (
            "os.rename",
            "os.link",
            "os.remove",
            "os.rmdir",
            "os.mkdir",
            "os.truncate",
        )
        if changes or (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_WRONLY
        ):
            left -= 1
            if left < 0:
                os._exit(9)

    try:
        sys.addaudithook(count)
        work()
        os._exit(0)
    except BaseException:
        os._exit(1)


def check(server: Server, stores: Path) -> str:
    """After the clean-up: which of the two is there, whole; the other may be kept, whole as well."""
    found = server.read()
    assert "kfz_restore" not in found
    wanted = OLD if found["kfz"] == "old" else NEW
    assert read(stores / "kfz").items() >= wanted.items()
    kept = [name for name in found if name.startswith("kfz_before_")]
    for name in kept:
        assert read(stores / name).items() >= (OLD if found[name] == "old" else NEW).items()
    assert {folder.name for folder in stores.iterdir() if folder.is_dir()} == {
        "kfz",
        "kfz_fresh",
        *kept,
    }
    assert found["kfz_fresh"] == "another"
    return found["kfz"]


def test_killed_at_any_moment_one_of_the_two_is_there(tmp_path):
    seen, steps, ended = set(), 0, False
    while not ended:
        folder = tmp_path / str(steps)
        folder.mkdir()
        server, stores = prepared(folder)
        ended = killed_after(
            steps, lambda at=(server, stores): swap.swap(at[0], "kfz", "kfz_restore", at[1])
        )
        swap.settle(server, "kfz", stores)
        seen.add(check(server, stores))
        steps += 1
    assert seen == {"old", "new"}
    assert steps > 10


def test_killed_while_going_back_one_of_the_two_is_there(tmp_path):
    seen, steps, ended = set(), 0, False
    while not ended:
        folder = tmp_path / str(steps)
        folder.mkdir()
        server, stores = prepared(folder)
        swap.swap(server, "kfz", "kfz_restore", stores)
        renamed = {
            name.replace(name[11:], "20260101_000000") if "_before_" in name else name: what
            for name, what in server.read().items()
        }
        server.write(renamed)
        next(stores.glob("kfz_before_*")).rename(stores / "kfz_before_20260101_000000")
        ended = killed_after(steps, lambda at=(server, stores): swap.back(at[0], "kfz", at[1]))
        swap.settle(server, "kfz", stores)
        seen.add(check(server, stores))
        steps += 1
    assert seen == {"old", "new"}


def test_the_former_database_is_kept_with_its_files_and_comes_back(tmp_path):
    server, stores = prepared(tmp_path)
    kept = swap.swap(server, "kfz", "kfz_restore", stores)
    assert (read(stores / "kfz"), read(stores / kept)) == (NEW, OLD)
    back, restored = swap.back(server, "kfz", stores)
    assert back == kept
    assert server.read()["kfz"] == "old"
    assert (read(stores / "kfz"), read(stores / restored)) == (OLD, NEW)


def test_without_a_database_nothing_is_kept(tmp_path):
    server, stores = prepared(tmp_path)
    server.drop("kfz")
    swap.remove(stores / "kfz")
    assert swap.swap(server, "kfz", "kfz_restore", stores) == ""
    assert read(stores / "kfz") == NEW
    with pytest.raises(BackupError, match="No earlier state"):
        swap.back(server, "kfz", stores)


def test_only_a_kept_database_is_dropped(tmp_path):
    server, stores = prepared(tmp_path)
    kept = swap.swap(server, "kfz", "kfz_restore", stores)
    for name in ("kfz", "kfz_fresh", "kfz_before_20200101_000000", ""):
        with pytest.raises(BackupError, match="neither a database that a restore has kept"):
            swap.drop_kept(server, name, stores)
    swap.drop_kept(server, kept, stores)
    assert not (stores / kept).exists()
    assert server.databases() == ["kfz", "kfz_fresh"]


def test_a_trial_copy_is_dropped_and_never_comes_back_as_the_database(tmp_path):
    server, stores = prepared(tmp_path)
    server.write({**server.read(), "kfz_before_upgrade": "trial"})
    kept = swap.swap(server, "kfz", "kfz_restore", stores)
    assert swap.kept_ones(server, "kfz") == [kept]
    assert swap.back(server, "kfz", stores)[0] == kept
    assert server.read()["kfz"] == "old"
    swap.drop_kept(server, "kfz_before_upgrade", stores)
    assert "kfz_before_upgrade" not in server.databases()


def test_a_database_in_use_is_not_replaced(tmp_path):
    server, _stores = prepared(tmp_path)
    server.connected = lambda name: 2
    with pytest.raises(BackupError, match="Programs are connected"):
        swap.refuse_if_used(server, "kfz")
    swap.refuse_if_used(server, "kfz_other")


def test_one_restore_at_a_time(tmp_path):
    with (
        swap.alone(tmp_path),
        pytest.raises(BackupError, match="Another restore"),
        swap.alone(tmp_path),
    ):
        pass
