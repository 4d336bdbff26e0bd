from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ...models.guards.link_values import edits
from ..common import KfzCase, request_of

PERSON = "kfz.person.add"


@tagged("post_install", "-at_install")
class TestChosenRecords(KfzCase):
    """Wizards choose records; what they do to them, they do when their button is pressed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.env.ref("base.user_admin")
        cls.values = {"name": "示例", "login": "kfz_chosen", "role": "officer"}

    def _commands(self, ident):
        return (
            [Command.CREATE, 0, {"name": "示例改"}],
            [Command.UPDATE, ident, {"name": "示例改"}],
            [Command.DELETE, ident],
        )

    def test_no_wizard_edits_what_it_chooses(self):
        found = 0
        for name, Model in self.env.items():
            if not (name.startswith("kfz.") and Model._transient):
                continue
            for field in Model._fields.values():
                if field.type != "many2many":
                    continue
                found += 1
                client = Model.with_user(self.admin).sudo(False)
                for command in self._commands(self.zone_a.id):
                    with (
                        self.subTest(field=str(field), command=command[0]),
                        self.assertRaisesRegex(AccessError, "only chooses"),
                    ):
                        client._kfz_check_chosen([{field.name: [command]}])
        self.assertGreater(found, 15)

    def test_a_wizard_renames_makes_and_deletes_no_zone(self):
        Company = self.env["res.company"].with_context(active_test=False)
        before = {company: company.name for company in Company.search([])}
        env = self.env(user=self.admin)
        for command in self._commands(self.zone_b.id):
            given = {**self.values, "zone_ids": [[Command.LINK, self.zone_a.id], command]}
            with self.subTest(command=command[0]):
                with self.assertRaises(AccessError), self.cr.savepoint():
                    request_of(env, PERSON, "create", [given], {})
                [ident] = request_of(env, PERSON, "create", [[self.values]], {})
                with self.assertRaises(AccessError), self.cr.savepoint():
                    changed = {"zone_ids": [command]}
                    request_of(env, PERSON, "write", [[ident], changed], {})
                with self.assertRaises(AccessError), self.cr.savepoint():
                    request_of(env, PERSON, "web_save", [[ident], {"zone_ids": [command]}, {}], {})
                context = {"context": {"default_zone_ids": [command]}}
                request_of(env, PERSON, "create", [self.values], context)
        self.env.invalidate_all()
        self.assertEqual({company: company.name for company in Company.search([])}, before)

    def test_what_a_form_sends_still_chooses(self):
        env = self.env(user=self.admin)
        for value in (
            [[Command.SET, 0, self.zones.ids]],
            [[Command.LINK, self.zone_a.id, False]],
            [[Command.CLEAR, 0, 0], [Command.LINK, self.zone_a.id, 0]],
            [[Command.UNLINK, self.zone_b.id, 0], [Command.LINK, self.zone_a.id, 0]],
        ):
            self.assertFalse(edits(value), value)
            given = {**self.values, "zone_ids": value}
            [ident] = request_of(env, PERSON, "create", [[given]], {})
            self.assertIn(self.zone_a, self.env[PERSON].browse(ident).zone_ids, value)
