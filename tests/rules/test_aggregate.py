"""From scores to totals: published numbers, independent implementations, properties."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymcdm.methods import WSM
from scipy.stats import rankdata

from tests.support import naive
from tests.support.dossiers import (
    BELOW_ZERO,
    SCALES,
    blanks,
    changed,
    dossier_of,
    dossiers,
    extreme,
    marks,
    shuffled,
    table,
    with_cells,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Direction
from wijkexcel.model.scores import ABSTENTION, Score
from wijkexcel.rules.aggregate import Aggregate, aggregate, weighted_mean
from wijkexcel.rules.outcome import weighing_of
from wijkexcel.rules.threshold import ranks

SEEDS = st.integers(0, 2**32 - 1)
ALL_SCALES = (*SCALES, BELOW_ZERO)
EPS = 1e-9


def result(dossier: Dossier) -> Aggregate:
    return aggregate(weighing_of(dossier))


# --- published and worked numbers ---------------------------------------------------------------


def test_decisions_tutorial() -> None:
    """Sheet Cost-Benefit-Analysis, 'Decisions' tutorials of dwmbeancounter (orakels.md, 1)."""
    scores = [[3, 5, 4, 4], [5, 9, 6, 3], [5, 0, 8, 5], [5, 6, 8, 8]]
    found = result(table(scores, weights=[50, 25, 15, 10], lowest=0.0, highest=10.0))
    assert found.total == pytest.approx([3.75, 5.95, 4.20, 6.00], abs=EPS)
    assert ranks(found.total) == [4, 2, 3, 1]


def test_scikit_criteria_weighted_sum() -> None:
    """scikit-criteria, tests/agg/test_simple.py: unit weights give sums 4 and 11."""
    found = result(table([[1, 0, 3], [0, 5, 6]], lowest=0.0, highest=10.0))
    assert found.total * 3 == pytest.approx([4, 11], abs=EPS)


def test_smaa_totals() -> None:
    """Totals of the example after Lahdelma & Salminen 2001 (orakels.md, 'Weights shaken')."""
    found = result(table([[5, 2, 3], [3, 4, 4], [2, 5, 2]], weights=[0.5, 0.3, 0.2]))
    assert found.total == pytest.approx([3.7, 3.5, 2.9], abs=EPS)


def test_bounds_example() -> None:
    """orakels.md, 'Bounds': 4, missing, 3 at .5/.3/.2 is 3.714..., between 2.9 and 4.1."""
    found = result(table([[4, None, 3]], weights=[0.5, 0.3, 0.2]))
    assert found.total == pytest.approx([26 / 7], abs=EPS)
    assert found.total_low == pytest.approx([2.9], abs=EPS)
    assert found.total_high == pytest.approx([4.1], abs=EPS)


def test_groups_and_direction_by_hand() -> None:
    """Worked by hand: two groups (weights 1 and 3), the second criterion 'lager is beter'.

    First criterion: group means (4 + 2)/2 = 3 and 5, score (3 + 15)/4 = 4.5. Second: marks 1 and
    2 become 5 and 4, mean 4.5; the second group abstains: score 4.5. Third: one blank and one
    abstention in the first group, the second gives a 2: score 2, at worst (1 + 6)/4, at best
    (5 + 6)/4. Weights 2, 1, 1.
    """
    found = result(
        dossier_of(
            [[[4, 1, None]], [[2, 2, ABSTENTION]], [[5, ABSTENTION, 2]]],
            groups=[0, 0, 1],
            group_weights=[1.0, 3.0],
            weights=[2, 1, 1],
            lower=[1],
        )
    )
    assert found.group_mean[0] == pytest.approx(
        np.array([[3, 4.5, np.nan], [5, np.nan, 2]]), abs=EPS, nan_ok=True
    )
    assert found.count.tolist() == [[[2, 2, 0], [1, 0, 1]]]
    assert found.abstentions.tolist() == [[[0, 0, 1], [0, 1, 0]]]
    assert found.open.tolist() == [[[0, 0, 1], [0, 0, 0]]]
    assert found.criterion[0] == pytest.approx([4.5, 4.5, 2], abs=EPS)
    assert found.criterion_low[0] == pytest.approx([4.5, 4.5, (1 + 3 * 2) / 4], abs=EPS)
    assert found.criterion_high[0] == pytest.approx([4.5, 4.5, (5 + 3 * 2) / 4], abs=EPS)
    assert found.total == pytest.approx([(9 + 4.5 + 2) / 4], abs=EPS)
    assert found.total_low == pytest.approx([(9 + 4.5 + 1.75) / 4], abs=EPS)
    assert found.total_high == pytest.approx([(9 + 4.5 + 2.75) / 4], abs=EPS)
    assert found.group_total[0] == pytest.approx([(6 + 4.5) / 3, (10 + 2) / 3], abs=EPS)


def test_a_group_weighs_the_same_however_many_scorers_it_has() -> None:
    found = result(
        dossier_of([[[1]], [[1]], [[1]], [[5]]], groups=[0, 0, 0, 1], group_weights=[1.0, 1.0])
    )
    assert found.total == pytest.approx([3], abs=EPS)


@pytest.mark.parametrize(
    ("values", "weights", "expected"),
    [
        ([1.0, 5.0], [1.0, 3.0], 4.0),
        ([1.0, np.nan], [1.0, 3.0], 1.0),
        ([np.nan, np.nan], [1.0, 3.0], np.nan),
        ([1.0, 5.0], [0.0, 0.0], np.nan),
        ([np.nan, 5.0], [1.0, 0.0], np.nan),
        ([], [], np.nan),
    ],
)
def test_weighted_mean(values: list[float], weights: list[float], expected: float) -> None:
    found = weighted_mean(np.array(values), np.array(weights), 0)
    assert found == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize("empty", ["opgaven", "scorers", "criteria", "groups"])
def test_an_empty_list_gives_unknowns_and_no_warning(empty: str) -> None:
    shape = {"opgaven": 2, "scorers": 3, "criteria": 2, "groups": 2} | {empty: 0}
    full = weighing_of(
        dossier_of([[[1, 2], [3, 4]]] * 3, groups=[0, 0, 1], group_weights=[1.0, 1.0])
    )
    o, s, c, g = (slice(shape[k]) for k in ("opgaven", "scorers", "criteria", "groups"))
    found = aggregate(
        type(full)(
            values=full.values[o, s, c],
            abstained=full.abstained[o, s, c],
            expected=full.expected[s, c],
            member=full.member[g, s],
            group_weight=full.group_weight[g],
            criterion_weight=full.criterion_weight[c],
            lower_is_better=full.lower_is_better[c],
            lowest=1.0,
            highest=5.0,
        )
    )
    assert found.total.shape == (shape["opgaven"],)
    assert found.group_total.shape == (shape["opgaven"], shape["groups"])
    assert np.isnan(found.total).all()


# --- independent implementations ----------------------------------------------------------------


@st.composite
def complete_tables(draw: st.DrawFn) -> tuple[list[list[float]], list[float], list[bool]]:
    """Marks 0-10 (halves), whole weights of which the first is above 0, and directions."""
    opgaven, criteria = draw(st.integers(2, 8)), draw(st.integers(2, 6))
    mark = st.integers(0, 20).map(lambda i: i / 2)
    row = st.lists(mark, min_size=criteria, max_size=criteria)
    weight = st.integers(0, 10).map(float)
    rest = draw(st.lists(weight, min_size=criteria - 1, max_size=criteria - 1))
    lower = draw(st.lists(st.booleans(), min_size=criteria, max_size=criteria))
    return (
        draw(st.lists(row, min_size=opgaven, max_size=opgaven)),
        [draw(st.integers(1, 10).map(float)), *rest],
        lower,
    )


@given(complete_tables())
def test_agrees_with_pymcdm(drawn: tuple[list[list[float]], list[float], list[bool]]) -> None:
    """pymcdm's weighted sum model and its ranks; scipy's 'min' ranks (orakels.md, 3)."""
    matrix, weights, lower = drawn

    def as_given(x: np.ndarray, cost: bool = False) -> np.ndarray:
        return 0 + 10 - x if cost else x

    method = WSM(normalization_function=as_given)
    share = np.array(weights) / sum(weights)
    theirs = method(np.array(matrix), share, np.where(lower, -1, 1), validation=False)
    ours = result(
        table(
            matrix,
            weights=weights,
            lower=[i for i, low in enumerate(lower) if low],
            lowest=0.0,
            highest=10.0,
        )
    ).total
    assert ours == pytest.approx(theirs, abs=EPS)
    preference = np.round(theirs, 9)
    assert ranks(ours) == rankdata(-preference, method="min").astype(int).tolist()
    averaged = method.rank(preference)
    ties = np.array([np.sum(preference == p) for p in preference])
    assert ranks(ours) == pytest.approx(averaged - (ties - 1) / 2)


@given(dossiers(awkward=True, plain=True, scales=ALL_SCALES))
def test_agrees_with_the_exact_rules(dossier: Dossier) -> None:
    found, expected = result(dossier), naive.outcome(dossier)
    c_ids = [c.id for c in dossier.criteria]
    g_ids = [g.id for g in dossier.groups]

    def row(known: dict[str, naive.Fraction], ids: list[str]) -> list[float]:
        return [float(known[key]) if key in known else np.nan for key in ids]

    for i, opgave in enumerate(dossier.opgaven):
        one = expected[opgave.id]
        for ours, theirs in [
            (found.total[i], one.total),
            (found.total_low[i], one.lowest),
            (found.total_high[i], one.highest),
        ]:
            wanted = np.nan if theirs is None else float(theirs)
            assert ours == pytest.approx(wanted, abs=EPS, nan_ok=True)
        for ours, theirs in [
            (found.criterion[i], row(one.by_criterion, c_ids)),
            (found.criterion_low[i], row(one.lowest_by_criterion, c_ids)),
            (found.criterion_high[i], row(one.highest_by_criterion, c_ids)),
            (found.group_total[i], row(one.by_group, g_ids)),
        ]:
            assert ours == pytest.approx(theirs, abs=EPS, nan_ok=True)
        for g, group in enumerate(g_ids):
            for c, criterion in enumerate(c_ids):
                ours = found.count[i, g, c], found.abstentions[i, g, c], found.open[i, g, c]
                assert ours == one.counts[group, criterion]


# --- properties ---------------------------------------------------------------------------------


def within(low: np.ndarray, value: np.ndarray, high: np.ndarray) -> bool:
    """Whether low <= value <= high wherever the value is known."""
    known = ~np.isnan(value)
    return bool(np.all((low <= value + EPS) & (value <= high + EPS) | ~known))


@given(dossiers(awkward=True, plain=True, scales=ALL_SCALES))
def test_totals_lie_between_their_bounds_on_the_scale(dossier: Dossier) -> None:
    found, scale = result(dossier), dossier.settings
    assert within(found.total_low, found.total, found.total_high)
    assert within(found.criterion_low, found.criterion, found.criterion_high)
    for values in (found.criterion_low, found.criterion_high, found.total_low, found.total_high):
        assert within(np.array(scale.lowest), values, np.array(scale.highest))


@given(dossiers(awkward=True, plain=True))
def test_bounds_are_what_filling_in_the_blanks_gives(dossier: Dossier) -> None:
    found = result(dossier)
    worst, best = result(extreme(dossier, best=False)), result(extreme(dossier, best=True))
    assert found.total_low == pytest.approx(worst.total, abs=EPS, nan_ok=True)
    assert found.total_high == pytest.approx(best.total, abs=EPS, nan_ok=True)
    assert found.criterion_low == pytest.approx(worst.criterion, abs=EPS, nan_ok=True)
    assert found.criterion_high == pytest.approx(best.criterion, abs=EPS, nan_ok=True)


@given(dossiers(plain=True), SEEDS)
def test_filling_in_some_blanks_only_narrows_the_bounds(dossier: Dossier, seed: int) -> None:
    mixed = random.Random(seed)
    choices: list[Score | None] = [*marks(dossier.settings), ABSTENTION, None, None]
    new = {place: mixed.choice(choices) for place in blanks(dossier)}
    some = {place: score for place, score in new.items() if score is not None}
    before = result(dossier)
    after = result(with_cells(dossier, dossier.scores.cells() | some))
    assert within(before.total_low, after.total_low, before.total_high)
    assert within(before.total_low, after.total_high, before.total_high)
    assert within(before.total_low, after.total, before.total_high)


@given(dossiers(plain=True), st.sampled_from([0.001, 3.0, 7.5, 1e6]), st.sampled_from([0.01, 11.0]))
def test_scaling_the_weights_changes_nothing(dossier: Dossier, by: float, group_by: float) -> None:
    scaled = changed(
        dossier,
        criteria=tuple(c.model_copy(update={"weight": c.weight * by}) for c in dossier.criteria),
        groups=tuple(g.model_copy(update={"weight": g.weight * group_by}) for g in dossier.groups),
    )
    before, after = result(dossier), result(scaled)
    for name in ("total", "total_low", "total_high", "criterion", "group_total"):
        assert getattr(after, name) == pytest.approx(getattr(before, name), abs=EPS, nan_ok=True)


@given(dossiers(plain=True))
def test_turning_scale_and_directions_upside_down_changes_nothing(dossier: Dossier) -> None:
    """x on 'hoger is beter' says the same as lo + hi - x on 'lager is beter'."""
    ends = dossier.settings.lowest + dossier.settings.highest
    turned = {
        place: score if isinstance(score, str) else ends - score
        for place, score in dossier.scores.cells().items()
    }
    other = {Direction.HIGHER: Direction.LOWER, Direction.LOWER: Direction.HIGHER}
    criteria = tuple(
        c.model_copy(update={"direction": other[c.direction]}) for c in dossier.criteria
    )
    before = result(dossier)
    after = result(changed(with_cells(dossier, turned), criteria=criteria))
    for name in ("total", "total_low", "total_high", "criterion", "group_total"):
        assert getattr(after, name) == pytest.approx(getattr(before, name), abs=EPS, nan_ok=True)


@given(dossiers(plain=True), SEEDS)
def test_order_does_not_matter(dossier: Dossier, seed: int) -> None:
    mixed = shuffled(dossier, seed)
    before, after = result(dossier), result(mixed)
    o = [dossier.opgaven.index(opgave) for opgave in mixed.opgaven]
    c = [dossier.criteria.index(criterion) for criterion in mixed.criteria]
    g = [dossier.groups.index(group) for group in mixed.groups]
    for name in ("total", "total_low", "total_high"):
        expected = getattr(before, name)[o]
        assert getattr(after, name) == pytest.approx(expected, abs=EPS, nan_ok=True)
    expected = before.criterion[np.ix_(o, c)]
    assert after.criterion == pytest.approx(expected, abs=EPS, nan_ok=True)
    expected = before.group_total[np.ix_(o, g)]
    assert after.group_total == pytest.approx(expected, abs=EPS, nan_ok=True)
    assert after.count == pytest.approx(before.count[np.ix_(o, g, c)])


@given(dossiers(plain=True))
def test_a_blank_that_becomes_weet_niet_leaves_the_total_and_closes_the_bounds(
    dossier: Dossier,
) -> None:
    said = dict.fromkeys(blanks(dossier), ABSTENTION)
    before = result(dossier)
    after = result(with_cells(dossier, dossier.scores.cells() | said))
    for name in ("total", "criterion", "group_total"):
        assert getattr(after, name) == pytest.approx(getattr(before, name), abs=EPS, nan_ok=True)
    assert after.total_low == pytest.approx(after.total, abs=EPS, nan_ok=True)
    assert after.total_high == pytest.approx(after.total, abs=EPS, nan_ok=True)
    assert not after.open.any()
    assert (after.abstentions == before.abstentions + before.open).all()


@given(dossiers(plain=True))
def test_who_says_weet_niet_to_all_might_as_well_not_be_there(dossier: Dossier) -> None:
    out = dossier.scorers[0].id
    cells = {place: score for place, score in dossier.scores.cells().items() if place[0] != out}
    silent = {
        (out, opgave.id, criterion.id): ABSTENTION
        for opgave in dossier.opgaven
        for criterion in dossier.criteria
    }
    away = dossier.scorers[0].model_copy(update={"group": ""})
    abstaining = result(with_cells(dossier, cells | silent))
    absent = result(
        changed(with_cells(dossier, cells), scorers=(away, *dossier.scorers[1:])),
    )
    for name in ("total", "total_low", "total_high", "criterion", "group_total"):
        expected = getattr(absent, name)
        assert getattr(abstaining, name) == pytest.approx(expected, abs=EPS, nan_ok=True)
