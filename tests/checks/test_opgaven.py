import pytest

from tests.checks.changes import Case, also, drop, on, scores, undecided, unscored
from tests.checks.factory import clean
from wijkexcel.checks.catalogue import check
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import LawStatus
from wijkexcel.rules.outcome import outcome_of

CASES = (
    Case(
        also(unscored, drop("opgaven"), drop("pairs"), drop("remarks")),
        Severity.WARNING,
        "opgaven-ontbreken",
        Where("tblOpgaven"),
        "Er staan nog geen opgaven in.",
        "Vul op het blad Opgaven de fysieke en sociale opgaven in de wijk in.",
    ),
    Case(
        on("opgaven", "O02", kind=None),
        Severity.WARNING,
        "soort-ontbreekt",
        Where("tblOpgaven", "O02", "kind"),
        "Van opgave O02 (Samen eten) is niet ingevuld of die fysiek of sociaal is.",
        "Kies op het blad Opgaven fysiek of sociaal.",
    ),
    Case(
        on("opgaven", "O02", domain=" "),
        Severity.WARNING,
        "domein-ontbreekt",
        Where("tblOpgaven", "O02", "domain"),
        "Van opgave O02 (Samen eten) is het domein niet ingevuld.",
        "Vul op het blad Opgaven het domein in, bijvoorbeeld water of wonen.",
    ),
    Case(
        also(unscored, on("opgaven", "O02", coupling="")),
        Severity.WARNING,
        "koppeling-ontbreekt",
        Where("tblOpgaven", "O02", "coupling"),
        "Bij opgave O02 (Samen eten) staat niet hoe de koppeling eruit kan zien.",
        (
            "Schrijf op het blad Opgaven in grote lijnen hoe deze opgave kan meedoen in de "
            "wijkaanpak."
        ),
    ),
    Case(
        on("opgaven", "O02", coupling=""),
        Severity.ERROR,
        "koppeling-ontbreekt",
        Where("tblOpgaven", "O02", "coupling"),
        (
            "Bij opgave O02 (Samen eten) staat niet hoe de koppeling eruit kan zien, maar "
            "de opgave heeft al scores."
        ),
        (
            "Schrijf op het blad Opgaven in grote lijnen hoe deze opgave kan meedoen in de "
            "wijkaanpak."
        ),
    ),
    Case(
        on("opgaven", "O03", law_status=None),
        Severity.WARNING,
        "wet-zonder-status",
        Where("tblOpgaven", "O03", "law_status"),
        (
            "Opgave O03 (Groene daken) hangt af van een wet of regeling (Subsidie daken), "
            "maar niet is ingevuld hoe zeker die is."
        ),
        "Kies op het blad Opgaven: geldt, onzeker of vervallen.",
    ),
    Case(
        on("opgaven", "O03", make_or_break_why=""),
        Severity.WARNING,
        "maken-of-breken-zonder-reden",
        Where("tblOpgaven", "O03", "make_or_break_why"),
        ("Opgave O03 (Groene daken) kan de wijkaanpak maken of breken, maar er staat niet waarom."),
        "Schrijf op het blad Opgaven waarom dat zo is.",
    ),
    Case(
        on("opgaven", "O03", law_status=LawStatus.LAPSED, description="Er liggen oude daken."),
        Severity.WARNING,
        "vervallen-wet-niet-gezegd",
        Where("tblOpgaven", "O03", "description"),
        "De wet of regeling waar opgave O03 (Groene daken) aan hangt (Subsidie daken), is "
        "vervallen. Wie scoort, leest dat niet in de beschrijving.",
        "Schrijf op het blad Opgaven bij 'Beschrijving' dat die is vervallen, en wat er dan nog "
        "van de opgave overblijft.",
    ),
    Case(
        on("opgaven", "O02", cost=-1250.5),
        Severity.ERROR,
        "bedrag-onjuist",
        Where("tblOpgaven", "O02", "cost"),
        "De kosten zijn bij opgave O02 (Samen eten) -1250,5. Verwacht: 0 of meer.",
        "Verbeter het getal op het blad Opgaven, of maak de cel leeg.",
    ),
    Case(
        on("opgaven", "O02", effort=-2.0),
        Severity.ERROR,
        "bedrag-onjuist",
        Where("tblOpgaven", "O02", "effort"),
        "De inzet is bij opgave O02 (Samen eten) -2. Verwacht: 0 of meer.",
        "Verbeter het getal op het blad Opgaven, of maak de cel leeg.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()


def test_weet_niet_is_an_answer_and_no_score() -> None:
    spoil = also(undecided, scores("*", "O02", "*", "weet niet"), on("opgaven", "O02", coupling=""))
    dossier = spoil(clean())
    said = [f.problem for f in check(dossier, outcome_of(dossier)) if f.where.column == "coupling"]
    assert said == [
        "Bij opgave O02 (Samen eten) staat niet hoe de koppeling eruit kan zien, maar er is al "
        "'weet niet' ingevuld."
    ]
