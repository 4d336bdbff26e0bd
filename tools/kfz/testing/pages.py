"""The page robot on a running product: ``./kfz test --only pages`` reads a fixed sample, ``./kfz bench pages`` everything.

The sample is every role's every menu with its first record, in Chinese, on a desktop, and on a phone for those who work with one; tabs and menus of filters are read for
the first role that has them. The full run has English, all views and the forms of new records, too, and reads all for each role. A page without findings counts as passed; findings that many pages share are told once.
"""

import argparse
import json
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .. import proc, serve
from ..errors import CommandError
from ..pages.rules import CHECKS
from ..project import Project
from . import browser, product, template
from .result import Result

LOGINS = (
    "manager",
    "officer",
    "official",
    "taskforce",
    "joint",
    "customs",
    "committee",
    "manager4",
    "intermediary",
)
LANGS = ("zh_CN", "en_US")
WIDTHS = (1440, 390)
#: whose pages the sample reads on a phone, too: the others' are the same pages, read at a desk
ON_THE_ROAD = ("manager", "official", "taskforce", "intermediary")
SECONDS = 420
SHOWN = 60  # kinds of findings that are printed; the file has all


class Reading:
    """What the robot told: pages, findings, menus, and whether it proved that it sees."""

    def __init__(self):
        self.pages: Counter = Counter()
        self.sound = 0
        self.menus: dict[str, int] = {}
        self.stays: Counter = Counter()
        self.findings: list[dict] = []
        self.proofs: list[dict] = []

    def take(self, line: str) -> str:
        """A line of the robot; the page that it names, to show progress."""
        if not line.startswith("{"):
            return ""
        said = json.loads(line)
        if "proof" in said:
            self.proofs.append(said)
        elif "stays" in said:
            self.stays[said["stays"]] += 1
        elif "menus" in said:
            self.menus[said["login"]] = said["menus"]
        elif "page" in said:
            self.pages[said["login"], said["lang"], said["width"]] += 1
            self.sound += not said["findings"]
            return f"{said['login']}, {said['lang']}, {said['width']} px: {said['page']}"
        else:
            self.findings.append(said)
        return ""

    def kinds(self) -> list[tuple[str, str]]:
        """Findings that are alike, once, with the places: the commonest first."""
        alike: dict[tuple, list[dict]] = {}
        for one in self.findings:
            alike.setdefault((one["check"], one["what"], one["place"]), []).append(one)
        rows = sorted(alike.items(), key=lambda row: -len(row[1]))
        return [(f"{check}: {what}", told(place, found)) for (check, what, place), found in rows]

    def summary(self) -> str:
        """Pages × checks and findings in one line."""
        pages = sum(self.pages.values())
        return f"{pages} pages × {len(CHECKS)} checks, {len(self.findings)} findings"


def told(place: str, found: list[dict]) -> str:
    """Where a kind of finding stands."""
    first = found[0]
    roles = sorted({f"{one['login']} {one['lang']} {one['width']}" for one in found})
    return (
        f"{len(found)} times, first on “{first['on']}” ({place}): “{first['text']}”\n"
        f"as {'; '.join(roles[:6])}{' …' if len(roles) > 6 else ''}\n{first['picture']}"
    )


def read(project: Project, passes: list, full: bool, lanes: int, shots: Path, step) -> Reading:
    """Let the robot read ``passes`` (login, language, width) in so many lanes, each with a server of its own."""
    words = product.ensure(project)
    program = browser.ensure(project)
    shutil.rmtree(shots, ignore_errors=True)
    reading = Reading()
    servers = []
    try:
        for number in range(lanes):
            name = f"kfz_pages_{number}"
            product.copy(project, name)
            servers.append((name, *serve.start_odoo(project, name, template.free_port())))
        request = {"program": program, "passwords": words, "full": full, "shots": str(shots)}

        def lane(number: int) -> None:
            name, _child, address = servers[number]
            asked = {
                **request,
                "address": address,
                "database": name,
                "passes": dealt(passes, number, lanes),
            }
            walk(project, number, asked, lambda line: step.progress(reading.take(line)))

        if lanes == 1:
            lane(0)
        else:
            with ThreadPoolExecutor(lanes) as pool:
                list(pool.map(lane, range(lanes)))
    finally:
        for _name, child, _address in servers:
            proc.end(child)
    for name, _child, _address in servers:
        product.drop(project, name)
    return reading


