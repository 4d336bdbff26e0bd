"""From page to page, for one person, language and screen."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from . import rules
from .chromium import NARROW, BrowserError, Chromium

READY = "window.odoo?.isReady && document.querySelector('.o_action_manager')?.children.length"
HEIGHTS = {390: 844}
#: pages whose filters, groups and actions somebody has read in this run: roles hardly differ in them, the full run reads all
MENUS_READ: set[int] = set()
#: kinds of records (model, number of tabs, width of the screen) whose tabs somebody has read in this run
TABS_READ: set[tuple] = set()


@dataclass(frozen=True)
class Pass:
    """Who reads, in which language, on how wide a screen (CSS pixels)."""

    login: str
    lang: str
    width: int

    @property
    def title(self) -> str:
        """For people."""
        return f"{self.login}, {self.lang}, {self.width} px"


class Walk:
    """Reads all pages of a pass; each page and each finding is told to ``tell`` as a dictionary."""

    def __init__(
        self,
        browser: Chromium,
        address: str,
        who: Pass,
        tell: Callable,
        *,
        full: bool,
        shots: Path | None,
    ):
        self.browser, self.address, self.who, self.tell = browser, address, who, tell
        self.full, self.shots = full, shots
        self.rules = json.dumps(rules.rules(who.lang))
        self.read_pages = 0
        self.records: set[str] = set()

    def steer(self, call: str):
        """Call a function of ``steer.js``."""
        return self.browser.evaluate(f"kfzSteer.{call}")

    def start(self, session: str) -> None:
        """Sign in, and open the user's first page."""
        self.browser.cookie(self.address, "session_id", session)
        self.browser.screen(self.who.width, HEIGHTS.get(self.who.width, 900))
        # the first page of a new server waits until its scripts are compiled
        self.afresh()
        self.read("the first page")
        self.steer("openUserMenu()")
        self.read("the user's menu")
        self.steer("closeDropdowns()")

    def menus(self) -> None:
        """Every page of every menu."""
        offered = self.steer("menus()")
        self.tell({"menus": offered["entries"], **asdict(self.who)})
        for page in offered["pages"]:
            self.guarded(page["name"], lambda page=page: self.page(page), self.afresh)

    def guarded(self, name: str, work: Callable, again: Callable = lambda: None) -> None:
        """A page that breaks the robot is a finding, and the walk goes on after ``again``."""
        try:
            work()
        except BrowserError as error:
            self.finding(
                name,
                "error",
                {"what": "the page does not answer", "text": str(error)[:300], "place": ""},
            )
            again()

    def afresh(self) -> None:
        """Open the web client again."""
        self.browser.open(f"{self.address}/odoo", READY, seconds=300)
        self.steer("rest()")

    def page(self, menu: dict) -> None:
        """A menu's page in its views, its first record, the form of a new one."""
        name = menu["name"]
        state = self.steer(f"open({menu['action']})")
        if state["dialog"]:
            self.read(name)
            self.steer("closeDialog()")
            return
        self.read(name)
        if self.who.width > NARROW and (self.full or menu["action"] not in MENUS_READ):
            MENUS_READ.add(menu["action"])
            self.dropdowns(name)
        views = [view for view in state["views"] if view not in ("form", "search", state["view"])]
        self.record(name)
        if self.full:
            self.rest_of_page(menu, views)

    def rest_of_page(self, menu: dict, views: list[str]) -> None:
        """What the sample leaves out: the page's other views, and the form of a new record."""
        name = menu["name"]
        for view in views:
            self.steer(f"open({menu['action']}, {json.dumps(view)})")
            self.read(f"{name}, {view}")
        self.steer(f"open({menu['action']})")
        if self.steer("create()"):
            self.read(f"{name}, new")
            self.tabs(f"{name}, new")
            self.steer("discard()")

    def dropdowns(self, name: str) -> None:
        """What the menus of a page offer: filters, groups, actions."""
        for index in range(self.steer("dropdowns()")):
            self.steer(f"openDropdown({index})")
            self.read(f"{name}, menu {index + 1}")
            self.steer("closeDropdowns()")

    def record(self, name: str) -> None:
        """The first record with its tabs; several pages may start with the same one."""
        opened = self.steer("openFirst()")
        if opened["stays"]:
            self.tell({"stays": name, **asdict(self.who)})
        record = opened["record"]
        if record and record not in self.records:
            self.records.add(record)
            self.read(f"{name}, first record")
            model, _ident, tabs = record.split(",")
            kind = (model, tabs, self.who.width)
            if self.full or kind not in TABS_READ:
                TABS_READ.add(kind)
                self.tabs(f"{name}, first record")

    def tabs(self, name: str) -> None:
        """Each tab of the form that is open."""
        for index, tab in enumerate(self.steer("tabs()")):
            if index:
                self.steer(f"openTab({index})")
                self.read(f"{name}, {tab}")

    def links(self, start: str, inside: str) -> None:
        """Every page that plain links below ``inside`` lead to: the portal."""
        waiting, seen = [start], {start}
        while waiting:
            path = waiting.pop(0)
            found = []
            self.guarded(path, lambda path=path, found=found: found.extend(self.linked(path)))
            for link in dict.fromkeys(found):
                # one page per kind: /my/awards/7 and /my/awards/8 are the same page
                kind = re.sub(r"\d+", "0", link)
                if (
                    link.startswith(inside)
                    and "logout" not in link
                    and "report" not in link
                    and kind not in seen
                ):
                    seen.add(kind)
                    waiting.append(link)

    def linked(self, path: str) -> list[str]:
        """Read a page; the paths that it leads to."""
        self.browser.open(f"{self.address}{path}")
        self.read(path)
        return self.browser.evaluate(
            "[...document.querySelectorAll('a[href]')].map((a) => new URL(a.href)).filter((u) => u.origin === location.origin).map((u) => u.pathname)"
        )

    def read(self, name: str) -> None:
        """Read the page as it stands; a page with findings is kept as a picture."""
        found = self.browser.evaluate(
            f"[...kfzWords.look({self.rules}), ...kfzLayout.look({self.rules})]"
        )
        found += [
            {
                "check": kind.split()[0] if kind != "exception" else "error",
                "what": kind,
                "text": text[:300],
                "place": "",
            }
            for kind, text in self.browser.take_trouble()
        ]
        self.read_pages += 1
        picture = ""
        if self.shots and (found or self.full):
            picture = self.picture(name)
        self.tell({"page": name, "findings": len(found), **asdict(self.who)})
        for one in found:
            self.finding(name, one["check"], one, picture)

    def picture(self, name: str) -> str:
        """Keep what the screen shows."""
        who = self.who
        clean = re.sub(r"[^\w.-]+", "_", f"{self.read_pages:03}_{name}")[:90]
        path = self.shots / f"{who.login}_{who.lang}_{who.width}" / f"{clean}.png"
        self.browser.picture(path)
        return str(path)

    def finding(self, name: str, check: str, one: dict, picture: str = "") -> None:
        """Tell a finding."""
        self.tell({**one, "check": check, "on": name, "picture": picture, **asdict(self.who)})
