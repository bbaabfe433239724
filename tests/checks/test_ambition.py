import pytest

from tests.checks.changes import Case, add, drop, on
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import Ambition

CASES = (
    Case(
        drop("ambitions"),
        Severity.NOTE,
        "ambitie-onvolledig",
        Where("tblAmbitie", "O01", "objective"),
        (
            "Opgave O01 (Riool vernieuwen) is gekozen, maar in de ambitie ontbreekt: het "
            "doel en wie het doet."
        ),
        "Vul het blad Ambitie aan.",
    ),
    Case(
        on("ambitions", "O01", who=" "),
        Severity.NOTE,
        "ambitie-onvolledig",
        Where("tblAmbitie", "O01", "who"),
        ("Opgave O01 (Riool vernieuwen) is gekozen, maar in de ambitie ontbreekt: wie het doet."),
        "Vul het blad Ambitie aan.",
    ),
    Case(
        add("ambitions", Ambition(opgave="O02", objective="Samen eten.")),
        Severity.WARNING,
        "ambitie-niet-gekozen",
        Where("tblAmbitie", "O02", "objective"),
        "Op het blad Ambitie staat opgave O02 (Samen eten), maar die is niet gekozen.",
        "Maak de rij leeg, of pas het besluit aan.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
