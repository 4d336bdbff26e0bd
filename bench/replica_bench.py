"""A replica beside the database: which requests it answers, whether a page lacks what was just saved, what is left without it."""

import collections
import json
import re
import statistics
import subprocess
import time
import urllib.request

import award_server
import harness
import isolation_bench
import replica_servers

from kfz.testing.client import Client  # isort: skip; found by replica_servers

DATABASE = "kfz_replica"
ROLES = ("officer", "manager", "official", "joint", "taskforce", "customs", "committee")
PORTAL = ("/my", "/my/referrals", "/my/referrals/new", "/my/awards", "/my/bank")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
SERVED = re.compile(r'"(?:GET|POST) (\S+) HTTP[^"]*" (\d+) .* (ro->rw|ro|rw|-)$')
#: lists that say what their figures cover
SCOPED = ("kfz.signed.landed.report", "kfz.trade.report", "kfz.trade.target", "kfz.award.report")
ROUNDS = 20
COUNT = "SELECT COALESCE(sum(calls), 0) FROM pg_stat_statements JOIN pg_database d ON d.oid = dbid WHERE datname = 'kfz_replica'"


class Server(award_server.Server):
    """Odoo on the primary, which reads from the replica."""

    def __init__(self, pair):
        super().__init__(DATABASE)
        self.log = pair.folder / "odoo.log"
        self.command += [
            "--db_host=127.0.0.1",
            f"--db_port={pair.primary}",
            "--db_user=kfz",
            "--db_replica_host=127.0.0.1",
            f"--db_replica_port={pair.replica}",
            "--workers=0",
            "--log-level=info",
        ]  # fmt: skip

    def start(self):
        """As for other measurements, with a log that is read."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self.command, stderr=log, start_new_session=True)
        isolation_bench.wait_for(self.address)

    def served(self):
        """(what was asked for, status, kind of cursor) of each request so far."""
        text = COLOUR.sub("", self.log.read_text(encoding="utf-8", errors="replace"))
        return [match.groups() for line in text.splitlines() if (match := SERVED.search(line))]


def main(options):
    """Make both servers, serve from them, read and save, and print."""
    with replica_servers.Pair() as pair:
        if options.base:
            pair.copy(options.base)
        else:
            pair.use()
            harness.template(DATABASE, "kfz_investment")
        make_users()
        pair.ask("primary", "CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        pair.follow()
        with Server(pair) as server:
            read_all(pair, server)
            read_own(pair, server)
            without(pair, server)


def make_users():
    """The users of the tests, with their passwords."""
    registry, api = harness.environment(DATABASE)
    from odoo.addons.kfz_investment.tests.common import make_users as make

    with registry.cursor() as cr:
        make(api.Environment(cr, api.SUPERUSER_ID, {}))
        cr.commit()
    from odoo import sql_db

    sql_db.close_all()


def sign_in(server, role):
    """A session of one of the tests' users."""
    found = Client(server.address, DATABASE, f"kfz_{role}", f"kfz_{role}")
    assert found.signed_in, role
    return found


def read_all(pair, server):
    """Open every page of each role, and count by whom each request was answered."""
    sessions = {role: sign_in(server, role) for role in (*ROLES, "portal")}
    for name in ("primary", "replica"):
        pair.ask(name, "SELECT pg_stat_statements_reset()")
    before = len(server.served())
    for role in ROLES:
        for action in actions(sessions[role]):
            read_action(sessions[role], action)
        read_more(sessions[role])
    for path in PORTAL:
        get(sessions["portal"], path)
    kinds = collections.defaultdict(collections.Counter)
    for path, _status, kind in server.served()[before:]:
        kinds[re.sub(r"\?.*", "", path).rpartition("#")[2]][kind] += 1
    total = sum(kinds.values(), collections.Counter())
    print(f"  requests that read: {total['ro']:,} by the replica, {total['rw']:,} by the primary, {total['ro->rw']:,} first by one, then by the other")  # fmt: skip
    for path, counts in sorted(kinds.items()):
        if set(counts) != {"ro"}:
            print(f"    {path}  {dict(counts)}")
    numbers = [int(pair.ask(name, COUNT)[0][0]) for name in ("replica", "primary")]
    print(f"  statements: {numbers[0]:,} on the replica, {numbers[1]:,} on the primary")


