"""Messages to group robots of WeCom (企业微信) and DingTalk (钉钉): addresses, signatures, contents, answers, when to try again.

The formats are those that both makers document for group robots. Neither has a number by which a message that is sent twice
is recognised, so what may have arrived is never sent again by itself: :func:`judge` says ``unknown``.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import hmac
import ipaddress
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote_plus, urlsplit

KINDS = ("wecom", "dingtalk")
#: messages that a robot takes within a minute, by both makers' rules
LIMIT, MINUTE = 20, datetime.timedelta(minutes=1)
#: attempts after which a message is given to people
TRIES = 6
#: the wait after the first failed attempt; it doubles with each further one
FIRST_WAIT, LONGEST_WAIT = datetime.timedelta(minutes=1), datetime.timedelta(hours=6)
#: bytes of a text; WeCom takes 2,048
LONGEST_TEXT = 2000
#: numbers of errors that say: too fast, or busy
BUSY = {"wecom": frozenset({-1, 45009, 45033}), "dingtalk": frozenset({-1, 130101, 410100})}
#: answers of a server that did not take the message
BUSY_STATUS = frozenset({429, 500, 503})
#: addresses at which clouds tell a machine its own secrets, beside the link-local one
METADATA = frozenset(
    map(
        ipaddress.ip_address,
        (
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "fd00:ec2::254",
            "fd20:ce::254",
        ),
    )
)

NO_NETWORK = ipaddress.ip_network("0.0.0.0/8")
#: IPv6 networks whose addresses lead to the IPv4 address in their last four bytes: NAT64, mapped, and the old “compatible” ones
TRANSLATED = tuple(
    map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0/96", "::/96"))
)
#: the signs of an address of a robot: no spaces, questions, marks, escapes, or signs that programs read in two ways
PLAIN = re.compile(r"https://[A-Za-z0-9.\-:\[\]]+(?:/[A-Za-z0-9._~/\-]*)?", re.IGNORECASE)
#: what WeCom and DingTalk call the key in the whole address
KEY_NAMES = ("key", "access_token")
#: the parts of a host's name
LABEL = re.compile(r"[A-Za-z0-9-]{1,63}")
#: the last part of a host that is a number and no name
NUMBER = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*")
#: names that every machine has for itself
ITSELF = frozenset({"localhost", "localdomain", "ip6-localhost", "ip6-loopback"})
#: what is shown of an address: where it leads, nothing that may be a key
SHOWN = re.compile(r"(https?)://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?![^/?#;:\s])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a message.

    :ivar outcome: ``sent``, ``later`` (it did not arrive, try again), ``refused`` (it will not arrive), ``unknown`` (it may have)
    :ivar result: a word that says why
    :ivar number: the error's number or the HTTP status; 0 for none
    :ivar wait: for how long the server asks to wait
    """

    outcome: str
    result: str
    number: int = 0
    wait: datetime.timedelta | None = None


def split_address(text: object) -> tuple[str, str] | None:
    """The address and the key of a robot from the whole address that WeCom or DingTalk shows; None for anything else."""
    if not isinstance(text, str):
        return None
    address, _mark, query = text.strip().partition("?")
    name, _sign, key = query.partition("=")
    if name not in KEY_NAMES or not key or "&" in key or "#" in key:
        return None
    return address, key


def clean_address(text: object) -> str | None:
    """The address of a robot as it is kept: https, a host, a path; None for anything else.

    Names and passwords, questions, marks and values in the path (``/x;key=…``) are refused: keys are kept apart from the
    address, where nobody reads them.
    """
    if not isinstance(text, str) or not PLAIN.fullmatch(text := text.strip()):
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    in_brackets = parts.netloc.startswith("[")
    is_whole = port != 0 and _is_host(parts.hostname or "", in_brackets)
    return text if is_whole else None


def _is_host(host: str, in_brackets: bool) -> bool:
    """Whether a host can be that of a robot: a name, or a number in its plain form that may be called."""
    if in_brackets:
        return ":" in host and is_reachable(host)
    # a dot at the end says that the name is whole; it leads to the same place
    name = host.removesuffix(".")
    labels = name.split(".")
    if labels[-1] in ITSELF:
        return False
    if NUMBER.fullmatch(labels[-1]):
        # other ways to write a number (2130706433, 127.1, 0x7f000001) are read differently by different programs
        return is_reachable(name)
    return len(host) <= 253 and all(map(LABEL.fullmatch, labels))


def shown_address(text: object) -> str:
    """An address as it may stand in a sentence or a log: where it leads, without anything that may be a key or a password."""
    found = SHOWN.match(text.strip()) if isinstance(text, str) and "@" not in text else None
    return f"{found[1].lower()}://{found[2][:60]}/…" if found else "…"


