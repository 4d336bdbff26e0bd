import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.base.period_words import month_text
from .first_contact_common import CODE, DESK, NAME, OTHER_CODE, FirstContactCase


@tagged("post_install", "-at_install")
class TestFirstContactCheck(FirstContactCase):
    """The answer to another zone, and the log of both."""

    # the notice

    def test_the_notice_is_zone_month_and_desk_and_nothing_else(self):
        claim = self._claimed(days_ago=40)
        check = self._ask(name="昆明示例锦程冷链物流公司")
        month = f"{claim.claimed_from:%Y-%m}"
        self.assertEqual(check.notices, [{"zone": self.zone_a.id, "month": month, "desk": DESK}])
        self.assertEqual(
            check.notice_text,
            f"{self.zone_a.display_name} has held first contact since "
            f"{month_text(self.env, claim.claimed_from)}. Contact desk: {DESK}",
        )

    def test_the_notice_holds_no_word_of_the_other_zones_records(self):
        partner = self._enterprise(NAME, self.zone_a, vat=CODE, phone="0871-60000001")
        contact = self.env["res.partner"].create(
            {"name": "秘密联系人", "parent_id": partner.id, "company_id": self.zone_a.id}
        )
        lead = self._project(name="秘密项目", partner_id=partner.id, next_step="秘密下一步")
        self._meet(partner, self.officer, days_ago=3, summary="秘密会谈", lead_id=lead.id)
        claim = self.Claim.search([("partner_id", "=", partner.id)])
        check = self._ask(code=CODE)
        self.assertTrue(check.notices)
        self.env.invalidate_all()
        read = json.dumps(check.read()[0], ensure_ascii=False, default=str)
        for secret in (
            NAME,
            "锦程",
            "秘密",
            "60000001",
            contact.name,
            lead.project_code,
            self.officer.name,
            self.manager.name,
            str(claim.claimed_from),
            str(claim.protected_until),
        ):
            self.assertNotIn(secret, read)
        self.assertFalse(check.claim_id)
        self.assertFalse(check.matched_by)
        self.assertFalse(self.env["kfz.first.contact"].with_user(self.manager_b).search([]))

    def test_the_number_of_claims_is_not_told(self):
        self._claimed(days_ago=50, code=False)
        self._claimed("云南示例锦程冷链物流集团", days_ago=20, code=False)
        self.assertEqual(len(self._ask(name="示例锦程冷链物流").notices), 1)

    def test_look_alikes_and_codes_are_met(self):
        self._claimed()
        for name, code, met in (
            ("示例锦程冷链物流", False, True),
            ("云南省示例錦程冷鏈物流股份有限公司", False, True),
            (False, CODE, True),
            ("完全不同的名字", CODE, True),
            (NAME, OTHER_CODE, False),
            ("示例锦程冷链物流仓储", False, True),
            ("昆明无关实业", False, False),
        ):
            with self.subTest(name=name, code=code):
                self.assertEqual(bool(self._ask(name=name, code=code).notices), met)

    def test_nothing_found_says_so(self):
        self.assertEqual(
            self._ask(name="昆明无关实业").notice_text, "No other zone holds a first-contact claim."
        )

    def test_a_zone_does_not_find_its_own_claim(self):
        self._claimed()
        self.assertFalse(self._ask(self.manager, name=NAME).notices)

    def test_a_question_needs_a_name_or_a_valid_code(self):
        for values in ({}, {"name": " "}, {"code": "123"}):
            with self.assertRaises(UserError):
                self._ask(**values)

    # the log

    def test_both_sides_have_their_entry(self):
        claim = self._claimed()
        check = self._ask(name="示例锦程冷链")
        self.assertEqual(
            (check.side, check.origin, check.user_id, check.day),
            ("asked", "typed", self.manager_b, self.today),
        )
        met = self._entries(self.manager, side="met")
        self.assertEqual(
            (met.company_id, met.asking_zone_id, met.claim_id, met.matched_by, met.day),
            (self.zone_a, self.zone_b, claim, "name", self.today),
        )
        self.assertFalse(met.name or met.uscc or met.user_id or met.notices)
        self.assertEqual(met.create_uid, self.env.ref("base.user_root"))
        self._ask(code=CODE)
        self.assertEqual(self._entries(self.manager, side="met")[0].matched_by, "code")
        self.assertEqual(claim.with_user(self.manager).check_count, 2)
        self.assertEqual(self._entries(self.manager_b), check | self._entries(self.manager_b)[0])
        self.assertFalse(self._entries(self.manager_c))

    def test_a_check_that_finds_nothing_is_logged_for_the_asking_zone_only(self):
        self._claimed()
        self._ask(name="昆明无关实业")
        self.assertEqual(len(self._entries(self.manager_b)), 1)
        self.assertFalse(self._entries(self.manager))

    def test_the_log_is_never_changed(self):
        self._claimed()
        self._ask(name=NAME)
        for entry in self.Check.search([]):
            with self.assertRaises(UserError):
                entry.day = "2020-01-01"
            with self.assertRaises(UserError):
                entry.unlink()
        with self.assertRaises(AccessError):
            self.Check.with_user(self.manager_b).create(
                {"company_id": self.zone_b.id, "side": "asked"}
            )

    def test_manual_checks_are_limited_per_zone_and_day(self):
        self.zone_b.kfz_first_contact_daily = 2
        self._ask(name="示例一")
        self._ask(name="示例二")
        with self.assertRaisesRegex(UserError, "2 manual first-contact checks today"):
            self._ask(self.officer_b, name="示例三")
        self._ask(self.manager, name="示例三")

    def test_only_officers_and_managers_ask_for_their_own_zone(self):
        for user, zone in (
            (self.employee, self.zone_a),
            (self.official, self.zone_a),
            (self.manager_b, self.zone_a),
        ):
            with self.assertRaises(AccessError):
                self.Check.with_user(user)._kfz_ask_by_hand(zone, NAME, False)

    # by recording

    def test_entering_an_enterprise_or_project_or_visit_tells_once_a_day(self):
        self._claimed()
        partner = self._enterprise("云南示例锦程冷链物流", self.zone_b)
        self._project(zone=self.zone_b, partner_id=partner.id)
        self._meet(partner, self.manager_b)
        entries = self._entries(self.manager_b)
        self.assertEqual(
            (len(entries), entries.origin, entries.partner_id), (1, "enterprise", partner)
        )
        self.assertEqual(len(self._entries(self.manager, side="met")), 1)

    def test_a_zone_that_meets_a_claimed_enterprise_gets_a_notice_and_no_claim(self):
        self._claimed()
        partner = self._enterprise("云南示例锦程冷链物流", self.zone_b)
        lead = self._project(zone=self.zone_b, partner_id=partner.id)
        self._meet(partner, self.manager_b)
        self.assertFalse(self.Claim.search([("company_id", "=", self.zone_b.id)]))
        for record in (lead, partner):
            self.assertIn(DESK, record.with_user(self.officer_b).first_contact_notice)
            self.assertEqual(
                record.with_user(self.manager_b).first_contact_check_id,
                self._entries(self.manager_b),
            )
        self.assertFalse(lead.with_user(self.manager_b).first_contact_claim_id)

    def test_a_similar_name_makes_a_notice_and_prevents_no_claim(self):
        self._claimed(code=False)
        claim = self._claimed("示例锦程冷链物流仓储", user=self.manager_b, code=OTHER_CODE)
        self.assertEqual(claim.state, "active")
        self.assertTrue(self._entries(self.manager_b).notices)

    def test_choosing_the_enterprise_of_a_project_checks_it(self):
        partner = self._enterprise("云南示例锦程冷链物流", self.zone_b)
        lead = self._project(zone=self.zone_b)
        self._claimed()
        self.assertFalse(self._entries(self.manager_b))
        lead.with_user(self.manager_b).partner_id = partner
        self.assertEqual(self._entries(self.manager_b).origin, "project")

    def test_an_unclaimed_enterprise_leaves_no_entry(self):
        self._meet(self._enterprise("示例乙方乳业有限公司", self.zone_b), self.manager_b)
        self.assertFalse(self._entries(self.manager_b))

    def test_the_page_shows_nothing_that_was_not_asked(self):
        """Noninterference: another zone's claim shows by the next check, not by itself."""
        partner = self._enterprise("云南示例锦程冷链物流", self.zone_b)
        lead = self._project(zone=self.zone_b, partner_id=partner.id).with_user(self.manager_b)
        claim = self._claimed()
        self.env.invalidate_all()
        self.assertFalse(lead.first_contact_notice)
        answer = lead.action_first_contact_check()
        self.assertEqual(answer["res_id"], self._entries(self.manager_b).id)
        self.env.invalidate_all()
        self.assertIn(DESK, lead.first_contact_notice)
        claim.with_user(self.manager).action_release()
        self.env.invalidate_all()
        self.assertIn(DESK, lead.first_contact_notice)
        lead.action_first_contact_check()
        self.env.invalidate_all()
        self.assertFalse(lead.first_contact_notice)

    def test_when_the_claim_is_gone_the_next_meeting_starts_a_new_one(self):
        claim = self._claimed()
        partner = self._enterprise("云南示例锦程冷链物流", self.zone_b)
        lead = self._project(zone=self.zone_b, partner_id=partner.id).with_user(self.manager_b)
        claim.with_user(self.manager).action_release()
        self._meet(partner, self.manager_b)
        self.env.invalidate_all()
        self.assertEqual(lead.first_contact_claim_id.company_id, self.zone_b)
        self.assertFalse(lead.first_contact_notice)

    def test_a_common_enterprise_is_one_for_all_zones(self):
        partner = self._enterprise(NAME)
        partner.company_id = False
        self._meet(partner)
        self._meet(partner, self.manager_b)
        self.assertEqual(
            self.Claim.search([("partner_id", "=", partner.id)]).company_id, self.zone_a
        )
        self.assertIn(
            self.zone_a.display_name, partner.with_user(self.manager_b).first_contact_notice
        )
        self.assertFalse(partner.with_user(self.manager).first_contact_notice)
        self.assertTrue(partner.with_user(self.manager).first_contact_claim_id)
        self.assertFalse(partner.with_user(self.manager_c).first_contact_notice)

    # requests for joint promotion

    def _request(self, note="示例共同招商"):
        self._claimed()
        partner = self._enterprise("云南示例锦程冷链物流", self.zone_b)
        self.lead = self._project(zone=self.zone_b, partner_id=partner.id).with_user(self.manager_b)
        action = self.lead.action_first_contact_request()
        Wizard = self.env["kfz.first.contact.ask.together"].with_user(self.manager_b)
        wizard = Wizard.with_context(**action["context"]).create({"note": note})
        self.assertEqual(wizard.holder_id, self.zone_a)
        return (
            self.env["kfz.first.contact.request"]
            .with_user(self.manager_b)
            .browse(wizard.action_send()["res_id"])
        )

    def _messages(self, user):
        return (
            self.env["mail.message"]
            .sudo()
            .search([("notified_partner_ids", "in", user.partner_id.ids)])
            .mapped("body")
        )

    def test_a_request_holds_the_asking_zones_own_words_and_desk(self):
        self.zone_b.kfz_first_contact_desk = "示例乙区合作处"
        request = self._request()
        theirs = request.with_user(self.manager)
        self.assertEqual(
            (theirs.name, theirs.note, theirs.desk, theirs.company_id, theirs.is_ours),
            ("云南示例锦程冷链物流", "示例共同招商", "示例乙区合作处", self.zone_b, False),
        )
        self.assertEqual(theirs.own_claim_id.name, NAME)
        self.env.invalidate_all()
        self.assertFalse(request.own_claim_id)
        self.assertFalse(request.with_user(self.manager_c).search([]))
        self.assertIn("promote an enterprise together", self._messages(self.manager)[0])
        self.assertNotIn("锦程", self._messages(self.manager)[0])
        self.assertNotIn(
            self.manager_b.name, json.dumps(theirs.read()[0], ensure_ascii=False, default=str)
        )

    def test_the_holder_accepts_and_the_asking_zone_gets_its_desk(self):
        request = self._request()
        with self.assertRaisesRegex(UserError, "not answered yet"):
            self.lead.first_contact_check_id.env["kfz.first.contact.request"]._kfz_send(
                self.lead.first_contact_check_id, self.zone_a, False
            )
        for user in (self.manager_b, self.officer):
            with self.assertRaises(AccessError):
                request.with_user(user).action_accept()
        self.env["kfz.first.contact.answer"].with_user(self.manager).create(
            {"request_id": request.id, "answer": "accept", "note": "示例欢迎"}
        ).action_apply()
        self.assertEqual(
            (request.state, request.answer_note, request.answer_desk),
            ("accepted", "示例欢迎", DESK),
        )
        self.env.invalidate_all()
        self.assertEqual(self.lead.first_contact_request, "Granted")
        self.assertIn("Granted", self._messages(self.manager_b)[0])
        with self.assertRaises(UserError):
            request.with_user(self.manager).action_decline()

    def test_an_accepted_request_becomes_a_joint_promotion_of_both(self):
        self.zone_b.kfz_first_contact_desk = "示例乙区合作处"
        request = self._request()
        request.with_user(self.manager).action_accept("示例欢迎")
        self.env.invalidate_all()
        mine = self.env["kfz.joint.promotion"].with_user(self.manager_b).search([])
        self.assertEqual(
            (mine.title, mine.request_number, mine.waiting_zone_id, mine.zone_ids),
            ("云南示例锦程冷链物流", request.id, self.zone_b, self.zone_a | self.zone_b),
        )
        self.assertEqual(mine.side_ids.lead_id, self.lead)
        self.assertIn("示例乙区合作处", mine.contacts)
        self.assertIn(DESK, mine.contacts)
        self.assertEqual((request.joint_count, request.action_joint()["res_id"]), (1, mine.id))
        self.env.invalidate_all()
        self.assertFalse(mine.with_user(self.manager).side_ids.lead_id)
        self.assertFalse(mine.with_user(self.manager_c).search([]))
        mine.action_start()
        # the migration gives one to requests that were accepted before, and none to this
        Request = self.env["kfz.first.contact.request"]
        self.assertEqual(Request._kfz_open_missing_joint(), 0)
        mine.sudo().request_number = 0
        self.assertEqual(Request._kfz_open_missing_joint(), 1)

    def test_of_several_projects_none_is_taken_and_without_a_desk_no_contact_shows(self):
        request = self._request()
        self._project(zone=self.zone_b, partner_id=self.lead.partner_id.id)
        request.with_user(self.manager).action_accept()
        self.env.invalidate_all()
        mine = self.env["kfz.joint.promotion"].with_user(self.manager_b).search([])
        self.assertEqual((len(mine.side_ids), mine.side_ids.lead_id.id), (1, False))
        self.assertFalse(mine.contacts)

    def test_a_request_is_declined_or_withdrawn(self):
        request = self._request()
        request.action_withdraw()
        with self.assertRaises(UserError):
            request.with_user(self.manager).action_accept()
        self.assertFalse(self.env["kfz.joint.promotion"].search([]))
        self.lead.action_first_contact_check()
        self.env.invalidate_all()
        check = self.lead.first_contact_check_id
        again = (
            self.env["kfz.first.contact.request"]
            .with_user(self.manager_b)
            ._kfz_send(check, self.zone_a, False)
        )
        again.with_user(self.manager).action_decline("示例")
        self.assertEqual((again.state, again.answer_desk), ("declined", False))

    def test_only_a_zone_on_the_answer_can_be_asked(self):
        self._claimed()
        check = self._ask(name=NAME)
        with self.assertRaises(UserError):
            self.env["kfz.first.contact.request"].with_user(self.manager_b)._kfz_send(
                check, self.zone_c, "示例"
            )
        with self.assertRaises(AccessError):
            self.env["kfz.first.contact.request"].with_user(self.manager_c)._kfz_send(
                check.with_user(self.manager_c), self.zone_a, "示例"
            )
