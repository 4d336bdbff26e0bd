from lxml import etree
from odoo.tests import tagged

from .trade_common import TradeCase


@tagged("post_install", "-at_install")
class TestProjectTrade(TradeCase):
    """The trade of a project is that of its project companies; who reads no projects sees none beside trade."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls._enterprise("示例项目公司")
        cls.project = cls._project(
            "landed",
            user=cls.officer,
            partner_id=cls.enterprise.id,
            milestone_ids=[
                (0, 0, cls._milestone_values(project_company_ids=[(4, cls.company.id)]))
            ],
        )

    def test_the_companies_trade_counts_and_the_investors_does_not(self):
        self._trade(amount=1000).with_user(self.customs2).action_confirm()
        record = self._trade(partner_id=self.company.id, amount=300)
        project = self.project.with_user(self.officer)
        self.assertEqual(project.kfz_trade_amount, 0)
        record.with_user(self.customs2).action_confirm()
        project.invalidate_recordset()
        self.assertEqual(project.kfz_trade_amount, 300)
        action = project.action_view_kfz_trade()
        found = self.env["kfz.trade.record"].with_user(self.officer).search(action["domain"])
        self.assertEqual(found, record)
        reversing = record.with_user(self.customs)._kfz_reverse("示例更正")
        reversing.with_user(self.customs2).action_confirm()
        project.invalidate_recordset()
        self.assertEqual(project.kfz_trade_amount, 0)

    def test_records_name_the_projects_of_their_enterprise_to_those_who_read_projects(self):
        record = self._trade(partner_id=self.company.id)
        other = self._trade()
        Record = self.env["kfz.trade.record"].with_user(self.officer)
        self.assertEqual(record.with_user(self.officer).project_ids, self.project)
        self.assertFalse(other.with_user(self.officer).project_ids)
        found = Record.search([("project_ids", "ilike", self.project.name)])
        self.assertEqual(found & (record | other), record)
        self.assertNotIn(other, Record.search([("project_ids", "!=", False)]))
        for user in (self.customs, self.committee):
            model = self.env["kfz.trade.record"].with_user(user)
            self.assertNotIn("project_ids", model.fields_get())
            for kind in ("form", "list", "search"):
                arch = etree.fromstring(model.get_view(view_type=kind)["arch"])
                self.assertFalse(arch.xpath("//field[@name='project_ids']"))
            page = etree.fromstring(
                self.env["kfz.trade.record"]
                .with_user(self.officer)
                .get_view(view_type="form")["arch"]
            )
            self.assertTrue(page.xpath("//field[@name='project_ids']"))

    def test_figures_are_found_by_the_project(self):
        self._trade(partner_id=self.company.id).with_user(self.customs2).action_confirm()
        self._trade().with_user(self.customs2).action_confirm()
        self.env.flush_all()
        Report = self.env["kfz.trade.report"].with_user(self.officer)
        found = Report.search([("partner_id.kfz_company_project_ids", "ilike", self.project.name)])
        self.assertEqual(found.partner_id, self.company)
        found = Report.search([("partner_id.kfz_company_project_ids", "!=", False)])
        self.assertEqual(found.partner_id & (self.company | self.enterprise), self.company)
