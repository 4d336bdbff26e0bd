"""``python -m kfz.pages``: the passes of a request on standard input, as JSON; a line of JSON for each page and finding.

The request: ``address``, ``database``, ``program`` (Chromium), ``passes`` (lists of login, language, width), ``passwords``, ``full``,
``shots`` (a folder, or empty).
"""

import json
import sys
from pathlib import Path

from ..testing.client import Client
from . import faults, rules
from .chromium import Chromium
from .walk import Pass, Walk

PORTAL = ("intermediary",)


def tell(said: dict) -> None:
    """One line for the launcher."""
    print(json.dumps(said, ensure_ascii=False), flush=True)


def main() -> None:
    """Carry out a request."""
    request = json.load(sys.stdin)
    browser = Chromium(request["program"])
    try:
        browser.run_at_start(rules.source())
        faults.prove(browser, tell)
        for row in request["passes"]:
            read(browser, request, Pass(*row))
    finally:
        browser.close()


def read(browser: Chromium, request: dict, who: Pass) -> None:
    """One pass."""
    address = request["address"]
    login = (address, request["database"], who.login, request["passwords"][who.login])
    Client(*login).speak(who.lang)
    session = Client(*login)
    shots = Path(request["shots"]) if request["shots"] else None
    walk = Walk(browser, address, who, tell, full=request["full"], shots=shots)
    if who.login in PORTAL:
        browser.cookie(address, "session_id", session.cookie)
        browser.screen(who.width, 900)
        walk.links("/my", "/my")
        return
    walk.guarded("the first page", lambda: (walk.start(session.cookie), walk.menus()))


main()
