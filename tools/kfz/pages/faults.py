"""The robot proves that it sees: it reads a page with faults of every kind, and must find each, and nothing else.

``faults.html`` has a section for each language. An element names the checks that must find it (``data-fault``); all others are sound.
"""

import json
from collections.abc import Callable
from pathlib import Path

from . import rules
from .chromium import Chromium

PAGE = Path(__file__).with_name("faults.html")
EXPECTED = """
[...document.querySelectorAll('section:not([hidden]) [data-fault]')].filter((one) => innerWidth >= (one.dataset.from || 0)).flatMap((one) =>
    one.dataset.fault.split(' ').map((check) => [check, one.dataset.text ?? (one.value || one.innerText.trim())]))
"""
#: faults that are no element of the page
TROUBLE = {"console", "request", "error"}


def prove(browser: Chromium, tell: Callable) -> None:
    """Read the page in both languages on both screens; what was not seen, or seen where nothing is, is told."""
    for lang in ("zh_CN", "en_US"):
        for width in (1440, 390):
            browser.screen(width, 844)
            browser.take_trouble()
            browser.open(
                f"{PAGE.as_uri()}?lang={lang}",
                "document.readyState === 'complete' && window.kfzReady",
            )
            words = json.dumps(rules.rules(lang))
            found = browser.evaluate(f"[...kfzWords.look({words}), ...kfzLayout.look({words})]")
            expected = {tuple(pair) for pair in browser.evaluate(EXPECTED)}
            seen = {(one["check"], one["text"]) for one in found}
            trouble = {
                kind.split()[0].replace("exception", "error") for kind, _ in browser.take_trouble()
            }
            tell(
                {
                    "proof": f"{lang}, {width} px",
                    "checks": sorted({check for check, _ in expected} | TROUBLE),
                    "missed": sorted(map(list, expected - seen))
                    + [[kind, ""] for kind in TROUBLE - trouble],
                    "invented": sorted(map(list, seen - expected)),
                }
            )
