"""The browser that drives the tours: real Chromium, or no test run at all."""

import os
import shutil

from .. import proc
from ..errors import CommandError, KfzError
from ..project import Project

PRINTER = "wkhtmltopdf"
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
    if shutil.which(PRINTER) or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    log = project.layout.logs / "wkhtmltopdf.log"
    with project.ui.step("wkhtmltopdf") as step:
        try:
            proc.run(
                ["apt-get", "install", "-y", "--no-install-recommends", PRINTER],
                log,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            )
            step.note("installed")
        except CommandError:
            step.note("not available here: statements are printed from the browser")


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
