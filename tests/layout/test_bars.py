"""A bar of signs: how long, where the line stands, and that it never contradicts the number."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import engines
from tests.support.dossiers import changed, with_settings
from tests.workbook.books import calculated, cell_of, empty_book, layout_for, small
from wijkexcel.layout.bars import FULL, LIKELY, LINE, POSSIBLE, TRACK, WIDTH, bar
from wijkexcel.model.records import Answer, Reconsideration
from wijkexcel.rules.threshold import shown

SCALE = (1.0, 5.0)
TOTALS = st.floats(1, 5).map(lambda x: round(x, 2))


def test_a_bar_shows_what_is_sure_what_may_go_and_what_may_come() -> None:
    assert bar(3.0, 2.0, 4.0, None, SCALE) == FULL * 10 + LIKELY * 10 + POSSIBLE * 10 + TRACK * 10


def test_the_line_stands_at_the_agreed_score() -> None:
    assert bar(5.0, 5.0, 5.0, 3.5, SCALE) == FULL * 25 + LINE + FULL * 15
    assert bar(1.0, 1.0, 1.0, 3.5, SCALE) == TRACK * 25 + LINE + TRACK * 15


def test_a_scale_may_begin_at_0() -> None:
    assert bar(5.0, 5.0, 5.0, None, (0.0, 10.0)) == FULL * 20 + TRACK * 20


@given(TOTALS, TOTALS, TOTALS, st.none() | TOTALS)
def test_a_bar_reaches_the_line_just_when_the_total_reaches_the_score(
    one: float, two: float, three: float, agreed: float | None
) -> None:
    least, total, most = sorted((one, two, three))
    drawn = bar(shown(total, agreed), least, most, agreed, SCALE)
    signs = drawn.replace(LINE, "")
    assert len(signs) == WIDTH
    reached = drawn.rstrip(TRACK).rstrip(POSSIBLE)
    if agreed is not None and agreed > 1.05:
        before = drawn.partition(LINE)[0]
        assert (before[-1] in FULL + LIKELY) == (total >= agreed)
    else:
        assert abs(len(reached.replace(LINE, "")) - (total - 1) * 10) <= 1
    assert math.isclose(len(signs.rstrip(TRACK)), max((most - 1) * 10, 0), abs_tol=1.001)


def drawn_in(data: bytes) -> list[engines.Value]:
    """The bars of Overzicht, from above."""
    stored, layout = engines.cached(data), layout_for(small())
    rows = layout.tables["tblOverzicht"].row_ids
    return [stored[cell_of(layout, ("tblOverzicht", row, "bar"))] for row in rows]


@pytest.mark.parametrize("threshold", [3.5, 3.55, 1.0, 5.0, None])
def test_the_workbook_draws_the_same(threshold: float | None) -> None:
    found = drawn_in(calculated(with_settings(small(), threshold=threshold)))
    totals = (3.58, 3.58, 3.58), (3.38, 3.38, 3.38), (1.83, 1.58, 2.92)
    assert found[:3] == [bar(*three, threshold, SCALE) for three in totals]


def test_nothing_is_drawn_of_what_is_not_there() -> None:
    assert set(drawn_in(empty_book())) <= {"", None}


def test_what_was_added_after_the_second_look_is_said_above_the_table() -> None:
    added = Reconsideration(opgave="O01", answer=Answer.ADD, why="Anders gaat het niet door.")
    stored = engines.cached(calculated(changed(small(), reconsiderations=(added,))))
    said = str(stored["Overzicht", "A3"])
    assert said.endswith("de afgesproken score. Om te overwegen: O01 (toegevoegd), O02.")
