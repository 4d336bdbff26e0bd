"""Lint: ruff, pylint-odoo and the rules of the house; each rule counts as one check."""

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


def run(project: Project, _options) -> list[Result]:
    """Run all linters."""
    result = Result("lint", log=str(project.layout.logs / "lint.log"))
    with project.ui.step("Lint") as step:
        folders = [name for name in PYTHON if (project.layout.repo / name).exists()]
        result.check("ruff", tool(project, "ruff", "check", "--no-cache", *folders))
        result.check(
            "pylint-odoo",
            tool(
                project, "pylint", "--rcfile=.pylintrc", f"--disable={NOT_OURS}", f"addons/{MODULE}"
            ),
        )
        for name, rule in house.RULES.items():
            result.check(name, "\n".join(rule(project.layout.repo)))
        step.note(f"{result.passed} passed, {len(result.failures)} failed")
    return [result]


def tool(project: Project, module: str, *arguments) -> str:
    """What a linter complains of."""
    try:
        proc.run(
            [project.venv.python, "-m", module, *arguments],
            project.layout.logs / "lint.log",
            env={**project.environment(), "PYTHONPATH": ""},
            cwd=project.layout.repo,
        )
        return ""
    except CommandError as error:
        return error.tail
