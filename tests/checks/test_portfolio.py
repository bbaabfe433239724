import pytest

from tests.checks.changes import Case, also, choose_second, on, settings
from wijkexcel.checks.base import setting
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import Relation

CASES = (
    Case(
        also(choose_second, on("pairs", "P01", relation=Relation.OPPOSES)),
        Severity.WARNING,
        "gekozen-werkt-tegen",
        Where("tblSamenhang", "P01", "relation"),
        ("U koos O01 (Riool vernieuwen) én O02 (Samen eten), maar die werken elkaar tegen."),
        "Kies een van de twee, of spreek af hoe u ze naast elkaar uitvoert.",
    ),
    Case(
        settings(max_opgaven=None, effort_capacity=None),
        Severity.NOTE,
        "capaciteit-ontbreekt",
        setting("max_opgaven"),
        "Er staat niet hoeveel opgaven of hoeveel inzet het team aankan.",
        "Vul dat in op het blad Start, zodat u ziet of u niet te veel kiest.",
    ),
    Case(
        also(choose_second, settings(max_opgaven=1)),
        Severity.WARNING,
        "te-veel-gekozen",
        Where("tblSamenhang"),
        "U koos 2 opgaven. Er is plek voor 0: 1, min 20\xa0% voor onvoorzien, is 0,8, en "
        "dat is naar beneden afgerond.",
        "Kies minder opgaven, of pas op het blad Start het hoogste aantal of de ruimte voor "
        "onvoorzien aan.",
    ),
    Case(
        settings(unforeseen=0.0),
        Severity.NOTE,
        "geen-ruimte-onvoorzien",
        setting("unforeseen"),
        "Er is geen ruimte vrij gehouden voor onvoorziene omstandigheden.",
        "Houd op het blad Start een deel vrij, bijvoorbeeld 20\xa0%.",
    ),
    Case(
        on("opgaven", "O01", effort=None),
        Severity.WARNING,
        "inzet-ontbreekt",
        Where("tblOpgaven", "O01", "effort"),
        "Opgave O01 (Riool vernieuwen) is gekozen, maar de inzet is niet ingevuld.",
        "Schat op het blad Opgaven hoeveel inzet deze opgave vraagt.",
    ),
    Case(
        also(choose_second, settings(effort_capacity=8.0)),
        Severity.WARNING,
        "inzet-te-groot",
        Where("tblSamenhang"),
        (
            "De gekozen opgaven (O01 en O02) vragen samen 7 punten inzet. Er is plek voor "
            "6,4: 8, min 20\xa0% voor onvoorzien."
        ),
        "Kies minder opgaven, of verdeel ze anders in de tijd.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
