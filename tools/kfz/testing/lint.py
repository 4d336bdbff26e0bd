"""Lint: ruff, pylint-odoo, radon and the rules of the house; each rule counts as one check."""

from .. import proc
from ..errors import CommandError
from ..paths import MODULE
from ..project import Project
from . import house
from .result import Result

PYTHON = ("kfz", "tools", "addons", "bench", "deploy")
# reasons: .pylintrc
NOT_OURS = (
    "missing-readme,consider-merging-classes-inherited,attribute-string-redundant,missing-return"
)
#: name → arguments of Python; .pre-commit-config.yaml runs the same
COMMANDS = {
    "ruff format": ("-m", "ruff", "format", "--no-cache", "--check", *PYTHON),
    "ruff check": ("-m", "ruff", "check", "--no-cache", *PYTHON),
    "pylint-odoo": (
        "-m",
        "pylint",
        "--rcfile=.pylintrc",
        f"--disable={NOT_OURS}",
        f"addons/{MODULE}",
    ),
    "complexity": ("-m", "kfz.testing.complexity"),
}

MENDED_BY = {
    "ruff format": "To mend it: .kfz/venv/bin/python -m ruff format " + " ".join(PYTHON),
    "ruff check": "What can be mended by itself: .kfz/venv/bin/python -m ruff check --fix "
    + " ".join(PYTHON),
}


def run(project: Project, _options) -> list[Result]:
    """Run all linters."""
    result = Result("lint", log=str(project.layout.logs / "lint.log"))
    with project.ui.step("Lint") as step:
        for name, arguments in COMMANDS.items():
            text = complaint(project, arguments)
            result.check(name, "\n".join(filter(None, (text, text and MENDED_BY.get(name, "")))))
        for name, rule in house.RULES.items():
            result.check(name, "\n".join(rule(project.layout.repo)))
        step.note(f"{result.passed} passed, {len(result.failures)} failed")
    return [result]


def complaint(project: Project, arguments) -> str:
    """The complaints of a linter, '' for none."""
    try:
        proc.run(
            [project.venv.python, *arguments],
            project.layout.logs / "lint.log",
            env={**project.environment(), "PYTHONPATH": "tools"},
            cwd=project.layout.repo,
        )
        return ""
    except CommandError as error:
        return error.tail
