from lxml import etree
from odoo.modules.module import load_script
from odoo.tests import tagged
from odoo.tools import file_open

from .directory_common import DirectoryCase

FOLDER = "kfz_investment/migrations/19.0.1.5.0"


@tagged("post_install", "-at_install")
class TestPlanEnterprises(DirectoryCase):
    """The enterprises that the plan names come with every installation, with its words and where they stand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with file_open("kfz_investment/data/kfz_enterprise_data.xml", "rb") as file:
            cls.records = etree.parse(file).findall(".//record")

    def _named(self):
        return [self.env.ref(f"kfz_investment.{record.get('id')}") for record in self.records]

    def test_each_is_common_and_cites_the_plan(self):
        self.assertEqual(len(self.records), 13)
        for partner in self._named():
            with self.subTest(partner.name):
                self.assertTrue(partner._kfz_is_common())
                self.assertRegex(
                    partner.source_note,
                    "^《昆明综合保税区“十四五”产业发展规划》(一（一）|四（三）|附件2)",
                )
                self.assertFalse(partner.vat or partner.registered_capital or partner.street)

    def test_short_names_are_said_to_be_short(self):
        for name in ("百世物流", "励奇", "拼多多"):
            [partner] = [each for each in self._named() if each.name == name]
            self.assertIn("规划仅用此简称", partner.source_note)

    def test_nobody_enters_a_source(self):
        own = self._own(self.officer_a, "甲区示例有限公司")
        with self.assertRaisesRegex(Exception, "set by the system"), self.cr.savepoint():
            own.source_note = "凭空"

    def test_the_update_takes_those_that_are_there(self):
        """Of two with the name, the common one; a zone's own is left alone."""
        known, gone = self._named()[:2]
        own = self._own(self.officer_a, known.name)
        known.sudo().write({"source_note": False, "business_scope": "实际经营范围"})
        for partner in (known, gone):
            self.env["ir.model.data"].search(
                [("model", "=", "res.partner"), ("res_id", "=", partner.id)]
            ).unlink()
        gone.sudo().name = "改了名的企业"
        self.env.flush_all()
        for stage in ("pre", "post"):
            script = load_script(f"{FOLDER}/{stage}-enterprises.py", f"kfz_{stage}_enterprises")
            script.migrate(self.cr, "19.0.1.4.0")
            self.env.invalidate_all()
            self.registry.clear_cache()
        first, second = (f"kfz_investment.{record.get('id')}" for record in self.records[:2])
        self.assertEqual(self.env.ref(first), known)
        self.assertTrue(known.source_note)
        self.assertEqual(known.business_scope, "实际经营范围")
        self.assertFalse(own.source_note)
        self.assertFalse(self.env.ref(second, raise_if_not_found=False), "the data makes it")
