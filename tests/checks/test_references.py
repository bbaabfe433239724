import pytest

from tests.checks.changes import Case, add, on
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import (
    Ambition,
    Choice,
    Decision,
    LeftOut,
    Pair,
    Reconsideration,
    Relation,
    Remark,
)

CASES = (
    Case(
        on("criteria", "C02", groups=("G1", "G2", "G9")),
        Severity.ERROR,
        "groep-onbekend",
        Where("tblCriteria", "C02", "G9"),
        "Criterium C02 (Kosten) wordt gescoord door groep G9. Die groep bestaat niet.",
        ("Voeg de groep toe op het blad Deelnemers, of haal op het blad Criteria 'ja' weg."),
    ),
    Case(
        add("reconsiderations", Reconsideration(opgave="O09")),
        Severity.ERROR,
        "opgave-onbekend",
        Where("tblHeroverweging", "O09", "opgave"),
        "Op het blad Heroverweging staat opgave O09. Die staat niet op het blad Opgaven.",
        "Verbeter het nummer van de opgave, of maak de rij leeg.",
    ),
    Case(
        add("decisions", Decision(opgave="O09", choice=Choice.CHOSEN)),
        Severity.ERROR,
        "opgave-onbekend",
        Where("tblBesluit", "O09", "opgave"),
        "Op het blad Besluit staat opgave O09. Die staat niet op het blad Opgaven.",
        "Verbeter het nummer van de opgave, of maak de rij leeg.",
    ),
    Case(
        add("ambitions", Ambition(opgave="O09", who="Gemeente")),
        Severity.ERROR,
        "opgave-onbekend",
        Where("tblAmbitie", "O09", "opgave"),
        "Op het blad Ambitie staat opgave O09. Die staat niet op het blad Opgaven.",
        "Verbeter het nummer van de opgave, of maak de rij leeg.",
    ),
    Case(
        add("remarks", Remark(scorer="S02", opgave="O09", text="Mooi.")),
        Severity.ERROR,
        "opgave-onbekend",
        Where("tblScore_S02", "O09", "opgave"),
        ("Op het blad van deelnemer S02 staat opgave O09. Die staat niet op het blad Opgaven."),
        "Verbeter het nummer van de opgave, of maak de rij leeg.",
    ),
    Case(
        add("decisions", Decision(opgave="O02", choice=Choice.CHOSEN)),
        Severity.ERROR,
        "rij-dubbel",
        Where("tblBesluit", "O02", "opgave"),
        "Op het blad Besluit staat opgave O02 twee keer. Alleen de eerste rij telt.",
        "Voeg de twee rijen samen.",
    ),
    Case(
        add("pairs", Pair(id="P02", first="O02", second="")),
        Severity.WARNING,
        "paar-onvolledig",
        Where("tblSamenhang", "P02", "second"),
        "Paar P02 heeft maar één opgave.",
        "Kies op het blad Samenhang de andere opgave, of maak de rij leeg.",
    ),
    Case(
        add("pairs", Pair(id="P02", first="O09", second="O01")),
        Severity.ERROR,
        "opgave-onbekend",
        Where("tblSamenhang", "P02", "first"),
        ("In paar P02 op het blad Samenhang staat opgave O09. Die staat niet op het blad Opgaven."),
        "Kies een opgave uit de lijst.",
    ),
    Case(
        add("left_out", LeftOut(id="E1", opgave="O09")),
        Severity.ERROR,
        "opgave-onbekend",
        Where("tblStelEruit", "E1", "opgave"),
        (
            "Bij 'Stel: deze eruit' op het blad Samenhang staat opgave O09. Die staat niet op het "
            "blad Opgaven."
        ),
        "Kies een opgave uit de lijst, of maak de cel leeg.",
    ),
    Case(
        add("pairs", Pair(id="P02", first="O01", second="O01", relation=Relation.OPPOSES)),
        Severity.ERROR,
        "paar-zelfde-opgave",
        Where("tblSamenhang", "P02", "second"),
        "In paar P02 staat opgave O01 twee keer.",
        "Kies op het blad Samenhang twee verschillende opgaven.",
    ),
    Case(
        add("pairs", Pair(id="P02", first="O02", second="O01", relation=Relation.OPPOSES)),
        Severity.WARNING,
        "paar-tegenstrijdig",
        Where("tblSamenhang", "P02", "relation"),
        "Bij O02 en O01 staat in paar P01 'versterkt' en in paar P02 'werkt tegen'.",
        "Kies op het blad Samenhang één antwoord.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
