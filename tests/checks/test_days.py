"""Days as seen from today."""

from datetime import date

import pytest

from tests.checks.changes import TODAY, Case, add, also, on, settings, undecided, unscored
from tests.checks.factory import clean
from wijkexcel.checks.base import setting
from wijkexcel.checks.cells import cells
from wijkexcel.checks.days import answer_day_gone, answers_wanted, put_off, yet_to_come
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity, Kind
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import Joining

CASES = (
    Case(
        on("opgaven", "O03", law_look_on=TODAY),
        Severity.WARNING,
        "wet-opnieuw-bekijken",
        Where("tblOpgaven", "O03", "law_look_on"),
        "Kijk nu opnieuw naar de wet of regeling bij opgave O03 (Groene daken). Dat sprak u af "
        "voor 21-09-2026.",
        "Vul op het blad Opgaven de stand in bij 'Stand van de wet', en bij 'Opnieuw kijken op' "
        "een nieuwe dag, of maak die cel leeg.",
    ),
    Case(
        on("decisions", "O01", decided_on=date(2029, 12, 8)),
        Severity.ERROR,
        "dag-komt-nog",
        Where("tblBesluit", "O01", "decided_on"),
        "Bij 'Besloten op' van O01 staat 08-12-2029. Die dag komt nog.",
        "Verbeter de datum op het blad Besluit, of maak de cel leeg tot het zover is.",
    ),
    Case(
        also(settings(threshold_date=date(2026, 9, 22)), undecided),
        Severity.ERROR,
        "dag-komt-nog",
        setting("threshold_date"),
        "Bij 'Afgesproken op' staat 22-09-2026. Die dag komt nog.",
        "Verbeter de datum op het blad Start, of maak de cel leeg tot het zover is.",
    ),
    Case(
        on("scorers", "S02", received_on=date(2027, 1, 1)),
        Severity.ERROR,
        "dag-komt-nog",
        Where("tblDeelnemers", "S02", "received_on"),
        "Bij 'Ontvangen' van S02 staat 01-01-2027. Die dag komt nog.",
        "Verbeter de datum op het blad Deelnemers, of maak de cel leeg tot het zover is.",
    ),
    Case(
        on("decisions", "O03", when=date(2026, 9, 20)),
        Severity.ERROR,
        "uitstel-voorbij",
        Where("tblBesluit", "O03", "when"),
        "Opgave O03 (Groene daken) is uitgesteld tot 20-09-2026. Die dag is voorbij: de brief is "
        "van 21-09-2026.",
        "Neem nu het besluit, of vul op het blad Besluit bij 'Wanneer' een dag in die nog komt. "
        "Klopt 'Datum van de brief' op het blad Start?",
    ),
    Case(
        settings(letter_date=date(2026, 9, 14)),
        Severity.ERROR,
        "brief-voor-besluit",
        setting("letter_date"),
        ("De brief heeft als datum 14-09-2026, maar het laatste besluit is van 15-09-2026."),
        "Pas de datum van de brief aan op het blad Start.",
    ),
    *(
        Case(
            also(settings(answers_before=date(2026, 9, 20)), stage),
            severity,
            "antwoorddag-voorbij",
            setting("answers_before"),
            "De dag bij 'Antwoorden graag voor' is 20-09-2026, en die is voorbij.",
            "Vul op het blad Start een nieuwe dag in, of maak de cel leeg.",
        )
        for stage, severity in ((unscored, Severity.ERROR), (undecided, Severity.WARNING))
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()


def test_every_day_that_is_declared_is_looked_at_and_is_of_something_done_or_to_come() -> None:
    layout = declare(Capacity())
    columns = [c for t in layout.tables.values() for c in t.columns if c.kind is Kind.DATE]
    done = {c.key for c in columns if c.happened} | {s.field for s in layout.settings if s.happened}
    assert done == {
        "threshold_date",
        "weights_date",
        "decided_on",
        "sent_on",
        "received_on",
        "asked_on",
    }
    days = {c.key for c in columns} | {s.field for s in layout.settings if s.kind is Kind.DATE}
    assert days - done == {
        "when",
        "law_look_on",
        "letter_date",
        "answers_before",
        "decides_on",
        "until",
        "answer_before",
    }
    everywhere = also(
        settings(answers_before=TODAY, decides_on=TODAY),
        on("scorers", "S01", sent_on=TODAY, received_on=TODAY),
        on("opgaven", "O01", law_look_on=TODAY),
        add(
            "joining",
            Joining(id="M01", body="x", asked_on=TODAY, answer_before=TODAY, until=TODAY),
        ),
    )(clean())
    assert {c.declared.key for c in cells(everywhere) if c.declared.kind is Kind.DATE} == days


def test_the_day_for_answers_may_pass_once_there_are_decisions() -> None:
    past = settings(answers_before=date(2026, 9, 20))(clean())
    assert not [*answers_wanted(past, TODAY)]
    assert not [*answers_wanted(undecided(past), date(2026, 9, 20))]
    (sent,) = answer_day_gone(past, TODAY, sending=True)
    assert sent.severity is Severity.ERROR


def test_a_letter_may_be_prepared_for_the_day_after_the_decision() -> None:
    ahead = also(
        settings(letter_date=date(2026, 10, 2)), on("decisions", "*", decided_on=date(2026, 10, 1))
    )(clean())
    assert not [*yet_to_come(ahead, TODAY)]


def test_without_a_date_on_start_today_is_the_day_of_the_letter() -> None:
    undated = settings(letter_date=None)(clean())
    assert not [*put_off(undated, date(2027, 3, 1))]
    (finding,) = put_off(undated, date(2027, 3, 2))
    assert "Die dag is voorbij: vandaag is het 02-03-2027." in finding.problem
