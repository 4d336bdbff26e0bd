"""A server of one side for the measurements over HTTP, and a client that is signed in."""

import pathlib
import re
import subprocess

import award_server
import requests
import scale_settle


class Server(award_server.Server):
    """An Odoo server on a free loopback port, with ``workers`` processes that answer, or with threads in one process (0)."""

    def __init__(self, database, workers):
        super().__init__(database)
        self.command = [
            f"--workers={workers}" if part.startswith("--workers") else part
            for part in self.command
        ]

    def processes(self):
        """The ids of the server's processes."""
        found = subprocess.run(
            ["ps", "-o", "pid=", "-g", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        return [int(pid) for pid in found.stdout.split()]

    def reset_peak(self):
        """Reset the peaks of its processes; the largest memory now, in MB."""
        for pid in self.processes():
            pathlib.Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")
        return self.memory("VmRSS")

    def memory(self, key="VmHWM"):
        """The largest memory of a process, in MB."""
        return max(memory_of(pid, key) for pid in self.processes())


def memory_of(pid, key):
    """A figure of a process's status, in MB."""
    try:
        text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    lines = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
    return int(lines.get(key, "0 kB").split()[0]) / 1024


class Client:
    """A user who is signed in."""

    def __init__(self, server, login):
        self.address, self.session = server.address, requests.Session()
        answer = self.post(
            "/web/session/authenticate",
            {"db": server.database, "login": login, "password": scale_settle.PASSWORD},
        )
        self.uid = answer["uid"]
        self.companies = list(
            map(int, answer["user_companies"]["allowed_companies"])
            if answer.get("user_companies")
            else []
        )

    def post(self, path, params):
        """The result of a JSON-RPC call.

        :raises RuntimeError: for an answer that is an error
        """
        answer = self.session.post(
            f"{self.address}{path}", json={"jsonrpc": "2.0", "params": params}, timeout=900
        ).json()
        if "error" in answer:
            raise RuntimeError(str(answer["error"].get("data", answer["error"]))[:500])
        return answer["result"]

    def call(self, model, method, args=(), **kwargs):
        """Call a method as the web client does."""
        context = {
            "lang": "zh_CN",
            "tz": "Asia/Shanghai",
            "uid": self.uid,
            "allowed_company_ids": self.companies,
            **kwargs.pop("context", {}),
        }
        return self.post(
            f"/web/dataset/call_kw/{model}/{method}",
            {
                "model": model,
                "method": method,
                "args": list(args),
                "kwargs": {**kwargs, "context": context},
            },
        )

    def token(self):
        """The token that forms send."""
        page = self.session.get(f"{self.address}/odoo", timeout=900).text
        return re.search(r'csrf_token: "([^"]+)"', page).group(1)
