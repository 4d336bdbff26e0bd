"""Many at the same moment: one of them takes the step of an award, the others read a sentence, the ledger has one entry."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from .client import Client

MANY = 8
STEP = "committee_confirmed"
SENTENCE = "odoo.exceptions.UserError"


def problem(address: str, database: str, user: str, password: str) -> str:
    """What is wrong when a verifier confirms one award from many windows at once, over real connections; '' for nothing."""
    clients = [Client(address, database, user, password) for _ in range(MANY)]
    first = clients[0]
    awards = first.call("kfz.award", "search", [["state", "=", "customs_confirmed"]], limit=1).get(
        "result"
    )
    if not awards:
        return "the demonstration data has no award that waits for the committee"
    together = Barrier(MANY)

    def confirm(client: Client) -> dict:
        together.wait(60)
        return client.call("kfz.award", "action_confirm_committee", awards)

    with ThreadPoolExecutor(MANY) as pool:
        answers = list(pool.map(confirm, clients))
    errors = [answer["error"].get("data", {}) for answer in answers if "error" in answer]
    unclear = [
        error
        for error in errors
        if error.get("name") != SENTENCE or "psycopg2" in error.get("message", "")
    ]
    if len(errors) != MANY - 1 or unclear:
        return f"{MANY - len(errors)} of {MANY} confirmed it; unclear refusals: {[error.get('message') for error in unclear]}"
    entries = first.call(
        "kfz.award.entry", "search_count", [["award_id", "in", awards], ["step", "=", STEP]]
    )
    return "" if entries.get("result") == 1 else f"entries of the ledger: {entries}"
