import contextlib
import logging

from odoo.tests import tagged

from .portal_attacks import SEEDS, PortalAttacks
from .referral_common import ReferralCase, make_access

_logger = logging.getLogger(__name__)


@tagged("post_install", "-at_install", "seeded")
class TestPortalSeeds(PortalAttacks, ReferralCase):
    """No attack on who acts for an intermediary comes through, and each does when its guard is off."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager2 = cls.manager.copy({"login": "kfz_manager2", "active": True})
        # reads accounts by a right that somebody gave, and manages nothing
        cls.officer_reading = cls.officer2
        cls.env["ir.model.access"].create(
            {
                "name": "kfz.intermediary.account test",
                "model_id": cls.env["ir.model"]._get("kfz.intermediary.account").id,
                "group_id": cls.env.ref("kfz_investment.group_kfz_officer").id,
                "perm_read": True,
            }
        )
        cls.access = make_access(cls.broker, cls.zone_a)
        cls.person = cls.access.person_id
        cls.account = (
            cls.env["kfz.intermediary.account"]
            .with_user(cls.manager)
            .create(
                {
                    "partner_id": cls.broker.id,
                    "company_id": cls.zone_a.id,
                    "bank_name": "示例银行",
                    "account_number": "622200000555",
                    "holder": "示例",
                }
            )
        )
        cls.referral = cls._referral()

    def test_each_seeded_bug_is_caught(self):
        for label, seed, attack, arguments in SEEDS:
            with self.subTest(bug=label):
                self.assertFalse(self._comes_through(attack, arguments), "without a bug")
                self.assertTrue(self._comes_through(attack, arguments, seed), "not noticed")
        _logger.info("SEEDED PORTAL: %d rows", len(SEEDS))

    def _comes_through(self, attack, arguments, seed=None):
        self.env.flush_all()
        savepoint = self.cr.savepoint()
        try:
            with contextlib.ExitStack() as stack:
                if seed:
                    seed(self, stack)
                self.env.flush_all()
                self.env.registry.clear_cache()
                return getattr(self, f"_{attack}")(*arguments)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()
            self.env.registry.clear_cache()
