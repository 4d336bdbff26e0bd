from odoo.tests import HttpCase, tagged

from .award_common import AwardCase


@tagged("post_install", "-at_install")
class TestAwardCompanyTour(HttpCase, AwardCase):
    """Customs confirms the trade of a project company, not of the investor, and the award moves on its page; in Chinese."""

    def test_the_trade_of_the_project_company_moves_the_award(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        (self.manager | self.customs).write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
        investor = self._enterprise("示例投资方")
        company = self._enterprise("示例项目公司（昆明）")
        record = self._landed(partner=investor, companies=company).award_id
        self._trade(company, [1_000_000] * 12, confirmed=False)
        page = f"/odoo/kfz-awards/{record.id}"
        self._tour(page, "before", self.manager)
        self._tour("/odoo/kfz-trade-confirm", "confirm", self.customs)
        self.assertEqual((record.base_amount, record.amount), (12_000_000, 25_000))
        self._tour(page, "after", self.customs)
        # the same on a phone
        self.browser_size, self.touch_enabled = "390x844", True
        self._tour(page, "after", self.manager)

    def _tour(self, path, name, user):
        self.env.flush_all()
        self.start_tour(path, f"kfz_award_company_{name}_tour", login=user.login, timeout=120)
        self.env.invalidate_all()
