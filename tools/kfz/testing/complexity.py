"""No new function over complexity 10: those that are known stand in a list, which only gets shorter.

Started as ``python -m kfz.testing.complexity`` where radon is installed; prints what breaks the rule.
"""

import json
import sys
from pathlib import Path

from ..paths import MODULE, REPO

KNOWN = Path(__file__).with_name("complexity_known.json")
LIMIT = 10
MOST = 10
FOLDERS = (f"addons/{MODULE}", "tools")


def measured(repo: Path) -> dict[str, int]:
    """{"file: function": complexity} of functions and classes over the limit."""
    from radon.complexity import cc_visit

    found = {}
    for folder in FOLDERS:
        for path in sorted((repo / folder).rglob("*.py")):
            for block in cc_visit(path.read_text(encoding="utf-8")):
                if block.complexity > LIMIT:
                    found[f"{path.relative_to(repo).as_posix()}: {block.fullname}"] = (
                        block.complexity
                    )
    return found


def problems(found: dict[str, int], known: list[str]) -> list[str]:
    """What breaks the rule: new complex functions, and entries of the list that are simple by now."""
    text = [
        f"{name} has complexity {found[name]}, at most {LIMIT}"
        for name in sorted(set(found) - set(known))
    ]
    text += [
        f"{name} is simple now or gone: take it out of {KNOWN.name}"
        for name in sorted(set(known) - set(found))
    ]
    if len(known) > MOST:
        text.append(f"{KNOWN.name} has {len(known)} entries, at most {MOST}")
    return text


def main() -> int:
    """Print the problems; 1 when there are any."""
    known = json.loads(KNOWN.read_text(encoding="utf-8"))
    if sys.argv[1:] == ["--list"]:
        print(json.dumps(sorted(measured(REPO)), indent=2))
        return 0
    text = problems(measured(REPO), known)
    print("\n".join(text))
    return 1 if text else 0


if __name__ == "__main__":
    sys.exit(main())
