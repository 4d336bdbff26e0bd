import base64
import inspect
import json
import time

from odoo import http
from odoo.addons.auth_totp.models.totp import TIMESTEP, hotp
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import KfzCase, request_of
from ..http_common import RpcCase
from .noninterference import Refused

HUGE = str(10**20)
#: pages that end the session, wait, or belong to whoever operates the server
LEFT_OUT = ("/web/session/logout", "/web/database", "/websocket", "/web/tests", "/web/bundle")
#: what a converter of an address takes, so that the page is reached
FILLED = {"int": HUGE, "model": HUGE, "models": HUGE, "float": "1e300"}
#: answers that the web client reads as an error and shows as a sentence, and the profiler's
BY_DESIGN = ("/report/download", "/web/export/", "/web/set_profiling")
REPORTS = ("odoo.addons.web.controllers.report", "odoo.addons.base.models.assetsbundle")
ODD = (HUGE, "x", "-1")


@tagged("post_install", "-at_install", "isolation")
class TestOddRequests(KfzCase, RpcCase):
    """No odd address, cookie or value makes the server fail: the answer is a page, a refusal or a sentence."""

    maxDiff = None

    def _addresses(self, auth):
        """One address per page that is read, with odd ids and odd values of all that the page knows."""
        found = {}
        for index, rule in enumerate(self.env["ir.http"].routing_map().iter_rules()):
            path = self._path(rule)
            if self._is_read(rule.endpoint.routing, auth) and not path.startswith(
                LEFT_OUT + BY_DESIGN
            ):
                odd = ODD[index % len(ODD)]
                # the last address of a page: most of them have the most ids
                found[rule.endpoint] = f"{path}?" + "&".join(
                    f"{name}={odd}" for name in self._known(rule)
                )
        return sorted(found.values())

    def _is_read(self, routing, auth):
        """Whether a page of one of the kinds of login is read by its address."""
        methods = routing.get("methods") or ["GET"]
        return routing["type"] == "http" and "GET" in methods and routing["auth"] in auth

    def _path(self, rule):
        parts = [
            FILLED.get(self._kind(rule, part), "x") if is_dynamic else part
            for is_dynamic, part in rule._trace
        ]
        return "".join(parts).lstrip("|")

    def _known(self, rule):
        """What a page takes besides the parts of its address."""
        given = inspect.signature(rule.endpoint).parameters.values()
        named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
        names = [each.name for each in given if each.kind in named]
        return [name for name in names if name not in ("self", *rule.arguments)]

    def _kind(self, rule, name):
        name_of = type(rule._converters[name]).__name__
        return name_of.removesuffix("Converter").lower().replace("signedint", "int")

    def _failures(self, addresses, **kwargs):
        failed = []
        for address in addresses:
            response = self.url_open(address, timeout=60, allow_redirects=False, **kwargs)
            if response.status_code >= 500:
                failed.append((address, response.status_code))
        return failed

    @mute_logger(
        "odoo.http", "odoo.addons.web.controllers.export", "odoo.sql_db", "werkzeug", *REPORTS
    )
    def test_no_page_fails_by_its_address(self):
        self.authenticate(self.officer.login, self.officer.login)
        addresses = self._addresses(("user", "public"))
        self.assertGreater(len(addresses), 60)
        self.assertEqual(self._failures(addresses), [])
        self.authenticate(None, None)
        self.assertEqual(self._failures(self._addresses(("none", "public"))), [])

    @mute_logger("odoo.http", "odoo.sql_db", "werkzeug")
    def test_no_page_fails_by_what_is_left_out_or_too_long(self):
        self.authenticate(self.officer.login, self.officer.login)
        long = "9" * 3000
        addresses = (
            "/report/barcode",
            f"/report/barcode/Code128/{long}",
            f"/report/barcode/EAN13/{long}?width=x",
            f"/report/barcode?barcode_type=QR&value={long}",
            "/report/barcode/x/1?width=99999&height=99999",
            f"/web/image/{HUGE}",
            f"/web/image/res.partner/{HUGE}/image_1920",
            f"/web/content/{HUGE}",
            f"/my/referrals?page={HUGE}",
            f"/mail/view?model=res.partner&res_id={HUGE}",
            "/web/action/x?%00",
            *(
                f"/report/html/kfz_investment.project_sheet_zh/{HUGE[:9]}?context={context}"
                for context in (
                    "null",
                    "1",
                    '{"lang":["a"]}',
                    '{"lang":{"a":1}}',
                    '{"lang":"xx"}',
                    "x",
                )
            ),
            '/report/html/kfz_investment.project_sheet_zh/1?context={"allowed_company_ids":[{"a":1}]}',
        )
        self.assertEqual(self._failures(addresses), [])

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_a_cookie_that_names_no_companies_counts_for_nothing(self):
        dashboard = self.env["spreadsheet.dashboard"].with_user(self.manager).search([], limit=1)
        self.authenticate(self.manager.login, self.manager.login)
        for cookie in ("x-3", "-", "3--4", HUGE, "3,x"):
            self.opener.cookies["cids"] = cookie
            for address in ("/odoo", f"/spreadsheet/dashboard/data/{dashboard.id}", "/web"):
                with self.subTest(cookie=cookie, address=address):
                    response = self.url_open(address)
                    self.assertEqual(response.status_code, 200)

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_odd_values_get_a_sentence(self):
        post = self._session(self.officer)
        deep = []
        for _level in range(400):
            deep = ["!", *deep] if not deep else ["&", *deep, ["id", "=", 1]]
        nested = ["id", "any", []]
        for _level in range(300):
            nested = ["parent_id", "any", [nested]]
        for model, method, args in (
            ("res.partner", "search_count", [[["id", "=", 10**30]]]),
            ("kfz.lead.edit", "create", [{"account_manager_id": {"a": 1}}]),
            ("res.partner", "search_count", [[["id", "=", {"a": 1}]]]),
            ("res.partner", "search", [[], 10**30]),
            ("res.partner", "search_count", [[nested]]),
            ("crm.lead", "search_count", [[["date_deadline", "=", "99999-12-31"]]]),
            ("crm.lead", "write", [[], {"expected_revenue": 1e300}]),
            ("calendar.event", "search_count", [[["start", ">", "today +99999999999d"]]]),
            ("crm.lead", "read", [[[1]], ["name"]]),
            ("kfz.lead.assign", "action_apply", [[[1]]]),
            ("kfz.official", "write", [[{}], {"name": "x"}]),
        ):
            with self.subTest(model=model, method=method):
                try:
                    post(
                        f"/web/dataset/call_kw/{model}/{method}",
                        {"model": model, "method": method, "args": args, "kwargs": {}},
                    )
                except Refused as refused:
                    self.assertIn("odoo.exceptions", refused.name, str(refused))

    @mute_logger("odoo.http")
    def test_a_button_without_its_record_gets_a_sentence(self):
        post = self._session(self.officer)
        for model, method in (
            ("kfz.lead.assign", "action_apply"),
            ("kfz.lead.condition", "action_apply"),
            ("kfz.lead.move", "action_apply"),
            ("kfz.correction.ask", "action_apply"),
            ("kfz.import", "action_preview"),
            ("kfz.import", "action_import"),
        ):
            for args in ([], [[]]):
                params = {"model": model, "method": method, "args": args, "kwargs": {}}
                with self.subTest(params), self.assertRaises(Refused) as caught:
                    post(f"/web/dataset/call_kw/{model}/{method}", params)
                # in words, and not as an error of the program
                self.assertRegex(caught.exception.name, "BadRequest|UserError")

    @mute_logger("odoo.http")
    def test_a_list_by_what_is_in_no_column_gets_a_sentence(self):
        post = self._session(self.officer)
        for model, method, args, kwargs in (
            ("kfz.issue", "search", [[["sheet_number", "=", "x"]]], {}),
            ("kfz.pause", "search_read", [[]], {"order": "is_running"}),
            (
                "kfz.pause",
                "formatted_read_group",
                [[]],
                {"groupby": ["is_running"], "aggregates": ["__count"]},
            ),
        ):
            params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
            with self.subTest(model=model, method=method), self.assertRaises(Refused) as caught:
                post(f"/web/dataset/call_kw/{model}/{method}", params)
            self.assertIn("UserError", caught.exception.name)
            self.assertNotIn("SQL", str(caught.exception))

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_a_request_that_is_nested_too_deeply_gets_a_sentence(self):
        self.authenticate(self.officer.login, self.officer.login)
        for body in ("[" * 10000 + "]" * 10000, '{"params":' * 10000 + "1" + "}" * 10000):
            response = self.url_open(
                "/web/dataset/call_kw/res.partner/search",
                data='{"jsonrpc": "2.0", "method": "call", "params": %s}' % body,
                headers={"Content-Type": "application/json"},
            )
            self.assertLess(response.status_code, 500)
            if "json" in response.headers["Content-Type"]:
                self.assertIn("odoo.exceptions", json.dumps(response.json()))

    def test_a_refusal_is_a_plain_sentence(self):
        """Core's speaks of top-secret records."""
        share = self.env["spreadsheet.dashboard.share"].create(
            {
                "dashboard_id": self.env["spreadsheet.dashboard"].search([], limit=1).id,
                "spreadsheet_data": "{}",
            }
        )
        env = self.env(user=self.officer.id, su=False)
        with self.assertRaisesRegex(Exception, "administrator") as raised:
            request_of(env, share._name, "read", [share.ids, ["name"]], {})
        self.assertNotIn("Uh-oh", str(raised.exception))

    @mute_logger("odoo.http")
    def test_an_unknown_browser_passes_the_second_factor(self):
        secret = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
        self.officer.sudo().totp_secret = secret
        self.authenticate(None, None)
        self.session.update(pre_login=self.officer.login, pre_uid=self.officer.id)
        http.root.session_store.save(self.session)
        token = hotp(base64.b32decode(secret), int(time.time() / TIMESTEP))
        response = self.url_open(
            "/web/login/totp",
            data={
                "totp_token": f"{token:06d}",
                "remember": "1",
                "csrf_token": http.Request.csrf_token(self),
            },
            headers={"User-Agent": "odd"},
            allow_redirects=False,
        )
        self.assertEqual(response.status_code, 303)
        self.assertNotIn("td_id", response.cookies)
