from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestNotice(KfzCase):
    """Notices that belong to no record come from the system."""

    def test_the_system_tells_the_managers_of_a_zone_in_their_inbox(self):
        notices = self.env["kfz.notice.mixin"].with_user(self.officer)
        before = self._inbox(self.manager_b)
        notices._kfz_tell(self.zone_b, "示例通知", ("kfz_pool_action", "示例页面"))
        told = self._inbox(self.manager_b) - before
        self.assertEqual((len(told), told.notification_type), (1, "inbox"))
        self.assertEqual(told.author_id, self.env.ref("base.partner_root"))

    def test_no_user_sends_them_by_hand(self):
        for user in (self.officer, self.manager, self.joint, self.customs, self.employee):
            for thread, ids in (
                ("kfz.notice.mixin", ()),
                ("kfz.notice.mixin", (1,)),
                ("kfz.shared.project", ()),
            ):
                with (
                    self.subTest(user=user.login, thread=thread, ids=ids),
                    self.assertRaises(AccessError),
                ):
                    self._notify(user, thread, ids)

    def test_a_sheet_that_is_none_has_no_readers(self):
        before = self._inbox(self.manager_b)
        for ids in ((), (1,)):
            self.assertFalse(self._notify(self.manager, "kfz.pool.sheet.mixin", ids))
        self.assertEqual(self._inbox(self.manager_b), before)

    def _notify(self, user, thread, ids):
        """Put a notice into an inbox, in another user's name."""
        return (
            self.env[thread]
            .with_user(user)
            .browse(ids)
            .message_notify(
                partner_ids=self.manager_b.partner_id.ids,
                body="示例",
                author_id=self.manager.partner_id.id,
            )
        )

    def _inbox(self, user):
        return self.env["mail.notification"].search(
            [("res_partner_id", "=", user.partner_id.id), ("notification_type", "=", "inbox")]
        )
