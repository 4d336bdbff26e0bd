"""Bad days: programs killed at any moment, two starts at once, a full disk, no network.

``./kfz test`` runs a fixed sample on a copy of a ready database (:func:`sample`); ``./kfz bench faults`` kills at random moments of
set-up, as often as one likes.
"""

import argparse
import os
import random
import signal
import time

from .. import watch
from ..errors import CommandError
from ..project import Project
from . import template
from .box import COUNTS, NO_NETWORK, PATIENCE, Box, Launcher
from .result import Result

DISK = 900  # MB: the seeded cluster takes about a third
READY = r"Ready after"
CI = "CI"
VICTIMS = ("launcher", "helper", "PostgreSQL")


def sample(project: Project, result: Result, database: str, words: dict) -> None:
    """The fixed sample of ``./kfz test``, on a copy of a ready database."""
    box = open_box(project, result)
    try:
        box.link("odoo", "venv", "downloads")
        box.seed(database, words)
        before = box.words()
        running = two_at_once(box, result)
        counts = box.ask(COUNTS)
        killed(box, result, running, "PostgreSQL")
        killed(box, result, running, "Odoo")
        if box.mounted:
            full_disk(box, result, running)
            without_network(box, result, counts)
        else:
            running.stop()
        result.check("nobody's password changed", "" if box.words() == before else "they did")
        result.check("nothing keeps running", box.left())
    finally:
        box.close()


def open_box(project: Project, result: Result) -> Box:
    """A box with a disk of its own, where the machine lets us mount one."""
    try:
        if os.geteuid() == 0:
            return Box(project, DISK)
        reason = "only root may mount a small disk"
    except CommandError as error:
        reason = f"this machine mounts no small disk ({error.message})"
    text = f"a full disk and a start without network were not tried: {reason}"
    if os.environ.get(CI):
        result.failure("a full disk, and no network", text)
    else:
        result.notes.append(text)
    return Box(project)


def two_at_once(box: Box, result: Result) -> Launcher:
    """Start twice at the same moment; the launcher that serves."""
    both = [Launcher(box, template.free_port()) for _ in range(2)]
    deadline = time.monotonic() + PATIENCE
    while all(one.child.poll() is None for one in both) and time.monotonic() < deadline:
        time.sleep(0.1)
    both.sort(key=lambda one: one.child.poll() is not None)
    running, refused = both
    told = "already running" in refused.text() and refused.wait(30) == 0
    result.check(
        "of two starts at once, one says that the other runs", "" if told else told_by(both)
    )
    up = running.wait_for(READY) and watch.healthy(box.address())
    result.check("and the other one serves", "" if up else told_by(both))
    return running


def told_by(launchers) -> str:
    """What launchers printed, for the report of a failure."""
    return "\n---\n".join(one.text() for one in launchers)


def killed(box: Box, result: Result, running: Launcher, kind: str) -> None:
    """Kill -9 while the product runs."""
    box.kill(kind)
    said = running.wait_for(rf"{kind} ended unexpectedly \(ended by SIGKILL")
    deadline = time.monotonic() + PATIENCE
    ready = 1 + (kind == "Odoo")
    while running.text().count("ok  Odoo …") <= ready and time.monotonic() < deadline:
        time.sleep(0.1)
    up = said and watch.healthy(box.address())
    result.check(f"{kind} that is killed is started again, and said", "" if up else running.text())


def full_disk(box: Box, result: Result, running: Launcher) -> None:
    """Fill the disk while the product runs, and start again before there is room."""
    box.fill()
    warned = running.wait_for(rf"The disk that holds {box.state}\S* is nearly full")
    result.check("a disk that is filling up is named", "" if warned else running.text())
    running.stop()
    again = Launcher(box, running.port)
    # what is there may do for a start: then it warns, else it ends
    named = again.wait_for(rf"The disk that holds {box.state}\S* is (?:nearly )?full")
    text = again.text()
    if named and "Ready after" not in text:
        named = again.wait() == 1 and "Cause: " in text
    result.check("a start on a full disk names it", "" if named and "reset" not in text else text)
    again.stop()
    box.filler.unlink()
    result.check("a full disk leaves nothing running", box.left())


def without_network(box: Box, result: Result, counts: str) -> None:
    """Start again, without network; all is there; then the launcher is killed."""
    running = Launcher(box, template.free_port(), NO_NETWORK)
    up = running.wait_for(READY)
    result.check("with room again, and without network, it starts", "" if up else running.text())
    if up:
        inside = ("nsenter", "-n", "-t", str(running.child.pid))
        now = box.ask(COUNTS, inside)
        same = now.split("|")[:2] == counts.split("|")[:2]
        result.check("nothing was lost", "" if same else f"{counts} before, {now} after")
    running.child.send_signal(signal.SIGKILL)
    result.check("a launcher that is killed leaves nothing running", box.left())


