"""The engine could be published by itself; its UNO side runs in LibreOffice's own, older Python."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wijkexcel import xlwings_libreoffice as libreoffice

FOLDER = Path(libreoffice.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))
UNO = {"uno", "unohelper", "com"}


def imported(tree: ast.AST) -> Iterator[str]:
    """First parts of absolute imports; relative ones are checked not to leave the folder."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level <= 1, "a relative import that may leave the package"
            if not node.level:
                yield str(node.module).partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_imports_nothing_of_the_program_around_it(path: Path) -> None:
    on_uno_side = path.parent.name == "office"
    allowed = set(sys.stdlib_module_names) | (UNO if on_uno_side else {"xlwings"})
    assert set(imported(ast.parse(path.read_text(encoding="utf-8")))) <= allowed


@pytest.mark.parametrize("path", sorted(FOLDER.glob("office/*.py")), ids=lambda path: path.name)
def test_the_uno_side_is_understood_by_python_3_8(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    if any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree)):
        assert "from __future__ import annotations\n" in text


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 280
