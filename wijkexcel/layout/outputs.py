"""The sheets in which decisions end: Besluit, Ambitie, Bevindingen, Logboek."""

from functools import partial

from wijkexcel.dutch import promise
from wijkexcel.layout.formulas import control_column, from_row, lookup, no_day, row_column, trimmed
from wijkexcel.layout.inputs import finding_marks, id_column, name_column
from wijkexcel.layout.results import status_marks
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
from wijkexcel.model.records import Choice, Koppelvorm

_CALC = "calcOpgaven"
DECIDED = "vastgesteld"
MOST_FINDINGS, MOST_RECEIVED = 300, 400


def _decision_state(here: Here) -> str:
    """What still lacks before a decision stands; the same order as the letter needs it."""
    me = here.me
    reach = lookup(here, _CALC, "reach", me("rij"))
    scored = f'{lookup(here, _CALC, "total", me("rij"))}<>""'
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


def decision_sheet_spec(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Besluit."""
    table = Table(
        "tblBesluit",
        "Besluit",
        4,
        (
            id_column(),
            row_column(_CALC),
            name_column(width=28),
            Column("shown", "Totaal", Kind.MARK_TOTAL, Owner.FORMULA, "Zie het Overzicht.", 8,
                   formula=from_row(_CALC, "shown"), internal=True),
            Column("status", "Stand", Kind.TEXT, Owner.FORMULA, "Zie het Overzicht.", 22,
                   formula=from_row(_CALC, "status"), internal=True),
            Column("proposal", "Voorstel", Kind.TEXT, Owner.FORMULA,
                   "Volgt uit de scores en de heroverweging. Het besluit is aan u.", 15,
                   formula=from_row(_CALC, "proposal")),
            Column("choice", "Besluit", Kind.CHOICE, Owner.SHARED,
                   "Gekozen, niet gekozen of uitgesteld.", 14, choices=tuple(Choice)),
            Column("koppelvorm", "Koppelvorm", Kind.CHOICE, Owner.SHARED,
                   "Hoe de opgave meedoet. Verplicht als hij gekozen is.", 18,
                   choices=tuple(Koppelvorm)),
            Column("public_reason", "Openbare reden", Kind.LONG, Owner.SHARED,
                   "Komt in de brief. Schrijf zo dat bewoners het begrijpen.", 46),
            Column("internal_note", "Interne notitie", Kind.LONG,
                   help=promise.TO_TEAM, width=34, internal=True),
            Column("follow_up", "Vervolg, of waarop u wacht", Kind.LONG,
                   help="Uitgesteld: waarop wacht u, bijvoorbeeld op inzicht in kosten en "
                   "opbrengsten? Dat komt in de brief. Anders: de volgende stap.",
                   width=34),
            Column("when", "Wanneer", Kind.DATE, help="Uitgesteld: tot wanneer? Een datum.",
                   width=12),
            Column("decided_by", "Besloten door", help="Bijvoorbeeld: het college.", width=20),
            Column("decided_on", "Besloten op", Kind.DATE, help="De dag van het besluit.",
                   width=12, happened=True),
            Column("state", "Stand van het besluit", Kind.TEXT, Owner.FORMULA,
                   "Wat er nog moet, of: vastgesteld.", 24, formula=_decision_state),
            control_column(),
        ),
        capacity.opgave_ids,
        purpose="Wat u per opgave besluit, en waarom.",
    )  # fmt: skip
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
        colour="#7030A0",
    )


def ambition_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Ambitie."""

    def chosen(here: Here) -> str:
        flag = lookup(here, _CALC, "chosen", here.me("rij"))
        return f'=IF({here.me("name")}="","",IF({flag}=1,"ja","nee"))'

    table = Table(
        "tblAmbitie",
        "Ambitie",
        4,
        (
            id_column(),
            row_column(_CALC),
            name_column(),
            Column("chosen", "Gekozen?", Kind.TEXT, Owner.FORMULA, "Volgens Besluit.", 10,
                   formula=chosen),
            Column("objective", "Doel", Kind.LONG, help="Wat wilt u in de wijk bereiken?",
                   width=40),
            Column("measured_by", "Hoe meet u dat?", Kind.LONG,
                   help="Waaraan ziet u dat het lukt?", width=34),
            Column("first_measures", "Eerste maatregelen", Kind.LONG,
                   help="Waarmee begint u?", width=40),
            Column("who", "Wie", help="Wie trekt dit?", width=26),
            control_column(),
        ),
        capacity.opgave_ids,
        purpose="Wat de gekozen opgaven toevoegen aan de gezamenlijke ambitie voor de wijk.",
    )  # fmt: skip
    name = f"${column_name(table.col_of('chosen'))}{table.first_row + 1}"
    area = (table.first_row, 0, table.last_row, table.last_col)
    return Sheet(
        "Ambitie",
        "Stap 5 - Voeg de gekozen opgaven toe aan de ambitie",
        "Vul voor elke gekozen opgave in wat u wilt bereiken. Dit gaat mee in de gezamenlijke "
        "ambitie voor de wijk.",
        step=5,
        tables=(table,),
        highlights=(
            *finding_marks(table),
            Highlight(*area, f'={name}="nee"', "not_asked", "kolom 'Gekozen?': nee"),
        ),
        print_to="who",
        freeze=(table.first_row, 3),
        repeat_rows=(table.header_row, table.header_row),
        colour="#7030A0",
    )


def _rows_in_use(table: Table) -> Highlight:
    cell = f"$A{table.first_row + 1}"
    area = (table.first_row, 0, table.last_row, table.last_col)
    return Highlight(*area, f'={cell}<>""', "row", "geen betekenis, alleen lijnen")


def _program(key: str, header: str, width: float, kind: Kind = Kind.TEXT, *,
             help_: str = "", hidden: bool = False, internal: bool = False) -> Column:  # fmt: skip
    """Make a column that the program fills."""
    return Column(key, header, kind, Owner.PROGRAM, help_, width, hidden=hidden, internal=internal)


def _growing_sheet(table: Table, name: str, title: str, purpose: str, *, step: int = 0) -> Sheet:
    """Make a sheet whose one table the program fills as it goes."""
    return Sheet(
        name,
        title,
        purpose,
        step=step,
        tables=(table,),
        highlights=(_rows_in_use(table),),
        freeze=(table.first_row, 0),
        repeat_rows=(table.header_row, table.header_row),
        grows=True,
        colour="#7F7F7F",
    )


def findings_sheet() -> Sheet:
    """Build the declaration of sheet Bevindingen, which the program writes."""
    table = Table(
        "tblBevindingen",
        "Bevindingen",
        4,
        (
            _program("id", "Volgnummer", 12, Kind.ID),
            _program("severity", "Ernst", 10, help_="Fout: moet weg. Let op: kijk ernaar."),
            _program("sheet", "Blad", 16),
            _program("cell", "Cel", 9),
            _program("problem", "Wat is er?", 62, Kind.LONG),
            _program("action", "Wat kunt u doen?", 52, Kind.LONG),
            _program("cell_key", "sleutel cel", 10, hidden=True),
            _program("row_key", "sleutel rij", 10, hidden=True),
        ),
        tuple(str(i) for i in range(1, MOST_FINDINGS + 1)),
        purpose="Wat de laatste controle vond, met blad en cel.",
    )
    return _growing_sheet(
        table,
        "Bevindingen",
        "Wat de controle vond",
        "Dit blad vult het programma. Fouten moeten weg voordat u besluit; bij 'let op' kijkt u "
        "zelf of het klopt.",
    )


def received_sheet() -> Sheet:
    """Build the declaration of sheet Ontvangst: what the last collecting made of each file."""
    received = partial(_program, internal=True)
    table = Table(
        "tblOntvangst",
        "Ontvangst",
        4,
        (
            received("file", "Bestand", 40, Kind.LONG, help_="Het bestand dat terugkwam."),
            received("scorer", "Deelnemer", 11, Kind.ID, help_="Nummer van de deelnemer."),
            received("kind", "Uitkomst", 20, help_="Verwerkt, geweigerd, conflict of ontbreekt."),
            received("sheet", "Blad in het bestand", 16),
            received("cell", "Cel in het bestand", 10),
            received("problem", "Wat is er?", 62, Kind.LONG),
            received("action", "Wat kunt u doen?", 52, Kind.LONG),
        ),
        tuple(str(i) for i in range(1, MOST_RECEIVED + 1)),
        purpose="Wat er van de teruggestuurde bestanden werd, bij de laatste keer verzamelen.",
    )  # fmt: skip
    return _growing_sheet(
        table,
        "Ontvangst",
        "Wat er terugkwam",
        "Dit blad vult het programma bij het verzamelen. Welke score uit welk bestand komt, staat "
        "in het Logboek.",
        step=3,
    )


def log_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Logboek, which is only ever appended to."""
    table = Table(
        "tblLogboek",
        "Logboek",
        4,
        (
            Column("when", "Wanneer", Kind.MOMENT, Owner.PROGRAM, "Datum en tijd.", 18),
            Column("who", "Wie", Kind.TEXT, Owner.PROGRAM, "Wie het programma liet lopen.", 24,
                   internal=True),
            Column("what", "Wat", Kind.LONG, Owner.PROGRAM, "Wat er gebeurde.", 80, internal=True),
            Column("fingerprint", "Vingerafdruk", Kind.TEXT, Owner.PROGRAM,
                   "Kenmerk van kader, schaal en opgaven op dat moment.", 16),
        ),
        tuple(str(i) for i in range(1, capacity.log + 1)),
        purpose="Wat er wanneer met dit werkboek gebeurde.",
    )  # fmt: skip
    return _growing_sheet(
        table,
        "Logboek",
        "Logboek",
        "Hier schrijft het programma bij wat er gebeurde. Het haalt er nooit iets af.",
    )
