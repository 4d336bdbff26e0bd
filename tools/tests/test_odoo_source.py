"""Which Odoo the launcher takes."""

import json

import pytest

from kfz import odoo_source
from kfz.errors import KfzError
from kfz.paths import Layout


def make_odoo(package, version="(19, 0, 0, FINAL, 0, '')"):
    """A folder that looks like the package odoo."""
    (package / "addons" / "crm").mkdir(parents=True)
    (package / "addons" / "crm" / "__manifest__.py").write_text("{}")
    (package / "release.py").write_text(f"version_info = {version}\n")
    return package


@pytest.fixture
def layout(tmp_path):
    """A state folder of its own."""
    return Layout(tmp_path / "state").prepare()


def make_unpacked(layout):
    """A Debian package unpacked earlier."""
    make_odoo(layout.odoo_root / odoo_source.UNPACKED / "odoo")
    files = {f"{name}_1_all.deb": {"size": 1, "sha256": ""} for name in odoo_source.PACKAGES}
    record = {"version": "19.0.0+dfsg-1", "files": files}
    odoo_source.stamp_file(layout).write_text(json.dumps(record))


def python_that_finds(tmp_path, package):
    """A python that answers that odoo lies in ``package``."""
    script = tmp_path / "python"
    script.write_text(f"#!/bin/sh\necho '{package}'\n")
    script.chmod(0o755)
    return str(script)


def test_a_checkout_wins_over_an_installed_and_an_unpacked_one(tmp_path, layout):
    make_unpacked(layout)
    home = tmp_path / "home"
    make_odoo(home / "odoo")
    (home / "addons").mkdir()
    python = python_that_finds(tmp_path, make_odoo(tmp_path / "site" / "odoo"))
    found = odoo_source.find(layout, {"ODOO_HOME": str(home)}, [python])
    assert (found.origin, found.path, found.addons) == ("ODOO_HOME", home, (home / "addons",))


def test_an_installed_one_wins_over_an_unpacked_one(tmp_path, layout):
    make_unpacked(layout)
    package = make_odoo(tmp_path / "site" / "odoo")
    found = odoo_source.find(layout, {}, [python_that_finds(tmp_path, package)])
    assert found.origin == "installed"
    assert (found.path / "odoo").resolve() == package


def test_nothing_else_of_the_site_comes_along_with_an_installed_one(tmp_path, layout):
    package = make_odoo(tmp_path / "site" / "odoo")
    (tmp_path / "site" / "lxml").mkdir()
    found = odoo_source.find(layout, {}, [python_that_finds(tmp_path, package)])
    assert [path.name for path in found.path.iterdir()] == ["odoo"]


def test_an_installed_one_of_another_version_is_passed_over(tmp_path, layout):
    make_unpacked(layout)
    package = make_odoo(tmp_path / "site" / "odoo", "(18, 0, 0, FINAL, 0, '')")
    assert (
        odoo_source.find(layout, {}, [python_that_finds(tmp_path, package)]).origin
        == "Debian package"
    )


def test_a_python_that_does_not_start_is_passed_over(layout):
    assert odoo_source.find(layout, {}, ["/nonexistent/python"]) is None


def test_a_half_unpacked_package_is_not_taken(layout):
    make_unpacked(layout)
    odoo_source.stamp_file(layout).unlink()
    assert odoo_source.from_unpacked(layout) is None


@pytest.mark.parametrize("lost", odoo_source.PACKAGES)
def test_a_record_that_does_not_name_every_package_is_that_of_an_incomplete_odoo(layout, lost):
    make_unpacked(layout)
    file = odoo_source.stamp_file(layout)
    record = json.loads(file.read_text())
    del record["files"][f"{lost}_1_all.deb"]
    file.write_text(json.dumps(record))
    assert odoo_source.from_unpacked(layout) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"files": null}'])
def test_a_damaged_record_is_that_of_an_incomplete_odoo(layout, text):
    make_unpacked(layout)
    odoo_source.stamp_file(layout).write_text(text)
    assert odoo_source.from_unpacked(layout) is None


@pytest.mark.parametrize("version", ["(18, 0, 0, FINAL, 0, '')", "('saas~18', 4, 0, FINAL, 0, '')"])
def test_odoo_home_of_another_version_is_refused_in_words(tmp_path, layout, version):
    make_odoo(tmp_path / "home" / "odoo", version)
    with pytest.raises(KfzError, match=r"Odoo 19\.0 is needed") as caught:
        odoo_source.find(layout, {"ODOO_HOME": str(tmp_path / "home")}, [])
    assert "ODOO_HOME" in caught.value.hint


def test_odoo_home_without_odoo_is_refused_in_words(tmp_path, layout):
    with pytest.raises(KfzError, match="not an Odoo source checkout"):
        odoo_source.find(layout, {"ODOO_HOME": str(tmp_path)}, [])
