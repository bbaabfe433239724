"""The second look: each reason alone, the margin, and who is a candidate."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import naive
from tests.support.dossiers import (
    changed,
    dossier_of,
    dossiers,
    table,
    with_first_opgave,
    with_settings,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Answer, GroupKind, Reconsideration, Settings, Verdict
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.rules.reconsider import (
    AfterLook,
    Candidate,
    Reason,
    after_look,
    candidates,
    is_close,
    reasons_for,
    residents_reach,
    second_look,
)
from wijkexcel.rules.threshold import Status, at_least

RESIDENTS, OTHER = GroupKind.RESIDENTS, GroupKind.OTHER


def reasons(dossier: Dossier) -> tuple[Reason, ...]:
    return reasons_for(dossier, dossier.opgaven[0], outcome_of(dossier)["O01"])


def short() -> Dossier:
    """One opgave, all scores in, far below the threshold: no reason to look again."""
    return table([[2, 2]], threshold=3.0)


def five_scorers(*given_marks: float) -> Dossier:
    return dossier_of([[[mark]] for mark in given_marks], threshold=4.0)


def residents_say(mark: float, weight: float = 1.0, kind: GroupKind = RESIDENTS) -> Dossier:
    """The other group, nine times as heavy, gives a 1; the threshold is 4."""
    return dossier_of(
        [[[mark]], [[1]]],
        groups=[0, 1],
        group_weights=[weight, 9.0],
        kinds=[kind, OTHER],
        threshold=4.0,
    )


# --- each reason alone --------------------------------------------------------------------------

ALONE: list[tuple[Reason, Callable[[], Dossier]]] = [
    (Reason.CLOSE, lambda: five_scorers(4, 4, 4, 4, 3)),
    (Reason.RESIDENTS, lambda: residents_say(4)),
    (Reason.MAKE_OR_BREAK, lambda: with_first_opgave(short(), make_or_break=True)),
    (Reason.STILL_OPEN, lambda: dossier_of([[[2]], [[None]]], threshold=3.0)),
    (Reason.ONLY_FLOOR, lambda: table([[5, 2]], floors={1: 3.0}, threshold=3.0)),
    (Reason.LONGER_TERM, lambda: with_first_opgave(short(), longer_term="straks wel")),
]


def test_no_reason() -> None:
    assert reasons(short()) == ()


def test_every_reason_has_an_example() -> None:
    assert [reason for reason, _ in ALONE] == list(Reason)


@pytest.mark.parametrize(("reason", "make"), ALONE, ids=[reason.name for reason, _ in ALONE])
def test_each_reason_alone(reason: Reason, make: Callable[[], Dossier]) -> None:
    dossier = make()
    assert reasons(dossier) == (reason,)
    assert candidates(dossier, outcome_of(dossier)) == (Candidate("O01", (reason,)),)


NEARLY: list[tuple[str, Callable[[], Dossier]]] = [
    ("just outside the margin", lambda: with_settings(five_scorers(4, 4, 4, 4, 3), margin=0.19)),
    ("no margin", lambda: with_settings(five_scorers(4, 4, 4, 4, 3), margin=0.0)),
    ("residents fall short too", lambda: residents_say(3)),
    ("not the residents", lambda: residents_say(5, kind=GroupKind.CORPORATION)),
    ("spaces are no longer term", lambda: with_first_opgave(short(), longer_term="  \n")),
    (
        "a why without the mark",
        lambda: with_first_opgave(short(), make_or_break_why="omdat het zo is"),
    ),
    ("open, but too far below", lambda: dossier_of([[[1]], [[None]]], threshold=3.5)),
    ("floor and total", lambda: table([[5, 2]], floors={1: 3.0}, threshold=4.0)),
    ("abstention is not open", lambda: dossier_of([[[2]], [["weet niet"]]], threshold=3.0)),
]


@pytest.mark.parametrize("make", [m for _, m in NEARLY], ids=[name for name, _ in NEARLY])
def test_not_quite_a_reason(make: Callable[[], Dossier]) -> None:
    dossier = make()
    assert outcome_of(dossier)["O01"].status is Status.FALLS_SHORT
    assert reasons(dossier) == ()
    assert candidates(dossier, outcome_of(dossier)) == (Candidate("O01", ()),)


def test_several_reasons_in_the_order_of_the_workbook() -> None:
    dossier = with_first_opgave(
        dossier_of(
            [[[5, 2]], [[5, None]]],
            groups=[0, 1],
            group_weights=[1.0, 1.0],
            kinds=[RESIDENTS, OTHER],
            floors={1: 3.0},
            threshold=3.5,
        ),
        make_or_break=True,
        longer_term="ja",
    )
    assert reasons(dossier) == (
        Reason.RESIDENTS,
        Reason.MAKE_OR_BREAK,
        Reason.STILL_OPEN,
        Reason.ONLY_FLOOR,
        Reason.LONGER_TERM,
    )


def test_whoever_reaches_or_is_not_scored_needs_no_second_look() -> None:
    reached = with_first_opgave(
        table([[3, 3]], threshold=3.0), make_or_break=True, longer_term="ja"
    )
    unscored = with_first_opgave(
        table([[None, None]], threshold=3.0), make_or_break=True, longer_term="ja"
    )
    assert reasons(reached) == ()
    assert reasons(unscored) == ()


def test_without_threshold_nothing_is_close_and_no_residents_reach() -> None:
    dossier = with_settings(residents_say(5), threshold=None, margin=10.0)
    assert outcome_of(dossier)["O01"].status is Status.NOT_AGREED
    assert reasons(dossier) == ()
    assert not is_close(outcome_of(dossier)["O01"].total, dossier.settings)
    assert not residents_reach(dossier, outcome_of(dossier)["O01"])


def test_without_threshold_nothing_is_a_reason_to_look_again() -> None:
    """There is nothing to fall short of: not even make-or-break or the longer term counts yet."""
    dossier = with_settings(
        with_first_opgave(
            dossier_of([[[2]], [[None]]], floors={0: 3.0}), make_or_break=True, longer_term="ja"
        ),
        threshold=None,
    )
    assert reasons(dossier) == ()
    assert candidates(dossier, outcome_of(dossier)) == ()


def test_reason_words() -> None:
    assert [reason.value for reason in Reason] == [
        "dicht bij de afgesproken score",
        "bewoners zelf geven een score die hoog genoeg is",
        "kan de wijkaanpak maken of breken",
        "nog niet alle scores zijn binnen",
        "alleen een ondergrens houdt de opgave tegen",
        "van belang op de langere termijn",
    ]


# --- close --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lowest", "highest", "expected"), [(1, 5, 0.2), (0, 10, 0.5), (-2, 2, 0.2)]
)
def test_the_margin_is_5_percent_of_the_scale_unless_set(
    lowest: float, highest: float, expected: float
) -> None:
    scale = Settings(lowest=lowest, highest=highest)
    assert scale.reconsider_margin == pytest.approx(expected)
    assert scale.model_copy(update={"margin": 0.0}).reconsider_margin == 0
    assert scale.model_copy(update={"margin": 1.5}).reconsider_margin == 1.5


@pytest.mark.parametrize(
    ("total", "threshold", "margin", "expected"),
    [
        (3.3, 3.5, None, True),
        (3.2999, 3.5, None, False),
        (3.4999, 3.5, None, True),
        (3.5, 3.5, None, False),
        (3.4999999999, 3.5, None, False),
        (4.0, 3.5, None, False),
        (3.1999999999999997, 3.3, 0.1, True),
        (3.4, 3.5, 0.1, True),
        (3.4, 3.5, 0.0, False),
        (None, 3.5, None, False),
        (3.4, None, None, False),
        (2.0, 3.5, 1.5, True),
        (5.9989999995, 5.999, None, False),
        (3.1000000001, 3.3000000003, 0.2, True),
    ],
)
def test_is_close(
    total: float | None, threshold: float | None, margin: float | None, expected: bool
) -> None:
    assert is_close(total, Settings(threshold=threshold, margin=margin)) is expected


@given(
    st.integers(1_000_000_000, 5_000_000_000),
    st.sampled_from([-1.5, -0.5, -0.4, 0.0, 0.4, 0.5, 1.0]),
)
def test_close_and_reaching_are_one_rounding(nano: int, off: float) -> None:
    """Just at the threshold a total reaches it or is close: never both, never neither."""
    threshold, total = nano / 1e9, (nano + off) / 1e9
    reached = bool(at_least(np.array(total), threshold))
    assert is_close(total, Settings(threshold=threshold)) is not reached


# --- residents ----------------------------------------------------------------------------------


def test_residents_count_whatever_their_weight() -> None:
    assert reasons(residents_say(4, weight=0.0)) == (Reason.RESIDENTS,)


def test_one_of_several_residents_groups_is_enough() -> None:
    dossier = dossier_of(
        [[[2]], [[4]], [[1]]],
        groups=[0, 1, 2],
        group_weights=[1.0, 1.0, 9.0],
        kinds=[RESIDENTS, RESIDENTS, OTHER],
        threshold=4.0,
    )
    assert reasons(dossier) == (Reason.RESIDENTS,)


def test_residents_who_are_not_there_or_have_no_scores_do_not_reach() -> None:
    nobody = residents_say(5, kind=OTHER)
    silent = dossier_of(
        [[["weet niet"]], [[1]]],
        groups=[0, 1],
        group_weights=[1.0, 1.0],
        kinds=[RESIDENTS, OTHER],
        threshold=4.0,
    )
    no_groups = changed(short(), groups=())
    for dossier in (nobody, silent, no_groups):
        assert not residents_reach(dossier, outcome_of(dossier)["O01"])


# --- every dossier ------------------------------------------------------------------------------


def expected_reasons(dossier: Dossier, opgave: str, exact: naive.NaiveOpgave) -> set[Reason]:
    """Reasons of the design, section 3, from exact fractions."""
    settings = dossier.settings
    record = next(o for o in dossier.opgaven if o.id == opgave)
    later = {r.opgave: r.make_or_break for r in dossier.reconsiderations}.get(opgave)
    found = {
        Reason.MAKE_OR_BREAK: later == "ja" or (later is None and record.make_or_break),
        Reason.LONGER_TERM: record.longer_term.strip() != "",
        Reason.STILL_OPEN: "voorlopig" in exact.status,
        Reason.ONLY_FLOOR: exact.only_floor,
    }
    if settings.threshold is not None and exact.total is not None:
        limit = naive.exact(settings.threshold)
        span = naive.exact(settings.highest) - naive.exact(settings.lowest)
        margin = Fraction(1, 20) * span if settings.margin is None else naive.exact(settings.margin)
        found[Reason.CLOSE] = limit - margin <= naive.rounded(exact.total) < limit
        found[Reason.RESIDENTS] = any(
            naive.rounded(exact.by_group[group.id]) >= limit
            for group in dossier.groups
            if group.kind is RESIDENTS and group.id in exact.by_group
        )
    return {reason for reason, holds in found.items() if holds}


@given(dossiers(plain=True))
def test_candidates_are_all_that_fall_short_with_the_reasons_that_were_found(
    dossier: Dossier,
) -> None:
    found = candidates(dossier, outcome_of(dossier))
    exact = naive.outcome(dossier)
    expected = {
        key: expected_reasons(dossier, key, one)
        for key, one in exact.items()
        if one.status.endswith("niet")
    }
    assert {c.opgave: set(c.reasons) for c in found} == expected
    assert [c.opgave for c in found] == sorted(c.opgave for c in found)
    for candidate in found:
        assert list(candidate.reasons) == [r for r in Reason if r in candidate.reasons]


# --- after the second look ----------------------------------------------------------------------


def answered(answer: Answer | None) -> Callable[[Dossier], Dossier]:
    def change(dossier: Dossier) -> Dossier:
        given = (Reconsideration(opgave="O01", answer=answer, why="Daarom."),)
        return dossier.model_copy(update={"reconsiderations": given})

    return change


@pytest.mark.parametrize(
    ("first", "later", "counts"),
    [
        (False, None, False),
        (True, None, True),
        (False, Verdict.YES, True),
        (True, Verdict.NO, False),
    ],
)
def test_what_the_second_look_says_of_make_or_break_counts(
    first: bool, later: Verdict | None, counts: bool
) -> None:
    dossier = with_first_opgave(short(), make_or_break=first)
    told = (Reconsideration(opgave="O01", make_or_break=later),)
    found = reasons(dossier.model_copy(update={"reconsiderations": told}))
    assert (Reason.MAKE_OR_BREAK in found) is counts


def together(dossier: Dossier, **own: Any) -> Dossier:
    """The team answers all that has no reason at once; ``own`` is the answer on the first."""
    given = (Reconsideration(opgave="O01", **own),) if own else ()
    return with_settings(
        dossier.model_copy(update={"reconsiderations": given}),
        without_reason=Verdict.YES,
        without_reason_why="Samen bekeken.",
    )


@pytest.mark.parametrize(
    ("dossier", "answer", "why"),
    [
        (together(short()), Answer.LEAVE_OUT, "Samen bekeken."),
        (together(short(), why="Te duur."), Answer.LEAVE_OUT, "Te duur."),
        (together(short(), answer=Answer.ADD, why="Toch."), Answer.ADD, "Toch."),
        (together(with_first_opgave(short(), longer_term="straks")), None, ""),
        (together(short(), make_or_break=Verdict.YES), None, ""),
        (together(table([[4, 4]], threshold=3.0)), None, ""),
    ],
)
def test_one_answer_counts_for_what_has_no_reason_and_no_answer_of_its_own(
    dossier: Dossier, answer: Answer | None, why: str
) -> None:
    found = second_look(dossier, dossier.opgaven[0], outcome_of(dossier)["O01"])
    assert (found.answer, found.why) == (answer, why)


@pytest.mark.parametrize(
    ("dossier", "answer", "stands"),
    [
        (short(), None, AfterLook.TO_LOOK_AT),
        (short(), Answer.ADD, AfterLook.ADDED),
        (short(), Answer.LEAVE_OUT, AfterLook.LEFT_OUT),
        (short(), Answer.DEFER, AfterLook.DEFERRED),
        (table([[4, 4]], threshold=3.0), None, AfterLook.HIGH_ENOUGH),
        (table([[4, 4]], threshold=3.0), Answer.LEAVE_OUT, AfterLook.HIGH_ENOUGH),
        (with_settings(short(), threshold=None), Answer.ADD, None),
    ],
)
def test_where_an_opgave_stands_after_the_second_look(
    dossier: Dossier, answer: Answer | None, stands: AfterLook | None
) -> None:
    changed_dossier = answered(answer)(dossier)
    outcome = outcome_of(changed_dossier)["O01"]
    assert after_look(changed_dossier, changed_dossier.opgaven[0], outcome) is stands
