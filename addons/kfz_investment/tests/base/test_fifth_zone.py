from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..common import KfzCase

PERSON, ZONE = "kfz.person.add", "kfz.zone.add"


@tagged("post_install", "-at_install")
class TestFifthZone(KfzCase):
    """A zone that an administrator adds works like the four that the addon brings."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        admin = new_test_user(
            cls.env,
            login="kfz_fifth_admin",
            groups="base.group_system,kfz_investment.group_kfz_manager",
            company_id=cls.zone_a.id,
            company_ids=[(6, 0, cls.zones.ids)],
        )
        page = cls.env[ZONE].with_user(admin)
        page.create({"name": "示例第五区", "short_name": "示例五区", "code": "ffth"}).action_add()
        cls.admin = admin
        cls.fifth = cls.env["res.company"].search([("zone_code", "=", "FFTH")])
        people = cls.env[PERSON].with_user(admin)
        for role in ("manager", "officer"):
            people.create(
                {
                    "name": f"示例{role}",
                    "login": f"kfz_fifth_{role}",
                    "role": role,
                    "zone_ids": [(6, 0, cls.fifth.ids)],
                }
            ).action_add()
        cls.boss = cls.env["res.users"].search([("login", "=", "kfz_fifth_manager")])
        cls.clerk = cls.env["res.users"].search([("login", "=", "kfz_fifth_officer")])

    def test_it_has_what_the_first_four_have(self):
        own = [("company_id", "=", self.fifth.id), ("is_promotion", "=", True)]
        team = self.env["crm.team"].search(own)
        stages = self.env["crm.stage"].search([("milestone", "!=", False)])
        self.assertEqual(len(team), 1)
        self.assertTrue(all(team in stage.team_ids for stage in stages))
        self.assertEqual(
            (self.fifth.currency_id.name, self.fifth.country_id.code, self.fifth.logo),
            ("CNY", "CN", self.zone_a.logo),
        )
        self.assertIn(self.fifth, self.admin.company_ids)
        self.assertEqual(self.fifth.display_name, "示例五区")
        # nothing is made twice
        self.fifth._kfz_complete_zone()
        self.assertEqual(self.env["crm.team"].search(own), team)

    def test_a_company_that_becomes_a_zone_later_is_completed_too(self):
        company = self.env["res.company"].create({"name": "示例公司"})
        self.assertFalse(self.env["crm.team"].search([("company_id", "=", company.id)]))
        company.zone_code = "LATER"
        self.assertTrue(self.env["crm.team"].search([("company_id", "=", company.id)]).is_promotion)

    def test_codes_are_codes_and_are_given_once(self):
        for code, sentence in (("a", "cannot be"), ("昆明", "cannot be"), ("kcbz", "Another zone")):
            with self.subTest(code=code), self.assertRaisesRegex(UserError, sentence):
                self.env[ZONE].with_user(self.admin).create(
                    {"name": "示例", "code": code}
                ).action_add()
        with self.assertRaises(AccessError):
            self.env[ZONE].with_user(self.manager).create({"name": "示例", "code": "MINE"})

    def test_names_are_names_and_are_given_once(self):
        taken, gone = self.zone_a.name, self.env["res.company"].create({"name": "示例旧区"})
        gone.active = False
        for name, sentence in (
            (" ", "full name"),
            ("\u200b", "full name"),
            ("名" * 101, "full name"),
            (f" {taken} ", "has the name"),
            (gone.name, "has the name"),
        ):
            with self.subTest(name=name), self.assertRaisesRegex(UserError, sentence):
                self.env[ZONE].with_user(self.admin).create(
                    {"name": name, "code": "NAMED"}
                ).action_add()

    def test_its_projects_go_through_the_stages_and_are_coded(self):
        project = self._project("negotiation", zone=self.fifth, user=self.clerk)
        self.assertTrue(project.project_code.startswith("FFTH"), project.project_code)
        self.assertEqual(project.team_id.company_id, self.fifth)
        self.assertEqual(project.with_user(self.boss).stage_id.milestone, "negotiation")

    def test_its_projects_are_shared_and_its_figures_reported(self):
        project = self._project("signed", zone=self.fifth, user=self.clerk)
        wizard = (
            self.env["kfz.share.wizard"]
            .with_user(self.boss)
            .create({"lead_ids": [(6, 0, project.ids)], "recipient_ids": [(6, 0, self.zone_a.ids)]})
        )
        wizard.action_publish()
        sheets = self.env["kfz.shared.project"].with_user(self.manager)
        self.assertTrue(sheets.search([("zone_id", "=", self.fifth.id)]))
        zones = self.env["res.company"].search([("zone_code", "!=", False)])
        report = self.env["kfz.signed.landed.report"].with_context(allowed_company_ids=zones.ids)
        self.assertTrue(report.kfz_export_workbook(quarter="2026Q3", zone_codes=["FFTH"]))

    def test_a_workbook_may_call_it_by_its_short_name(self):
        known = self.env["kfz.import.project"].with_user(self.boss)._lookups().zones
        for word in ("示例五区", "示例第五区", "FFTH"):
            self.assertIn(self.fifth.id, [known.get(key) for key in (word, word.lower())], word)
