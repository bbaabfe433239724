"""The words of the second look and the JSON of a report."""

import json

import pytest
from hypothesis import given

from tests.hosts.support import RUN, run_file, small_calculated
from tests.support.dossiers import dossier_of, dossiers, table, with_first_opgave, with_settings
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import GroupKind
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.rules.threshold import in_words
from wijkexcel.steps.as_json import shape_of
from wijkexcel.steps.explain import second_look
from wijkexcel.steps.five import STEPS
from wijkexcel.steps.report import Report


def look(dossier: Dossier) -> str:
    return second_look(dossier, dossier.opgaven[0], outcome_of(dossier)["O01"])


@pytest.mark.parametrize(
    ("value", "threshold", "text"),
    [(3.496, 3.5, "3,49"), (3.5, 3.5, "3,50"), (3.334, 3.334, "3,34"), (2.0, None, "2,00")],
)
def test_a_total_never_contradicts_the_agreed_score(
    value: float, threshold: float | None, text: str
) -> None:
    assert in_words(value, threshold) == text


def test_each_reason_has_its_sentence() -> None:
    close = dossier_of([[[m]] for m in (4, 4, 4, 4, 3)], threshold=4.0)
    assert look(close) == "Het totaal is 3,80; afgesproken is 4. Dat is maar net te weinig."
    residents = dossier_of(
        [[[4]], [[1]]],
        groups=[0, 1],
        group_weights=[1.0, 9.0],
        kinds=[GroupKind.RESIDENTS, GroupKind.OTHER],
        threshold=4.0,
    )
    assert "Bewoners vinden het hoog genoeg: 4,00 (1 persoon)." in look(residents)
    many = with_settings(
        dossier_of(
            [[[4]], [[4]], [[1]]],
            groups=[0, 0, 1],
            group_weights=[1.0, 9.0],
            kinds=[GroupKind.RESIDENTS, GroupKind.OTHER],
            threshold=4.0,
        ),
        smallest_group=2,
    )
    assert "Bewoners vinden het hoog genoeg: 4,00." in look(many)
    short = table([[2, 2]], threshold=3.0)
    none = "Er is geen reden gevonden om nog eens te kijken. Kijk zelf."
    assert look(short) == f"Het totaal is 2,00; afgesproken is 3. {none}"
    why = with_first_opgave(
        short, make_or_break=True, make_or_break_why="Zonder riool geen straat."
    )
    assert look(why).endswith("kan de wijkaanpak maken of breken: Zonder riool geen straat.")
    assert look(with_first_opgave(short, make_or_break=True)).endswith("maken of breken.")
    still_open = dossier_of([[[2]], [[None]]], threshold=3.0)
    assert look(still_open).endswith("Met de lege scores erbij kan het nog 1,50 tot 3,50 worden.")
    floor = table([[5, 2]], floors={1: 3.0}, threshold=3.0)
    criterion = floor.criteria[1].name
    assert look(floor).endswith(f"Alleen de ondergrens houdt hem tegen, bij: {criterion}.")
    later = with_first_opgave(short, longer_term=" Het wordt warmer. ")
    assert look(later).endswith("Op langere termijn: Het wordt warmer.")


def test_without_an_agreed_score_there_is_nothing_to_explain() -> None:
    dossier = with_settings(
        with_first_opgave(table([[2, 2]], threshold=3.0), make_or_break=True), threshold=None
    )
    assert look(dossier) == ""


@given(dossiers(plain=True))
def test_there_is_a_text_exactly_for_what_falls_short(dossier: Dossier) -> None:
    outcome = outcome_of(dossier)
    for opgave in dossier.opgaven:
        text = second_look(dossier, opgave, outcome[opgave.id])
        assert bool(text) is outcome[opgave.id].status.falls_short
        assert "None" not in text
        assert text == text.strip()


@given(dossiers(awkward=True, plain=True))
def test_every_report_is_plain_json(dossier: Dossier) -> None:
    """No NaN, no Infinity: other programs must be able to read it."""
    report = Report("bereken", "x", dossier, outcome_of(dossier), (), "AB", None)
    content = json.loads(json.dumps(shape_of(report).model_dump(mode="json"), allow_nan=False))
    assert [o["nr"] for o in content["opgaven"]] == [o.id for o in dossier.opgaven]
    for opgave in content["opgaven"]:
        assert (opgave["totaal"] is None) is (opgave["rang"] is None)


@pytest.mark.parametrize("step", STEPS)
def test_numbers_in_json_are_those_of_the_report(step: str) -> None:
    report, _ = run_file(step, small_calculated(), RUN)
    content = shape_of(report).model_dump(mode="json")
    assert (content["stap"], content["melding"]) == (step, report.message)
    assert (content["fouten"], content["let_op"]) == (report.errors, report.warnings)
    assert content["geweigerd"] == list(report.refused)
    assert len(content["bevindingen"]) == len(report.findings)
    assert [o["totaal"] for o in content["opgaven"]] == [o.total for o in report.outcome.opgaven]
    assert [o["stand"] for o in content["opgaven"]] == [
        o.status.value for o in report.outcome.opgaven
    ]
