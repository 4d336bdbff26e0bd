"""Debian packages without installing them: a private apt beside the machine's own.

The mirror is the one that the machine's apt already uses; it is looked up, never recorded in the repository.
"""

import hashlib
import json
import os
import platform
import pwd
import re
import shutil
import subprocess
import tarfile
import tempfile
import threading
from pathlib import Path

from . import proc
from .errors import KfzError
from .paths import write_whole

FORMAT = "$(REPO_URI)|$(LABEL)|$(SIGNED_BY)"
KEYRINGS = (
    "/usr/share/keyrings/debian-archive-keyring.gpg",
    "/usr/share/keyrings/debian-archive-keyring.pgp",
)
NO_MIRROR = (
    "Give the path of an Odoo 19 source checkout in ODOO_HOME, or add a Debian mirror to apt (with the package "
    "debian-archive-keyring), then start again."
)
NOT_THERE = "The mirror does not have these packages: set ODOO_HOME to an Odoo 19 source checkout."
URI_LINE = re.compile(r"^'(?P<uri>[^']+)' (?P<name>\S+) (?P<size>\d+) (?P<hash>\S*)")


def pick_mirror(lines, distribution: str) -> tuple[str, str] | None:
    """Choose the main Debian archive out of apt's index targets: (address, keyring or '')."""
    rows = [line.split("|") for line in lines if line.count("|") == 2]
    for uri, label, signed_by in rows:
        if label == "Debian":
            return uri, "" if "$(" in signed_by else signed_by
    for uri, _label, signed_by in rows:
        if distribution == "debian" and "security" not in uri:
            return uri, "" if "$(" in signed_by else signed_by
    return None


def distribution() -> str:
    """The ID of /etc/os-release: debian, ubuntu …"""
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


def parse_uris(text: str) -> dict[str, dict]:
    """Files that ``apt-get download --print-uris`` names: name → size and SHA-256."""
    files = {}
    for line in text.splitlines():
        match = URI_LINE.match(line.strip())
        if match:
            method, _, digest = match["hash"].partition(":")
            files[match["name"]] = {
                "size": int(match["size"]),
                "sha256": digest if method == "SHA256" else "",
            }
    return files


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


