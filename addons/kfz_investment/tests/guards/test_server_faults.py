import errno
import hashlib
import json
import os
import re
from http.client import HTTPConnection
from unittest.mock import patch

import psycopg2
import psycopg2.errors
import psycopg2.pool
from odoo import http
from odoo.exceptions import UserError
from odoo.tests import HttpCase, TransactionCase, tagged
from odoo.tests.common import HOST
from odoo.tools import mute_logger

from ...models.guards.server_faults import LANGUAGES, SENTENCES, fault_of, sentence

LOGGER = "odoo.addons.kfz_investment.controllers.server_faults"
CLOSED = psycopg2.OperationalError("server closed the connection unexpectedly")


def _full():
    return OSError(errno.ENOSPC, "No space left on device")


def _behind(error, shown):
    """An error that was raised while another one was handled."""
    try:
        try:
            raise error
        except type(error):
            raise shown
    except type(shown) as raised:
        return raised


@tagged("post_install", "-at_install")
class TestFaultKinds(TransactionCase):
    """What an error tells of."""

    def test_each_failure_is_known(self):
        for error, kind in (
            (CLOSED, "away"),
            (psycopg2.InterfaceError("connection already closed"), "away"),
            (psycopg2.errors.AdminShutdown(), "away"),
            (psycopg2.pool.PoolError("The Connection Pool Is Full"), "away"),
            (psycopg2.errors.DiskFull(), "full"),
            (_full(), "full"),
            (OSError(errno.EROFS, "Read-only file system"), "full"),
            (psycopg2.errors.QueryCanceled(), "slow"),
            (MemoryError(), "large"),
            (_behind(CLOSED, http.RegistryError("Cannot get registry")), "away"),
        ):
            self.assertEqual(fault_of(error), kind, repr(error))

    def test_a_mistake_of_the_program_or_a_refusal_is_none(self):
        for error in (
            ValueError("x"),
            FileNotFoundError(errno.ENOENT, "x"),
            psycopg2.InterfaceError("odd"),
            psycopg2.errors.UniqueViolation(),
            _behind(CLOSED, UserError("x")),
        ):
            self.assertIsNone(fault_of(error), repr(error))

    def test_each_has_a_sentence_in_each_language(self):
        for kind in SENTENCES:
            said = {SENTENCES[kind]._translate(lang) for lang in LANGUAGES}
            self.assertEqual(len(said), len(LANGUAGES), kind)
            self.assertEqual(sentence(kind, None), SENTENCES[kind]._source)


