"""The score table: shapes, cells, and what it refuses."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.dossiers import dossiers
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.scores import ABSTENTION, ABSTENTION_WORDS, Score, ScoreTable

O_IDS, S_IDS, C_IDS = ("O01", "O02"), ("S01", "S02", "S03"), ("C01",)
SHAPE = (2, 3, 1)
PLACES = [(s, o, c) for s in S_IDS for o in O_IDS for c in C_IDS]


def blank_table() -> tuple[np.ndarray, np.ndarray]:
    return np.full(SHAPE, np.nan), np.zeros(SHAPE, dtype=np.bool_)


def test_cells_stand_at_opgave_scorer_criterion() -> None:
    cells: dict[tuple[str, str, str], Score] = {
        ("S03", "O01", "C01"): 4.0,
        ("S01", "O02", "C01"): ABSTENTION,
    }
    found = ScoreTable.of(O_IDS, S_IDS, C_IDS, cells)
    assert found.values.shape == found.abstained.shape == SHAPE
    assert found.values[0, 2, 0] == 4
    assert np.isnan(found.values).sum() == 5
    assert np.argwhere(found.abstained).tolist() == [[1, 0, 0]]
    assert found.cell("S03", "O01", "C01") == 4.0
    assert found.cell("S01", "O02", "C01") == ABSTENTION
    assert found.cell("S01", "O01", "C01") is None
    assert found.cells() == cells


def test_a_zero_is_a_mark() -> None:
    found = ScoreTable.of(O_IDS, S_IDS, C_IDS, {("S01", "O01", "C01"): 0})
    assert found.cell("S01", "O01", "C01") == 0
    assert found.cells() == {("S01", "O01", "C01"): 0.0}


@given(st.dictionaries(st.sampled_from(PLACES), st.sampled_from([0.0, -1.0, 3.5, ABSTENTION])))
def test_cells_come_back_as_they_went_in(cells: dict[tuple[str, str, str], Score]) -> None:
    found = ScoreTable.of(O_IDS, S_IDS, C_IDS, cells)
    assert found.cells() == cells
    assert {place: found.cell(*place) for place in PLACES} == dict.fromkeys(PLACES) | cells
    assert ScoreTable.of(O_IDS, S_IDS, C_IDS, found.cells()) == found


@given(dossiers(awkward=True, plain=True))
def test_a_table_is_rebuilt_from_its_cells(dossier: Dossier) -> None:
    scores = dossier.scores
    again = ScoreTable.of(scores.opgaven, scores.scorers, scores.criteria, scores.cells())
    assert again == scores
    assert (scores.opgaven, scores.scorers, scores.criteria) == (
        tuple(o.id for o in dossier.opgaven),
        tuple(s.id for s in dossier.scorers),
        tuple(c.id for c in dossier.criteria),
    )


OTHER_WORDS = [word for word in ABSTENTION_WORDS if word != ABSTENTION]


@pytest.mark.parametrize("word", [*OTHER_WORDS, "", "x", "3", "Weet niet", "weet  niet"])
def test_text_that_is_not_the_one_word_is_refused(word: str) -> None:
    """What users may write for it is the reader's affair; a table holds one word for it."""
    with pytest.raises(ValueError, match=f"^{re.escape(repr(word))} is neither a mark nor"):
        ScoreTable.of(O_IDS, S_IDS, C_IDS, {("S01", "O01", "C01"): word})


@pytest.mark.parametrize(
    "place", [("S99", "O01", "C01"), ("S01", "O99", "C01"), ("S01", "O01", "C99")]
)
def test_an_unknown_id_is_refused(place: tuple[str, str, str]) -> None:
    unknown = next(key for key in place if key.endswith("99"))
    with pytest.raises(KeyError, match=unknown):
        ScoreTable.of(O_IDS, S_IDS, C_IDS, {place: 1.0})


@pytest.mark.parametrize("which", ["values", "abstained"])
def test_a_wrong_shape_is_refused(which: str) -> None:
    values, abstained = blank_table()
    if which == "values":
        values = values.transpose(1, 0, 2)
    else:
        abstained = abstained.transpose(1, 0, 2)
    message = f"scores have shape {values.shape}, expected {SHAPE}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        ScoreTable(O_IDS, S_IDS, C_IDS, values, abstained)


def test_a_mark_that_is_also_an_abstention_is_refused() -> None:
    values, abstained = blank_table()
    values[0, 0, 0], abstained[0, 0, 0] = 3.0, True
    with pytest.raises(ValueError, match=r"^a cell is both a mark and an abstention$"):
        ScoreTable(O_IDS, S_IDS, C_IDS, values, abstained)


def test_the_arrays_are_read_only() -> None:
    found = ScoreTable.of(O_IDS, S_IDS, C_IDS, {})
    with pytest.raises(ValueError, match="read-only"):
        found.values[0, 0, 0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        found.abstained[0, 0, 0] = True


def test_equality_looks_at_ids_marks_and_abstentions() -> None:
    cells: dict[tuple[str, str, str], Score] = {("S01", "O01", "C01"): 3.0}
    one = ScoreTable.of(O_IDS, S_IDS, C_IDS, cells)
    assert one == ScoreTable.of(O_IDS, S_IDS, C_IDS, cells)
    assert one != ScoreTable.of(O_IDS, S_IDS, C_IDS, {("S01", "O01", "C01"): 4.0})
    assert one != ScoreTable.of(O_IDS, S_IDS, C_IDS, {("S01", "O01", "C01"): ABSTENTION})
    assert ScoreTable.of(O_IDS, S_IDS, C_IDS, {}) != ScoreTable.of(
        O_IDS, S_IDS, C_IDS, {("S01", "O01", "C01"): ABSTENTION}
    )
    assert one != ScoreTable.of(("O01", "O03"), S_IDS, C_IDS, cells)
    assert one != "a table"
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_an_empty_table() -> None:
    found = ScoreTable.of([], [], [], {})
    assert found.values.shape == (0, 0, 0)
    assert found.cells() == {}
