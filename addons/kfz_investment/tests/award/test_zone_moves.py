from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .award_common import AwardCase


@tagged("post_install", "-at_install")
class TestZoneMoves(AwardCase):
    """What records of a zone name does not move to another zone, whoever asks; what nothing names may."""

    def _move(self, partners, user=None):
        # another transaction than the one that made them
        self.env.flush_all()
        self.env.invalidate_all()
        with self.cr.savepoint():
            partners.with_user(user or self.manager_all).write({"company_id": self.zone_b.id})

    def _stays(self, partners, words, user=None):
        with self.subTest(words), self.assertRaisesRegex(UserError, words):
            self._move(partners, user)
        self.env.invalidate_all()
        self.assertEqual(partners.company_id, self.zone_a)

    def test_what_a_record_of_the_zone_names_stays(self):
        company, free = self._enterprise("示例项目公司"), self._enterprise("示例无人提及")
        referred = self._enterprise("示例被推荐企业")
        self._referral(referred, state="registered")
        project = self._landed(companies=company)
        investor = project.partner_id
        self._stays(company, r"示例项目公司.*Project milestone \(1\)")
        self._stays(investor, r"Projects \(1\).*Referral award \(1\)")
        self._stays(self.intermediary, r"Bank account.*\(1\).*Referral award \(1\)")
        self._stays(referred, r"Referral \(1\)")
        self._stays(free | company, "示例项目公司")
        # the superuser is no exception, and an archived project counts
        self._stays(company, r"milestone", self.env.ref("base.user_root"))
        self._move(free)
        self.assertEqual(free.company_id, self.zone_b)

    def test_confirmed_trade_and_visits_hold_their_enterprise(self):
        trader, visited = self._enterprise("示例贸易企业"), self._enterprise("示例受访企业")
        self._trade(trader, [1000])
        self.env["kfz.interaction"].with_user(self.officer).create(
            {"partner_id": visited.id, "summary": "示例洽谈"}
        )
        self._stays(trader, r"\(1\)")
        self._stays(visited, r"\(1\)")

    def test_a_detour_without_a_zone_leads_nowhere(self):
        company = self._enterprise("示例项目公司")
        self._landed(companies=company)
        for user, words in (
            (self.manager_all, "示例项目公司 belongs to no zone"),
            (self.env.ref("base.user_root"), "Records of a zone name “示例项目公司”, so"),
        ):
            with (
                self.subTest(user.login),
                self.assertRaisesRegex(UserError, f"^{words}"),
                self.cr.savepoint(),
            ):
                mine = company.with_user(user)
                mine.write({"is_enterprise": False, "company_id": False})
                mine.write({"is_enterprise": True, "company_id": self.zone_b.id})

    def test_who_may_only_read_is_told_nothing(self):
        project = self._landed()
        with self.assertRaises(AccessError), self.cr.savepoint():
            investor = project.partner_id.with_user(self.customs)
            self.assertEqual(investor.company_id, self.zone_a)
            investor._kfz_check_may_move(self.zone_b.id)

    def test_publishing_stays_possible(self):
        company = self._enterprise("示例项目公司")
        project = self._landed(companies=company)
        company.with_user(self.manager).action_publish_enterprise()
        self.assertFalse(company.company_id)
        self.assertEqual(
            project._kfz_landing().with_user(self.manager).project_company_ids, company
        )
