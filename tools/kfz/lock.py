"""Locks: one ``./kfz run`` per state folder, and the users of its PostgreSQL. The kernel frees a lock however its process ends."""

import contextlib
import fcntl
import json
import os
from pathlib import Path


class Lock:
    """A lock file that also says who holds it and at which address."""

    def __init__(self, path: Path):
        self.path = path
        self.file = None

    def take(self) -> bool:
        """Take the lock; False when another process holds it."""
        file = open(self.path, "a+", encoding="utf-8")  # noqa: SIM115 (kept open as long as the lock)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self.file = file
        self.write()
        return True

    def write(self, **facts) -> None:
        """Tell others about this process."""
        self.file.seek(0)
        self.file.truncate()
        json.dump({"pid": os.getpid(), **facts}, self.file)
        self.file.flush()

    def holder(self) -> dict:
        """What the holder wrote."""
        try:
            return json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    def release(self) -> None:
        """Give the lock back."""
        if self.file:
            self.file.seek(0)
            self.file.truncate()
            self.file.close()
            self.file = None


@contextlib.contextmanager
def turn(path: Path, wait):
    """Hold a lock while one works; ``wait`` is called once where another process holds it."""
    with open(path, "a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Users:
    """The processes that share a resource; the one that started it stops it once it is the only user."""

    def __init__(self, path: Path):
        self.path = path
        self.file = None

    def join(self) -> None:
        """Become a user; wait while another process is stopping the resource."""
        self.file = open(self.path, "a", encoding="utf-8")  # noqa: SIM115 (kept open as long as the lock)
        fcntl.flock(self.file, fcntl.LOCK_SH)

    def alone(self, wait: bool = False) -> bool:
        """Whether there are no other users; if so, none can join before :meth:`leave`. With ``wait``, wait for that."""
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

    def leave(self) -> None:
        """Stop being a user."""
        if self.file:
            self.file.close()
            self.file = None
