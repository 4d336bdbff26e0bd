"""While the product runs: start again what ends unexpectedly, keep logs short, and warn of a full disk."""

import http.client
import threading
import time
import urllib.error
import urllib.request

from . import diagnose, logs, proc
from .errors import CommandError
from .project import Project

STARTS = 3
WITHIN = 600  # seconds
TICK = 0.5
CHORES = 10
LOST = 3  # times in a row
SILENT = 12  # times in a row, each after some seconds of waiting
UNREACHABLE = (OSError, urllib.error.URLError, http.client.HTTPException)


def fetch(url: str, timeout: float = 60) -> bytes:
    """What a page answers."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(url, headers={"Accept-Language": "zh-CN"})
    with opener.open(request, timeout=timeout) as answer:
        return answer.read()


def health(address: str, timeout: float = 5) -> str:
    """What Odoo says of itself: 'up', 'no database', or '' when it does not answer (it may be busy)."""
    try:
        fetch(f"{address}/web/health?db_server_status=1", timeout)
    except urllib.error.HTTPError as error:
        return "no database" if error.code >= 500 else ""
    except UNREACHABLE:
        return ""
    return "up"


def healthy(address: str, timeout: float = 5) -> bool:
    """Whether Odoo answers, and PostgreSQL answers it."""
    return health(address, timeout) == "up"


class Allowance:
    """So many starts within so many seconds: a program that ends at once must not be started for ever."""

    def __init__(self, starts: int = STARTS, within: float = WITHIN, clock=time.monotonic):
        self.starts = starts
        self.within = within
        self.clock = clock
        self.times: list[float] = []

    def take(self) -> bool:
        """Use one start, if there is one left."""
        now = self.clock()
        self.times = [moment for moment in self.times if now - moment < self.within]
        if len(self.times) >= self.starts:
            return False
        self.times.append(now)
        return True


class Watch:
    """Odoo and its PostgreSQL, from the first answer until Ctrl-C; ``start`` makes a new Odoo."""

    def __init__(self, project: Project, child, address: str, start):
        self.project = project
        self.child = child
        self.address = address
        self.start = start
        self.allowed = {"PostgreSQL": Allowance(), "Odoo": Allowance()}
        self.log = project.layout.logs / "odoo.log"
        self.begin = logs.size(self.log)
        self.lost = self.silent = 0
        self.warned = False

    def run(self) -> None:
        """Look until something ends that cannot be started again; the user's Ctrl-C ends it, too."""
        pause = threading.Event()
        chores = time.monotonic()
        while True:
            pause.wait(TICK)
            self.look()
            if time.monotonic() - chores > CHORES:
                chores = time.monotonic()
                self.chores()

    def look(self) -> None:
        """PostgreSQL first: without it Odoo has no reason to live."""
        embedded = self.project.embedded
        if embedded and not embedded.lives():
            self.postgres_ended(embedded)
        elif self.child.poll() is not None:
            self.odoo_ended()

    def postgres_ended(self, embedded) -> None:
        """Start PostgreSQL again on the same port, and Odoo with it: its scheduled jobs end with their connection."""
        how = f" ({proc.ending(embedded.child.returncode)})" if embedded.child else ""
        tail = logs.since(embedded.log, 0)
        self.spend("PostgreSQL", how, str(embedded.log), tail)
        self.project.server = embedded.revive(self.project.server.port)
        self.say(f"PostgreSQL ended unexpectedly{how}. It was started again, Odoo follows.")
        self.restart()

    def odoo_ended(self) -> None:
        """Start Odoo again."""
        how = f" ({proc.ending(self.child.returncode)})"
        self.spend("Odoo", how, str(self.log), logs.since(self.log, self.begin))
        self.say(f"Odoo ended unexpectedly{how}. Starting it again.")
        self.restart()

    def spend(self, name: str, how: str, log: str, tail: str) -> None:
        """Allow one more start.

        :raises CommandError: when there were too many; its text and the log's end name the cause
        """
        if not self.allowed[name].take():
            raise CommandError(
                f"{name} ended unexpectedly{how}, for the fourth time in {WITHIN // 60} minutes.",
                "The log says why; ./kfz run starts it again. No data is lost by that.",
                log,
                tail,
            )

    def restart(self) -> None:
        """A new Odoo in place of the old one; where PostgreSQL ended meanwhile, the next look starts both."""
        proc.end(self.child)
        embedded = self.project.embedded
        self.lost = self.silent = 0
        while True:
            self.begin = logs.size(self.log)
            try:
                self.child = self.start()
                return
            except CommandError as error:
                if embedded and not embedded.lives():
                    return
                self.spend("Odoo", " while it was started again", str(self.log), error.tail)
                self.say("Odoo ended while it was started again. Trying once more.")

    def chores(self) -> None:
        """What is done now and then."""
        logs.rotate_all(self.project.layout.logs)
        self.look_at_disk()
        self.look_at_health()

    def look_at_disk(self) -> None:
        """Warn once while the disk is nearly full."""
        warning = diagnose.nearly_full(self.project.folders())
        if warning and not self.warned:
            self.say(warning)
        self.warned = bool(warning)

    def look_at_health(self) -> None:
        """Tell when PostgreSQL does not answer Odoo; once it does again, Odoo is started anew."""
        state = health(self.address)
        self.silent = 0 if state else self.silent + 1
        if self.silent == SILENT:
            self.say(
                "Odoo has not answered for minutes: it is busy, or it or PostgreSQL hangs. If it stays so, stop this "
                "(Ctrl-C) and start again; nothing is lost by that."
            )
        if state == "up":
            if self.lost >= LOST:
                self.say("PostgreSQL answers again. Starting Odoo anew.")
                self.restart()
            self.lost = 0
        elif state:
            self.lost += 1
        if state and self.lost == LOST:
            where = f"{self.project.server.host}:{self.project.server.port}"
            self.say(f"PostgreSQL ({where}) does not answer Odoo. Waiting for it.")

    def say(self, text: str) -> None:
        """A line with its time."""
        self.project.ui.say(f"{time.strftime('%Y-%m-%d %H:%M:%S')}  {text}")
