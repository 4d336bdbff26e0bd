from odoo.tests import HttpCase, tagged

from ... import demo
from ..common import analyze
from .click_common import ClickEverywhere


@tagged("post_install", "-at_install", "clicks")
class TestClicks(HttpCase, ClickEverywhere):
    """No page that a role is offered ends in an error, seen with the demonstration data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        demo.load(cls.env)
        cls.env.flush_all()
        # autovacuum does this for committed rows; without statistics PostgreSQL may plan a page to take minutes
        analyze(cls.env.cr)

    def test_a_manager_clicks_everywhere_without_an_error(self):
        self._click_everywhere("manager")

    def test_a_lead_official_opens_every_menu_without_an_error(self):
        self._click_menus("official")

    def test_the_joint_office_opens_every_menu_without_an_error(self):
        self._click_menus("joint")

    def test_a_customs_verifier_opens_every_menu_without_an_error(self):
        self._click_menus("customs")

    def test_an_officer_opens_a_record_of_each_page(self):
        self._open_records("officer")

    def test_a_lead_official_opens_a_record_of_each_page_on_the_phone(self):
        self.browser_size, self.touch_enabled = "390x844", True
        self._open_records("official")
