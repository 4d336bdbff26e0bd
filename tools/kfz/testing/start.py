"""A first start on a new machine: demonstration data, backup and restore, login page, one login per role; then a second start."""

from .. import proc, serve
from ..errors import KfzError
from ..project import Project
from . import backups, once, product, template
from .client import Client
from .result import Result

DATABASE = "kfz_start"
SECONDS = 100


def run(project: Project) -> Result:
    """Start the product on a new database and check it from outside."""
    result = Result("start", log=str(project.layout.logs / "odoo.log"))
    try:
        words = product.ensure(project)
        product.copy(project, DATABASE)
        result.passed += 1
        # what comes back from a backup is what all that follows looks at
        backups.run(project, DATABASE, result)
        look(project, words, result)
    except KfzError as error:
        result.failure("first start", f"{error.message}\n{error.log}\n{getattr(error, 'tail', '')}")
    return result


def look(project: Project, words: dict, result: Result) -> None:
    """Checks from outside, on the running product."""
    before = project.sql("status", DATABASE)
    serve.initialise(project, True, False, words, DATABASE)
    result.check(
        "a second start changes nothing",
        "" if project.sql("status", DATABASE) == before else "the state changed",
    )
    child, address = serve.start_odoo(project, DATABASE, template.free_port())
    try:
        page = serve.fetch(f"{address}/web/login").decode()
        result.check("the login page is Chinese", "" if "密码" in page else page[:2000])
        for name, word in words.items():
            client = Client(address, DATABASE, name, word)
            result.check(f"{name} logs in", "" if client.signed_in else "refused")
            if client.session.get("home_action_id"):
                result.check(
                    f"{name} lands on a page with records",
                    "" if client.first_page() else "the page is empty",
                )
            if name == "manager4":
                result.check("the ledgers hold after a restore", backups.ledgers(client))
        for name, word in (("admin", "admin"), ("demo", "demo"), ("officer", "officer")):
            result.check(
                f"{name}/{word} is refused",
                "let in" if Client(address, DATABASE, name, word).signed_in else "",
            )
        result.check(
            "of many users who confirm an award at once, one succeeds",
            once.problem(address, DATABASE, "committee", words["committee"]),
        )
    finally:
        proc.end(child)
