import csv
import random

from odoo.fields import Command
from odoo.tools import file_open

from ..domain import demo_plan


def rows(name):
    """The rows of ``demo/<name>.csv`` as dicts."""
    with file_open(f"kfz_investment/demo/{name}.csv") as file:
        return list(csv.DictReader(file))


def texts():
    """The texts by kind and key."""
    result = {}
    for row in rows("texts"):
        result.setdefault(row["kind"], {}).setdefault(row["key"], []).append(row["text"])
    return result


def rng(part):
    """A random generator that gives the same for the same part of the data."""
    return random.Random(f"{demo_plan.SEED}: {part}")


def text_file(name, text):
    """A command that attaches a small text file."""
    return Command.create({"name": name, "raw": text.encode("utf-8-sig"), "mimetype": "text/plain"})
