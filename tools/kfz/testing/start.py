"""A first start as a new user makes it: demonstration data, login page, one login a role; then a second start."""
import http.cookiejar
import json
import secrets
import urllib.request

from .. import passwords, ports, proc, serve
from ..errors import KfzError
from ..project import Project
from . import template
from .result import Result

DATABASE = "kfz_start"


def login(address: str, user: str, password: str) -> bool:
    """Whether a user gets in."""
    body = {"jsonrpc": "2.0", "params": {"db": DATABASE, "login": user, "password": password}}
    request = urllib.request.Request(f"{address}/web/session/authenticate", json.dumps(body).encode(),
                                     {"Content-Type": "application/json"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                         urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    with opener.open(request, timeout=60) as answer:
        return bool((json.load(answer).get("result") or {}).get("uid"))


def run(project: Project) -> Result:
    """Start the product on a new database and look at it from outside."""
    result = Result("start", log=str(project.layout.logs / "odoo.log"))
    words = {name: secrets.token_urlsafe(12) for name in passwords.LOGINS}
    template.drop(project, DATABASE)
    try:
        serve.initialise(project, True, False, words, DATABASE)
        result.passed += 1
        look(project, words, result)
    except KfzError as error:
        result.failure("first start", f"{error.message}\n{error.log}\n{getattr(error, 'tail', '')}")
    return result


def look(project: Project, words: dict, result: Result) -> None:
    """Checks from outside, on the running product."""
    before = project.sql("status", DATABASE)
    serve.initialise(project, True, False, words, DATABASE)
    result.check("a second start changes nothing", "" if project.sql("status", DATABASE) == before else "the state changed")
    child, address = serve.start_odoo(project, DATABASE, ports.next_free(8200))
    try:
        page = serve.fetch(f"{address}/web/login").decode()
        result.check("the login page is Chinese", "" if "密码" in page else page[:2000])
        for name, word in words.items():
            result.check(f"{name} logs in", "" if login(address, name, word) else "refused")
        for name, word in (("admin", "admin"), ("demo", "demo"), ("officer", "officer")):
            result.check(f"{name}/{word} is refused", "let in" if login(address, name, word) else "")
    finally:
        proc.end(child)
