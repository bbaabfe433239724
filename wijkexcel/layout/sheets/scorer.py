"""One tab per scorer: the opgaven, the marks to give, and the meanings of the marks."""

from wijkexcel.layout.columns import id_column, name_column
from wijkexcel.layout.formulas import control_column, in_dutch, lookup, row_column
from wijkexcel.layout.highlights import finding_marks
from wijkexcel.layout.spec import (
    Capacity,
    Cell,
    Column,
    Here,
    Highlight,
    Kind,
    Owner,
    Sheet,
    Table,
    column_name,
)
from wijkexcel.layout.wording import COUPLING
from wijkexcel.look.palette import Tab
from wijkexcel.sentences import background, promise

HEADER = 9
ROW_NAME, ROW_QUESTION, ROW_LOW, ROW_MIDDLE, ROW_HIGH, ROW_ASKED = range(3, 9)
SIDE = 5
"""Column of the labels before the rows above the marks."""
ASKED, NOT_ASKED = "vul in", "hoeft niet"
NO_GROUP = "U hebt nog geen groep. Vraag het projectteam om die te kiezen op het blad Deelnemers."
NO_ROUND = (
    "Uw ronde is nog niet open. Het projectteam opent hem op het blad Start, bij 'Tel mee tot en "
    "met ronde'."
)
LOW_IS_GOOD = "Let op: hier is een lage score goed."
NOTHING = "U hoeft hier niets in te vullen."