class PrivateApt:
    """An apt with its own source list, indexes and cache below ``folder``."""

    def __init__(self, folder: Path, log: Path):
        self.folder = folder
        self.log = log

    def options(self) -> list[str]:
        """Options that keep apt inside the folder."""
        pairs = {
            "Dir::Etc::sourcelist": self.folder / "sources.list",
            "Dir::Etc::sourceparts": "/dev/null",
            "Dir::Etc::preferences": "/dev/null",
            "Dir::Etc::preferencesparts": "/dev/null",
            "Dir::State::lists": self.folder / "lists",
            "Dir::Cache": self.folder / "cache",
            "Dir::Log": self.folder / "log",
            "Acquire::Languages": "none",
            "Acquire::Retries": "3",
            "APT::Default-Release": "",
            "APT::Sandbox::User": pwd.getpwuid(os.geteuid()).pw_name,
        }
        return [part for key, value in pairs.items() for part in ("-o", f"{key}={value}")]

    def point(self, suite: str) -> None:
        """Write the private source list for a suite of the machine's own mirror."""
        if not shutil.which("apt-get"):
            raise KfzError(
                "This machine has no apt-get, so Odoo 19 cannot be fetched as a Debian package.",
                NO_MIRROR,
            )
        found = subprocess.run(
            ["apt-get", "indextargets", "--format", FORMAT, "Created-By: Packages"],
            capture_output=True,
            text=True,
            check=False,
        )
        mirror = pick_mirror(found.stdout.splitlines(), distribution())
        if not mirror:
            raise KfzError(
                "This machine's apt knows no Debian mirror, and only Debian has a package odoo-19.",
                NO_MIRROR,
            )
        uri, keyring = mirror
        keyring = next((ring for ring in (*KEYRINGS, keyring) if ring and Path(ring).exists()), "")
        for name in ("lists/partial", "cache/archives/partial", "log"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        signed = f"[signed-by={keyring}] " if keyring else ""
        write_whole(self.folder / "sources.list", f"deb {signed}{uri} {suite} main\n")

    def update(self) -> None:
        """Fetch the indexes; apt checks their signature."""
        proc.run(
            ["apt-get", *self.options(), "update"],
            self.log,
            hint=(
                "Check that the machine reaches its Debian mirror (apt-get update) and has the package "
                "debian-archive-keyring, or set ODOO_HOME to an Odoo 19 source checkout."
            ),
        )

    def facts(self, packages) -> dict[str, dict]:
        """Files of the packages as the index has them, which apt lists only in a folder that has none of them.

        :raises KfzError: when the index does not name every package
        """
        with tempfile.TemporaryDirectory(dir=self.folder) as empty:
            listed = proc.run(
                ["apt-get", *self.options(), "download", "--print-uris", *packages],
                self.log,
                cwd=empty,
                hint=NOT_THERE,
            )
        files = parse_uris(listed)
        if not names_all(files, packages):
            raise KfzError("The mirror's index is incomplete.", NOT_THERE, str(self.log))
        return files

    def known(self, packages) -> dict[str, dict]:
        """The same from the index of an earlier start, without network; nothing where there is none."""
        if not (self.folder / "sources.list").exists():
            return {}
        try:
            return self.facts(packages)
        except KfzError:
            return {}

    def download(self, packages, target: Path, progress) -> dict[str, dict]:
        """Have all packages in ``target``, each as the signed index has it; returns the files of all of them."""
        target.mkdir(parents=True, exist_ok=True)
        wanted = self.facts(packages)
        missing = [name for name, facts in wanted.items() if not fits(target / name, facts)]
        for name in missing:
            (target / name).unlink(missing_ok=True)
        if missing:
            self.bring([name.split("_")[0] for name in missing], target, wanted, progress)
        broken = [name for name in missing if not fits(target / name, wanted[name])]
        if broken:
            raise KfzError(
                f"Damaged download: {', '.join(broken)}.",
                "Start again; damaged files are fetched again.",
            )
        return wanted

    def bring(self, packages, target: Path, wanted: dict, progress) -> None:
        """Fetch packages, telling how far it is."""
        stop = threading.Event()
        total = sum(facts["size"] for facts in wanted.values())
        watcher = threading.Thread(
            target=watch, args=(target, wanted, total, progress, stop), daemon=True
        )
        watcher.start()
        try:
            proc.run(
                ["apt-get", *self.options(), "download", *packages],
                self.log,
                cwd=target,
                hint="Start again: what is already there is kept, the rest is fetched again.",
            )
        finally:
            stop.set()
            watcher.join()


def names_all(files: dict, packages) -> bool:
    """Whether a record of files names one for each package: one that was made of what was still missing does not."""
    return {name.split("_")[0] for name in files} >= set(packages)


def fits(path: Path, facts: dict) -> bool:
    """Whether a file has the expected size and SHA-256."""
    if not path.exists() or path.stat().st_size != facts["size"]:
        return False
    return not facts["sha256"] or sha256(path) == facts["sha256"]


def watch(folder: Path, wanted, total: int, progress, stop: threading.Event) -> None:
    """Report how many bytes of the wanted files have arrived."""
    while not stop.wait(0.3):
        arrived = sum((folder / name).stat().st_size for name in wanted if (folder / name).exists())
        progress(f"{arrived / 1e6:.0f} of {total / 1e6:.0f} MB, {100 * arrived // max(total, 1)} %")


def unpack(packages, target: Path, log: Path, progress) -> None:
    """Unpack packages into one folder; ``target`` appears only when all of them are there."""
    building = target.with_name(target.name + ".part")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    for number, package in enumerate(packages, 1):
        progress(f"unpacking {number} of {len(packages)}")
        proc.run(
            ["dpkg", "-x", package, building],
            log,
            hint="Free some disk space (2 GB) and start again.",
        )
    # moved away as a whole: a folder that is deleted file by file could be taken for a whole one if we die meanwhile
    old = target.with_name(target.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    building.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def checksums(package: Path) -> dict[str, str]:
    """Files of a package and their MD5, as the package itself lists them (configuration files are not listed)."""
    with (
        subprocess.Popen(["dpkg-deb", "--ctrl-tarfile", package], stdout=subprocess.PIPE) as child,
        tarfile.open(fileobj=child.stdout, mode="r|") as control,
    ):
        for member in control:
            if member.name.removeprefix("./") == "md5sums":
                lines = control.extractfile(member).read().decode().splitlines()
                return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    return {}


def changed_files(packages, target: Path) -> list[str]:
    """Unpacked files that are missing or not as their package has them."""
    return [
        name
        for package in packages
        for name, digest in checksums(package).items()
        if not (target / name).is_file() or md5(target / name) != digest
    ]


def md5(path: Path) -> str:
    """Hexadecimal MD5 of a file."""
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def read_manifest(path: Path) -> dict:
    """The record of a finished download, or nothing."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
