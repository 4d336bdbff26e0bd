"""What ends unexpectedly is started again, at most three times in ten minutes; what happened is said."""

import io
import signal
import urllib.error
from types import SimpleNamespace

import pytest

from kfz import proc, watch
from kfz.errors import CommandError
from kfz.postgres import Server
from kfz.ui import Ui
from kfz.watch import Allowance, Watch


class Child:
    """A program that runs until it is given an exit code."""

    def __init__(self):
        self.returncode = None

    def poll(self):
        """The exit code."""
        return self.returncode


class Cluster:
    """An embedded PostgreSQL."""

    def __init__(self, log):
        self.child = Child()
        self.log = log
        self.revived = []

    def lives(self):
        """Whether it runs."""
        return self.child.poll() is None

    def revive(self, port):
        """Start it again."""
        self.revived.append(port)
        self.child = Child()
        return Server("127.0.0.1", port, "kfz", "word")


@pytest.fixture
def watching(tmp_path, monkeypatch):
    """Odoo and PostgreSQL, both alive; what is said is in ``said``."""
    monkeypatch.setattr(proc, "end", lambda child, *_how: None)
    said = io.StringIO()
    project = SimpleNamespace(
        layout=SimpleNamespace(logs=tmp_path, state=tmp_path, postgres=tmp_path),
        embedded=Cluster(tmp_path / "postgresql-main.log"),
        server=Server("127.0.0.1", 54320, "kfz", "word"),
        ui=Ui(said),
        folders=lambda: (tmp_path,),
    )
    made = Watch(project, Child(), "http://127.0.0.1:9", Child)
    made.said = said
    return made


def test_three_starts_in_ten_minutes_and_then_more_when_they_are_over():
    now = [0]
    allowed = Allowance(clock=lambda: now[0])
    assert [allowed.take() for _ in range(4)] == [True, True, True, False]
    now[0] = 599
    assert not allowed.take()
    now[0] = 600
    assert allowed.take()


def test_as_long_as_both_live_nothing_is_done_or_said(watching):
    odoo = watching.child
    watching.look()
    assert watching.child is odoo
    assert watching.said.getvalue() == ""


def test_postgresql_is_started_again_on_its_port_and_odoo_with_it(watching):
    odoo = watching.child
    watching.project.embedded.child.returncode = -signal.SIGKILL
    watching.look()
    assert watching.project.embedded.revived == [54320]
    assert watching.child is not odoo
    assert "PostgreSQL ended unexpectedly (ended by SIGKILL" in watching.said.getvalue()
    assert len(watching.said.getvalue().splitlines()) == 1


def test_odoo_is_started_again_and_the_signal_named(watching):
    odoo = watching.child
    odoo.returncode = -signal.SIGKILL
    watching.look()
    assert watching.child is not odoo
    assert "no memory left" in watching.said.getvalue()
    assert not watching.project.embedded.revived


def test_the_fourth_end_stops_the_product_with_the_cause_from_the_log(watching):
    cluster = watching.project.embedded
    cluster.log.write_text("PANIC:  could not write to file: No space left on device\n")
    for _ in range(3):
        cluster.child.returncode = 1
        watching.look()
    cluster.child.returncode = 1
    with pytest.raises(CommandError, match="fourth time") as caught:
        watching.look()
    assert "No space left" in caught.value.tail
    assert len(cluster.revived) == 3


def test_postgresql_that_ends_while_odoo_starts_is_met_by_the_next_look(watching):
    cluster = watching.project.embedded

    def start():
        cluster.child.returncode = 1
        raise CommandError("Odoo does not start.")

    watching.start, again = start, watching.start
    cluster.child.returncode = 1
    watching.look()
    watching.start = again
    watching.look()
    assert len(cluster.revived) == 2
    assert watching.child.poll() is None


def test_odoo_that_does_not_start_again_stops_the_product(watching):
    def start():
        raise CommandError("Odoo does not start.")

    watching.start = start
    watching.child.returncode = 1
    with pytest.raises(CommandError, match="while it was started again, for the fourth time"):
        watching.look()
    assert watching.said.getvalue().count("Trying once more") == 2


def test_odoo_that_is_killed_while_it_starts_again_is_started_once_more(watching):
    fails = [CommandError("Odoo does not start.")]

    def start():
        if fails:
            raise fails.pop()
        return Child()

    watching.start = start
    watching.child.returncode = -signal.SIGKILL
    watching.look()
    assert watching.child.poll() is None


def test_an_odoo_that_says_nothing_for_minutes_is_told_once(watching, monkeypatch):
    monkeypatch.setattr(watch, "health", lambda _address: "")
    for _ in range(watch.SILENT + 3):
        watching.look_at_health()
    assert watching.said.getvalue().count("has not answered for minutes") == 1


def test_a_given_server_that_goes_away_is_waited_for_and_odoo_started_anew(watching, monkeypatch):
    watching.project.embedded = None
    odoo, answers = watching.child, iter(["no database"] * 4 + ["up"] * 2)
    monkeypatch.setattr(watch, "health", lambda _address: next(answers))
    for _ in range(4):
        watching.look_at_health()
        watching.look()
    assert watching.said.getvalue().count("does not answer") == 1
    assert watching.child is odoo
    watching.look_at_health()
    assert "answers again" in watching.said.getvalue()
    assert watching.child is not odoo
    odoo = watching.child
    watching.look_at_health()
    assert watching.child is odoo


def test_a_short_delay_is_no_loss(watching, monkeypatch):
    odoo, answers = watching.child, iter(["no database"] * 2 + ["up"])
    monkeypatch.setattr(watch, "health", lambda _address: next(answers))
    for _ in range(3):
        watching.look_at_health()
    assert watching.said.getvalue() == ""
    assert watching.child is odoo


def test_an_odoo_that_is_too_busy_to_answer_is_left_alone(watching, monkeypatch):
    odoo, answers = watching.child, iter([""] * 9 + ["up"])
    monkeypatch.setattr(watch, "health", lambda _address: next(answers))
    for _ in range(10):
        watching.look_at_health()
    assert watching.said.getvalue() == ""
    assert watching.child is odoo


def test_a_disk_that_is_nearly_full_is_told_once_and_again_when_it_happens_again(
    watching, monkeypatch
):
    texts = iter(["nearly full", "nearly full", "", "nearly full"])
    monkeypatch.setattr(watch.diagnose, "nearly_full", lambda _folders: next(texts))
    for _ in range(4):
        watching.look_at_disk()
    assert watching.said.getvalue().count("nearly full") == 2


def raise_it(error):
    """Fail with it."""
    raise error


def test_health_means_that_the_database_answers_too(monkeypatch):
    asked = []
    monkeypatch.setattr(watch, "fetch", lambda url, timeout: asked.append(url))
    assert watch.healthy("http://127.0.0.1:9")
    assert asked == ["http://127.0.0.1:9/web/health?db_server_status=1"]
    for code, state in ((500, "no database"), (503, "no database"), (404, "")):
        error = urllib.error.HTTPError("x", code, "x", {}, None)
        monkeypatch.setattr(watch, "fetch", lambda url, timeout, error=error: raise_it(error))
        assert watch.health("http://127.0.0.1:9") == state
    monkeypatch.undo()
    assert not watch.healthy("http://127.0.0.1:9", 0.2)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (3, "exit code 3"),
        (
            -9,
            "ended by SIGKILL, usually because the machine had no memory left, or by somebody's kill -9",
        ),
        (-1, "ended by SIGHUP"),
        (-40, "ended by signal 40"),
    ],
)
def test_how_a_program_ended_is_said_in_words(code, words):
    assert proc.ending(code) == words
