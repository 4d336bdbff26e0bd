"""``python -m kfz.testing``: print what breaks the rules of the house; 1 when anything does."""

import sys

from ..paths import REPO
from . import house

found = [f"{name}: {text}" for name, rule in house.RULES.items() for text in rule(REPO)]
print("\n".join(found))
sys.exit(1 if found else 0)
