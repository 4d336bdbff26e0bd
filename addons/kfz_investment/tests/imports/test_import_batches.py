from unittest.mock import patch

from odoo.tests import tagged

from .import_common import ImportCase
from .test_import_rules import HEAD, LANDED

HANDLER = "odoo.addons.kfz_investment.wizard.imports.kfz_import_handler"


@tagged("post_install", "-at_install")
class TestImportBatches(ImportCase):
    """Long lists are written in batches, and what is known is forgotten in between: no batch looks it up row by row."""

    def _spent(self, mark, count, batch):
        rows = [
            [f"示例项目{mark}-{n}", f"昆明示例{mark}之{n}有限公司", *LANDED[2:]]
            for n in range(count)
        ]
        # the enterprises are there: they are known by their ids
        self.env["res.partner"].create(
            [{"name": row[1], "is_enterprise": True, "company_id": self.zone_a.id} for row in rows]
        )
        content = self._xlsx([HEAD, *rows])
        wizard = self._wizard(self.manager, "project", content, is_opening=True)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        with patch(f"{HANDLER}.BATCH", batch):
            wizard.action_import()
        self.assertEqual(wizard.created_count, count, self._messages(wizard))
        return self.cr.sql_log_count - before

    def test_a_row_of_a_second_batch_costs_no_query(self):
        self._spent("甲", 4, 2)
        few, many = self._spent("乙", 6, 3), self._spent("丙", 40, 20)
        self.assertLessEqual(many, few + 10)
