"""*Ambitie*: what the chosen opgaven add to the neighbourhood's ambition."""

from wijkexcel.layout.columns import id_column, name_column
from wijkexcel.layout.derived_columns import CALC
from wijkexcel.layout.formulas import control_column, lookup, row_column, trimmed
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
from wijkexcel.look.palette import Tab
from wijkexcel.model.records import Choice

COMPLETE = "compleet"
"""An opgave of which the page for the ambition can be made."""


def _state(here: Here) -> str:
    """What is still missing for the page, in the order of its columns."""
    steps = (("objective", "schrijf het doel"), ("who", "schrijf wie het doet"))
    formula = f'"{COMPLETE}"'
    for key, text in reversed(steps):
        formula = f'IF({trimmed(here.me(key))}="","{text}",{formula})'
    return f'=IF({here.me("chosen")}<>"ja","",{formula})'


def ambition_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Ambitie."""

    def chosen(here: Here) -> str:
        now = lookup(here, CALC, "current", here.me("rij"))
        return f'=IF({here.me("name")}="","",IF({now}="{Choice.CHOSEN}","ja","nee"))'

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
                help="Mag later. Waaraan ziet u dat het lukt?",
                width=34,
            ),
            Column(
                "first_measures",
                "Eerste maatregelen",
                Kind.LONG,
                help="Mag later. Waarmee begint u?",
                width=40,
            ),
            Column("who", "Wie", help="Wie trekt dit?", width=26),
            Column(
                "in_tender",
                "Mee in de marktuitvraag",
                Kind.LONG,
                help="Wat vraagt u hiervoor van een aannemer of andere marktpartij? Leeg: niets.",
                width=34,
                added_later=True,
            ),
            Column(
                "state",
                "Stand",
                Kind.TEXT,
                Owner.FORMULA,
                "Wat er nog moet voor de bladzijde, of: compleet.",
                20,
                formula=_state,
            ),
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
        "Vul voor elke gekozen opgave in wat u wilt bereiken, en wie dat doet. De opdracht "
        "'ambitie' maakt er een bladzijde van. Die is openbaar.",
        step=5,
        tables=(table,),
        highlights=(
            *finding_marks(table),
            Highlight(*area, f'={name}="nee"', "not_asked", "kolom 'Gekozen?': nee"),
        ),
        print_to="state",
        freeze=(table.first_row, 3),
        repeat_rows=(table.header_row, table.header_row),
        tab=Tab.DECIDE,
    )
