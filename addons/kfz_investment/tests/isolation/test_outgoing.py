import json
from pathlib import Path

from odoo import tools
from odoo.tests import BaseCase, tagged

from . import doors, outgoing

ADDON = Path(__file__).parents[2]
KINDS = ("set up: ", "closed: ", "policy: ", "harmless: ")


@tagged("post_install", "-at_install", "isolation")
class TestOutgoing(BaseCase):
    """This server, and the pages in a browser, ask no other server that nobody set up; a new place fails without a verdict."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        root = Path(tools.__file__).parents[1]
        cls.folders = {
            **doors.folders(),
            "tools": root / "tools",
            "service": root / "service",
            "kfz_investment": ADDON,
        }
        cls.verdicts = json.loads((ADDON / "tests/isolation/outgoing.json").read_text("utf-8"))

    def _check(self, kind, found):
        table = self.verdicts[kind]
        given = {name for names in table.values() for name in names}
        self.assertEqual(len(given), sum(map(len, table.values())), "a place has two verdicts")
        self.assertEqual(sorted(found - given), [], f"{kind} without a verdict")
        self.assertEqual(sorted(given - found), [], f"{kind} that are gone")
        for verdict in table:
            self.assertTrue(verdict.startswith(KINDS) and len(verdict) > 20, verdict)
            if verdict.startswith("closed: "):
                self.assertTrue((ADDON / verdict.rpartition(": ")[2]).is_file(), verdict)

    def test_each_place_that_asks_another_server_has_a_verdict(self):
        self._check("server", outgoing.places(self.folders))

    def test_each_page_that_loads_from_another_server_has_a_verdict(self):
        self._check("pages", outgoing.pages(self.folders))
