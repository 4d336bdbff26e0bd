"""Jobs side by side: one lane per core, each takes the next job as soon as it is free."""

import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from .. import proc
from ..errors import KfzError
from .result import Result


@dataclass
class Job:
    """A piece of the test run; ``work`` returns its results."""

    part: str
    work: Callable[[], list[Result]]
    seconds: float = 0
    main: bool = False  # starts servers, which the kernel binds to the main thread only


class Queue:
    """The jobs that no lane has taken yet, longest first."""

    def __init__(self, jobs: list[Job]):
        self.jobs = sorted(jobs, key=lambda job: -job.seconds)
        self.lock = threading.Lock()

    def take(self, main: bool) -> Job | None:
        """The next job that this lane may run."""
        with self.lock:
            job = next((job for job in self.jobs if main or not job.main), None)
            if job:
                self.jobs.remove(job)
            return job


def attempt(job: Job) -> list[Result]:
    """Run a job; a job that breaks is a failure of its part, and the lane goes on."""
    try:
        return job.work()
    except KfzError as error:
        text = f"{error.message}\n{error.hint}\n{error.log}\n{getattr(error, 'tail', '')}"
        return [Result(job.part, log=str(error.log or "")).failure("the run", text)]
    except Exception:
        return [Result(job.part).failure("the run", traceback.format_exc())]


def lane(queue: Queue, results: list[Result], main: bool) -> None:
    """Run jobs until none is left; results count as soon as a job has ended."""
    while job := queue.take(main):
        results += attempt(job)


def run(
    early: list[Job],
    prepare: Callable[[], None],
    jobs: list[Job],
    results: list[Result],
    width: int = 2,
) -> None:
    """Run ``early`` jobs while the main thread prepares, then ``jobs`` in all lanes.

    Whatever breaks in the preparation, and Ctrl-C, ends every program that is under way.
    """
    queue, first = Queue(jobs), Queue(early)
    ready = threading.Event()

    def helper():
        lane(first, results, main=False)
        ready.wait()
        lane(queue, results, main=False)

    with ThreadPoolExecutor(max(width - 1, 1)) as pool:
        helpers = [pool.submit(helper) for _ in range(width - 1)]
        try:
            prepare()
            ready.set()
            lane(queue, results, main=True)
            lane(first, results, main=True)
            for one in helpers:
                one.result()
        except BaseException:
            queue.jobs.clear()
            first.jobs.clear()
            ready.set()
            proc.end_all()
            raise
