from lxml import etree
from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestEmptyPages(KfzCase):
    def test_no_page_shows_sample_data(self):
        """An empty page shows its help text: core's sample data would be people and sums that nobody entered."""
        shown = []
        for action in self._actions():
            for view_id, kind in action.views:
                view = self.env[action.res_model].get_view(view_id, kind)
                if "sample" in etree.fromstring(view["arch"]).attrib:
                    shown.append(f"{action.xml_id} {kind} ({view['id']})")
        self.assertFalse(shown)

    def test_not_even_a_page_of_core_shows_sample_data(self):
        """Whoever administers sees the pages of core as well, the statistics of Sales among them."""
        shown = []
        core = self.env["ir.ui.view"].search(
            [("arch_db", "like", "sample="), ("mode", "=", "primary")]
        )
        self.assertGreater(len(core), 10)
        for view in core.filtered(lambda view: view.model in self.env):
            arch = self.env[view.model].get_view(view.id, view.type)["arch"]
            if "sample" in etree.fromstring(arch).attrib:
                shown.append(view.xml_id)
        self.assertFalse(shown)

    def test_an_empty_dashboard_is_empty(self):
        dashboard = self.env["spreadsheet.dashboard"].search([], limit=1)
        # a file that is there, which core would take
        dashboard.sample_dashboard_file_path = (
            "kfz_investment/data/files/signed_landed_dashboard.json"
        )
        self.assertIsNone(dashboard._get_sample_dashboard())

    def test_owed_groups_are_open(self):
        """What is owed is read at once: nobody has to unfold a month first."""
        action = self.env.ref("kfz_investment.kfz_owed_action")
        for view_id, kind in action.views:
            if kind == "list":
                view = self.env["crm.lead"].get_view(view_id, kind)
                self.assertEqual(etree.fromstring(view["arch"]).get("expand"), "1")

    def test_the_next_step_of_a_visit_is_asked_for_at_once(self):
        """Date and person are no surprise that appears when the step has been typed and left."""
        for name in ("kfz_interaction_view_form", "kfz_interaction_view_form_quick"):
            view = self.env.ref(f"kfz_investment.{name}")
            arch = etree.fromstring(self.env["kfz.interaction"].get_view(view.id, "form")["arch"])
            for field in ("next_step", "next_step_date", "next_step_user_id"):
                self.assertFalse(arch.find(f".//field[@name='{field}']").get("invisible"), field)
            self.assertIsNotNone(arch.find(".//div[@invisible='not next_step or next_step_date']"))

    def _actions(self):
        ours = self.env["ir.model.data"].search(
            [("module", "=", "kfz_investment"), ("model", "=", "ir.actions.act_window")]
        )
        actions = self.env["ir.actions.act_window"].browse(ours.mapped("res_id")).exists()
        # the calendar and other pages of core stand beside ours
        for user in (self.manager, self.officer, self.official, self.joint):
            for menu in self.env["ir.ui.menu"].with_user(user).load_menus(False).values():
                if menu.get("action_model") == "ir.actions.act_window":
                    actions |= self.env["ir.actions.act_window"].browse(menu["action_id"])
        self.assertGreater(len(actions), 40)
        return actions.filtered(lambda action: action.res_model in self.env)
