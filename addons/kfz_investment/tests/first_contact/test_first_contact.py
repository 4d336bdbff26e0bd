import datetime
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2.errors import UniqueViolation
from psycopg2.extras import Json

from ...domain import calendar
from ...models.base.kfz_bulk_create import Bulk
from .first_contact_common import CODE, NAME, FirstContactCase


@tagged("post_install", "-at_install")
class TestFirstContact(FirstContactCase):
    """A zone's claim: how it starts, is renewed and extended, and ends."""

    def _later(self, days):
        return patch.object(calendar, "today", lambda: self.today + datetime.timedelta(days=days))

    def _inbox(self, user):
        return (
            self.env["mail.notification"]
            .sudo()
            .search_count(
                [("res_partner_id", "=", user.partner_id.id), ("notification_type", "=", "inbox")]
            )
        )

    # start

    def test_an_effective_interaction_starts_a_claim_on_its_day(self):
        claim = self._claimed(days_ago=10)
        self.assertEqual(
            (claim.company_id, claim.name, claim.uscc, claim.state),
            (self.zone_a, NAME, CODE, "active"),
        )
        self.assertEqual(claim.claimed_from, self._days_ago(10))
        self.assertEqual(claim.protected_until, self._days_ago(10) + datetime.timedelta(days=180))
        self.assertEqual(claim.days_left, 171)
        self.assertEqual(claim.interaction_id.partner_id, claim.partner_id)

    def test_a_call_or_an_event_starts_no_claim(self):
        partner = self._enterprise()
        self._meet(partner, kind="call")
        self._meet(partner, kind="event")
        self.assertFalse(self.Claim.search([("partner_id", "=", partner.id)]))

    def test_which_kinds_count_is_data(self):
        self.env["kfz.first.contact.kind"].create({"kind": "event"})
        self.env.ref("kfz_investment.first_contact_kind_received_visit").active = False
        self.assertTrue(self._claimed(kind="event"))
        self.assertFalse(self._claimed("示例乙方乳业有限公司", code=False))

    def test_a_meeting_too_long_ago_no_longer_protects(self):
        self.assertFalse(self._claimed(days_ago=181))
        self.assertTrue(self._claimed("示例乙方乳业有限公司", days_ago=180, code=False))

    def test_the_zone_sets_its_period(self):
        self.zone_a.kfz_first_contact_days = 30
        claim = self._claimed()
        self.assertEqual(claim.protected_until, self.today + datetime.timedelta(days=30))

    def test_an_interaction_of_a_project_counts_however_it_is_recorded(self):
        made = self._project("negotiation", partner_id=self._enterprise("示例甲方机电有限公司").id)
        self.assertTrue(
            self.Claim.search([("partner_id", "=", made.partner_id.id)]).interaction_id
            in made.interaction_ids
        )
        imported = self._enterprise("示例丙方光学有限公司")
        self.env["kfz.interaction"].with_user(self.manager).load(
            ["partner_id/.id", "date", "kind", "summary"],
            [[str(imported.id), str(self.today), "received_visit", "示例"]],
        )
        self.assertTrue(self.Claim.search([("partner_id", "=", imported.id)]))
        bulk = self._enterprise("示例丁方医药有限公司")
        self.env["crm.lead"].with_user(self.manager).with_context(kfz_bulk=Bulk()).create(
            [
                {
                    "name": "示例",
                    "is_promotion": True,
                    "company_id": self.zone_a.id,
                    "partner_id": bulk.id,
                    "interaction_ids": [
                        (
                            0,
                            0,
                            {"summary": "示例", "date": self._days_ago(3), "partner_id": bulk.id},
                        )
                    ],
                }
            ]
        )
        self.assertEqual(
            self.Claim.search([("partner_id", "=", bulk.id)]).claimed_from, self._days_ago(3)
        )

    def test_several_interactions_at_once_start_with_the_first_of_the_run(self):
        partner = self._enterprise()
        self.env["kfz.interaction"].create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": self.zone_a.id,
                    "date": self._days_ago(days),
                    "summary": "示例",
                }
                for days in (20, 500, 150)
            ]
        )
        claim = self.Claim.search([("partner_id", "=", partner.id)])
        self.assertEqual((len(claim), claim.claimed_from), (1, self._days_ago(150)))
        self.assertEqual(claim.protected_until, self._days_ago(20) + datetime.timedelta(days=180))

    def test_the_database_guarantees_one_live_claim_per_zone_and_enterprise(self):
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = 'kfz_first_contact_live_unique'"
        )
        self.assertIn("UNIQUE INDEX", self.env.cr.fetchone()[0])
        claim = self._claimed()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation) as caught,
            self.cr.savepoint(),
        ):
            claim.flush_recordset()
            self.cr.execute(
                "INSERT INTO kfz_first_contact SELECT (jsonb_populate_record(c, %s)).* "
                "FROM kfz_first_contact c WHERE id = %s",
                [Json({"id": claim.id + 1000}), claim.id],
            )
            self.env.flush_all()
        self.assertIn("live_unique", str(caught.exception))

    # renewal

    def test_a_new_interaction_renews_and_does_not_move_the_start(self):
        claim = self._claimed(days_ago=100)
        self._meet(claim.partner_id, self.officer, days_ago=5, kind="call")
        self.assertEqual(claim.protected_until, self._days_ago(5) + datetime.timedelta(days=180))
        self._meet(claim.partner_id, days_ago=150)
        self.assertEqual(claim.claimed_from, self._days_ago(100))
        self.assertEqual(self.Claim.search_count([("partner_id", "=", claim.partner_id.id)]), 1)

    def test_after_the_end_a_new_claim_starts(self):
        claim = self._claimed(days_ago=100)
        with self._later(81):
            self._meet(claim.partner_id, days_ago=-81)
        self.assertEqual(claim.state, "lapsed")
        newer = self.Claim.search(
            [("partner_id", "=", claim.partner_id.id), ("state", "=", "active")]
        )
        self.assertEqual(newer.claimed_from, self.today + datetime.timedelta(days=81))

    # extension

    def test_a_manager_extends_once_with_a_reason_while_it_is_alive(self):
        claim = self._claimed().with_user(self.manager)
        before = claim.protected_until
        wizard = (
            self.env["kfz.first.contact.extend"]
            .with_user(self.manager)
            .create({"claim_id": claim.id, "days": 60, "reason": "示例审批"})
        )
        wizard.action_apply()
        self.assertEqual(claim.protected_until, before + datetime.timedelta(days=60))
        row = claim.extension_ids
        self.assertEqual(
            (row.days, row.reason, row.until_before, row.user_id),
            (60, "示例审批", before, self.manager),
        )
        with self.assertRaisesRegex(UserError, "as often as the rules allow"):
            claim.action_extend(10, "示例")
        self.zone_a.kfz_first_contact_extensions = 2
        claim.action_extend(10, "示例")
        with self.assertRaises(UserError):
            row.sudo().reason = "改"
        with self.assertRaises(UserError):
            row.sudo().unlink()

    def test_invalid_extensions_are_refused(self):
        claim = self._claimed()
        for days, reason in ((0, "示例"), (181, "示例"), (10, " ")):
            with self.assertRaises(UserError):
                claim.with_user(self.manager).action_extend(days, reason)
        with self.assertRaises(AccessError):
            claim.with_user(self.officer).action_extend(10, "示例")
        with self.assertRaises(AccessError):
            claim.with_user(self.manager_b).action_extend(10, "示例")
        with self._later(200), self.assertRaisesRegex(UserError, "has ended"):
            claim.with_user(self.manager).action_extend(10, "示例")

    # ending

    def test_a_manager_releases_a_claim(self):
        claim = self._claimed()
        with self.assertRaises(AccessError):
            claim.with_user(self.officer).action_release()
        claim.with_user(self.manager).action_release()
        self.assertEqual(claim.state, "released")
        self.assertFalse(self._ask(code=CODE).notices)

    def test_users_cannot_write_claims_directly(self):
        claim = self._claimed()
        for user in (self.manager, self.officer):
            for call in (
                lambda c: c.write({"protected_until": "2099-01-01"}),
                lambda c: c.unlink(),
                lambda c: c.create({"name": "x"}),
            ):
                with self.assertRaises(AccessError):
                    call(claim.with_user(user))

    def test_a_claim_ends_with_its_last_interaction(self):
        claim = self._claimed()
        second = self._meet(claim.partner_id, days_ago=40)
        claim.interaction_id.unlink()
        self.assertEqual((claim.interaction_id, claim.claimed_from), (second, self._days_ago(40)))
        second.kind = "event"
        self.assertEqual((claim.state, bool(claim.ended_reason)), ("released", True))

    def test_a_claim_follows_the_name_and_code_of_its_enterprise(self):
        claim = self._claimed(code=False)
        claim.partner_id.write({"vat": CODE, "name": "示例新名称冷链有限公司"})
        self.assertEqual((claim.uscc, claim.name), (CODE, "示例新名称冷链有限公司"))
        self.assertTrue(self._ask(code=CODE).notices)

    # the nightly job

    def test_the_nightly_job_ends_and_warns_once(self):
        ended, ending = (
            self._claimed(days_ago=180),
            self._claimed("示例乙方乳业有限公司", days_ago=170, code=False),
        )
        fresh = self._claimed("示例丙方光学有限公司", code=False)
        before = self._inbox(self.manager)
        with self._later(1):
            self.Claim._cron_first_contact()
            self.assertEqual(self._inbox(self.manager), before + 1)
            self.Claim._cron_first_contact()
        self.assertEqual((ended.state, ending.state, fresh.state), ("lapsed", "active", "active"))
        self.assertEqual(self._inbox(self.manager), before + 1)
        with self._later(11):
            self.Claim._cron_first_contact()
        self.assertEqual(ending.state, "lapsed")

    def test_of_two_starts_on_one_day_the_earliest_recorded_stays(self):
        first = self._claimed()
        with patch.object(
            type(self.Claim),
            "_kfz_find_claims_of_other_zones",
            lambda self, asked: [[] for _ask in asked],
        ):
            # recorded at the same moment: neither transaction saw the other one
            second = self._claimed(user=self.manager_b)
        self.assertEqual((first.state, second.state), ("active", "active"))
        before = self._inbox(self.manager_b)
        self.Claim._cron_first_contact()
        self.assertEqual((first.state, second.state), ("active", "overruled"))
        self.assertEqual(self._inbox(self.manager_b), before + 1)

    # cost

    def test_forty_interactions_cost_no_more_queries_than_four(self):
        counts = {}
        for number in (4, 4, 40):
            partners = self.env["res.partner"].create(
                [
                    {
                        "name": f"示例{chr(0x4E00 + 7 * (number * 50 + n))}{chr(0x5E00 + 11 * n)}公司",
                        "is_enterprise": True,
                        "company_id": self.zone_a.id,
                    }
                    for n in range(number)
                ]
            )
            values = [
                {"partner_id": partner.id, "company_id": self.zone_a.id, "summary": "示例"}
                for partner in partners
            ]
            counts[number] = [
                self._queries(lambda values=values: self.env["kfz.interaction"].create(values))
                for _again in range(2)
            ]
            self.assertEqual(self.Claim.search_count([("partner_id", "in", partners.ids)]), number)
        for few, many in zip(counts[4], counts[40], strict=True):
            self.assertLessEqual(many, few, counts)

    def _queries(self, action):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        action()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before
