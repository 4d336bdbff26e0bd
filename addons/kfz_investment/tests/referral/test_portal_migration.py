from odoo.modules.module import load_script
from odoo.tests import tagged

from .referral_common import ReferralCase

SCRIPT = "kfz_investment/migrations/19.0.1.3.0/post-portal.py"


@tagged("post_install", "-at_install")
class TestPortalMigration(ReferralCase):
    """The update lets in whom a zone with an agreement entered, names the others in the log, and keeps accounts in use."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreements = cls.env["kfz.intermediary.agreement"].search(
            [("partner_id", "in", (cls.broker | cls.rival).ids)]
        )
        cls.env["kfz.portal.access"].search([]).write({"state": "requested"})
        cls.env["kfz.portal.access"].search([]).unlink()

    def _migrate(self):
        self.env.flush_all()
        load_script(SCRIPT, "kfz_portal_script").migrate(self.cr, "19.0.1.2.0")
        self.env.invalidate_all()

    def test_each_zone_that_entered_the_person_under_an_agreement_lets_it_in(self):
        alone = self._guest("kfz_alone", self._enterprise("示例无约中介", is_intermediary=True))
        with self.assertLogs("kfz_portal_script", "WARNING") as log:
            self._migrate()
        self.assertIn(alone.login, "".join(log.output))
        records = self.env["kfz.portal.access"].search([])
        self.assertEqual(
            {(one.user_id, one.company_id, one.state) for one in records},
            {
                (self.portal_user, self.zone_a, "approved"),
                (self.portal_rival, self.zone_a, "approved"),
            },
        )
        self.assertTrue(all(records.mapped("is_in_force")))
        with self.assertLogs("kfz_portal_script", "WARNING"):
            self._migrate()
        self.assertEqual(self.env["kfz.portal.access"].search_count([]), 2)

    def test_a_person_who_is_the_intermediary_is_let_in_by_each_zone_with_an_agreement(self):
        guest = self._guest("kfz_self", self.rival)
        guest.partner_id.parent_id = False
        guest.partner_id.write({"company_id": False, "is_intermediary": True})
        for zone in self.zone_a | self.zone_b:
            self.agreements.create(
                {"partner_id": guest.partner_id.id, "company_id": zone.id, "number": "示例"}
            )
        self._migrate()
        records = self.env["kfz.portal.access"].search([("user_id", "=", guest.id)])
        self.assertEqual(records.company_id, self.zone_a | self.zone_b)

    def test_accounts_in_use_stay_in_use(self):
        account = self.env["kfz.intermediary.account"].create(
            {
                "partner_id": self.broker.id,
                "company_id": self.zone_a.id,
                "bank_name": "示例银行",
                "account_number": "6222000000000001",
                "holder": "示例",
            }
        )
        self._migrate()
        self.assertEqual(account.state, "confirmed")
        self.assertTrue(account.is_current)
        self.assertEqual(
            self.env["ir.config_parameter"].get_param("auth_signup.invitation_scope"), "b2b"
        )
