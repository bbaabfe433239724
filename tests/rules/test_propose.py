"""Proposals: every branch, what departs from the score, and that nothing typed changes."""

from datetime import date
from typing import Any

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
    with_first_opgave,
    with_settings,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Answer, Choice, Decision, Koppelvorm, Reconsideration
from wijkexcel.rules.agreed import agreed_beforehand
from wijkexcel.rules.outcome import OpgaveOutcome, outcome_of
from wijkexcel.rules.propose import (
    AWAITS_COSTS,
    departs,
    filled_in,
    out_of_place,
    standard_reason,
    untrue_in,
)
from wijkexcel.rules.sayable import sayable
from wijkexcel.rules.threshold import Status
from wijkexcel.rules.whole import Proposal, proposals
from wijkexcel.sentences.reasons import CHOSEN_ANYWAY, own
from wijkexcel.sentences.reasons import REACHED as SAYS_REACHED


def team(matrix: list[list[float | None]], **kwargs: Any) -> Dossier:
    """``table`` for three people who all answered the same: enough for the program to say so.

    There is room for whatever is chosen.
    """
    return with_settings(dossier_of([matrix] * 3, **kwargs), max_opgaven=5)


# One opgave in each status; the threshold is 3. None has a reason to look again, but for the
# third, which is still open.
REACHED = team([[4, 4]], threshold=3.0)
OPEN_REACHED = dossier_of([[[4]], [[3]], [[3]], [[None]]], threshold=3.0)
OPEN_SHORT = dossier_of([[[2]], [[3]], [[3]], [[None]]], threshold=3.0)
SHORT = team([[2, 2]], threshold=3.0)
UNSCORED = team([[None, None]], threshold=3.0)
NOT_AGREED = team([[5, 5]], threshold=None)
ONLY_FLOOR = team([[5, 2]], floors={1: 3.0}, threshold=3.0)
IN_STATUS = {
    Status.REACHES: REACHED,
    Status.PROVISIONALLY_REACHES: OPEN_REACHED,
    Status.PROVISIONALLY_FALLS_SHORT: OPEN_SHORT,
    Status.FALLS_SHORT: SHORT,
    Status.NOT_SCORED: UNSCORED,
    Status.NOT_AGREED: NOT_AGREED,
}


def proposal(dossier: Dossier) -> Proposal:
    return proposals(dossier, outcome_of(dossier))["O01"]


def answered(dossier: Dossier, answer: Answer | None) -> Dossier:
    return changed(dossier, reconsiderations=(Reconsideration(opgave="O01", answer=answer),))


def decided(dossier: Dossier, **fields: object) -> Dossier:
    return changed(dossier, decisions=(Decision.model_validate({"opgave": "O01"} | fields),))


def fill(dossier: Dossier) -> Decision:
    (decision,) = filled_in(dossier, outcome_of(dossier))
    return decision


@pytest.mark.parametrize(("status", "dossier"), IN_STATUS.items())
def test_the_examples_are_in_their_status(status: Status, dossier: Dossier) -> None:
    assert outcome_of(dossier)["O01"].status is status


# --- the proposal -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.REACHES, Proposal.CHOOSE),
        (Status.PROVISIONALLY_REACHES, Proposal.COMPLETE_FIRST),
        (Status.PROVISIONALLY_FALLS_SHORT, Proposal.RECONSIDER_FIRST),
        (Status.FALLS_SHORT, Proposal.RECONSIDER_FIRST),
        (Status.NOT_SCORED, Proposal.SCORE_FIRST),
        (Status.NOT_AGREED, Proposal.AGREE_FIRST),
    ],
)
def test_proposal_from_the_status(status: Status, expected: Proposal) -> None:
    assert proposal(IN_STATUS[status]) is expected


