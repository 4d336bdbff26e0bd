"""Sizes of files, functions and lines, and which files are ours."""

import ast
import io
import subprocess
import tokenize
from pathlib import Path

PYTHON_LINES = 300
TEST_LINES = 400  # ruff format gives each value of a case a line of its own
VIEW_LINES = 250
FUNCTION_LINES = 40
COLUMNS = 100
TEXTS = {"STRING", "COMMENT", "FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END"}


def files(repo: Path, *suffixes: str) -> list[Path]:
    """Files under version control, or about to be."""
    listed = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
        cwd=repo,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [repo / name for name in listed.stdout.split("\0") if name]
    else:
        paths = [
            path
            for path in repo.rglob("*")
            if not {".kfz", ".git"}.intersection(path.relative_to(repo).parts)
        ]
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def python_files(repo: Path) -> list[Path]:
    """Python files, the script kfz included."""
    return [*files(repo, ".py"), repo / "kfz"]


def lines_of(path: Path) -> int:
    """Number of lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def text_lines(source: str) -> set[int]:
    """Numbers of the lines that hold a string or a comment."""
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if tokenize.tok_name[token.type] in TEXTS:
            found.update(range(token.start[0], token.end[0] + 1))
    return found


def too_long(path: Path) -> list[int]:
    """Numbers of the lines over 100 columns that are code alone."""
    source = path.read_text(encoding="utf-8")
    long = [number for number, row in enumerate(source.splitlines(), 1) if len(row) > COLUMNS]
    texts = text_lines(source) if long else set()
    return [number for number in long if number not in texts]


def python_size(repo: Path):
    """Python files have at most 300 lines, tests 400."""
    for path in python_files(repo):
        most = TEST_LINES if "tests" in path.relative_to(repo).parts else PYTHON_LINES
        if lines_of(path) > most:
            yield f"{path.relative_to(repo)}: {lines_of(path)} lines, at most {most}"


def line_length(repo: Path):
    """Lines over 100 columns are sentences."""
    for path in python_files(repo):
        for number in too_long(path):
            yield f"{path.relative_to(repo)}:{number}: over {COLUMNS} columns"


def view_size(repo: Path):
    """View files have at most 250 lines."""
    for path in files(repo, ".xml"):
        if {"views", "report", "wizard"}.intersection(path.parts) and lines_of(path) > VIEW_LINES:
            yield f"{path.relative_to(repo)}: {lines_of(path)} lines, at most {VIEW_LINES}"


def functions(tree):
    """All functions of a module."""
    return [
        node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]


def function_size(repo: Path):
    """Functions have at most 40 lines."""
    for path in python_files(repo):
        for node in functions(ast.parse(path.read_text(encoding="utf-8"))):
            length = node.end_lineno - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{path.relative_to(repo)}:{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_LINES}"
