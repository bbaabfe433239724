"""Tables for pandas: held against the values they are made of, on the example and without any."""

import math
from collections.abc import Iterable

import pandas as pd
import pytest
from hypothesis import given

from tests.support.dossiers import changed, dossiers, table
from wijkexcel.example import example
from wijkexcel.frames import opgave_frame, opgaven_frame, scores_frame
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.scores import ABSTENTION, ScoreTable
from wijkexcel.rules.outcome import outcome_of


def known(values: Iterable[object]) -> list[object]:
    """What is there, and None for what is missing."""
    return [None if pd.isna(value) else value for value in values]  # type: ignore[call-overload]


def without_opgaven() -> Dossier:
    return changed(table([[4]]), opgaven=(), scores=ScoreTable.of([], ["S01"], ["C01"], {}))


def test_a_row_per_opgave() -> None:
    dossier = table([[4, None], [None, None]], threshold=3.0)
    found = opgaven_frame(dossier, outcome_of(dossier))
    assert found.index.tolist() == ["O01", "O02"]
    assert found.columns.tolist() == [
        "naam",
        "rang",
        "totaal",
        "stand",
        "laagst mogelijk",
        "hoogst mogelijk",
        "dekking",
        "C01",
        "C02",
        "G1",
    ]
    name = dossier.opgaven[0].name
    half: list[object] = [name, 1, 4, "haalt voorlopig de score", 2.5, 4.5, 0.5, 4]
    assert found.loc["O01"].drop(["C02", "G1"]).tolist() == half
    assert found.loc["O02"].isna().tolist() == [*[False, True, True], *[False] * 4, *[True] * 3]


@given(dossiers())
def test_the_frame_holds_what_the_outcome_says(dossier: Dossier) -> None:
    outcome = outcome_of(dossier)
    found = opgaven_frame(dossier, outcome)
    columns = {
        "totaal": [o.total for o in outcome.opgaven],
        "rang": [o.rank for o in outcome.opgaven],
        "stand": [o.status.value for o in outcome.opgaven],
        "dekking": [o.coverage for o in outcome.opgaven],
        **{c.id: [o.by_criterion.get(c.id) for o in outcome.opgaven] for c in dossier.criteria},
        **{g.id: [o.by_group.get(g.id) for o in outcome.opgaven] for g in dossier.groups},
    }
    assert {name: known(found[name]) for name in columns} == columns


@given(dossiers())
def test_the_rows_of_one_opgave_add_up_to_its_total(dossier: Dossier) -> None:
    outcome = outcome_of(dossier)
    for o in outcome.opgaven:
        found = opgave_frame(dossier, outcome, o.opgave)
        assert found.index.tolist() == [c.id for c in dossier.criteria]
        scored = found[found["score"].notna()]
        assert dict(scored["score"]) == o.by_criterion
        weight = scored["gewicht"].sum()
        if o.total is not None:
            mean = (scored["score"] * scored["gewicht"]).sum() / weight
            assert math.isclose(mean, o.total, rel_tol=1e-9, abs_tol=1e-9)


def test_an_opgave_that_is_not_there_has_no_frame() -> None:
    dossier = example()
    with pytest.raises(KeyError, match="O99"):
        opgave_frame(dossier, outcome_of(dossier), "O99")


@given(dossiers())
def test_a_row_per_answer(dossier: Dossier) -> None:
    found = scores_frame(dossier)
    given_marks = {
        key: ABSTENTION if row["weet niet"] else row["score"] for key, row in found.iterrows()
    }
    assert given_marks == dossier.scores.cells()
    group = {scorer.id: scorer.group for scorer in dossier.scorers}
    assert found["groep"].tolist() == [group[key[0]] for key in given_marks]
    assert found["score"].isna().tolist() == found["weet niet"].tolist()
    assert found.index.is_monotonic_increasing


def test_frames_without_opgaven_have_their_columns() -> None:
    dossier = without_opgaven()
    frames = opgaven_frame(dossier, outcome_of(dossier)), scores_frame(dossier)
    assert [frame.empty for frame in frames] == [True, True]
    assert frames[0].columns.tolist()[-2:] == ["C01", "G1"]
    assert frames[1].columns.tolist() == ["groep", "score", "weet niet"]
    assert frames[1].dtypes.tolist() == ["str", "float64", "bool"]
