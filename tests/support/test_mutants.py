"""A mutant is one change that is really there, and is found by a test that holds that line."""

import ast
import os
import signal
import time
from pathlib import Path

import pytest
from coverage import CoverageData

from tests.support import mutants, reach
from tests.support.mutants import End, Mutant, mutants_of

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


def test_it_is_noticed_survives_or_goes_round_in_circles_and_a_run_that_was_none_is_no_proof(
    module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gemuteerd

    mutant, tree = next(iter(mutants_of(module)))
    assert isinstance(mutant, Mutant)
    assert gemuteerd

    def end(code: int) -> End:
        monkeypatch.setattr(pytest, "main", lambda _: code)
        return mutants.end_of(mutant, tree, ["test_x.py"], 1)

    assert [end(code) for code in (0, 1)] == [End.SURVIVES, End.NOTICED]
    monkeypatch.setattr(mutants, "put_in", lambda *_: os.kill(os.getpid(), signal.SIGALRM))
    assert end(0) is End.TOO_LONG
    monkeypatch.undo()
    for code in (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED):
        with pytest.raises(RuntimeError, match="did not run"):
            end(code)


@pytest.mark.parametrize(
    ("does", "waiting", "end"),
    [
        pytest.param("calculates", 100, End.TOO_LONG, id="it goes round in circles"),
        pytest.param("waits", 100, End.SURVIVES, id="others keep the machine busy"),
        pytest.param("waits", 1, End.TOO_LONG, id="it waits for what does not come"),
    ],
)
def test_what_it_calculates_counts_and_not_how_long_the_machine_takes(
    does: str, waiting: int, end: End, module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def calculates(_: object) -> int:
        while True:
            pass

    def waits(_: object) -> int:
        time.sleep(0.6)
        return 0

    monkeypatch.setattr(pytest, "main", {"calculates": calculates, "waits": waits}[does])
    monkeypatch.setattr(mutants, "LEAST", 0.3)
    monkeypatch.setattr(mutants, "WAITING", waiting)
    monkeypatch.setattr(mutants, "put_in", lambda *_: None)
    mutant, tree = next(iter(mutants_of(module)))
    assert mutants.end_of(mutant, tree, ["test_x.py"], 0) is end


def test_a_line_has_the_tests_that_come_past_it_quickest_first(tmp_path: Path) -> None:
    data = CoverageData(str(tmp_path / "coverage"))
    path = str(reach.ROOT / "wijkexcel" / "new.py")
    for name, lines in {
        "slow": [3],
        "quick|run": [3, 4],
        "other|setup": [9],
        "failed": [3],
    }.items():
        data.set_context(name if "|" in name else f"{name}|run")
        data.add_lines({path: lines})
    found = reach.Reach(data, {"slow": 5.0, "quick": 1.0, "other": 1.0})
    assert found.tests("wijkexcel.new", 3, 4, most=100) == (["quick", "slow"], 6.0)
    assert found.tests("wijkexcel.new", 3, 4, most=5) == (["quick"], 1.0)
    assert found.tests("wijkexcel.new", 7, 8, most=5) == ([], 0)
