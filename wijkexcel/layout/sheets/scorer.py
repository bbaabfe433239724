"""One tab per scorer: the opgaven, the marks to give, and the meanings of the marks."""

from dataclasses import replace

from wijkexcel.layout.columns import id_column, name_column
from wijkexcel.layout.fit import fitted_to
from wijkexcel.layout.formulas import control_column, in_dutch, lookup, row_column
from wijkexcel.layout.highlights import finding_marks
from wijkexcel.layout.partner_form import (
    FORM_HEADER,
    ROW_DONE,
    ROW_HIGH,
    ROW_LOW,
    ROW_MIDDLE,
    ROW_NAME,
    ROW_QUESTION,
    ROW_TITLE,
    TODO_FORMAT,
    bar_formula,
)
from wijkexcel.layout.spec import (
    Capacity,
    Cell,
    Column,
    Earlier,
    Here,
    Highlight,
    Kind,
    Layout,
    Owner,
    Sheet,
    Table,
    column_name,
)
from wijkexcel.layout.wording import ABSTAIN, COUPLING, how_to_score
from wijkexcel.look.palette import Tab
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Criterion, Direction
from wijkexcel.model.request import criterion_texts
from wijkexcel.sentences import background, promise

HEADER = FORM_HEADER
NOT_ASKED = "hoeft niet"
NO_GROUP = "U hebt nog geen groep. Vraag het projectteam om die te kiezen op het blad Deelnemers."
NO_ROUND = (
    "Uw ronde is nog niet open. Het projectteam opent hem op het blad Start, bij 'Tel mee tot en "
    "met ronde'."
)
LOW_IS_GOOD = "Let op: hier is een lage score goed."
NOTHING = "U hoeft hier niets in te vullen."
DONE = "Klaar! Sla het werkboek op. Dank u wel."


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
        f"{_SCORES}{scorer}",
        scorer,
        HEADER,
        (
            replace(id_column(), width=4, small=True),
            row_column("calcOpgaven"),
            replace(name_column(width=17), small=True),
            Column(
                "coupling",
                COUPLING,
                Kind.LONG,
                Owner.FORMULA,
                "Komt van het blad Opgaven.",
                39,
                formula=coupling,
                small=True,
            ),
            Column(
                "todo",
                "Nog te doen",
                Kind.WHOLE,
                Owner.FORMULA,
                "Zoveel scores wachten nog op u in deze rij.",
                6,
                formula=todo,
                number_format=TODO_FORMAT,
                small=True,
            ),
            *(
                Column(
                    c,
                    c,
                    Kind.SCORE,
                    list_name="lijst_scores",
                    width=16,
                    internal=True,
                    help="Typ een score, of ? voor 'weet niet'. Boven de kolom staat wat de scores "
                    "betekenen.",
                )
                for c in ids
            ),
            Column(
                "background",
                background.HEADER,
                Kind.LONG,
                Owner.FORMULA,
                "Wet of regeling, planning en soms de kosten, van het blad Opgaven.",
                60,
                formula=to_know,
                small=True,
            ),
            Column(
                "remark",
                "Opmerking (mag)",
                Kind.LONG,
                help=f"Wat u bij deze opgave kwijt wilt. {promise.TO_SCORER_BRIEFLY}",
                width=40,
                internal=True,
                no_mark=True,
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
    top = table.first_row + 1
    todo_col = column_name(table.col_of("todo"))
    left = f"SUM(${todo_col}${top}:${todo_col}${table.last_row + 1})"
    total = f"{of_scorer('asked')}*SUM(@calcOpgaven.active@)"
    side = table.col_of("todo")
    cells = [
        Cell(
            ROW_TITLE,
            0,
            f'=IF({name}="","Invulblad {scorer} - nog niet in gebruik","Invulblad van "&'
            f'{name}&IF({role}="",""," - "&{role}))',
            "name",
        ),
        Cell(ROW_LOW, 0, _how(), "line"),
        Cell(ROW_MIDDLE, 0, f"{ABSTAIN} Opmerkingen: achteraan.", "line"),
        Cell(
            ROW_DONE,
            0,
            f'=IF({name}="","",IF({of_scorer("group")}="","{NO_GROUP}",'
            f'IF({of_scorer("counted")}=0,"{NO_ROUND}",IF({of_scorer("asked")}=0,"{NOTHING}",'
            f'IF({left}=0,"{DONE}",{bar_formula(left, f"({total})")})))))',
            "progress",
        ),
        Cell(ROW_LOW, side, f'={in_dutch("schaal_laag")}&" ="', "mark"),
        Cell(ROW_MIDDLE, side, "midden", "mark"),
        Cell(ROW_HIGH, side, f'={in_dutch("schaal_hoog")}&" ="', "mark"),
        *(
            Cell(
                ROW_NAME,
                table.col_of(key),
                "Nog" if key == "todo" else table.column(key).header,
                "criterion",
            )
            for key in ("id", "name", "coupling", "todo", "background", "remark", "controle")
        ),
    ]
    for i, c in enumerate(ids):
        col = table.col_of(c)
        asked = of_scorer(c)
        row = f"INDEX(@calcCriteria.rij@,{i + 1})"
        at = f'MATCH("{c}",@tblSchaal.id@,0)'
        active = f"INDEX(@calcCriteria.active@,{i + 1})"
        lower = f'IF(INDEX(@calcCriteria.lower@,{i + 1})=1," {LOW_IS_GOOD}","")'
        named = f'INDEX(@calcCriteria.name@,{i + 1}),IF({active}=1,"{NOT_ASKED}","")'
        question = f"INDEX(@tblCriteria.question@,{row})&{lower}"
        cells += [
            Cell(ROW_NAME, col, f"=IF({asked}=1,{named})", "criterion"),
            Cell(ROW_QUESTION, col, f'=IF({asked}=1,{question},"")', "meaning"),
        ]
        for target, key in ((ROW_LOW, "lowest"), (ROW_MIDDLE, "middle"), (ROW_HIGH, "highest")):
            text = f'IFERROR(INDEX(@tblSchaal.{key}@,{at})&"","")'
            cells.append(Cell(target, col, f'=IF({asked}=1,{text},"")', "meaning"))
    sheet = Sheet(
        scorer,
        "",
        "Het invulblad van één deelnemer.",
        step=3,
        tables=(table,),
        cells=tuple(cells),
        highlights=_highlights(table, ids),
        freeze=(table.first_row, table.col_of(ids[0])),
        begin=(table.first_row, table.col_of(ids[0])),
        repeat_rows=(ROW_QUESTION, FORM_HEADER),
        hidden_rows=frozenset({HEADER}),
        print_to="remark",
        tab=Tab.SCORE,
        earlier=EARLIER,
    )
    return fitted_to(sheet, {}, {})


def _how() -> str:
    """The formula of what to do, with the marks of the scale."""
    low, high = (f'"&{in_dutch(name)}&"' for name in ("schaal_laag", "schaal_hoog"))
    return f'="{how_to_score(low, high)}"'


def _highlights(table: Table, ids: tuple[str, ...]) -> tuple[Highlight, ...]:
    """Marks on findings, what is not in use out of sight, what is not asked, what is still open."""
    first, last = table.col_of(ids[0]), table.col_of(ids[-1])
    top, letter = table.first_row + 1, column_name(first)
    grid = (table.first_row, first, table.last_row, last)
    everything = (table.first_row, table.first_col, table.last_row, table.last_col)
    above = (ROW_QUESTION, first, ROW_NAME, last)
    name = f"${column_name(table.col_of('name'))}{top}"
    named = f"{letter}${ROW_NAME + 1}"
    unused = "niet in gebruik: er is niets te zien"
    return (
        *finding_marks(table),
        Highlight(*everything, f'={name}=""', "unused", unused),
        Highlight(*grid, f'={named}=""', "unused", unused),
        Highlight(*grid, f'={named}="{NOT_ASKED}"', "not_asked", "'hoeft niet' boven de kolom"),
        Highlight(*grid, f'=TRIM({letter}{top})=""', "todo", "kolom 'Nog te doen'"),
        Highlight(*above, f'={named}=""', "unused", unused),
    )


def with_room_for(layout: Layout, dossier: Dossier) -> Layout:
    """The declaration with the tabs of all scorers fitted to the texts of a dossier."""
    above = {c.id: dict(zip(_ROWS, _texts(dossier, c), strict=True)) for c in dossier.criteria}
    beside = {o.id: {"name": o.name, "coupling": o.coupling} for o in dossier.opgaven}
    group = {s.id: s.group for s in dossier.scorers}
    asked = {g.id: {c.id for c in dossier.asked_of(g.id)} for g in dossier.groups}

    def tab(sheet: Sheet) -> Sheet:
        if not (sheet.tables and sheet.tables[0].name.startswith(_SCORES)):
            return sheet
        scorer = sheet.tables[0].name.removeprefix(_SCORES)
        mine = asked.get(group.get(scorer, ""), set(above)) or set(above)
        made = fitted_to(sheet, {c: texts for c, texts in above.items() if c in mine}, beside)
        table = made.tables[0]
        columns = (
            replace(c, width=SHUT) if c.key in above and c.key not in mine else c
            for c in table.columns
        )
        return replace(made, tables=(replace(table, columns=tuple(columns)),))

    return replace(layout, sheets=tuple(map(tab, layout.sheets)))


_SCORES = "tblScore_"
SHUT = 7
"""Width of a column of marks that this scorer is not asked, in characters."""
_ROWS = (ROW_NAME, ROW_QUESTION, ROW_LOW, ROW_MIDDLE, ROW_HIGH)


def _texts(dossier: Dossier, criterion: Criterion) -> tuple[str, ...]:
    """The texts above a column of marks, in the order of ``_ROWS``."""
    texts = criterion_texts(dossier, criterion)
    lower = criterion.direction is Direction.LOWER
    question = f"{texts['question']} {LOW_IS_GOOD}" if lower else texts["question"]
    return (texts["name"], question, texts["lowest"], texts["middle"], texts["highest"])


EARLIER = Earlier(
    texts=frozenset(
        (
            "Geef elke opgave een score per criterium: kies uit de lijst in de gele cel. Weet u "
            "het niet, kies dan 'weet niet'. Dat is ook een antwoord.",
            "Criterium",
            "De vraag",
            "Het midden betekent",
            "Vult u dit in?",
        )
    ),
    formulas=r'Lijsten!|"vul in"|^"De (laagste|hoogste) score',
    widths={
        "id": (6,),
        "name": (28,),
        "coupling": (40,),
        "background": (30,),
        "remark": (30,),
        "todo": (9,),
        "C": (19, 15, SHUT),
    },
    heights=frozenset((28.0, 32.0, 50.0, 62.0)),
    titles="$4:$10",
)
"""The tab of before the marks were the first thing in sight."""
