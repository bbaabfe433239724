"""A decision that was settled, and then changed."""

import re
from datetime import date, datetime

import pytest

from tests.checks.changes import Case, Change, add, also, drop, on
from tests.checks.factory import SIGNED, clean
from wijkexcel.checks.settled import changed
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import Choice, Koppelvorm, LogEntry
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.rules.settled import remembered, to_remember
from wijkexcel.sentences.logged import LINES

NOON = datetime(2026, 9, 21, 12, 0)
NEW = {"public_reason": "De kosten vallen tegen.", "decided_on": date(2026, 9, 20)}


def run(dossier: Dossier) -> Dossier:
    """The dossier with what a step writes in Logboek."""
    lines = (LogEntry(when=NOON, who="A", what=line) for line in to_remember(dossier))
    return add("log", *lines)(dossier)


def settled(dossier: Dossier) -> Dossier:
    return run(dossier)


def dropped(**fields: object) -> Change:
    return on("decisions", "O01", choice=Choice.REJECTED, koppelvorm=None, **fields)


def told(reason: str) -> str:
    return (
        "Over opgave O01 (Riool vernieuwen) was op 15-09-2026 besloten: 'gekozen als integrale "
        f"aanpak'. Nu staat er 'niet gekozen', maar {reason} nog van het eerdere besluit."
    )


