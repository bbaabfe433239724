"""*Heroverweging*: the opgaven that fell short but should be reconsidered."""

from wijkexcel.layout.columns import id_column, name_column
from wijkexcel.layout.derived_columns import CALC
from wijkexcel.layout.formulas import (
    control_column,
    from_row,
    listed,
    lookup,
    row_column,
)
from wijkexcel.layout.highlights import finding_marks, status_marks
from wijkexcel.layout.spec import (
    Capacity,
    Column,
    Formula,
    Here,
    Highlight,
    Kind,
    Owner,
    Sheet,
    Table,
    column_name,
)
from wijkexcel.look.palette import Tab
from wijkexcel.model.records import Answer, Verdict
from wijkexcel.rules.reconsider import NO_REASON, Reason
from wijkexcel.sentences import promise

SECOND_LOOK = "Heroverweging"
FIRST_ROUND = "first_round"
"""Column for how an opgave stood when only the first round counted."""


def _here(key: str) -> Formula:
    return from_row(CALC, key)


def second_look_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Heroverweging: what fell short, and why to reconsider it."""

    def look(here: Here) -> str:
        short = lookup(here, CALC, "short", here.me("rij"))
        return f'=IF({here.me("name")}="","",IF({short}=1,"ja","nee"))'

    def why(here: Here) -> str:
        flags = (
            ("r_close", Reason.CLOSE),
            ("r_residents", Reason.RESIDENTS),
            ("r_make_or_break", Reason.MAKE_OR_BREAK),
            ("r_open", Reason.STILL_OPEN),
            ("r_floor", Reason.ONLY_FLOOR),
            ("r_longer_term", Reason.LONGER_TERM),
        )
        row = here.me("rij")
        parts = ((f"{lookup(here, CALC, key, row)}=1", f'"{word}"') for key, word in flags)
        none = f"{lookup(here, CALC, 'reasons', row)}=0"
        found = f'IF({none},"{NO_REASON}",{listed(parts)})'
        return f'=IF({here.me("look")}<>"ja","",{found})'

    table = Table(
        "tblHeroverweging",
        SECOND_LOOK,
        4,
        (
            id_column(),
            row_column(CALC),
            name_column(),
            Column(
                "shown",
                "Totaal",
                Kind.MARK_TOTAL,
                Owner.FORMULA,
                "Zie het Overzicht.",
                9,
                formula=_here("shown"),
                internal=True,
            ),
            Column(
                "status",
                "Stand",
                Kind.TEXT,
                Owner.FORMULA,
                "Zie het Overzicht.",
                29,
                formula=_here("status"),
                internal=True,
            ),
            Column(
                FIRST_ROUND,
                "Na ronde 1",
                Kind.TEXT,
                Owner.PROGRAM,
                "Totaal en stand toen alleen ronde 1 meetelde. Vult het programma in zodra een "
                "latere ronde meetelt.",
                29,
                internal=True,
            ),
            Column(
                "look",
                "Nog eens bekijken?",
                Kind.TEXT,
                Owner.FORMULA,
                "Ja: de opgave haalt de score niet. Kijk nog eens of hij toch mee moet doen.",
                12,
                formula=look,
                internal=True,
            ),
            Column(
                "why_look",
                "Redenen om nog eens te kijken",
                Kind.LONG,
                Owner.FORMULA,
                "Wat ervoor spreekt om toch mee te doen, voor zover het programma dat ziet.",
                40,
                formula=why,
                internal=True,
            ),
            Column(
                "explained",
                "Toelichting van het programma",
                Kind.LONG,
                Owner.PROGRAM,
                "Wordt ingevuld door de opdracht 'heroverweeg'.",
                44,
                internal=True,
            ),
            Column(
                "make_or_break",
                "Maakt of breekt",
                Kind.CHOICE,
                help="Kan deze opgave de wijkaanpak maken of breken, bijvoorbeeld door draagvlak "
                "van bewoners? Leeg: wat op Opgaven staat.",
                choices=tuple(Verdict),
                width=11,
                internal=True,
                added_later=True,
            ),
            Column(
                "answer",
                "Wat vindt het team?",
                Kind.CHOICE,
                help="Toevoegen, niet toevoegen of uitstellen. Geen reden gevonden? Die "
                "opgaven kunt u op Start samen niet toevoegen.",
                choices=tuple(Answer),
                width=16,
            ),
            Column(
                "why",
                "Waarom vindt het team dit?",
                Kind.LONG,
                help=f"Leg uit waarom. {promise.TO_TEAM} Kiest u hiernaast 'ja'? Dan wel in de "
                "brief.",
                width=44,
                internal=True,
            ),
            Column(
                "public",
                "Ook als openbare reden?",
                Kind.YES_NO,
                help="Ja: de opdracht 'besluit' zet deze reden op Besluit als openbare reden, als "
                "daar nog geen eigen reden staat. Hij komt dan in de brief. Leeg: nee.",
                choices=("ja", "nee"),
                width=12,
                added_later=True,
            ),
            control_column(),
        ),
        capacity.opgave_ids,
        purpose="De tweede blik op wat de score niet haalde.",
    )
    look_cell = f"${column_name(table.col_of('look'))}{table.first_row + 1}"
    answer = table.col_of("answer")
    answer_cell = f"${column_name(answer)}{table.first_row + 1}"
    found = f"${column_name(table.col_of('why_look'))}{table.first_row + 1}"
    together = f'AND({found}="{NO_REASON}",zonder_reden_niet="{Verdict.YES}")'
    col, first = table.col_of("look"), table.col_of(FIRST_ROUND)
    first_cell = f"${column_name(first)}{table.first_row + 1}"
    return Sheet(
        SECOND_LOOK,
        "Stap 4 - Kijk nog eens naar wat het niet haalde",
        "Kan een opgave de wijkaanpak maken of breken, bijvoorbeeld door draagvlak van bewoners? "
        "Voeg hem dan alsnog toe, en schrijf op waarom.",
        step=4,
        tables=(table,),
        highlights=(
            *finding_marks(table),
            Highlight(
                table.first_row,
                answer,
                table.last_row,
                answer,
                f'=AND({look_cell}="ja",{answer_cell}="",NOT({together}))',
                "todo",
                "kolom 'Nog eens bekijken?'",
            ),
            Highlight(
                table.first_row,
                first,
                table.last_row,
                first,
                f'=ISNUMBER(SEARCH("gedraaid",{first_cell}))',
                "short_light",
                "het woord in de cel zelf",
            ),
            Highlight(
                table.first_row,
                col,
                table.last_row,
                col,
                f'={look_cell}="ja"',
                "short_light",
                "het woord in de cel zelf",
            ),
            *status_marks(table),
        ),
        freeze=(table.first_row, 3),
        repeat_rows=(table.header_row, table.header_row),
        paper="A3",
        print_to="public",
        tab=Tab.WEIGH,
    )
