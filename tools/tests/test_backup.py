"""The form of a backup: every byte of it counts, and what is refused is refused with its reason."""

import hashlib
import io
import itertools
import tarfile
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from kfz_backup import archive, keep, restore, take
from kfz_backup.errors import BackupError
from kfz_backup.postgres import checked, identifier, last_words, literal

from kfz import backup as launcher
from kfz.paths import REPO

DUMP = b"PGDMP" + bytes(range(256)) * 7
STORED = {"ab/" + "a" * 40: b"evidence", "cd/" + "c" * 40: b"", "ef/" + "e" * 40: bytes(512)}
FACTS = {
    "format": 1,
    "moment": "2026-11-30T15:21:39+08:00",
    "database": "kfz",
    "addon": "19.0.1.7.0",
    "postgresql": 18,
    "pg_dump": 18,
    "rows": {},
    "files": 3,
    "file_bytes": 520,
    "missing": {},
}


def packed(database="kfz", head=None, dump=DUMP, **facts) -> bytes:
    """A backup in memory."""
    file = io.BytesIO()
    writer = archive.Writer(file)
    facts = {**FACTS, "database": database, **facts}
    writer.add(archive.HEAD, [archive.as_json(head or facts)])
    if dump is not None:
        writer.add(archive.DUMP, [dump[:100], dump[100:]])
    for name, content in STORED.items():
        writer.add(f"filestore/{name}", [content])
    writer.close(facts)
    return file.getvalue()


def reason(content: bytes) -> str:
    """Why a file is refused; '' when it is a backup."""
    try:
        archive.verify(io.BytesIO(content))
    except BackupError as error:
        assert error.hint
        return error.message
    return ""


def boundaries(content: bytes) -> list[int]:
    """Where members begin and end."""
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        found = [(m.offset, m.offset_data, m.offset_data + m.size) for m in tar.getmembers()]
    return sorted({place for places in found for place in places})


def test_a_whole_backup_is_accepted_and_tells_its_facts():
    facts = archive.verify(io.BytesIO(packed()))
    assert facts["database"] == "kfz"
    assert facts["members"][archive.DUMP]["sha256"] == hashlib.sha256(DUMP).hexdigest()


def test_any_tar_program_reads_it():
    with tarfile.open(fileobj=io.BytesIO(packed())) as tar:
        assert tar.getnames()[0] == archive.HEAD
        assert tar.extractfile(archive.DUMP).read() == DUMP


def test_it_is_refused_when_cut_anywhere():
    content = packed()
    places = {*boundaries(content), *range(0, len(content), 97), len(content) - 1}
    for place in sorted(places - {len(content)}):
        assert reason(content[:place]), place


def test_it_is_refused_with_any_byte_changed():
    content = packed()
    headers = range(archive.BLOCK)
    for place in sorted({*headers, *range(archive.BLOCK, len(content), 11), *boundaries(content)}):
        damaged = bytearray(content)
        damaged[min(place, len(content) - 1)] ^= 1 << place % 8
        assert reason(bytes(damaged)), place


def test_it_is_refused_with_a_member_left_out_doubled_or_exchanged():
    content = packed()
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        ends = [m.offset for m in tar.getmembers()] + [len(content) - 2 * archive.BLOCK]
    pieces = [content[a:b] for a, b in itertools.pairwise(ends)]
    tail = content[ends[-1] :]
    for index in range(len(pieces)):
        assert reason(b"".join([*pieces[:index], *pieces[index + 1 :], tail]))
        assert reason(b"".join([*pieces[: index + 1], *pieces[index:], tail]))
    assert reason(b"".join(pieces) + pieces[1] + tail)
    assert reason(content + b"more")


def test_what_is_something_else_is_called_by_its_name():
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as file:
        file.writestr("dump.sql", "SELECT 1")
    other = io.BytesIO()
    with tarfile.open(fileobj=other, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("something"))
    assert "zip" in reason(zipped.getvalue())
    assert "pg_dump" in reason(b"PGDMP" + bytes(600))
    assert "empty" in reason(b"")
    assert "not a backup" in reason(other.getvalue())
    assert "not a backup" in reason(b"text\n" * 300)
    assert "no database" in reason(packed(dump=None))


