"""The one place from which messages leave for robots: https alone, no redirects, checked certificates, bounded time and size.

The name of a host is looked up once; every address that it leads to must be one that this server may reach, and the
connection goes to that address, so that a second look-up cannot lead elsewhere. Nothing that is raised or logged here names
the address of a message, which carries the robot's key.
"""

import logging
import socket
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError

from ...domain import outbox

#: seconds to connect, and between two parts of an answer
TIMEOUT = (5, 10)
#: seconds for the body of an answer, and its bytes
LONGEST, LARGEST = 20, 64 * 1024
#: seconds after which nothing is waited for, however slowly names are found or lines of an answer drip
DEADLINE = 45
#: where the machine keeps the authorities that it trusts, those of an office's own network among them
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")


class _WithoutKeys(logging.Filter):
    """Core's log may be set to show every request: the address of one is shown without what follows its question mark."""

    def filter(self, record):
        if isinstance(record.args, tuple):
            record.args = tuple(
                each.partition("?")[0] + "?…" if isinstance(each, str) and "?" in each else each
                for each in record.args
            )
        return True


logging.getLogger("urllib3.connectionpool").addFilter(_WithoutKeys())


class _Pinned(HTTPAdapter):
    """Connects to one address, and checks the certificate against the name of the host."""

    def __init__(self, host):
        self.host = host
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(
            *args, **kwargs, server_hostname=self.host, assert_hostname=self.host
        )


def is_allowed(address):
    """Whether this server may connect to an IP address: not to itself, by whatever address of its own."""
    # also not by an IPv6 address that carries one of its IPv4 addresses
    return outbox.is_reachable(address) and not any(map(is_own, outbox.leads_to(address)))


def is_own(address):
    """Whether an IP address is one of this machine's: only those can be bound. Nothing is sent."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True


def authorities():
    """The certificates by which a server is believed: the machine's, else those that come with the library."""
    return str(AUTHORITIES) if AUTHORITIES.is_file() else True


def post(kind, address, query, body):
    """Send a message once, and say what became of it, within :data:`DEADLINE`; nothing is raised.

    :param kind: of :data:`outbox.KINDS`
    :param address: of the robot, without its key
    :param query: its key and signature
    :return: an :class:`outbox.Answer`
    """
    if outbox.clean_address(address) != address:
        return outbox.Answer("refused", "address")
    answers = []
    # its own thread: no time of a socket bounds a whole answer
    asking = threading.Thread(
        target=lambda: answers.append(_ask(kind, address, query, body)), daemon=True
    )
    asking.start()
    asking.join(DEADLINE)
    return answers[0] if answers else outbox.Answer("unknown", "timeout")


def _ask(kind, address, query, body):
    parts = urlsplit(address)
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return outbox.Answer("later", "unreachable")
    targets = {row[4][0] for row in found}
    if not targets or not all(map(is_allowed, targets)):
        return outbox.Answer("refused", "address")
    target = found[0][4][0]
    shown = f"[{target}]" if ":" in target else target
    url = f"https://{shown}:{parts.port or 443}{parts.path or '/'}{query}"
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Host": parts.netloc,
        "Accept-Encoding": "identity",
    }
    with requests.Session() as session:
        # no proxy, no password and no authorities from the environment
        session.trust_env = False
        session.mount("https://", _Pinned(parts.hostname))
        try:
            response = session.post(
                url,
                data=body,
                headers=headers,
                timeout=TIMEOUT,
                verify=authorities(),
                allow_redirects=False,
                stream=True,
            )
            with response:
                return outbox.judge(
                    kind,
                    response.status_code,
                    _read(response),
                    response.headers.get("Retry-After"),
                )
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            return _failed(error)


def _read(response):
    """The body, or nothing of one that is too large or too slow."""
    read, until = b"", time.monotonic() + LONGEST
    # what has come, not a full part: an answer that drips would fill one for hours
    while part := response.raw.read1(4096):
        read += part
        if len(read) > LARGEST or time.monotonic() > until:
            return b""
    return read


def _failed(error):
    """What a failed request says: only what failed before anything was sent is tried again."""
    if isinstance(error, requests.exceptions.SSLError):
        return outbox.Answer("later", "certificate")
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return outbox.Answer("later", "unreachable")
    inner = error.args[0] if error.args else None
    if isinstance(inner, MaxRetryError) and isinstance(inner.reason, NewConnectionError):
        return outbox.Answer("later", "unreachable")
    if isinstance(error, requests.exceptions.Timeout):
        return outbox.Answer("unknown", "timeout")
    return outbox.Answer("unknown", "dropped")
