"""``bound.py PARENT COMMAND …``: become a program that the kernel ends when the launcher's thread that waits for it does.

A thread other than the main one cannot prepare a child safely between fork and exec, so the child does it by itself.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1

if __name__ == "__main__":
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != int(sys.argv[1]):
        sys.exit(1)
    os.execv(sys.argv[2], sys.argv[2:])
