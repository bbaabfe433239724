"""A mutant is one change that is really there, and is found by a test that holds that line."""

import ast
from pathlib import Path

import pytest

from tests.support import mutants
from tests.support.mutants import Mutant, mutants_of

SOURCE = """
def reaches(total: float, limit: float = 3) -> bool:
    \"\"\"Text 1 stays.\"\"\"
    if not limit or total + 1 > min(4, limit):
        return [x for x in (1, 2) if x > 1] == [2]
    return total in {limit}
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    path = tmp_path / "gemuteerd.py"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_every_small_change_of_a_body_and_nothing_else(module: Path) -> None:
    found = {(mutant.before, mutant.after) for mutant, _ in mutants_of(module)}
    assert {
        ("not limit", "not not limit"),
        ("total + 1", "total - 1"),
        ("total + 1 > min(4, limit)", "total + 1 >= min(4, limit)"),
        ("min", "max"),
        ("4", "5"),
        ("total in {limit}", "total not in {limit}"),
        ("for x in (1, 2) if x > 1", "for x in (1, 2)"),
        ("return total in {limit}", "return None"),
    } <= found
    assert not any("3" in before or "Text" in before for before, _ in found)
    for mutant, tree in mutants_of(module):
        assert ast.unparse(tree) != ast.unparse(ast.parse(SOURCE)), mutant
        assert mutant.function == "reaches"


def test_it_is_put_in_wherever_the_function_was_imported(module: Path) -> None:
    import gemuteerd  # type: ignore[import-not-found]

    taken = gemuteerd.reaches
    assert taken(2.0) is False
    pairs = {(m.before, m.after): (m, tree) for m, tree in mutants_of(module)}
    mutants.put_in(*pairs["total in {limit}", "total not in {limit}"])
    assert taken(2.0) is True


def test_a_test_that_holds_the_line_kills_it_and_another_does_not(
    module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    mutant, tree = next(iter(mutants_of(module)))
    assert isinstance(mutant, Mutant)
    for code in (0, 1):
        monkeypatch.setattr(pytest, "main", lambda _, code=code: code)
        ended.append(mutants.survives(mutant, tree, ["test_x.py"]))
    assert ended == [True, False]
