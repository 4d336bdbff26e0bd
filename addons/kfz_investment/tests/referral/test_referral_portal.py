import re

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .referral_common import ReferralCase

LETTER = ("letter.pdf", b"%PDF-1.4 example", "application/pdf")


@tagged("post_install", "-at_install")
class TestReferralPortal(HttpCase, ReferralCase):
    """The pages of an intermediary, over HTTP: its own, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.typed = {
            "zone_id": str(cls.zone_a.id),
            "enterprise_name": "示例光电有限公司",
            "idea": "示例检测中心",
            "contact_name": "示例联系人",
            "contact_phone": "13800000000",
            "declares_not_official": "1",
            "declares_not_affiliate": "1",
        }

    def setUp(self):
        super().setUp()
        self.authenticate("kfz_broker", "kfz_broker")

    def _post(self, path, values=None, files=(), token=True):
        data = dict(values or {})
        if token:
            page = self.url_open("/my/bank").text
            data["csrf_token"] = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        return self.url_open(path, data=data, files=[("letter", file) for file in files] or None)

    def _in_english(self):
        """From here on the visitor reads English, whatever the office's default is."""
        self.portal_user.lang = "en_US"
        self.opener.cookies.set(
            "frontend_lang", "en_US", domain=self.base_url().split("//")[1].split(":")[0]
        )

    def _mine(self):
        return self.env["kfz.referral"].search([("intermediary_id", "=", self.broker.id)])

    # registering

    def test_a_complete_form_registers_for_the_own_intermediary_now(self):
        response = self._post(
            "/my/referrals/new",
            {
                **self.typed,
                "member_name_1": "甲",
                "member_share_1": "60",
                "member_name_2": "乙",
                "member_share_2": "40",
                "payee": "2",
            },
            [LETTER],
        )
        referral = self._mine()
        self.assertTrue(
            response.url.endswith(f"/my/referrals/{referral.id}?done=registered"), response.url
        )
        self.assertEqual(
            (referral.state, referral.company_id, referral.registered_by_id),
            ("registered", self.zone_a, self.portal_user),
        )
        self.assertEqual(referral.member_ids.filtered("is_payee").name, "乙")
        self.assertTrue(referral.declared_on)
        self.assertEqual(referral.attachment_ids.res_id, referral.id)
        self.assertFalse(referral.attachment_ids.public)
        self.assertNotIn(
            self.portal_user.partner_id,
            referral.message_partner_ids,
            "it would get what the zone writes",
        )
        self.assertIn("示例光电有限公司", self.url_open("/my/referrals").text)

    def test_what_the_system_sets_cannot_be_sent(self):
        self._post(
            "/my/referrals/new",
            {
                **self.typed,
                "state": "accepted",
                "registered_on": "2020-01-01 00:00:00",
                "intermediary_id": str(self.rival.id),
                "partner_id": str(self.enterprise.id),
                "reason": "示例",
            },
            [LETTER],
        )
        referral = self._mine()
        self.assertEqual(
            (
                referral.state,
                referral.intermediary_id,
                referral.registered_on.date() >= self._days_ago(1),
            ),
            ("registered", self.broker, True),
        )
        self.assertFalse(referral.partner_id or referral.reason)

    def test_an_incomplete_form_says_what_is_wrong_per_field_and_keeps_what_was_typed(self):
        response = self._post(
            "/my/referrals/new",
            {
                **self.typed,
                "enterprise_code": "123",
                "contact_phone": "x<y",
                "zone_id": "0",
                "declares_not_official": "",
            },
        )
        self.assertEqual(response.status_code, 200)
        for field in (
            "enterprise_code",
            "contact_phone",
            "zone",
            "letter",
            "declares_not_official",
        ):
            self.assertIn(f'id="error_{field}"', response.text, field)
        self.assertNotIn('id="error_enterprise_name"', response.text)
        for kept in ("示例光电有限公司", "示例检测中心", 'value="123"', "x&lt;y"):
            self.assertIn(kept, response.text)
        self.assertFalse(self._mine())

    def test_only_letters_of_the_right_kind_number_and_size_are_taken(self):
        big = ("big.pdf", b"%PDF-" + b"0" * (8 * 1024 * 1024), "application/pdf")
        page = ("letter.pdf", b"<html><script>alert(1)</script>", "application/pdf")
        for files in ([big], [page], [LETTER] * 4, [("empty.pdf", b"", "application/pdf")]):
            response = self._post("/my/referrals/new", self.typed, files)
            self.assertIn('id="error_letter"', response.text)
        self.assertFalse(self._mine())

    def test_a_form_without_its_token_registers_nothing(self):
        self.assertEqual(
            self._post("/my/referrals/new", self.typed, [LETTER], token=False).status_code, 400
        )
        self.assertFalse(self._mine())

    def test_registrations_a_day_are_limited_with_a_clear_sentence(self):
        self._in_english()
        self.env["ir.config_parameter"].set_param("kfz_investment.referrals_a_day", 1)
        self._post("/my/referrals/new", self.typed, [LETTER])
        response = self._post(
            "/my/referrals/new", {**self.typed, "enterprise_name": "示例二号有限公司"}, [LETTER]
        )
        self.assertIn("within 24 hours", response.text)
        self.assertEqual(len(self._mine()), 1)

    def test_an_intermediary_of_one_zone_registers_there_only(self):
        self.authenticate("kfz_rival", "kfz_rival")
        response = self._post(
            "/my/referrals/new", {**self.typed, "zone_id": str(self.zone_b.id)}, [LETTER]
        )
        self.assertIn('id="error_zone"', response.text)

    # own pages

    def test_hidden_and_missing_referrals_give_one_answer(self):
        theirs = self._referral(self.rival)
        letter = theirs.attachment_ids.id
        for path in ("", f"/letter/{letter}", "/withdraw", "/letter"):
            answers = set()
            for number in (theirs.id, theirs.id + 999_999, 2**40):
                url = f"/my/referrals/{number}{path}"
                response = (
                    self._post(url) if path in ("/withdraw", "/letter") else self.url_open(url)
                )
                answers.add(
                    (response.status_code, re.sub(r'csrf_token: "[^"]*"|\d+', "", response.text))
                )
            with self.subTest(path=path):
                self.assertEqual([status for status, _text in answers], [404])
                self.assertNotIn("示例", "".join(text for _status, text in answers))
        self.assertEqual(theirs.state, "registered")

    def test_the_own_page_shows_state_reason_and_nothing_of_the_zone(self):
        self._in_english()
        self.enterprise.name = "区内秘密档案名称"
        referral = self._referral(enterprise_name="示例光电有限公司")
        referral.message_post(body="内部秘密意见", subtype_xmlid="mail.mt_comment")
        referral.action_refuse("首谈已由我区开展")
        page = self.url_open(f"/my/referrals/{referral.id}").text
        self.assertIn("首谈已由我区开展", page)
        self.assertIn("Refused", page)
        for secret in ("秘密", self.manager.name, "示例投资人函", self.officer.name):
            self.assertNotIn(secret, page)

    def test_an_intermediary_sees_its_referrals_of_all_zones(self):
        mine = self._referral(enterprise_name="示例光电有限公司")
        other = self._referral(company_id=self.zone_b.id, partner_id=False, user=self.manager_b)
        for referral in (mine, other):
            self.assertEqual(self.url_open(f"/my/referrals/{referral.id}").status_code, 200)

    def test_the_own_letter_is_downloaded_and_no_other_file(self):
        self._post("/my/referrals/new", self.typed, [LETTER])
        referral = self._mine()
        letter = referral.attachment_ids
        response = self.url_open(f"/my/referrals/{referral.id}/letter/{letter.id}")
        self.assertEqual(
            (response.content, response.headers["Content-Disposition"][:10]),
            (LETTER[1], "attachment"),
        )
        internal = self.env["ir.attachment"].create(
            {"name": "内部.txt", "raw": b"x", "res_model": "kfz.referral", "res_id": referral.id}
        )
        self.assertEqual(
            self.url_open(f"/my/referrals/{referral.id}/letter/{internal.id}").status_code, 404
        )
        self.assertEqual(self.url_open(f"/web/content/{internal.id}").status_code, 404)

    def test_a_letter_is_added_before_the_decision_and_not_after(self):
        referral = self._referral()
        self._post(f"/my/referrals/{referral.id}/letter", files=[LETTER])
        self.assertEqual(len(referral.attachment_ids), 2)
        referral.action_refuse("示例")
        response = self._post(f"/my/referrals/{referral.id}/letter", files=[LETTER])
        self.assertIn("done=final", response.url)
        self.assertEqual(len(referral.attachment_ids), 2)

    def test_withdrawing_is_final(self):
        referral = self._referral()
        self._post(f"/my/referrals/{referral.id}/withdraw")
        self.assertEqual(referral.state, "withdrawn")
        self.assertNotIn(self.portal_user.partner_id, referral.message_partner_ids)
        response = self._post(f"/my/referrals/{referral.id}/withdraw")
        self.assertIn("done=final", response.url)

    def test_the_pages_speak_the_visitors_language(self):
        self.portal_user.lang = "zh_CN"
        page = self.url_open("/my/referrals/new").text
        self.assertIn("登记引荐", page)
        self.assertIn("近亲属", page)
        home = self.url_open("/my/home").text
        self.assertIn("我的引荐", home)
        self.assertNotIn("/my/addresses", home)

    # bank

    def test_the_own_bank_account_is_entered_and_shown(self):
        self._post(
            "/my/bank",
            {
                "zone_id": str(self.zone_a.id),
                "holder": "示例中介甲有限公司",
                "bank_name": "示例银行",
                "account_number": "6222 0000 0001",
            },
        )
        account = self.env["kfz.intermediary.account"].search([("partner_id", "=", self.broker.id)])
        self.assertEqual(
            (account.account_number, account.user_id, account.state, account.is_current),
            ("622200000001", self.portal_user, "waiting", False),
        )
        self.assertIn("622200000001", self.url_open("/my/bank").text)
        wrong = self._post(
            "/my/bank",
            {
                "zone_id": str(self.zone_a.id),
                "holder": "示例",
                "bank_name": "示例",
                "account_number": "1",
            },
        )
        self.assertIn('id="error_account_number"', wrong.text)
        self.authenticate("kfz_rival", "kfz_rival")
        self.assertNotIn("622200000001", self.url_open("/my/bank").text)

    # nothing else

    def test_a_portal_user_has_no_right_to_any_model_of_ours(self):
        for name, model in self.env.registry.items():
            if name.startswith("kfz.") and not model._abstract:
                for operation in ("read", "write", "create", "unlink"):
                    with self.subTest(model=name, operation=operation):
                        self.assertFalse(
                            self.env[name].with_user(self.portal_user).has_access(operation)
                        )

    def test_a_portal_user_reads_no_project_and_no_other_company(self):
        self._project(partner_id=self.enterprise.id)
        self.assertFalse(self.env["crm.lead"].with_user(self.portal_user).has_access("read"))
        partners = self.env["res.partner"].with_user(self.portal_user).search([])
        self.assertLessEqual(partners, self.broker | self.broker.child_ids)

    def test_calls_of_the_web_client_are_refused(self):
        referral = self._referral()
        for method, args in (
            ("read", [referral.ids]),
            ("search_read", []),
            ("action_accept", [referral.ids]),
            ("_kfz_portal_own", [self.portal_user.partner_id.id]),
            ("write", [referral.ids, {"state": "accepted"}]),
        ):
            answer = self.make_jsonrpc_request_raw(method, args)
            self.assertIn("error", answer, method)
        self.assertEqual(referral.state, "registered")

    def make_jsonrpc_request_raw(self, method, args):
        return self.opener.post(
            self.base_url() + f"/web/dataset/call_kw/kfz.referral/{method}",
            json={
                "params": {"model": "kfz.referral", "method": method, "args": args, "kwargs": {}}
            },
            timeout=60,
        ).json()

    def test_a_portal_user_who_is_not_an_intermediary_finds_no_page(self):
        guest = self._guest("kfz_guest", self._enterprise("示例其他有限公司"))
        self.authenticate(guest.login, guest.login)
        for path in (
            "/my/referrals",
            "/my/referrals/new",
            "/my/referrals/1",
            "/my/bank",
        ):
            self.assertEqual(self.url_open(path).status_code, 404)
        self.assertNotIn("/my/referrals", self.url_open("/my/home").text)

    def test_notes_of_a_zone_on_the_intermediarys_people_are_not_theirs_to_read(self):
        person = self.env["res.partner"].create(
            {
                "name": "示例乙",
                "parent_id": self.broker.id,
                "company_id": self.zone_a.id,
                "comment": "秘密评价",
            }
        )
        partners = self.env["res.partner"].with_user(self.portal_user)
        self.assertNotIn(person, partners.search([]))
        with self.assertRaises(AccessError):
            partners.browse(person.id).read(["comment"])
        self.assertNotIn("示例乙", self.url_open("/my/addresses").text)
        self.portal_user.partner_id.comment = "秘密评价"
        message = self.portal_user.partner_id.message_post(
            body="秘密意见", subtype_xmlid="mail.mt_comment"
        )
        with self.assertRaises(AccessError):
            partners.browse(self.portal_user.partner_id.id).read(["comment"])
        texts = [
            name
            for name, field in partners.fields_get(attributes=["type", "store"]).items()
            if field["store"] and field["type"] in ("char", "text", "html")
        ]
        self.assertNotIn("秘密", str(partners.browse(self.portal_user.partner_id.id).read(texts)))
        with self.assertRaises(AccessError):
            message.with_user(self.portal_user).read(["body"])
