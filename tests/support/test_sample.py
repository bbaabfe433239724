"""A sample holds what always runs and some others; which others follows from the seed alone."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.support import sample
from tests.support.sample import examples, left_out


def case(nodeid: str, mark: Any) -> Any:
    return SimpleNamespace(nodeid=nodeid, get_closest_marker=lambda _: mark)


MARK = pytest.mark.sample(more=3, always=("b-7", "b-9")).mark
CASES = [case(f"tests/test_b-7.py::test_it[b-{at}]", MARK) for at in range(20)]
OTHERS = [case(f"tests/test_b.py::test_all[{at}]", None) for at in range(20)]


def kept(seed: str) -> list[str]:
    out = left_out([*CASES, *OTHERS], seed)
    assert not [one for one in OTHERS if one in out]
    return [one.nodeid.partition("[")[2][:-1] for one in CASES if one not in out]


def test_some_and_always_the_named() -> None:
    for seed in map(str, range(10)):
        assert len(kept(seed)) == 5
        assert {"b-7", "b-9"} <= set(kept(seed))
        assert kept(seed) == kept(seed)


def test_in_time_all_of_them() -> None:
    assert {name for seed in range(60) for name in kept(str(seed))} == {
        f"b-{at}" for at in range(20)
    }


def test_a_sample_of_more_than_there_are_is_all() -> None:
    few = [case(f"t.py::t[{at}]", pytest.mark.sample(more=9).mark) for at in range(3)]
    assert left_out(few, "x") == []


def test_of_examples_a_quarter_is_tried_besides_the_simplest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sample, "_RUN", {"everything": False})
    assert [examples(most) for most in (1, 2, 3, 8, 25, 100)] == [1, 2, 2, 3, 8, 26]
    sample.take(everything=True)
    assert [examples(most) for most in (1, 25)] == [1, 25]
