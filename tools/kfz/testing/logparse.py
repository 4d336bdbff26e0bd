"""Reading the log of an Odoo test run: what ran, what failed, what was skipped."""

import re
from dataclasses import dataclass, field

RECORD = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ \d+ (?P<level>[A-Z]+) (?P<db>\S+) (?P<logger>\S+?): (?P<text>.*)$"
)
STARTING = re.compile(r"^Starting (\S+\.\S+) \.\.\.")
SKIPPED = re.compile(r"^skipped (.+?) : (.*)")
FAILED = re.compile(r"^(?:FAIL|ERROR): (.*)")
TOTAL = re.compile(r"^(?:Tests (?:passed|failed): )?(\d+) failed, (\d+) error\(s\) of (\d+) tests")
CLASS = re.compile(r"^class (\w+) (\d+)$")
TIME = re.compile(r"^time ([\d.]+) (\S+)$")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
OURS = "kfz.tests"  # the logger of our scripts in Odoo's shell
TOTALS = ("odoo.tests.result", "odoo.tests.shell")
UPPER = ("ERROR", "CRITICAL")
# requests of tests that only read have a read-only transaction, as on a replica
WROTE = "retrying with a read/write cursor"


@dataclass
class Run:
    """What the log says about a run."""

    started: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    totals: list[tuple[int, int, int]] = field(default_factory=list)
    classes: dict[str, int] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)

    @property
    def finished(self) -> bool:
        """Whether the run reached its totals."""
        return bool(self.totals)


def records(lines):
    """Records of the log: (level, logger, text); a text may have many lines."""
    current = None
    for raw in lines:
        line = COLOUR.sub("", raw.rstrip("\n"))
        match = RECORD.match(line)
        if match:
            if current:
                yield current
            current = (match["level"], match["logger"], match["text"])
        elif current:
            current = (current[0], current[1], f"{current[2]}\n{line}")
    if current:
        yield current


def short(name: str) -> str:
    """'Class.method' of a test, also for subtests and failed class set-ups."""
    if match := re.match(r"Subtest (\S+)", name):
        return match[1]
    if match := re.match(
        r"(setUpClass|tearDownClass|setUpModule|tearDownModule) \((?:\S+\.)?(\w+)\)", name
    ):
        return f"{match[2]}.{match[1]}"
    return name.strip()


def parse(lines) -> Run:
    """Read a whole log."""
    run = Run()
    for level, logger, text in records(lines):
        if logger == OURS:
            read_facts(run, text.strip())
        elif logger in TOTALS:
            if match := TOTAL.match(text):
                run.totals.append((int(match[1]), int(match[2]), int(match[3])))
        elif level in UPPER or WROTE in text:
            read_error(run, logger, text)
        elif match := STARTING.match(text):
            run.started.append(match[1])
        elif match := SKIPPED.match(text):
            run.skipped[short(match[1])] = match[2].splitlines()[0]
    return run


def read_facts(run: Run, text: str) -> None:
    """What our script says: which test classes there are, and how long each test took."""
    if match := CLASS.match(text):
        run.classes[match[1]] = int(match[2])
    elif match := TIME.match(text):
        run.times[match[2]] = float(match[1])


def read_error(run: Run, logger: str, text: str) -> None:
    """A failed test, or any other error of the log."""
    if match := FAILED.match(text):
        name = short(match[1].splitlines()[0])
        run.failed[name] = f"{run.failed[name]}\n\n{text}" if name in run.failed else text
    else:
        run.errors.append(f"{logger}: {text}")
