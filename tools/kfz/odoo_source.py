"""Finding Odoo 19: ``ODOO_HOME``, an installed one, or Debian's package unpacked in the state folder."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from . import apt
from .errors import KfzError
from .paths import Layout, write_whole

SUITE = "sid"
PACKAGES = (
    "odoo-19",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-font-awesome",
    "fonts-roboto-unhinted",
    "fonts-montserrat",
    "fonts-inconsolata",
)
# Debian leaves out what it cannot build from source. An Odoo bundle lists this file, and a missing file is an error.
LEFT_OUT = {
    "addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js": "// Left out by Debian: background blur of video calls is not available.\n"
}
UNPACKED = "usr/lib/python3/dist-packages"
ASK_WHERE = """
import importlib.util
spec = importlib.util.find_spec('odoo')
print(*(spec.submodule_search_locations or [] if spec else []), sep='\\n')
"""


@dataclass(frozen=True)
class Odoo:
    """An Odoo 19: the folder to put on PYTHONPATH, its addons folders, and where it came from."""

    path: Path
    addons: tuple[Path, ...]
    version: str
    origin: str


def series(package: Path) -> str:
    """Version series of an ``odoo`` package folder ('19.0'), or '' if it is not one."""
    try:
        text = (package / "release.py").read_text(encoding="utf-8")
    except OSError:
        return ""
    match = re.search(r"^version_info\s*=\s*\(\s*'?(?:saas~)?(\d+)'?\s*,\s*(\d+)", text, re.M)
    return f"{match[1]}.{match[2]}" if match else ""


def is_odoo_19(package: Path) -> bool:
    """Whether a folder is the ``odoo`` package of version 19.0."""
    return series(package) == "19.0"


def from_home(home: str) -> Odoo:
    """The source checkout that ``ODOO_HOME`` names.

    :raises KfzError: if it is not Odoo 19
    """
    root = Path(home).expanduser().absolute()
    if not is_odoo_19(root / "odoo"):
        found = series(root / "odoo")
        raise KfzError(
            f"ODOO_HOME={home} is {'Odoo ' + found if found else 'not an Odoo source checkout'}; Odoo 19.0 is needed.",
            "Set ODOO_HOME to the folder of an Odoo 19 checkout (it has odoo-bin and odoo/), or unset it.",
        )
    return Odoo(
        root, tuple(folder for folder in (root / "addons",) if folder.is_dir()), "19.0", "ODOO_HOME"
    )


def installed_packages(pythons) -> list[Path]:
    """Folders that the machine's own Pythons import as ``odoo``."""
    found = []
    for python in dict.fromkeys(pythons):
        try:
            answer = subprocess.run(
                [python, "-c", ASK_WHERE],
                capture_output=True,
                text=True,
                cwd="/",
                check=False,
                timeout=30,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        found += [Path(line) for line in answer.stdout.splitlines() if line.strip()]
    return found


def from_installed(layout: Layout, packages) -> Odoo | None:
    """The first installed Odoo 19, through a link so that no other installed package becomes importable."""
    for package in packages:
        if is_odoo_19(package):
            link = layout.state / "installed" / "odoo"
            link.parent.mkdir(parents=True, exist_ok=True)
            if link.is_symlink() or link.exists():
                link.unlink()
            link.symlink_to(package)
            addons = [package / "addons", package.parent / "addons"]
            return Odoo(
                link.parent,
                tuple(folder for folder in addons if (folder / "crm").is_dir()),
                "19.0",
                "installed",
            )
    return None


def stamp_file(layout: Layout) -> Path:
    """The record of what was unpacked."""
    return layout.odoo_root / "kfz-manifest.json"


def from_unpacked(layout: Layout) -> Odoo | None:
    """The Debian package unpacked earlier, if it is complete."""
    package = layout.odoo_root / UNPACKED / "odoo"
    manifest = apt.read_manifest(stamp_file(layout))
    if (
        apt.names_all(manifest.get("files") or {}, PACKAGES)
        and is_odoo_19(package)
        and (package / "addons" / "crm" / "__manifest__.py").exists()
    ):
        return Odoo(
            package.parent, (package / "addons",), manifest.get("version", "19.0"), "Debian package"
        )
    return None


def find(
    layout: Layout, environ=os.environ, pythons=(sys.executable, "/usr/bin/python3")
) -> Odoo | None:
    """Look for Odoo 19 in the documented order, without downloading."""
    if environ.get("ODOO_HOME"):
        return from_home(environ["ODOO_HOME"])
    return from_installed(layout, installed_packages(pythons)) or from_unpacked(layout)


def fetch(layout: Layout, step) -> Odoo:
    """Download and unpack the Debian packages; files that are there and intact are not fetched again."""
    log = layout.logs / "odoo-download.log"
    debs = layout.downloads / "debian"
    manifest = downloaded(layout, log) or download(layout, log, step)
    write_whole(debs / "manifest.json", json.dumps(manifest, indent=1))
    apt.unpack([debs / name for name in manifest], layout.odoo_root, log, step.progress)
    for name, text in LEFT_OUT.items():
        path = layout.odoo_root / UNPACKED / "odoo" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(text, encoding="utf-8")
    version = next((name.split("_")[1] for name in manifest if name.startswith("odoo-19_")), "19.0")
    write_whole(stamp_file(layout), json.dumps({"version": version, "files": manifest}))
    odoo = from_unpacked(layout)
    if not odoo:
        raise KfzError(
            "The Debian package does not contain Odoo 19.",
            "Set ODOO_HOME to an Odoo 19 source checkout.",
            str(log),
        )
    step.note(f"Debian package {version}")
    return odoo


def downloaded(layout: Layout, log: Path) -> dict:
    """The files of all packages where they are all there and intact, which needs no network; else nothing."""
    debs = layout.downloads / "debian"
    private = apt.PrivateApt(layout.downloads / "apt", log)
    for known in (
        lambda: apt.read_manifest(debs / "manifest.json"),
        lambda: private.known(PACKAGES),
    ):
        files = known()
        if apt.names_all(files, PACKAGES) and all(
            apt.fits(debs / name, facts) for name, facts in files.items()
        ):
            return files
    return {}


def download(layout: Layout, log: Path, step) -> dict:
    """Fetch what is missing or damaged; the files of all packages."""
    private = apt.PrivateApt(layout.downloads / "apt", log)
    step.progress("reading the package index")
    private.point(SUITE)
    private.update()
    return private.download(PACKAGES, layout.downloads / "debian", step.progress)


def damage(layout: Layout) -> list[str]:
    """Files of the unpacked packages that are missing or changed; ['its packages'] when these cannot tell."""
    debs = layout.downloads / "debian"
    files = apt.read_manifest(stamp_file(layout)).get("files") or {}
    if not all(apt.fits(debs / name, facts) for name, facts in files.items()):
        return ["its packages"]
    left_out = [
        name for name in LEFT_OUT if not (layout.odoo_root / UNPACKED / "odoo" / name).exists()
    ]
    return left_out + apt.changed_files([debs / name for name in files], layout.odoo_root)
