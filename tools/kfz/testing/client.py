"""A user of the running product, as the web client calls it."""

import ast
import http.cookiejar
import json
import re
import urllib.request


class Client:
    """One session; ``signed_in`` says whether the login succeeded, ``session`` is the answer that the web client gets."""

    def __init__(self, address: str, database: str, user: str, password: str):
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.jar)
        )
        answer = self.post(
            "/web/session/authenticate", {"db": database, "login": user, "password": password}
        )
        self.session = answer.get("result") or {}
        self.signed_in = bool(self.session.get("uid"))

    @property
    def cookie(self) -> str:
        """The id of the session, for a browser that goes on with it."""
        return next(cookie.value for cookie in self.jar if cookie.name == "session_id")

    def speak(self, lang: str) -> None:
        """Choose a language, as the user's own preferences do; a session keeps the one that it began with."""
        self.call("res.users", "write", [self.session["uid"]], {"lang": lang})

    def post(self, route: str, params: dict) -> dict:
        """The answer of a JSON route: ``result`` or ``error``."""
        request = urllib.request.Request(
            f"{self.address}{route}",
            json.dumps({"jsonrpc": "2.0", "params": params}).encode(),
            {"Content-Type": "application/json"},
        )
        with self.opener.open(request, timeout=60) as answer:
            return json.load(answer)

    def call(self, model: str, method: str, *args, **kwargs) -> dict:
        """The same for a method of a model."""
        return self.post(
            "/web/dataset/call_kw",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def first_page(self) -> int:
        """Number of records on the user's landing page, in the user's default company."""
        action = self.post("/web/action/load", {"action_id": self.session["home_action_id"]})[
            "result"
        ]
        domain = ast.literal_eval(
            re.sub(r"\buid\b", str(self.session["uid"]), action["domain"] or "[]")
        )
        company = self.session["user_companies"]["current_company"]
        return self.call(
            action["res_model"], "search_count", domain, context={"allowed_company_ids": [company]}
        ).get("result", 0)
