"""What the logbook shows of agreements that were changed after there was something to decide on."""

from datetime import date, datetime

import pytest

from tests.support.dossiers import changed, dossier_of
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import Choice, Decision, LogEntry
from wijkexcel.rules.agreed import changed_afterwards

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
