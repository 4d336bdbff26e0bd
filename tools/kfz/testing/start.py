"""A first start on a new machine: demonstration data, backup and restore, login page, one login per role; then a second start,
and a sample of bad days."""

from .. import accounts, proc, serve
from ..errors import KfzError
from ..project import Project
from . import backups, faults, once, product, product_faults, template
from .client import Client
from .result import Result

DATABASE = "kfz_start"
SECONDS = 240
#: what people and an administrator do; the account customs2 stands for a role that the database does not know yet
PEOPLE = """
users = env["res.users"].search([])
of = {user.login: user for user in users}
of["officer"].password = "a password of my own 1"
of["manager"].active = False
of["official"].login = "leader"
of["taskforce"].write({"name": "示例改名", "lang": "en_US"})
of["customs2"].login = "somebody else"
env["ir.config_parameter"].search([("key", "=", "kfz.launcher.logins")]).unlink()
env.cr.commit()
"""


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
        keep_people(project, words, result)
        product_faults.run(project, words, result)
        faults.sample(project, result, product.DATABASE, words)
    except KfzError as error:
        result.failure("first start", f"{error.message}\n{error.log}\n{getattr(error, 'tail', '')}")
    return result


def look(project: Project, words: dict, result: Result) -> None:
    """Checks from outside, on the running product."""
    before = project.sql("status", DATABASE)
    serve.initialise(project, True, accounts.Plan(words), DATABASE)
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


def keep_people(project: Project, words: dict, result: Result) -> None:
    """A start after an upgrade that brings a role makes that account, and touches nobody else."""
    log = project.layout.logs / "test-start.log"
    if template.odoo(project, DATABASE, log, "--no-http", stdin=PEOPLE):
        result.failure("people change their accounts", f"see {log}")
        return
    before = project.sql("accounts", DATABASE)
    kept = {login: word for login, word in words.items() if login != "customs2"}
    planned = accounts.plan(kept, before, True)
    serve.initialise(project, True, planned, DATABASE)
    after = project.sql("accounts", DATABASE)
    result.check(
        "only the account of the new role is made",
        "" if set(after["users"]) - set(before["users"]) == {"customs2"} else str(planned),
    )
    changed = [one for one, facts in before["users"].items() if after["users"].get(one) != facts]
    result.check("nobody else is changed", ", ".join(changed))
    known = accounts.Known(project.layout.secrets / "passwords-of-test.json")
    holds = known.holds(planned.words, after["users"], lambda pairs: serve.compare(project, pairs))
    result.check(
        "a password that its user changed is not told",
        "" if [one for one in holds if not holds[one]] == ["officer"] else str(holds),
    )
    again = accounts.plan(planned.words, after, True)
    result.check("a later start makes nobody again", ", ".join([*again.make, *again.reset]))
