"""The virtual environment with Odoo's requirements, in the state folder."""

import base64
import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
import zlib
from pathlib import Path

from . import apt, proc
from .errors import CommandError, KfzError
from .paths import Layout, write_whole

NO_PIP = "Install the system package python3-venv (as root: apt-get install python3-venv), then start again."
TRIES = 3
UNFIT = re.compile(r"ResolutionImpossible|No matching distribution")


def stamp(files, interpreter: str) -> str:
    """What an environment was made from: the requirement files and the interpreter."""
    digest = hashlib.sha256(interpreter.encode())
    for file in files:
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()


def count_requirements(text: str) -> int:
    """How many packages a requirement file names."""
    return sum(
        1 for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("#", "-"))
    )


class Venv:
    """A virtual environment that holds one or more sets of requirements: ``odoo``, ``test``."""

    def __init__(self, layout: Layout):
        self.layout = layout
        self.folder = layout.venv
        self.python = layout.venv / "bin" / "python"
        self.log = layout.logs / "python-packages.log"
        self.record = layout.venv / "kfz-stamps.json"
        self.installing = layout.venv / "kfz-installing"
        self.wheels = layout.downloads / "wheels"

    def files(self, name: str) -> list[Path]:
        """Requirement files of a set."""
        folder = self.layout.repo / "requirements"
        return [folder / f"{name}.txt", folder / "constraints.txt"]

    def wanted(self, name: str) -> str:
        """The stamp that the set should have."""
        return stamp(self.files(name), f"{sys.version} {sysconfig.get_platform()}")

    def stamps(self) -> dict:
        """The stamps of the sets that are installed."""
        return apt.read_manifest(self.record)

    def has(self, name: str) -> bool:
        """Whether a set is installed as its files require and the interpreter starts."""
        if self.installing.exists() or self.stamps().get(name) != self.wanted(name):
            return False
        try:
            return (
                subprocess.run([self.python, "-c", ""], check=False, capture_output=True).returncode
                == 0
            )
        except OSError:
            return False

    def ensure(self, name: str, step) -> None:
        """Install a set of requirements if it is missing."""
        if self.has(name):
            return
        stamps = self.stamps()
        if not self.usable():
            shutil.rmtree(self.folder, ignore_errors=True)
            stamps = {}
            step.progress("creating the environment")
            self.create()
        self.install(name, step)
        stamps[name] = self.wanted(name)
        write_whole(self.record, json.dumps(stamps))

    def usable(self) -> bool:
        """Whether the environment has a working pip for the current interpreter, and no half-installed package."""
        if self.installing.exists():
            return False
        try:
            answer = subprocess.run(
                [self.python, "-c", "import sys, pip; print(sys.version)"],
                capture_output=True,
                text=True,
                check=False,
            )
        except OSError:
            return False
        return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()

    def create(self) -> None:
        """Create the environment, even if the machine's Python lacks ensurepip."""
        try:
            proc.run([sys.executable, "-m", "venv", self.folder], self.log)
            return
        except CommandError:
            shutil.rmtree(self.folder, ignore_errors=True)
        if os.geteuid() == 0 and shutil.which("apt-get") and self.install_venv_package():
            return
        proc.run(
            [sys.executable, "-m", "venv", "--without-pip", self.folder], self.log, hint=NO_PIP
        )
        self.bring_pip()

    def install_venv_package(self) -> bool:
        """As root: install python3-venv and try again."""
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        try:
            proc.run(["apt-get", "update"], self.log)
            proc.run(
                ["apt-get", "install", "-y", "--no-install-recommends", "python3-venv"],
                self.log,
                env=env,
            )
            proc.run([sys.executable, "-m", "venv", self.folder], self.log)
            return True
        except CommandError:
            shutil.rmtree(self.folder, ignore_errors=True)
            return False

    def bring_pip(self) -> None:
        """Take pip out of the system package python3-pip-whl, without installing it."""
        target = self.layout.downloads / "pip"
        target.mkdir(parents=True, exist_ok=True)
        try:
            proc.run(["apt-get", "download", "python3-pip-whl"], self.log, cwd=target)
            for package in target.glob("python3-pip-whl_*.deb"):
                proc.run(["dpkg", "-x", package, target], self.log)
        except CommandError as error:
            raise KfzError(
                "This Python has no pip, and none could be fetched.", NO_PIP, str(self.log)
            ) from error
        wheels = sorted(target.glob("usr/share/python-wheels/pip-*.whl"))
        if not wheels:
            raise KfzError(
                "This Python has no pip, and the package python3-pip-whl contains none.",
                NO_PIP,
                str(self.log),
            )
        env = {**os.environ, "PYTHONPATH": str(wheels[-1])}
        proc.run(
            [self.python, "-m", "pip", "install", "--no-index", wheels[-1]],
            self.log,
            env=env,
            hint=NO_PIP,
        )

    def install(self, name: str, step) -> None:
        """Fetch wheels, keep them in the state folder, and install only from there."""
        requirements, constraints = self.files(name)
        total = count_requirements(requirements.read_text(encoding="utf-8"))
        seen = set()

        def fetched(line: str) -> None:
            if match := re.match(r"(?:Collecting|Processing) (\S+)", line):
                seen.add(match[1])
                step.progress(f"{len(seen)} packages of at least {total}")

        pip = [self.python, "-m", "pip", "--no-input", "--disable-pip-version-check"]
        ask = ["-r", requirements, "-c", constraints]
        self.wheels.mkdir(parents=True, exist_ok=True)
        for attempt in range(TRIES):
            try:
                if self.from_wheels(pip, ask):
                    break
                self.fetch_wheels(pip, ask, fetched)
            except CommandError as error:
                step.progress(f"try {attempt + 2} of {TRIES}")
                # this Python is older or newer than those that constraints.txt was tested with
                if UNFIT.search(error.tail):
                    ask = ask[:2]
                if attempt == TRIES - 1:
                    error.hint = "Check that pip reaches its package index (pip download six), then start again."
                    raise
        else:
            if not self.from_wheels(pip, ask):
                raise KfzError(
                    "The Python packages cannot be installed.",
                    "Look into the log, then start again.",
                    str(self.log),
                )
        step.note(f"{len(list(self.wheels.glob('*.whl')))} packages")

    def fetch_wheels(self, pip, ask, on_line) -> None:
        """Download or build the requested wheels."""
        wheel = [*pip, "wheel", "--use-pep517", "--progress-bar", "off"]
        proc.run([*wheel, "-w", self.wheels, "-f", self.wheels, *ask], self.log, on_line=on_line)

    def from_wheels(self, pip, ask) -> bool:
        """Install only from the kept wheels; False if one is missing or damaged."""
        if not any(self.wheels.glob("*.whl")):
            return False
        self.installing.touch()  # pip takes a package that it was killed in for an installed one
        try:
            proc.run(
                [*pip, "install", "--no-compile", "--no-index", "-f", self.wheels, *ask], self.log
            )
        except CommandError:
            self.drop_damaged()
            return False
        self.installing.unlink()
        return True

    def drop_damaged(self) -> None:
        """Delete the kept wheels that are no whole archives: pip would prefer them to those of its index."""
        for wheel in self.wheels.glob("*.whl"):
            if not whole(wheel):
                wheel.unlink()

    def damage(self) -> list[str]:
        """Installed files that are missing or not as their package has them."""
        return [
            name
            for record in self.folder.glob("lib/python*/site-packages/*.dist-info/RECORD")
            for name in changed_files(record)
        ]


def whole(wheel: Path) -> bool:
    """Whether a wheel can be read to its end."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            return archive.testzip() is None
    except (OSError, zipfile.BadZipFile, EOFError, zlib.error):
        return False


def changed_files(record: Path) -> list[str]:
    """Files of a package's RECORD (name, hash, size) that are missing or changed."""
    site = record.parents[1]
    changed = []
    with open(record, encoding="utf-8", newline="") as file:
        for name, digest, _size in csv.reader(file):
            path = site / name
            method, _, expected = digest.partition("=")
            if method == "sha256" and not (path.is_file() and digest_of(path) == expected):
                changed.append(name)
    return changed


def digest_of(path: Path) -> str:
    """The SHA-256 of a file as a RECORD has it."""
    digest = hashlib.sha256(path.read_bytes()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