def test_looking_again_comes_before_rejecting_with_and_without_a_reason() -> None:
    assert proposal(answered(SHORT, None)) is Proposal.RECONSIDER_FIRST
    dossier = with_first_opgave(SHORT, make_or_break=True)
    assert proposal(dossier) is Proposal.RECONSIDER_FIRST
    assert proposal(answered(dossier, None)) is Proposal.RECONSIDER_FIRST


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer.ADD, Proposal.CHOOSE),
        (Answer.LEAVE_OUT, Proposal.REJECT),
        (Answer.DEFER, Proposal.DEFER),
    ],
)
@pytest.mark.parametrize(
    "dossier",
    [SHORT, with_settings(OPEN_SHORT, max_opgaven=5), with_first_opgave(SHORT, longer_term="x")],
)
def test_the_teams_answer_decides_on_what_fell_short(
    dossier: Dossier, answer: Answer, expected: Proposal
) -> None:
    assert proposal(answered(dossier, answer)) is expected


@pytest.mark.parametrize("answer", Answer)
@pytest.mark.parametrize(
    "status",
    [Status.REACHES, Status.PROVISIONALLY_REACHES, Status.NOT_SCORED, Status.NOT_AGREED],
)
def test_an_answer_says_nothing_about_what_did_not_fall_short(
    status: Status, answer: Answer
) -> None:
    assert proposal(answered(IN_STATUS[status], answer)) is proposal(IN_STATUS[status])


def test_choices_behind_the_proposals() -> None:
    assert {p: p.choice for p in Proposal} == {
        Proposal.CHOOSE: Choice.CHOSEN,
        Proposal.REJECT: Choice.REJECTED,
        Proposal.DEFER: Choice.DEFERRED,
        Proposal.CONSIDER: None,
        Proposal.CONSIDER_ADDED: None,
        Proposal.COSTS_FIRST: Choice.DEFERRED,
        Proposal.RECONSIDER_FIRST: None,
        Proposal.COMPLETE_FIRST: None,
        Proposal.SCORE_FIRST: None,
        Proposal.AGREE_FIRST: None,
    }


def test_words_of_the_proposals() -> None:
    """The words of the workbook."""
    assert [p.value for p in Proposal if p.choice is None] == [
        "hoog genoeg: overwegen",
        "toegevoegd: overwegen",
        "eerst heroverwegen",
        "eerst scores aanvullen",
        "eerst scoren",
        "eerst score afspreken",
    ]


# --- departing from the score -------------------------------------------------------------------

DEPARTS = {
    (Choice.CHOSEN, Status.REACHES): False,
    (Choice.CHOSEN, Status.PROVISIONALLY_REACHES): False,
    (Choice.CHOSEN, Status.PROVISIONALLY_FALLS_SHORT): True,
    (Choice.CHOSEN, Status.FALLS_SHORT): True,
    (Choice.CHOSEN, Status.NOT_SCORED): False,
    (Choice.CHOSEN, Status.NOT_AGREED): False,
    (Choice.REJECTED, Status.REACHES): True,
    (Choice.REJECTED, Status.PROVISIONALLY_REACHES): True,
    (Choice.REJECTED, Status.PROVISIONALLY_FALLS_SHORT): False,
    (Choice.REJECTED, Status.FALLS_SHORT): False,
    (Choice.REJECTED, Status.NOT_SCORED): False,
    (Choice.REJECTED, Status.NOT_AGREED): False,
    (Choice.DEFERRED, Status.REACHES): True,
    (Choice.DEFERRED, Status.PROVISIONALLY_REACHES): True,
    (Choice.DEFERRED, Status.PROVISIONALLY_FALLS_SHORT): False,
    (Choice.DEFERRED, Status.FALLS_SHORT): False,
    (Choice.DEFERRED, Status.NOT_SCORED): False,
    (Choice.DEFERRED, Status.NOT_AGREED): False,
} | {(None, status): False for status in Status}


def test_the_truth_table_is_whole() -> None:
    assert len(DEPARTS) == (len(Choice) + 1) * len(Status)


@pytest.mark.parametrize(("case", "expected"), DEPARTS.items())
def test_departs(case: tuple[Choice | None, Status], expected: bool) -> None:
    choice, status = case
    outcome: OpgaveOutcome = outcome_of(IN_STATUS[status])["O01"]
    assert departs(Decision(opgave="O01", choice=choice), outcome) is expected


# --- filling in ---------------------------------------------------------------------------------


def test_a_reached_opgave_is_filled_in_with_its_koppelvorm_and_reason() -> None:
    dossier = with_first_opgave(REACHED, koppelvorm=Koppelvorm.MEELIFT)
    assert fill(dossier) == Decision(
        opgave="O01",
        choice=Choice.CHOSEN,
        koppelvorm=Koppelvorm.MEELIFT,
        public_reason=REACHED_REASON,
    )


