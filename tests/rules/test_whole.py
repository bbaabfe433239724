"""High enough is not chosen: what must be settled before the program proposes to choose."""

from typing import Any

import pytest
from hypothesis import given

from tests.support.dossiers import changed, dossier_of, dossiers, with_first_opgave, with_settings
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import (
    Answer,
    Choice,
    Decision,
    LawStatus,
    Pair,
    Reconsideration,
    Relation,
)
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.rules.whole import (
    Proposal,
    all_to_settle,
    hurdles,
    left_to_team,
    proposals,
    provisional,
    stands,
)
from wijkexcel.sentences.hurdles import Hurdle

MARKS = [[4.0], [5.0], [2.9]]
"""O01 and O02 reach the score of 3; O03 falls short, but is close."""


def wijk(answer: Answer | None = Answer.LEAVE_OUT, **settings: Any) -> Dossier:
    """Three opgaven, looked at again, and room for two of them."""
    dossier = dossier_of([MARKS], threshold=3.0)
    looked = (Reconsideration(opgave="O03", answer=answer),)
    efforts = tuple(o.model_copy(update={"effort": 3.0}) for o in dossier.opgaven)
    room = {"max_opgaven": 2, "effort_capacity": 6.0, "unforeseen": 0.0, "margin": 0.2} | settings
    return with_settings(changed(dossier, reconsiderations=looked, opgaven=efforts), **room)


def proposed(dossier: Dossier) -> list[Proposal]:
    return list(proposals(dossier, outcome_of(dossier)).values())


def settle(dossier: Dossier) -> tuple[Hurdle, ...]:
    return hurdles(dossier, outcome_of(dossier))


def opposing(first: str, second: str) -> tuple[Pair, ...]:
    return (Pair(id="P01", first=first, second=second, relation=Relation.OPPOSES),)


def test_when_all_was_looked_at_and_the_whole_fits_what_is_high_enough_is_proposed() -> None:
    assert settle(wijk()) == ()
    assert proposed(wijk()) == [Proposal.CHOOSE, Proposal.CHOOSE, Proposal.REJECT]


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        (wijk(answer=None), Hurdle.LOOK_AGAIN),
        (wijk(max_opgaven=1), Hurdle.TOO_MANY),
        (wijk(max_opgaven=2, unforeseen=0.2, effort_capacity=10.0), Hurdle.TOO_MANY),
        (wijk(effort_capacity=5.9), Hurdle.TOO_MUCH),
        (with_first_opgave(wijk(), effort=None), Hurdle.NO_EFFORT),
        (wijk(max_opgaven=None, effort_capacity=None), Hurdle.NO_ROOM_SET),
        (changed(wijk(), pairs=opposing("O01", "O02")), Hurdle.OPPOSING),
    ],
)
def test_one_thing_to_settle_leaves_every_choice_to_the_team(
    dossier: Dossier, expected: Hurdle
) -> None:
    assert settle(dossier) == (expected,)
    assert proposed(dossier)[:2] == [Proposal.CONSIDER] * 2
    assert left_to_team(dossier, outcome_of(dossier)) == {"O01": (expected,), "O02": (expected,)}


@pytest.mark.parametrize("room", ["max_opgaven", "effort_capacity"])
def test_one_of_the_two_limits_is_enough(room: str) -> None:
    assert settle(wijk(**{room: None})) == ()


def test_a_lapsed_law_keeps_back_only_what_hangs_on_it() -> None:
    dossier = with_first_opgave(wijk(), law="Asbestverbod", law_status=LawStatus.LAPSED)
    assert proposed(dossier)[:2] == [Proposal.CONSIDER, Proposal.CHOOSE]
    assert left_to_team(dossier, outcome_of(dossier)) == {"O01": (Hurdle.LAPSED,)}
    for status in (LawStatus.IN_FORCE, LawStatus.UNCERTAIN):
        held = with_first_opgave(dossier, law_status=status)
        assert proposed(held)[0] is Proposal.CHOOSE


