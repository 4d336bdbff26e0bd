"""The browser that drives the tours: real Chromium, or no test run at all."""

import os
import shutil

from .. import proc
from ..errors import CommandError, KfzError
from ..project import Project

PRINTER = "wkhtmltopdf"
PROXY = "nginx"
NAMES = (
    "google-chrome",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
)  # those that Odoo looks for
BY_HAND = "Install it (as root: apt-get install chromium fonts-noto-cjk; on Ubuntu the deb of Google Chrome), then start again."


def find() -> str:
    """Path of the browser that Odoo will use, or ''."""
    return next((path for path in map(shutil.which, NAMES) if path), "")


def ensure(project: Project) -> str:
    """The browser; installed by apt when the launcher may.

    :raises KfzError: without one, since a tour that cannot run is a failure
    """
    with project.ui.step("Chromium") as step:
        if not find() and os.geteuid() == 0 and shutil.which("apt-get"):
            step.progress("installing")
            install(project)
        path = find()
        if not path:
            raise KfzError(
                "There is no Chromium on this machine, so the tours cannot run.", BY_HAND
            )
        log = project.layout.logs / "chromium.log"
        try:
            version = proc.run([path, "--version"], log)
        except CommandError as error:
            raise KfzError(f"{path} does not start.", BY_HAND, str(log)) from error
        step.note(version.strip().splitlines()[-1])
        return path


def ensure_printer(project: Project) -> None:
    """wkhtmltopdf, which makes Odoo's PDF files, where the launcher may install it and Debian still has it.

    Without it the same pages are shown as HTML, so its absence is no failure.
    """
    ensure_program(project, PRINTER)


def ensure_proxy(project: Project) -> None:
    """nginx, by which a test checks the proxy's configuration; without it that test is skipped, which is a failure."""
    ensure_program(project, PROXY)


def ensure_program(project: Project, name: str) -> bool:
    """Whether a program of Debian's is there; installed by apt when the launcher may. No server of it is started."""
    if shutil.which(name):
        return True
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    log = project.layout.logs / f"{name}.log"
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    with project.ui.step(name) as step:
        # the lists of packages may be old, or not there at all
        for update in (False, True):
            try:
                if update:
                    proc.run(["apt-get", "update"], log)
                proc.run(
                    ["apt-get", "install", "-y", "--no-install-recommends", name], log, env=env
                )
            except CommandError:
                continue
            step.note("installed")
            return True
        step.note("not available here")
        return False


def install(project: Project) -> None:
    """Install Chromium and Chinese fonts with apt."""
    log = project.layout.logs / "chromium.log"
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    proc.run(["apt-get", "update"], log, hint=BY_HAND)
    proc.run(
        ["apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
        log,
        env=env,
        hint=BY_HAND,
    )