def test_a_koppelvorm_that_nobody_named_stays_open() -> None:
    assert fill(REACHED).koppelvorm is None


def test_a_short_opgave_is_filled_in_without_koppelvorm() -> None:
    dossier = with_first_opgave(SHORT, koppelvorm=Koppelvorm.MEELIFT)
    assert fill(dossier) == Decision(opgave="O01")
    assert fill(answered(dossier, Answer.LEAVE_OUT)) == Decision(
        opgave="O01", choice=Choice.REJECTED, public_reason=SHORT_REASON
    )


@pytest.mark.parametrize("dossier", [OPEN_REACHED, OPEN_SHORT, UNSCORED, NOT_AGREED])
def test_nothing_is_filled_in_while_something_must_happen_first(dossier: Dossier) -> None:
    assert fill(dossier) == Decision(opgave="O01")


def test_a_choice_that_departs_gets_no_standard_reason() -> None:
    added = answered(with_first_opgave(SHORT, koppelvorm=Koppelvorm.INTEGRAAL), Answer.ADD)
    assert fill(added) == Decision(
        opgave="O01", choice=Choice.CHOSEN, koppelvorm=Koppelvorm.INTEGRAAL
    )
    assert fill(decided(REACHED, choice=Choice.REJECTED)).public_reason == ""


def test_a_deferred_opgave_gets_no_standard_reason() -> None:
    deferred = answered(SHORT, Answer.DEFER)
    assert fill(deferred) == Decision(opgave="O01", choice=Choice.DEFERRED)


def test_what_lacks_its_costs_waits_for_the_step_that_gives_insight_in_them() -> None:
    dossier = team([[4, 4], [4, 4]], threshold=3.0)
    assert proposals(dossier, outcome_of(dossier))["O01"] is Proposal.CHOOSE, "nobody has costs"
    second = dossier.opgaven[1].model_copy(update={"cost": 5000.0})
    known = changed(dossier, opgaven=(dossier.opgaven[0], second))
    waits, chosen = filled_in(known, outcome_of(known))
    assert waits == Decision(opgave="O01", choice=Choice.DEFERRED, follow_up=AWAITS_COSTS)
    assert chosen.choice is Choice.CHOSEN
    typed = filled_in(decided(known, follow_up="De raad."), outcome_of(known))[0]
    assert typed.follow_up == "De raad."


def test_a_choice_about_an_unscored_opgave_gets_no_standard_reason() -> None:
    for choice in Choice:
        assert fill(decided(UNSCORED, choice=choice)) == Decision(opgave="O01", choice=choice)


@pytest.mark.parametrize("choice", Choice)
@pytest.mark.parametrize("dossier", [OPEN_REACHED, OPEN_SHORT, NOT_AGREED])
def test_no_standard_reason_while_the_status_can_still_turn(
    dossier: Dossier, choice: Choice
) -> None:
    """'Haalt de score' is only said in public when no blank can make it untrue."""
    assert fill(decided(dossier, choice=choice)) == Decision(opgave="O01", choice=choice)


def test_an_opgave_that_only_a_floor_stops_has_a_reason_of_its_own() -> None:
    """Its total does reach the agreed score: the standard sentence would be untrue."""
    assert outcome_of(ONLY_FLOOR)["O01"].only_floor
    found = fill(answered(ONLY_FLOOR, Answer.LEAVE_OUT))
    assert found == Decision(opgave="O01", choice=Choice.REJECTED, public_reason=FLOOR_REASON)
    assert len({FLOOR_REASON, SHORT_REASON, REACHED_REASON}) == 3
    below_both = answered(with_settings(ONLY_FLOOR, threshold=4.0), Answer.LEAVE_OUT)
    assert fill(below_both).public_reason == SHORT_REASON


def test_a_floor_gives_no_reason_to_what_is_chosen_or_deferred() -> None:
    for choice in (Choice.CHOSEN, Choice.DEFERRED):
        assert fill(decided(ONLY_FLOOR, choice=choice)) == Decision(opgave="O01", choice=choice)


