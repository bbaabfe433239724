from datetime import datetime
from typing import Any

import pytest

from tests.checks.changes import Case, Change, add, also, choose_second, drop, on, scores, settings
from tests.support.dossiers import REACHED_REASON, SHORT_REASON
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import (
    Answer,
    Choice,
    Koppelvorm,
    LawStatus,
    LogEntry,
    Reconsideration,
    Visibility,
)
from wijkexcel.sentences.reasons import DEFERRED_ANYWAY

ABOUT = "De openbare reden bij opgave O01 (Riool vernieuwen)"
EXPLAIN = (
    "Schrijf op het blad Besluit bij 'Openbare reden' in eigen woorden waarom. Bewoners lezen dit "
    "in de brief."
)
COMPARE = (
    "Kijk of 'Openbare reden' op het blad Besluit past bij het besluit en de score. Bewoners lezen "
    "dit in de brief."
)


OPEN = on("criteria", "C03", visibility=Visibility.PUBLIC)
"""Nothing internal counts, so that the program may say how an opgave stands."""


def rejected(**fields: Any) -> Change:
    """The first opgave, which reaches the score, is not chosen after all."""
    return on("decisions", "O01", choice=Choice.REJECTED, koppelvorm=None, **fields)


CASES = (
    Case(
        also(
            on(
                "opgaven",
                "O01",
                law="Subsidie riool",
                law_status=LawStatus.LAPSED,
                law_fallback="Dan wachten wij.",
                description="De subsidie is vervallen.",
            ),
            add(
                "log",
                LogEntry(
                    when=datetime(2026, 9, 16, 12, 0),
                    who="x",
                    what="besluiten vastgesteld: O01 gekozen als integrale aanpak op 15-09-2026 "
                    "(reden 1f1b0d).",
                ),
            ),
        ),
        Severity.ERROR,
        "wet-vervallen-na-besluit",
        Where("tblBesluit", "O01", "decided_on"),
        "De wet of regeling waar opgave O01 (Riool vernieuwen) aan hangt (Subsidie riool), is "
        "vervallen. Het besluit van 15-09-2026 is van daarvoor.",
        "U schreef op het blad Opgaven bij 'Wat als die wegvalt': 'Dan wachten wij.' Kijk of dat "
        "klopt. Blijft u erbij? Vul dan op het blad Besluit bij 'Besloten op' de dag in waarop u "
        "dat opnieuw besloot. Kies anders opnieuw.",
    ),
    Case(
        also(
            drop("decisions", "O01"),
            drop("ambitions"),
            settings(max_opgaven=None, effort_capacity=None),
        ),
        Severity.WARNING,
        "nog-te-kiezen",
        Where("tblBesluit", "O01", "choice"),
        "Hoog genoeg of toegevoegd, maar nog niet gekozen: O01 (Riool vernieuwen). Eerst nog: 'vul "
        "op Start in hoeveel u aankunt'.",
        "Kijk op de bladen Heroverweging en Samenhang. Kies daarna op het blad Besluit.",
    ),
    Case(
        also(OPEN, drop("ambitions"), rejected(public_reason=f" {REACHED_REASON} ")),
        Severity.ERROR,
        "reden-past-niet",
        Where("tblBesluit", "O01", "public_reason"),
        f"{ABOUT} past niet bij het besluit 'niet gekozen': '{REACHED_REASON}'",
        f"Die zin schreef het programma bij een ander besluit. {EXPLAIN}",
    ),
    Case(
        on("decisions", "O01", public_reason=f"{REACHED_REASON} Dat is mooi."),
        Severity.ERROR,
        "uitspraak-mag-niet",
        Where("tblBesluit", "O01", "public_reason"),
        f"In 'Openbare reden' bij opgave O01 (Riool vernieuwen) staat '{REACHED_REASON}' Dat mag "
        "niet in de brief: er telt een intern criterium mee.",
        f"Haal deze zin weg. {EXPLAIN}",
    ),
    Case(
        also(
            OPEN,
            settings(smallest_group=4),
            on("decisions", "O03", follow_up=DEFERRED_ANYWAY.template.upper()),
        ),
        Severity.ERROR,
        "uitspraak-mag-niet",
        Where("tblBesluit", "O03", "follow_up"),
        "In 'Vervolg, of waarop u wacht' bij opgave O03 (Groene daken) staat "
        f"'{DEFERRED_ANYWAY.template}' Dat mag niet in de brief: bij een criterium met een "
        "ondergrens tellen scores mee van minder dan 4 mensen.",
        "Haal deze zin weg. Schrijf op het blad Besluit bij 'Vervolg, of waarop u wacht' in eigen "
        "woorden wat er moet gebeuren. Bewoners lezen dit in de brief.",
    ),
    Case(
        on("decisions", "O02", public_reason="Dit haalt de afgesproken score niet."),
        Severity.WARNING,
        "score-in-reden",
        Where("tblBesluit", "O02", "public_reason"),
        "In de openbare reden bij opgave O02 (Samen eten) staat 'haalt de afgesproken score niet'. "
        "Het programma zou dat zelf niet in de brief zetten: er telt een intern criterium mee.",
        "Zo is uit de brief af te leiden wat intern is, of wat één persoon antwoordde. Schrijf de "
        "reden liever zonder de score te noemen.",
    ),
    Case(
        on("decisions", "O01", follow_up="De drempel is gehaald, dus wij gaan door."),
        Severity.WARNING,
        "score-in-reden",
        Where("tblBesluit", "O01", "follow_up"),
        "In 'Vervolg, of waarop u wacht' bij opgave O01 (Riool vernieuwen) staat 'drempel is "
        "gehaald'. Het programma zou dat zelf niet in de brief zetten: er telt een intern "
        "criterium mee.",
        "Zo is uit de brief af te leiden wat intern is, of wat één persoon antwoordde. Schrijf dit "
        "liever zonder de score te noemen.",
    ),
    Case(
        also(OPEN, on("decisions", "O01", public_reason=f"{SHORT_REASON} Toch doen wij het.")),
        Severity.ERROR,
        "reden-klopt-niet",
        Where("tblBesluit", "O01", "public_reason"),
        f"In 'Openbare reden' bij opgave O01 (Riool vernieuwen) staat '{SHORT_REASON}' Dat is "
        "niet zo.",
        f"De scores of de afspraken zijn daarna veranderd. {EXPLAIN}",
    ),
    Case(
        on("decisions", "O01", public_reason="Daarom stellen wij dit uit. Dit is niet gekozen."),
        Severity.WARNING,
        "reden-spreekt-tegen",
        Where("tblBesluit", "O01", "public_reason"),
        "In de openbare reden bij opgave O01 (Riool vernieuwen) staat 'niet gekozen', maar het "
        "besluit is 'gekozen'.",
        COMPARE,
    ),
    Case(
        on("decisions", "O02", public_reason="Deze opgave haalt de afgesproken score ruim."),
        Severity.WARNING,
        "reden-spreekt-tegen",
        Where("tblBesluit", "O02", "public_reason"),
        "In de openbare reden bij opgave O02 (Samen eten) staat 'haalt de afgesproken score', maar "
        "de opgave haalt de score niet.",
        COMPARE,
    ),
    Case(
        on("decisions", "O02", koppelvorm=Koppelvorm.MEELIFT),
        Severity.NOTE,
        "koppelvorm-over",
        Where("tblBesluit", "O02", "koppelvorm"),
        "Het besluit over opgave O02 (Samen eten) is 'niet gekozen', maar er staat nog een "
        "koppelvorm.",
        "Maak op het blad Besluit de cel bij 'Koppelvorm' leeg.",
    ),
    Case(
        also(OPEN, on("decisions", "O01", public_reason=REACHED_REASON)),
        Severity.WARNING,
        "reden-van-programma",
        Where("tblBesluit", "O01", "public_reason"),
        "De openbare reden bij opgave O01 (Riool vernieuwen) is nog de zin die het programma "
        "invulde: 'Deze opgave haalt de score die vooraf is afgesproken.'",
        "Schrijf op het blad Besluit bij 'Openbare reden' in eigen woorden waarom. Bewoners lezen "
        "dit in de brief.",
    ),
    Case(
        also(drop("ambitions"), rejected(public_reason="")),
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
        "Schrijf op het blad Besluit bij 'Openbare reden' waarom u dit besluit. Het programma vult "
        "hier zelf niets in, want er telt een intern criterium mee.",
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
        on(
            "opgaven",
            "O01",
            law="Asbestverbod",
            law_status=LawStatus.LAPSED,
            description="Het asbestverbod is vervallen.",
        ),
        Severity.WARNING,
        "gekozen-op-vervallen-wet",
        Where("tblBesluit", "O01", "choice"),
        "Opgave O01 (Riool vernieuwen) is gekozen, maar de wet of regeling waar die van afhangt "
        "(Asbestverbod), is vervallen.",
        "Kijk of deze koppelkans er nog is. Zo niet, neem dan een nieuw besluit.",
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
