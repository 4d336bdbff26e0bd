from odoo.fields import Command
from odoo.tools import date_utils

from ..domain import calendar
from . import people, tables

_NUMBERS = {"cap": "amount_cap", "rate_from": "rate_from", "rate_to": "rate_to"}


def load(env):
    """Invented policies of ``policies.csv``, so that the four zones stand side by side: one row a clause, dates in
    months from today."""
    zones = people.zones(env)
    documents = {}
    for row in tables.rows("policies"):
        documents.setdefault(row["key"], []).append(row)
    for rows in documents.values():
        head = rows[0]
        policy = env["kfz.policy"].create(
            {
                "name": head["name"],
                "authority": head["authority"],
                "level": head["level"],
                "company_id": zones[head["zone"]].id,
                "source": "示例数据，非真实政策。",
                "valid_from": _in_months(head["from_months"]),
                "valid_to": _in_months(head["to_months"]),
                "clause_ids": [
                    Command.create(_clause(env, number, row)) for number, row in enumerate(rows, 1)
                ],
            }
        )
        if head["state"] == "published":
            policy.action_issue()
            policy.action_publish()


def _in_months(months):
    if not months:
        return False
    return date_utils.start_of(date_utils.add(calendar.today(), months=int(months)), "month")


def _clause(env, number, row):
    return {
        "sequence": number * 10,
        "number": row["article"],
        "name": row["heading"],
        "audience": row["audience"],
        "benefit": row["benefit"],
        "topic_id": env.ref(f"kfz_investment.policy_topic_{row['topic']}").id,
        **{field: float(row[column]) for column, field in _NUMBERS.items() if row[column]},
    }
