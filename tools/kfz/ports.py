"""Free ports on loopback, remembered from one start to the next."""

import socket
from pathlib import Path

from .paths import write_whole


def is_free(port: int) -> bool:
    """Whether a loopback port can be bound."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def next_free(first: int, free=is_free, tries: int = 200) -> int:
    """The first free port from ``first`` on."""
    for port in range(first, first + tries):
        if free(port):
            return port
    raise OSError(f"no free port from {first} to {first + tries - 1}")


def free_port(memory: Path, first: int, free=is_free) -> int:
    """The remembered port while it is free, else the next free one, which is then remembered."""
    try:
        remembered = int(memory.read_text(encoding="ascii"))
    except (OSError, ValueError):
        remembered = 0
    port = remembered if remembered and free(remembered) else next_free(first, free)
    write_whole(memory, str(port))
    return port
