"""Print one line per step with its time, and the progress of long steps."""

import contextlib
import shutil
import sys
import threading
import time

QUIET_SECONDS = 15  # without a terminal, at most one progress line in this time


class Step:
    """A running piece of work; ``progress`` says how far it is, ``note`` adds to its closing line."""

    def __init__(self, ui: "Ui", title: str):
        self.ui = ui
        self.title = title
        self.text = ""
        self.closing = ""
        self.started = time.monotonic()

    def progress(self, text: str) -> None:
        """Show how far the step is."""
        self.text = text
        self.ui.refresh()

    def note(self, text: str) -> None:
        """Add a remark to the step's closing line."""
        self.closing = text

    @property
    def seconds(self) -> float:
        """Seconds since the step began."""
        return time.monotonic() - self.started


class Ui:
    """Prints steps; several may run at once, from different threads."""

    def __init__(self, stream=None):
        self.stream = stream or sys.stdout
        self.live = self.stream.isatty()
        self.lock = threading.RLock()
        self.steps: list[Step] = []
        self.last = time.monotonic()

    @contextlib.contextmanager
    def step(self, title: str):
        """Run a step; print one line when it ends or fails."""
        step = Step(self, title)
        with self.lock:
            self.steps.append(step)
            self.refresh()
        mark = "!!"
        try:
            yield step
            mark = "ok"
        finally:
            with self.lock:
                self.steps.remove(step)
                note = f" ({step.closing})" if step.closing and mark == "ok" else ""
                self.say(f"  {mark}  {step.title}{note} … {step.seconds:.1f} s")
                self.refresh()

    def refresh(self) -> None:
        """Redraw the line of running steps."""
        with self.lock:
            text = " · ".join(
                f"{step.title}: {step.text}" if step.text else step.title for step in self.steps
            )
            if self.live:
                width = shutil.get_terminal_size().columns - 6
                self.stream.write("\r\033[K" + (f"  ..  {text[:width]}" if text else ""))
                self.stream.flush()
            elif (
                text
                and time.monotonic() - self.last > QUIET_SECONDS
                and any(step.text for step in self.steps)
            ):
                self.last = time.monotonic()
                print(f"  ..  {text}", file=self.stream, flush=True)

    def say(self, text: str = "") -> None:
        """Print a line."""
        with self.lock:
            if self.live:
                self.stream.write("\r\033[K")
            print(text, file=self.stream, flush=True)
            self.last = time.monotonic()
