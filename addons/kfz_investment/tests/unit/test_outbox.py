"""Messages to robots: addresses that are refused, signatures, answers, waits, and twenty a minute."""

import datetime
import ipaddress
import json

import pytest
from domain import outbox
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime.datetime(2026, 12, 1, 0, 30, tzinfo=datetime.timezone.utc)
SECOND = datetime.timedelta(seconds=1)


@pytest.mark.parametrize(
    "address",
    [
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
        "https://oapi.dingtalk.com/robot/send",
        "https://10.20.30.40:8443/robot",
        "https://[fd12::5]:8443/robot",
        "https://robot.office.example./send",
    ],
)
def test_addresses_of_makers_and_of_private_instances_are_taken(address):
    assert outbox.clean_address(f" {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "http://oapi.dingtalk.com/robot/send",
        "ftp://oapi.dingtalk.com",
        "https://",
        "https:///path",
        "https://name:word@host/robot",
        "https://@host/robot",
        "https://host/robot?access_token=1",
        "https://host/robot?",
        "https://host/robot#mark",
        "https://host:99999/robot",
        "https://host:0/robot",
        "https://host\\@other/robot",
        "https://host/ro bot",
        "https://host/\r\nX: 1",
        "https://示例.cn/robot",
        "//host/robot",
        "https://localhost/robot",
        "https://me.localhost/robot",
        "https://127.0.0.1:8069/robot",
        "https://[::1]/robot",
        "https://[::ffff:127.0.0.1]/robot",
        "https://0.0.0.0/robot",
        "https://169.254.169.254/robot",
        "https://2130706433/robot",
        "https://0x7f000001/robot",
        "https://127.1/robot",
        "https://10.20.30.999/robot",
        f"https://{'a' * 64}.example/robot",
        f"https://{'a.' * 200}example/robot",
        "https://host..example/robot",
        "https://localhost./x",
        "https://me.localhost./x",
        "https://localhost.localdomain/x",
        "https://127.0.0.1./x",
        "https://127.0.0.1%2f/x",
        "https://[::127.0.0.1]/x",
        "https://[v1.a]/x",
        "https://[host.example]/x",
        "https://[fe80::1%25eth0]/x",
        "https://host/x;key=SECRET",
        "https://host/key=SECRET",
        "https://host/x%3Fkey%3DSECRET",
        "https://168.63.129.16/x",
        "https://[fd20:ce::254]/x",
        "https://[64:ff9b::169.254.169.254]/x",
        "",
        None,
        5,
    ],
)
def test_other_addresses_are_refused(address):
    assert outbox.clean_address(address) is None


@pytest.mark.parametrize(
    ("address", "is_reachable"),
    [
        ("10.20.30.40", True),
        ("192.168.1.5", True),
        ("172.16.0.9", True),
        ("101.89.39.12", True),
        ("fd12::5", True),
        ("127.0.0.1", False),
        ("127.8.9.10", False),
        ("0.0.0.0", False),
        ("0.1.2.3", False),
        ("169.254.169.254", False),
        ("100.100.100.200", False),
        ("192.0.0.192", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("fd20:ce::254", False),
        ("168.63.129.16", False),
        ("::127.0.0.1", False),
        ("::ffff:168.63.129.16", False),
        ("64:ff9b:1::7f00:1", False),
        # Teredo: server 10.0.0.1, client 127.0.0.1 (inverted)
        ("2001:0:a00:1:0:0:80ff:fffe", False),
        ("64:ff9b::a14:1e28", True),
        ("ff02::1", False),
        ("host", False),
    ],
)
def test_a_server_reaches_the_office_and_never_itself(address, is_reachable):
    assert outbox.is_reachable(address) is is_reachable


@pytest.mark.parametrize(
    ("address", "carried"),
    [
        ("10.1.2.3", ("10.1.2.3",)),
        ("fd12::5", ("fd12::5",)),
        ("::ffff:10.1.2.3", ("::ffff:a01:203", "10.1.2.3")),
        ("64:ff9b::10.1.2.3", ("64:ff9b::a01:203", "10.1.2.3")),
        ("2002:a01:203::", ("2002:a01:203::", "10.1.2.3")),
        ("2001:0:a00:1:0:0:f5fe:fdfc", ("2001:0:a00:1::f5fe:fdfc", "10.0.0.1", "10.1.2.3")),
    ],
)
def test_the_ipv4_addresses_inside_others_are_found(address, carried):
    found = [str(ipaddress.ip_address(each)) for each in outbox.leads_to(address)]
    assert found == [str(ipaddress.ip_address(each)) for each in carried]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://user:pw@10.0.0.5/x", "…"),
        ("https://us/er:pw@10.0.0.5/x", "…"),
        ("https://host.example/send?key=SECRET", "https://host.example/…"),
        ("https://host.example/send#key=SECRET", "https://host.example/…"),
        ("https://host.example/x;key=SECRET", "https://host.example/…"),
        ("HTTP://host.example:80/key=SECRET", "http://host.example/…"),
        ("https://[fd12::5]/x", "https://[fd12::5]/…"),
        ("https://key=SECRET", "…"),
        ("SECRET", "…"),
        ("", "…"),
        (None, "…"),
        (5, "…"),
    ],
)
def test_what_is_shown_of_an_address_is_no_key(address, shown):
    assert outbox.shown_address(address) == shown


