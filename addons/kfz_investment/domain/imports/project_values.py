"""The values that a row of a project ledger gives to its project, its agreement, its capital and its milestones."""

from __future__ import annotations

ROLES = ("lead_official", "responsible_unit", "account_manager")
#: {milestone: column of its date}
MILESTONES = {
    "landed": "landed_date",
    "construction": "construction_date",
    "production": "production_date",
    "full_production": "full_production_date",
}
#: {column: field of ``crm.lead``} of the values that are taken over as they are
FIELDS = {
    "name": "name",
    "area": "area_id",
    "function": "industry_function",
    "industry": "industry_id",
    "entry_type": "entry_type_id",
    "site_need": "site_need",
    "contact": "contact_name",
    "phone": "phone",
}
#: the field of the user behind the account manager
HOLDER = "user_id"
#: fields of ``crm.lead`` that a ledger may change
COMPARED = (*FIELDS.values(), "expected_revenue", "partner_id", "description", HOLDER)
#: {field of ``crm.lead``: fields of its records that a ledger may change, or that tell them apart}
CHILDREN = {
    "agreement_ids": ("kind", "state", "signed_on", "amount", "number", "currency_id"),
    "capital_ids": ("received_on", "amount", "currency_id"),
    "milestone_ids": ("milestone", "effective_date", "state"),
}


def fields(values: dict) -> dict:
    """Values of the project itself; the investment in yuan."""
    vals = {name: values[column] for column, name in FIELDS.items() if column in values}
    if "investment" in values:
        vals["expected_revenue"] = float(values["investment"].amount)
    return vals


def children(values: dict, is_opening: bool, currencies: dict) -> dict[str, list[dict]]:
    """{field of `CHILDREN`: values of each record, None where the row gives none}. A past ledger's are in force, others are drafts."""
    return {
        "agreement_ids": _agreements(values, is_opening, currencies),
        "capital_ids": _capital(values, currencies),
        "milestone_ids": _milestones(values, is_opening),
    }


def of_new(vals: dict) -> dict:
    """Values of `children` for a record that is not there yet: an amount that no row gives is 0 yuan."""
    given = {name: value for name, value in vals.items() if value is not None}
    return {"amount": 0.0, **given} if "amount" in vals else given


def _agreements(values, is_opening, currencies):
    if "signed_date" not in values:
        return []
    amount = values.get("signed_amount")
    return [
        {
            "kind": "formal",
            "state": "in_force" if is_opening else "draft",
            "signed_on": values["signed_date"],
            # a ledger that gives no amount says nothing about it: an amount that is recorded stays
            "amount": float(amount.amount) if amount else None,
            "number": values.get("agreement_number"),
            "currency_id": currencies[amount.currency] if amount else None,
            "company_id": values["zone"],
        }
    ]


def _capital(values, currencies):
    """Capital of a ledger that gives one sum: in place at the landing, else at the signing."""
    capital, day = values.get("capital"), values.get("landed_date") or values.get("signed_date")
    if not capital or not capital.amount or not day:
        return []
    return [
        {
            "received_on": day,
            "amount": float(capital.amount),
            "company_id": values["zone"],
            "currency_id": currencies[capital.currency],
        }
    ]


def _milestones(values, is_opening):
    return [
        {
            "milestone": word,
            "effective_date": values[column],
            "state": "recognised" if is_opening else "draft",
            "company_id": values["zone"],
        }
        for word, column in MILESTONES.items()
        if values.get(column)
    ]
