from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .duties_common import DutiesCase, days


@tagged("post_install", "-at_install")
class TestTriage(DutiesCase):
    """A lead gets a verdict with a name under it; a new triage takes the place of the former, which stays."""

    def _triage(self, user=None, lead=None, **values):
        given = {
            "lead_id": (lead or self.project).id,
            "value": "suitable",
            "land": "partly",
            "land_note": "示例：用地指标待定",
            "verdict": "pursue",
            "reason": "示例：符合产业定位",
            "signer_id": self.leader.id,
            **values,
        }
        return self.env["kfz.triage"].with_user(user or self.officer).create(given)

    def test_a_new_triage_takes_the_place_of_the_former_which_stays(self):
        first, second = self._triage(), self._triage(verdict="decline")
        self.assertEqual((first.is_current, second.is_current), (False, True))
        self.assertEqual(self.project.triage_ids, second | first)
        self.assertIn("Decline", self.project.message_ids[0].body)
        self.assertIn(self.leader.name, self.project.message_ids[0].body)

    def test_declining_leaves_the_project_going_and_says_so(self):
        self._triage(verdict="decline")
        self.assertTrue(self.project.is_declined)
        self.assertEqual(self.project.condition, "ongoing")
        self._triage()
        self.assertFalse(self.project.is_declined)

    def test_its_words_are_never_blank_and_fit_into_a_line(self):
        for wrong in ({"reason": " "}, {"reason": "示例" * 251}, {"land_note": "示例" * 251}):
            with self.subTest(wrong=str(wrong)[:20]), self.assertRaises(UserError):
                self._triage(**wrong)
        triage = self._triage(reason=" 示例一\n示例二 ", land_note=" 示例\n地 ")
        self.assertEqual((triage.reason, triage.land_note), ("示例一 示例二", "示例 地"))

    def test_a_triage_is_never_changed_or_deleted(self):
        triage = self._triage()
        for user in (self.officer, self.manager, self.env.user):
            for attempt in (
                lambda each: each.write({"verdict": "decline"}),
                lambda each: each.unlink(),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    attempt(triage.with_user(user))

    def test_only_those_who_work_on_the_project_triage_it(self):
        for user in (self.officer2, self.official, self.joint, self.manager_b, self.taskforce):
            with (
                self.subTest(user=user.login),
                self.assertRaises(AccessError),
                self.env.cr.savepoint(),
            ):
                self._triage(user)
        self.assertEqual(self._triage(self.manager).user_id, self.manager)

    def test_a_person_of_the_zone_signs_it_today_or_before(self):
        unit = self._official("示例招商处", is_unit=True)
        stranger = self._official("示例领导", self.zone_b)
        for wrong in (
            {"signer_id": unit.id},
            {"signer_id": stranger.id},
            {"signed_on": self.today + days(1)},
            # before the lead came in
            {"signed_on": self.today - days(400)},
        ):
            with self.subTest(wrong=wrong), self.assertRaises(UserError), self.env.cr.savepoint():
                self._triage(**wrong)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._triage(user_id=self.manager.id)

    def test_a_project_that_has_ended_is_not_triaged(self):
        reason = self.env["crm.lost.reason"].search([], limit=1)
        self.project.action_set_lost(lost_reason_id=reason.id)
        with self.assertRaises(UserError):
            self._triage()

    def test_who_is_named_as_signer_is_told_and_has_not_left(self):
        before = self.env["mail.message"].search([], order="id desc", limit=1).id
        self.official.lang = "en_US"
        self._triage()
        told = self.env["mail.notification"].search(
            [
                ("res_partner_id", "=", self.official.partner_id.id),
                ("mail_message_id", ">", before),
            ]
        )
        self.assertIn("you signed a triage", "".join(told.mail_message_id.mapped("body")))
        self.assertNotIn(self.project.name, "".join(told.mail_message_id.mapped("body")))
        gone = self._official("示例已离任", active=False)
        with self.assertRaises(ValidationError):
            self._triage(signer_id=gone.id)
