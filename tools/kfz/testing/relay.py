"""A wire between Odoo and PostgreSQL that can be cut: the server goes on for everybody else."""

import contextlib
import socket
import threading


class Relay:
    """Passes connections of a loopback port on to a server, until cut; cut connections are closed, new ones refused."""

    def __init__(self, host: str, port: int):
        self.target = host, port
        self.pairs: list[socket.socket] = []
        self.listener = None
        self.port = 0

    def __enter__(self) -> "Relay":
        self.mend()
        return self

    def __exit__(self, *_error) -> None:
        self.cut()

    def mend(self) -> None:
        """Take connections, on the same port as before."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(64)
        self.listener, self.port = listener, listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def cut(self) -> None:
        """As if the server had been killed."""
        listener, self.listener = self.listener, None
        for one in (listener, *self.pairs):
            _close(one)
        self.pairs = []

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _address = listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(self.target)
            except OSError:
                _close(near)
                continue
            self.pairs += [near, far]
            if self.listener is not listener:
                _close(near)
                _close(far)
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=_pump, args=(source, sink), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    _close(source)
    _close(sink)


def _close(one: socket.socket | None) -> None:
    if one is None:
        return
    with contextlib.suppress(OSError):
        # wakes whoever waits in it
        one.shutdown(socket.SHUT_RDWR)
    one.close()
