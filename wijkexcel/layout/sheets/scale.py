"""*Schaal*: the meanings of the marks for each criterion."""

from wijkexcel.layout.columns import HEADER, id_column, name_column
from wijkexcel.layout.formulas import control_column, lookup, row_column
from wijkexcel.layout.highlights import finding_marks
from wijkexcel.layout.spec import (
    Capacity,
    Cell,
    Column,
    Here,
    Kind,
    Owner,
    Sheet,
    Table,
)
from wijkexcel.look.palette import Tab
from wijkexcel.model.records import (
    Direction,
)


def scale_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Schaal."""

    def way(here: Here) -> str:
        lower = lookup(here, "calcCriteria", "lower", here.me("rij"))
        words = f'IF({lower}=1,"{Direction.LOWER}","{Direction.HIGHER}")'
        return f'=IF({here.me("name")}="","",{words})'

    table = Table(
        "tblSchaal",
        "Schaal",
        HEADER + 1,
        (
            id_column(),
            row_column("calcCriteria"),
            name_column("Criterium", "calcCriteria", 28),
            Column(
                "way",
                "Wat is goed?",
                Kind.TEXT,
                Owner.FORMULA,
                "Komt van het blad Criteria.",
                16,
                formula=way,
            ),
            Column(
                "lowest",
                "De laagste score betekent",
                Kind.LONG,
                help="Wat is er aan de hand als iemand hier de laagste score geeft? Verplicht.",
                width=40,
            ),
            Column(
                "middle",
                "De middelste score betekent",
                Kind.LONG,
                help="Mag leeg blijven, maar helpt invullers.",
                width=40,
            ),
            Column(
                "highest",
                "De hoogste score betekent",
                Kind.LONG,
                help="Wat is er aan de hand als iemand hier de hoogste score geeft? Verplicht.",
                width=40,
            ),
            control_column(),
        ),
        capacity.criterion_ids,
        purpose="Wat de laagste, middelste en hoogste score per criterium betekenen.",
    )
    cells = (
        Cell(HEADER, table.col_of("way"), "Score", "above"),
        Cell(HEADER, table.col_of("lowest"), "=schaal_laag", "above"),
        Cell(HEADER, table.col_of("middle"), "=(schaal_laag+schaal_hoog)/2", "above"),
        Cell(HEADER, table.col_of("highest"), "=schaal_hoog", "above"),
    )
    return Sheet(
        "Schaal",
        "Stap 2 - Wat betekent een score?",
        "Beschrijf per criterium beide uiteinden, vóórdat iemand scoort. De afgesproken score "
        "vult u in op het blad Start.",
        step=2,
        tables=(table,),
        cells=cells,
        highlights=finding_marks(table),
        freeze=(table.first_row, 3),
        repeat_rows=(table.header_row - 1, table.header_row),
        tab=Tab.AGREE,
    )
