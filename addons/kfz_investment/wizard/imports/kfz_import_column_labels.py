"""Names of the columns of all lists, in the user's language."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

#: choice of a column that is not read
LEAVE_OUT = "-"
_LABELS = {
    "name": _lt("Name of the enterprise"),
    "enterprise": _lt("Investing enterprise"),
    "uscc": _lt("Unified social credit code"),
    "registered_capital": _lt("Registered capital"),
    "paid_in_capital": _lt("Paid-in capital"),
    "established": _lt("Established on"),
    "industry": _lt("Industry"),
    "ownership": _lt("Ownership"),
    "country": _lt("Country"),
    "address": _lt("Registered address"),
    "contact": _lt("Contact person"),
    "phone": _lt("Phone"),
    "email": _lt("E-mail"),
    "website": _lt("Website"),
    "scope": _lt("Business scope"),
    "notes": _lt("Notes"),
    "code": _lt("Project code"),
    "zone": _lt("Zone"),
    "area": _lt("Area"),
    "investment": _lt("Planned investment"),
    "stage": _lt("Stage"),
    "signed_date": _lt("Signed on"),
    "signed_amount": _lt("Agreed amount"),
    "agreement_number": _lt("Agreement number"),
    "landed_date": _lt("Landed on"),
    "capital": _lt("Capital in place"),
    "construction_date": _lt("Construction started on"),
    "production_date": _lt("Production started on"),
    "full_production_date": _lt("Full production reached on"),
    "lead_official": _lt("Lead official"),
    "responsible_unit": _lt("Responsible unit"),
    "account_manager": _lt("Account manager"),
    "function": _lt("Function"),
    "entry_type": _lt("Entry type"),
    "site_need": _lt("Site need"),
    "progress": _lt("Progress"),
    "month": _lt("Month"),
    "direction": _lt("Import or export"),
    "mode": _lt("Supervision mode"),
    "amount": _lt("Bonded trade value"),
    "origin": _lt("Statement number"),
    "note": _lt("Note"),
    "currency": _lt("Currency"),
    "date": _lt("Date"),
    "project": _lt("Project"),
    "kind": _lt("Kind"),
    "participants": _lt("Our participants"),
    "leader": _lt("Led by a principal leader"),
    "counterparts": _lt("People of theirs"),
    "summary": _lt("Summary"),
    "result": _lt("Result"),
    "next_step": _lt("Next step"),
    "next_step_date": _lt("Next step by"),
}
_OF_KIND = {("project", "name"): _lt("Name of the project")}


def column_label(env, kind, name):
    """What a column holds, in the user's language; its technical name where nobody has named it yet."""
    label = _OF_KIND.get((kind, name)) or _LABELS.get(name)
    return env._(label) if label else name  # pylint: disable=translation-not-lazy
