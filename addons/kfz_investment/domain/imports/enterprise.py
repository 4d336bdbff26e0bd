"""Rows of an enterprise list (企业名录)."""

from dataclasses import dataclass, field

from .directory import name_key
from .issue import ERROR, WARNING, RowReader
from .names import read_code, read_name
from .repeats import differs

REQUIRED = ("name",)
#: columns in which two rows of one enterprise may not differ
COUNTED = ("uscc", "registered_capital", "paid_in_capital", "established")


@dataclass(frozen=True)
class EnterpriseLookups:
    """What rows are compared with: words of the database by `issue.lookup_key`, and the date of today in Shanghai."""

    today: object
    industries: dict = field(default_factory=dict)
    ownerships: dict = field(default_factory=dict)
    countries: dict = field(default_factory=dict)


def read_row(row, lookups):
    """The `Parsed` row: name, uscc, capitals, established, industry, ownership, country, address, contact, notes."""
    reader = RowReader(row)
    others = lookups.industries, lookups.ownerships, lookups.countries
    values = {
        "name": read_name(reader, "name", required=True, words=others),
        "uscc": read_code(reader, "uscc"),
        "registered_capital": reader.amount("registered_capital"),
        "paid_in_capital": reader.amount("paid_in_capital"),
        "established": reader.date("established", lookups.today),
        "industry": reader.choice("industry", lookups.industries, WARNING, "unknown_industry"),
        "ownership": reader.choice("ownership", lookups.ownerships, WARNING, "unknown_ownership"),
        "country": reader.choice("country", lookups.countries, WARNING, "unknown_country"),
        "address": reader.text("address", 500, WARNING),
        "contact": reader.text("contact", 64, WARNING),
        "phone": reader.phone("phone"),
        "email": _email(reader),
        "website": reader.text("website", 200, WARNING),
        "scope": reader.notes("scope"),
        "notes": reader.notes("notes"),
    }
    _compare_capitals(reader, values)
    reader.parsed.values = {key: value for key, value in values.items() if value is not None}
    return reader.parsed


def _email(reader):
    text = reader.text("email", 200, WARNING)
    if text and ("@" not in text or " " in text):
        reader.add(WARNING, "email", "not_an_email", text=text[:60])
        return None
    return text


def _compare_capitals(reader, values):
    """Both capitals are kept in one currency."""
    registered, paid = values["registered_capital"], values["paid_in_capital"]
    if not registered or not paid:
        return
    if registered.currency != paid.currency:
        reader.add(
            ERROR,
            "paid_in_capital",
            "capital_currencies",
            registered=registered.currency,
            paid=paid.currency,
        )
    elif paid.amount > registered.amount:
        reader.add(WARNING, "paid_in_capital", "paid_above_registered")


def mark_repeats(parsed_rows):
    """Compare the rows of one file: a repeated enterprise is skipped, a contradiction is refused. Changes the rows."""
    by_code, by_name = {}, {}
    for parsed in parsed_rows:
        if not parsed.ok:
            continue
        code, name = parsed.values.get("uscc"), name_key(parsed.values["name"])
        if earlier := by_code.get(code):
            _same_code(parsed, earlier, parsed.values["name"])
        elif namesake := by_name.get(name):
            _same_name(parsed, namesake, code)
        if parsed.ok and not parsed.skip and not earlier:
            by_name.setdefault(name, parsed)
            by_code |= {code: parsed} if code else {}


def _same_name(parsed, namesake, code):
    name = parsed.values["name"]
    if code and namesake.values.get("uscc"):
        parsed.add(WARNING, "", "same_name_other_code", row=namesake.number, name=name)
    elif not differs(parsed, namesake, COUNTED):
        parsed.add(WARNING, "", "repeated_name", row=namesake.number, name=name)
        parsed.skip = True


def _same_code(parsed, earlier, name):
    if name_key(name) == name_key(earlier.values["name"]):
        if differs(parsed, earlier, COUNTED):
            return
        parsed.add(WARNING, "", "repeated_code", row=earlier.number, code=earlier.values["uscc"])
        parsed.skip = True
    else:
        parsed.add(
            ERROR,
            "",
            "same_code_other_name",
            row=earlier.number,
            name=earlier.values["name"],
            code=earlier.values["uscc"],
        )