def bench(project: Project, rest: list[str]) -> int:
    """``./kfz bench faults``: kill -9 at random moments of set-up, then start again; 1 when a start was not whole."""
    parser = argparse.ArgumentParser(prog="./kfz bench faults", description=bench.__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(rest)
    project.set_up(sets=("odoo", "test"), cluster="test")
    chance = random.Random(options.seed)
    result = Result("faults")
    whole = first_start(project)
    project.ui.say(f"\n  an undisturbed start: {whole[0]:.0f} s, {whole[1]}\n")
    project.ui.say("  round  to make   killed          after    then")
    for number in range(options.rounds):
        missing = chance.choice(("", "odoo", "venv"))
        victim = chance.choice(VICTIMS)
        seconds = chance.uniform(0.5, whole[0])
        text = one_round(project, missing, victim, seconds, whole[1])
        result.check(f"round {number + 1}", text)
        project.ui.say(
            f"  {number + 1:>5}  {missing or 'database':<9} {victim:<12} {seconds:>6.1f} s    {text or 'whole'}"
        )
    return 1 if result.failures else 0


def prepared(project: Project, missing: str = "") -> Box:
    """A box that lacks a database, and perhaps more."""
    box = Box(project)
    box.copy(*(name for name in ("odoo", "venv", "downloads") if name != missing))
    return box


def first_start(project: Project) -> tuple[float, str]:
    """How long an undisturbed start takes, and what it makes."""
    box = prepared(project)
    try:
        started = time.monotonic()
        running = Launcher(box, template.free_port())
        if not running.wait_for(READY, 900):
            raise CommandError("The first start failed.", "", str(running.out), running.text())
        seconds, counts = time.monotonic() - started, box.ask(COUNTS)
        running.stop()
        return seconds, counts
    finally:
        box.close()


def one_round(project: Project, missing: str, victim: str, seconds: float, counts: str) -> str:
    """One broken start and the one after it; what is wrong, or ''."""
    box = prepared(project, missing)
    try:
        broken = Launcher(box, template.free_port())
        time.sleep(seconds)
        strike(box, broken, victim)
        if wrong := after(box, broken, victim):
            return wrong
        running = Launcher(box, template.free_port())
        if not running.wait_for(READY, 900):
            return f"the next start failed:\n{running.text()}"
        wrong = judge(box, counts)
        running.stop()
        return wrong or box.left()
    finally:
        box.close()


def strike(box: Box, launcher: Launcher, victim: str) -> None:
    """Kill -9; where the victim does not live yet, wait for it."""
    if victim == "launcher":
        launcher.child.kill()
        return
    deadline = time.monotonic() + 120
    while launcher.child.poll() is None and time.monotonic() < deadline:
        pid = box.pid("PostgreSQL") if victim == "PostgreSQL" else helper(box, launcher)
        if pid:
            os.kill(pid, signal.SIGKILL)
            return
        time.sleep(0.05)


def helper(box: Box, launcher: Launcher) -> int:
    """A program that the launcher runs at this moment, other than PostgreSQL: dpkg, pip, Odoo …"""
    mine = box.processes()
    mine.pop(launcher.child.pid, None)
    return max((pid for pid, command in mine.items() if "postgres" not in command), default=0)


def after(box: Box, launcher: Launcher, victim: str) -> str:
    """What a broken start left: nothing that runs, and a sentence where the launcher could still speak."""
    if victim != "launcher":
        # what is needed only now and then may be lost without harm
        if launcher.wait_for(r"Ready after|Failed: ", 900) and "Failed: " not in launcher.text():
            launcher.stop()
        launcher.wait(60)
        if "Failed: " in launcher.text() and "What to do: " not in launcher.text():
            return f"no advice:\n{launcher.text()}"
        if "reset" in launcher.text():
            return f"advice that destroys:\n{launcher.text()}"
    return box.left()


def judge(box: Box, counts: str) -> str:
    """Whether the second start made the whole product."""
    if not watch.healthy(box.address()):
        return "the product does not answer"
    if (now := box.ask(COUNTS)) != counts:
        return f"not all was made: {now} instead of {counts}"
    names = box.ask("SELECT string_agg(datname, ' ') FROM pg_database", database="postgres")
    return f"left over: {names}" if "_new" in names else ""
