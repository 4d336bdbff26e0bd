import datetime

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ..directory.directory_common import CODES
from .referral_common import ReferralCase


@tagged("post_install", "-at_install")
class TestReferral(ReferralCase):
    """What may be accepted, and what becomes of a referral (design §8.1)."""

    def _refused_because(self, referral, words):
        with self.assertRaisesRegex(UserError, words), self.cr.savepoint():
            referral.action_accept("示例")

    # the date is the system's

    def test_date_and_state_cannot_be_set_by_hand(self):
        for name, value in (
            ("registered_on", "2020-01-01 00:00:00"),
            ("state", "accepted"),
            ("expires_on", "2099-01-01"),
            ("lead_id", False),
            ("decided_by_id", self.manager.id),
            ("reason", "示例"),
            ("declared_on", "2020-01-01 00:00:00"),
        ):
            with self.subTest(field=name):
                with self.assertRaises(AccessError), self.cr.savepoint():
                    self._referral(user=self.manager, **{name: value})
                if not value:
                    # what a referral holds anyway may be sent back
                    continue
                referral = self._referral()
                with self.assertRaises(AccessError), self.cr.savepoint():
                    referral.with_user(self.manager).write({name: value})

    def test_an_import_sets_neither_date_nor_state(self):
        for name, value in (("registered_on", "2020-01-01 00:00:00"), ("state", "Admitted")):
            result = (
                self.env["kfz.referral"]
                .with_user(self.manager)
                .load(
                    ["enterprise_name", "intermediary_id/.id", name],
                    [["示例投资有限公司", str(self.broker.id), value]],
                )
            )
            self.assertFalse(result["ids"])
            self.assertTrue(result["messages"])

    def test_what_was_claimed_cannot_be_changed_under_its_date(self):
        referral = self._referral()
        for values in (
            {"enterprise_name": "另一企业"},
            {"enterprise_code": CODES[1]},
            {"intermediary_id": self.rival.id},
        ):
            with self.subTest(values=values), self.assertRaises(UserError), self.cr.savepoint():
                referral.write(values)

    def test_a_referral_is_neither_copied_nor_deleted(self):
        referral = self._referral()
        with self.assertRaises(UserError):
            referral.copy()
        with self.assertRaises(AccessError):
            referral.unlink()
        with self.assertRaises(UserError):
            referral.with_user(self.env.ref("base.user_admin")).unlink()

    def test_a_declaration_keeps_its_words_and_its_moment(self):
        referral = self._referral()
        self.assertTrue(referral.declared_on)
        self.assertIn("affiliate", referral.declaration_text)
        referral.declares_not_official = False
        self.assertFalse(referral.declared_on or referral.declaration_text)

    def test_the_validity_is_the_setting_of_the_zone(self):
        self.zone_a.kfz_referral_days = 30
        self.assertEqual(self._referral().expires_on, self.today + datetime.timedelta(days=30))

    # acceptance

    def test_a_complete_referral_is_accepted_and_tells_who_decided(self):
        referral = self._referral()
        referral.action_accept("材料齐全")
        self.assertEqual(
            (referral.state, referral.decided_by_id, referral.reason),
            ("accepted", self.manager, "材料齐全"),
        )
        self.assertTrue(referral.accepted_on)
        self.assertEqual(referral.enterprise_code, CODES[0])

    def test_the_letter_of_an_accepted_referral_cannot_be_deleted_past_it(self):
        referral = self._referral()
        referral.action_accept("材料齐全")
        letter = referral.attachment_ids
        for change in (
            letter.unlink,
            # as core's page for files of the chatter does
            letter.sudo().unlink,
            lambda: letter.write({"raw": b"forged"}),
            lambda: letter.write({"res_field": "idea"}),
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                change()
        self.env.invalidate_all()
        self.assertEqual(referral.attachment_ids.raw, letter.raw)
        message = referral.message_post(body="示例", attachments=[("示例.txt", b"chat")])
        message.attachment_ids.unlink()
        self.assertFalse(message.attachment_ids)

    def test_an_officer_decides_nothing(self):
        referral = self._referral().with_user(self.officer)
        for method in ("action_accept", "action_refuse", "action_rule"):
            with self.subTest(method=method), self.assertRaises(AccessError), self.cr.savepoint():
                getattr(referral, method)("示例")

    def test_a_manager_of_another_zone_decides_nothing(self):
        with self.assertRaises(AccessError):
            self._referral().with_user(self.manager_b).action_accept("示例")

    def test_acceptance_says_at_once_everything_that_is_missing(self):
        referral = self._referral(
            partner_id=False,
            attachment_ids=False,
            declares_not_official=False,
            enterprise_name="示例投资有限公司",
        )
        with self.assertRaises(UserError) as refusal:
            referral.action_accept()
        for words in ("letter", "declarations", "enterprise of the directory"):
            self.assertIn(words, str(refusal.exception))
            self.assertIn(words, referral.blocking_text)

    def test_a_refusal_needs_a_reason(self):
        referral = self._referral()
        with self.assertRaises(UserError):
            referral.action_refuse(" ")
        referral.action_refuse("已由我区对接")
        self.assertEqual((referral.state, referral.reason), ("refused", "已由我区对接"))

    def test_what_is_final_stays_final(self):
        referral = self._referral()
        referral.action_refuse("示例")
        for method in ("action_accept", "action_withdraw", "action_refuse"):
            with self.subTest(method=method), self.assertRaises(UserError), self.cr.savepoint():
                getattr(referral, method)("示例")
        with self.assertRaises(UserError):
            referral.idea = "改动"

    # first contact and signing

    def test_a_contact_before_the_referral_forbids_it(self):
        referral = self._referral(days_ago=5)
        self._interaction(days_ago=6)
        self._refused_because(referral, "had contact")

    def test_a_contact_after_the_referral_does_not(self):
        referral = self._referral(days_ago=5)
        self._interaction(days_ago=4)
        referral.action_accept()

    def test_in_the_second_of_the_zones_own_contact_a_referral_is_too_late(self):
        referral = self._referral(days_ago=5)
        visit = self._interaction(days_ago=5)
        second = referral.registered_on.replace(microsecond=0)
        for microseconds, is_late in ((0, True), (999_999, True), (1_000_000, False)):
            with self.subTest(microseconds=microseconds):
                self.env.cr.execute(
                    "UPDATE kfz_interaction SET create_date = %s + %s * interval '1 microsecond' WHERE id = %s",
                    (second, microseconds, visit.id),
                )
                self.env.invalidate_all()
                self.assertEqual("had contact" in (referral.blocking_text or ""), is_late)
        # a visit of the same day that was recorded later may have come first
        self.assertIn("no time of day", referral.warning_text)
        referral.action_accept("经核实，引荐在先")

    def test_another_zones_contact_is_no_contact_of_this_zone(self):
        self.enterprise.company_id = False
        referral = self._referral(days_ago=5)
        self._interaction(days_ago=9, zone=self.zone_b)
        referral.action_accept()

    def test_a_contact_dated_back_afterwards_is_for_the_manager_to_weigh(self):
        referral = self._referral(days_ago=5)
        self._interaction(days_ago=9, recorded_days_ago=1)
        self.assertIn("recorded only after", referral.warning_text)
        referral.action_accept("经核实，该拜访为事后补录")

    def test_a_contact_with_the_same_code_under_another_entry_counts(self):
        referral = self._referral(days_ago=5)
        twin = self.env["res.partner"].create(
            {"name": "示例巡检供应链", "is_enterprise": True, "company_id": False, "vat": CODES[0]}
        )
        self._interaction(days_ago=9, partner=twin)
        self._refused_because(referral, "had contact")

    def test_a_referral_precedes_the_signing(self):
        self._project(
            "signed",
            partner_id=self.enterprise.id,
            interaction_ids=False,
            stage_id=self.stages["lead"].id,
        )
        self._refused_because(self._referral(days_ago=20), "was signed")

    # who may not

    def test_the_enterprise_itself_its_parent_and_its_child_refer_nothing(self):
        self.enterprise.is_intermediary = True
        self._refused_because(self._referral(self.enterprise), "itself")
        self.rival.parent_id = self.enterprise
        self._refused_because(self._referral(self.rival), "are affiliated")
        self.rival.parent_id = False
        self.enterprise.parent_id = self.rival
        self._refused_because(self._referral(self.rival), "are affiliated")

    def test_members_of_the_investors_group_refer_nothing(self):
        head = self.env["res.partner"].create(
            {"name": "示例集团有限公司", "is_enterprise": True, "company_id": self.zone_a.id}
        )
        middle = head.create(
            {
                "name": "示例二级有限公司",
                "is_enterprise": True,
                "company_id": self.zone_a.id,
                "group_id": head.id,
            }
        )
        self.enterprise.group_id, self.rival.group_id = middle, head
        self._refused_because(self._referral(self.rival), "are affiliated")

    def test_who_works_for_the_promotion_refers_nothing(self):
        self.officer2.partner_id.write({"parent_id": self.broker.id, "company_id": self.zone_a.id})
        self._refused_because(self._referral(), "works for")

    def test_the_name_of_an_official_is_a_hint_only(self):
        self._official("示例同名")
        referral = self._referral(
            member_ids=[(0, 0, {"name": "示例同名", "share": 100, "is_payee": True})]
        )
        self.assertIn("示例同名", referral.warning_text)
        referral.action_accept()

    def test_natural_persons_are_a_setting_of_the_zone(self):
        person = self.env["res.partner"].create(
            {"name": "示例自然人", "is_intermediary": True, "company_id": self.zone_a.id}
        )
        with self.assertRaises(ValidationError):
            self._referral(person)
        self.zone_a.kfz_person_intermediaries = True
        self._referral(person).action_accept()

    def test_only_registered_intermediaries_refer(self):
        with self.assertRaises(ValidationError):
            self._referral(self._enterprise("示例路人有限公司"))

    # team

    def test_a_team_sums_to_100_with_one_payee(self):
        for shares in (
            ((60, True), (30, False)),
            ((60, True), (40, True)),
            ((60, False), (40, False)),
            ((0, False), (100, True)),
        ):
            lines = [
                (0, 0, {"name": "示例", "share": share, "is_payee": payee})
                for share, payee in shares
            ]
            with (
                self.subTest(shares=shares),
                self.assertRaises(ValidationError),
                self.cr.savepoint(),
            ):
                self._referral(member_ids=lines)

    def test_a_team_stays_as_it_was_decided_on(self):
        referral = self._referral(
            member_ids=[(0, 0, {"name": "示例", "share": 100, "is_payee": True})]
        )
        referral.action_accept()
        for change in (lambda m: m.write({"share": 50}), lambda m: m.unlink()):
            with self.assertRaises(UserError), self.cr.savepoint():
                change(referral.member_ids)

    # conflicts

    def test_the_earliest_of_two_claims_is_accepted(self):
        first = self._referral(days_ago=3)
        second = self._referral(self.rival)
        self.assertEqual(first.conflict_ids, second)
        self._refused_because(second, "registered .* earlier")
        first.action_accept()
        self._refused_because(second, "is accepted")

    def test_a_look_alike_name_without_a_code_is_a_conflict(self):
        first = self._referral(
            days_ago=3, partner_id=False, enterprise_name="示例巡检供应链（云南）有限责任公司"
        )
        second = self._referral(self.rival)
        self.assertEqual(second.conflict_ids, first)
        self.assertIn(
            second,
            self.env["kfz.referral"].with_user(self.manager).search([("has_conflict", "=", True)]),
        )
        first.partner_id = self._enterprise("云南示例巡检供应链二厂有限公司")
        self.env.invalidate_all()
        self.assertFalse(second.conflict_ids)

    def test_a_ruling_takes_the_later_and_refuses_the_earlier_with_one_reason(self):
        first = self._referral(days_ago=3)
        second = self._referral(self.rival)
        with self.assertRaises(UserError), self.cr.savepoint():
            second.action_rule("")
        self.env["kfz.referral.decide"].with_user(self.manager).create(
            {"referral_id": second.id, "reason": "投资人出具函件确认由后者引荐"}
        ).action_apply()
        self.assertEqual((first.state, second.state), ("refused", "accepted"))
        self.assertEqual(first.reason, second.reason)

    def test_two_accepted_of_one_enterprise_are_impossible_in_the_database(self):
        self.env.cr.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'kfz_referral' AND indexdef LIKE '%UNIQUE%accepted%'"
        )
        names = {name for name, definition in self.env.cr.fetchall()}
        self.assertEqual(
            names,
            {
                "kfz_referral_one_accepted",
                "kfz_referral_one_accepted_code",
                "kfz_referral_one_accepted_lead",
            },
        )
        first, second = self._referral(days_ago=3), self._referral(self.rival)
        first.action_accept()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            second.sudo().write({"state": "accepted"})
            second.flush_recordset()

    def test_two_zones_each_accept_a_referral_of_one_enterprise(self):
        self.enterprise.company_id = False
        other = self._referral(company_id=self.zone_b.id, user=self.manager_b)
        other.with_user(self.manager_b).action_accept()
        self._referral(self.rival).action_accept()

    def test_what_lapsed_makes_room_without_waiting_for_the_daily_job(self):
        first = self._referral(days_ago=400)
        second = self._referral(self.rival)
        second.action_accept()
        self.assertEqual(first.state, "expired")

    # the end

    def test_a_referral_lapses_after_its_last_day_and_says_why(self):
        due, valid = (
            self._referral(days_ago=366),
            self._referral(self.rival, days_ago=365, partner_id=False),
        )
        self.env["kfz.referral"]._cron_expire()
        self.assertEqual((due.state, valid.state), ("expired", "registered"))
        day = due.expires_on
        self.assertRegex(due.reason, f"{day}|{day.year}年{day.month}月{day.day}日")

    def test_a_project_signed_in_time_keeps_its_referral(self):
        referral = self._referral(days_ago=400)
        referral.sudo().expires_on = self.today + datetime.timedelta(days=1)
        lead = self._project(
            "review",
            partner_id=self.enterprise.id,
            interaction_ids=[(0, 0, {"summary": "示例洽谈"})],
        )
        referral.action_accept()
        lead.agreement_ids = [(0, 0, self._agreement_values())]
        lead.stage_id = self.stages["signed"]
        referral.sudo().expires_on = self._days_ago(1)
        self.env["kfz.referral"]._cron_expire()
        self.assertEqual(referral.state, "accepted")
        with self.assertRaises(UserError):
            referral.action_refuse("示例")

    def test_an_acceptance_taken_back_lets_go_of_the_project(self):
        referral = self._referral()
        referral.action_accept()
        referral.action_make_lead()
        referral.action_refuse("材料不实")
        self.assertFalse(referral.sudo().lead_id.referral_id)
