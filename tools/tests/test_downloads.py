"""Downloads that were broken off or damaged, with the machine's own apt and a tiny repository of packages made here."""

import functools
import hashlib
import http.server
import itertools
import json
import os
import shutil
import signal
import subprocess
import threading
import time

import pytest

from kfz import apt, odoo_source
from kfz.errors import KfzError
from kfz.paths import Layout

NAMES = ("odoo-19", "libjs-example", "fonts-example")
FILES = {
    "odoo-19": {
        "usr/lib/python3/dist-packages/odoo/release.py": "version_info = (19, 0, 0, FINAL, 0, '')\n",
        "usr/lib/python3/dist-packages/odoo/addons/crm/__manifest__.py": "{}\n",
    },
    "libjs-example": {"usr/share/javascript/example.js": "// 示例\n"},
    "fonts-example": {"usr/share/fonts/example.otf": "font\n"},
}
CONTROL = """Package: {name}
Version: 2:1.0+dfsg-1
Architecture: all
Maintainer: Example <example@example.com>
Description: example
"""


def build(folder, name, repository):
    """A package with its files and their checksums."""
    (folder / "DEBIAN").mkdir(parents=True)
    (folder / "DEBIAN" / "control").write_text(CONTROL.format(name=name))
    sums = []
    for path, text in FILES[name].items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
        sums.append(f"{hashlib.md5(text.encode()).hexdigest()}  {path}\n")
    (folder / "DEBIAN" / "md5sums").write_text("".join(sums))
    subprocess.check_output(["dpkg-deb", "--root-owner-group", "--build", folder, repository])
    package = next(repository.glob(f"{name}_*.deb"))
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    facts = f"Filename: ./{package.name}\nSize: {package.stat().st_size}\nSHA256: {digest}\n\n"
    return CONTROL.format(name=name) + facts


