"""Many clients take the same step of an award at once: one succeeds, the others are refused in words, the ledger gets one entry."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from .client import Client

MANY = 8
STEP = "committee_confirmed"
SENTENCE = "odoo.exceptions.UserError"


def problem(address: str, database: str, user: str, password: str) -> str:
    """Let one verifier confirm one award from many windows at once, over real connections.

    :return: what is wrong, '' for nothing
    """
    clients = [Client(address, database, user, password) for _ in range(MANY)]
    first = clients[0]
    waiting = [["state", "=", "customs_confirmed"]]
    awards = first.call("kfz.award", "search", waiting, limit=1).get("result")
    if not awards:
        return "the demonstration data has no award that waits for the committee"
    answers = confirm_together(clients, awards)
    errors = [answer["error"].get("data", {}) for answer in answers if "error" in answer]
    if len(errors) != MANY - 1 or not all(map(is_sentence, errors)):
        refusals = [error.get("message") for error in errors if not is_sentence(error)]
        return f"{MANY - len(errors)} of {MANY} confirmed it; unclear refusals: {refusals}"
    entries = first.call(
        "kfz.award.entry", "search_count", [["award_id", "in", awards], ["step", "=", STEP]]
    )
    return "" if entries.get("result") == 1 else f"entries of the ledger: {entries}"


def confirm_together(clients: list[Client], awards: list[int]) -> list[dict]:
    """All clients ask for the same step at the same moment."""
    together = Barrier(len(clients))

    def confirm(client: Client) -> dict:
        together.wait(60)
        return client.call("kfz.award", "action_confirm_committee", awards)

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(confirm, clients))


def is_sentence(error: dict) -> bool:
    """Whether a refusal is one of our sentences rather than an error of the database."""
    return error.get("name") == SENTENCE and "psycopg2" not in error.get("message", "")
