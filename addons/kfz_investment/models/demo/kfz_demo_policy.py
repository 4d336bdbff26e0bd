from odoo import api, models
from odoo.fields import Command
from odoo.tools import date_utils

from ...domain import calendar

_NUMBERS = {"cap": "amount_cap", "rate_from": "rate_from", "rate_to": "rate_to"}


class KfzDemo(models.AbstractModel):
    """Invented policies, so that the four zones stand side by side today; each is named 示例."""

    _inherit = "kfz.demo"

    @api.model
    def _kfz_load_policies(self):
        """The policies of ``demo/policies.csv``: one row a clause, dates in months from today."""
        zones = self._kfz_zones()
        documents = {}
        for row in self._kfz_table("policies"):
            documents.setdefault(row["key"], []).append(row)
        for rows in documents.values():
            head = rows[0]
            policy = self.env["kfz.policy"].create(
                {
                    "name": head["name"],
                    "authority": head["authority"],
                    "level": head["level"],
                    "company_id": zones[head["zone"]].id,
                    "source": "示例数据，非真实政策。",
                    "valid_from": self._kfz_in_months(head["from_months"]),
                    "valid_to": self._kfz_in_months(head["to_months"]),
                    "clause_ids": [
                        Command.create(self._kfz_clause(number, row))
                        for number, row in enumerate(rows, 1)
                    ],
                }
            )
            if head["state"] == "published":
                policy.action_issue()
                policy.action_publish()

    def _kfz_in_months(self, months):
        if not months:
            return False
        return date_utils.start_of(date_utils.add(calendar.today(), months=int(months)), "month")

    def _kfz_clause(self, number, row):
        return {
            "sequence": number * 10,
            "number": row["article"],
            "name": row["heading"],
            "audience": row["audience"],
            "benefit": row["benefit"],
            "topic_id": self.env.ref(f"kfz_investment.policy_topic_{row['topic']}").id,
            **{field: float(row[column]) for column, field in _NUMBERS.items() if row[column]},
        }