def leads_to(address: str) -> tuple[str, ...]:
    """An IP address, and the IPv4 addresses to which it leads where it is one of those IPv6 addresses that carry some.

    :raises ValueError: for what is no IP address
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = []
    if found.version == 6:
        inner += [found.sixtofour, *(found.teredo or ())]
        if any(found in network for network in TRANSLATED):
            inner.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
    return tuple(str(each) for each in (found, *inner) if each is not None)


def is_reachable(address: str) -> bool:
    """Whether this server may connect to an address: those of an office's network, too, never the machine itself.

    :param address: an IP address to which the name of a host leads
    """
    try:
        return not any(_is_closed(ipaddress.ip_address(each)) for each in leads_to(address))
    except ValueError:
        return False


def _is_closed(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    is_own = found.is_loopback or found.is_link_local or found.is_unspecified
    is_odd = found.is_multicast or (found.is_reserved and found.version == 4)
    return is_own or is_odd or found in METADATA or found in NO_NETWORK


def query(kind: str, token: str, secret: str, moment: datetime.datetime) -> str:
    """What is added to a robot's address: its key, and for DingTalk the signature of the moment.

    :param secret: of DingTalk's signature (加签), or empty
    :param moment: now, with its time zone
    """
    if kind == "wecom":
        return f"?key={quote_plus(token)}"
    signed = f"?access_token={quote_plus(token)}"
    if secret:
        stamp = int(moment.timestamp() * 1000)
        signed += f"&timestamp={stamp}&sign={quote_plus(signature(secret, stamp))}"
    return signed


def signature(secret: str, stamp: int) -> str:
    """DingTalk's signature: HMAC-SHA256 of the moment and the secret, with the secret, in base64."""
    text = f"{stamp}\n{secret}".encode()
    return base64.b64encode(hmac.new(secret.encode(), text, hashlib.sha256).digest()).decode()


def content(text: str) -> bytes:
    """The body of a message with a text, which is cut to what both makers take; they use the same form."""
    body = {"msgtype": "text", "text": {"content": cut(text)}}
    return json.dumps(body, ensure_ascii=False).encode()


def cut(text: str) -> str:
    """A text of at most :data:`LONGEST_TEXT` bytes, with “…” where it was cut."""
    if len(text.encode()) <= LONGEST_TEXT:
        return text
    room = LONGEST_TEXT - len("…".encode())
    return text.encode()[:room].decode(errors="ignore") + "…"


def judge(kind: str, status: int, body: bytes, retry_after: str | None = None) -> Answer:
    """What an answer says of a message.

    :param body: as far as it was read, empty for none
    :param retry_after: the header of that name
    """
    if 300 <= status < 400:
        return Answer("refused", "redirect", status)
    if status in BUSY_STATUS:
        return Answer("later", "busy", status, asked_wait(retry_after))
    if status >= 500:
        # something in between lost the robot's server: what it did with the message, nobody knows
        return Answer("unknown", "odd_answer", status)
    if status != 200:
        return Answer("refused", "refused", status)
    number = _error_number(body)
    if number is None:
        return Answer("unknown", "odd_answer", status)
    if number == 0:
        return Answer("sent", "sent")
    if number in BUSY[kind]:
        return Answer("later", "busy", number, asked_wait(retry_after))
    return Answer("refused", "refused", number)


def _error_number(body: bytes) -> int | None:
    try:
        number = json.loads(body)["errcode"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return number if type(number) is int and abs(number) < 2**31 else None


def asked_wait(retry_after: str | None) -> datetime.timedelta | None:
    """The wait that a header asks for in seconds, a day at most; None for none or what is no number."""
    if not retry_after or not retry_after.strip().isdecimal() or len(retry_after.strip()) > 9:
        return None
    return min(datetime.timedelta(seconds=int(retry_after)), datetime.timedelta(days=1))


def wait(tries: int, asked: datetime.timedelta | None = None) -> datetime.timedelta:
    """How long to wait after so many failed attempts, at least as long as the server asked."""
    doubled = min(FIRST_WAIT * 2 ** min(max(tries - 1, 0), 16), LONGEST_WAIT)
    return max(doubled, asked) if asked else doubled


def free_at(sent: Iterable[datetime.datetime], now: datetime.datetime) -> datetime.datetime:
    """The first moment, now or later, at which a robot takes another message.

    :param sent: when attempts were made; within any minute there are at most :data:`LIMIT`
    """
    latest = sorted(sent)[-LIMIT:]
    if len(latest) < LIMIT:
        return now
    return max(now, latest[0] + MINUTE)