def point_at(private, address):
    """What PrivateApt.point does, at our own repository."""
    for name in ("lists/partial", "cache/archives/partial", "log"):
        (private.folder / name).mkdir(parents=True, exist_ok=True)
    (private.folder / "sources.list").write_text(f"deb [trusted=yes] {address} ./\n")


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A folder of packages with the index of them."""
    folder = tmp_path_factory.mktemp("repository")
    work = tmp_path_factory.mktemp("work")
    (folder / "Packages").write_text("".join(build(work / name, name, folder) for name in NAMES))
    return folder


@pytest.fixture(scope="module")
def ready(repository, tmp_path_factory):
    """An apt that knows the repository, and all its packages, downloaded."""
    folder = tmp_path_factory.mktemp("ready")
    private = apt.PrivateApt(folder / "apt", folder / "log")
    point_at(private, f"file:{repository}")
    private.update()
    debs = folder / "debs"
    return private, debs, private.download(NAMES, debs, lambda text: None)


@pytest.fixture
def layout(tmp_path, repository, monkeypatch):
    """A state folder whose Odoo comes from the repository; without network once that is moved away."""
    monkeypatch.setattr(odoo_source, "PACKAGES", NAMES)
    monkeypatch.setattr(odoo_source, "LEFT_OUT", {"addons/left/out.js": "// left out\n"})
    mirror = tmp_path / "mirror"
    shutil.copytree(repository, mirror)
    monkeypatch.setattr(
        apt.PrivateApt, "point", lambda self, _suite: point_at(self, f"file:{mirror}")
    )
    made = Layout(tmp_path / "state").prepare()
    made.mirror = mirror
    return made


class Silent:
    """A step that nobody looks at."""

    def progress(self, text):
        """Nothing."""

    note = progress


def fetch(layout):
    """Have Odoo, whatever is there."""
    return odoo_source.from_unpacked(layout) or odoo_source.fetch(layout, Silent())


def assert_whole(layout):
    """Every file of every package is there as it should be, and the records say so."""
    for texts in FILES.values():
        for path, text in texts.items():
            assert (layout.odoo_root / path).read_text() == text
    assert odoo_source.damage(layout) == []
    record = apt.read_manifest(odoo_source.stamp_file(layout))
    assert apt.names_all(record["files"], NAMES)
    assert apt.names_all(apt.read_manifest(layout.downloads / "debian" / "manifest.json"), NAMES)


def cut(path):
    """The file as a broken connection leaves it."""
    os.truncate(path, path.stat().st_size // 2)


def change(path):
    """The file with other content of the same length."""
    path.write_bytes(bytes(path.stat().st_size))


def empty(path):
    """The file as a full disk leaves it."""
    os.truncate(path, 0)


HOW = itertools.cycle((cut, change, empty))
CASES = [
    (present, damaged, next(HOW))
    for count in range(len(NAMES) + 1)
    for present in itertools.combinations(NAMES, count)
    for damaged in (None, *present)
]


@pytest.mark.parametrize(("present", "damaged", "how"), CASES)
def test_whatever_is_there_and_damaged_all_are_there_and_named_afterwards(
    ready, tmp_path, present, damaged, how
):
    private, debs, wanted = ready
    for file in wanted:
        if file.split("_")[0] in present:
            shutil.copy(debs / file, tmp_path)
    for file in tmp_path.glob(f"{damaged}_*"):
        how(file)
    assert private.download(NAMES, tmp_path, lambda text: None) == wanted
    assert apt.names_all(wanted, NAMES)
    assert all(apt.fits(tmp_path / name, facts) for name, facts in wanted.items())


def test_an_index_that_lacks_a_package_is_an_error_not_a_smaller_odoo(ready, tmp_path):
    with pytest.raises(KfzError):
        ready[0].download([*NAMES, "libjs-none"], tmp_path, lambda text: None)


def test_a_first_start_has_everything(layout):
    fetch(layout)
    assert_whole(layout)


@pytest.mark.parametrize("lost", NAMES)
def test_what_an_earlier_launcher_left_incomplete_is_made_whole_without_network(layout, lost):
    fetch(layout)
    debs = layout.downloads / "debian"
    for record in (debs / "manifest.json", odoo_source.stamp_file(layout)):
        facts = json.loads(record.read_text())
        files = facts.get("files", facts)
        for name in [name for name in files if name.startswith(lost)]:
            del files[name]
        record.write_text(json.dumps(facts))
    for path in FILES[lost]:
        (layout.odoo_root / path).unlink()
    shutil.rmtree(layout.mirror)
    fetch(layout)
    assert_whole(layout)


def test_a_missing_package_of_an_incomplete_odoo_is_fetched(layout):
    fetch(layout)
    odoo_source.stamp_file(layout).write_text("")
    debs = layout.downloads / "debian"
    (debs / "manifest.json").write_text("")
    next(debs.glob("fonts-example_*")).unlink()
    fetch(layout)
    assert_whole(layout)


def test_without_network_and_without_a_package_nothing_is_taken_for_whole(layout):
    fetch(layout)
    odoo_source.stamp_file(layout).unlink()
    next((layout.downloads / "debian").glob("fonts-example_*")).unlink()
    shutil.rmtree(layout.mirror)
    with pytest.raises(KfzError):
        fetch(layout)
    assert odoo_source.from_unpacked(layout) is None


@pytest.mark.parametrize("moment", ["unpacking", "moved away", "moved", "deleting"])
def test_an_unpacking_that_was_killed_is_done_again_without_network(layout, moment):
    fetch(layout)
    root = layout.odoo_root
    part, old = root.with_name("odoo.part"), root.with_name("odoo.old")
    if moment == "unpacking":
        shutil.copytree(root / "usr" / "share", part / "usr" / "share")
        odoo_source.stamp_file(layout).unlink()
    elif moment == "moved away":
        shutil.copytree(root, part)
        root.rename(old)
    else:
        shutil.copytree(root, old)
        if moment == "moved":
            odoo_source.stamp_file(layout).unlink()
    shutil.rmtree(layout.mirror)
    fetch(layout)
    assert_whole(layout)


def test_the_old_folder_is_never_deleted_file_by_file_in_its_place(layout, monkeypatch):
    fetch(layout)
    deleted = []
    monkeypatch.setattr(apt.shutil, "rmtree", lambda path, **_how: deleted.append(path.name))
    apt.unpack([], layout.odoo_root, layout.logs / "log", lambda text: None)
    assert "odoo" not in deleted


@pytest.mark.parametrize("name", NAMES)
def test_update_finds_a_file_that_is_missing_or_changed(layout, name):
    fetch(layout)
    path, text = next(iter(FILES[name].items()))
    for how in (cut, change, empty, os.unlink):
        how(layout.odoo_root / path)
        assert odoo_source.damage(layout) == [path]
        (layout.odoo_root / path).write_text(text)
    assert odoo_source.damage(layout) == []


def test_update_finds_the_file_that_debian_left_out(layout):
    fetch(layout)
    (layout.odoo_root / odoo_source.UNPACKED / "odoo" / "addons/left/out.js").unlink()
    assert odoo_source.damage(layout) == ["addons/left/out.js"]


def test_damaged_packages_cannot_tell_and_are_fetched_again(layout):
    fetch(layout)
    cut(next((layout.downloads / "debian").glob("fonts-example_*")))
    assert odoo_source.damage(layout) == ["its packages"]
    odoo_source.stamp_file(layout).unlink()
    fetch(layout)
    assert_whole(layout)


class Stalling(http.server.SimpleHTTPRequestHandler):
    """Sends half of each package, and then nothing, until told to go on."""

    go_on = threading.Event()

    def copyfile(self, source, outputfile):
        """Half of it."""
        data = source.read()
        half = (
            len(data) if self.go_on.is_set() or not self.path.endswith(".deb") else len(data) // 2
        )
        outputfile.write(data[:half])
        outputfile.flush()
        if half < len(data):
            self.go_on.wait(20)

    def log_message(self, *_arguments):
        """Nothing."""


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGINT])
def test_a_download_that_was_killed_half_way_is_finished_by_the_next_start(
    repository, tmp_path, signum
):
    Stalling.go_on.clear()
    handler = functools.partial(Stalling, directory=repository)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        private = apt.PrivateApt(tmp_path / "apt", tmp_path / "log")
        point_at(private, f"http://127.0.0.1:{server.server_port}")
        private.update()
        debs = tmp_path / "debs"
        debs.mkdir()
        command = ["apt-get", *private.options(), "download", *NAMES]
        with subprocess.Popen(
            command, cwd=debs, stdout=subprocess.DEVNULL, start_new_session=True
        ) as child:
            time.sleep(1)
            os.killpg(child.pid, signum)
        Stalling.go_on.set()
        wanted = private.download(NAMES, debs, lambda text: None)
        server.shutdown()
    assert apt.names_all(wanted, NAMES)
    assert all(apt.fits(debs / name, facts) for name, facts in wanted.items())
