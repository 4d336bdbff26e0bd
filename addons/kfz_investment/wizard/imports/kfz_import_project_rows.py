"""What hangs on the new projects of a ledger, as plain rows: nothing of it is computed after it was written.

A project is given what its agreements, capital, milestones and assignments make of it (`derived`); the test
`test_import_plain_rows` compares all rows of an import with those that ``create`` makes of the same file.
"""

from odoo import api, models

from ...models.pipeline.gate_batch import GateBatch

#: stored fields of a project that follow from what hangs on it
DERIVED = (
    "signed_date",
    "signed_amount",
    "landed_date",
    "capital_in_place",
    "landed_amount",
    "last_interaction_date",
    "lead_official_id",
    "responsible_unit_id",
    "account_manager_id",
    "owed_count",
    "owed_until",
    "owed_checks",
)
#: {field of ``crm.lead``: model of its records}, in the order in which they are written
CHILDREN = {
    "assignment_ids": "kfz.assignment",
    "agreement_ids": "kfz.agreement",
    "capital_ids": "kfz.capital.record",
    "milestone_ids": "kfz.milestone",
    "gate_override_ids": "kfz.gate.override",
}


def derived(children, officials):
    """The values of `DERIVED` of a new project; what it owes is found out once its gates were asked.

    :param children: {field of `CHILDREN`: values of each of its records}
    :param officials: {role: id of the official}
    """
    landed_date = _landed_date(children["milestone_ids"])
    capital = sum(row["amount_cny"] for row in children["capital_ids"])
    return {
        **_signed(children["agreement_ids"]),
        "landed_date": landed_date,
        "capital_in_place": capital,
        "landed_amount": capital if landed_date else 0,
        "last_interaction_date": False,
        "lead_official_id": officials.get("lead_official", False),
        "responsible_unit_id": officials.get("responsible_unit", False),
        "account_manager_id": officials.get("account_manager", False),
        "owed_count": 0,
        "owed_until": False,
        "owed_checks": False,
    }


def _signed(agreements):
    """What agreements that count make of a project: new ones are in force or drafts."""
    counted = [row for row in agreements if row["state"] == "in_force"]
    formal = [row["signed_on"] for row in counted if row["kind"] == "formal"]
    return {
        "signed_date": min(formal, default=False),
        "signed_amount": sum(row["amount_cny"] for row in counted if row["kind"] != "framework"),
    }


def _landed_date(milestones):
    for row in milestones:
        if row["milestone"] == "landed" and row["state"] == "recognised":
            return row["effective_date"]
    return False


class KfzImportProject(models.AbstractModel):
    """Writing the rows: the projects in bulk, then one INSERT per table of what hangs on them."""

    _inherit = "kfz.import.project"

    @api.model
    def _create_projects(self, pairs):
        """The projects of (their values, {field of `CHILDREN`: values of their records}), all or none."""
        batch = GateBatch()
        Lead = self._with_leave(
            self._bulk("crm.lead", known={"crm.lead": DERIVED}, default_is_promotion=True)
        )
        leads = Lead.with_context(kfz_gate_batch=batch).create([vals for vals, _ in pairs])
        for name, model in CHILDREN.items():
            self._create_children(Lead.env[model], name, zip(leads, pairs, strict=True))
        leads = leads.with_env(Lead.env)
        # sudo: as core calls the constraint that this stands for
        leads.browse(sorted(batch.ids)).sudo()._kfz_enforce_gates()
        leads.filtered("gate_override_ids")._kfz_owe_again()
        leads._kfz_sync_figures()
        leads.filtered("landed_date")._kfz_project_companies_changed()
        return leads

    @api.model
    def _create_children(self, Model, name, pairs):
        rows = [
            {**vals, "lead_id": lead.id, "company_id": lead_vals["company_id"]}
            for lead, (lead_vals, children) in pairs
            for vals in children[name]
        ]
        if rows:
            Model._kfz_create_evidence(rows)
