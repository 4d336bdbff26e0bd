"""What a tree makes of a database: written to a file, and two such files compared. See README.md."""

import json
import os
import pathlib

import harness
from registry_differences import differences
from registry_facts import facts


def main(options):
    """Dump the database ``KFZ_DATABASE`` (``--dump FILE``), or compare two dumps (``--compare A B``)."""
    if options.dump:
        dump(os.environ.get("KFZ_DATABASE", "kfz"), options.dump)
    if options.compare:
        compare(*options.compare)
    if not options.dump and not options.compare:
        print("Give --dump FILE, or --compare A B.")


def dump(database, path):
    """Write what the database is made of."""
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        found = facts(api.Environment(cr, api.SUPERUSER_ID, {"lang": "en_US"}))
    text = json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True)
    pathlib.Path(path).write_text(text, encoding="utf-8")
    print(", ".join(f"{len(rows)} {part}" for part, rows in found.items()))


def compare(old, new):
    """Print what differs, and how much of it."""
    sides = [json.loads(pathlib.Path(path).read_text(encoding="utf-8")) for path in (old, new)]
    found = differences(*sides)
    for line in found:
        print(line)
    print(f"{len(found)} differences")
