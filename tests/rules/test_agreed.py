"""What the logbook shows of agreements that were changed after there was something to decide on."""

from datetime import date, datetime

import pytest

from tests.support.dossiers import changed, dossier_of
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import Choice, Decision, LogEntry
from wijkexcel.rules.agreed import (
    agreed_after_deciding,
    agreed_after_scoring,
    changed_afterwards,
    weights_differ,
)
from wijkexcel.sentences.logged import NOT_AGREED, REACHED, step_line

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
