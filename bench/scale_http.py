"""Pages over HTTP: 1, 4 and 16 people at a time, a server with two workers a side. See README.md, *scale*."""

import concurrent.futures
import itertools
import os
import time

import harness
import scale_server

USERS = (1, 4, 16)
WORKERS = 2
#: seconds for which people open a page, and how often the sides take turns
SECONDS = 5
ROUNDS = 2
COLUMNS = (
    "page over HTTP",
    "people",
    "ours: pages/s",
    "ours: median, p95 (ms)",
    "stock: pages/s",
    "stock: median, p95 (ms)",
    "pages/s, ours / stock",
    "p95, ours / stock",
    "load",
)


class Side:
    """A server, the calls of its pages, and sixteen sessions."""

    def __init__(self, side, database):
        asked = harness.in_process("scale_requests.py", side, database)
        self.pages, self.key = asked["pages"], asked["key"]
        self.pages["json2"] = self.pages["list"]
        self.server = scale_server.Server(database, WORKERS)
        self.server.start()
        self.clients = {
            login: [scale_server.Client(self.server, login) for _number in range(max(USERS))]
            for login in {page["login"] for page in self.pages.values()}
        }

    def open(self, page, number):
        """One person opens a page: all its calls, one after the other."""
        asked = self.pages[page]
        client = self.clients[asked["login"]][number]
        for call in asked["calls"]:
            if page == "json2":
                self._post_json2(client, call)
            else:
                client.call(call["model"], call["method"], call["args"], **call["kwargs"])

    def _post_json2(self, client, call):
        """The same list by a program with a key."""
        names = ("domain", "specification")
        body = {**dict(zip(names, call["args"], strict=False)), **call["kwargs"]}
        answer = client.session.post(
            f"{client.address}/json/2/{call['model']}/{call['method']}",
            json=body,
            headers={"Authorization": f"bearer {self.key}"},
            timeout=900,
        )
        answer.raise_for_status()

    def load(self, page, people):
        """Seconds of each opening while so many people open the page over and over."""
        until = time.monotonic() + SECONDS

        def one(number):
            taken = []
            while not taken or time.monotonic() < until:
                started = time.perf_counter()
                self.open(page, number)
                taken.append(time.perf_counter() - started)
            return taken

        started = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(people) as pool:
            taken = list(itertools.chain.from_iterable(pool.map(one, range(people))))
        return taken, time.monotonic() - started


def measure(names, keep):
    """Measure, print and keep the row of each page and number of people."""
    sides = {}
    try:
        for side, database in names.items():
            sides[side] = Side(side, database)
        pages = list(next(iter(sides.values())).pages)
        for side in sides.values():
            for page in pages:
                side.open(page, 0)
        print(f"\n  {' | '.join(COLUMNS)}")
        for page, people in itertools.product(pages, USERS):
            line = row(page, people, turns(sides, page, people))
            print(f"  {' | '.join(map(str, line['row']))}", flush=True)
            keep(f"http_{page}_{people:02d}", line)
    finally:
        for side in sides.values():
            side.server.stop()


def turns(sides, page, people):
    """{side: (seconds of all openings, pages per second)}"""
    taken = {side: [] for side in sides}
    spent = dict.fromkeys(sides, 0)
    for _round in range(ROUNDS):
        for name, side in sides.items():
            seconds, elapsed = side.load(page, people)
            taken[name] += seconds
            spent[name] += elapsed
    return {name: (sorted(taken[name]), len(taken[name]) / spent[name]) for name in sides}


def percentile(seconds, share):
    """The value below which a share of the sorted values lies."""
    return seconds[min(len(seconds) - 1, int(len(seconds) * share))]


def row(page, people, figures):
    """A line of the table, with what it is drawn from."""
    cells, ratios = [], ["–", "–"]
    for side in ("ours", "stock"):
        if side in figures:
            seconds, rate = figures[side]
            cells += [
                f"{rate:.1f}",
                f"{percentile(seconds, 0.5) * 1000:,.0f}, {percentile(seconds, 0.95) * 1000:,.0f}",
            ]
        else:
            cells += ["–", "–"]
    if len(figures) == 2:
        ours, stock = figures["ours"], figures["stock"]
        ratios = [
            f"{ours[1] / stock[1]:.2f}",
            f"{percentile(ours[0], 0.95) / percentile(stock[0], 0.95):.2f}",
        ]
    label = {"json2": "list by JSON-2", "report_pivot": "report: pivot"}.get(page, page)
    return {
        "columns": COLUMNS,
        "row": [label, people, *cells, *ratios, f"{os.getloadavg()[0]:.1f}"],
    }
