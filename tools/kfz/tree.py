"""Has the addon changed since the database was last updated?

Also a program, for deploy/common.sh: ``tree.py ADDONS [MORE …]`` prints the hash.
"""

import hashlib
import sys
from pathlib import Path

SKIP = {"__pycache__", "tests"}


def tree_hash(addons: Path, *more: str) -> str:
    """Hash of all files of the addons (tests and compiled files left out) and of ``more``."""
    digest = hashlib.sha256("\0".join(more).encode())
    for path in sorted(addons.rglob("*")):
        relative = path.relative_to(addons)
        if path.is_file() and not SKIP.intersection(relative.parts) and path.suffix != ".pyc":
            digest.update(f"{relative.as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


if __name__ == "__main__":
    print(tree_hash(Path(sys.argv[1]), *sys.argv[2:]))