AGAIN = (
    "Vul op het blad Besluit de reden, 'Besloten door' en 'Besloten op' van het nieuwe besluit in, "
    "of zet het eerdere terug. Was het eerdere een vergissing? Maak 'Besloten door' en 'Besloten "
    "op' dan leeg, laat 'valideer' lopen en vul ze weer in."
)
WHERE = Where("tblBesluit", "O01", "choice")
CASES = (
    Case(
        also(settled, drop("ambitions"), dropped()),
        Severity.ERROR,
        "besluit-gewijzigd",
        WHERE,
        told("'Openbare reden' en 'Besloten op' zijn"),
        AGAIN,
    ),
    Case(
        also(settled, drop("ambitions"), dropped(public_reason="Het is te duur.")),
        Severity.ERROR,
        "besluit-gewijzigd",
        WHERE,
        told("'Besloten op' is"),
        AGAIN,
    ),
    Case(
        also(settled, drop("ambitions"), dropped(decided_on=date(2026, 9, 20))),
        Severity.ERROR,
        "besluit-gewijzigd",
        WHERE,
        told("'Openbare reden' is"),
        AGAIN,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.problem[-60:-30])
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()


def findings(dossier: Dossier) -> int:
    return len([*changed(dossier, outcome_of(dossier))])


def test_what_is_settled_is_written_down_once() -> None:
    (line,) = to_remember(clean())
    assert line.startswith(
        "besluiten vastgesteld: O01 gekozen als integrale aanpak op 15-09-2026 (reden "
    )
    assert "; O03 uitgesteld tot 01-03-2027 op 15-09-2026 (reden " in line
    assert to_remember(run(clean())) == []
    assert set(remembered(run(clean()))) == {"O01", "O02", "O03"}


@pytest.mark.parametrize(
    "change",
    [
        dropped(**NEW),
        on("decisions", "O01", koppelvorm=Koppelvorm.MEELIFT, **NEW),
        on("decisions", "O03", when=date(2027, 6, 1), **NEW),
    ],
)
def test_a_decision_that_is_taken_anew_is_logged_with_what_it_was(change: Change) -> None:
    anew = change(settled(clean()))
    assert findings(anew) == 0
    (line,) = to_remember(anew)
    assert line.startswith("besluit opnieuw genomen: O0")
    assert "; was " in line
    assert to_remember(run(anew)) == []


@pytest.mark.parametrize(
    "change",
    [
        dropped(),
        on("decisions", "O01", koppelvorm=Koppelvorm.MEELIFT),
        on("decisions", "O03", when=date(2027, 6, 1)),
        on("decisions", "O02", choice=Choice.CHOSEN, koppelvorm=Koppelvorm.MEELIFT),
        dropped(decided_by=""),
    ],
)
def test_a_change_is_logged_once_and_asked_about_until_it_is_taken_anew(change: Change) -> None:
    once = change(settled(clean()))
    (line,) = to_remember(once)
    assert line.startswith("besluit gewijzigd na het vaststellen: O0")
    again = run(once)
    assert to_remember(again) == []
    assert findings(again) == 1
    assert findings(on("decisions", "*", **NEW)(again)) == 0


def test_other_words_for_the_same_decision_are_no_other_decision() -> None:
    edited = on("decisions", "O01", public_reason="Anders gezegd.")(settled(clean()))
    assert findings(edited) == 0
    assert findings(run(edited)) == 0


def test_a_mistake_is_mended_by_leaving_it_open_for_one_step() -> None:
    wrong = settled(clean())
    left_open = on("decisions", "O01", decided_by="", decided_on=None)(wrong)
    (line,) = to_remember(left_open)
    assert line == "besluit ingetrokken: O01 was gekozen als integrale aanpak op 15-09-2026."
    mended = dropped(**SIGNED)(run(left_open))
    assert findings(mended) == 0
    assert "O01 niet gekozen op 15-09-2026" in to_remember(mended)[0]


def test_what_is_not_settled_is_not_remembered() -> None:
    for lacks in ({"decided_by": " "}, {"decided_on": None}, {"public_reason": ""}):
        assert to_remember(on("decisions", "*", **lacks)(clean())) == []
    assert "O01" not in to_remember(on("decisions", "O01", koppelvorm=None)(clean()))[0]
    assert "O03" not in to_remember(on("decisions", "O03", follow_up="")(clean()))[0]
    assert "O03" not in to_remember(on("decisions", "O03", when=None)(clean()))[0]


def test_every_line_is_known_as_the_programs_own() -> None:
    opened = on("decisions", "O01", decided_by="", decided_on=None)(settled(clean()))
    for dossier in (clean(), dropped()(settled(clean())), dropped(**NEW)(settled(clean())), opened):
        for line in to_remember(dossier):
            assert any(sentence.match(line) for sentence in LINES)


def test_a_decision_with_an_error_in_it_is_not_settled_until_that_is_mended() -> None:
    (line,) = to_remember(clean(), {"O02"})
    assert "O01 " in line
    assert "O02 " not in line
    log = (LogEntry(when=NOON, who="A", what=line),)
    (later,) = to_remember(clean().model_copy(update={"log": log}))
    assert "O02 " in later
    assert "O01 " not in later


def test_in_a_copy_without_names_the_numbers_of_reasons_are_no_other_reasons() -> None:
    """There each mark of a reason is a number: '(reden 1)', which says less than a mark."""
    dossier = settled(clean())
    numbers = (f"(reden {n})" for n in range(1, 9))
    log = tuple(
        e.model_copy(
            update={"what": re.sub(r"\(reden [0-9a-f]{6}\)", lambda _: next(numbers), e.what)}
        )
        for e in dossier.log
    )
    copied = dossier.model_copy(update={"log": log})
    assert "(reden 1)" in log[-1].what
    assert to_remember(copied) == []
    (line,) = to_remember(on("decisions", "O01", decided_on=date(2026, 9, 20))(copied))
    assert "O01" in line


def test_what_is_settled_first_is_told_before_what_was_taken_anew() -> None:
    only = drop("decisions", "O02")
    dossier = dropped(**NEW)(run(only(clean())))
    both = dossier.model_copy(
        update={
            "decisions": (*dossier.decisions, *(d for d in clean().decisions if d.opgave == "O02"))
        }
    )
    assert [str(line).partition(":")[0] for line in to_remember(both)] == [
        "besluiten vastgesteld",
        "besluit opnieuw genomen",
    ]
