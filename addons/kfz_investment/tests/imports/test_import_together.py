import psycopg2.errors
from odoo.tests import tagged

from .import_common import ImportCase


@tagged("post_install", "-at_install")
class TestImportTogether(ImportCase):
    """Imports into one zone come one after the other: the second sees what the first has written."""

    def test_an_import_holds_the_lock_of_its_zone_and_kind(self):
        rows = [["企业名称"], ["昆明示例一有限公司"]]
        self._import(self.officer, "enterprise", self._xlsx(rows))
        lock = self.env["kfz.import.lock"].search([("company_id", "=", self.zone_a.id)])
        self.assertEqual((lock.scope, lock.count), ("directory", 1))

    def test_a_ledger_of_two_zones_holds_both(self):
        head = ["项目名称", "所属园区", "当前阶段"]
        zones = [self.zone_a.name, self.zone_b.name]
        rows = [[f"示例线索{zone}", zone, "线索"] for zone in zones]
        self._import(self.manager_all, "project", self._xlsx([head, *rows]))
        locks = self.env["kfz.import.lock"].search([("scope", "=", "directory")])
        self.assertEqual(locks.company_id, self.zone_a | self.zone_b)

    def test_a_preview_waits_for_nobody(self):
        wizard = self._wizard(self.officer, "enterprise", self._xlsx([["企业名称"], ["甲乙公司"]]))
        wizard.action_preview()
        self.assertFalse(self.env["kfz.import.lock"].search([]))

    def test_the_file_is_tried_again_and_not_refused_when_another_import_was_first(self):
        wizard = self._wizard(self.officer, "enterprise", self._xlsx([["企业名称"], ["甲乙公司"]]))

        def lose(_model, _scope, _zones):
            raise psycopg2.errors.SerializationFailure()

        self.patch(self.env.registry["kfz.import.lock"], "_kfz_take", lose)
        with self.assertRaises(psycopg2.errors.SerializationFailure):
            wizard.action_import()
