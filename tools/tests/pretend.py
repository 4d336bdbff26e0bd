"""An installation of deploy/*.sh in a folder, with programs that only pretend to be psql, odoo, setpriv and backup.py."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from types import SimpleNamespace

from kfz.paths import REPO
from kfz.tree import tree_hash

VERSION = "Odoo Server 19.0"

#: a database of files: tree (its version), stamp (when the module was written), others (connections of Odoo)
PSQL = r"""
import sys
from pathlib import Path
db = Path(sys.argv[0]).parents[1] / "db"
sql = sys.argv[-1]
def read(name, default=""):
    return (db / name).read_text() if (db / name).exists() else default
def log(line):
    with open(db / "log", "a") as file: file.write(line + "\n")
if (db / "away").exists(): sys.exit("connection refused")
if "pg_terminate_backend" in sql:
    log("terminate"); (db / "others").write_text(read("after_terminate", "0")); print(1)
elif "pg_stat_activity" in sql:
    print(read("others", "0"))
elif "FROM pg_database" in sql: print("1" if (db / "tree").exists() or (db / "half").exists() else "")
elif "to_regclass" in sql: print("ir_config_parameter" if (db / "tree").exists() else "")
elif sql.startswith("SELECT value"):
    if not (db / "tree").exists(): sys.exit("no such database or table")
    print(read("tree"))
elif "ir_module_module" in sql: print(read("stamp", "1.5"))
elif sql.startswith("INSERT"):
    value = sql.split("VALUES ('kfz.launcher.tree', '")[1].split("'")[0]
    (db / "tree").write_text(value); log("tree " + value.split()[0][:8])
else: sys.exit("unknown: " + sql)
"""

ODOO = r"""
import os, signal, sys, time
from pathlib import Path
db = Path(sys.argv[0]).parents[1] / "db"
def log(line):
    with open(db / "log", "a") as file: file.write(line + "\n")
words = sys.argv[1:]
if words == ["--version"]: print("VERSION"); sys.exit()
assert not os.environ.get("PGPASSWORD") or not any(os.environ["PGPASSWORD"] in word for word in words)
conf = Path(words[words.index("--config") + 1])
(db / "conf").write_text(f"{oct(conf.stat().st_mode)}\n{conf.read_text()}")
if "shell" in words:
    log("first " + os.environ["ADMIN_PASSWORD"]); sys.stdin.read()
elif "-i" in words or "-u" in words:
    log("install" if "-i" in words else "update")
    if (db / "half_way").exists(): (db / "stamp").write_text("2.5")
    if (db / "goes").exists(): (db / "away").touch()
    if (db / "broken").exists(): sys.exit("the update is broken")
    (db / "stamp").write_text("3.5")
else:
    def stop(*_):
        log("stop")
        if (db / "stubborn").exists(): return
        if (db / "slow").exists(): time.sleep(2); log("stopped")
        (db / "others").write_text("0"); sys.exit(0)
    signal.signal(signal.SIGTERM, stop)
    log("serve " + words[words.index("--http-interface") + 1] + " " + os.environ.get("PGPASSWORD", "-"))
    (db / "others").write_text("6")
    while not (db / "crash").exists(): time.sleep(0.02)
    sys.exit(3)
""".replace("VERSION", VERSION)

BACKUP = r"""
import os, sys
from pathlib import Path
db = Path(os.environ["KFZ_HOME"]) / "db"
with open(db / "log", "a") as file: file.write("backup.py " + " ".join(sys.argv[1:]) + "\n")
if (db / "no_backup").exists() and sys.argv[1] != "settle": sys.exit("disk full")
"""


def program(path, text):
    """A program in Python; a first line that names the interpreter could hold no space."""
    head = f"#!/bin/sh\n'''exec' \"{sys.executable}\" -IS \"$0\" \"$@\"\n' '''\n"
    path.write_text(head + text, encoding="utf-8")
    path.chmod(0o755)


def installation(tmp_path):
    """The real scripts in a folder, and what they find on PATH."""
    for name in ("bin", "db", "data", "tools/kfz", "addons/kfz_investment", "secrets"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copytree(
        REPO / "deploy", tmp_path / "deploy", ignore=shutil.ignore_patterns("backup.py")
    )
    shutil.copy(REPO / "tools/kfz/tree.py", tmp_path / "tools/kfz")
    shutil.copy(REPO / "odoo.conf", tmp_path)
    (tmp_path / "addons/kfz_investment/__init__.py").write_text("new = True\n")
    (tmp_path / "deploy/backup.py").write_text(BACKUP)
    (tmp_path / "secrets/db").write_text("s3cret\n")
    (tmp_path / "secrets/admin").write_text("adm1n\n")
    (tmp_path / "bin/python3").symlink_to(os.path.realpath(sys.executable))
    program(tmp_path / "bin/psql", PSQL)
    program(tmp_path / "bin/odoo", ODOO)
    env = {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "KFZ_HOME": str(tmp_path),
        "KFZ_DATA": str(tmp_path / "data"),
        "KFZ_RUN": str(tmp_path / "run"),
        "KFZ_BACKUPS": str(tmp_path / "backups"),
        "KFZ_USER": "nobody",
        "KFZ_POLL": "0.05",
        "KFZ_STOP_WAIT": "2",
        "KFZ_GRACE": "20",
        "KFZ_KILL_AFTER": "1",
        "PASSWORD_FILE": str(tmp_path / "secrets/db"),
        "ADMIN_PASSWORD_FILE": str(tmp_path / "secrets/admin"),
    }
    if os.geteuid() == 0:  # scripts drop to a user who could not enter the folder of the test
        program(tmp_path / "bin/setpriv", DROP)
    return SimpleNamespace(
        path=tmp_path, db=tmp_path / "db", env=env, tree=tree_hash(tmp_path / "addons", VERSION)
    )


#: says to which user a command drops, and runs it
DROP = r"""
import os, sys
from pathlib import Path
db = Path(sys.argv[0]).parents[1] / "db"
words = sys.argv[1:]
(db / "dropped").write_text(" ".join(words[:6]))
os.execvp(words[6], words[6:])
"""


def command(home, name, *words):
    """The command line of a script."""
    return ["bash", str(home.path / "deploy" / f"{name}.sh"), *words]


def run(home, name, *words, **env):
    """Run a script to its end."""
    return subprocess.run(
        command(home, name, *words),
        env={**home.env, **env},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def log(home):
    """What happened, in order; settling a broken restore is left out."""
    path = home.db / "log"
    lines = path.read_text().splitlines() if path.exists() else []
    return [line for line in lines if not line.startswith("backup.py settle")]


def wait_for(what, seconds=20):
    """Wait until something is true."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


@contextmanager
def serving(home, **env):
    """serve.sh in the background, in a process group that is gone afterwards."""
    child = subprocess.Popen(
        command(home, "serve"),
        env={**home.env, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield child
    finally:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.wait()
        child.stdout.close()


def set_tree(home, value):
    """What the database is for."""
    (home.db / "tree").write_text(value)
