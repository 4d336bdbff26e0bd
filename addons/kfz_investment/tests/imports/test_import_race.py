import base64
import contextlib
from functools import partial
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import SQL, mute_logger

from ...wizard.imports.kfz_import_workbook import workbook
from ..common import make_users

NAMES = ("昆明示例抢先有限公司", "昆明示例落后有限公司")
#: table and condition of what an import leaves, links first
LEFT = (
    ("kfz_import_trace", "record_name = ANY(%s)"),
    ("kfz_import_run", "filename = 'race.xlsx' AND %s IS NOT NULL"),
    ("kfz_import", "filename = 'race.xlsx' AND %s IS NOT NULL"),
    ("res_partner", "name = ANY(%s)"),
)


@tagged("post_install", "-at_install")
class TestImportRace(BaseCase):
    """The same list by two people in two transactions that are really committed; what they leave is taken out again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = Registry(get_db_name())
        with cls.registry.cursor() as cr:
            users = make_users(api.Environment(cr, SUPERUSER_ID, {}))
            cls.people = [users["officer"].id, users["officer2"].id]
            cls.zone = users["officer"].company_id.id

    def setUp(self):
        super().setUp()
        self.addCleanup(self._clean)
        self.startPatcher(patch("odoo.service.model.random.uniform", return_value=0))

    def _clean(self):
        with self.registry.cursor() as cr:
            for table, condition in LEFT:
                name = SQL.identifier(table)
                # append-only tables refuse it otherwise
                cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", name))
                cr.execute(SQL("DELETE FROM %s WHERE %s", name, SQL(condition, list(NAMES))))
                cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER USER", name))
            cr.execute("DELETE FROM kfz_import_lock WHERE company_id = %s", [self.zone])

    def _previewed(self):
        """Ids of two wizards with the same list, one for each of the two."""
        file = base64.b64encode(workbook([["企业名称"], *([name] for name in NAMES)], {0}))
        values = {"kind": "enterprise", "file": file, "filename": "race.xlsx"}
        with self.registry.cursor() as cr:
            wizards = [
                api.Environment(cr, uid, {})["kfz.import"].create(values) for uid in self.people
            ]
            for wizard in wizards:
                wizard.action_preview()
            return [wizard.id for wizard in wizards]

    @mute_logger("odoo.service.model", "odoo.sql_db")
    def _together(self):
        """Both import: the second has begun when the first commits. What both were told, and the enterprises there are."""
        idents = self._previewed()
        with contextlib.ExitStack() as stack:
            first, second = (
                api.Environment(stack.enter_context(self.registry.cursor()), uid, {})[
                    "kfz.import"
                ].browse(ident)
                for uid, ident in zip(self.people, idents, strict=True)
            )
            # from here on the second sees what there is now
            self.assertEqual(second.state, "preview")
            for wizard in (first, second):
                retrying(partial(wizard.action_import), wizard.env)
                wizard.env.cr.commit()
            told = [(each.created_count, each.unchanged_count) for each in (first, second)]
            found = second.env["res.partner"].search([("name", "in", NAMES)])
            return told, found.sorted("name").mapped("name")

    def test_two_people_at_once_make_one_set(self):
        told, found = self._together()
        self.assertEqual(told, [(2, 0), (0, 2)])
        self.assertEqual(found, sorted(NAMES))

    def test_without_the_lock_they_would_make_two(self):
        take = patch.object(self.registry["kfz.import.lock"], "_kfz_take", lambda *_arguments: None)
        with take:
            told, found = self._together()
        self.assertEqual(told, [(2, 0), (2, 0)])
        self.assertEqual(found, sorted(NAMES * 2))
