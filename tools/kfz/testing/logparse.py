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
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
TOTALS = ("odoo.tests.result", "odoo.tests.shell")
UPPER = ("ERROR", "CRITICAL")


@dataclass
class Run:
    """What the log of a run tells."""

    started: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    totals: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def finished(self) -> bool:
        """Whether the run got as far as its own totals."""
        return bool(self.totals)


def records(lines):
    """Records of the log: (level, logger, text), a text may have many lines."""
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
        if logger in TOTALS and (match := TOTAL.match(text)):
            run.totals.append((int(match[1]), int(match[2]), int(match[3])))
        elif match := STARTING.match(text):
            run.started.append(match[1])
        elif match := SKIPPED.match(text):
            run.skipped[short(match[1])] = match[2].splitlines()[0]
        elif level in UPPER and (match := FAILED.match(text)):
            name = short(match[1].splitlines()[0])
            run.failed[name] = f"{run.failed[name]}\n\n{text}" if name in run.failed else text
        elif level in UPPER and logger not in TOTALS:
            run.errors.append(f"{logger}: {text}")
    return run