def test_what_was_typed_goes_before_the_proposal() -> None:
    dossier = decided(
        with_first_opgave(REACHED, koppelvorm=Koppelvorm.MEELIFT),
        koppelvorm=Koppelvorm.GECOORDINEERD,
        public_reason="Omdat de bewoners het vragen.",
        internal_note="let op de planning",
        decided_by="college",
        decided_on=date(2026, 1, 5),
    )
    assert fill(dossier) == dossier.decisions[0].model_copy(update={"choice": Choice.CHOSEN})


@given(dossiers())
def test_nothing_typed_ever_changes(dossier: Dossier) -> None:
    found = filled_in(dossier, outcome_of(dossier))
    assert [d.opgave for d in found] == [o.id for o in dossier.opgaven]
    fillable = {"choice", "koppelvorm", "public_reason", "follow_up"}
    for new in found:
        typed = dossier.decision(new.opgave).model_dump()
        for field, value in new.model_dump().items():
            if value != typed[field]:
                assert field in fillable
                assert not typed[field] or own(typed[field]) is not None


@given(dossiers())
def test_who_decided_and_when_is_never_filled_in(dossier: Dossier) -> None:
    for new in filled_in(changed(dossier, decisions=()), outcome_of(dossier)):
        assert (new.decided_by, new.decided_on) == ("", None)
        assert (new.internal_note, new.when) == ("", None)
        assert new.follow_up in {"", AWAITS_COSTS}


@given(dossiers())
def test_filling_in_twice_changes_nothing_more(dossier: Dossier) -> None:
    outcome = outcome_of(dossier)
    once = filled_in(dossier, outcome)
    assert filled_in(changed(dossier, decisions=once), outcome) == once


@given(dossiers())
def test_what_is_filled_in_follows_the_proposal_and_the_score(dossier: Dossier) -> None:
    outcome = outcome_of(dossier)
    may, proposed = sayable(dossier, outcome), proposals(dossier, outcome)
    for opgave, new in zip(dossier.opgaven, filled_in(dossier, outcome), strict=True):
        said = dossier.decision(opgave.id)
        if said.choice is None:
            assert new.choice is proposed[opgave.id].choice
        if said.koppelvorm is None:
            wanted = opgave.koppelvorm if new.choice is Choice.CHOSEN else None
            assert new.koppelvorm is wanted
        if not said.public_reason:
            wanted_reason = standard_reason(new.choice, may[opgave.id]) or ""
            assert new.public_reason == (wanted_reason if agreed_beforehand(dossier) else "")


@given(dossiers(), st.sampled_from([REACHED_REASON, SHORT_REASON, FLOOR_REASON]))
def test_a_sentence_of_the_program_goes_when_it_does_not_fit(dossier: Dossier, reason: str) -> None:
    """Whatever stood there: afterwards it is true of the score, and follows the decision."""
    outcome = outcome_of(dossier)
    wrong = [
        dossier.decision(o.id).model_copy(update={"public_reason": f" {reason}\n"})
        for o in dossier.opgaven
    ]
    for new in filled_in(changed(dossier, decisions=tuple(wrong)), outcome):
        now = outcome[new.opgave]
        assert out_of_place(new, sayable(dossier, outcome)[new.opgave]) is None
        assert not (departs(new, now) and own(new.public_reason))


@given(dossiers())
def test_a_standard_reason_never_stands_under_a_choice_that_departs(dossier: Dossier) -> None:
    outcome = outcome_of(dossier)
    for new in filled_in(changed(dossier, decisions=()), outcome):
        if departs(new, outcome[new.opgave]):
            assert new.public_reason == ""


def test_its_own_reasons_are_untrue_when_the_threshold_was_not_agreed_beforehand() -> None:
    may = sayable(REACHED, outcome_of(REACHED))["O01"]
    said = str(SAYS_REACHED.said(may))
    assert untrue_in(said, may, beforehand=True) is None
    assert untrue_in(said, may, beforehand=False) is SAYS_REACHED
    short = sayable(SHORT, outcome_of(SHORT))["O01"]
    assert untrue_in(said, short, beforehand=True) is SAYS_REACHED
    other = str(CHOSEN_ANYWAY.said(short))
    assert untrue_in(other, short, beforehand=False) is None
