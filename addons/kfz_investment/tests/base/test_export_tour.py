import contextlib
import io

import openpyxl
from odoo.tests import HttpCase, new_test_user, tagged

from ...controllers.exports import WorkbookExport


@tagged("post_install", "-at_install")
class TestExportTour(HttpCase):
    """A list exported by a manager in a real browser, and asked for by an officer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.zone = cls.env.ref("kfz_investment.zone_kcbz")
        cls.env["res.lang"]._activate_lang("zh_CN")
        for role, name in (("manager", "示例负责人"), ("officer", "示例专员")):
            user = new_test_user(
                cls.env,
                login=f"kfz_export_{role}",
                name=name,
                lang="zh_CN",
                tz="Asia/Shanghai",
                groups=f"kfz_investment.group_kfz_{role}",
                company_id=cls.zone.id,
                company_ids=[(6, 0, cls.zone.ids)],
            )
            setattr(cls, role, user)
        cls.project = cls.env["crm.lead"].create(
            {
                "name": "=示例出口项目",
                "type": "opportunity",
                "is_promotion": True,
                "company_id": cls.zone.id,
                "user_id": cls.officer.id,
                "expected_revenue": 123_456_789.5,
            }
        )

    @contextlib.contextmanager
    def _files(self):
        """The files that leave meanwhile."""
        made, original = [], WorkbookExport.from_data

        def from_data(export, *args):
            made.append(original(export, *args))
            return made[-1]

        self.patch(WorkbookExport, "from_data", from_data)
        yield made

    def test_a_manager_exports_a_list(self):
        Log = self.env["kfz.export.log"]
        action = self.env.ref("kfz_investment.kfz_project_action")
        address = f"/odoo/action-{action.id}?view_type=list"
        with self._files() as made:
            self.start_tour(address, "kfz_export_tour", login=self.manager.login, timeout=120)
        [file] = made
        sheet = openpyxl.load_workbook(io.BytesIO(file)).worksheets[0]
        head, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
        column = next(index for index, each in enumerate(head) if each.endswith("（万元）"))
        row = next(row for row in rows if "=示例出口项目" in row)
        self.assertEqual(row[column], 12345.67895)
        self.assertFalse(
            [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
        )
        log = Log.search([], limit=1)
        self.assertEqual(
            (log.user_id, log.company_id, log.count, log.kind),
            (self.manager, self.zone, len(rows), "xlsx"),
        )
        self.start_tour(
            "/odoo/kfz-exports", "kfz_export_log_tour", login=self.manager.login, timeout=120
        )

    def test_an_officer_is_told_who_may(self):
        action = self.env.ref("kfz_investment.kfz_project_action")
        address = f"/odoo/action-{action.id}?view_type=list"
        self.start_tour(address, "kfz_export_ask_tour", login=self.officer.login, timeout=120)
        self.assertFalse(self.env["kfz.export.log"].search([]))
