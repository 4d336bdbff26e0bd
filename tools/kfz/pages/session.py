"""Signing in as a browser does, and the reader's language."""

import http.cookiejar
import json
import urllib.request


class Session:
    """A user who is signed in; ``cookie`` is the session's id."""

    def __init__(self, address: str, database: str, login: str, password: str):
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.jar)
        )
        params = {"db": database, "login": login, "password": password}
        self.uid = self.post("/web/session/authenticate", params)["uid"]

    def post(self, route: str, params: dict):
        """The result of a JSON route.

        :raises RuntimeError: when it answers with an error
        """
        request = urllib.request.Request(
            f"{self.address}{route}",
            json.dumps({"jsonrpc": "2.0", "params": params}).encode(),
            {"Content-Type": "application/json"},
        )
        with self.opener.open(request, timeout=120) as answer:
            said = json.load(answer)
        if "error" in said:
            raise RuntimeError(said["error"]["data"]["message"])
        return said["result"]

    def speak(self, lang: str) -> None:
        """Choose a language, as the user's own preferences do."""
        call = {"model": "res.users", "method": "write", "args": [[self.uid], {"lang": lang}]}
        self.post("/web/dataset/call_kw", {**call, "kwargs": {}})

    @property
    def cookie(self) -> str:
        """The id of the session."""
        return next(cookie.value for cookie in self.jar if cookie.name == "session_id")