def dealt(passes: list, number: int, lanes: int) -> list:
    """What a lane reads: in turn, the last one first in each second turn, so that no lane gets all the long passes."""
    turn = 2 * lanes
    return [one for place, one in enumerate(passes) if place % turn in (number, turn - 1 - number)]


def walk(project: Project, number: int, request: dict, seen) -> None:
    """Run the robot to its end."""
    proc.run(
        template.bound([project.venv.python, "-m", "kfz.pages"]),
        project.layout.logs / f"pages-{number}.log",
        env=project.environment(),
        stdin=json.dumps(request),
        on_line=lambda line: seen(line.rstrip("\n")),
    )


def judge(result: Result, reading: Reading) -> None:
    """Pages without findings pass; each kind of finding fails, and so does a robot that does not see."""
    result.passed += reading.sound
    for proof in reading.proofs:
        problem = f"missed {proof['missed']}, invented {proof['invented']}"
        sees = not proof["missed"] and not proof["invented"]
        result.check(f"the robot sees each fault, {proof['proof']}", "" if sees else problem)
    for name, text in reading.kinds():
        result.failure(name, text)


def sample() -> list[tuple[str, str, int]]:
    """The passes (login, language, width) of ``./kfz test``."""
    return [
        (login, "zh_CN", width)
        for login in LOGINS
        for width in WIDTHS
        # the manager of four zones has the menus of a manager
        if login != "manager4" and (width == WIDTHS[0] or login in ON_THE_ROAD)
    ]


def run(project: Project) -> Result:
    """The part ``pages`` of ``./kfz test``."""
    result = Result("pages", log=str(project.layout.logs / "pages-0.log"))
    shots = project.layout.logs / "pages"
    passes = sample()
    with project.ui.step("Page robot") as step:
        try:
            reading = read(project, passes, False, 1, shots, step)
        except CommandError as error:
            return result.failure("the robot", f"{error.message}\n{error.log}\n{error.tail}")
        judge(result, reading)
        keep(project, reading)
        step.note(reading.summary())
    return result


def keep(project: Project, reading: Reading) -> Path:
    """Write all findings into a file."""
    path = project.layout.logs / "pages.json"
    path.write_text(json.dumps(reading.findings, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def bench(project: Project, rest: list[str]) -> int:
    """``./kfz bench pages``: everything, or the passes that are asked for; 1 when there are findings."""
    parser = argparse.ArgumentParser(prog="./kfz bench pages", description=bench.__doc__)
    parser.add_argument("--login", action="append", choices=LOGINS)
    parser.add_argument("--lang", action="append", choices=LANGS)
    parser.add_argument("--width", action="append", type=int)
    parser.add_argument("--lanes", type=int, default=2)
    parser.add_argument("--sample", action="store_true", help="only what ./kfz test reads")
    options = parser.parse_args(rest)
    project.set_up(sets=("odoo", "test"), cluster="test")
    try:
        passes = [
            (login, lang, width)
            for login in options.login or LOGINS
            for lang in options.lang or LANGS
            for width in options.width or WIDTHS
        ]
        shots = project.layout.logs / "pages"
        with project.ui.step("Page robot") as step:
            reading = read(project, passes, not options.sample, options.lanes, shots, step)
            step.note(reading.summary())
    finally:
        project.stop()
    result = Result("pages")
    judge(result, reading)
    say(project, result, reading)
    return 1 if result.failures else 0


def say(project: Project, result: Result, reading: Reading) -> None:
    """Print what was found, and where it can be looked at."""
    for name, text in result.failures:
        project.ui.say(f"\n{name}\n{text}")
    if reading.stays:
        project.ui.say(f"\nrows that lead nowhere: {', '.join(reading.stays)}")
    project.ui.say(f"\nmenu entries: {', '.join(f'{k} {v}' for k, v in reading.menus.items())}")
    shots = project.layout.logs / "pages"
    project.ui.say(f"{reading.summary()}; all in {keep(project, reading)}, pictures in {shots}")
