from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from requests.exceptions import ConnectionError as NotReached

from ...models.guards.addresses import is_push_service
from ..door_common import DoorCase
from ..isolation.noninterference import Refused

INNER = "http://inner.example/admin"


@tagged("post_install", "-at_install")
class TestAddresses(DoorCase):
    """The server opens no address that a user typed, and asks no service that nobody set up."""

    asked = []

    @classmethod
    def _request_handler(cls, session, request, /, **kwargs):
        """Keep the addresses that the server opens."""
        if "//127.0.0.1" in request.url or "//localhost" in request.url:
            return super()._request_handler(session, request, **kwargs)
        cls.asked.append(request.url)
        raise NotReached

    def setUp(self):
        super().setUp()
        self.asked.clear()

    def _try(self, post, route, **params):
        try:
            return post(route, params)
        except Refused:
            return None

    @mute_logger("odoo.http", "odoo.addons.html_editor.models.ir_qweb_fields")
    def test_no_address_of_a_user_is_opened(self):
        project = self._project(user=self.officer)
        for user in self.callers:
            post = self._session(user)
            for route in (
                "/html_editor/link_preview_external",
                "/html_editor/link_preview_internal",
            ):
                self._try(post, route, preview_url=INNER)
            for route in ("/html_editor/attachment/add_url", "/web_editor/attachment/add_url"):
                self._try(post, route, url=INNER)
            self._try(
                post,
                "/web/dataset/call_kw",
                model="ir.qweb.field.image",
                method="load_remote_url",
                args=[INNER],
                kwargs={},
            )
        message = project.with_user(self.officer).message_post(
            body="示例", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        message.body = f'<a href="{INNER}">示例</a>'
        post = self._session(self.officer)
        self._try(post, "/mail/link_preview", message_id=message.id)
        self.env["mail.link.preview"]._create_from_message_and_notify(message)
        self.env["mail.link.preview"]._search_or_create_from_url(INNER)
        self.assertEqual(self.asked, [])

    @mute_logger("odoo.http")
    def test_nothing_is_opened_for_those_who_are_not_signed_in(self):
        answer = self.url_open(
            "/html_editor/link_preview_external",
            json={"params": {"preview_url": INNER}},
        )
        self.assertIn("SessionExpired", answer.text)
        self.assertEqual(self.asked, [])

    @mute_logger("odoo.http")
    def test_a_service_is_asked_only_where_it_was_set_up(self):
        message = self.officer.partner_id.message_post(body="示例")
        tries = (
            ("/html_editor/generate_text", {"prompt": "示例", "conversation_history": []}),
            ("/html_editor/media_library_search", {"query": "示例"}),
            ("/html_editor/save_library_media", {"media": {"1": {"query": "x"}}}),
            ("/discuss/gif/search", {"search_term": "示例"}),
            ("/discuss/gif/categories", {}),
            ("/mail/message/translate", {"message_id": message.id}),
        )
        self.env["ir.config_parameter"].search(
            [("key", "in", ("discuss.tenor_api_key", "mail.google_translate_api_key"))]
        ).unlink()
        post = self._session(self.officer)
        for route, params in tries:
            with self.subTest(route), self.assertRaisesRegex(Refused, "not set up|尚未配置"):
                post(route, params)
        self.assertEqual(self.asked, [])
        self.env["ir.config_parameter"].set_param("discuss.tenor_api_key", "x")
        self._try(post, "/discuss/gif/search", search_term="示例")
        self.assertIn("https://tenor.googleapis.com/", self.asked[0])

    # notifications of browsers

    def test_notifications_go_to_the_services_of_browsers_only(self):
        for endpoint in (
            "https://fcm.googleapis.com/fcm/send/x",
            "https://updates.push.services.mozilla.com/wpush/v2/x",
            "https://web.push.apple.com:443/x",
            "https://wns2-par02p.notify.windows.com/w/?token=x",
        ):
            self.assertTrue(is_push_service(endpoint), endpoint)
        for endpoint in (
            None,
            "",
            INNER,
            "https://inner.example/",
            "http://fcm.googleapis.com/x",
            "https://fcm.googleapis.com:8443/x",
            "https://fcm.googleapis.com.inner.example/x",
            "https://push.apple.com/x",
            "https://inner.example#.push.apple.com/",
            "https://inner.example\\.push.apple.com/",
            "https://fcm.googleapis.com@inner.example/",
            "https://x:y@web.push.apple.com/",
            "https://[::1]/",
            "https://[bad/",
            "https://169.254.169.254/",
        ):
            self.assertFalse(is_push_service(endpoint), endpoint)

    @mute_logger("odoo.http")
    def test_a_device_at_another_address_is_not_registered(self):
        Device = self.env["mail.push.device"]
        key = Device.get_web_push_vapid_public_key()
        keys = {"p256dh": "x", "auth": "y"}
        for user in self.callers:
            with self.assertRaisesRegex(Refused, "not known to this server"):
                self._call(
                    self._session(user),
                    "mail.push.device",
                    "register_devices",
                    endpoint=INNER,
                    keys=keys,
                    vapid_public_key=key,
                )
        known = "https://fcm.googleapis.com/fcm/send/x"
        Device.with_user(self.officer).register_devices(
            endpoint=known, keys=keys, vapid_public_key=key
        )
        device = Device.search([("endpoint", "=", known)])
        self.assertEqual(device.partner_id, self.officer.partner_id)
        with self.assertRaises(UserError), self.cr.savepoint():
            device.endpoint = INNER
        self.env["ir.config_parameter"].set_param("kfz_investment.push_hosts", "inner.example, x")
        device.endpoint = "https://inner.example/"

    def test_a_device_registered_earlier_gets_nothing_either(self):
        Device = self.env["mail.push.device"]
        Device.get_web_push_vapid_public_key()
        device = Device.create(
            {
                "endpoint": "https://fcm.googleapis.com/x",
                "keys": "{}",
                "partner_id": self.officer.partner_id.id,
            }
        )
        ask = self.env["mail.thread"]._web_push_get_partners_parameters
        self.assertEqual(ask(self.officer.partner_id.ids)[0], device)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mail_push_device SET endpoint = %s WHERE id = %s", [INNER, device.id]
        )
        self.env.invalidate_all()
        self.assertFalse(ask(self.officer.partner_id.ids)[0])
