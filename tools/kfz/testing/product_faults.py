"""Faults under the running product: PostgreSQL away, Odoo killed (kill -9) in the middle of work.

Users get a sentence, stay signed in, and nothing is half-done. ``./kfz test`` runs a small sample, ``./kfz bench
product-faults`` as much as is asked for.
"""

import argparse
import base64
import copy
import dataclasses
import http.client
import random
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from .. import proc, serve
from ..project import Project
from . import product, template
from .client import Client
from .relay import Relay
from .result import Result

DATABASE = "kfz_faults"
ROWS = 400
CUT = (urllib.error.URLError, http.client.HTTPException, OSError)
CHINESE, ENGLISH = "数据库", "The database does not answer"


class Site:
    """The product on a database that a relay leads to."""

    def __init__(self, project: Project, relay: Relay, words: dict, **options):
        self.project = copy.copy(project)
        self.project.server = dataclasses.replace(project.server, host="127.0.0.1", port=relay.port)
        self.words, self.options, self.child, self.address = words, options, None, ""

    def start(self) -> None:
        """Start Odoo."""
        self.child, self.address = serve.start_odoo(self.project, DATABASE, template.free_port())

    def kill(self) -> None:
        """As when the machine kills it: no word to anybody."""
        self.child.kill()
        self.child.wait()

    def stop(self) -> None:
        """End it."""
        if self.child and self.child.poll() is None:
            proc.end(self.child)

    def client(self, name: str) -> Client:
        """A user who has just signed in."""
        return Client(self.address, DATABASE, name, self.words[name])

    def page(self, path: str, cookie: str = "") -> tuple[int, str]:
        """Status and content of a page."""
        request = urllib.request.Request(f"{self.address}{path}")
        if cookie:
            request.add_header("Cookie", f"session_id={cookie}")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


def run(project: Project, words: dict, result: Result, kills: int = 1) -> Result:
    """The checks, on a copy of the product's database."""
    product.copy(project, DATABASE)
    server = project.server
    with Relay(server.host, server.port) as relay:
        site = Site(project, relay, words)
        site.start()
        try:
            away(site, relay, result)
            rng = random.Random("kill -9")
            for number in range(kills):
                for work in (Import(number), Publish(), Confirm()):
                    result.check(f"{work.name} is all or nothing", killed(site, work, rng))
            result.check("the integrity check is clean after all kills", whole(site))
        finally:
            site.stop()
    product.drop(project, DATABASE)
    return result


# PostgreSQL away


def away(site: Site, relay: Relay, result: Result) -> None:
    """Pages and calls while PostgreSQL is away; all is well when it is back, without a restart of Odoo."""
    client = site.client("officer")
    relay.cut()
    pages_away(site, client, result)
    calls_away(site, client, result)
    relay.mend()
    answer = client.call("res.users", "search_count", [])
    result.check(
        "users are still signed in when it is back", "" if "result" in answer else str(answer)
    )
    status, text = site.page("/odoo", client.cookie)
    result.check("pages are back", "" if status == 200 else f"{status}\n{text[:1500]}")


def pages_away(site: Site, client: Client, result: Result) -> None:
    """Each page says so in both languages."""
    for path, cookie in (
        ("/odoo", client.cookie),
        ("/odoo", ""),
        ("/web/login", ""),
        ("/web", client.cookie),
        ("/my", client.cookie),
    ):
        status, text = site.page(path, cookie)
        is_plain = status == 503 and CHINESE in text and ENGLISH in text
        who = "a user" if cookie else "a stranger"
        result.check(
            f"while the database is away, {path} tells {who}",
            "" if is_plain else f"{status}\n{text[:1500]}",
        )


def calls_away(site: Site, client: Client, result: Result) -> None:
    """The web client gets a sentence, the health page its number."""
    error = client.call("res.users", "search_count", []).get("error", {}).get("data", {})
    is_sentence = error.get("name") == "odoo.exceptions.UserError" and not error.get("debug")
    result.check("the web client gets a sentence", "" if is_sentence else str(error))
    status, _text = site.page("/web/health?db_server_status=1")
    result.check("the health page says so", "" if status == 500 else str(status))


# kill -9


class Work:
    """A piece of work that is either done or not: ``begin`` prepares it and gives the call, ``state`` compares."""

    name = ""
    user = ""

    def begin(self, client: Client) -> Callable[[], dict]:
        """Prepare; the call that is killed."""
        raise NotImplementedError

    def problem(self, client: Client) -> str:
        """What is half-done, '' for nothing."""
        raise NotImplementedError


