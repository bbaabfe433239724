import pytest

from tests.checks.changes import Case, also, drop, on, scores, undecided
from wijkexcel.model.finding import Severity, Where

CASES = (
    Case(
        on("scorers", "S03", group="G1"),
        Severity.WARNING,
        "corporatie-niet-aan-tafel",
        Where("tblDeelnemers", "", "group"),
        "Er is geen deelnemer namens de corporatie.",
        (
            "Voeg op het blad Deelnemers bijvoorbeeld een woonconsulent toe. Heeft de "
            "corporatie geen woningen in de wijk, dan hoeft dit niet."
        ),
    ),
    Case(
        drop("scorers", "S04"),
        Severity.WARNING,
        "bewoners-niet-aan-tafel",
        Where("tblDeelnemers", "", "group"),
        "Er is geen deelnemer namens de bewoners.",
        "Voeg op het blad Deelnemers bewoners toe. Dat mag ook in een latere ronde.",
    ),
    Case(
        also(scores("S03", "*", "*", None), on("scorers", "S03", round=2)),
        Severity.NOTE,
        "corporatie-later",
        Where("tblDeelnemers", "", "round"),
        ("De deelnemers namens de corporatie scoren in ronde 2. Die ronde telt nog niet mee."),
        ("Vul op het blad Start bij 'Tel mee tot en met ronde' 2 in, als die ronde begint."),
    ),
    Case(
        also(scores("S04", "*", "*", None), on("scorers", "S04", round=3)),
        Severity.ERROR,
        "bewoners-tellen-niet",
        Where("tblGroepen", "G3", "name"),
        "Groep G3 (Bewoners) scoort in ronde 3. Die ronde telt niet mee, dus de bewoners uit deze "
        "groep tellen niet mee in de scores en in de brief.",
        "Vul op het blad Start bij 'Tel mee tot en met ronde' 3 in, als die ronde begint. Doet "
        "deze groep niet mee, haal de deelnemers dan van de lijst.",
    ),
    Case(
        also(undecided, scores("S04", "*", "*", None), on("scorers", "S04", round=3)),
        Severity.WARNING,
        "bewoners-tellen-niet",
        Where("tblGroepen", "G3", "name"),
        "Groep G3 (Bewoners) scoort in ronde 3. Die ronde telt niet mee, dus de bewoners uit deze "
        "groep tellen niet mee in de scores en in de brief.",
        "Vul op het blad Start bij 'Tel mee tot en met ronde' 3 in, als die ronde begint. Doet "
        "deze groep niet mee, haal de deelnemers dan van de lijst.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
