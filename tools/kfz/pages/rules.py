"""The lists of ``words.json`` as the checks in the page take them."""

import json
from pathlib import Path

HERE = Path(__file__).parent
SCRIPTS = ("words.js", "layout.js", "steer.js")
#: what each page is read for; a page that passes has passed as many checks
CHECKS = (
    "error",
    "console",
    "request",
    "code",
    "sales",
    "latin",
    "han",
    "label",
    "period",
    "raw",
    "unit",
    "cut",
    "sideways",
    "scope",
    "board",
)


def source() -> str:
    """The scripts that run in each page."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)


def rules(lang: str) -> dict:
    """What ``kfzWords.look`` and ``kfzLayout.look`` need to know for a language."""
    lists = json.loads((HERE / "words.json").read_text(encoding="utf-8"))
    sales = lists["sales_zh"] if lang.startswith("zh") else lists["sales_en"]
    places = {name: flat(groups) for name, groups in lists["places"].items()}
    return {"lang": lang, "latin": flat(lists["latin"]), "sales": flat(sales), **places}


def flat(groups: dict[str, list[str]]) -> list[str]:
    """All of the words; their groups say why they are there."""
    return [word for words in groups.values() for word in words]
