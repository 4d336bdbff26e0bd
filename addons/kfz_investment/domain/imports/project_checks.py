"""The values of one row of a project ledger, checked one against the other."""

from ..gates import MILESTONES
from .issue import ERROR, WARNING

#: {milestone after the landing: column of its date}
DATES = {
    "construction": "construction_date",
    "production": "production_date",
    "full_production": "full_production_date",
}
_SIGNED, _LANDED = MILESTONES.index("signed"), MILESTONES.index("landed")


def check(reader, values):
    """Remark on everything in a row that does not fit together."""
    _check_enterprise(reader, values)
    _check_dates(reader, values)
    _check_stage(reader, values)
    _check_amounts(reader, values)


def _check_enterprise(reader, values):
    bad = {reader.heading("enterprise"), reader.heading("uscc")} - {""}
    if values["enterprise"] or any(
        issue.level == ERROR and issue.column in bad for issue in reader.parsed.issues
    ):
        return
    if values["uscc"]:
        return
    if values["stage"] in MILESTONES[1:]:
        reader.add(ERROR, "enterprise", "missing_enterprise")
    else:
        reader.add(WARNING, "enterprise", "no_enterprise")


def _check_dates(reader, values):
    signed, landed = values["signed_date"], values["landed_date"]
    if signed and landed and landed < signed:
        reader.add(
            ERROR,
            "landed_date",
            "landed_before_signed",
            signed=signed.isoformat(),
            landed=landed.isoformat(),
        )
    if landed and _is_empty(reader, values, "signed_date"):
        reader.add(ERROR, "signed_date", "landed_without_signed", landed=landed.isoformat())
    _check_order(reader, values, landed or signed)


def _check_order(reader, values, earlier):
    """Later milestones come in their order, after ``earlier``."""
    for stage, name in DATES.items():
        date = values[name]
        if date and earlier and date < earlier:
            reader.add(
                ERROR,
                name,
                "milestone_order",
                stage=stage,
                date=date.isoformat(),
                earlier=earlier.isoformat(),
            )
        earlier = date or earlier


def _is_empty(reader, values, name):
    """Whether a column is empty and has no error that says so already."""
    return not values[name] and not _has_error(reader, name)


def _has_error(reader, name):
    return any(
        issue.level == ERROR and issue.column == reader.heading(name)
        for issue in reader.parsed.issues
    )


def _check_stage(reader, values):
    if values["stage"]:
        _check_dates_of_stage(reader, values)
        _check_stage_of_dates(reader, values)


def _check_dates_of_stage(reader, values):
    """A stage from signed on needs the dates of what came before."""
    stage = values["stage"]
    position = MILESTONES.index(stage)
    if (
        position >= _SIGNED
        and not values["landed_date"]
        and _is_empty(reader, values, "signed_date")
    ):
        reader.add(ERROR, "signed_date", "stage_needs_signed", stage=stage)
    if position >= _LANDED and _is_empty(reader, values, "landed_date"):
        reader.add(ERROR, "landed_date", "stage_needs_landed", stage=stage)


def _check_stage_of_dates(reader, values):
    """Warn about dates beyond the stage; the stage counts."""
    stage, signed, landed = values["stage"], values["signed_date"], values["landed_date"]
    position = MILESTONES.index(stage)
    if position < _SIGNED and signed:
        reader.add(WARNING, "stage", "signed_beyond_stage", stage=stage, date=signed.isoformat())
    elif position < _LANDED and landed:
        reader.add(WARNING, "stage", "landed_beyond_stage", stage=stage, date=landed.isoformat())


def _check_amounts(reader, values):
    investment = values["investment"]
    if investment and investment.currency != "CNY":
        reader.add(ERROR, "investment", "investment_currency", currency=investment.currency)
    _check_amounts_and_dates(reader, values)
    for name in ("signed_amount", "capital"):
        if _is_above(values[name], investment):
            reader.add(WARNING, name, "above_investment")


def _check_amounts_and_dates(reader, values):
    """Capital and agreement need the date on which they count."""
    signed_on, amount = values["signed_date"], values["signed_amount"]
    no_date = _is_empty(reader, values, "signed_date")
    if values["capital"] and no_date and not values["landed_date"]:
        reader.add(ERROR, "capital", "capital_without_date")
    if signed_on and _is_empty(reader, values, "signed_amount"):
        reader.add(WARNING, "signed_amount", "signed_without_amount")
    if amount and no_date:
        reader.add(WARNING, "signed_amount", "amount_without_signing")


def _is_above(amount, limit):
    """Whether an amount is higher than another of the same currency."""
    return bool(
        amount and limit and amount.currency == limit.currency and amount.amount > limit.amount
    )
