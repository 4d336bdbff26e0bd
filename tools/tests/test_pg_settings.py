"""PostgreSQL's settings follow the memory and the data, and small machines stay safe."""

from pathlib import Path

import pytest

from kfz import paths, pg_settings, postgres, proc


def mb(text):
    """A setting's number of MB."""
    assert text.endswith("MB")
    return int(text.removesuffix("MB"))


@pytest.mark.parametrize("memory", [256, 512, 1024, 2048, 4096, 8192, 24_000, 512_000])
def test_the_settings_of_a_machine_of_any_size_leave_room_for_odoo(memory):
    settings = pg_settings.sized(memory)
    assert mb(settings["shared_buffers"]) <= max(128, memory // 4)
    assert mb(settings["shared_buffers"]) <= 8192
    # a dozen requests that sort at once, twice each
    assert 24 * mb(settings["work_mem"]) <= max(96, memory // 4)
    assert mb(settings["maintenance_work_mem"]) <= max(64, memory // 8)
    assert mb(settings["effective_cache_size"]) >= mb(settings["shared_buffers"])


def test_two_gigabytes_keep_the_settings_that_were_tried_there():
    settings = pg_settings.sized(2048)
    assert (settings["shared_buffers"], settings["work_mem"]) == ("256MB", "16MB")
    assert settings["maintenance_work_mem"] == "128MB"
    assert settings["effective_cache_size"] == "1024MB"


def test_buffers_follow_the_size_of_the_data():
    assert pg_settings.sized(24_000, 50)["shared_buffers"] == "256MB"
    assert pg_settings.sized(24_000, 1000)["shared_buffers"] == "2000MB"
    assert (
        pg_settings.sized(24_000, 90_000)["shared_buffers"]
        == (pg_settings.sized(24_000)["shared_buffers"])
    )


def test_the_size_of_the_data_is_that_of_its_files(tmp_path):
    (tmp_path / "base/5").mkdir(parents=True)
    (tmp_path / "base/5/1259").write_bytes(bytes(3 * 2**20))
    assert pg_settings.data_size(tmp_path) == 3
    assert pg_settings.data_size(tmp_path / "none") == 0


def machine(root, memory, groups="", limits=()):
    """A root folder in which a machine tells its memory and its control groups."""
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/meminfo").write_text(f"MemTotal:  {memory * 1024} kB\nMemFree: 5 kB\n")
    (root / "proc/self/cgroup").write_text(groups)
    for path, text in limits:
        file = root / "sys/fs/cgroup" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n")
    return root


@pytest.mark.parametrize(
    ("groups", "limits", "expected"),
    [
        ("", (), 8192),
        ("0::/\n", (("memory.max", 2**31),), 2048),
        ("0::/\n", (("memory.max", "max"),), 8192),
        ("0::/a/b\n", (("a/memory.max", 2**30), ("a/b/memory.max", "max")), 1024),
        ("4:memory:/a\n", (("memory/a/memory.limit_in_bytes", 2**30),), 1024),
        ("4:cpu,memory:/\n0::/\n", (("memory/memory.limit_in_bytes", 2**63 - 4096),), 8192),
        ("0::/../../a\n", (), 8192),
    ],
)
def test_memory_is_that_of_the_machine_or_the_limit_of_its_container(
    tmp_path, groups, limits, expected
):
    assert pg_settings.memory(machine(tmp_path, 8192, groups, limits)) == expected


def test_a_machine_that_does_not_tell_its_memory_counts_as_small(tmp_path):
    assert pg_settings.memory(tmp_path) == pg_settings.SMALL


FAKE_SERVER = """#!/bin/sh
case "$*" in
    *shared_buffers=128MB*) sleep 60 ;;
    *) echo "FATAL: could not map anonymous shared memory: Cannot allocate memory" >&2; exit 1 ;;
esac
"""


def test_where_the_machine_gives_less_than_it_told_postgresql_starts_with_little(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(postgres, "unprivileged", lambda data: None)
    layout = paths.Layout(tmp_path / "state")
    layout.postgres = tmp_path / "postgres"
    cluster = postgres.Embedded(layout)
    for folder in (cluster.data, cluster.log.parent, cluster.secret.parent):
        folder.mkdir(parents=True, exist_ok=True)
    cluster.secret.write_text("word")
    program = tmp_path / "postgres" / "postgres"
    program.write_text(FAKE_SERVER)
    program.chmod(0o755)
    monkeypatch.setattr(pg_settings, "memory", lambda: 8192)
    monkeypatch.setattr(
        cluster, "running", lambda: cluster.child.poll() is None and cluster.is_small
    )
    monkeypatch.setattr(cluster, "ready", lambda *_where: True)
    try:
        cluster.launch(tmp_path / "postgres")
        assert cluster.is_small
        command = f"/proc/{cluster.child.pid}/cmdline"
        assert b"shared_buffers=128MB" in Path(command).read_bytes()
    finally:
        proc.end(cluster.child)


def test_the_server_of_tests_has_the_same_settings_everywhere(tmp_path, monkeypatch):
    layout = paths.Layout(tmp_path / "state")
    monkeypatch.setattr(pg_settings, "memory", lambda: 64_000)
    assert postgres.Embedded(layout, "test").settings() == postgres.FAST
    assert postgres.FAST["fsync"] == "off"
    own = postgres.Embedded(layout).settings()
    assert "fsync" not in own
    assert own["work_mem"] == "64MB"
