"""Run and stop other programs."""

import ctypes
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

from .errors import CommandError

PR_SET_PDEATHSIG = 1
CHILDREN: set[subprocess.Popen] = set()
STOPPING = threading.Event()
USUALLY = {
    signal.SIGKILL: "because the machine had no memory left, or by somebody's kill -9",
    signal.SIGTERM: "because somebody asked it to end (kill)",
    signal.SIGSEGV: "a fault in one of its libraries",
    signal.SIGILL: "because this processor is too old for it",
    signal.SIGBUS: "because the disk is full or failing",
    signal.SIGXCPU: "because it reached a limit of computing time",
}


def run(cmd, log: Path, *, env=None, cwd=None, on_line=None, user=None, stdin=None, hint="") -> str:
    """Run ``cmd`` to its end and return what it printed.

    Everything goes to the file ``log``; ``on_line`` sees each line as it comes.
    :raises CommandError: when the program fails; names the log
    """
    with open(log, "a", encoding="utf-8", errors="replace") as out:
        out.write(f"\n$ {' '.join(map(str, cmd))}\n")
        try:
            child = begin(
                cmd,
                env=env,
                cwd=cwd,
                user=user,
                stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
            )
        except OSError as error:
            raise CommandError(
                f"{Path(cmd[0]).name} cannot be started: {error}", hint, str(log)
            ) from error
        lines, code = follow(child, out, on_line, stdin)
    if STOPPING.is_set():
        raise KeyboardInterrupt
    if code:
        raise CommandError(
            f"{Path(cmd[0]).name} failed ({ending(code)})", hint, str(log), "".join(lines[-60:])
        )
    return "".join(lines)


def ending(code: int) -> str:
    """How a program ended, in words."""
    if code >= 0:
        return f"exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    usual = USUALLY.get(-code)
    return f"ended by {name}, usually {usual}" if usual else f"ended by {name}"


def follow(child: subprocess.Popen, out, on_line, stdin) -> tuple[list[str], int]:
    """Copy a child's output to ``out`` until it ends; returns its lines and exit code."""
    lines = []
    CHILDREN.add(child)
    try:
        if stdin is not None:
            child.stdin.write(stdin)
            child.stdin.close()
        for line in child.stdout:
            out.write(line)
            lines.append(line)
            if on_line:
                on_line(line.rstrip("\n"))
        return lines, child.wait()
    except BaseException:
        end(child)
        raise
    finally:
        CHILDREN.discard(child)
        child.stdout.close()


def begin(cmd, *, user=None, **options) -> subprocess.Popen:
    """Start a program whose output is read as text."""
    if STOPPING.is_set():
        raise KeyboardInterrupt
    return subprocess.Popen(
        [str(part) for part in cmd],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        preexec_fn=bound_to_us(),  # noqa: PLW1509 (main thread only)
        **as_user(user),
        **options,
    )


def as_user(user) -> dict:
    """Arguments of ``subprocess.Popen`` that run the program as another user (a ``pwd`` entry)."""
    if user is None or user.pw_uid == os.geteuid():
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def die_with_parent(signum: int):
    """A ``preexec_fn`` after which the kernel sends ``signum`` to the child when the launcher dies, even by kill -9."""
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True)

    def prepare():
        libc.prctl(PR_SET_PDEATHSIG, signum, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def bound_to_us():
    """The same, but only in the main thread: elsewhere it is not safe to prepare a child."""
    return (
        die_with_parent(signal.SIGTERM)
        if threading.current_thread() is threading.main_thread()
        else None
    )


def end_all() -> None:
    """End all running programs, so that the threads waiting for them finish."""
    STOPPING.set()
    for child in list(CHILDREN):
        end(child, patience=3)


def spawn(
    cmd, log: Path, *, env=None, cwd=None, user=None, death_signal=signal.SIGTERM
) -> subprocess.Popen:
    """Start a server in the background; it ends when the launcher does. Call it from the main thread."""
    with open(log, "ab") as out:
        return subprocess.Popen(
            [str(part) for part in cmd],
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=env,
            cwd=cwd,
            start_new_session=True,
            preexec_fn=die_with_parent(death_signal),  # noqa: PLW1509 (main thread only)
            **as_user(user),
        )


def end(child: subprocess.Popen, first=signal.SIGTERM, patience: float = 12) -> None:
    """End a child and all its children: politely first, then by force."""
    for signum, seconds in ((first, patience), (signal.SIGQUIT, 3), (signal.SIGKILL, 5)):
        if child.poll() is not None:
            break
        try:
            os.killpg(child.pid, signum) if signum == signal.SIGKILL else os.kill(child.pid, signum)
        except ProcessLookupError:
            break
        deadline = time.monotonic() + seconds
        while child.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
