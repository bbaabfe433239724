"""What a step tells in a terminal: each thing once, and what to do next."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.checks.changes import Change, also, drop, on, scores, undecided, unscored
from tests.checks.factory import clean
from wijkexcel.checks.next_step import next_step
from wijkexcel.cli import main as cli
from wijkexcel.cli import stap as terminal
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.sentences import received
from wijkexcel.steps.report import Report


def finding(row: int, severity: Severity = Severity.ERROR, problem: str = "") -> Finding:
    return Finding(
        severity,
        "koppelvorm-ontbreekt",
        Where("tblBesluit", f"O{row:02}", "koppelvorm"),
        problem or f"Opgave O{row:02} is gekozen, maar de koppelvorm ontbreekt.",
        "Kies op het blad Besluit.",
        "Besluit",
        f"H{row + 5}",
    )


def report(step: str, *findings: Finding, known: frozenset[str] = frozenset()) -> Report:
    dossier = clean()
    return Report(step, "Klaar.", dossier, outcome_of(dossier), findings, "", True, known=known)


def test_six_alike_are_one_line_that_names_each_cell() -> None:
    (told,) = terminal.told_once([finding(row) for row in range(1, 7)])
    assert told.text == (
        "Besluit!H6: Opgave O01 is gekozen, maar de koppelvorm ontbreekt. Dit speelt ook in "
        "H7, H8, H9, H10, H11. Kies op het blad Besluit."
    )


def test_of_seventy_ten_are_named_and_the_rest_counted() -> None:
    (told,) = terminal.told_once([finding(row) for row in range(1, 71)])
    assert told.problem.endswith(", H16 en nog 59.")


def test_a_few_stand_apart_and_so_do_other_sorts() -> None:
    few = [finding(1), finding(2), finding(3)]
    other = [replace(finding(row), severity=Severity.WARNING) for row in (4, 5)]
    assert terminal.told_once([*other, *few]) == [*few, *other]


def test_what_an_earlier_step_told_is_counted_and_not_repeated() -> None:
    old = finding(1, Severity.WARNING, "Oud.")
    new = finding(2, Severity.WARNING, "Nieuw.")
    wrong = finding(3, problem="Fout.")
    later = report("bereken", old, new, wrong, known=frozenset({"Oud.", "Fout."}))
    assert terminal.to_tell(later) == [wrong, new]
    assert (
        terminal.told_before(later) == "Nog 1 bevinding van eerder staat op het blad Bevindingen."
    )


def test_the_check_itself_tells_everything() -> None:
    old = finding(1, Severity.WARNING, "Oud.")
    check = report("valideer", old, known=frozenset({"Oud."}))
    assert terminal.to_tell(check) == [old]
    assert terminal.told_before(check) == ""


@pytest.mark.parametrize(
    ("change", "errors", "says"),
    [
        (unscored, 2, "Verbeter eerst de fouten"),
        (also(unscored, drop("opgaven"), drop("pairs"), drop("remarks")), 0, "Vul de gele cellen"),
        (unscored, 0, "wijkexcel verdeel"),
        (also(undecided, scores("S01", "O02", "*", None)), 0, "--herinnering"),
        (undecided, 0, "wijkexcel heroverweeg"),
        (on("decisions", "O02", choice=None), 0, "Besluit ook over de andere opgaven"),
        (lambda dossier: dossier, 0, "wijkexcel brief"),
    ],
)
def test_after_a_check_it_says_what_comes_next(change: Change, errors: int, says: str) -> None:
    dossier = change(clean())
    said = next_step(dossier, outcome_of(dossier), errors, "mijn.xlsx")
    assert says in said
    _, told, line = said.partition(": wijkexcel ")
    assert not told or cli.parser().parsed(line.split()).workbook == Path("mijn.xlsx")


def test_the_line_for_a_reminder_is_one_that_can_be_given() -> None:
    _, *words = received.REMINDER.split()
    assert cli.parser().parsed(words).reminder
    written = received.REMIND.write(called=received.COMMAND, line=received.REMINDER)
    before = "Stuur een herinnering: de stap 'herinner', of 'wijkexcel verdeel --herinnering'."
    assert received.REMIND.match(written)
    assert received.REMIND.match(before)
