"""*Besluit*: decisions with their reasons."""

from wijkexcel.layout.columns import id_column, name_column
from wijkexcel.layout.derived_columns import CALC
from wijkexcel.layout.formulas import control_column, from_row, lookup, no_day, row_column, trimmed
from wijkexcel.layout.highlights import finding_marks, status_marks
from wijkexcel.layout.spec import (
    Capacity,
    Column,
    Here,
    Highlight,
    Kind,
    Owner,
    Sheet,
    Table,
    column_name,
)
from wijkexcel.layout.wording import FORM_QUESTIONS
from wijkexcel.look.palette import Tab
from wijkexcel.model.records import Choice, Koppelvorm
from wijkexcel.sentences import promise

DECIDED = "vastgesteld"


def _decision_state(here: Here) -> str:
    """What is still missing for a final decision, in the order in which the letter needs it."""
    me = here.me
    reach = lookup(here, CALC, "reach", me("rij"))
    scored = f'{lookup(here, CALC, "total", me("rij"))}<>""'
    choice = trimmed(me("choice"))
    chosen = f'{choice}="{Choice.CHOSEN}"'
    against = f"OR(AND({chosen},{reach}=0),AND(NOT({chosen}),{reach}=1))"
    departs = f"AND(ISNUMBER(drempel_telt),{scored},{against})"
    reason = f'IF({departs},"leg uit waarom u afwijkt van de score","schrijf de openbare reden")'
    steps = (
        (f'{choice}=""', '"kies een besluit"'),
        (
            f'AND({choice}="{Choice.CHOSEN}",{trimmed(me("koppelvorm"))}="")',
            '"kies een koppelvorm"',
        ),
        (f'{trimmed(me("public_reason"))}=""', reason),
        (
            f'AND({choice}="{Choice.DEFERRED}",'
            f'OR({trimmed(me("follow_up"))}="",{no_day(me("when"))}))',
            '"schrijf waarop u wacht en tot wanneer"',
        ),
        (
            f'OR({trimmed(me("decided_by"))}="",{no_day(me("decided_on"))})',
            '"voorstel: vul in wie besloot en wanneer"',
        ),
    )
    formula = f'"{DECIDED}"'
    for condition, text in reversed(steps):
        formula = f"IF({condition},{text},{formula})"
    return f'=IF({me("name")}="","",{formula})'


def _settle(here: Here) -> str:
    keep = lookup(here, CALC, "hurdles", here.me("rij"))
    return f'=IF({here.me("name")}="","",IF({trimmed(here.me("choice"))}="",{keep},""))'


def _form_questions(here: Here) -> str:
    form, questions = trimmed(here.me("koppelvorm")), '""'
    for word, asked in FORM_QUESTIONS.items():
        questions = f'IF({form}="{word}","{asked}",{questions})'
    return f'=IF({here.me("name")}="","",{questions})'


def decision_sheet_spec(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Besluit."""
    table = Table(
        "tblBesluit",
        "Besluit",
        4,
        (
            id_column(),
            row_column(CALC),
            name_column(width=28),
            Column(
                "shown",
                "Totaal",
                Kind.MARK_TOTAL,
                Owner.FORMULA,
                "Zie het Overzicht.",
                8,
                formula=from_row(CALC, "shown"),
                internal=True,
            ),
            Column(
                "status",
                "Stand",
                Kind.TEXT,
                Owner.FORMULA,
                "Zie het Overzicht.",
                22,
                formula=from_row(CALC, "status"),
                internal=True,
            ),
            Column(
                "proposal",
                "Voorstel",
                Kind.TEXT,
                Owner.FORMULA,
                "Volgt uit de scores, de tweede blik en het geheel. Het besluit is aan u.",
                15,
                formula=from_row(CALC, "proposal"),
            ),
            Column(
                "settle",
                "Eerst nog",
                Kind.LONG,
                Owner.FORMULA,
                "Wat u eerst bekijkt, voordat het programma voorstelt om te kiezen.",
                26,
                formula=_settle,
                internal=True,
            ),
            Column(
                "choice",
                "Besluit",
                Kind.CHOICE,
                Owner.SHARED,
                "Gekozen, niet gekozen of uitgesteld.",
                14,
                choices=tuple(Choice),
            ),
            Column(
                "koppelvorm",
                "Koppelvorm",
                Kind.CHOICE,
                Owner.SHARED,
                "Hoe de opgave meedoet. Verplicht als hij gekozen is.",
                18,
                choices=tuple(Koppelvorm),
            ),
            Column(
                "form_questions",
                "Vragen bij de koppelvorm",
                Kind.LONG,
                Owner.FORMULA,
                "Wat u samen afspreekt bij deze vorm.",
                34,
                formula=_form_questions,
            ),
            Column(
                "form_settled",
                "Zo regelt u dat (mag)",
                Kind.LONG,
                help="Uw antwoord op de vragen hiernaast, zover u dat al weet. Komt op het "
                "besluitenblad, niet in de brief.",
                width=34,
                internal=True,
                added_later=True,
            ),
            Column(
                "public_reason",
                "Openbare reden",
                Kind.LONG,
                Owner.SHARED,
                "Komt in de brief. Schrijf zo dat bewoners het begrijpen.",
                46,
            ),
            Column(
                "internal_note",
                "Interne notitie",
                Kind.LONG,
                help=promise.TO_TEAM,
                width=34,
                internal=True,
            ),
            Column(
                "follow_up",
                "Vervolg, of waarop u wacht",
                Kind.LONG,
                Owner.SHARED,
                "Uitgesteld: waarop wacht u, bijvoorbeeld op inzicht in kosten en "
                "opbrengsten? Dat komt in de brief. Anders: de volgende stap.",
                width=34,
            ),
            Column(
                "when", "Wanneer", Kind.DATE, help="Uitgesteld: tot wanneer? Een datum.", width=12
            ),
            Column(
                "decided_by",
                "Besloten door",
                help="Bijvoorbeeld: het projectteam, of wie het bevestigt.",
                width=20,
            ),
            Column(
                "decided_on",
                "Besloten op",
                Kind.DATE,
                help="De dag van het besluit.",
                width=12,
                happened=True,
            ),
            Column(
                "state",
                "Stand van het besluit",
                Kind.TEXT,
                Owner.FORMULA,
                "Wat er nog moet, of: vastgesteld.",
                24,
                formula=_decision_state,
            ),
            control_column(),
        ),
        capacity.opgave_ids,
        purpose="Wat u per opgave besluit, en waarom.",
    )
    col = table.col_of("state")
    cell = f"${column_name(col)}{table.first_row + 1}"
    area = (table.first_row, col, table.last_row, col)
    return Sheet(
        "Besluit",
        "Stap 5 - Besluiten",
        "Leg per opgave vast wat u besluit en waarom. Wijkt u af van de score? Dat mag, als u "
        "het uitlegt. Een voorstel wordt een besluit als u invult wie besloot en wanneer.",
        step=5,
        tables=(table,),
        highlights=(
            *finding_marks(table),
            Highlight(*area, f'={cell}="{DECIDED}"', "good", "het woord in de cel zelf"),
            Highlight(*area, f'={cell}<>""', "short_light", "het woord in de cel zelf"),
            *status_marks(table),
        ),
        freeze=(table.first_row, 3),
        repeat_rows=(table.header_row, table.header_row),
        paper="A3",
        print_to="state",
        tab=Tab.DECIDE,
    )
