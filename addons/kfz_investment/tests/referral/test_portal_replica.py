from unittest.mock import patch

from odoo.http import request
from odoo.tests import HttpCase, tagged

from ...controllers.portal import ReferralPortal
from .referral_common import ReferralCase, make_account


@tagged("post_install", "-at_install")
class TestPortalReplica(HttpCase, ReferralCase):
    """Pages of the portal that only read come from a replica where there is one; what was just written does not."""

    def _cursors(self, path, **sent):
        """(status, the cursors that a request was served with: True for each that cannot write)."""
        seen, access = [], ReferralPortal._kfz_access

        def watched(controller):
            seen.append(request.env.cr.readonly)
            return access(controller)

        with patch.object(ReferralPortal, "_kfz_access", watched):
            answer = self.url_open(path, **sent)
        return answer.status_code, set(seen)

    def test_pages_that_only_read_are_served_without_the_right_to_write(self):
        referral = self._referral()
        make_account(self.broker, self.zone_a)
        letter = referral.attachment_ids
        self.authenticate("kfz_broker", "kfz_broker")
        for path, status in (
            ("/my", 200),
            ("/my/referrals", 200),
            ("/my/referrals?state=registered", 200),
            (f"/my/referrals/{referral.id}", 200),
            ("/my/referrals/new", 200),
            (f"/my/referrals/{referral.id}/letter/{letter.id}", None),
            ("/my/awards", 200),
            ("/my/bank", 200),
        ):
            with self.subTest(path=path):
                found, cursors = self._cursors(path)
                self.assertEqual(cursors, {True})
                self.assertEqual(found, status or found)

    def test_what_was_just_written_is_read_where_it_was_written(self):
        referral = self._referral()
        self.authenticate("kfz_broker", "kfz_broker")
        for path in (
            f"/my/referrals/{referral.id}?done=registered",
            f"/my/referrals/{referral.id}?error=files_none",
            "/my/bank?done=entered",
        ):
            with self.subTest(path=path):
                self.assertEqual(self._cursors(path), (200, {False}))

    def test_a_form_that_is_sent_may_write(self):
        self.authenticate("kfz_broker", "kfz_broker")
        status, cursors = self._cursors("/my/bank", data={"csrf_token": "x"})
        self.assertNotIn(True, cursors)
        self.assertEqual(status, 400)
