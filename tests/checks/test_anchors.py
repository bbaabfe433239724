import pytest

from tests.checks.changes import Case, add, also, drop, on, unscored
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import Anchors

CASES = (
    Case(
        also(unscored, drop("anchors", "C01")),
        Severity.WARNING,
        "ijkpunt-ontbreekt",
        Where("tblSchaal", "C01", "lowest"),
        "Bij criterium C01 (Draagvlak) staat niet wat een 1 en een 5 betekenen.",
        "Schrijf dat op het blad Schaal, vóór het scoren.",
    ),
    Case(
        on("anchors", "C01", highest=""),
        Severity.ERROR,
        "ijkpunt-ontbreekt",
        Where("tblSchaal", "C01", "highest"),
        "Bij criterium C01 (Draagvlak) staat niet wat een 5 betekent.",
        "Schrijf dat op het blad Schaal, vóór het scoren.",
    ),
    Case(
        on("anchors", "C02", highest="weinig."),
        Severity.WARNING,
        "ijkpunten-gelijk",
        Where("tblSchaal", "C02", "highest"),
        "Bij criterium C02 (Kosten) betekenen een 1 en een 5 hetzelfde.",
        "Schrijf op het blad Schaal wat het verschil is.",
    ),
    Case(
        add("anchors", Anchors(criterion="C09")),
        Severity.WARNING,
        "criterium-onbekend",
        Where("tblSchaal", "C09", "criterion"),
        "Op het blad Schaal staat criterium C09. Dat staat niet op het blad Criteria.",
        "Verbeter het nummer van het criterium, of maak de rij leeg.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
