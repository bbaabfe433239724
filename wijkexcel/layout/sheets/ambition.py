"""*Ambitie*: what the chosen opgaven add to the neighbourhood's ambition."""

from wijkexcel.layout.columns import id_column, name_column
from wijkexcel.layout.derived_columns import CALC
from wijkexcel.layout.formulas import control_column, lookup, row_column
from wijkexcel.layout.highlights import finding_marks
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


def ambition_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Ambitie."""

    def chosen(here: Here) -> str:
        flag = lookup(here, CALC, "chosen", here.me("rij"))
        return f'=IF({here.me("name")}="","",IF({flag}=1,"ja","nee"))'

    table = Table(
        "tblAmbitie",
        "Ambitie",
        4,
        (
            id_column(),
            row_column(CALC),
            name_column(),
            Column(
                "chosen",
                "Gekozen?",
                Kind.TEXT,
                Owner.FORMULA,
                "Volgens Besluit.",
                10,
                formula=chosen,
            ),
            Column(
                "objective", "Doel", Kind.LONG, help="Wat wilt u in de wijk bereiken?", width=40
            ),
            Column(
                "measured_by",
                "Hoe meet u dat?",
                Kind.LONG,
                help="Waaraan ziet u dat het lukt?",
                width=34,
            ),
            Column(
                "first_measures",
                "Eerste maatregelen",
                Kind.LONG,
                help="Waarmee begint u?",
                width=40,
            ),
            Column("who", "Wie", help="Wie trekt dit?", width=26),
            control_column(),
        ),
        capacity.opgave_ids,
        purpose="Wat de gekozen opgaven toevoegen aan de gezamenlijke ambitie voor de wijk.",
    )
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
