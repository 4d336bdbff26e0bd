import re

from odoo.tests import tagged

from ..common import KfzCase

UNIT = re.compile(r"\byuan\b|(?<!\d)元|万元")


@tagged("post_install", "-at_install")
class TestDefinitions(KfzCase):
    """What a figure means is said without its unit: columns are in 万元 or CNY million, and their heading says so."""

    def test_the_unit_of_a_figure_is_its_heading_s_alone(self):
        amounts = self.env["ir.ui.view"]._kfz_amount_fields()
        said = {}
        for (model, name), exact in amounts.items():
            if not exact and name in self.env[model]._fields:
                for lang in ("en_US", "zh_CN"):
                    env = self.env(context={"lang": lang})
                    said[model, name, lang] = env[model]._fields[name]._description_help(env) or ""
        self.assertGreater(len(said), 40)
        self.assertFalse({key: text for key, text in said.items() if UNIT.search(text)})

    def test_dates_of_a_page_are_written_in_one_form(self):
        """Words like “next month” beside dates say less than a day, and when it is not said."""
        views = self.env["ir.ui.view"].search([("arch_db", "ilike", "remaining_days")])
        ours = views.filtered(lambda view: view.xml_id.startswith("kfz_investment."))
        self.assertFalse(ours.mapped("xml_id"))
