from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2.errors import RestrictViolation

from .acts_common import ActsCase


@tagged("post_install", "-at_install")
class TestProjectCompanies(ActsCase):
    """The project companies are records of the landing, fixed with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("signed", user=cls.officer)
        cls.company = cls._enterprise("示例项目公司甲", vat="91530111K6FMHDQAEB")
        cls.later = cls._enterprise("示例项目公司乙")

    def _recognised(self, **values):
        values = {"project_company_ids": [(4, self.company.id)], **values}
        landing = self._landing(self.project, self.officer, **values).with_user(self.manager)
        landing.action_recognise()
        return landing

    def _findings(self):
        self.cr.flush()
        return self.env["kfz.ledger.seal"]._kfz_verify(self.zone_a)

    def _told(self):
        """Whom the landing tells that its companies changed: a list of projects, filled inside."""
        told = []
        self.enterContext(
            patch.object(
                self.registry["crm.lead"],
                "_kfz_project_companies_changed",
                lambda leads: told.append(leads),
            )
        )
        return told

    def test_rooms_above_are_told_when_a_landing_changes(self):
        told = self._told()
        landing = self._landing(self.project, self.officer).with_user(self.manager)
        self.assertFalse([lead for leads in told for lead in leads])
        landing.action_recognise()
        self.assertEqual(told.pop(), self.project)
        landing._kfz_reverse("示例理由", {"effective_date": self._days_ago(4)})
        self.assertEqual(told.pop(), self.project)
        imported = self._project("landed")
        self.assertIn(imported, told)
        self._merge(imported.project_company_ids, self.later)
        self.assertEqual(told.pop(), imported)

    def test_the_investor_is_offered_first(self):
        investor = self.project.partner_id
        self._enterprise("0示例排在最前")
        everyone = [("is_enterprise", "=", True)]
        Partner = self.env["res.partner"].with_user(self.officer)
        for key, value in (
            ("kfz_first_id", investor.id),
            ("kfz_first_project_id", self.project.id),
        ):
            offered = Partner.with_context(**{key: value}).name_search("", everyone, limit=2)
            self.assertEqual((offered[0][0], len(offered)), (investor.id, 2), key)
        others = [("id", "not in", investor.ids)]
        for key in ({"kfz_first_id": investor.id}, {"kfz_first_id": "示例"}, {}):
            offered = Partner.with_context(**key).name_search("", others, limit=2)
            self.assertNotIn(investor.id, dict(offered), key)

    # asked for

    def test_a_landing_is_recognised_with_its_companies_from_a_day_on(self):
        zone = self.zone_a
        landing = self._landing(self.project, self.officer, project_company_ids=[])
        landing = landing.with_user(self.manager)
        for since in (False, self.today, landing.effective_date, self._days_ago(30)):
            zone.kfz_companies_from = since
            with (
                self.subTest(since=since),
                self.assertRaisesRegex(UserError, "the project company"),
                self.cr.savepoint(),
            ):
                landing.action_recognise()
        zone.kfz_companies_from = self._days_ago(-1)
        landing.action_recognise()
        self.assertFalse(self.project.project_company_ids)
        owing = [("landed_date", "!=", False), ("project_company_ids", "=", False)]
        self.assertIn(self.project, self.env["crm.lead"].with_user(self.manager).search(owing))
        self.assertFalse(self._findings())

    def test_an_archived_company_is_named_by_no_new_landing(self):
        landing = self._landing(
            self.project, self.officer, project_company_ids=[(4, self.later.id)]
        )
        self.later.active = False
        with self.assertRaisesRegex(UserError, "is archived"):
            landing.with_user(self.manager).action_recognise()

    def test_other_milestones_name_no_company(self):
        milestone = self._landing(
            self.project, self.officer, milestone="construction", project_company_ids=[]
        )
        milestone.action_recognise()
        self.assertEqual(milestone.state, "recognised")

    def test_a_company_is_an_enterprise_of_the_zone_or_common(self):
        landing = self._landing(self.project, self.officer)
        common = self._enterprise("示例共有企业")
        common.company_id = False
        landing.project_company_ids = [(6, 0, (common | self.company).ids)]
        person = self.env["res.partner"].create({"name": "示例", "company_id": self.zone_a.id})
        agent = self.env["res.partner"].create(
            {"name": "示例中介", "is_intermediary": True, "company_id": self.zone_a.id}
        )
        for partner in (person, agent):
            with (
                self.assertRaisesRegex(ValidationError, "not in the enterprise directory"),
                self.cr.savepoint(),
            ):
                landing.project_company_ids = [(4, partner.id)]
        strange = self._enterprise("示例他区企业", zone=self.zone_b)
        with self.assertRaises(UserError), self.cr.savepoint():
            landing.project_company_ids = [(4, strange.id)]
        with self.assertRaises(UserError), self.cr.savepoint():
            landing.sudo().project_company_ids = [(4, strange.id)]

    def test_an_officer_adds_the_company_to_the_directory_of_the_zone(self):
        landing = self._landing(
            self.project,
            self.officer,
            project_company_ids=[
                (
                    0,
                    0,
                    {
                        "name": "示例新公司",
                        "is_enterprise": True,
                        "company_id": self.zone_a.id,
                    },
                )
            ],
        )
        made = landing.project_company_ids
        self.assertEqual(
            (made.name, made.company_id, made.is_enterprise), ("示例新公司", self.zone_a, True)
        )

    # fixed

    def test_recognised_companies_change_by_no_other_way(self):
        landing = self._recognised()
        line = f"{self.company.id} 示例项目公司甲 91530111K6FMHDQAEB"
        self.assertEqual(landing.companies_recognised, line)
        for commands in (
            [(4, self.later.id)],
            [(3, self.company.id)],
            [(5,)],
            [(6, 0, self.later.ids)],
            [(0, 0, {"name": "示例新公司", "is_enterprise": True})],
            [(1, self.company.id, {"name": "示例改名"})],
        ):
            vals = {"project_company_ids": commands}
            for attempt in (
                lambda v=vals: landing.write(v),
                lambda v=vals: landing.sudo().write(v),
                lambda v=vals: self.project.with_user(self.manager).write(
                    {"milestone_ids": [(1, landing.id, v)]}
                ),
            ):
                with self.subTest(vals=vals), self.assertRaises(UserError), self.cr.savepoint():
                    attempt()
        with self.assertRaises(AccessError), self.cr.savepoint():
            landing.write({"companies_recognised": "1"})
        for name in ("kfz_landing_ids", "kfz_company_project_ids"):
            with self.subTest(name), self.assertRaises(AccessError), self.cr.savepoint():
                self.company.with_user(self.manager).write({name: [(5,)]})
        self.assertEqual(landing.project_company_ids, self.company)

    def test_a_company_that_landed_is_not_deleted(self):
        self._recognised()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(RestrictViolation) as refusal,
            self.cr.savepoint(),
        ):
            self.company.unlink()
        self.assertTrue(self.company.exists())
        # the table of links is no model's own
        words = self.env["base"]._sql_error_to_message(refusal.exception)
        self.assertIn("Project milestone – Project companies", words)
        self.assertIn("Archive it instead", words)
        self.assertNotIn("foreign key", words)

    def test_a_company_that_landed_goes_to_no_other_zone(self):
        """Also from the common directory, and also once the landing is reversed: the history names it."""
        landing = self._recognised()
        with self.assertRaisesRegex(UserError, "whose records name it"), self.cr.savepoint():
            self.company.company_id = self.zone_b
        landing._kfz_reverse("示例", {"project_company_ids": [(6, 0, self.later.ids)]})
        self.company.company_id = False
        with self.assertRaisesRegex(UserError, "not given to a zone"), self.cr.savepoint():
            self.company.company_id = self.zone_b

    def test_a_correction_drops_no_company_that_its_user_does_not_read(self):
        landing = self._recognised(project_company_ids=[(6, 0, (self.company | self.later).ids)])
        self.env.flush_all()
        # as before a company was kept in the zone of its landing
        self.cr.execute(
            "UPDATE res_partner SET company_id = %s WHERE id = %s", [self.zone_b.id, self.later.id]
        )
        self.env.invalidate_all()
        with self.assertRaises(UserError), self.cr.savepoint():
            landing._kfz_reverse("示例", {"ground": "construction"})

    def test_links_that_change_past_the_system_are_found(self):
        landing = self._recognised()
        self.assertFalse(self._findings())
        for query in (
            "DELETE FROM kfz_milestone_company_rel WHERE milestone_id = %s",
            f"INSERT INTO kfz_milestone_company_rel (milestone_id, partner_id) VALUES (%s, {self.later.id})",
        ):
            with self.subTest(query), self.cr.savepoint() as savepoint:
                self.cr.execute(query, [landing.id])
                self.env.invalidate_all()
                [found] = self._findings()
                self.assertIn(self.project.project_code, found)
                savepoint.rollback()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(RestrictViolation) as refusal,
            self.cr.savepoint(),
        ):
            self.cr.execute(
                "UPDATE kfz_milestone SET companies_recognised = NULL WHERE id = %s", [landing.id]
            )
        self.assertIn("kfz guard", str(refusal.exception))

    def test_a_company_that_is_registered_later_is_added_with_a_reason(self):
        landing = self._recognised()
        action = landing.action_correct()
        both = self.company | self.later
        wizard = (
            self.env["kfz.correction.ask"]
            .with_user(self.manager)
            .with_context(**action["context"])
            .create({"reason": "示例理由"})
        )
        self.assertEqual(wizard.project_company_ids, self.company)
        wizard.project_company_ids = [(6, 0, both.ids)]
        wizard.action_apply()
        new = self.project._kfz_landing()
        self.assertEqual(landing.state, "reversed")
        self.assertEqual(new.effective_date, landing.effective_date)
        self.assertEqual((new.project_company_ids, self.project.project_company_ids), (both, both))
        self._assert_traced(
            self.project,
            "reverse",
            "project_company_ids",
            "示例项目公司甲 (91530111K6FMHDQAEB)",
            "示例项目公司甲 (91530111K6FMHDQAEB), 示例项目公司乙",
            self.manager,
        )
        self.assertFalse(self._findings())
        with self.assertRaises(AccessError):
            new.with_user(self.officer)._kfz_reverse("示例理由", {"project_company_ids": [(5,)]})

    # merged

    def _merge(self, gone, kept):
        self.env["base.partner.merge.automatic.wizard"]._merge((gone | kept).ids, kept)
        self.env.invalidate_all()

    def test_merged_companies_follow_and_the_guard_says_so(self):
        landing = self._recognised(project_company_ids=[(6, 0, (self.company | self.later).ids)])
        kept = self._enterprise("示例项目公司丙")
        landing = landing._kfz_reverse(
            "示例理由", {"project_company_ids": [(4, self.later.id), (4, kept.id)]}
        )
        self._findings()
        # core moves one link and leaves the other with the merged one
        self._merge(self.later | kept, self.company)
        self.assertEqual(landing.project_company_ids, self.company)
        self.assertEqual(landing.companies_recognised.count("\n"), 0)
        self.assertFalse(self._findings())
        gone = ",".join(map(str, sorted((self.later | kept).ids)))
        reasons = self.env["kfz.guard.pass"].search([("table_name", "=", "kfz_milestone")])
        self.assertIn(f"merge res_partner:{gone}>{self.company.id}", reasons.mapped("reason"))

    # shown

    def test_pages_name_the_companies_and_their_projects(self):
        self._recognised()
        for user in (self.officer, self.manager):
            company, project = self.company.with_user(user), self.project.with_user(user)
            self.assertEqual(company.kfz_company_project_ids, project)
            self.assertFalse(company.kfz_project_ids)
            self.assertEqual(company.kfz_project_count, 1)
            opened = company.action_view_kfz_projects()["domain"]
            self.assertEqual(project.search(opened), project)
            investor = project.partner_id
            self.assertEqual(investor.kfz_project_count, 1)
            self.assertEqual(project.search(investor.action_view_kfz_projects()["domain"]), project)
            self.assertEqual(project.project_company_ids, company)
        for found, name, other in (
            (self.project, "project_company_ids", self.company),
            (self.company, "kfz_company_project_ids", self.project),
        ):
            found = found.with_user(self.officer)
            for operator, value, is_found in (
                ("ilike", other.name, True),
                ("in", other.ids, True),
                ("not in", other.ids, False),
                ("!=", False, True),
                ("=", False, False),
                ("in", [False, *other.ids], True),
            ):
                with self.subTest(name, operator=operator, value=value):
                    hits = found.search([(name, operator, value)])
                    self.assertEqual(found in hits, is_found)
        self.assertFalse(
            self.company.with_user(self.manager_all)
            .with_context(allowed_company_ids=self.zone_b.ids)
            .kfz_company_project_ids
        )

    def test_a_common_enterprise_does_not_tell_other_zones_whose_company_it_is(self):
        common = self._enterprise("示例共有企业")
        common.company_id = False
        self._recognised(project_company_ids=[(4, common.id)])
        self.env.invalidate_all()
        Partner = self.env["res.partner"]
        for user, seen in ((self.manager, True), (self.manager_b, False)):
            partner = common.with_user(user)
            self.assertEqual(bool(partner.kfz_landing_ids), seen)
            self.assertEqual(bool(partner.kfz_company_project_ids), seen)
            for name in ("kfz_landing_ids", "kfz_company_project_ids"):
                found = Partner.with_user(user).search([(name, "!=", False)])
                self.assertEqual(common in found, seen)
            self.env.invalidate_all()

    def test_a_lead_official_reads_the_companies_of_an_assigned_project_alone(self):
        self._recognised()
        person = self._official("示例挂点", user_id=self.official.id)
        self.env["kfz.assignment"].create(
            {"lead_id": self.project.id, "official_id": person.id, "role": "lead_official"}
        )
        project = self.project.with_user(self.official)
        self.assertEqual(project.project_company_ids.mapped("name"), [self.company.name])
        self.assertFalse(
            self.env["res.partner"].with_user(self.official).search([("id", "=", self.later.id)])
        )
