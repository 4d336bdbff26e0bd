"""The linters that `./kfz test` runs are those of pre-commit, and they find what they are for."""

import shlex
import subprocess
import sys

import pytest
import yaml

from kfz.paths import REPO
from kfz.testing import complexity, lint

PYTHON = ".kfz/venv/bin/python"


def hooks():
    """{id: words of the command} of the pre-commit hooks."""
    config = yaml.safe_load((REPO / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    return {hook["id"]: shlex.split(hook["entry"]) for hook in config["repos"][0]["hooks"]}


def test_pre_commit_runs_what_lint_runs():
    arguments = {tuple(words[words.index(PYTHON) + 1 :]) for words in hooks().values()}
    assert arguments == {*lint.COMMANDS.values(), ("-m", "kfz.testing")}


def test_what_mends_a_complaint_is_said_of_commands_that_exist():
    assert set(lint.MENDED_BY) <= set(lint.COMMANDS)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ruff format", "x = {  'a':1 }\n"),
        ("ruff format", "def f(a,\n      b): return a\n"),
        ("ruff check", "import os\n"),
        ("ruff check", "def f():\n    try:\n        return 1\n    except:\n        return 2\n"),
    ],
)
def test_a_bad_line_is_found(tmp_path, name, text):
    folders = {"kfz", "tools", "addons", "bench", "deploy"}
    (tmp_path / "pyproject.toml").write_text((REPO / "pyproject.toml").read_text())
    for folder in folders:
        (tmp_path / folder).mkdir()

    def run():
        command = [sys.executable, *lint.COMMANDS[name]]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode

    assert run() == 0
    (tmp_path / "addons" / "bad.py").write_text(text)
    assert run() == 1


TOO_MANY = {f"a.py: f{i}": 11 for i in range(complexity.MOST + 1)}


def branches(count):
    """A function with so many branches."""
    return "def f(a):\n" + "".join(f"    if a == {i}:\n        return {i}\n" for i in range(count))


def test_complexity_is_measured(tmp_path):
    for folder in complexity.FOLDERS:
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "tools" / "simple.py").write_text(branches(9))
    (tmp_path / "tools" / "complex.py").write_text(branches(10))
    assert complexity.measured(tmp_path) == {"tools/complex.py: f": 11}


@pytest.mark.parametrize(
    ("found", "known", "count"),
    [
        ({}, [], 0),
        ({"a.py: f": 11}, ["a.py: f"], 0),
        ({"a.py: f": 11}, [], 1),
        ({}, ["a.py: f"], 1),
        (TOO_MANY, list(TOO_MANY), 1),
    ],
)
def test_no_new_complex_function_and_no_stale_entry(found, known, count):
    assert len(complexity.problems(found, known)) == count
