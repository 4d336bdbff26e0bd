from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .award_common import AwardCase


@tagged("post_install", "-at_install")
class TestAwardFourEyes(AwardCase):
    """Two different people; neither entered the trade, neither belongs to the intermediary; of the zone."""

    def _refused(self, user, record, method="action_confirm_customs", error=UserError, words=""):
        state = record.state
        with self.assertRaisesRegex(error, words), self.cr.savepoint():
            getattr(record.with_user(user), method)()
        self.assertEqual(record.state, state)

    def test_a_user_who_entered_trade_cannot_confirm(self):
        record = self._award()
        self._refused(self.customs2, record, words="entered")

    def test_a_user_who_entered_trade_cannot_confirm_for_the_committee_either(self):
        project = self._landed()
        self._trade(project.partner_id, [100] * 3, entered_by=self.committee)
        record = project.award_id
        record.with_user(self.customs).action_confirm_customs()
        self._refused(self.committee, record, "action_confirm_committee", words="entered")
        record.with_user(self.committee2).action_confirm_committee()

    def test_a_user_cannot_confirm_twice(self):
        record = self._award()
        record.with_user(self.both).action_confirm_customs()
        self._refused(self.both, record, "action_confirm_committee", words="another person")

    def test_who_confirmed_does_not_pay(self):
        (self.customs | self.committee).group_ids += self.env.ref(
            "kfz_investment.group_kfz_manager"
        )
        record = self._confirmed()
        for user in (self.customs, self.committee):
            self._refused(user, record, "action_mark_paid", words="Another promotion manager")
        record.with_user(self.manager).action_mark_paid()
        self.assertEqual((record.state, record.paid_by_id), ("paid", self.manager))

    def test_the_intermediary_and_its_people_do_not_confirm(self):
        for parent in (
            self.intermediary,
            self.env["res.partner"].create(
                {"name": "示例部门", "is_company": True, "parent_id": self.intermediary.id}
            ),
        ):
            user = new_test_user(
                self.env,
                login=f"kfz_mole_{parent.id}",
                groups="kfz_investment.group_kfz_customs",
                company_id=self.zone_a.id,
                company_ids=[(6, 0, self.zone_a.ids)],
            )
            user.partner_id.parent_id = parent
            self._refused(user, self._award(), words="belong")

    def test_a_member_of_the_team_does_not_confirm(self):
        record = self._award()
        self.env["kfz.referral.member"].sudo().create(
            [
                {
                    "referral_id": record.referral_id.id,
                    "name": "示例甲",
                    "partner_id": self.committee.partner_id.id,
                    "share": 40,
                },
                {
                    "referral_id": record.referral_id.id,
                    "name": "示例乙",
                    "share": 60,
                    "is_payee": True,
                },
            ]
        )
        record.with_user(self.customs).action_confirm_customs()
        self._refused(self.committee, record, "action_confirm_committee", words="belong")

    def test_roles_are_kept_apart_and_managers_confirm_nothing(self):
        record = self._award()
        for user in (self.manager, self.officer, self.committee, self.joint, self.employee):
            self._refused(user, record, error=AccessError)
        record.with_user(self.customs).action_confirm_customs()
        for user in (self.manager, self.customs2, self.officer):
            self._refused(user, record, "action_confirm_committee", error=AccessError)
        record.with_user(self.committee).action_confirm_committee()
        for user in (self.customs, self.committee, self.officer):
            self._refused(user, record, "action_mark_paid", error=AccessError)

    def test_verifiers_of_another_zone_see_and_confirm_nothing(self):
        record = self._award()
        self._refused(self.customs_b, record, error=AccessError)
        record.with_user(self.customs).action_confirm_customs()
        self._refused(self.committee_b, record, "action_confirm_committee", error=AccessError)
        self._refused(self.manager_b, record, "action_mark_paid", error=AccessError)
        self.assertFalse(self.env["kfz.award"].with_user(self.committee_b).search([]))

    def test_state_amount_and_confirmations_cannot_be_written_by_hand(self):
        record = self._award()
        for user in (self.manager, self.customs, self.committee):
            for values in (
                {"state": "paid"},
                {"amount": 1},
                {"base_amount": 1},
                {"customs_user_id": user.id},
                {"statement": {"base": 1}},
                {"landed_on": "2020-01-01"},
                {"payment_reference": "x"},
            ):
                with (
                    self.subTest(user=user.login, values=values),
                    self.assertRaises(AccessError),
                    self.cr.savepoint(),
                ):
                    record.with_user(user).write(values)

    def test_state_amount_and_confirmations_cannot_be_imported(self):
        record = self._award()
        for names, values in (
            ([".id", "state"], [str(record.id), "paid"]),
            ([".id", "amount"], [str(record.id), "5"]),
        ):
            result = self.env["kfz.award"].with_user(self.manager).load(names, [values])
            self.assertFalse(result["ids"])
            self.assertIn("never entered", result["messages"][0]["message"])
        self.scheme.active = False
        project = self._landed()
        self.scheme.active = True
        result = (
            self.env["kfz.award"]
            .with_user(self.manager)
            .load(["lead_id/.id", "state"], [[str(project.id), "committee_confirmed"]])
        )
        self.assertFalse(result["ids"])
        self.assertFalse(project.award_id)

    def test_each_verifier_finds_what_waits_for_them(self):
        record = self._award()
        record.with_user(self.manager).action_claimable()
        domain = [("waits_for_me", "=", True)]
        Award = self.env["kfz.award"]
        self.assertEqual(Award.with_user(self.customs).search(domain), record)
        self.assertFalse(Award.with_user(self.committee).search(domain))
        record.with_user(self.both).action_confirm_customs()
        self.assertEqual(Award.with_user(self.committee).search(domain), record)
        self.assertFalse(Award.with_user(self.both).search(domain))
        self.assertTrue(record.with_user(self.committee).waits_for_me)
