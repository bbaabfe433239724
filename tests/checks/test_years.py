"""Years that run backwards, and opgaven that do not meet the wijkaanpak in time."""

import pytest

from tests.checks.changes import SMALL, Case, Change, also, on, settings
from tests.checks.factory import clean
from wijkexcel.checks.catalogue import check
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import Choice
from wijkexcel.rules.outcome import outcome_of

AROUND = settings(year_from=2027, year_to=2030)
MEET = (
    "Kijk of de jaren kloppen, op het blad Opgaven en op het blad Start. Kloppen ze, vraag dan of "
    "de planning kan schuiven, of spreek af wat u nu al doet."
)
CASES = (
    Case(
        settings(year_from=2030, year_to=2027),
        Severity.ERROR,
        "jaren-omgekeerd",
        Where("tblInstellingen", "year_to", "value"),
        "De wijkaanpak loopt volgens het blad Start van 2030 tot en met 2027. Het laatste jaar "
        "ligt voor het eerste.",
        "Verbeter op het blad Start 'Wijkaanpak van (jaar)' of 'Wijkaanpak tot en met (jaar)'.",
    ),
    Case(
        also(AROUND, on("opgaven", "O02", year_from=2035, year_to=2034)),
        Severity.ERROR,
        "jaren-omgekeerd",
        Where("tblOpgaven", "O02", "year_to"),
        "De planning van opgave O02 (Samen eten) loopt van 2035 tot en met 2034. Het laatste jaar "
        "ligt voor het eerste.",
        "Verbeter op het blad Opgaven 'Planning van (jaar)' of 'Planning tot en met (jaar)'.",
    ),
    Case(
        also(AROUND, on("opgaven", "O01", year_from=2031, year_to=2032)),
        Severity.WARNING,
        "jaren-komen-niet-samen",
        Where("tblOpgaven", "O01", "year_from"),
        "De planning van opgave O01 (Riool vernieuwen) is: 2031–2032. Dat komt in de tijd niet "
        "samen met de wijkaanpak (2027–2030).",
        MEET,
    ),
    Case(
        also(AROUND, on("opgaven", "O01", year_to=2026)),
        Severity.WARNING,
        "jaren-komen-niet-samen",
        Where("tblOpgaven", "O01", "year_to"),
        "De planning van opgave O01 (Riool vernieuwen) is: tot en met 2026. Dat komt in de tijd "
        "niet samen met de wijkaanpak (2027–2030).",
        MEET,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_gives_its_finding_and_no_other(case: Case) -> None:
    case.verify()


@pytest.mark.parametrize(
    "change",
    [
        on("opgaven", "O01", year_from=2031),
        AROUND,
        also(AROUND, on("opgaven", "O01", year_from=2030, year_to=2040)),
        also(settings(year_from=2027), on("opgaven", "O01", year_from=2031)),
    ],
)
def test_years_that_are_not_known_or_that_meet_give_no_finding(change: Change) -> None:
    dossier = change(clean())
    codes = {finding.code for finding in check(dossier, outcome_of(dossier))}
    assert codes <= {SMALL}


@pytest.mark.parametrize("choice", [Choice.REJECTED, Choice.DEFERRED])
def test_what_is_not_chosen_need_not_meet_it(choice: Choice) -> None:
    dossier = also(
        AROUND, on("opgaven", "O01", year_from=2031), on("decisions", "O01", choice=choice)
    )(clean())
    codes = {finding.code for finding in check(dossier, outcome_of(dossier))}
    assert "jaren-komen-niet-samen" not in codes
