"""The unit tests of our JavaScript (static/tests/**/*.test.js), in real Chromium."""

import logging
import re
from pathlib import Path

from odoo.addons.web.tests.test_js import unit_test_error_checker
from odoo.tests import HttpCase, no_retry, tagged

SUITES = Path(__file__).parents[2] / "static" / "tests"
TEST = re.compile(r"^\s*test\(", re.MULTILINE)


def job_id(name: str) -> str:
    """The id that Hoot gives a suite: a 32-bit hash of its name."""
    value = 0
    for char in name:
        value = (value * 31 + ord(char)) & 0xFFFFFFFF
    return f"{value:08x}"


class Console(logging.Handler):
    """Keeps what the browser writes to its console."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


@tagged("post_install", "-at_install")
class TestJsUnits(HttpCase):
    @no_retry
    def test_every_unit_test_of_ours_runs_and_passes(self):
        """Takes longer than 5 s: the page loads the test files of all modules, though only ours run."""
        written = sum(
            len(TEST.findall(path.read_text(encoding="utf-8")))
            for path in SUITES.rglob("*.test.js")
        )
        self.assertTrue(written, "no unit test was found")
        console = Console()
        logger = self._logger.getChild("browser")
        logger.addHandler(console)
        self.addCleanup(logger.removeHandler, console)
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={job_id('@kfz_investment')}",
            "",
            "",
            login="admin",
            timeout=180,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=unit_test_error_checker,
        )
        ran = re.findall(r"Passed (\d+) tests", "\n".join(console.lines))
        self.assertEqual(ran, [str(written)], "not every unit test ran")