@tagged("post_install", "-at_install")
class TestServerFaults(HttpCase):
    """Users get a sentence, and stay signed in."""

    def _broken(self, error):
        return patch.object(http.service_model, "retrying", side_effect=error)

    @mute_logger(LOGGER)
    def test_a_page_says_so_in_both_languages_and_comes_back_by_itself(self):
        with self._broken(CLOSED):
            for path in ("/odoo", "/web/login"):
                answer = self.url_open(path, allow_redirects=False)
                self.assertEqual(answer.status_code, 503, path)
                self.assertEqual(answer.headers["Retry-After"], "30")
                for lang in LANGUAGES:
                    self.assertIn(SENTENCES["away"]._translate(lang), answer.text)
                self.assertIn('http-equiv="refresh"', answer.text)
        self.assertEqual(self.url_open("/web/login").status_code, 200)

    @mute_logger(LOGGER)
    def test_the_web_client_gets_a_sentence_without_a_traceback(self):
        for error, kind in ((CLOSED, "away"), (_full(), "full"), (MemoryError(), "large")):
            with self._broken(error):
                answer = self._call().json()["error"]["data"]
            self.assertEqual(answer["name"], "odoo.exceptions.UserError")
            self.assertEqual(answer["message"], sentence(kind, "en_US"))
            self.assertFalse(answer["debug"])

    @mute_logger(LOGGER, "odoo.http")
    def test_nobody_is_signed_out_while_the_database_is_away(self):
        self.authenticate("admin", "admin")
        with patch.object(http, "Registry", side_effect=CLOSED):
            self.assertEqual(self.url_open("/odoo", allow_redirects=False).status_code, 503)
        self.assertEqual(self._call().json()["result"], self.env.ref("base.user_admin").id)

    @mute_logger(LOGGER, "odoo.http")
    def test_the_page_leads_to_no_other_server_and_runs_nothing(self):
        with patch.object(http, "Registry", side_effect=CLOSED):
            for path in ("//example.com/x", '/odoo?a="><script>', "/odoo?next=//example.com"):
                text = self.url_open(path, allow_redirects=False).text
                self.assertNotIn('href="//', text, path)
                self.assertNotIn("<script", text, path)

    @mute_logger(LOGGER, "odoo.http")
    def test_its_link_is_the_address_that_was_asked_for(self):
        """Browsers read a backslash as a slash, and leave out tabs and ends of lines."""
        self.authenticate(None, None)
        for asked, link in (
            ("/%5Cevil.example/x", "/%5Cevil.example/x"),
            ("/%09/evil.example", "/%09/evil.example"),
            ("/%0d%0a/evil.example", "/%0D%0A/evil.example"),
            ("/%00/evil.example", "/%00/evil.example"),
            ("/%2Fevil.example", "/evil.example"),
            ("///evil.example", "/evil.example"),
            ("/odoo/%23a", "/odoo/%23a"),
            ("/odoo/%E9%A1%B9?a=%E7%9B%AE&b=1", "/odoo/%E9%A1%B9?a=%E7%9B%AE&amp;b=1"),
            ("/odoo?a=%22%3E%09", "/odoo?a=%22%3E%09"),
        ):
            with self.subTest(asked), patch.object(http, "Registry", side_effect=CLOSED):
                connection = HTTPConnection(HOST, self.http_port(), timeout=60)
                # as it stands: a library would put it right
                connection.putrequest("GET", asked, skip_accept_encoding=True)
                connection.putheader("Cookie", f"session_id={self.session.sid}")
                connection.endheaders()
                text = connection.getresponse().read().decode()
                connection.close()
                self.assertEqual(set(re.findall(r'href="(.*?)"', text)), {link})

    @mute_logger(LOGGER)
    def test_each_way_to_ask_for_chinese_gets_it(self):
        for asked, lang in (
            ("zh", "zh_CN"),
            ("zh-Hans", "zh_CN"),
            ("zh-Hans-CN,en;q=0.8", "zh_CN"),
            ("zh-CN", "zh_CN"),
            ("en-GB,zh;q=0.5", "en_US"),
        ):
            self.opener.headers["Accept-Language"] = asked
            with self.subTest(asked), self._broken(CLOSED):
                answer = self._call().json()["error"]["data"]
                self.assertEqual(answer["message"], sentence("away", lang))

    @mute_logger(LOGGER, "odoo.http")
    def test_the_health_page_still_answers(self):
        with patch.object(http, "Registry", side_effect=CLOSED):
            self.assertEqual(self.url_open("/web/health").json()["status"], "pass")

    @mute_logger(
        LOGGER, "odoo.addons.base.models.ir_attachment", "odoo.addons.web.controllers.binary"
    )
    def test_a_document_on_a_full_disk_is_refused_in_words_and_leaves_nothing(self):
        self.authenticate("admin", "admin")
        partner = self.env.user.partner_id.id
        for route, values in (
            ("/web/binary/upload_attachment", {"model": "res.partner", "id": partner}),
            ("/mail/attachment/upload", {"thread_model": "res.partner", "thread_id": partner}),
        ):
            with (
                self.subTest(route=route),
                patch.object(self.registry["ir.attachment"], "_mark_for_gc", side_effect=_full()),
            ):
                answer = self.url_open(
                    route,
                    data={**values, "csrf_token": http.Request.csrf_token(self)},
                    files={"ufile": ("示例满盘.txt", b"full disk", "text/plain")},
                ).json()
            [found] = answer if isinstance(answer, list) else [answer]
            self.assertIn(found["error"], [sentence("full", lang) for lang in LANGUAGES])
        self.assertFalse(self.env["ir.attachment"].search([("name", "=", "示例满盘.txt")]))

    def _call(self):
        params = {"model": "res.users", "method": "search", "args": [[("login", "=", "admin")]]}
        answer = self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps({"jsonrpc": "2.0", "params": {**params, "kwargs": {"limit": 1}}}),
            headers={"Content-Type": "application/json"},
        )
        if "result" in answer.json():
            answer.json = lambda found=answer.json(): {"result": found["result"][0]}
        return answer


@tagged("post_install", "-at_install")
class TestWholeFiles(TransactionCase):
    """A file is stored whole or not at all."""

    CONTENT = "示例：一份没有写完的材料".encode()

    def setUp(self):
        super().setUp()
        self.sha = hashlib.sha1(self.CONTENT).hexdigest()
        self.Attachment = self.env["ir.attachment"]
        self.path = self.Attachment._full_path(f"{self.sha[:2]}/{self.sha}")
        self.addCleanup(lambda: os.path.exists(self.path) and os.unlink(self.path))

    def _store(self):
        return self.Attachment.create({"name": "示例.txt", "raw": self.CONTENT})

    @mute_logger("odoo.addons.base.models.ir_attachment")
    def test_a_full_disk_leaves_no_part_of_a_file(self):
        with (
            patch.object(type(self.Attachment), "_mark_for_gc", side_effect=_full()),
            self.assertRaises(OSError),
        ):
            self._store()
        self.assertFalse(os.path.exists(self.path))

    def test_what_was_broken_off_does_not_stand_in_the_way_of_its_document(self):
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        with open(self.path, "wb") as file:
            file.write(self.CONTENT[:5])
        self.assertEqual(self._store().raw, self.CONTENT)
