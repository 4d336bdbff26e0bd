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


def run(project: Project, _options) -> list[Result]:
    """Run all linters."""
    result = Result("lint", log=str(project.layout.logs / "lint.log"))
    with project.ui.step("Lint") as step:
        for name, arguments in COMMANDS.items():
            result.check(name, complaint(project, arguments))
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
