"""How the cells of a column, and the words of its heading, tell what the column is; a set of both for every kind of list.

What is told here is only proposed: nothing is taken in by it before somebody has chosen.
"""

from __future__ import annotations

import re

from ..workbook import cells
from ..workbook.columns.known import Content
from . import endings, looks, saying, words
from .issue import lookup_key


def _never(_cell):
    return False


_INVESTED_COLUMN = Content(
    looks.is_money, looks.is_number, unlike=words.NOT_INVESTED, hint=words.MONEY
)
_CAPITAL_COLUMN = Content(
    looks.is_money, looks.is_number, unlike=words.NOT_CAPITAL, hint=words.MONEY
)
_TRADE_COLUMN = Content(looks.is_money, looks.is_number, unlike=words.NOT_MONEY, hint=words.MONEY)
_DATE_COLUMN = Content(
    looks.is_day, looks.can_be_day, unlike=words.NOT_THAT_DATE, told_by=words.DAYS
)
_VISIT_DAY_COLUMN = Content(
    looks.is_day, looks.can_be_day, unlike=words.NOT_A_VISITS_DAY, told_by=words.DAYS
)
_CODE_COLUMN = Content(looks.is_code, looks.can_be_code)
_COMPANY_COLUMN = Content(looks.is_company, looks.is_text, distinct=True)
#: a word that is no currency does not make a column of that name another one
_CURRENCY_COLUMN = Content(looks.is_currency, maybe=looks.is_text, closed=True)
_PHONE_COLUMN = Content(looks.is_phone, looks.can_be_phone)
_TEXT = Content(_never, looks.is_text)


def _closed(known):
    """The content of a column of known words; texts that nobody knows fit, too: their rows say so."""
    return Content(looks.in_words(known), looks.is_text, closed=True)


def _project(lookups):
    areas = frozenset(key for _zone, key in lookups.areas)
    closed = {
        "zone": lookups.zones,
        "stage": lookups.stages,
        "area": areas,
        "function": lookups.functions,
        "entry_type": lookups.entry_types,
        "industry": lookups.industries,
    }
    return {
        **{name: _closed(known) for name, known in closed.items()},
        "uscc": _CODE_COLUMN,
        "enterprise": _COMPANY_COLUMN,
        "currency": _CURRENCY_COLUMN,
        "phone": _PHONE_COLUMN,
        **dict.fromkeys(("investment", "signed_amount", "capital"), _INVESTED_COLUMN),
        **dict.fromkeys(words.DATES, _DATE_COLUMN),
        "name": Content(_never, looks.is_title, distinct=True),
        **dict.fromkeys(words.PROJECT_TEXTS, _TEXT),
    }


def _enterprise(lookups):
    closed = {
        "ownership": lookups.ownerships,
        "country": lookups.countries,
        "industry": lookups.industries,
    }
    return {
        "name": _COMPANY_COLUMN,
        "uscc": _CODE_COLUMN,
        **{name: _closed(known) for name, known in closed.items()},
        "currency": _CURRENCY_COLUMN,
        "phone": _PHONE_COLUMN,
        "email": Content(looks.matches(looks.MAIL)),
        "website": Content(looks.matches(looks.SITE), looks.is_text),
        **dict.fromkeys(("registered_capital", "paid_in_capital"), _CAPITAL_COLUMN),
        "established": _DATE_COLUMN,
        **dict.fromkeys(words.ENTERPRISE_TEXTS, _TEXT),
    }


def _trade(lookups):
    modes = frozenset(lookups.codes)

    def is_mode(cell):
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return cells.raw_text(cell).zfill(4) in modes
        return isinstance(cell, str) and (
            cells.nfkc(cell)[:4] in modes or lookup_key(cell) in lookups.modes
        )

    return {
        "name": _COMPANY_COLUMN,
        "uscc": _CODE_COLUMN,
        "month": Content(looks.is_month, looks.can_be_month, unlike=words.NOT_THAT_DATE),
        "direction": _closed(lookups.directions),
        "mode": Content(is_mode, closed=True),
        "amount": _TRADE_COLUMN,
        "currency": _CURRENCY_COLUMN,
        **dict.fromkeys(words.TRADE_TEXTS, _TEXT),
    }


def _interaction(lookups):
    return {
        "name": _COMPANY_COLUMN,
        "uscc": _CODE_COLUMN,
        **dict.fromkeys(("date", "next_step_date"), _VISIT_DAY_COLUMN),
        "kind": _closed(lookups.kinds),
        "result": _closed(lookups.results),
        **dict.fromkeys(words.VISIT_TEXTS, _TEXT),
    }


_KINDS = {
    "project": _project,
    "enterprise": _enterprise,
    "trade": _trade,
    "interaction": _interaction,
}


def contents(kind, lookups):
    """{field: what its cells look like} of the columns of a kind of list, by the words that its rows are compared with.

    :param kind: 'enterprise', 'project', 'trade' or 'interaction'
    :param lookups: the kind's `…Lookups`
    """
    return _KINDS[kind](lookups)


def knowledge(kind, lookups):
    """What `columns.Known` is told of a kind of list besides its aliases: `contents`, `words`, `defaulted`, and of projects
    what stands in for a missing column and which zone a title names.

    Of the lookups, the industries are those of all files: here they are only compared.
    """
    told = {
        "contents": contents(kind, lookups),
        "words": words.WORDS[kind],
        "defaulted": words.DEFAULTED[kind],
        "joined": words.JOINED[kind],
        "doubt_said": saying.doubt_said,
    }
    if kind in ("project", "enterprise"):
        told["stage_said"] = saying.stage_said if kind == "project" else saying.end_said
        told["against_stage"] = saying.against
        told["ended"] = endings.says_end
    if kind == "project":
        told["other_zone"] = other_zone(lookups.zones, lookups.default_zone)
        told["unknown_zone"] = saying.unknown_zone(
            lookups.zones, lookups.areas, lookups.default_zone
        )
        told["announced"] = {
            "zone": ("zone_default", {"zone": lookups.default_zone_name}),
            "stage": ("stage_default", {}),
        }
    return told


def other_zone(zones, default):
    """A function of texts: the word for the one zone named in them that is not `default`, '' for none or several.

    :param zones: {lookup key: zone}
    """
    known = sorted((key for key in zones if len(key) > (3 if key.isascii() else 1)), key=len)
    pattern = re.compile("|".join(map(re.escape, reversed(known)))) if known else None

    def named(texts):
        found = {}
        for text in texts if pattern and default else ():
            for match in pattern.finditer(lookup_key(text)):
                found.setdefault(zones[match[0]], match[0])
        return next(iter(found.values())) if len(found) == 1 and default not in found else ""

    return named
