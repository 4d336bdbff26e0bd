from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tests.common import Form

from .award_common import AwardCase


@tagged("post_install", "-at_install")
class TestAwardOdd(AwardCase):
    """Inputs that no page sends: each gets a sentence, and changes nothing."""

    def test_steps_of_no_award_ask_for_one(self):
        none = self.env["kfz.award"]
        for user, step in (
            (self.customs, "action_confirm_customs"),
            (self.committee, "action_confirm_committee"),
            (self.manager, "action_publish"),
            (self.manager, "action_payable"),
            (self.manager, "action_mark_paid"),
            (self.manager, "action_request"),
        ):
            with self.subTest(step=step), self.assertRaisesRegex(UserError, "at least one award"):
                getattr(none.with_user(user), step)()

    def test_an_archived_scheme_is_not_chosen(self):
        """Its dates overlap with nothing, so it could give a thousand per mille."""
        generous = self._scheme(
            active=False, tier_ids=[(0, 0, {"base_from": 0, "rate": 1000})], name="示例慷慨办法"
        )
        record = self._award([100] * 3)
        with self.assertRaisesRegex(UserError, "is archived"):
            record.with_user(self.manager).scheme_id = generous
        project = self._landed(referred=False)
        project.referral_id = self._referral(project.partner_id)
        with self.assertRaisesRegex(UserError, "is archived|already has its award"):
            self.env["kfz.award"].with_user(self.manager).create(
                {"lead_id": project.id, "scheme_id": generous.id}
            )

    def test_an_objection_has_arrived(self):
        self.scheme.publicity_days = 5
        record = self._confirmed([100] * 3).with_user(self.manager)
        record.action_publish()
        for day in (self.today.replace(year=2099), False):
            with self.subTest(day=day), self.assertRaisesRegex(UserError, "today or earlier"):
                record._kfz_object("示例", "示例", day)

    def test_odd_dates_of_a_payment_get_a_sentence(self):
        record = self._confirmed([100] * 3).with_user(self.manager)
        for day in ("yesterday", "2026-13-01", [1], {}):
            with self.subTest(day=day), self.assertRaises(UserError):
                record.action_mark_paid("示例", day if day != {} else "{}")
        self.assertEqual(record.state, "committee_confirmed")

    def test_amounts_that_no_award_has_get_a_sentence(self):
        for amount in (1e300, float("nan"), -1e16, 10**20):
            with self.subTest(amount=amount), self.assertRaises(UserError), self.cr.savepoint():
                self.scheme.with_user(self.manager).write({"cap": amount})
            with self.subTest(amount=amount), self.assertRaises(UserError), self.cr.savepoint():
                self.env["kfz.award.step"].with_user(self.manager).create(
                    {"step": "claw_back", "reason": "示例", "amount": amount}
                )
        with Form(self.scheme) as form:
            form.simulated_base = 1e300
