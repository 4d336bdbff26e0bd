import datetime

from odoo.tests import HttpCase, tagged

from ...domain import award
from ..referral.referral_common import ReferralCase, make_account
from .award_common import AwardCase

BROKER = "kfz_broker"


@tagged("post_install", "-at_install")
class TestAwardTour(HttpCase, AwardCase, ReferralCase):
    """Portal referral → landing → trade → both confirmations → paid → statement, in a real browser, in Chinese."""

    def test_from_a_referral_in_the_portal_to_a_paid_award(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        users = self.portal_user | self.manager | self.customs | self.customs2 | self.committee
        users.write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
        self.customs.name, self.committee.name = "示例关员", "示例专办员"
        enterprise = self._enterprise("云南示例光电有限公司")
        make_account(self.broker, self.zone_a)
        project = self._registered_and_accepted(enterprise)
        self._signed_a_year_ago(project)
        self._tour("/odoo/kfz-projects", "landing", self.manager)
        record = project.award_id
        self.assertEqual(
            (record.state, record.intermediary_id, record.amount), ("accruing", self.broker, 0)
        )
        # rows of a statement, as the first verifier's import enters them (tour of the import: test_import_tour)
        self._trade(enterprise, [1_000_000] * 12, confirmed=False)
        self._tour("/odoo/kfz-trade-confirm", "trade", self.customs)
        self.assertEqual((record.base_amount, record.amount), (12_000_000, 25_000))
        self._tour("/odoo/kfz-awards", "claim", self.manager)
        # the verifier who confirmed the trade did not enter it, so may confirm the award
        self._tour("/odoo/kfz-awards-confirm", "customs", self.customs)
        self._tour("/odoo/kfz-awards-confirm", "committee", self.committee)
        self._tour("/odoo/kfz-awards", "pay", self.manager)
        self._tour("/my/awards", "portal", self.portal_user, phone=True)
        self.assertEqual(
            (record.state, record.amount, record.payment_reference),
            ("paid", 25_000, "示例凭证-001"),
        )
        self.assertEqual(
            (record.customs_user_id, record.committee_user_id, record.paid_by_id),
            (self.customs, self.committee, self.manager),
        )
        self.assertEqual(
            self._steps(record),
            ["opened", "claimable", "claimed", "customs_confirmed", "committee_confirmed", "paid"],
        )
        self.assertFalse(self.env["kfz.award.entry"]._kfz_verify(self.zone_a))

    def _tour(self, path, name, user, phone=False):
        if phone:
            desk, self.browser_size, self.touch_enabled = self.browser_size, "390x844", True
        self.env.flush_all()
        self.start_tour(
            path,
            name if name.startswith("kfz_") else f"kfz_award_{name}_tour",
            login=user.login,
            timeout=120,
        )
        if phone:
            self.browser_size, self.touch_enabled = desk, False
        self.env.invalidate_all()

    def _registered_and_accepted(self, enterprise):
        """The intermediary registers on a phone, the manager accepts and makes a lead; the lead."""
        self._tour("/my/home", "kfz_referral_portal_tour", self.portal_user, phone=True)
        self._tour("/odoo/kfz-referrals", "kfz_referral_accept_tour", self.manager)
        referral = self.env["kfz.referral"].search([("intermediary_id", "=", self.broker.id)])
        self.assertEqual((referral.state, referral.partner_id), ("accepted", enterprise))
        return referral.lead_id

    def _signed_a_year_ago(self, project):
        """Let the time of an award pass, which no user can: the server stamps the registration, and a first year lasts."""
        signed_on = self.landed_on - datetime.timedelta(days=30)
        project.referral_id.registered_on = datetime.datetime.combine(
            award.add_months(signed_on, -2), datetime.time(2)
        )
        # what the stages before ask for is entered in the pipeline's tour; the landing itself is the manager's act in this one
        project.write(
            {
                **self._evidence_values("review", self.zone_a),
                "user_id": self.manager.id,
                "agreement_ids": [(0, 0, self._agreement_values(signed_on=signed_on))],
                "milestone_ids": [
                    (
                        0,
                        0,
                        self._milestone_values(
                            state="draft",
                            effective_date=self.landed_on,
                            registered_on=self.landed_on,
                        ),
                    )
                ],
            }
        )
        project.stage_id = self.stages["signed"]
