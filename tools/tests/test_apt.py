"""The mirror, the downloads and what is done with damaged ones."""

import hashlib

import pytest

from kfz import apt
from kfz.errors import CommandError

DEBIAN = "http://mirror.example/debian/|Debian|/usr/share/keyrings/some.gpg"
SECURITY = "http://mirror.example/debian-security/|Debian-Security|$(SIGNED_BY)"
UBUNTU = "http://mirror.example/ubuntu/|Ubuntu|$(SIGNED_BY)"
UNREAD = "http://mirror.example/debian/|$(LABEL)|$(SIGNED_BY)"


def test_the_main_archive_is_chosen_not_the_one_for_security():
    assert apt.pick_mirror([SECURITY, DEBIAN], "debian") == (
        "http://mirror.example/debian/",
        "/usr/share/keyrings/some.gpg",
    )


def test_a_debian_mirror_on_ubuntu_is_found():
    assert apt.pick_mirror([UBUNTU, DEBIAN], "ubuntu")[0] == "http://mirror.example/debian/"


def test_a_mirror_of_ubuntu_is_not_taken_for_one_of_debian():
    assert apt.pick_mirror([UBUNTU], "ubuntu") is None


def test_a_debian_machine_that_never_fetched_its_indexes_is_served():
    assert apt.pick_mirror([UNREAD], "debian") == ("http://mirror.example/debian/", "")
    assert apt.pick_mirror([UNREAD], "ubuntu") is None


def test_names_sizes_and_checksums_are_read():
    text = (
        "'http://mirror.example/o.deb' odoo-19_1_all.deb 122533504 SHA256:ab12\nNotice: something\n"
    )
    assert apt.parse_uris(text) == {"odoo-19_1_all.deb": {"size": 122533504, "sha256": "ab12"}}


@pytest.fixture
def package(tmp_path):
    """A file and what its index says of it."""
    path = tmp_path / "a.deb"
    path.write_bytes(b"0123456789")
    return path, {"size": 10, "sha256": hashlib.sha256(b"0123456789").hexdigest()}


def test_a_whole_file_fits(package):
    assert apt.fits(*package)


@pytest.mark.parametrize("content", [b"01234", b"012345678X", b"0123456789Z"])
def test_a_cut_or_changed_file_does_not_fit(package, content):
    path, facts = package
    path.write_bytes(content)
    assert not apt.fits(path, facts)


def test_a_missing_file_does_not_fit(tmp_path):
    assert not apt.fits(tmp_path / "none.deb", {"size": 0, "sha256": ""})


def test_an_interrupted_unpacking_leaves_the_old_folder_alone(tmp_path):
    target = tmp_path / "odoo"
    target.mkdir()
    (target / "old").touch()
    (tmp_path / "broken.deb").write_bytes(b"no package")
    with pytest.raises(CommandError):
        apt.unpack([tmp_path / "broken.deb"], target, tmp_path / "log", lambda text: None)
    assert (target / "old").exists()


def test_a_damaged_record_counts_as_none(tmp_path):
    (tmp_path / "manifest.json").write_text("{")
    assert apt.read_manifest(tmp_path / "manifest.json") == {}
