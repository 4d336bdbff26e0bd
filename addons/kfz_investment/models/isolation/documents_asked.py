"""Of what hangs on documents (messages, followers), a page asks for that of one document.

The rules ask for each kind of document which ones the user reads: planning that takes longer than the page. Where a search says
which kinds it wants, they ask for these alone, and refuse the others: what is known of a search can only make a rule stricter.
"""

from collections.abc import Set
from typing import NamedTuple

from odoo.orm.domains import DomainAnd, DomainCondition


class Asked(NamedTuple):
    """Which model is searched, and the models of the documents; a class of its own, since no client can send one."""

    searched: str
    names: frozenset


def asking(records, field, domain):
    """A model for a search, whose rule knows of which models the documents are; ``field`` names the document's model."""
    names = _names(records, field, domain)
    asked = names and Asked(records._name, frozenset(names))
    if asked is None and records.env.context.get("kfz_asked") is None:
        return records
    return records.with_context(kfz_asked=asked)


def asked_of(env, model_name):
    """The models to whose documents a search of ``model_name`` is limited, or None where it does not say."""
    asked = env.context.get("kfz_asked")
    return asked.names if isinstance(asked, Asked) and asked.searched == model_name else None


def _names(records, field, domain):
    """The models that one of the domain's conditions names; all of these hold."""
    for part in domain.children if isinstance(domain, DomainAnd) else (domain,):
        if not isinstance(part, DomainCondition):
            continue
        if part.field_expr == field:
            names = _values(part)
            if names and all(isinstance(name, str) for name in names):
                return names
        elif part.field_expr == "id" and (names := _read_before(records, field, _values(part))):
            return names
    return None


def _read_before(records, field, idents):
    """The models of the documents of some records, where all have just been read; False stands for none."""
    read = records._fields[field]._get_cache(records.env)
    if not all(type(ident) is int and ident in read for ident in idents):
        return None
    return {read[ident] or False for ident in idents}


def _values(condition):
    """The values that a condition allows, as a list; none where it does not say them one by one."""
    value = condition.value
    if condition.operator == "=":
        return [value]
    is_list = condition.operator == "in" and isinstance(value, (list, tuple, Set))
    return list(value) if is_list else []
