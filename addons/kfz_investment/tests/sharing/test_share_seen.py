import datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .share_common import ShareCase

WORD = "示例光电子器件封装"


@tagged("post_install", "-at_install")
class TestShareSeen(ShareCase):
    """What was shared is there in every channel at once, and in none once it ended: revoked, past its date, or taken
    from one zone of several."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.manager_b | cls.manager_c).group_ids += cls.env.ref("base.group_allow_export")
        lead = cls._project("negotiation", name=WORD, site_need=f"{WORD}用地")
        document = cls.env["ir.attachment"].create(
            {"name": f"{WORD}.txt", "raw": b"x", "res_model": "crm.lead", "res_id": lead.id}
        )
        cls.share = cls._share(
            lead, "standard", cls.zone_b | cls.zone_c, attachment_ids=[(6, 0, document.ids)]
        )
        cls.sheet_id = cls.env["kfz.shared.project"].search([("uid", "=", cls.share.sheet_uid)]).id
        cls.env["kfz.shared.project"].with_user(cls.manager).browse(cls.sheet_id).message_post(
            body=f"{WORD}洽谈", message_type="comment", partner_ids=cls.manager_b.partner_id.ids
        )

    def _channels(self, user):
        """{channel: whether a word of the sheet shows there}."""
        channels = {**self._pool_channels(user), **self._message_channels(user)}
        return {name: self._shows(call) for name, call in channels.items()}

    def _shows(self, call):
        self.env.invalidate_all()
        try:
            return WORD in str(call())
        except AccessError:
            return False

    def _pool_channels(self, user):
        """{channel: what a user asks for in the pool}."""
        Sheet = self.env["kfz.shared.project"].with_user(user)
        spec = {name: {} for name in ("display_name", "project_name", "needs")}
        sheet, by_name = Sheet.browse(self.sheet_id), ["project_name"]
        return {
            "the pool": lambda: Sheet.web_search_read([("is_ours", "=", False)], spec)["records"],
            "its page": lambda: sheet.web_read(spec),
            "search": lambda: Sheet.search([("project_name", "ilike", WORD)]).mapped("needs"),
            "autocompletion": lambda: Sheet.web_name_search(WORD, {"display_name": {}}),
            "name search": lambda: Sheet.name_search(WORD),
            "groups": lambda: Sheet.formatted_read_group([], by_name, ["__count"]),
            "opened groups": lambda: Sheet.web_read_group(
                [], by_name, ["__count"], auto_unfold=True
            )["groups"],
            "filter values": lambda: Sheet._read_group([], by_name),
            "export": lambda: Sheet.search([]).export_data(["project_name", "needs"]),
            "export by id": lambda: sheet.export_data(["project_name", "needs"]),
        }

    def _message_channels(self, user):
        """{channel: what a user asks for in messages and files}."""
        Message = self.env["mail.message"].with_user(user)
        Attachment = self.env["ir.attachment"].with_user(user)
        on_sheet = [("model", "=", "kfz.shared.project"), ("res_id", "=", self.sheet_id)]
        of_sheet = [("res_model", "=", "kfz.shared.project"), ("res_id", "=", self.sheet_id)]
        return {
            "chatter": lambda: Message.search(on_sheet).mapped("body"),
            "inbox": lambda: Message.search([("needaction", "=", True)]).mapped("body"),
            "message search": lambda: Message.search([("body", "ilike", WORD)]).mapped("body"),
            "documents": lambda: Attachment.search(of_sheet).mapped("name"),
        }

    def _assert_seen(self, user, seen):
        channels = self._channels(user)
        self.assertEqual(
            {channel for channel, shows in channels.items() if shows is not seen}, set(), user.login
        )

    def test_what_is_shared_is_in_every_channel_at_once(self):
        self._assert_seen(self.manager_b, True)
        others = {channel for channel, shows in self._channels(self.manager_c).items() if not shows}
        self.assertEqual(others, {"inbox"}, "this user was not mentioned")
        views = (
            self.env["kfz.shared.project"]
            .with_user(self.manager_b)
            .get_views([(False, "list"), (False, "form"), (False, "search")])
        )
        self.assertIn("project_name", str(views["views"]["search"]["arch"]))

    def test_revoked_it_is_in_none(self):
        self.share.action_revoke()
        for user in (self.manager_b, self.manager_c):
            self._assert_seen(user, False)

    def test_taken_from_one_zone_it_stays_with_the_other(self):
        self.share.recipient_ids = self.zone_c
        self._assert_seen(self.manager_b, False)
        self.assertTrue(self._channels(self.manager_c)["its page"])

    def test_past_its_end_it_is_in_none_before_the_job_has_run(self):
        self.env["kfz.shared.project"].browse(self.sheet_id).visible_until = (
            datetime.datetime.now() - datetime.timedelta(seconds=5)
        )
        for user in (self.manager_b, self.manager_c):
            self._assert_seen(user, False)

    def test_expired_by_the_job_it_is_in_none(self):
        self.share.sudo()._kfz_end("expired")
        for user in (self.manager_b, self.manager_c):
            self._assert_seen(user, False)
