import io
import re

import polib
from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_path
from odoo.tools.translate import trans_export

#: sales vocabulary that must not appear on promotion pages
SALES = ("商机", "销售", "客户", "机会", "潜在客户")


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    """Every term of the addon is in Simplified Chinese, in the vocabulary of investment promotion."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        buffer = io.BytesIO()
        trans_export(False, ["kfz_investment"], buffer, "po", cls.env)
        cls.terms = polib.pofile(buffer.getvalue().decode())
        cls.chinese = {
            entry.msgid: entry.msgstr
            for entry in polib.pofile(file_path("kfz_investment/i18n/zh_CN.po"))
            if not entry.fuzzy
        }

    def test_every_term_is_translated(self):
        missing = [entry.msgid for entry in self.terms if not self.chinese.get(entry.msgid)]
        self.assertFalse(missing[:5], f"{len(missing)} terms without Chinese in i18n/zh_CN.po")

    def test_no_sales_wording_on_promotion_pages(self):
        views = self.env["ir.ui.view"].search([("key", "=like", "kfz_investment.%")]) | self.env[
            "ir.ui.view"
        ].browse(
            self.env["ir.model.data"]
            .search([("module", "=", "kfz_investment"), ("model", "=", "ir.ui.view")])
            .mapped("res_id")
        )
        self.assertTrue(views)
        for view in views.with_context(lang="zh_CN"):
            found = [word for word in SALES if word in view.arch]
            self.assertFalse(found, view.xml_id)
        labels = (
            self.env["crm.lead"]
            .with_context(lang="zh_CN", default_is_promotion=True)
            .fields_get(attributes=["string"])
        )
        shown = set(
            re.findall(
                r'<field name="(\w+)"',
                "".join(
                    self.env.ref(f"kfz_investment.crm_lead_view_{kind}_kfz").arch
                    for kind in ("form", "list", "kanban", "search")
                ),
            )
        )
        for name in shown & set(labels):
            for word in SALES:
                self.assertNotIn(word, labels[name]["string"], name)
