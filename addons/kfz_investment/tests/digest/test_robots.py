import contextlib
import datetime
import http.server
import ipaddress
import json
import logging
import socket
import ssl
import tempfile
import threading
import time
from pathlib import Path
from unittest.mock import patch

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from odoo.tests import BaseCase, tagged
from odoo.tests.common import _super_send

from ...domain import outbox
from ...models.digest import robots

HOST, KEY = "robot.example", "example-key-7f3a"
_getaddrinfo = socket.getaddrinfo


def certificate(folder, name=HOST):
    """A certificate that signs itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.9"))]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = Path(folder, f"{name}.pem")
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


class Robot(http.server.BaseHTTPRequestHandler):
    """A robot's server that answers as its test says."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, self.headers["Host"], json.loads(body)))
        getattr(self, f"answer_{self.server.way}")()

    def answer(self, status=200, body=b'{"errcode": 0, "errmsg": "ok"}', **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    answer_well = answer

    def answer_rate(self):
        self.answer(429, b"", Retry_After="120")

    def answer_number(self):
        self.answer(body=b'{"errcode": 130101, "errmsg": "send too fast"}')

    def answer_redirect(self):
        self.answer(302, b"", Location=f"https://{HOST}:{self.server.server_port}/other")

    def answer_drop(self):
        self.connection.close()

    def answer_dies(self):
        self.send_response(200)
        self.send_header("Content-Length", "4000")
        self.end_headers()
        self.wfile.write(b'{"errcode"')
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)

    def answer_hangs(self):
        self.server.over.wait(20)

    def answer_drips(self):
        self.send_response(200)
        self.end_headers()
        with contextlib.suppress(OSError):
            while not self.server.over.wait(0.1):
                self.wfile.write(b" ")

    def answer_drips_lines(self):
        with contextlib.suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not self.server.over.wait(0.1):
                self.wfile.write(b"x")

    def answer_huge(self):
        self.send_response(200)
        self.end_headers()
        with contextlib.suppress(OSError):
            for _number in range(1000):
                self.wfile.write(b" " * 100_000)

    def log_message(self, *args):
        """Say nothing."""


