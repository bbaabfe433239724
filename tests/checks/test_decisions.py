import pytest

from tests.checks.changes import Case, add, also, choose_second, drop, on, scores
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import Answer, Choice, LawStatus, Reconsideration
from wijkexcel.rules.propose import REACHED_REASON

CASES = (
    Case(
        on("decisions", "O01", public_reason=REACHED_REASON),
        Severity.WARNING,
        "reden-van-programma",
        Where("tblBesluit", "O01", "public_reason"),
        "De openbare reden bij opgave O01 (Riool vernieuwen) is nog de zin die het programma "
        "invulde: 'Deze opgave haalt de score die vooraf is afgesproken.'",
        "Schrijf op het blad Besluit bij 'Openbare reden' in eigen woorden waarom. Bewoners lezen "
        "dit in de brief.",
    ),
    Case(
        also(drop("ambitions"), on("decisions", "O01", choice=Choice.REJECTED, public_reason="")),
        Severity.ERROR,
        "afwijking-zonder-motivering",
        Where("tblBesluit", "O01", "public_reason"),
        (
            "Het besluit over opgave O01 (Riool vernieuwen) is 'niet gekozen', maar de "
            "opgave haalt de afgesproken score (4,50; afgesproken is 3,5). De openbare "
            "reden ontbreekt."
        ),
        "Leg op het blad Besluit bij 'Openbare reden' uit waarom u afwijkt van de score.",
    ),
    Case(
        also(choose_second, on("decisions", "O02", public_reason=" ")),
        Severity.ERROR,
        "afwijking-zonder-motivering",
        Where("tblBesluit", "O02", "public_reason"),
        (
            "Het besluit over opgave O02 (Samen eten) is 'gekozen', maar de opgave haalt de"
            " afgesproken score niet (2,33; afgesproken is 3,5). De openbare reden "
            "ontbreekt."
        ),
        "Leg op het blad Besluit bij 'Openbare reden' uit waarom u afwijkt van de score.",
    ),
    Case(
        also(
            scores("*", "O01", "C02", 5.0),
            add("reconsiderations", Reconsideration(opgave="O01", answer=Answer.ADD, why="Nodig.")),
            on("decisions", "O01", public_reason=""),
        ),
        Severity.ERROR,
        "afwijking-zonder-motivering",
        Where("tblBesluit", "O01", "public_reason"),
        (
            "Het besluit over opgave O01 (Riool vernieuwen) is 'gekozen', maar de opgave "
            "haalt de ondergrens niet van C02 (Kosten). De openbare reden ontbreekt."
        ),
        "Leg op het blad Besluit bij 'Openbare reden' uit waarom u afwijkt van de score.",
    ),
    Case(
        on("decisions", "O02", public_reason=""),
        Severity.ERROR,
        "motivering-ontbreekt",
        Where("tblBesluit", "O02", "public_reason"),
        (
            "Bij het besluit 'niet gekozen' over opgave O02 (Samen eten) ontbreekt de "
            "openbare reden."
        ),
        "Schrijf op het blad Besluit bij 'Openbare reden' waarom u dit besluit.",
    ),
    Case(
        on("decisions", "O01", koppelvorm=None),
        Severity.ERROR,
        "koppelvorm-ontbreekt",
        Where("tblBesluit", "O01", "koppelvorm"),
        "Opgave O01 (Riool vernieuwen) is gekozen, maar de koppelvorm ontbreekt.",
        "Kies op het blad Besluit bij 'Koppelvorm' hoe u deze opgave verbindt aan de wijkaanpak.",
    ),
    Case(
        on("decisions", "O03", follow_up=""),
        Severity.ERROR,
        "uitstel-zonder-vervolg",
        Where("tblBesluit", "O03", "follow_up"),
        "Opgave O03 (Groene daken) is uitgesteld, maar er staat niet waar u op wacht.",
        "Schrijf op het blad Besluit bij 'Vervolg, of waarop u wacht' wat u eerst moet weten.",
    ),
    Case(
        on("decisions", "O03", when=None),
        Severity.ERROR,
        "uitstel-zonder-datum",
        Where("tblBesluit", "O03", "when"),
        "Opgave O03 (Groene daken) is uitgesteld, maar er staat niet tot wanneer.",
        "Vul op het blad Besluit bij 'Wanneer' de datum in waarop u alsnog kiest.",
    ),
    Case(
        drop("decisions", "O02"),
        Severity.WARNING,
        "besluit-ontbreekt",
        Where("tblBesluit", "O02", "choice"),
        "Over opgave O02 (Samen eten) is nog geen besluit.",
        "Kies op het blad Besluit: gekozen, niet gekozen of uitgesteld.",
    ),
    Case(
        scores("*", "O02", "*", None),
        Severity.WARNING,
        "besluit-zonder-score",
        Where("tblBesluit", "O02", "choice"),
        (
            "Het besluit over opgave O02 (Samen eten) is 'niet gekozen', maar de opgave "
            "heeft geen score."
        ),
        "Scoor de opgave eerst, of stel het besluit uit.",
    ),
    Case(
        also(scores("S03", "O01", "*", None), scores("S04", "O01", "*", None)),
        Severity.NOTE,
        "besluit-op-voorlopige-score",
        Where("tblBesluit", "O01", "choice"),
        (
            "Het besluit over opgave O01 (Riool vernieuwen) volgt een voorlopige score. "
            "Scores die nog open staan, kunnen de uitkomst veranderen."
        ),
        "Vraag om de scores die nog ontbreken, of leg uit waarom u niet wacht.",
    ),
    Case(
        on("opgaven", "O01", law="Asbestverbod", law_status=LawStatus.LAPSED),
        Severity.WARNING,
        "gekozen-op-onzekere-wet",
        Where("tblBesluit", "O01", "choice"),
        (
            "Opgave O01 (Riool vernieuwen) is gekozen, maar hangt af van een wet of "
            "regeling (Asbestverbod) die is vervallen."
        ),
        "Bedenk wat u doet als deze koppelkans wegvalt, of stel de keuze uit.",
    ),
    Case(
        on("opgaven", "O01", law_status=LawStatus.UNCERTAIN),
        Severity.WARNING,
        "gekozen-op-onzekere-wet",
        Where("tblBesluit", "O01", "choice"),
        (
            "Opgave O01 (Riool vernieuwen) is gekozen, maar hangt af van een wet of "
            "regeling die onzeker is."
        ),
        "Bedenk wat u doet als deze koppelkans wegvalt, of stel de keuze uit.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
