"""Jobs side by side: every job once, failures stay with their part, and nothing outlives a stop."""

import io
import signal
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest

from kfz import paths, proc, testing
from kfz.errors import CommandError, KfzError
from kfz.testing import lanes
from kfz.testing.lanes import Job
from kfz.testing.result import Result, closing_line, print_summary
from kfz.ui import Ui


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    """Ending all programs in one test must not stop those of the next."""
    monkeypatch.setattr(proc, "STOPPING", threading.Event())
    monkeypatch.setattr(proc, "CHILDREN", set())


def job(part, seconds=0.0, main=False, work=None):
    """A job that passes one check."""
    return Job(part, work or (lambda: [Result(part, passed=1)]), seconds, main)


def breaking(error):
    """Work that ends in an error."""

    def work():
        raise error

    return work


def run(jobs, early=(), prepare=lambda: None, width=2):
    """The results of a run."""
    results: list[Result] = []
    lanes.run(list(early), prepare, jobs, results, width)
    return results


@pytest.mark.parametrize("width", [1, 2, 3])
def test_every_job_runs_exactly_once(width):
    jobs = [job(f"p{number}", number, main=number % 3 == 0) for number in range(30)]
    results = run(jobs, [job("lint"), job("unit")], width=width)
    assert sorted(result.part for result in results) == sorted(
        [*(one.part for one in jobs), "lint", "unit"]
    )


def test_longer_jobs_come_first():
    results = run([job("short", 1), job("long", 9), job("middle", 5)], width=1)
    assert [result.part for result in results] == ["long", "middle", "short"]


def test_two_jobs_run_at_the_same_time():
    together = threading.Barrier(2)

    def work():
        together.wait(20)
        return [Result("x", passed=1)]

    assert closing_line(run([job("x", work=work), job("x", work=work)])) == "2 passed, 0 failed"


def test_what_starts_servers_runs_in_the_main_thread():
    seen = []

    def work():
        seen.append(threading.current_thread() is threading.main_thread())
        return []

    run([job("start", main=True, work=work) for _ in range(3)])
    assert seen == [True] * 3


def test_jobs_wait_for_the_preparation_and_early_ones_do_not():
    order, early = [], threading.Event()

    def lint():
        order.append("lint")
        early.set()
        return []

    def prepare():
        assert early.wait(20)
        order.append("prepared")

    run([job("odoo", work=lambda: order.append("odoo") or [])], [job("lint", work=lint)], prepare)
    assert order == ["lint", "prepared", "odoo"]


def test_a_job_that_breaks_is_a_failure_of_its_part_and_the_others_run():
    results = run(
        [
            job("core", work=breaking(CommandError("Odoo fails", "", "odoo.log", "the tail"))),
            job("odoo", work=breaking(ValueError("wrong"))),
            job("tours"),
        ]
    )
    assert closing_line(results) == "1 passed, 2 failed"
    failures = {result.part: result.failures for result in results if result.failures}
    assert "the tail" in failures["core"][0][1]
    assert "ValueError: wrong" in failures["odoo"][0][1]


def test_a_stop_ends_the_programs_of_all_lanes_and_keeps_what_was_found(tmp_path):
    started = threading.Event()

    def sleep():
        proc.run(
            ["sh", "-c", "echo up; exec sleep 60"], tmp_path / "a", on_line=lambda _: started.set()
        )
        return []

    def stopped():
        assert started.wait(20)
        raise KeyboardInterrupt

    results: list[Result] = []
    jobs = [
        job("done", 9, main=True),
        job("a", 7, work=sleep),
        job("b", 8, True, stopped),
        job("c"),
    ]
    before = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        lanes.run([], lambda: None, jobs, results, 2)
    assert time.monotonic() - before < 30
    assert not proc.CHILDREN
    assert [result.part for result in results] == ["done"]


def test_a_preparation_that_fails_starts_no_job():
    ran = []
    with pytest.raises(OSError, match="full"):
        run([job("odoo", work=lambda: ran.append(1) or [])], prepare=breaking(OSError("disk full")))
    assert not ran


def test_the_kernel_ends_what_a_helper_thread_started():
    """The launcher is killed for good; a program of its helper thread ends all the same."""
    code = (
        "import os, subprocess, sys, threading, time\n"
        "from kfz.testing import template\n"
        "def work():\n"
        "    child = subprocess.Popen(list(map(str, template.bound([sys.executable, '-c',"
        " 'import os, time; print(os.getpid(), flush=True); time.sleep(60)']))))\n"
        "    child.wait()\n"
        "threading.Thread(target=work).start()\n"
    )
    launcher = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=paths.REPO / "tools",
        stdout=subprocess.PIPE,
        text=True,
    )
    child = int(launcher.stdout.readline())
    launcher.send_signal(signal.SIGKILL)
    launcher.wait()
    deadline = time.monotonic() + 20
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(child)
    launcher.stdout.close()


def alive(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Stage:
    """A project that stands for the real one; it fails as told when it is set up."""

    def __init__(self, state, error):
        self.ui = Ui(io.StringIO())
        self.layout = SimpleNamespace(state=state)
        self.error = error
        self.stopped = 0

    def set_up(self, **_options):
        raise self.error

    def stop(self):
        self.stopped += 1


@pytest.mark.parametrize(
    ("error", "code"),
    [(KeyboardInterrupt(), 130), (KfzError("No Odoo."), 1), (ValueError("wrong"), 1)],
    ids=["Ctrl-C", "a known failure", "a bug"],
)
def test_the_closing_line_is_printed_however_a_run_ends(tmp_path, error, code):
    stage = Stage(tmp_path, error)
    options = SimpleNamespace(only=None, paths=[], fast=True)
    assert testing.run(stage, options) == code
    assert stage.ui.stream.getvalue().splitlines()[-1] == "0 passed, 1 failed"
    assert stage.stopped


def test_results_of_a_parts_shards_are_reported_as_one():
    stream = io.StringIO()
    results = [
        Result("odoo", passed=3, log="one.log"),
        Result("core", passed=1),
        Result("odoo", passed=4, log="two.log").failure("TestA.test_b", "ValueError"),
    ]
    assert print_summary(Ui(stream), results) == 1
    rows = [line.split() for line in stream.getvalue().splitlines()]
    assert ["odoo", "7", "passed", "1", "failed", "log:", "two.log"] in rows
    assert "FAILED odoo: TestA.test_b" in stream.getvalue()
    assert stream.getvalue().splitlines()[-1] == "8 passed, 1 failed"
