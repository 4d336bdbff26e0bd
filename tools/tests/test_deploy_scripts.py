"""init.sh, serve.sh, start.sh and backup.sh, run against programs that only pretend: no server, no Odoo, no root."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

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
        if not (db / "stubborn").exists(): (db / "others").write_text("0"); sys.exit(0)
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
    """A program in Python."""
    path.write_text(f"#!{sys.executable} -IS\n{text}", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def home(tmp_path):
    """An installation in a folder, with the real scripts."""
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


def test_a_new_database_gets_its_administrator_before_it_is_called_ready(home):
    done = run(home, "init")
    assert done.returncode == 0, done.stderr
    assert log(home) == ["install", "first adm1n", f"tree {home.tree[:8]}"]


def test_an_interrupted_creation_begins_again(home):
    (home.db / "half").touch()
    assert run(home, "init").returncode == 0
    assert log(home)[0] == "install"


def test_nothing_happens_when_the_database_is_up_to_date(home):
    set_tree(home, home.tree)
    done = run(home, "init")
    assert (done.returncode, log(home)) == (0, [])
    assert "up to date" in done.stdout


def test_an_update_is_announced_waits_for_odoo_takes_a_backup_and_only_then_updates(home):
    set_tree(home, "old")
    done = run(home, "init")
    assert done.returncode == 0, done.stderr
    assert [line.split(" --database")[0] for line in log(home)] == [
        "tree updating",
        "backup.py backup",
        "update",
        f"tree {home.tree[:8]}",
    ]
    assert "before-update --keep 5" in log(home)[1]


def test_without_a_backup_there_is_no_update_and_the_version_before_may_serve(home):
    set_tree(home, "old")
    (home.db / "no_backup").touch()
    done = run(home, "init")
    assert done.returncode == 78
    assert "nothing is updated" in done.stderr
    assert "update" not in log(home)
    assert (home.db / "tree").read_text() == "old"


def test_an_update_that_was_rolled_back_lets_the_version_before_serve(home):
    set_tree(home, "old")
    (home.db / "broken").touch()
    done = run(home, "init")
    assert done.returncode == 78
    assert "nothing of it was kept" in done.stderr
    assert (home.db / "tree").read_text() == "old"


def test_after_an_update_that_failed_half_way_nobody_serves_and_the_backup_is_named(home):
    set_tree(home, "old")
    for name in ("broken", "half_way"):
        (home.db / name).touch()
    done = run(home, "init")
    assert done.returncode == 78
    assert "half-way" in done.stderr and str(home.path / "backups/before-update") in done.stderr
    assert (home.db / "tree").read_text() == "updating old 1.5"
    # a mended version is tried; when it fails without having written, the first harm is still known
    (home.db / "half_way").unlink()
    assert run(home, "init").returncode == 78
    assert (home.db / "tree").read_text() == "updating old 1.5"
    (home.db / "broken").unlink()
    assert run(home, "init").returncode == 0
    assert (home.db / "tree").read_text() == home.tree


def test_an_update_that_was_killed_before_it_wrote_lets_the_version_before_serve_again(home):
    set_tree(home, f"updating {home.tree} 1.5")
    assert run(home, "init").returncode == 0
    assert log(home) == [f"tree {home.tree[:8]}"]


def test_when_the_server_goes_away_during_an_update_the_next_start_finds_out(home):
    set_tree(home, "old")
    for name in ("goes", "broken"):
        (home.db / name).touch()
    done = run(home, "init")
    assert done.returncode == 1
    assert "next start" in done.stderr
    assert (home.db / "tree").read_text() == "updating old 1.5"


def test_an_odoo_that_does_not_stop_loses_its_connections(home):
    set_tree(home, "old")
    (home.db / "others").write_text("3")
    assert run(home, "init", KFZ_STOP_WAIT="0").returncode == 0
    assert log(home)[:2] == ["tree updating", "terminate"]


def test_an_odoo_that_connects_again_prevents_the_update(home):
    set_tree(home, "old")
    (home.db / "others").write_text("3")
    (home.db / "after_terminate").write_text("2")
    done = run(home, "init", KFZ_STOP_WAIT="0")
    assert done.returncode == 1
    assert "Stop it" in done.stderr
    assert (home.db / "tree").read_text() == "old" and "update" not in log(home)


@pytest.mark.parametrize("name", ["away", None])
def test_init_says_what_is_wrong(home, name):
    if name:
        (home.db / name).touch()
    else:
        (home.path / "secrets/db").unlink()
    done = run(home, "init")
    assert done.returncode == 1
    assert ("PostgreSQL does not answer" if name else "password") in done.stderr
    assert log(home) == []


def test_serving_waits_until_the_database_is_for_this_version(home):
    set_tree(home, "old")
    with serving(home) as child:
        time.sleep(0.5)
        assert log(home) == [] and child.poll() is None
        set_tree(home, home.tree)
        wait_for(lambda: log(home) == ["serve 127.0.0.1 s3cret"])


def test_an_announced_update_stops_odoo(home):
    set_tree(home, home.tree)
    with serving(home) as child:
        wait_for(lambda: log(home))
        (home.db / "away").touch()
        time.sleep(0.5)
        assert child.poll() is None, "a server that is away is no update"
        (home.db / "away").unlink()
        set_tree(home, "updating")
        assert child.wait(20) == 0
    assert log(home) == ["serve 127.0.0.1 s3cret", "stop"]


def test_an_update_beside_a_serving_odoo_stops_updates_and_serves_again(home):
    set_tree(home, home.tree)
    with serving(home) as child:
        wait_for(lambda: (home.db / "others").exists())
        (home.path / "addons/kfz_investment/__init__.py").write_text("newer = True\n")
        assert run(home, "init", KFZ_STOP_WAIT="20").returncode == 0
        assert child.wait(20) == 0
    with serving(home):
        wait_for(lambda: log(home)[-1].startswith("serve"))
    steps = [line.split()[0] for line in log(home)]
    assert steps == ["serve", "tree", "stop", "backup.py", "update", "tree", "serve"]


@pytest.mark.parametrize("waiting", [True, False])
def test_a_signal_ends_serving_in_peace(home, waiting):
    set_tree(home, "old" if waiting else home.tree)
    with serving(home) as child:
        if waiting:
            time.sleep(0.5)
        else:
            wait_for(lambda: log(home))
        child.terminate()
        child.wait(20)
    assert log(home) == ([] if waiting else ["serve 127.0.0.1 s3cret", "stop"])


def test_a_request_that_does_not_end_is_cut_off_after_the_time_of_grace(home):
    set_tree(home, home.tree)
    (home.db / "stubborn").touch()
    with serving(home, KFZ_GRACE="1") as child:
        wait_for(lambda: log(home))
        child.terminate()
        assert child.wait(30) == 137
    assert log(home)[1:] == ["stop", "stop"]


def test_the_exit_code_of_odoo_reaches_the_service_manager(home):
    set_tree(home, home.tree)
    (home.db / "crash").touch()
    with serving(home) as child:
        assert child.wait(20) == 3


def test_the_configuration_gets_a_master_password_that_nobody_knows(home):
    found = []
    for _ in range(2):
        (home.db / "crash").touch()
        set_tree(home, home.tree)
        assert run(home, "serve").returncode == 3
        mode, *lines = (home.db / "conf").read_text().splitlines()
        assert mode.endswith("600")
        [word] = [line for line in lines if line.startswith("admin_passwd")]
        assert len(word) > 50
        found.append(word)
    assert len(set(found)) == 2


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another user")
def test_root_reads_the_secrets_and_odoo_runs_as_its_own_user(home):
    (home.path / "secrets/db").chmod(0o600)
    assert run(home, "init").returncode == 0
    assert (home.db / "dropped").read_text() == (
        "--reuid nobody --regid nobody --init-groups --no-new-privs"
    )


def test_start_updates_then_serves_and_hands_on_that_an_update_failed(home):
    set_tree(home, "old")
    (home.db / "crash").touch()
    assert run(home, "start").returncode == 3
    assert [line.split()[0] for line in log(home)][-2:] == ["tree", "serve"]
    set_tree(home, "older")
    (home.db / "broken").touch()
    assert run(home, "start").returncode == 78


def test_a_broken_restore_is_settled_before_anything_else(home):
    set_tree(home, home.tree)
    run(home, "init")
    assert (home.db / "log").read_text().startswith("backup.py settle")


def test_a_backup_is_repeated_until_there_is_one(home):
    (home.db / "no_backup").touch()
    at = subprocess.run(
        ["date", "-d", "+2 seconds", "+%T"],
        env={**os.environ, "TZ": "CST-8"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    env = {**home.env, "KFZ_BACKUP_AT": at, "KFZ_BACKUP_RETRY": "0.1"}
    with subprocess.Popen(command(home, "backup", "daily"), env=env) as child:
        wait_for(lambda: len(log(home)) >= 2)
        (home.db / "no_backup").unlink()
        time.sleep(1)
        count = len(log(home))
        time.sleep(0.5)
        child.terminate()
        assert child.wait(20) == 0
    assert len(log(home)) == count
    assert re.search(r"backup --database kfz .*--into \S+/backups --keep 14$", log(home)[-1])