@given(st.text("SECRET@/?#;:=&%\\\n "), st.sampled_from(["https://", "http://", ""]))
def test_nothing_behind_a_host_is_ever_shown(text, scheme):
    shown = outbox.shown_address(f"{scheme}robot.example/{text}")
    assert shown in ("…", f"{scheme}robot.example/…")


def test_dingtalk_signs_the_moment_with_its_secret():
    # by printf '1700000000000\\nSEC0' | openssl dgst -sha256 -hmac SEC0 -binary | base64
    assert outbox.signature("SEC0", 1700000000000) == "grq97xXoTUjTHFvKaCG7ayUVYZj98Kc7erzY+P9gZxg="
    query = outbox.query("dingtalk", "token", "SEC0", NOW)
    assert query.startswith("?access_token=token&timestamp=1796085000000&sign=")
    assert "sign" not in outbox.query("dingtalk", "token", "", NOW)
    assert outbox.query("wecom", "a b&c", "", NOW) == "?key=a+b%26c"


def test_a_text_is_cut_to_what_robots_take():
    body = json.loads(outbox.content("要" * 5000))
    assert body["msgtype"] == "text"
    assert len(body["text"]["content"].encode()) <= outbox.LONGEST_TEXT
    assert body["text"]["content"].endswith("…")
    assert outbox.cut("示例") == "示例"


@pytest.mark.parametrize(
    ("kind", "status", "body", "outcome", "result", "number"),
    [
        ("wecom", 200, b'{"errcode": 0, "errmsg": "ok"}', "sent", "sent", 0),
        ("wecom", 200, b'{"errcode": 45009}', "later", "busy", 45009),
        ("wecom", 200, b'{"errcode": 93000}', "refused", "refused", 93000),
        ("wecom", 200, b'{"errcode": 130101}', "refused", "refused", 130101),
        ("dingtalk", 200, b'{"errcode": 0}', "sent", "sent", 0),
        ("dingtalk", 200, b'{"errcode": 130101}', "later", "busy", 130101),
        ("dingtalk", 200, b'{"errcode": 410100}', "later", "busy", 410100),
        ("dingtalk", 200, b'{"errcode": 310000}', "refused", "refused", 310000),
        ("wecom", 200, b"", "unknown", "odd_answer", 200),
        ("wecom", 200, b"<html>", "unknown", "odd_answer", 200),
        ("wecom", 200, b'{"errcode": "0"}', "unknown", "odd_answer", 200),
        ("wecom", 200, b'{"errcode": false}', "unknown", "odd_answer", 200),
        ("wecom", 200, b"[" * 100_000, "unknown", "odd_answer", 200),
        ("wecom", 302, b"", "refused", "redirect", 302),
        ("wecom", 429, b"", "later", "busy", 429),
        ("wecom", 500, b"", "later", "busy", 500),
        ("wecom", 503, b"", "later", "busy", 503),
        ("wecom", 502, b"", "unknown", "odd_answer", 502),
        ("wecom", 504, b"", "unknown", "odd_answer", 504),
        ("wecom", 404, b"", "refused", "refused", 404),
        ("wecom", 204, b"", "refused", "refused", 204),
    ],
)
def test_only_a_clear_answer_says_that_it_arrived_or_not(
    kind, status, body, outcome, result, number
):
    answer = outbox.judge(kind, status, body)
    assert (answer.outcome, answer.result, answer.number) == (outcome, result, number)


def test_the_wait_doubles_and_is_never_shorter_than_the_server_asks():
    waits = [outbox.wait(tries) for tries in range(1, 30)]
    assert waits[:3] == [60 * SECOND, 120 * SECOND, 240 * SECOND]
    assert waits == sorted(waits)
    assert waits[-1] == outbox.LONGEST_WAIT
    assert outbox.judge("wecom", 429, b"", "300").wait == 300 * SECOND
    assert outbox.wait(1, 300 * SECOND) == 300 * SECOND
    assert outbox.asked_wait("99999999") == datetime.timedelta(days=1)
    for odd in (None, "", "soon", "-5", "9" * 40, "Tue, 01 Dec 2026 00:00:00 GMT"):
        assert outbox.asked_wait(odd) is None


@given(st.lists(st.integers(0, 300), max_size=120))
def test_no_minute_has_more_than_twenty(moments):
    """However often somebody asks, messages go out when the rule says so, and then every minute has twenty at most."""
    sent = []
    for moment in sorted(moments):
        at = max([NOW + moment * SECOND, *sent[-1:]])
        sent.append(outbox.free_at(sent, at))
    for start in sent:
        assert sum(start <= each < start + outbox.MINUTE for each in sent) <= outbox.LIMIT


def test_a_robot_that_was_idle_takes_a_message_at_once():
    assert outbox.free_at([], NOW) == NOW
    assert outbox.free_at([NOW - 61 * SECOND] * 50, NOW) == NOW
    assert outbox.free_at([NOW - 10 * SECOND] * 20, NOW) == NOW + 50 * SECOND


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=ab-12", "ab-12"),
        (" https://oapi.dingtalk.com/robot/send?access_token=f00 ", "f00"),
        ("https://robot.example/send", None),
        ("https://robot.example/send?key=", None),
        ("https://robot.example/send?key=a&b=c", None),
        ("https://robot.example/send?other=a", None),
        (7, None),
    ],
)
def test_a_pasted_address_is_taken_apart(text, parts):
    found = outbox.split_address(text)
    assert found == (parts and (text.strip().partition("?")[0], parts))