@tagged("post_install", "-at_install")
class TestRobots(BaseCase):
    """What a robot's server does with a request: each way is told apart, and what may have arrived is “unknown”."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.trusted = certificate(folder.name)
        cls.stranger = certificate(folder.name, "other.example")

    @classmethod
    def _request_handler(cls, s, r, /, **kw):
        """The requests of this class go to the loopback alone, with their own times."""
        assert r.url.startswith("https://127.0.0.1:"), r.url
        return _super_send(s, r, **kw)

    def _serve(self, way, file=None):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Robot)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file or self.trusted)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *args: None
        server.way, server.asked, server.over = way, [], threading.Event()
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()

        def end():
            server.over.set()
            server.shutdown()
            server.server_close()

        self.addCleanup(end)
        return server

    def _post(self, port, trusted=None, allowed=True, host=HOST):
        def lookup(name, *args, **kwargs):
            return _getaddrinfo("127.0.0.1" if name == HOST else name, *args, **kwargs)

        with (
            patch.object(robots, "is_allowed", lambda address: allowed),
            patch.object(robots, "authorities", lambda: str(trusted or self.trusted)),
            patch.object(robots, "TIMEOUT", 1),
            patch.object(robots, "LONGEST", 1),
            patch.object(robots, "DEADLINE", 3),
            patch.object(socket, "getaddrinfo", lookup),
        ):
            return robots.post(
                "dingtalk",
                f"https://{host}:{port}/robot/send",
                outbox.query("dingtalk", KEY, "", datetime.datetime.now(datetime.timezone.utc)),
                outbox.content("示例"),
            )

    def _way_ends(self, way):
        server = self._serve(way)
        answer = self._post(server.server_port)
        self.assertLessEqual(len(server.asked), 1, "asked once, whatever happens")
        return answer.outcome, answer.result

    def test_a_message_arrives_as_the_makers_document_it(self):
        server = self._serve("well")
        answer = self._post(server.server_port)
        self.assertEqual(answer, outbox.Answer("sent", "sent"))
        ((path, host, body),) = server.asked
        self.assertEqual(path, f"/robot/send?access_token={KEY}")
        self.assertEqual(host, f"{HOST}:{server.server_port}")
        self.assertEqual(body, {"msgtype": "text", "text": {"content": "示例"}})

    def test_answers_that_ask_to_wait_are_understood(self):
        server = self._serve("rate")
        answer = self._post(server.server_port)
        self.assertEqual((answer.outcome, answer.number), ("later", 429))
        self.assertEqual(answer.wait, datetime.timedelta(seconds=120))
        self.assertEqual(self._way_ends("number"), ("later", "busy"))

    def test_a_redirect_is_not_followed(self):
        self.assertEqual(self._way_ends("redirect"), ("refused", "redirect"))

    def test_a_broken_connection_may_have_sent_it(self):
        self.assertEqual(self._way_ends("drop"), ("unknown", "dropped"))
        self.assertEqual(self._way_ends("dies"), ("unknown", "dropped"))

    def test_a_server_that_hangs_is_left_after_its_time(self):
        started = time.monotonic()
        self.assertEqual(self._way_ends("hangs"), ("unknown", "timeout"))
        self.assertLess(time.monotonic() - started, 8)

    def test_an_answer_that_never_ends_is_left_by_time_and_by_size(self):
        started = time.monotonic()
        self.assertEqual(self._way_ends("drips"), ("unknown", "odd_answer"))
        self.assertEqual(self._way_ends("huge"), ("unknown", "odd_answer"))
        self.assertEqual(self._way_ends("drips_lines"), ("unknown", "timeout"))
        self.assertLess(time.monotonic() - started, 15)

    def test_a_certificate_that_is_not_trusted_or_of_another_name_stops_it_before_anything_is_sent(
        self,
    ):
        for file, trusted in ((self.trusted, self.stranger), (self.stranger, self.stranger)):
            server = self._serve("well", file)
            answer = self._post(server.server_port, trusted)
            self.assertEqual((answer.outcome, answer.result), ("later", "certificate"))
            self.assertFalse(server.asked)

    def test_where_nobody_listens_nothing_was_sent(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        answer = self._post(port)
        self.assertEqual((answer.outcome, answer.result), ("later", "unreachable"))

    def test_a_name_that_leads_to_this_server_is_refused_without_a_request(self):
        server = self._serve("well")
        for host in (HOST, "127.0.0.1", "localhost"):
            with (
                patch.object(robots, "authorities", lambda: str(self.trusted)),
                patch.object(
                    socket, "getaddrinfo", lambda *a, **k: _getaddrinfo("127.0.0.1", *a[1:], **k)
                ),
            ):
                answer = robots.post(
                    "wecom", f"https://{host}:{server.server_port}/", "?key=1", b"{}"
                )
            self.assertEqual((answer.outcome, answer.result), ("refused", "address"))
        self.assertFalse(server.asked)

    def test_an_address_of_this_machine_is_refused_whatever_it_is(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            # no packet is sent: the machine says from which address it would
            probe.connect(("192.0.2.200", 9))
            own = probe.getsockname()[0]
        number = int(ipaddress.ip_address(own))
        carrying = [
            ipaddress.ip_address(f"::ffff:{own}"),
            ipaddress.ip_address(int(ipaddress.ip_address("64:ff9b::")) + number),
            ipaddress.ip_address((0x2002 << 112) + (number << 80)),
            ipaddress.ip_address((0x20010000 << 96) + (0x0A000001 << 64) + (number ^ 0xFFFFFFFF)),
        ]
        for address in map(str, carrying):
            self.assertFalse(robots.is_allowed(address), address)
        for address, allowed in ((own, False), ("10.255.255.254", True), ("fd12::5", True)):
            self.assertEqual(robots.is_allowed(address), allowed, address)

    def test_nothing_but_https_is_asked(self):
        answer = robots.post("wecom", "http://robot.example/", "?key=1", b"{}")
        self.assertEqual((answer.outcome, answer.result), ("refused", "address"))

    def test_the_log_of_requests_shows_no_key(self):
        server = self._serve("well")
        with self.assertLogs("urllib3.connectionpool", logging.DEBUG) as logs:
            self._post(server.server_port)
        self.assertTrue(any("/robot/send?…" in line for line in logs.output), logs.output)
        self.assertNotIn(KEY, str(logs.output))