def scorer_sheet(capacity: Capacity, index: int) -> Sheet:
    """Build the declaration of the tab of one scorer; ``index`` counts from 0."""
    scorer = capacity.scorer_ids[index]
    ids = capacity.criterion_ids

    def coupling(here: Here) -> str:
        at = lookup(here, "calcOpgaven", "rij", here.me("rij"))
        return f'=IF({here.me("name")}="","",{lookup(here, "tblOpgaven", "coupling", at)}&"")'

    def to_know(here: Here) -> str:
        row = here.me("rij")
        sees = here.layout.tables["calcDeelnemers"].at("sees_cost", index)
        texts = (lookup(here, "calcOpgaven", k, row) for k in ("background_cost", "background"))
        return f'=IF({here.me("name")}="","",IF({sees}=1,{next(texts)},{next(texts)}))'

    def todo(here: Here) -> str:
        at = f"({here.me('rij')}-1)*{capacity.scorers}+{index + 1}"
        marks, abstentions = (
            lookup(here, "calcScores", key, at) for key in ("marks", "abstentions")
        )
        asked = here.layout.tables["calcDeelnemers"].at("asked", index)
        return f'=IF({here.me("name")}="","",{asked}-{marks}-{abstentions})'

    table = Table(
        f"tblScore_{scorer}",
        scorer,
        HEADER,
        (
            id_column(),
            row_column("calcOpgaven"),
            name_column(width=28),
            Column(
                "coupling",
                COUPLING,
                Kind.LONG,
                Owner.FORMULA,
                "Komt van het blad Opgaven.",
                40,
                formula=coupling,
            ),
            Column(
                "background",
                background.HEADER,
                Kind.LONG,
                Owner.FORMULA,
                "Wet of regeling, planning en soms de kosten, van het blad Opgaven.",
                30,
                formula=to_know,
            ),
            Column(
                "remark",
                "Opmerking (mag)",
                Kind.LONG,
                help=f"Wat u bij deze opgave kwijt wilt. {promise.TO_SCORER_BRIEFLY}",
                width=30,
                internal=True,
            ),
            Column(
                "todo",
                "Nog te doen",
                Kind.WHOLE,
                Owner.FORMULA,
                "Zoveel scores wachten nog op u in deze rij.",
                9,
                formula=todo,
            ),
            *(
                Column(
                    c,
                    c,
                    Kind.SCORE,
                    list_name="lijst_scores",
                    width=19,
                    internal=True,
                    help="Kies een score, of 'weet niet'. Boven de kolom staat wat de scores "
                    "betekenen.",
                )
                for c in ids
            ),
            control_column(),
        ),
        capacity.opgave_ids,
        purpose="De scores van één deelnemer.",
    )

    def of_scorer(key: str, source: str = "calcDeelnemers") -> str:
        return f"INDEX(@{source}.{key}@,{index + 1})"

    name = of_scorer("name")
    role = f'IFERROR(INDEX(@tblDeelnemers.organisation@,{of_scorer("rij")})&"","")'
    first_data = table.first_row
    todo_col = column_name(table.col_of("todo"))
    todo_range = f"${todo_col}${first_data + 1}:${todo_col}${table.last_row + 1}"
    cells = [
        Cell(
            0,
            0,
            f'=IF({name}="","Invulblad {scorer} - nog niet in gebruik","Invulblad van "&'
            f'{name}&IF({role}="",""," - "&{role}))',
            "title",
        ),
        Cell(
            1,
            0,
            "Geef elke opgave een score per criterium: kies uit de lijst in de gele cel. "
            "Weet u het niet, kies dan 'weet niet'. Dat is ook een antwoord.",
            "intro",
        ),
        Cell(
            2,
            2,
            f'=IF({name}="","",IF({of_scorer("group")}="","{NO_GROUP}",'
            f'IF({of_scorer("counted")}=0,"{NO_ROUND}",IF({of_scorer("asked")}=0,"{NOTHING}",'
            f'IF(SUM({todo_range})=0,"Alles is ingevuld. Dank u wel!",'
            f'"Nog in te vullen: "&SUM({todo_range}))))))',
            "heading",
        ),
        Cell(ROW_NAME, SIDE, "Criterium", "side"),
        Cell(ROW_QUESTION, SIDE, "De vraag", "side"),
        Cell(
            ROW_LOW, SIDE, f'="De laagste score ("&{in_dutch("schaal_laag")}&") betekent"', "side"
        ),
        Cell(ROW_MIDDLE, SIDE, "Het midden betekent", "side"),
        Cell(
            ROW_HIGH, SIDE, f'="De hoogste score ("&{in_dutch("schaal_hoog")}&") betekent"', "side"
        ),
        Cell(ROW_ASKED, SIDE, "Vult u dit in?", "side"),
    ]
    for i, c in enumerate(ids):
        col = table.col_of(c)
        asked = of_scorer(c)
        row = f"INDEX(@calcCriteria.rij@,{i + 1})"
        at = f'MATCH("{c}",@tblSchaal.id@,0)'
        mine = f"{column_name(col)}${ROW_ASKED + 1}"
        active = f"INDEX(@calcCriteria.active@,{i + 1})"
        lower = f'IF(INDEX(@calcCriteria.lower@,{i + 1})=1," {LOW_IS_GOOD}","")'
        cells += [
            Cell(
                ROW_ASKED, col, f'=IF({asked}=1,"{ASKED}",IF({active}=1,"{NOT_ASKED}",""))', "asked"
            ),
            Cell(
                ROW_NAME,
                col,
                f'=IF({mine}="{ASKED}",INDEX(@calcCriteria.name@,{i + 1}),"")',
                "criterion",
            ),
            Cell(
                ROW_QUESTION,
                col,
                f'=IF({mine}="{ASKED}",INDEX(@tblCriteria.question@,{row})&{lower},"")',
                "meaning",
            ),
        ]
        for target, key in ((ROW_LOW, "lowest"), (ROW_MIDDLE, "middle"), (ROW_HIGH, "highest")):
            text = f'IFERROR(INDEX(@tblSchaal.{key}@,{at})&"","")'
            cells.append(Cell(target, col, f'=IF({mine}="{ASKED}",{text},"")', "meaning"))
    first, last = table.col_of(ids[0]), table.col_of(ids[-1])
    letter = column_name(first)
    grid = (first_data, first, table.last_row, last)
    name_letter = column_name(table.col_of("name"))
    open_cell = (
        f'=AND({letter}${ROW_ASKED + 1}="{ASKED}",${name_letter}{first_data + 1}<>"",'
        f'{letter}{first_data + 1}="")'
    )
    outside = f'=OR({letter}${ROW_ASKED + 1}<>"{ASKED}",${name_letter}{first_data + 1}="")'
    return Sheet(
        scorer,
        "",
        "Het invulblad van één deelnemer.",
        step=3,
        tables=(table,),
        cells=tuple(cells),
        highlights=(
            *finding_marks(table),
            Highlight(*grid, outside, "not_asked", "rij 'Vult u dit in?': hoeft niet"),
            Highlight(*grid, open_cell, "todo", "kolom 'Nog te doen'"),
        ),
        freeze=(first_data, 3),
        repeat_rows=(ROW_NAME, HEADER),
        row_heights={ROW_QUESTION: 62, ROW_LOW: 50, ROW_MIDDLE: 50, ROW_HIGH: 50, ROW_NAME: 32},
        print_to=ids[-1],
        tab=Tab.SCORE,
    )
