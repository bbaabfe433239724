"""What the program may say in public of a score: nothing of what is internal or of few people."""

import ast
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.dossiers import (
    FLOOR_REASON,
    REACHED_REASON,
    SHORT_REASON,
    changed,
    dossier_of,
    dossiers,
    marks,
    with_settings,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice, Decision, Visibility
from wijkexcel.model.scores import Score, ScoreTable
from wijkexcel.rules.outcome import outcome_of, weighing_of
from wijkexcel.rules.people import one_person_groups, people_behind
from wijkexcel.rules.propose import about_score, filled_in, standard_reason
from wijkexcel.rules.sayable import (
    Sayable,
    Silence,
    counts,
    sayable,
    smallest_group,
    took_part_in_public,
)
from wijkexcel.sentences.reasons import BESIDE, FLOOR, OWN, Claim, said_in


def team(matrix: list[list[float | None]], people: int = 3, **kwargs: Any) -> Dossier:
    """People who all give the same marks: rows are opgaven, columns criteria."""
    return dossier_of([matrix] * people, **{"threshold": 3.0, **kwargs})


def internal(dossier: Dossier, *ids: str, **fields: Any) -> Dossier:
    hidden = {"visibility": Visibility.INTERNAL, **fields}
    return changed(
        dossier,
        criteria=tuple(c.model_copy(update=hidden) if c.id in ids else c for c in dossier.criteria),
    )


def may(dossier: Dossier) -> Sayable:
    return sayable(dossier, outcome_of(dossier))["O01"]


@pytest.mark.parametrize("people", [1, 2, 3, 4])
def test_a_table_counts_for_as_many_people_as_sit_at_it(people: int) -> None:
    alone = team([[4.0]], people=1)
    table = changed(
        alone, scorers=tuple(s.model_copy(update={"people": people}) for s in alone.scorers)
    )
    assert (may(table).status is not None) == (people >= 3)
    assert may(table).score_silence == (() if people >= 3 else (Silence.FEW,))
    assert people_behind(table) == {"G1": people}
    assert one_person_groups(table) == (frozenset({"G1"}) if people == 1 else frozenset())
    assert outcome_of(table).opgaven == outcome_of(alone).opgaven


def said(dossier: Dossier) -> set[str]:
    """All that the program would state of the first opgave, whatever was decided."""
    one = may(dossier)
    found = {f(choice, one) for choice in Choice for f in (standard_reason, about_score)}
    return {str(text) for text in found - {None}}


def test_the_program_says_how_an_opgave_stands_when_enough_people_counted() -> None:
    assert REACHED_REASON in said(team([[4, 4]]))
    assert SHORT_REASON in said(team([[2, 2]]))
    assert FLOOR_REASON in said(team([[5, 2]], floors={1: 3.0}))


@pytest.mark.parametrize("smallest", [2, 3, 4, 100])
def test_the_smallest_group_on_start_decides_from_how_many_people_on(smallest: int) -> None:
    heard = [bool(said(team([[4, 4]], n, smallest_group=smallest))) for n in (1, 2, 3, 4, 5)]
    assert heard == [n >= smallest for n in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize("odd", [-3, 0, 1])
def test_one_person_is_no_group_whatever_was_typed(odd: int) -> None:
    assert said(team([[4, 4]], 1, smallest_group=odd)) == set()
    assert said(team([[4, 4]], 2, smallest_group=odd)) != set()


def test_only_people_whose_marks_count_are_people() -> None:
    """Not who answered 'weet niet', is asked later, or has a mark or a group without weight."""
    two, third = (
        [[[4.0, 4.0]]] * 2,
        {
            "unknown": ([["weet niet", "weet niet"]], {}),
            "blank": ([[None, None]], {}),
            "later": ([[4.0, 4.0]], {"rounds": [1, 1, 2]}),
            "group": ([[4.0, 4.0]], {"groups": [0, 0, 1], "group_weights": (1.0, 0.0)}),
            "criterion": ([[None, 4.0]], {"weights": [1.0, 0.0]}),
        },
    )
    for row, how in third.values():
        dossier = dossier_of([*two, row], threshold=3.0, **how)  # type: ignore[list-item, arg-type]
        assert may(dossier).score_silence == (Silence.FEW,)
        assert said(dossier) == set()


def test_a_group_without_weight_takes_nobody_else_away() -> None:
    three = dossier_of(
        [[[4.0, 4.0]]] * 4, threshold=3.0, groups=[0, 0, 0, 1], group_weights=(1.0, 0.0)
    )
    assert may(three).score_silence == ()
    assert said(three) == said(team([[4, 4]]))


def test_a_total_is_not_told_when_an_internal_criterion_counts_by_weight_or_by_floor() -> None:
    open_one = team([[4, 4]])
    assert said(internal(open_one, "C02")) == set()
    assert said(internal(open_one, "C02", weight=0.0, floor=1.0)) == set()
    assert said(internal(open_one, "C02", weight=0.0)) == said(open_one)
    assert may(internal(open_one, "C02")).score_silence == (Silence.INTERNAL,)


def test_a_floor_is_told_only_of_a_public_criterion_that_enough_people_scored() -> None:
    assert said(internal(team([[5, 2]], floors={1: 3.0}), "C02")) == set()
    few = dossier_of([[[5, 2]], [[5, None]], [[5, None]]], floors={1: 3.0}, threshold=3.0)
    assert said(few) == set()
    assert may(few).silence(Claim.FLOOR) == (Silence.FEW_AT_FLOOR,)


def test_a_public_floor_is_told_beside_an_internal_criterion_whatever_that_one_says() -> None:
    for mark in (1, 5):
        dossier = team([[2, mark]], floors={0: 3.0})
        assert FLOOR_REASON in said(internal(dossier, "C02", weight=20.0, floor=4.0))


def test_who_hears_that_the_score_is_reached_hears_of_no_floor_of_few_people() -> None:
    """It would tell that the one person who scored that criterion gave enough."""
    for mark in (2, 5):
        rows = [[[5, mark]], [[5, None]], [[5, None]]]
        assert said(dossier_of(rows, floors={1: 3.0}, threshold=3.0)) == set()


def test_a_blank_that_can_lift_an_opgave_above_its_floor_leaves_the_reason_open() -> None:
    rows = [[[5, 2]], [[5, 2]], [[5, 2]], [[5, None]]]
    settled = dossier_of(rows, floors={1: 3.0}, threshold=3.0)
    open_one = dossier_of(rows, floors={1: 2.5}, threshold=3.0)
    assert standard_reason(Choice.REJECTED, may(settled)) == FLOOR_REASON
    assert standard_reason(Choice.REJECTED, may(open_one)) is None


def test_what_is_chosen_below_a_floor_is_not_said_to_miss_the_score() -> None:
    told = about_score(Choice.CHOSEN, may(team([[5, 2]], floors={1: 3.0})))
    assert told == (
        "Deze opgave scoorde op een onderdeel lager dan de ondergrens die is afgesproken. "
        "Wij kiezen deze opgave toch."
    )


def test_groups_took_part_when_they_answered_something_public() -> None:
    rows: list[list[list[Score | None]]] = [[[4, None]], [[None, 4]], [["weet niet", None]]]
    dossier = dossier_of(rows, groups=[0, 1, 2], group_weights=(1, 1, 1), threshold=3.0)
    assert took_part_in_public(dossier) == {"G1", "G2", "G3"}
    assert took_part_in_public(internal(dossier, "C02")) == {"G1", "G3"}


def test_a_statement_can_only_be_written_with_a_permission() -> None:
    for statement in (*OWN, *BESIDE):
        with pytest.raises(TypeError, match="permission"):
            statement.write()
    assert FLOOR.said(may(team([[1, 1]], 1, floors={0: 3.0}))) is None


@pytest.mark.slow
def test_the_permission_and_what_it_permits_are_made_in_one_place_each() -> None:
    package = Path(__file__).parents[2] / "wijkexcel"
    made = {
        (node.func.id, path.relative_to(package).as_posix())
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"Sayable", "Said", "Statement"}
    }
    assert made == {
        ("Sayable", "rules/sayable.py"),
        ("Said", "sentences/reasons.py"),
        ("Statement", "sentences/reasons.py"),
    }


def test_a_statement_is_known_again_in_other_case_and_without_its_full_stop() -> None:
    for statement in (*OWN, *BESIDE):
        typed = f"Ook dit: {statement.template.upper().rstrip('.')},\n dus."
        assert said_in(typed) == (statement,)
    assert said_in("Deze opgave past goed.") == ()


# --- what is internal, and what few people answered, changes no word -----------------------------


def _words(dossier: Dossier) -> Iterator[object]:
    outcome = outcome_of(dossier)
    for key, one in sayable(dossier, outcome).items():
        for choice in Choice:
            yield key, choice, standard_reason(choice, one), about_score(choice, one)
    yield [d.public_reason for d in filled_in(dossier, outcome)]
    yield took_part_in_public(dossier)


def _decided(dossier: Dossier, rng: random.Random) -> Dossier:
    """Everything is decided: what is proposed to the team is internal, and may differ."""
    decisions = (Decision(opgave=o.id, choice=rng.choice(list(Choice))) for o in dossier.opgaven)
    return changed(dossier, decisions=tuple(decisions), log=())


def _with_cells(dossier: Dossier, cells: dict[tuple[str, str, str], Score]) -> Dossier:
    t = dossier.scores
    return changed(dossier, scores=ScoreTable.of(t.opgaven, t.scorers, t.criteria, cells))


def other_inside(dossier: Dossier, rng: random.Random) -> Dossier:
    """The same in public, with other internal criteria, and other marks on them."""
    ids = {c.id for c in dossier.criteria if not c.public and counts(c)}
    on_scale = [*marks(dossier.settings), None]
    cells = {place: mark for place, mark in dossier.scores.cells().items() if place[2] not in ids}
    for o in dossier.opgaven:
        for s in dossier.scorers:
            for c in ids:
                mark = rng.choice(on_scale)
                cells |= {} if mark is None else {(s.id, o.id, c): mark}
    criteria = tuple(
        c.model_copy(
            update={
                "weight": rng.choice([0.5, 3.0, 90.0]),
                "floor": rng.choice([None, *marks(dossier.settings)]),
            }
        )
        if c.id in ids
        else c
        for c in dossier.criteria
    )
    return _with_cells(changed(dossier, criteria=criteria), cells)


def other_small(dossier: Dossier, rng: random.Random) -> Dossier:
    """The same people answered, and where they are few they gave other marks."""
    weighing, least = weighing_of(dossier), smallest_group(dossier.settings)
    counted = ~np.isnan(weighing.values) & weighing.expected
    few_at_all = counted.any(axis=2).sum(axis=1) < least
    floored = [c.floor is not None for c in dossier.criteria]
    few_at_floor = (counted.sum(axis=1) < least) & floored
    cells = dossier.scores.cells()
    for o, s, c in np.argwhere(counted & (few_at_all[:, None] | few_at_floor)[:, None, :]):
        place = dossier.scorers[s].id, dossier.opgaven[o].id, dossier.criteria[c].id
        cells[place] = rng.choice(marks(dossier.settings))
    return _with_cells(dossier, cells)


@given(dossiers(), st.integers(0, 2**32))
def test_what_is_internal_changes_no_word(dossier: Dossier, seed: int) -> None:
    rng = random.Random(seed)
    dossier = _decided(dossier, rng)
    assert list(_words(dossier)) == list(_words(other_inside(dossier, rng)))


@given(dossiers(), st.integers(0, 2**32))
def test_what_few_people_answered_changes_no_word(dossier: Dossier, seed: int) -> None:
    rng = random.Random(seed)
    dossier = with_settings(_decided(dossier, rng), smallest_group=rng.choice([2, 3, 4, 100]))
    dossier = changed(
        dossier,
        criteria=tuple(
            c.model_copy(update={"visibility": Visibility.PUBLIC}) for c in dossier.criteria
        ),
    )
    assert list(_words(dossier)) == list(_words(other_small(dossier, rng)))


@pytest.mark.parametrize("mark", [4.0, None], ids=["scored", "not scored"])
def test_of_floors_it_is_silent_just_when_an_internal_criterion_has_one(mark: float | None) -> None:
    floor = team([[4.0, mark]], floors={1: 2.0})
    assert may(internal(floor, "C02")).floor_silence == (Silence.INTERNAL,)
    assert may(internal(team([[4.0, mark]]), "C02")).floor_silence == ()
    assert may(floor).floor_silence == ()
    assert may(internal(floor, "C01")).floor_silence == ()
