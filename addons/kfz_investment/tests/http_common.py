import json

from odoo.tests import HttpCase


class RpcCase(HttpCase):
    """Several signed-in users at once, each calling as the web client does."""

    def _session(self, user, debug=""):
        """A callable(route, params) that posts as the user; raises noninterference.Refused."""
        # here, since rooms whose tests come first use this file, and those of isolation too
        from .isolation.noninterference import Refused

        self.authenticate(user.login, user.login, session_extra={"debug": debug})
        opener = self.opener
        # the next authenticate() would delete this session: forget it here, so that it lives on
        self.session = None

        def post(route, params):
            self.opener = opener
            response = self.opener.post(
                self.base_url() + route,
                data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
                headers={"Content-Type": "application/json"},
                timeout=120,
            )
            response.raise_for_status()
            answer = response.json()
            if "error" in answer:
                raise Refused(answer["error"]["data"]["name"], answer["error"]["data"]["message"])
            return answer.get("result")

        return post

    def _browser(self, user, debug=""):
        """A callable(method, route, params) that asks as the user's browser; status, address and content as one text."""
        self.authenticate(user.login, user.login, session_extra={"debug": debug})
        opener, self.session = self.opener, None

        def ask(method, route, params):
            self.opener = opener
            if method == "GET":
                response = opener.get(self.base_url() + route, timeout=120, allow_redirects=False)
                return f"{response.status_code} {response.headers.get('Location')} {response.text}"
            response = opener.post(
                self.base_url() + route,
                data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
                headers={"Content-Type": "application/json"},
                timeout=120,
            )
            if "json" not in response.headers.get("Content-Type", ""):
                return f"{response.status_code} {response.text}"
            answer = response.json()
            for key in ("debug", "context", "timestamp"):
                answer.get("error", {}).get("data", {}).pop(key, None)
            return json.dumps(answer, sort_keys=True, ensure_ascii=False)

        return ask