def actions(session):
    """The pages that the menus of a role offer."""
    menus = get(session, "/web/webclient/load_menus")
    found = {
        menu["actionID"]
        for menu in json.loads(menus).values()
        if menu.get("actionID") and menu.get("actionModel") == "ir.actions.act_window"
    }
    return sorted(found)


def get(session, path):
    """The content of a page, also of one that refuses."""
    try:
        with session.opener.open(f"{session.address}{path}", timeout=120) as answer:
            return answer.read()
    except urllib.request.HTTPError as error:
        return error.read()


def read_action(session, number):
    """Open a page as the web client does: its action, views, rows and groups, and the first record."""
    action = session.post("/web/action/load", {"action_id": number}).get("result") or {}
    model, views = action.get("res_model"), action.get("views")
    if not views:
        return
    shown = session.call(model, "get_views", views, options={"load_filters": True}).get("result")
    if not shown:
        return
    known = shown["models"][model]["fields"]
    form = {name: {} for name, field in known.items() if field["type"] != "binary"}
    rows = session.call(model, "web_search_read", [], dict(list(form.items())[:30]), limit=80)
    session.call(model, "search_count", [])
    records = (rows.get("result") or {}).get("records")
    if records:
        session.call(model, "web_read", [records[0]["id"]], form)
    by = next((name for name in ("stage_id", "state", "company_id") if name in known), None)
    if by:
        session.call(model, "web_read_group", [], [by], ["__count"])
    if model in SCOPED:
        session.call(model, "kfz_scope", ["count"])


def read_more(session):
    """What our own pages ask for beside core's reads."""
    session.call("kfz.shared.policy.clause", "kfz_compare", False, [])
    leads = session.call("crm.lead", "search", [], limit=1).get("result") or []
    if leads:
        session.call("crm.lead", "action_timeline", leads)
    session.call("res.partner", "name_search", "示例")


def read_own(pair, server):
    """Save a project and read it at once: how often the answer is the old one, and what a save takes."""
    session = sign_in(server, "manager")
    lead = session.call("crm.lead", "create", {"name": "示例"})["result"]
    time.sleep(2)
    sides = {
        "asynchronous": {},
        "asynchronous, 1 s behind": {"recovery_min_apply_delay": "1s"},
        "remote_apply": {"recovery_min_apply_delay": "0"},
    }
    for side, settings in sides.items():
        pair.set("replica", **settings)
        if side == "remote_apply":
            pair.set("primary", synchronous_standby_names="*", synchronous_commit="remote_apply")
        time.sleep(2)
        old, seconds = 0, []
        for number in range(ROUNDS):
            name = f"示例 {side} {number}"
            started = time.perf_counter()
            session.call("crm.lead", "web_save", [lead], {"name": name}, {"name": {}})
            seconds.append(time.perf_counter() - started)
            read = session.call("crm.lead", "web_read", [lead], {"name": {}})["result"]
            old += read[0]["name"] != name
        print(f"  {side}: {old} of {ROUNDS} reads after a save show the old value; a save takes {1000 * statistics.median(seconds):.0f} ms")  # fmt: skip
    pair.set("primary", synchronous_standby_names="", synchronous_commit="on")


def without(pair, server):
    """Switch the replica off while people work."""
    session = sign_in(server, "manager")
    pair.stop("replica")
    failed = 0
    for _number in range(ROUNDS):
        try:
            failed += "error" in session.call("crm.lead", "search_count", [])
        except OSError:
            failed += 1
    warned = server.log.read_text(encoding="utf-8", errors="replace")
    print(f"  without the replica: {failed} of {ROUNDS} requests failed; {warned.count('falling back to read-write cursor')} warnings of Odoo")  # fmt: skip
    wrote = warned.count("retrying with a read/write cursor")
    print(f"  requests marked as reading that wrote: {wrote}")
