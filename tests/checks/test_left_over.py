"""Texts of the empty workbook beside a criterion of people's own."""

import pytest

from tests.checks.changes import Case, on
from tests.checks.factory import clean
from wijkexcel.checks.left_over import left_over
from wijkexcel.example import example, starter_framework
from wijkexcel.layout.starter import ANCHORS, CRITERIA, METHOD
from wijkexcel.model.finding import Severity, Where
from wijkexcel.rules.outcome import outcome_of

CASES = (
    Case(
        on("anchors", "C01", middle=f" {ANCHORS[4].middle}"),
        Severity.ERROR,
        "betekenis-van-leeg-werkboek",
        Where("tblSchaal", "C01", "middle"),
        "Bij criterium C01 (Draagvlak) staat nog wat de scores van 'Gunstige kosten' betekenen, "
        "uit het lege werkboek: 'Het kost ongeveer net zoveel als het los uitvoeren.'",
        "Schrijf op het blad Schaal wat de scores bij dit criterium betekenen, vóór het scoren.",
    ),
    Case(
        on("criteria", "C01", question=CRITERIA[1].question),
        Severity.ERROR,
        "vraag-van-leeg-werkboek",
        Where("tblCriteria", "C01", "question"),
        "Bij criterium C01 (Draagvlak) staat nog de vraag van 'Tempo van de uitvoering' uit het "
        "lege werkboek.",
        "Schrijf op het blad Criteria een eigen vraag, vóór het scoren.",
    ),
    Case(
        on("criteria", "C02", put_forward_by=METHOD),
        Severity.ERROR,
        "inbreng-van-leeg-werkboek",
        Where("tblCriteria", "C02", "put_forward_by"),
        "Bij criterium C02 (Kosten) staat nog 'Projectteam (voorbeeld uit de methode)'.",
        "Vul op het blad Criteria bij 'Ingebracht door' in wie dit criterium belangrijk vindt.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda c: c.id)
def test_a_criterion_of_the_template_that_got_another_name_keeps_none_of_its_texts(
    criterion: object,
) -> None:
    c = criterion.id  # type: ignore[attr-defined]
    renamed = on("criteria", c, name="Veilig oversteken")(starter_framework())
    assert {(f.where.table, f.where.row) for f in left_over(renamed, outcome_of(renamed))} == {
        ("tblCriteria", c),
        ("tblSchaal", c),
    }


@pytest.mark.parametrize("name", ["Enthousiasme bewoners", "enthousiasme van  bewoners"])
def test_the_same_criterion_in_other_words_may_keep_them(name: str) -> None:
    renamed = on("criteria", "C01", name=name)(starter_framework())
    assert [*left_over(renamed, outcome_of(renamed))] == []


def test_the_template_the_example_and_own_texts_have_nothing_left_over() -> None:
    for dossier in (starter_framework(), example(), clean()):
        assert [*left_over(dossier, outcome_of(dossier))] == []