class Import(Work):
    """A list of enterprises."""

    name, user = "an import", "officer"

    def __init__(self, number: int):
        self.word = f"示例故障{number}—"

    def begin(self, client):
        lines = ["企业名称,备注", *(f"昆明{self.word}{row:04}号有限公司," for row in range(ROWS))]
        values = {
            "kind": "enterprise",
            "filename": f"{self.word}.csv",
            "file": base64.b64encode("\n".join(lines).encode()).decode(),
        }
        wizard = told(client.call("kfz.import", "create", [values]))
        told(client.call("kfz.import", "action_preview", wizard))
        [ready] = told(client.call("kfz.import", "read", wizard, ["ok_count"]))
        if ready["ok_count"] != ROWS:
            raise AssertionError(f"the list has {ready['ok_count']} good rows")
        return lambda: client.call("kfz.import", "action_import", wizard)

    def problem(self, client):
        rows = told(client.call("res.partner", "search_count", [["name", "like", self.word]]))
        runs = told(
            client.call("kfz.import.run", "search_count", [["filename", "like", self.word]])
        )
        return "" if (rows, runs) in ((0, 0), (ROWS, 1)) else f"{rows} rows, {runs} entered"


class Publish(Work):
    """A sheet in the joint pool."""

    name, user = "a share", "manager"

    def begin(self, client):
        [lead] = told(
            client.call(
                "crm.lead",
                "search",
                [["is_promotion", "=", True], ["share_ids", "=", False]],
                limit=1,
            )
        )
        zone = client.session["user_companies"]["current_company"]
        others = told(
            client.call(
                "res.company", "search", [["zone_code", "!=", False], ["id", "!=", zone]], limit=1
            )
        )
        [level] = told(client.call("kfz.share.level", "search", [], limit=1))
        values = {"lead_id": lead, "level_id": level, "recipient_ids": [[6, 0, others]]}
        self.share = told(client.call("kfz.share", "create", [values]))
        return lambda: client.call("kfz.share", "action_publish", self.share)

    def problem(self, client):
        [share] = told(client.call("kfz.share", "read", self.share, ["state", "sheet_uid"]))
        sheets = told(
            client.call("kfz.shared.project", "search_count", [["uid", "=", share["sheet_uid"]]])
        )
        wanted = {"draft": 0, "published": 1}[share["state"]]
        return "" if sheets == wanted else f"{share['state']} with {sheets} sheets"


class Confirm(Work):
    """A step of an award."""

    name, user = "the confirmation of an award", "committee"

    def begin(self, client):
        waiting = [["state", "=", "customs_confirmed"]]
        self.award = told(client.call("kfz.award", "search", waiting, limit=1))
        return lambda: client.call("kfz.award", "action_confirm_committee", self.award)

    def problem(self, client):
        if not self.award:
            return ""
        [award] = told(client.call("kfz.award", "read", self.award, ["state"]))
        entered = told(
            client.call(
                "kfz.award.entry",
                "search_count",
                [["award_id", "in", self.award], ["step", "=", "committee_confirmed"]],
            )
        )
        wanted = award["state"] != "customs_confirmed"
        return "" if entered == wanted else f"{award['state']} with {entered} entries"


def told(answer: dict):
    """The result of a call that must succeed."""
    if "error" in answer:
        raise AssertionError(str(answer["error"].get("data", answer["error"]))[:2000])
    return answer["result"]


def killed(site: Site, work: Work, rng: random.Random) -> str:
    """Kill Odoo during the work, start it again, and look; '' when nothing is half-done."""
    call = work.begin(site.client(work.user))

    def attempt():
        try:
            call()
        except CUT:
            pass

    thread = threading.Thread(target=attempt)
    thread.start()
    time.sleep(rng.uniform(0.05, 1.5))
    site.kill()
    thread.join()
    site.start()
    return work.problem(site.client(work.user))


def whole(site: Site) -> str:
    """What the integrity check finds, '' for nothing."""
    client = site.client("committee")
    wizard = told(client.call("kfz.award.ledger.check", "create", [{}]))
    told(client.call("kfz.award.ledger.check", "action_check", wizard))
    [found] = told(client.call("kfz.award.ledger.check", "read", wizard, ["is_whole", "result"]))
    return "" if found["is_whole"] else found["result"]


def bench(project: Project, rest: list[str]) -> int:
    """``./kfz bench product-faults``: as many kills as are asked for; 1 when something is half-done."""
    parser = argparse.ArgumentParser(prog="./kfz bench product-faults", description=bench.__doc__)
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args(rest)
    project.set_up(sets=("odoo", "test"), cluster="test")
    result = Result("product-faults")
    try:
        run(project, product.ensure(project), result, options.kills)
        product.drop(project, product.DATABASE)
        say(project, result)
    finally:
        project.stop()
    return 1 if result.failures else 0


def say(project: Project, result: Result) -> None:
    """Print what failed, and the counts."""
    for name, text in result.failures:
        project.ui.say(f"\nFAILED {name}\n{text[:4000]}")
    project.ui.say(f"\n{result.passed} checks passed, {len(result.failures)} failed")
