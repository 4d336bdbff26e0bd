"""init.sh, serve.sh, start.sh and backup.sh, run against programs that only pretend: no server, no Odoo, no root."""

import os
import re
import subprocess
import time

import pytest
from pretend import command, installation, log, run, serving, set_tree, wait_for


@pytest.fixture(name="home")
def fixture_home(tmp_path):
    """An installation in a folder."""
    return installation(tmp_path)


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
    (home.db / "slow").touch()
    with serving(home) as child:
        wait_for(lambda: (home.db / "others").exists())
        (home.path / "addons/kfz_investment/__init__.py").write_text("newer = True\n")
        assert run(home, "init", KFZ_STOP_WAIT="20").returncode == 0
        assert child.wait(20) == 0
    with serving(home):
        wait_for(lambda: log(home)[-1].startswith("serve"))
    steps = [line.split()[0] for line in log(home)]
    assert steps == ["serve", "tree", "stop", "stopped", "backup.py", "update", "tree", "serve"]


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
