import pytest

from tests.checks.changes import Case, also, on, scores, undecided
from wijkexcel.checks.base import setting
from wijkexcel.model.finding import Severity, Where

CASES = (
    Case(
        also(undecided, scores("*", "*", "C03", None)),
        Severity.WARNING,
        "criterium-niet-gevraagd",
        Where("tblCriteria", "C03", "name"),
        "Op criterium C03 (Politieke winst) heeft nog niemand een score gegeven, op andere wel. Is "
        "dit criterium er later bij gekomen? Dan is het niemand gevraagd.",
        "Vraag deze scores alsnog, of haal het criterium weg. Zolang er geen score is, telt het "
        "niet mee en staat het niet in de brief.",
    ),
    Case(
        also(undecided, scores("*", "O02", "*", None)),
        Severity.WARNING,
        "opgave-zonder-score",
        Where("tblOpgaven", "O02", "name"),
        ("Opgave O02 (Samen eten) heeft nog geen enkele score die meetelt; andere opgaven wel."),
        "Vraag de deelnemers om ook deze opgave te scoren.",
    ),
    Case(
        also(undecided, scores("*", "O02", "*", "weet niet")),
        Severity.WARNING,
        "iedereen-weet-niet",
        Where("tblOpgaven", "O02", "name"),
        "Bij opgave O02 (Samen eten) vulde iedereen overal 'weet niet' in.",
        "Nodig iemand uit die deze opgave kent, of stel de keuze uit.",
    ),
    Case(
        also(undecided, scores("S01", "O02", "*", None), scores("S02", "O02", "*", None)),
        Severity.WARNING,
        "opgave-weinig-scores",
        Where("tblOpgaven", "O02", "name"),
        "Van opgave O02 (Samen eten) is pas 33,3\xa0% van de scores binnen.",
        "Wacht met besluiten tot er meer scores zijn, of vraag de deelnemers erom.",
    ),
    Case(
        also(undecided, scores("*", "O02", "C02", None), scores("*", "O03", "C02", None)),
        Severity.WARNING,
        "ondergrens-niet-getoetst",
        Where("tblCriteria", "C02", "floor"),
        (
            "Criterium C02 (Kosten) heeft ondergrens 2, maar er is geen score op dit "
            "criterium voor O02 (Samen eten) en O03 (Groene daken)."
        ),
        "Vraag om deze scores. Tot die tijd houdt de ondergrens niets tegen.",
    ),
    Case(
        also(undecided, scores("S04", "*", "*", None)),
        Severity.WARNING,
        "niets-ingevuld",
        Where("tblDeelnemers", "S04", "name"),
        "Deelnemer S04 (Daan Smit) heeft nog niets ingevuld.",
        "Stuur een herinnering, of haal de deelnemer van de lijst.",
    ),
    Case(
        also(undecided, scores("S04", "O02", "*", None), scores("S04", "O03", "*", None)),
        Severity.WARNING,
        "weinig-ingevuld",
        Where("tblDeelnemers", "S04", "name"),
        "Deelnemer S04 (Daan Smit) heeft pas 33,3\xa0% ingevuld.",
        "Stuur een herinnering. 'Weet niet' invullen mag ook.",
    ),
    Case(
        also(scores("S03", "O01", "C03", 4.0), scores("S03", "O02", "C03", 2.0)),
        Severity.NOTE,
        "score-telt-niet",
        Where("tblScore_S03", "O01", "C03"),
        (
            "Deelnemer S03 (Carla Dam) gaf een score op criterium C03 (Politieke winst) bij"
            " O01 en O02, maar de groep van deze deelnemer scoort dit criterium niet. Die "
            "tellen niet mee."
        ),
        "Laat het zo, of zet op het blad Criteria 'ja' bij deze groep.",
    ),
    Case(
        on("scorers", "S02", round=2),
        Severity.WARNING,
        "ronde-telt-niet",
        setting("rounds_counted"),
        ("De scores van S02 (Bert Kok) tellen niet mee. Nu tellen de scores tot en met ronde 1."),
        "Vul op het blad Start bij 'Tel mee tot en met ronde' 2 in, als deze scores moeten "
        "meetellen.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
