"""The one vocabulary of indicators: what figures, splits and reports call the same thing, and which of them splits credit."""

from __future__ import annotations

#: code -> label
INDICATORS = {
    "signed": "Signed amount",
    "landed": "Landed amount",
    "capital": "Capital in place",
    "trade": "Bonded trade value",
    "tax": "Tax revenue",
}
#: in the ledger of a project's figures
FIGURES = ("signed", "landed", "capital")
#: of which zones are credited with parts here: the figures, and trade, which has a ledger of its own
CREDITED = (*FIGURES, "trade")
#: agreed in former splits, credited outside this system: no figures of it are kept here
ELSEWHERE = ("tax",)


def choices(codes=tuple(INDICATORS)) -> list[tuple[str, str]]:
    """[(code, label)] for a selection."""
    return [(code, INDICATORS[code]) for code in codes]
