from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import new_test_user, tagged

from ..common import KfzCase

USERS = "kfz_investment.kfz_user_action"
ZONES = "kfz_investment.kfz_zone_company_action"


@tagged("post_install", "-at_install")
class TestSetupZones(KfzCase):
    """Zones go out of use and come back by acts that say what they do; people are listed by role and zone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(
            cls.env,
            login="kfz_setup_admin",
            groups="base.group_system,kfz_investment.group_kfz_manager",
            company_id=cls.zone_a.id,
            company_ids=[(6, 0, cls.zones.ids)],
        )
        cls.rest = cls.env["res.company"].create(
            {"name": "示例空区", "zone_short_name": "示例空区", "zone_code": "EMPTY"}
        )
        cls.admin.company_ids |= cls.rest
        cls.zone = cls.rest.with_user(cls.admin)

    def test_a_zone_goes_out_of_use_and_comes_back_with_all_that_it_had(self):
        self.env["kfz.area"].create({"name": "示例片区", "code": "XX", "company_id": self.rest.id})
        self.officer.company_ids |= self.rest
        self.assertEqual((self.zone.zone_area_count, self.zone.zone_people_count), (1, 2))
        self.assertEqual(self.zone.action_kfz_put_out_of_use()["tag"], "reload_context")
        self.assertFalse(self.rest.active)
        self.assertTrue(self.officer.active)
        self.zone.action_kfz_take_into_use()
        self.assertTrue(self.rest.active)
        self.assertIn(self.rest, self.officer.company_ids)
        self.assertIn(self.rest, self.admin.company_ids)

    def test_a_zone_in_which_people_start_stays_in_use(self):
        with self.assertRaisesRegex(UserError, "in which .* people start, among them"):
            self.zone_a.with_user(self.admin).action_kfz_put_out_of_use()
        self.assertTrue(self.zone_a.active)

    def test_the_last_zone_stays_in_use(self):
        zones = self.env["res.company"].search([("zone_code", "!=", False)])
        (zones - self.rest).zone_code = False
        with self.assertRaisesRegex(UserError, "the only zone in use"):
            self.zone.action_kfz_put_out_of_use()

    def test_only_administrators_and_only_for_zones(self):
        for user in (self.manager, self.officer, self.joint):
            zone = self.rest.with_user(user)
            for act in (zone.action_kfz_put_out_of_use, zone.action_kfz_take_into_use):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    act()
        office = self.env.ref("base.main_company").with_user(self.admin)
        with self.assertRaisesRegex(UserError, "is not a zone"):
            office.action_kfz_put_out_of_use()

    def test_adding_a_zone_whose_code_rests_leads_to_it(self):
        self.zone.action_kfz_put_out_of_use()
        page = self.env["kfz.zone.add"].with_user(self.admin)
        with self.assertRaisesRegex(RedirectWarning, "EMPTY belongs to 示例空区") as caught:
            page.create({"name": "示例", "code": "empty"}).action_add()
        _message, action, _button, context = caught.exception.args
        self.assertEqual(action["res_model"], "res.company")
        self.assertEqual(context, {"search_default_inactive": 1})

    def test_people_are_listed_with_their_roles(self):
        def texts(user):
            return user.with_user(self.admin).kfz_role_text

        self.assertEqual(texts(self.manager), "Promotion manager")
        self.assertEqual(texts(self.officer), "Promotion officer")
        self.assertEqual(texts(self.joint), "Joint office")
        self.assertEqual(texts(self.admin), "Administrator · Promotion manager")
        with self.assertRaises(AccessError):
            self.officer.with_user(self.officer).read(["kfz_role_text"])

    def test_lists_of_zones_and_people_offer_only_named_acts(self):
        for xml_id, model, names in (
            (ZONES, "res.company", ("zone_short_name", "zone_code", "zone_people_count")),
            (USERS, "res.users", ("login", "kfz_role_text", "company_ids", "login_date")),
        ):
            action = self.env["ir.actions.actions"].with_user(self.admin)._for_xml_id(xml_id)
            views = (
                self.env[model]
                .with_user(self.admin)
                .get_views([*action["views"], (action["search_view_id"][0], "search")])["views"]
            )
            for what in ('create="0"', 'delete="0"', 'import="0"', 'export_xlsx="0"', *names):
                self.assertIn(what, views["list"]["arch"])
            self.assertIn('name="inactive"', views["search"]["arch"])
