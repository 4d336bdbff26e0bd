"""A real server with several workers for the award measurements, and people who call it over JSON-RPC from many threads."""

import collections
import os
import re
import signal
import socket
import subprocess
import sys
import threading

import award_data
import harness
import isolation_bench
import requests

WORKERS = 4
THREADS = 16
#: exceptions that carry a sentence for the user
SENTENCES = (
    "odoo.exceptions.UserError",
    "odoo.exceptions.ValidationError",
    "odoo.exceptions.AccessError",
)
#: words that no user should see
FOREIGN = re.compile(
    r"psycopg2|Traceback|serializ|duplicate key|deadlock|current transaction", re.IGNORECASE
)


class Server:
    """An Odoo server for a database, on a free loopback port and in its own process group."""

    def __init__(self, database):
        self.database = database
        self.port, gevent_port = free_port(), free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        arguments = [
            argument
            for argument in harness.odoo_arguments(database)
            if argument not in ("--no-http", "--workers=0")
        ]
        self.command = [
            sys.executable,
            str(harness.HERE / "odoo_main.py"),
            *arguments,
            f"--workers={WORKERS}",
            f"--http-port={self.port}",
            f"--gevent-port={gevent_port}",
            "--http-interface=127.0.0.1",
            "--max-cron-threads=0",
            f"--db-filter=^{database}$",
        ]
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_error):
        self.stop()

    def start(self):
        """Start and wait until it answers."""
        with open(f"{os.environ.get('TMPDIR', '/tmp')}/{self.database}.log", "ab") as log:
            self.process = subprocess.Popen(
                self.command, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True
            )
        isolation_bench.wait_for(self.address)

    def kill(self):
        """kill -9 of the whole group: master, workers, all at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Stop it, by force if it does not end."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()


def free_port():
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class People:
    """The users of the measurement, signed in once, each callable from any thread."""

    def __init__(self, server):
        self.server = server
        self.cookies = {}
        self.local = threading.local()
        for name, _role, many in award_data.PEOPLE:
            for number in range(1, many + 1):
                self._sign_in(f"{name}{number}")

    def _sign_in(self, login):
        session = requests.Session()
        answer = session.post(
            f"{self.server.address}/web/session/authenticate",
            timeout=600,
            json={
                "jsonrpc": "2.0",
                "params": {
                    "db": self.server.database,
                    "login": login,
                    "password": award_data.PASSWORD,
                },
            },
        )
        content = answer.json()
        if "error" in content:
            raise RuntimeError(
                f"{login} cannot sign in: {content['error'].get('data', content['error'])}"
            )
        assert content["result"]["uid"], login
        self.cookies[login] = session.cookies.get_dict()

    def call(self, login, model, method, *arguments):
        """(kind, result): kind is ``done``, ``refused`` (result: the sentence), ``error`` (any other answer) or ``cut``."""
        if not hasattr(self.local, "session"):
            self.local.session = requests.Session()
        # a cookie that an answer set for another user would be sent beside this one's
        self.local.session.cookies.clear()
        try:
            answer = self.local.session.post(
                f"{self.server.address}/web/dataset/call_kw",
                cookies=self.cookies[login],
                timeout=300,
                json={
                    "jsonrpc": "2.0",
                    "method": "call",
                    "params": {"model": model, "method": method, "args": arguments, "kwargs": {}},
                },
            )
        except requests.RequestException as error:
            return "cut", type(error).__name__
        if answer.status_code != 200:
            return "error", f"HTTP {answer.status_code}"
        content = answer.json()
        if "error" not in content:
            return "done", content.get("result")
        data = content["error"].get("data") or {}
        name, message = data.get("name", ""), data.get("message", "")
        clear = name in SENTENCES and message and not FOREIGN.search(message)
        return ("refused", message) if clear else ("error", f"{name}: {message}"[:200])


def kind_of(sentence):
    """A sentence without what differs from award to award."""
    return re.sub(r"(JL-)?BENCH-\d+|示例项目\d+|\d{4}-\d\d-\d\d", "…", " ".join(sentence.split()))


def show(kinds, heading):
    """Counted sentences, the most frequent first."""
    print(f"  {heading}")
    for sentence, count in collections.Counter(kinds).most_common():
        print(f"    {count:7,}  {sentence}")
