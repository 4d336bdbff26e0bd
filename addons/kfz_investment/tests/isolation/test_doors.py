import json
from pathlib import Path

from odoo.exceptions import AccessError
from odoo.models import BaseModel
from odoo.service.model import get_public_method
from odoo.tests import tagged

from ..common import KfzCase
from . import doors

ADDON = Path(__file__).parents[2]
KINDS = ("needed: ", "closed: ", "harmless: ")


@tagged("post_install", "-at_install", "isolation")
class TestDoors(KfzCase):
    """Everything in core that works as superuser, past the ORM or asks other servers has a verdict in ``doors.json``.

    A newer Odoo fails here: whoever updates it judges what is new, and takes out what is gone.
    """

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.verdicts = json.loads((ADDON / "tests/isolation/doors.json").read_text())
        cls.models, cls.controllers = doors.read(doors.folders())

    def _given(self, kind):
        """{name: verdict} of methods or routes."""
        table = self.verdicts[kind]
        given = {name: verdict for verdict, names in table.items() for name in names}
        self.assertEqual(len(given), sum(map(len, table.values())), "a name has two verdicts")
        return given

    def test_every_method_and_route_has_a_verdict(self):
        private = {
            name for name in dir(BaseModel) if getattr(getattr(BaseModel, name), "_api_private", 0)
        }
        for kind, found in (
            ("methods", doors.methods(self.models, private)),
            ("routes", doors.routes(self.controllers)),
        ):
            given = self._given(kind)
            self.assertGreater(len(found), 100)
            self.assertEqual(sorted(found.keys() - given.keys()), [], f"{kind} without a verdict")
            self.assertEqual(sorted(given.keys() - found.keys()), [], f"{kind} that are gone")

    def test_a_verdict_says_why(self):
        for verdict in [*self.verdicts["methods"], *self.verdicts["routes"]]:
            self.assertTrue(verdict.startswith(KINDS) and len(verdict) > 20, verdict)
            if verdict.startswith("closed: "):
                where = verdict.rpartition(": ")[2]
                self.assertTrue((ADDON / where).is_file(), verdict)

    def test_what_is_private_cannot_be_called(self):
        closed = [
            name
            for name, verdict in self._given("methods").items()
            if verdict.startswith("closed: private")
        ]
        self.assertGreater(len(closed), 10)
        for name in closed:
            model, _dot, method = name.rpartition(".")
            with self.subTest(name), self.assertRaises(AccessError):
                get_public_method(self.env[model], method)

    def test_what_is_the_administrators_nobody_else_may_write(self):
        names = {
            name.rpartition(".")[0]
            for name, verdict in self._given("methods").items()
            if verdict.startswith("needed: administrators; no role")
        }
        for user in (
            self.manager_all,
            self.manager,
            self.officer,
            self.employee,
            self.joint,
            self.official,
            self.customs,
            self.committee,
            self.exchange,
            self.portal,
        ):
            for name in sorted(names):
                Model = self.env[name].with_user(user)
                may = [each for each in ("write", "create", "unlink") if Model.has_access(each)]
                self.assertEqual(may, [], f"{user.login} on {name}")

    def test_the_list_is_made_by_what_the_source_says(self):
        """A control: known doors are found, and what only calls helpers that are one."""
        found = doors.methods(self.models)
        self.assertIn("sudo", found["mail.thread.message_process"])
        self.assertIn("http", found["ir.qweb.field.image.load_remote_url"])
        self.assertIn("http", found["ir.qweb.field.image.from_html"])
        self.assertIn("sql", found["ir.ui.view.write"])
        self.assertNotIn("res.partner.address_get", found)
        open_routes = doors.routes(self.controllers)
        self.assertEqual(open_routes["/html_editor/link_preview_external"], {"http", "open"})
