"""What a part of the tests found, and how it is reported."""

from dataclasses import dataclass, field

from . import timing

SHOWN = 40  # lines of a failure's text that are printed; the log has all of it


@dataclass
class Result:
    """Counts of one part; ``failures`` holds (name, text)."""

    part: str
    passed: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    log: str = ""
    times: dict[str, float] = field(default_factory=dict)

    def failure(self, name: str, text: str) -> "Result":
        """Add a failure."""
        self.failures.append((name, text))
        return self

    def check(self, name: str, text: str) -> "Result":
        """Count a check that passes when it has nothing to say."""
        if text:
            return self.failure(name, text)
        self.passed += 1
        return self


def closing_line(results: list[Result]) -> str:
    """The line that tools read."""
    return f"{sum(result.passed for result in results)} passed, {sum(len(result.failures) for result in results)} failed"


def shorten(text: str, limit: int = SHOWN) -> str:
    """The end of a long text: a traceback says what matters there."""
    lines = text.strip().splitlines()
    if len(lines) <= limit:
        return "\n".join(lines)
    return "\n".join([*lines[:3], f"… {len(lines) - limit} lines left out", *lines[3 - limit :]])


def merged(results: list[Result]) -> list[Result]:
    """One result per part; the logs named are those of the shards that failed."""
    parts: dict[str, Result] = {}
    for result in results:
        whole = parts.setdefault(result.part, Result(result.part))
        whole.passed += result.passed
        whole.failures += result.failures
        whole.notes += result.notes
        whole.times.update(result.times)
        if result.log and result.failures:
            whole.log = ", ".join(filter(None, (whole.log, result.log)))
    return list(parts.values())


def print_failures(ui, results: list[Result]) -> None:
    """Print each failure with the end of its text."""
    for result in results:
        for name, text in result.failures:
            ui.say(f"\nFAILED {result.part}: {name}")
            for line in shorten(text).splitlines():
                ui.say(f"    {line}")


def print_table(ui, results: list[Result]) -> None:
    """Print the slowest tests, the notes, and a row per part."""
    for line in timing.report({name: s for result in results for name, s in result.times.items()}):
        ui.say(f"  {line}")
    for result in results:
        for note in result.notes:
            ui.say(f"  note: {result.part}: {note}")
    for result in results:
        log = f"   log: {result.log}" if result.log else ""
        ui.say(
            f"  {result.part:<12} {result.passed:>5} passed {len(result.failures):>4} failed{log}"
        )


def print_summary(ui, results: list[Result]) -> int:
    """Print failures, tables, and the closing line; the exit code."""
    results = merged(results) or [Result("nothing").failure("nothing", "no test was chosen")]
    print_failures(ui, results)
    ui.say()
    print_table(ui, results)
    ui.say(closing_line(results))
    return 1 if any(result.failures for result in results) else 0
