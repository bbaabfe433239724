"""The outcome of a dossier: exact oracle, published numbers through the whole rule, properties."""

import random
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import naive
from tests.support.dossiers import (
    BELOW_ZERO,
    SCALES,
    asked,
    blanks,
    changed,
    dossier_of,
    dossiers,
    extreme,
    marks,
    shuffled,
    table,
    with_cells,
    with_settings,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.scores import ABSTENTION, Score
from wijkexcel.rules.outcome import OpgaveOutcome, outcome_of, weighing_of
from wijkexcel.rules.threshold import Status, shown

SEEDS = st.integers(0, 2**32 - 1)
EPS = 1e-9


def first(dossier: Dossier) -> OpgaveOutcome:
    return outcome_of(dossier)["O01"]


def close(ours: float | None, theirs: Fraction | float | None) -> bool:
    if ours is None or theirs is None:
        return ours is None and theirs is None
    return type(ours) is float and abs(ours - theirs) <= EPS


def same(ours: OpgaveOutcome, theirs: OpgaveOutcome) -> bool:
    return (
        close(ours.total, theirs.total)
        and close(ours.lowest, theirs.lowest)
        and close(ours.highest, theirs.highest)
        and close(ours.coverage, theirs.coverage)
        and ours.by_criterion == pytest.approx(theirs.by_criterion, abs=EPS)
        and ours.by_group == pytest.approx(theirs.by_group, abs=EPS)
        and (ours.opgave, ours.status, ours.rank, set(ours.floors_missed), ours.only_floor)
        == (theirs.opgave, theirs.status, theirs.rank, set(theirs.floors_missed), theirs.only_floor)
    )


# --- published and worked numbers ---------------------------------------------------------------


def test_decisions_tutorial() -> None:
    """Sheet Cost-Benefit-Analysis, 'Decisions' tutorials (orakels.md, 1), threshold 6."""
    scores = [[3, 5, 4, 4], [5, 9, 6, 3], [5, 0, 8, 5], [5, 6, 8, 8]]
    weights = [50, 25, 15, 10]
    found = outcome_of(table(scores, weights=weights, lowest=0.0, highest=10.0, threshold=6.0))
    assert [o.status for o in found.opgaven] == [Status.FALLS_SHORT] * 3 + [Status.REACHES]
    assert [o.rank for o in found.opgaven] == [4, 2, 3, 1]


def test_bounds_example() -> None:
    """orakels.md, 'Bounds': between 2.9 and 4.1, so still open at 3.5."""
    found = first(table([[4, None, 3]], weights=[0.5, 0.3, 0.2], threshold=3.5))
    assert found.status is Status.PROVISIONALLY_REACHES
    assert (found.total, found.lowest, found.highest) == pytest.approx((26 / 7, 2.9, 4.1), abs=EPS)
    assert found.coverage == pytest.approx(2 / 3)
    assert found.by_criterion == {"C01": 4, "C03": 3}


@pytest.mark.parametrize(("scores", "threshold"), [((1, 5, 3), 3.2), ((2, 3, 4), 3.6)])
def test_float_edge(scores: tuple[float, ...], threshold: float) -> None:
    """orakels.md, 'Float edge': weights .1/.2/.7 give exactly the threshold: it qualifies."""
    dossier = table([scores], weights=[0.1, 0.2, 0.7], threshold=threshold)
    assert first(dossier).status is Status.REACHES
    assert first(with_settings(dossier, threshold=threshold + 1e-6)).status is Status.FALLS_SHORT


@pytest.mark.parametrize(
    ("threshold", "expected"),
    [
        (2.9, Status.REACHES),
        (2.91, Status.PROVISIONALLY_REACHES),
        (3.71, Status.PROVISIONALLY_REACHES),
        (3.72, Status.PROVISIONALLY_FALLS_SHORT),
        (4.1, Status.PROVISIONALLY_FALLS_SHORT),
        (4.11, Status.FALLS_SHORT),
        (None, Status.NOT_AGREED),
    ],
)
def test_status_from_the_bounds(threshold: float | None, expected: Status) -> None:
    """The same bounds, 2.9 - 3.714 - 4.1, against every sort of threshold."""
    dossier = table([[4, None, 3]], weights=[0.5, 0.3, 0.2], threshold=threshold)
    assert first(dossier).status is expected


def test_nothing_scored() -> None:
    found = first(table([[None, ABSTENTION]], threshold=3.0))
    assert found.status is Status.NOT_SCORED
    assert (found.total, found.rank) == (None, None)
    assert (found.lowest, found.highest, found.coverage) == (1.0, 5.0, 0.5)
    assert (found.by_criterion, found.by_group) == ({}, {})


def test_only_a_floor() -> None:
    dossier = table([[5, 2]], floors={1: 3.0}, threshold=3.5)
    found = first(dossier)
    assert (found.status, found.floors_missed, found.only_floor) == (
        Status.FALLS_SHORT,
        ("C02",),
        True,
    )
    higher = first(with_settings(dossier, threshold=3.6))
    assert (higher.floors_missed, higher.only_floor) == (("C02",), False)
    met = first(table([[5, 2]], floors={1: 2.0}, threshold=3.5))
    assert (met.status, met.floors_missed, met.only_floor) == (Status.REACHES, (), False)


def test_a_floor_is_compared_after_direction() -> None:
    """'Lager is beter': a 2 counts as a 4, so a floor of 4 is met and one of 4.5 is not."""
    assert first(table([[2]], lower=[0], floors={0: 4.0}, threshold=4.0)).status is Status.REACHES
    missed = first(table([[2]], lower=[0], floors={0: 4.5}, threshold=4.0))
    assert (missed.status, missed.only_floor) == (Status.FALLS_SHORT, True)


def test_a_floor_keeps_the_status_open() -> None:
    """The total is safe, but the blank decides whether the floor is met."""
    dossier = dossier_of([[[5, 5]], [[5, None]]], floors={1: 4.0}, threshold=3.0)
    found = first(dossier)
    assert found.lowest == pytest.approx(4.0)
    assert found.status is Status.PROVISIONALLY_REACHES


def test_coverage() -> None:
    """Per opgave, scorer, group and criterion; only who is counted and asked."""
    found = outcome_of(
        dossier_of(
            [
                [[1, None], [2, 3]],
                [[ABSTENTION, None], [None, None]],
                [[4, 5], [None, 5]],
            ],
            groups=[0, 0, 1],
            group_weights=[1.0, 1.0],
            rounds=[1, 1, 2],
            rounds_counted=1,
        )
    )
    assert [o.coverage for o in found.opgaven] == [2 / 4, 2 / 4]
    assert found.coverage_scorer == {"S01": 3 / 4, "S02": 1 / 4, "S03": None}
    assert found.coverage_group == {"G1": 4 / 8, "G2": None}
    assert found.coverage_criterion == {"C01": 3 / 4, "C02": 1 / 4}


def test_coverage_without_opgaven() -> None:
    one = table([[4]])
    none = changed(one, opgaven=(), scores=type(one.scores).of([], ["S01"], ["C01"], {}))
    assert outcome_of(none).coverage_scorer == {"S01": None}


def test_an_unknown_opgave_is_not_found() -> None:
    with pytest.raises(StopIteration):
        outcome_of(table([[4]]))["O99"]


def test_expected_needs_group_and_round() -> None:
    dossier = dossier_of(
        [[[1, 1]]] * 4, groups=[0, 1, 1, 1], group_weights=[1, 1], rounds=[1, 1, 2, 1]
    )
    criteria = (dossier.criteria[0], dossier.criteria[1].model_copy(update={"groups": ("G2",)}))
    astray = dossier.scorers[3].model_copy(update={"group": "G9"})
    found = weighing_of(changed(dossier, criteria=criteria, scorers=(*dossier.scorers[:3], astray)))
    assert found.expected.tolist() == [[True, False], [True, True], [False, False], [False, False]]
    assert found.member.tolist() == [[1, 0, 0, 0], [0, 1, 1, 0]]


# --- the exact oracle ---------------------------------------------------------------------------


@given(dossiers(awkward=True, plain=True, scales=(*SCALES, BELOW_ZERO)))
def test_agrees_with_the_exact_rules(dossier: Dossier) -> None:
    found, expected = outcome_of(dossier), naive.outcome(dossier)
    assert [o.opgave for o in found.opgaven] == [o.id for o in dossier.opgaven]
    for ours in found.opgaven:
        theirs = expected[ours.opgave]
        assert close(ours.total, theirs.total)
        assert close(ours.lowest, theirs.lowest)
        assert close(ours.highest, theirs.highest)
        assert close(ours.coverage, theirs.coverage)
        for mine, exact in [
            (ours.by_criterion, theirs.by_criterion),
            (ours.by_group, theirs.by_group),
        ]:
            assert mine == pytest.approx({k: float(v) for k, v in exact.items()}, abs=EPS)
        assert ours.status.value == theirs.status
        assert (ours.rank, ours.floors_missed, ours.only_floor) == (
            theirs.rank,
            theirs.floors_missed,
            theirs.only_floor,
        )


@given(dossiers(awkward=True, plain=True))
def test_coverage_agrees_with_counting_cells(dossier: Dossier) -> None:
    found, expected = outcome_of(dossier), asked(dossier)
    done = set(expected) & dossier.scores.cells().keys()
    group_of = {s.id: s.group for s in dossier.scorers}

    def share(keep: str, part: int) -> float | None:
        total = [place for place in expected if place[part] == keep]
        return len(done.intersection(total)) / len(total) if total else None

    for opgave in dossier.opgaven:
        assert close(found[opgave.id].coverage, share(opgave.id, 1))
    for scorer in dossier.scorers:
        assert close(found.coverage_scorer[scorer.id], share(scorer.id, 0))
    for criterion in dossier.criteria:
        assert close(found.coverage_criterion[criterion.id], share(criterion.id, 2))
    for group in dossier.groups:
        total = [place for place in expected if group_of[place[0]] == group.id]
        mine = len(done.intersection(total)) / len(total) if total else None
        assert close(found.coverage_group[group.id], mine)


# --- properties ---------------------------------------------------------------------------------


def _filled_at_random(dossier: Dossier, seed: int) -> Dossier:
    mixed = random.Random(seed)
    choices: list[Score | None] = [*marks(dossier.settings), ABSTENTION, None]
    only_ends = [dossier.settings.lowest, dossier.settings.highest, ABSTENTION]
    choices = mixed.choice([choices, only_ends])
    new = {place: mixed.choice(choices) for place in blanks(dossier)}
    some = {place: score for place, score in new.items() if score is not None}
    return with_cells(dossier, dossier.scores.cells() | some)


@given(dossiers(plain=True), SEEDS)
def test_a_definite_status_never_changes(dossier: Dossier, seed: int) -> None:
    before = outcome_of(dossier)
    for attempt in range(5):
        after = outcome_of(_filled_at_random(dossier, seed + attempt))
        for then, now in zip(before.opgaven, after.opgaven, strict=True):
            if then.status in {Status.REACHES, Status.FALLS_SHORT}:
                assert now.status is then.status


@given(dossiers(plain=True))
def test_a_provisional_status_can_still_turn(dossier: Dossier) -> None:
    now = outcome_of(dossier)
    worst = outcome_of(extreme(dossier, best=False))
    best = outcome_of(extreme(dossier, best=True))
    for opgave in now.opgaven:
        if opgave.status.provisional:
            assert worst[opgave.opgave].status is Status.FALLS_SHORT
            assert best[opgave.opgave].status is Status.REACHES
        assert not worst[opgave.opgave].status.provisional
        assert not best[opgave.opgave].status.provisional


@pytest.mark.parametrize("threshold", [1.0, 2.0, 2.25, 2.5, 3.0, 3.5, 4.0, 4.5])
@pytest.mark.parametrize("floor", [None, 2.0, 3.0])
def test_status_against_every_possible_filling(threshold: float, floor: float | None) -> None:
    """Two blanks, filled in with each mark, with 'weet niet' or left: 36 ways, all tried."""
    dossier = dossier_of(
        [[[4, None]], [[None, 2]]],
        groups=[0, 1],
        group_weights=[1.0, 2.0],
        lower=[1],
        floors={} if floor is None else {1: floor},
        threshold=threshold,
    )
    cells, open_cells = dossier.scores.cells(), blanks(dossier)
    turned_out = set()
    for filling in product([*marks(dossier.settings), ABSTENTION], repeat=len(open_cells)):
        filled_in = with_cells(dossier, cells | dict(zip(open_cells, filling, strict=True)))
        turned_out.add(first(filled_in).status)
    now = first(dossier).status
    if now.provisional:
        assert turned_out == {Status.REACHES, Status.FALLS_SHORT}
    else:
        assert turned_out == {now}


@given(dossiers(plain=True), SEEDS)
def test_order_does_not_matter(dossier: Dossier, seed: int) -> None:
    before, after = outcome_of(dossier), outcome_of(shuffled(dossier, seed))
    assert all(same(after[o.opgave], o) for o in before.opgaven)
    for name in ("coverage_scorer", "coverage_group", "coverage_criterion"):
        assert getattr(after, name) == pytest.approx(getattr(before, name))


@given(dossiers(awkward=True, plain=True), SEEDS)
def test_what_nobody_asked_for_changes_nothing(dossier: Dossier, seed: int) -> None:
    """Scores from a later round, a strange group or on a criterion of others do not count."""
    mixed = random.Random(seed)
    counted = set(asked(dossier))
    choices: list[Score | None] = [*marks(dossier.settings), ABSTENTION, None]
    other = {
        (s.id, o.id, c.id): mixed.choice(choices)
        for s in dossier.scorers
        for o in dossier.opgaven
        for c in dossier.criteria
        if (s.id, o.id, c.id) not in counted
    }
    kept = {place: cell for place, cell in dossier.scores.cells().items() if place in counted}
    strays = {place: cell for place, cell in other.items() if cell is not None}
    before, after = (
        outcome_of(with_cells(dossier, kept)),
        outcome_of(with_cells(dossier, kept | strays)),
    )
    assert after.opgaven == before.opgaven
    assert after.coverage_scorer == before.coverage_scorer
    assert after.coverage_group == before.coverage_group
    assert after.coverage_criterion == before.coverage_criterion


@given(dossiers(plain=True))
def test_whoever_exactly_makes_the_threshold_reaches_it(dossier: Dossier) -> None:
    """With the threshold at an opgave's own total only a floor can stop it."""
    for opgave in outcome_of(dossier).opgaven:
        if opgave.total is None:
            continue
        at = outcome_of(with_settings(dossier, threshold=opgave.total))[opgave.opgave]
        assert at.status.reaches is not bool(at.floors_missed)
        above = outcome_of(with_settings(dossier, threshold=opgave.total + 1e-8))[opgave.opgave]
        assert above.status.falls_short
        assert not above.only_floor


@given(dossiers(plain=True))
def test_what_is_shown_says_the_same_as_the_status(dossier: Dossier) -> None:
    threshold = dossier.settings.threshold
    for opgave in outcome_of(dossier).opgaven:
        if opgave.total is None or threshold is None:
            continue
        reaches = shown(opgave.total, threshold) >= threshold
        assert reaches is (opgave.status.reaches or opgave.only_floor)


@given(dossiers(awkward=True, plain=True))
def test_an_outcome_is_complete_and_plain(dossier: Dossier) -> None:
    """Every opgave has a status; unknown is None and never NaN; a rank exactly with a total."""
    for opgave in outcome_of(dossier).opgaven:
        assert isinstance(opgave.status, Status)
        assert (opgave.total is None) is (opgave.rank is None)
        assert (opgave.total is None) is (opgave.status is Status.NOT_SCORED)
        numbers = [opgave.total, opgave.lowest, opgave.highest, opgave.coverage]
        numbers += [*opgave.by_criterion.values(), *opgave.by_group.values()]
        assert all(n is None or type(n) is float for n in numbers)
        assert not any(np.isnan(n) for n in numbers if n is not None)


@given(dossiers(plain=True))
def test_without_an_agreed_threshold_nothing_reaches_it(dossier: Dossier) -> None:
    without = outcome_of(with_settings(dossier, threshold=None))
    for then, now in zip(outcome_of(dossier).opgaven, without.opgaven, strict=True):
        assert (now.total, now.rank, now.floors_missed) == (
            then.total,
            then.rank,
            then.floors_missed,
        )
        scored = now.total is not None
        assert now.status is (Status.NOT_AGREED if scored else Status.NOT_SCORED)
        assert not now.only_floor


@pytest.mark.parametrize("score", [1.0, 5.0])
def test_without_an_agreed_threshold_no_score_is_high_or_low_enough(score: float) -> None:
    """Not even when nothing is open and a floor is missed; unscored is still unscored."""
    dossier = table([[score], [None]], floors={0: 3.0}, threshold=None)
    scored, unscored = outcome_of(dossier).opgaven
    assert (scored.status, scored.total, scored.rank) == (Status.NOT_AGREED, score, 1)
    assert unscored.status is Status.NOT_SCORED
