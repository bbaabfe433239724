"""*Criteria*: the assessment framework."""

from wijkexcel.layout.columns import HEADER, id_column
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
from wijkexcel.layout.wording import SCORED_BY
from wijkexcel.look.palette import Tab
from wijkexcel.model.records import (
    Direction,
    Visibility,
)
from wijkexcel.sentences import promise


def criteria_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Criteria."""

    def share(here: Here) -> str:
        total = f"SUM({here.layout.tables['calcCriteria'].rng('weight')})"
        own = lookup(here, "calcCriteria", "weight", here.me("rij"))
        return f'=IF({here.me("rij")}=0,"",IF({total}=0,"",IF({own}=0,"",{own}/{total})))'

    table = Table(
        "tblCriteria",
        "Criteria",
        HEADER + 1,
        (
            id_column(),
            row_column("calcCriteria"),
            Column("name", "Criterium", help="Korte naam, bijvoorbeeld: Kosten.", width=26),
            Column(
                "question",
                "Vraag",
                Kind.LONG,
                help="De vraag die invullers met een score beantwoorden.",
                width=46,
            ),
            Column(
                "put_forward_by",
                "Ingebracht door",
                help="Wie dit criterium belangrijk vindt: projectteam, bewoners, een partner.",
                width=18,
            ),
            Column(
                "direction",
                "Richting",
                Kind.CHOICE,
                help="Is een hoge of een lage score goed voor de wijk?",
                choices=tuple(Direction),
                width=16,
            ),
            Column(
                "weight",
                "Gewicht",
                Kind.NUMBER,
                help="Hoe zwaar het telt: 0 of meer. De gewichten hoeven niet samen 100 te zijn.",
                width=10,
            ),
            Column(
                "share",
                "Aandeel",
                Kind.SHARE,
                Owner.FORMULA,
                "Deel van het totale gewicht.",
                9,
                formula=share,
            ),
            Column(
                "floor",
                "Ondergrens",
                Kind.NUMBER,
                help="Mag leeg blijven. Scoort een opgave hier lager, dan haalt hij de score niet. "
                "Bij 'lager is beter' geldt de omgerekende score.",
                width=12,
            ),
            Column(
                "visibility",
                "Openbaar of intern",
                Kind.CHOICE,
                help=f"{promise.OF_CRITERION} Leeg telt als intern, tot u kiest.",
                choices=tuple(Visibility),
                width=12,
            ),
            Column(
                "shows_cost",
                "Toont kosten",
                Kind.YES_NO,
                help="Ziet wie dit criterium scoort ook de geschatte kosten van elke opgave? Leeg: "
                "nee.",
                choices=("ja", "nee"),
                width=10,
                added_later=True,
            ),
            *(
                Column(
                    g,
                    SCORED_BY.write(group=g),
                    Kind.YES_NO,
                    help="Scoort deze groep dit criterium?",
                    choices=("ja", "nee"),
                    width=14,
                )
                for g in capacity.group_ids
            ),
            control_column(),
        ),
        capacity.criterion_ids,
        purpose="Het afwegingskader: waarop u opgaven scoort en hoe zwaar dat telt.",
    )
    above = tuple(
        Cell(HEADER, table.col_of(g), f'=INDEX(calc_groepnamen,{i + 1})&""', "above")
        for i, g in enumerate(capacity.group_ids)
    )
    return Sheet(
        "Criteria",
        "Stap 1 - Afwegingskader",
        "Waar let u op bij het kiezen? Vul de criteria aan met wat bewoners en andere partners "
        "belangrijk vinden. U mag alles veranderen.",
        step=1,
        tables=(table,),
        cells=above,
        highlights=finding_marks(table),
        freeze=(table.first_row, 3),
        repeat_rows=(table.header_row, table.header_row),
        tab=Tab.AGREE,
    )
