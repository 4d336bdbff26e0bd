"""A user of the running product, as the web client calls it."""
import http.cookiejar
import json
import urllib.request


class Client:
    """One session; ``signed_in`` says whether the user got in."""

    def __init__(self, address: str, database: str, user: str, password: str):
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                                  urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        answer = self.post("/web/session/authenticate", {"db": database, "login": user, "password": password})
        self.signed_in = bool((answer.get("result") or {}).get("uid"))

    def post(self, route: str, params: dict) -> dict:
        """The answer of a JSON route: ``result`` or ``error``."""
        request = urllib.request.Request(f"{self.address}{route}", json.dumps({"jsonrpc": "2.0", "params": params}).encode(),
                                         {"Content-Type": "application/json"})
        with self.opener.open(request, timeout=60) as answer:
            return json.load(answer)

    def call(self, model: str, method: str, *args, **kwargs) -> dict:
        """The same of a model's method."""
        return self.post("/web/dataset/call_kw", {"model": model, "method": method, "args": args, "kwargs": kwargs})
