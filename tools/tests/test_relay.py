import socket
import threading

import pytest

from kfz.testing.relay import Relay


@pytest.fixture
def echo():
    """The port of a server that sends back what it gets."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                near, _address = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(near,), daemon=True).start()

    def answer(near):
        while data := near.recv(100):
            near.sendall(data)

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()[1]
    listener.close()


def ask(connection):
    connection.sendall(b"x")
    return connection.recv(1)


def test_what_is_cut_is_closed_and_refused_and_comes_back_on_the_same_port(echo):
    with Relay("127.0.0.1", echo) as relay:
        port = relay.port
        with socket.create_connection(("127.0.0.1", port), 5) as connection:
            assert ask(connection) == b"x"
            relay.cut()
            assert connection.recv(1) == b""
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.1", port), 1)
        relay.mend()
        with socket.create_connection(("127.0.0.1", port), 5) as connection:
            assert ask(connection) == b"x"
