from datetime import date, datetime

import pytest

from tests.checks.changes import Case, add, also, on, settings
from wijkexcel.checks.base import setting
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import LogEntry

BOTH = (
    "Kijk of de datums kloppen: op het blad Besluit bij 'Besloten op' en op het blad Start bij "
    "'Afgesproken op'."
)
BEFORE = datetime(2026, 6, 1, 12, 0)
SCORED = "2 van de 3 gescoorde opgaven halen de score."
NOT = "er is nog geen score afgesproken"
CHANGED = (
    "Kijk of de besluiten nog kloppen. De brief zegt nu niet dat de score vooraf is afgesproken. "
    "Zegt uw eigen sjabloon dat wel, verander het dan."
)
CASES = (
    Case(
        settings(confirmed_by="de stuurgroep"),
        Severity.NOTE,
        "besluit-niet-bevestigd",
        setting("confirmed_by"),
        "Bij 'Besloten door' staat niet overal wie de keuzes bevestigt (de stuurgroep). De brief "
        "zegt daarom dat ze nog worden bevestigd.",
        "Zijn de keuzes bevestigd? Zet dat op het blad Besluit bij 'Besloten door', met dezelfde "
        "naam.",
    ),
    Case(
        on("decisions", "O01", decided_by=""),
        Severity.ERROR,
        "besluit-zonder-beslisser",
        Where("tblBesluit", "O01", "decided_by"),
        "Bij het besluit over opgave O01 (Riool vernieuwen) staat niet wie besloot.",
        "Vul op het blad Besluit bij 'Besloten door' in wie besloot.",
    ),
    Case(
        on("decisions", "O01", decided_on=None),
        Severity.ERROR,
        "besluit-zonder-datum",
        Where("tblBesluit", "O01", "decided_on"),
        "Bij het besluit over opgave O01 (Riool vernieuwen) staat geen datum.",
        "Vul op het blad Besluit bij 'Besloten op' in wanneer dit is besloten.",
    ),
    Case(
        on("decisions", "*", decided_by="", decided_on=None),
        Severity.WARNING,
        "besluit-is-voorstel",
        Where("tblBesluit", "O01", "decided_by"),
        (
            "Nog een voorstel, want er staat niet wie besloot en wanneer: O01 (Riool "
            "vernieuwen), O02 (Samen eten) en O03 (Groene daken)."
        ),
        (
            "Vul op het blad Besluit bij 'Besloten door' in wie besloot, en bij 'Besloten op' "
            "de datum."
        ),
    ),
    Case(
        on("decisions", "O01", decided_on=date(2026, 5, 10)),
        Severity.WARNING,
        "besluit-voor-drempel",
        Where("tblBesluit", "O01", "decided_on"),
        (
            "Het besluit over opgave O01 (Riool vernieuwen) is van 10-05-2026. Dat is vóór "
            "de afspraak over de score van 11-05-2026."
        ),
        BOTH + " De afspraak hoort vóór het besluit te komen. De brief zegt nu niet dat de score "
        "vooraf is afgesproken.",
    ),
    Case(
        also(
            settings(threshold_date=date(2026, 5, 1)),
            on("decisions", "O01", decided_on=date(2026, 5, 10)),
        ),
        Severity.WARNING,
        "besluit-voor-gewichten",
        Where("tblBesluit", "O01", "decided_on"),
        "Het besluit over opgave O01 (Riool vernieuwen) is van 10-05-2026. Dat is vóór de afspraak "
        "over de gewichten van 11-05-2026.",
        "Kijk of de datums kloppen: op het blad Besluit bij 'Besloten op' en op het blad Start "
        "bij 'Gewichten afgesproken op'. De brief zegt nu niet dat de score vooraf is afgesproken.",
    ),
    Case(
        also(
            settings(threshold_date=date(2020, 5, 11), weights_date=date(2020, 5, 11)),
            on("decisions", "*", decided_on=date(2025, 9, 15)),
            on("decisions", "O01", decided_on=date(2026, 9, 15)),
        ),
        Severity.WARNING,
        "besluitdatum-onwaarschijnlijk",
        Where("tblBesluit", "O01", "decided_on"),
        (
            "Het besluit over opgave O01 (Riool vernieuwen) is van 15-09-2026. Dat is meer "
            "dan 5 jaar na de afspraak over de score van 11-05-2020."
        ),
        BOTH,
    ),
    Case(
        add("log", LogEntry(when=BEFORE, who="A", what=f"bereken: {SCORED}", fingerprint="OTHER")),
        Severity.WARNING,
        "afspraken-later-veranderd",
        setting("threshold_date"),
        "De afspraken zijn veranderd nadat er is besloten of gescoord, of na de dag waarop u ze "
        "afsprak. In het logboek is de vingerafdruk daarna anders: er is iets veranderd aan de "
        "afgesproken score, de criteria, de schaal, de groepen of de opgaven. De afgesproken score "
        "is nu 3,5.",
        CHANGED + " Is de afgesproken score veranderd? Vul dan op het blad Start bij 'Afgesproken "
        "op' in wanneer u die van nu afsprak. Tot dan noemt de brief geen dag.",
    ),
    Case(
        add("log", LogEntry(when=BEFORE, who="A", what=f"bereken: 3 opgaven doorgerekend; {NOT}.")),
        Severity.WARNING,
        "afspraken-later-veranderd",
        setting("threshold_date"),
        "De afspraken zijn veranderd nadat er is besloten of gescoord, of na de dag waarop u ze "
        "afsprak. Er waren al scores voordat de score en de gewichten waren afgesproken.",
        CHANGED,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