def test_a_backup_of_a_newer_format_asks_for_an_update():
    assert "newer version" in reason(packed(head={"format": 2}, format=2))


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "filestore/../../x", "filestore/.ssh/x", "filestore//x", "x", "filestore/"],
)
def test_a_member_that_no_backup_has_is_refused(name):
    file = io.BytesIO()
    writer = archive.Writer(file)
    writer.add(archive.HEAD, [archive.as_json(FACTS)])
    writer.add(archive.DUMP, [DUMP])
    writer.add(name, [b"x"])
    writer.close(FACTS)
    assert reason(file.getvalue())


class Server:
    """Answers for a server of a major version."""

    def __init__(self, server=18, program=18):
        self.server, self.program = server, program

    def server_major(self):
        return self.server

    def program_major(self, _name):
        return self.program


def addons(tmp_path, version="19.0.1.7.0"):
    """A folder with our addon of a version."""
    folder = tmp_path / "kfz_investment"
    folder.mkdir(exist_ok=True)
    (folder / "__manifest__.py").write_text(repr({"version": version}))
    return [tmp_path]


@pytest.mark.parametrize(
    ("facts", "server", "said"),
    [
        ({}, {}, ""),
        ({"addon": "19.0.1.6.0"}, {}, ""),
        ({"addon": "19.0.1.10.0"}, {}, "19.0.1.10.0"),
        ({"postgresql": 19}, {}, "PostgreSQL 19"),
        ({"postgresql": 17}, {"server": 17}, ""),
        ({}, {"program": 17}, "pg_dump 18"),
    ],
)
def test_a_backup_must_fit_the_code_and_the_server(tmp_path, facts, server, said):
    file = io.BytesIO(packed(**facts))
    if not said:
        assert restore.examine(Server(**server), file, addons(tmp_path))
        return
    with pytest.raises(BackupError, match=said):
        restore.examine(Server(**server), file, addons(tmp_path))


def test_a_pg_dump_older_than_the_server_is_refused_before_anything_is_written():
    with pytest.raises(
        BackupError, match="pg_dump is of PostgreSQL 15, but the server is of PostgreSQL 18"
    ):
        take.check_programs(Server(18, 15))
    take.check_programs(Server(17, 18))


def test_only_old_backups_of_this_database_are_removed(tmp_path):
    moments = [datetime(2026, 11, day) for day in range(1, 6)]
    for moment in moments:
        (tmp_path / keep.file_name("kfz", moment)).write_bytes(packed())
    strangers = {
        "kfz-20200101-000000.kfzbackup": packed("other"),
        "kfz-20200102-000000.kfzbackup": b"a list of somebody's",
        "kfz2-20200101-000000.kfzbackup": packed("kfz2"),
        "kfz-20200101.kfzbackup": packed(),
        "notes.txt": b"",
    }
    for name, content in strangers.items():
        (tmp_path / name).write_bytes(content)
    removed = keep.thin_out(tmp_path, "kfz", 2)
    assert [path.name for path in removed] == [keep.file_name("kfz", m) for m in moments[:3]]
    assert all((tmp_path / name).exists() for name in strangers)
    assert keep.thin_out(tmp_path, "kfz", 2) == []


def test_what_an_interrupted_backup_left_is_removed(tmp_path):
    part = tmp_path / "kfz-20261101-000000.kfzbackup.part"
    part.write_bytes(b"half")
    keep.clear_parts(tmp_path, "kfz")
    assert not part.exists()


def test_names_and_texts_in_sql_are_quoted():
    assert identifier('a"b') == '"a""b"'
    assert literal("a'b") == "'a''b'"
    # the last three are dropped by the next start or restore, or taken for what a restore kept
    for name in (
        *("", "a b", "-x", "a=b", "a/b", "x" * 41, "..", "a;b", "试用"),
        *("kfz_new", "kfz_restore", "kfz_before_upgrade"),
    ):
        with pytest.raises(BackupError):
            checked(name)
    assert checked("kfz_trial-2") == "kfz_trial-2"


def test_the_reason_of_a_program_is_its_sentence():
    said = "NOTICE: x\npg_dump: error: server version mismatch\npg_dump: detail: 18"
    assert last_words(said) == "pg_dump: error: server version mismatch"
    assert last_words("") == "it gave no reason"


def test_the_launcher_uses_the_core_of_the_containers():
    assert Path(launcher.take.__file__).is_relative_to(REPO / "deploy")
