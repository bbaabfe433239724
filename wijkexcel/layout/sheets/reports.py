"""What the program reports in the workbook: *Bevindingen*, *Ontvangst* and *Logboek*."""

from functools import partial

from wijkexcel.layout.spec import (
    Capacity,
    Column,
    Highlight,
    Kind,
    Owner,
    Sheet,
    Table,
)
from wijkexcel.look.palette import Tab

MOST_FINDINGS = 300
MOST_RECEIVED = 400


def _rows_in_use(table: Table) -> Highlight:
    cell = f"$A{table.first_row + 1}"
    area = (table.first_row, 0, table.last_row, table.last_col)
    return Highlight(*area, f'={cell}<>""', "row", "geen betekenis, alleen lijnen")


def _program(
    key: str,
    header: str,
    width: float,
    kind: Kind = Kind.TEXT,
    *,
    help_: str = "",
    hidden: bool = False,
    internal: bool = False,
) -> Column:
    """Make a column that the program fills."""
    return Column(key, header, kind, Owner.PROGRAM, help_, width, hidden=hidden, internal=internal)


def _growing_sheet(table: Table, name: str, title: str, purpose: str, *, step: int = 0) -> Sheet:
    """Make a sheet with one table, which the program fills step by step."""
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
        tab=Tab.TECHNICAL,
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
    """Build the declaration of sheet Ontvangst: the result of the last collection, per file."""
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
    )
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
            Column(
                "who",
                "Wie",
                Kind.TEXT,
                Owner.PROGRAM,
                "Wie het programma liet lopen.",
                24,
                internal=True,
            ),
            Column("what", "Wat", Kind.LONG, Owner.PROGRAM, "Wat er gebeurde.", 80, internal=True),
            Column(
                "fingerprint",
                "Vingerafdruk",
                Kind.TEXT,
                Owner.PROGRAM,
                "Kenmerk van kader, schaal en opgaven op dat moment.",
                16,
            ),
        ),
        tuple(str(i) for i in range(1, capacity.log + 1)),
        purpose="Wat er wanneer met dit werkboek gebeurde.",
    )
    return _growing_sheet(
        table,
        "Logboek",
        "Logboek",
        "Hier schrijft het programma bij wat er gebeurde. Het haalt er nooit iets af.",
    )
