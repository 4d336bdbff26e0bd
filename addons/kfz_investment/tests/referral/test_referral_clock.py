import datetime
from unittest.mock import patch

from odoo.tests import tagged

from ...domain import calendar
from .referral_common import ReferralCase


@tagged("post_install", "-at_install")
class TestReferralClock(ReferralCase):
    """A night of a wrong clock costs no intermediary its referral."""

    def test_what_a_wrong_clock_let_lapse_is_registered_again(self):
        valid, over = self._referral(), self._referral(self.rival, days_ago=366, partner_id=False)
        with patch.object(calendar, "today", lambda: self.today + datetime.timedelta(days=999)):
            self.env["kfz.referral"]._cron_expire()
        self.assertEqual((valid.state, over.state), ("expired", "expired"))
        self.env["kfz.referral"]._cron_expire()
        self.assertEqual((valid.state, over.state), ("registered", "expired"))
        self.assertFalse(valid.reason or valid.decided_on)
