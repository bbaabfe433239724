import pytest

from tests.checks.changes import Case, on
from wijkexcel.model.finding import Severity, Where

CASES = (
    Case(
        on("criteria", "C02", name=" "),
        Severity.ERROR,
        "naam-ontbreekt",
        Where("tblCriteria", "C02", "name"),
        "Criterium C02 heeft geen naam.",
        "Vul een naam in, of maak de rij leeg.",
    ),
    Case(
        on("opgaven", "O03", name=""),
        Severity.ERROR,
        "naam-ontbreekt",
        Where("tblOpgaven", "O03", "name"),
        "Opgave O03 heeft geen naam.",
        "Vul een naam in, of maak de rij leeg.",
    ),
    Case(
        on("groups", "G2", name=""),
        Severity.ERROR,
        "naam-ontbreekt",
        Where("tblGroepen", "G2", "name"),
        "Groep G2 heeft geen naam.",
        "Vul een naam in, of maak de rij leeg.",
    ),
    Case(
        on("scorers", "S04", name=""),
        Severity.ERROR,
        "naam-ontbreekt",
        Where("tblDeelnemers", "S04", "name"),
        "Deelnemer S04 heeft geen naam.",
        "Vul een naam in, of maak de rij leeg.",
    ),
    Case(
        on("criteria", "C02", name="Draagvlak"),
        Severity.WARNING,
        "naam-dubbel",
        Where("tblCriteria", "C02", "name"),
        "Criterium C02 heeft dezelfde naam als C01: Draagvlak.",
        "Geef elk criterium een eigen naam.",
    ),
    Case(
        on("opgaven", "O02", name=" riool  VERNIEUWEN"),
        Severity.WARNING,
        "naam-dubbel",
        Where("tblOpgaven", "O02", "name"),
        "Opgave O02 heeft dezelfde naam als O01: riool VERNIEUWEN.",
        "Geef elke opgave een eigen naam, of voeg ze samen.",
    ),
    Case(
        on("groups", "G2", name="gemeente"),
        Severity.WARNING,
        "naam-dubbel",
        Where("tblGroepen", "G2", "name"),
        "Groep G2 heeft dezelfde naam als G1: gemeente.",
        "Geef elke groep een eigen naam.",
    ),
    Case(
        on("scorers", "S02", name="Anna Berg"),
        Severity.WARNING,
        "naam-dubbel",
        Where("tblDeelnemers", "S02", "name"),
        "Deelnemer S02 heeft dezelfde naam als S01: Anna Berg.",
        ("Is dit dezelfde persoon, maak dan een rij leeg. Zo niet, voeg iets toe aan de naam."),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
