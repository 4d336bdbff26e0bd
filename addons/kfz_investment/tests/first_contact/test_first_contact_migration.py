from odoo.modules.module import load_script
from odoo.tests import tagged

from ...domain import calendar
from .first_contact_common import CODE, NAME, FirstContactCase

SCRIPT = "kfz_investment/migrations/19.0.1.7.0/post-first-contact.py"


@tagged("post_install", "-at_install")
class TestFirstContactMigration(FirstContactCase):
    """An upgrade opens the claims that earlier visits would have opened."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own_a = cls._enterprise(NAME, cls.zone_a, vat=CODE)
        cls.own_b = cls._enterprise(NAME, cls.zone_b, vat=CODE)

    def _visit_before_claims(self, partner, user, days_ago):
        """A visit as it was stored before there were claims."""
        self.env.cr.execute(
            """INSERT INTO kfz_interaction (partner_id, company_id, date, kind, summary, user_id, create_date)
                    VALUES (%s, %s, %s, 'received_visit', '示例洽谈', %s, now() AT TIME ZONE 'UTC') RETURNING id""",
            [partner.id, user.company_id.id, self._days_ago(days_ago), user.id],
        )
        return self.env.cr.fetchone()[0]

    def _upgrade(self):
        self.env.invalidate_all()
        load_script(SCRIPT, "kfz_first_contact").migrate(self.env.cr, "19.0.1.6.0")
        return self.Claim.search([("name", "=", NAME)])

    def _told(self):
        return self.env["mail.notification"].search_count([]), self.Check.search_count([])

    def test_a_visit_gets_its_claim_as_of_its_day(self):
        visit = self._visit_before_claims(self.own_a, self.manager, 10)
        claim = self._upgrade()
        self.assertEqual((claim.company_id, claim.state), (self.zone_a, "active"))
        self.assertEqual((claim.partner_id, claim.uscc), (self.own_a, CODE))
        self.assertEqual(claim.claimed_from, self._days_ago(10))
        self.assertEqual((claim.protected_until - calendar.today()).days, 170)
        self.assertEqual(claim.interaction_id.id, visit)

    def test_a_visit_whose_protection_is_over_gets_none(self):
        self._visit_before_claims(self.own_a, self.manager, 181)
        self.assertFalse(self._upgrade())

    def test_of_two_zones_the_earlier_visit_wins_and_nobody_is_told(self):
        self._visit_before_claims(self.own_b, self.manager_b, 20)
        self._visit_before_claims(self.own_a, self.manager, 40)
        told = self._told()
        self.assertEqual(self._upgrade().company_id, self.zone_a)
        self.assertEqual(self._told(), told)

    def test_of_one_day_the_visit_recorded_first_wins(self):
        self._visit_before_claims(self.own_b, self.manager_b, 20)
        self._visit_before_claims(self.own_a, self.manager, 20)
        self.assertEqual(self._upgrade().company_id, self.zone_b)

    def test_a_claim_that_another_zone_holds_stays(self):
        self._meet(self.own_b, self.manager_b, 5)
        self._visit_before_claims(self.own_a, self.manager, 40)
        self.assertEqual(self._upgrade().company_id, self.zone_b)

    def test_a_claim_that_was_released_stays_released(self):
        self._meet(self.own_a, self.manager, 5)
        claim = self.Claim.search([("partner_id", "=", self.own_a.id)])
        claim.with_user(self.manager).action_release()
        self.assertEqual(self._upgrade(), claim)
        self.assertEqual(claim.state, "released")

    def test_a_second_run_finds_nothing(self):
        self._visit_before_claims(self.own_a, self.manager, 10)
        self._visit_before_claims(self.own_b, self.manager_b, 5)
        claim = self._upgrade()
        self.assertEqual(self._upgrade(), claim)
