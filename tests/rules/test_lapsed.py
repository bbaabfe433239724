"""A law that lapses after the decision: known by Logboek, answered by a new day of decision."""

from datetime import date, datetime

import pytest
from hypothesis import given

from tests.support.dossiers import changed, dossiers, table, with_first_opgave
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice, Decision, Koppelvorm, LawStatus, LogEntry
from wijkexcel.rules.lapsed import lapsed_since, to_log
from wijkexcel.rules.settled import to_remember

DECIDED, LATER = date(2026, 9, 15), date(2026, 11, 30)


def decided(on: date, law: LawStatus, choice: Choice = Choice.CHOSEN) -> Dossier:
    """One opgave that hangs on a law, with a complete decision."""
    decision = Decision(
        opgave="O01",
        choice=choice,
        koppelvorm=Koppelvorm.MEELIFT if choice is Choice.CHOSEN else None,
        public_reason="Daarom.",
        follow_up="Wachten.",
        when=date(2027, 1, 1),
        decided_by="Projectteam",
        decided_on=on,
    )
    dossier = with_first_opgave(table([[4, 4]], threshold=3.0), law="Verbod", law_status=law)
    return changed(dossier, decisions=(decision,))


def run(dossier: Dossier, before: Dossier | None = None) -> Dossier:
    """The dossier after a step wrote its lines in Logboek, below those of ``before``."""
    log = before.log if before is not None else dossier.log
    now = changed(dossier, log=log)
    entries = [
        LogEntry(when=datetime(2026, 12, 1, 12, i), who="x", what=line)
        for i, line in enumerate((*to_log(now), *to_remember(now)))
    ]
    return changed(now, log=(*log, *entries))


def asks(dossier: Dossier) -> list[str]:
    return [opgave.id for opgave, _ in lapsed_since(dossier)]


SETTLED = run(decided(DECIDED, LawStatus.IN_FORCE))


def test_a_law_that_lapses_after_the_decision_asks_for_an_answer_until_there_is_one() -> None:
    assert asks(SETTLED) == []
    lapsed = changed(decided(DECIDED, LawStatus.LAPSED), log=SETTLED.log)
    assert asks(lapsed) == ["O01"]
    seen = run(lapsed)
    assert seen.log[-1].what == "wet of regeling is vervallen bij: O01."
    assert asks(seen) == asks(run(seen)) == ["O01"]
    answered = changed(decided(LATER, LawStatus.LAPSED), log=seen.log)
    assert asks(answered) == asks(run(answered)) == []


@pytest.mark.parametrize("choice", [Choice.REJECTED, Choice.DEFERRED])
def test_another_choice_is_an_answer_too(choice: Choice) -> None:
    seen = run(decided(DECIDED, LawStatus.LAPSED), SETTLED)
    assert asks(seen) == ["O01"]
    assert asks(changed(decided(LATER, LawStatus.LAPSED, choice), log=seen.log)) == []


def test_who_decided_while_the_law_had_lapsed_already_knew_it() -> None:
    first = run(decided(DECIDED, LawStatus.LAPSED))
    assert [e.what.partition(":")[0] for e in first.log] == [
        "wet of regeling is vervallen bij",
        "besluiten vastgesteld",
    ]
    assert asks(first) == asks(run(first)) == []


def test_a_law_that_held_again_and_lapsed_again_asks_again() -> None:
    first = run(decided(DECIDED, LawStatus.LAPSED))
    held = run(decided(LATER, LawStatus.IN_FORCE), first)
    assert "wet of regeling is niet meer vervallen bij: O01." in [e.what for e in held.log]
    assert asks(run(decided(LATER, LawStatus.LAPSED), held)) == ["O01"]


@given(dossiers())
def test_nothing_is_told_twice(dossier: Dossier) -> None:
    once = run(dossier)
    assert to_log(once) == []
