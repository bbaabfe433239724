"""What the logbook shows of agreements that were changed after there was something to decide on."""

from datetime import date, datetime

import pytest

from tests.support.dossiers import changed, dossier_of, with_settings
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import Choice, Decision, LogEntry
from wijkexcel.rules.agreed import (
    agreed_after_deciding,
    agreed_after_scoring,
    agreed_beforehand,
    changed_afterwards,
    threshold_agreed_on,
    weights_differ,
)
from wijkexcel.sentences.logged import NOT_AGREED, REACHED, SECOND_LOOK, step_line

DECIDED = date(2026, 3, 10)


def logged(*marks: tuple[int, str]) -> Dossier:
    """Decided on the tenth; what was checked on these days of that month, by fingerprint.

    An empty one stands for that of the dossier as it is.
    """
    bare = dossier_of([[[4.0]], [[3.0]]], threshold=3.0)
    decision = Decision(opgave="O01", choice=Choice.CHOSEN, decided_on=DECIDED)
    decided = changed(bare, decisions=(decision,))
    log = tuple(
        LogEntry(
            when=datetime(2026, 3, day, 15),
            who="tester",
            what="valideer: gecontroleerd.",
            fingerprint=mark or fingerprint(decided),
        )
        for day, mark in marks
    )
    return changed(decided, log=log)


OTHER = "0" * 16


@pytest.mark.parametrize(
    ("marks", "after"),
    [
        ([], False),
        ([(9, "")], False),
        ([(9, OTHER)], True),
        ([(10, OTHER)], True),
        ([(9, OTHER), (10, "")], False),  # within the day of the decision the order is unknown
        ([(9, OTHER), (10, ""), (11, OTHER)], True),
        ([(11, OTHER)], False),  # nothing tells what held on the day of the decision
    ],
)
def test_a_decision_counts_from_the_end_of_its_day(
    marks: list[tuple[int, str]], after: bool
) -> None:
    assert changed_afterwards(logged(*marks)) is after


@pytest.mark.parametrize(("agreed", "after"), [(9, False), (10, False), (11, True), (13, True)])
def test_the_first_decision_tells_whether_the_threshold_came_before(
    agreed: int, after: bool
) -> None:
    both = tuple(
        Decision(opgave=opgave, choice=Choice.CHOSEN, decided_on=date(2026, 3, day))
        for opgave, day in (("O01", 12), ("O02", 10))
    )
    dossier = dossier_of([[[4.0], [3.0]]], threshold=3.0, threshold_date=date(2026, 3, agreed))
    assert agreed_after_deciding(changed(dossier, decisions=both)) is after


CALCULATED = step_line("bereken", REACHED.write(reached=1, scored=2))
WITHOUT = step_line("bereken", NOT_AGREED.write(opgaven=2))


@pytest.mark.parametrize(
    ("line", "agreed", "after"),
    [
        (CALCULATED, date(2026, 3, 11), True),
        (CALCULATED, date(2026, 3, 10), False),  # within the day the order is unknown
        (CALCULATED, None, False),
        ("valideer: gecontroleerd.", date(2026, 3, 11), False),
        (WITHOUT, date(2026, 3, 9), True),
        (WITHOUT, None, True),
    ],
)
def test_scores_of_an_earlier_day_than_the_agreement_are_seen(
    line: str, agreed: date | None, after: bool
) -> None:
    entry = LogEntry(when=datetime(2026, 3, 10, 9), who="tester", what=line)
    dossier = dossier_of([[[4.0]]], threshold=3.0, threshold_date=agreed)
    assert agreed_after_scoring(changed(dossier, log=(entry,))) is after


@pytest.mark.parametrize(
    ("criteria", "groups", "differ"),
    [
        ((1.0, 1.0), (2.0, 2.0), False),
        ((1.0, 2.0), (1.0, 1.0), True),
        ((1.0, 1.0), (1.0, 2.0), True),
    ],
)
def test_weights_differ_as_soon_as_one_counts_more(
    criteria: tuple[float, float], groups: tuple[float, float], differ: bool
) -> None:
    dossier = dossier_of(
        [[[4, 4]], [[3, 3]]], weights=criteria, groups=[0, 1], group_weights=groups
    )
    assert weights_differ(dossier) is differ


AGREED = date(2026, 3, 2)
COLLECTED = "verzamel: 1 antwoord van S01 (ronde 1) uit a.xlsx (kenmerk A9272C83).\nO01 C01 4"
STOOD = "stand na ronde 1: O01 4,00 haalt de score."
TURNED = "gedraaid na ronde 2: O01 was 2,90 haalt de score niet, nu 4,00 haalt de score."
CHECKED = "valideer: Gecontroleerd: geen fouten gevonden."
EVIDENCE = (
    COLLECTED,
    STOOD,
    TURNED,
    CALCULATED,
    step_line("heroverweeg", SECOND_LOOK.write(opgaven=2)),
    "besluiten vastgesteld: O01 gekozen op 05-03-2026 (reden 833550).",
)


def story(*told: tuple[int, str, float]) -> Dossier:
    """What was logged on these days while that threshold stood; it is 3,4 now, agreed on day 2."""
    now = dossier_of([[[4.0]], [[3.0]]], threshold=3.4, threshold_date=AGREED)
    log = tuple(
        LogEntry(
            when=datetime(2026, 3, day, 9),
            who="tester",
            what=what,
            fingerprint=fingerprint(with_settings(now, threshold=threshold)),
        )
        for day, what, threshold in told
    )
    return changed(now, log=log)


@pytest.mark.parametrize("line", EVIDENCE)
def test_a_score_that_was_changed_after_scoring_was_not_agreed_beforehand(line: str) -> None:
    for others in ((), ((4, "brief: De brief.", 3.4),)):  # in the very step, and once it is logged
        dossier = story((2, CHECKED, 3.5), (4, line, 3.5), *others)
        assert not agreed_beforehand(dossier)
        assert threshold_agreed_on(dossier) is None


@pytest.mark.parametrize("line", EVIDENCE)
def test_a_score_that_was_changed_before_scoring_was_agreed_beforehand(line: str) -> None:
    dossier = story((2, CHECKED, 3.5), (4, line, 3.4), (6, CHECKED, 3.4))
    assert agreed_beforehand(dossier)
    assert threshold_agreed_on(dossier) == AGREED


def test_a_day_of_agreement_after_the_change_belongs_to_the_score_of_now() -> None:
    dossier = story((4, COLLECTED, 3.5))
    later = with_settings(dossier, threshold_date=date(2026, 3, 5))
    assert not agreed_beforehand(later)
    assert threshold_agreed_on(later) == date(2026, 3, 5)


def test_scores_that_were_typed_leave_the_day_of_agreement_to_hold() -> None:
    assert agreed_beforehand(story((2, CHECKED, 3.5), (3, CHECKED, 3.4)))
    assert not agreed_beforehand(story((3, CHECKED, 3.5)))


def test_the_day_on_which_answers_came_tells_of_scores_too() -> None:
    dossier = story((1, CHECKED, 3.5), (2, CHECKED, 3.5), (3, CHECKED, 3.4))
    assert agreed_beforehand(dossier)
    for day, beforehand in ((1, False), (2, True), (3, True)):
        came = tuple(
            s.model_copy(update={"received_on": date(2026, 3, day)}) for s in dossier.scorers
        )
        assert agreed_beforehand(changed(dossier, scorers=came)) is beforehand
