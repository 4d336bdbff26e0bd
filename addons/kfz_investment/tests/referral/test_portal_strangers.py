import re

from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, tagged

from ...models.base.period_words import day_text
from .referral_common import ReferralCase, make_access, make_account


@tagged("post_install", "-at_install")
class TestPortalStrangers(HttpCase, ReferralCase):
    """The portal as an attacker finds it: hung under an intermediary, from another zone, expired, with odd addresses."""

    def _sign_in(self, user):
        self.authenticate(user.login, user.login)

    def _post(self, path, values=None):
        page = self.url_open("/my/account").text
        token = re.search(r'csrf_token: "([^"]+)"', page) or re.search(
            r'name="csrf_token" value="([^"]+)"', page
        )
        return self.url_open(path, data={**(values or {}), "csrf_token": token[1]})

    def test_a_contact_that_another_zone_hung_under_the_intermediary_finds_nothing(self):
        referral = self._referral()
        account = make_account(self.broker, self.zone_a)
        hung = self._guest("kfz_hung", self.broker)
        self._sign_in(hung)
        page = self.url_open("/my/referrals")
        self.assertEqual(page.status_code, 404)
        self.assertIn("o_kfz_no_access", page.text)
        for path in (f"/my/referrals/{referral.id}", "/my/bank", "/my/awards"):
            self.assertEqual(self.url_open(path).status_code, 404)
        self.assertEqual(self._post(f"/my/referrals/{referral.id}/withdraw").status_code, 404)
        values = {"zone_id": str(self.zone_a.id), "holder": "x", "bank_name": "x"}
        self._post("/my/bank", {**values, "account_number": "622299999999"})
        self._post(f"/my/bank/{account.id}/object")
        self.assertEqual((referral.state, account.state), ("registered", "confirmed"))
        self.assertEqual(
            self.env["kfz.intermediary.account"].search([("partner_id", "=", self.broker.id)]),
            account,
        )
        self.assertIn("o_kfz_no_access", self.url_open("/my/home").text)

    def test_a_person_sees_the_zones_of_its_accesses_only(self):
        mine = self._referral(company_id=self.zone_b.id, partner_id=False, user=self.manager_b)
        theirs = self._referral()
        make_account(self.broker, self.zone_a, "622200000111")
        only_b = self._portal("kfz_only_b", self.broker, self.zone_b)
        self._sign_in(only_b)
        self.assertEqual(self.url_open(f"/my/referrals/{mine.id}").status_code, 200)
        self.assertEqual(self.url_open(f"/my/referrals/{theirs.id}").status_code, 404)
        bank = self.url_open("/my/bank").text
        self.assertNotIn("622200000111", bank)
        self.assertNotIn(f'value="{self.zone_a.id}"', bank)
        refused = self._post(
            "/my/bank",
            {
                "zone_id": str(self.zone_a.id),
                "holder": "x",
                "bank_name": "x",
                "account_number": "622299999999",
            },
        )
        self.assertIn('id="error_zone"', refused.text)

    def test_an_expired_or_ended_access_shows_nothing(self):
        access = self.env["kfz.portal.access"].search([("user_id", "=", self.portal_rival.id)])
        self._sign_in(self.portal_rival)
        self.assertEqual(self.url_open("/my/referrals").status_code, 200)
        self.cr.execute(
            "UPDATE kfz_portal_access SET valid_until = %s WHERE id = %s",
            (self._days_ago(1), access.id),
        )
        self.env.invalidate_all()
        page = self.url_open("/my/referrals")
        self.assertEqual(page.status_code, 404)
        theirs = self.env(context={"lang": self.portal_rival.lang})
        self.assertIn(day_text(theirs, self._days_ago(1)), page.text)

    def test_a_person_of_two_intermediaries_sees_both_and_chooses(self):
        make_access(self.rival, self.zone_a, self.portal_user, person_id=self._second().id)
        self._sign_in(self.portal_user)
        self._referral(enterprise_name="示例甲引荐企业", partner_id=False)
        self._referral(self.rival, enterprise_name="示例乙引荐企业", partner_id=False)
        page = self.url_open("/my/referrals").text
        for text in ("示例甲引荐企业", "示例乙引荐企业", self.broker.name, self.rival.name):
            self.assertIn(text, page)
        values = {"holder": "x", "bank_name": "x", "account_number": "622200000888"}
        choice = f"{self.zone_a.id}-{self.rival.id}"
        self._post("/my/bank", {**values, "zone_id": choice})
        account = self.env["kfz.intermediary.account"].search(
            [("account_number", "=", "622200000888")]
        )
        self.assertEqual((account.partner_id, account.state), (self.rival, "waiting"))
        plain = self._post("/my/bank", {**values, "zone_id": str(self.zone_a.id)})
        self.assertIn('id="error_zone"', plain.text)

    def _second(self):
        return self.env["res.partner"].create(
            {
                "name": "示例兼职",
                "parent_id": self.rival.id,
                "company_id": self.zone_a.id,
                "email": self.portal_user.email,
            }
        )

    def test_odd_addresses_and_texts_are_no_error_of_the_server(self):
        referral = self._referral()
        self._sign_in(self.portal_user)
        huge = "9" * 21
        for path in (
            "/my/referrals?page=2",
            f"/my/referrals?page={huge}",
            "/my/referrals?page=-1",
            "/my/referrals?page=x&state=y",
            f"/my/referrals/page/{huge}",
            f"/my/referrals/{huge}",
            "/my/referrals/x",
            f"/my/referrals/{referral.id}?error=x&done=%00",
            f"/my/referrals/{referral.id}/letter/{huge}",
            f"/my/awards/{huge}",
            "/my/awards?page=x",
            "/my/bank?holder=%00",
            "/my/referrals/new?zone_id=%00",
            f"/my/bank/{huge}/object",
        ):
            with self.subTest(path=path):
                self.assertLess(self.url_open(path).status_code, 500)
        for path, values in (
            ("/my/bank", {"zone_id": "x", "holder": "a\x00b"}),
            (f"/my/bank/{huge}/object", {"reason": "\x00"}),
            ("/my/referrals/new", {"member_share_1": "1e300", "enterprise_name": "\x00"}),
        ):
            with self.subTest(path=path):
                self.assertLess(self._post(path, values).status_code, 500)

    def test_withdrawals_are_limited(self):
        self.env["ir.config_parameter"].set_param("kfz_investment.portal_withdrawals_a_day", "1")
        first = self._referral()
        second = self._referral(enterprise_name="示例二号有限公司", partner_id=False)
        self._sign_in(self.portal_user)
        self._post(f"/my/referrals/{first.id}/withdraw")
        answer = self._post(f"/my/referrals/{second.id}/withdraw")
        self.assertIn("alert-danger", answer.text)
        self.assertEqual((first.state, second.state), ("withdrawn", "registered"))

    def test_nobody_signs_up_uninvited_and_the_invited_set_their_password(self):
        scope = self.env["res.users"]._get_signup_invitation_scope()
        self.assertEqual(scope, "b2b")
        self.assertEqual(self.url_open("/web/signup").status_code, 404)
        self.assertNotIn("/web/signup", self.url_open("/web/login").text)
        partner = self.portal_rival.partner_id
        partner.signup_prepare()
        token = partner._generate_signup_token()
        self.env.flush_all()
        page = self.url_open(f"/web/signup?token={token}")
        self.assertEqual(page.status_code, 200)
        self.assertIn('name="password"', page.text)
        self.assertEqual(self.url_open("/web/reset_password").status_code, 200)

    def test_a_referral_goes_to_an_officer_of_its_zone(self):
        referral = self._referral()
        gone = self.officer2
        gone.active = False
        for user in (self.manager_b, self.portal_user, self.employee, self.customs, gone):
            with self.subTest(user=user.login), self.assertRaises(ValidationError):
                referral.with_user(self.manager).user_id = user
        referral.with_user(self.manager).user_id = self.officer