def test_what_was_added_takes_room_and_is_said_to_be_added() -> None:
    full = wijk(answer=Answer.ADD)
    assert settle(full) == (Hurdle.TOO_MANY, Hurdle.TOO_MUCH)
    assert proposed(full) == [Proposal.CONSIDER, Proposal.CONSIDER, Proposal.CONSIDER_ADDED]
    roomy = with_settings(full, max_opgaven=3, effort_capacity=9.0)
    assert proposed(roomy) == [Proposal.CHOOSE] * 3


def test_a_decision_goes_before_the_scores_in_the_provisional_set() -> None:
    dossier = changed(
        wijk(max_opgaven=1, effort_capacity=None),
        decisions=(Decision(opgave="O01", choice=Choice.DEFERRED),),
    )
    assert [o.id for o in provisional(dossier, outcome_of(dossier))] == ["O02"]
    assert settle(dossier) == ()
    assert proposed(dossier)[1] is Proposal.CHOOSE
    chosen_though_short = changed(
        dossier, decisions=(Decision(opgave="O03", choice=Choice.CHOSEN),)
    )
    assert settle(chosen_though_short) == (Hurdle.TOO_MANY,)


def test_what_the_team_added_is_not_put_off_for_its_costs_but_left_to_the_team() -> None:
    added = wijk(answer=Answer.ADD, max_opgaven=3, effort_capacity=9.0)
    first, second, third = added.opgaven
    costs = [o.model_copy(update={"cost": 1000.0}) for o in (first, second)]
    dossier = changed(added, opgaven=(*costs, third))
    assert proposed(dossier) == [Proposal.CHOOSE, Proposal.CHOOSE, Proposal.CONSIDER_ADDED]
    assert left_to_team(dossier, outcome_of(dossier)) == {"O03": (Hurdle.NO_COST,)}
    high = changed(added, opgaven=(first, costs[1], third.model_copy(update={"cost": 1.0})))
    assert proposed(high)[0] is Proposal.COSTS_FIRST, "the score alone adds nothing"


def test_to_choose_is_not_proposed_of_what_the_team_left_out_of_a_full_set() -> None:
    dossier = changed(
        wijk(max_opgaven=1, effort_capacity=3.0),
        decisions=(
            Decision(opgave="O01", choice=Choice.CHOSEN),
            Decision(opgave="O02", choice=Choice.REJECTED),
        ),
    )
    assert settle(dossier) == ()
    assert proposed(dossier) == [Proposal.CHOOSE, Proposal.CONSIDER, Proposal.REJECT]


def test_an_opposing_pair_counts_only_when_both_are_in_the_set() -> None:
    assert settle(changed(wijk(), pairs=opposing("O01", "O03"))) == ()


def test_what_is_to_settle_is_told_once_in_its_order() -> None:
    left = {"O01": (Hurdle.LAPSED,), "O02": (Hurdle.TOO_MANY,), "O03": (Hurdle.TOO_MANY,)}
    assert all_to_settle(left) == (Hurdle.TOO_MANY, Hurdle.LAPSED)


@given(dossiers())
def test_the_score_by_itself_never_chooses(dossier: Dossier) -> None:
    outcome = outcome_of(dossier)
    for opgave in dossier.opgaven:
        assert stands(dossier, opgave, outcome[opgave.id]) is not Proposal.CHOOSE


@given(dossiers())
def test_chosen_is_proposed_only_when_nothing_is_left_to_settle(dossier: Dossier) -> None:
    outcome = outcome_of(dossier)
    found, room = provisional(dossier, outcome), dossier.settings
    for opgave in dossier.opgaven:
        if proposals(dossier, outcome)[opgave.id] is not Proposal.CHOOSE:
            continue
        assert Proposal.RECONSIDER_FIRST not in proposed(dossier)
        assert opgave.law_status is not LawStatus.LAPSED
        free = 1 - room.unforeseen
        if room.max_opgaven is not None:
            assert len(found) <= room.max_opgaven * free + 1e-9
        if room.effort_capacity is not None:
            assert sum(o.effort or 0.0 for o in found) <= room.effort_capacity * free + 1e-9
            assert None not in {o.effort for o in found}
        ids = {o.id for o in found}
        against = [p for p in dossier.pairs if p.relation is Relation.OPPOSES]
        assert not any(p.first in ids and p.second in ids for p in against)
