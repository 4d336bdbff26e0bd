import datetime
from unittest.mock import patch

from odoo.tests import tagged

from ...domain import calendar
from .first_contact_common import CODE, NAME, FirstContactCase


@tagged("post_install", "-at_install")
class TestFirstContactClock(FirstContactCase):
    """A night of a wrong clock costs no zone its claim."""

    def _wrong_night(self, days=999):
        with patch.object(calendar, "today", lambda: self.today + datetime.timedelta(days=days)):
            self.Claim._cron_first_contact()

    def _told(self, user):
        return self.env["mail.notification"].search_count(
            [("res_partner_id", "=", user.partner_id.id), ("notification_type", "=", "inbox")]
        )

    def test_a_claim_is_alive_again_and_one_that_is_over_is_not(self):
        claim, over = self._claimed(), self._claimed("示例乙方乳业有限公司", 180, code=False)
        until = claim.protected_until
        self._wrong_night()
        self.assertEqual((claim.state, over.state), ("lapsed", "lapsed"))
        self._wrong_night(1)
        self.assertEqual((claim.state, over.state), ("active", "lapsed"))
        self.assertEqual(claim.protected_until, until)

    def test_a_claim_that_another_zone_got_meanwhile_stays_and_both_are_told_once(self):
        claim = self._claimed()
        self._wrong_night()
        other = self._claimed(user=self.manager_b)
        told = [self._told(user) for user in (self.manager, self.manager_b)]
        for _night in range(2):
            self._wrong_night(0)
        self.assertEqual((claim.state, other.state), ("overruled", "active"))
        told = [
            now - before
            for now, before in zip(
                map(self._told, (self.manager, self.manager_b)), told, strict=True
            )
        ]
        self.assertEqual(told, [1, 1])

    def test_a_zone_s_own_newer_claim_stays_the_only_one(self):
        claim = self._claimed()
        self._wrong_night()
        self._meet(claim.partner_id, self.manager)
        self._wrong_night(0)
        held = self.Claim.search(
            [("partner_id", "=", claim.partner_id.id), ("state", "=", "active")]
        )
        self.assertEqual(len(held), 1)
        self.assertNotEqual(held, claim)

    def test_a_released_claim_never_comes_back(self):
        claim = self._claimed(NAME, code=CODE)
        claim.with_user(self.manager).action_release()
        self._wrong_night(0)
        self.assertEqual(claim.state, "released")
