from odoo.tests import new_test_user, tagged

from ..http_common import RpcCase
from ..isolation.noninterference import Refused
from .award_common import AwardCase

STEPS = ("action_confirm_customs", "action_confirm_committee", "action_mark_paid")
BY_HAND = ({"state": "paid"}, {"amount": 1}, {"customs_user_id": 2})
REFUSALS = {"odoo.exceptions.AccessError", "odoo.exceptions.UserError"}


@tagged("post_install", "-at_install")
class TestAwardWrongPeople(AwardCase, RpcCase):
    """Wrong people over real HTTP, as a script with their session would do it: each is told why, and nothing changes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mole = new_test_user(
            cls.env,
            login="kfz_mole",
            groups="kfz_investment.group_kfz_customs,kfz_investment.group_kfz_committee",
            company_id=cls.zone_a.id,
            company_ids=[(6, 0, cls.zone_a.ids)],
        )
        cls.mole.partner_id.parent_id = cls.intermediary
        cls.outsider = new_test_user(
            cls.env,
            login="kfz_outsider",
            groups="kfz_investment.group_kfz_customs,kfz_investment.group_kfz_committee",
            company_id=cls.zone_b.id,
            company_ids=[(6, 0, cls.zone_b.ids)],
        )
        project = cls._landed()
        cls._trade(project.partner_id, [1_000_000] * 11)
        # the last month was entered by a committee verifier who is a customs verifier too
        cls.enterer = new_test_user(
            cls.env,
            login="kfz_enterer",
            groups="kfz_investment.group_kfz_customs,kfz_investment.group_kfz_committee",
            company_id=cls.zone_a.id,
            company_ids=[(6, 0, cls.zone_a.ids)],
        )
        cls._trade(project.partner_id, [0] * 11 + [1_000_000], entered_by=cls.enterer)
        cls.award = project.award_id
        cls.award.with_user(cls.manager).action_claimable()

    def _call(self, user):
        post = self._session(user)

        def call(method, *args, **kwargs):
            return post(
                "/web/dataset/call_kw",
                {"model": "kfz.award", "method": method, "args": args, "kwargs": kwargs},
            )

        return call

    def _kept(self):
        """The award as it is in the database, and the length of the ledger."""
        self.env.flush_all()
        self.env.invalidate_all()
        self.cr.execute(
            "SELECT a.state, a.amount, a.base_amount, a.customs_user_id, a.committee_user_id, a.paid_on, a.payment_reference, "
            "(SELECT COUNT(*) FROM kfz_award_entry) FROM kfz_award a WHERE id = %s",
            (self.award.id,),
        )
        return self.cr.fetchone()

    def _refused(self, call, words, method, *args):
        before = self._kept()
        with self.subTest(method=method, args=args):
            with self.assertRaises(Refused) as caught:
                call(method, self.award.ids, *args)
            kind, sentence = caught.exception.name, caught.exception.message
            self.assertIn(kind, REFUSALS)
            self.assertRegex(sentence, words)
            self.assertNotIn("Traceback", sentence)
            self.assertEqual(self._kept(), before)

    def _by_hand(self, call):
        """State, amount and confirmations neither by write nor by import."""
        for values in BY_HAND:
            self._refused(call, ".{12}", "write", values)
        before = self._kept()
        for name, value in (("state", "paid"), ("amount", "5")):
            try:
                result = call("load", [".id", name], [[str(self.award.id), value]])
            except Refused as refused:
                result = {"ids": False, "messages": [{"message": refused.message}]}
            self.assertFalse(result["ids"])
            self.assertGreater(len(result["messages"][0]["message"]), 12)
        self.assertEqual(self._kept(), before)

    def _refusals(self):
        """{user: what the user is told at each of the STEPS}."""
        return {
            self.enterer: (
                "You entered or changed trade records",
                "You entered or changed trade records",
                "Only a promotion manager",
            ),
            self.mole: (
                "You belong to the intermediary",
                "You belong to the intermediary",
                "Only a promotion manager",
            ),
            self.outsider: (".{12}", ".{12}", "Only a promotion manager"),
            self.officer: (
                "Only a customs verifier",
                "Only a committee verifier",
                "Only a promotion manager",
            ),
            self.manager: (
                "Only a customs verifier",
                "Only a committee verifier",
                "is in the state",
            ),
            self.portal: (
                "Only a customs verifier",
                "Only a committee verifier",
                "Only a promotion manager",
            ),
        }

    def test_wrong_people_are_told_why_at_each_step(self):
        refused = self._refusals()
        calls = {user: self._call(user) for user in refused}
        for user, words in refused.items():
            self._refused(calls[user], words[0], STEPS[0])
            self._refused(calls[user], words[2], STEPS[2])
            self._by_hand(calls[user])
        self.assertTrue(self._call(self.customs)(STEPS[0], self.award.ids))
        for user, words in refused.items():
            self._refused(calls[user], words[1], STEPS[1])
        self._by_hand(calls[self.manager])
        self.assertTrue(self._call(self.committee)(STEPS[1], self.award.ids))
        for user in refused.keys() - {self.manager}:
            self._refused(calls[user], refused[user][2], STEPS[2])
        self.assertTrue(calls[self.manager](STEPS[2], self.award.ids, "示例凭证"))
        self.assertEqual(self._kept()[0], "paid")
        self._refused(calls[self.manager], "is in the state", STEPS[2], "示例凭证")

    def test_one_person_confirms_once(self):
        call = self._call(self.both)
        self.assertTrue(call(STEPS[0], self.award.ids))
        self._refused(call, "is in the state", STEPS[0])
        self._refused(call, "another person", STEPS[1])
        self.assertEqual(self._kept()[3:5], (self.both.id, None))
