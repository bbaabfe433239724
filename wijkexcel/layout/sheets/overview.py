"""*Overzicht*: the opgaven in order of rank, each with a bar for its total."""

from wijkexcel.dutch.plain import LONGEST_CELL
from wijkexcel.layout.bars import (
    LIKELY,
    LINE,
    POSSIBLE,
    axis_formula,
    bar_formula,
    end_formula,
    line_formula,
)
from wijkexcel.layout.derived_columns import CALC
from wijkexcel.layout.formulas import (
    listed,
    lookup,
    short_name,
    shown_mark,
)
from wijkexcel.layout.highlights import filled_rows, status_marks
from wijkexcel.layout.spec import (
    Capacity,
    Cell,
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
from wijkexcel.rules.reconsider import ANSWERED, AfterLook

OVERVIEW = "Overzicht"
FORMER_CHART = "Staafgrafiek: het totaal van elke opgave, van hoog naar laag, met"
"""How the text for who cannot see it began, of the chart in workbooks of earlier versions."""
CONSIDER = "Om te overwegen: "
TURNED = " (omgedraaid)"
"""Beside a criterion of which a low mark is the best: here a high score is always the best."""
EXACT = "Precies"
"""Prefix of the header of an exact score, where the visible one is rounded for display."""


def overview_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Overzicht: ranked live, highest total first."""
    header = 5

    def placed(here: Here) -> str:
        order = here.layout.tables[CALC].rng("order")
        return f"=IFERROR(MATCH({here.me('place')},{order},0),0)"

    def shown(key: str) -> Formula:
        def formula(here: Here) -> str:
            row = here.me("rij")
            return f'=IF({row}=0,"",{lookup(here, CALC, key, row)})'

        return formula

    def rounded(key: str, *, exact: bool = False) -> Formula:
        def formula(here: Here) -> str:
            row = here.me("rij")
            value = lookup(here, CALC, key, row)
            good = f'IF({value}="","",ROUND({value},9))'
            return f'=IF({row}=0,"",{good if exact else shown_mark(good)})'

        return formula

    def after(here: Here) -> str:
        row = here.me("rij")
        answer = lookup(here, CALC, "answer", row)
        short = f'"{AfterLook.TO_LOOK_AT}"'
        for given, stands in ANSWERED.items():
            short = f'IF({answer}="{given}","{stands}",{short})'
        unknown = f'OR({lookup(here, CALC, "total", row)}="",NOT(ISNUMBER(drempel_telt)))'
        reach = f"{lookup(here, CALC, 'reach', row)}=1"
        known = f'IF({reach},"{AfterLook.HIGH_ENOUGH}",IF({unknown},"",{short}))'
        return f'=IF({row}=0,"",{known})'

    def floors(here: Here) -> str:
        row = here.me("rij")
        names = here.layout.tables["calcCriteria"]
        parts = (
            (f"{lookup(here, CALC, f'f_{c}', row)}=1", f'"{c} "&{short_name(names.at("name", i))}')
            for i, c in enumerate(capacity.criterion_ids)
        )
        return f'=IF({row}=0,"",{listed(parts)})'

    def given(key: str, column: str, width: float, kind: Kind, help_: str) -> Column:
        internal = key not in {"id", "name"}
        return Column(
            key, column, kind, Owner.FORMULA, help_, width, formula=shown(key), internal=internal
        )

    table = Table(
        "tblOverzicht",
        OVERVIEW,
        header,
        (
            given("rank", "Rang", 7, Kind.WHOLE, "Gelijke totalen krijgen dezelfde rang."),
            given("id", "Nr", 6, Kind.ID, "Kenmerk van de opgave."),
            given("name", "Opgave", 36, Kind.TEXT, "Naam van de opgave."),
            given(
                "shown",
                "Totaal",
                9,
                Kind.MARK_TOTAL,
                "Gewogen gemiddelde, op twee decimalen; nooit naar de afgesproken score toe "
                "afgerond.",
            ),
            Column(
                "bar",
                "Totaal op de schaal",
                Kind.BAR,
                Owner.FORMULA,
                "Vol: dat staat vast. Gestippeld: dat hangt af van scores die er nog niet zijn.",
                43,
                formula=lambda here: bar_formula(
                    *(here.me(key) for key in ("bar_end", "total_low", "total_high", "bar_line"))
                ),
                internal=True,
            ),
            given("status", "Stand", 27, Kind.TEXT, "Waar de opgave staat."),
            Column(
                "after",
                "Na de tweede blik",
                Kind.TEXT,
                Owner.FORMULA,
                "Hoog genoeg, of wat het team koos op Heroverweging.",
                17,
                formula=after,
                internal=True,
            ),
            Column(
                "floors",
                "Onder ondergrens",
                Kind.TEXT,
                Owner.FORMULA,
                "Criteria waarop de opgave onder de ondergrens blijft.",
                24,
                formula=floors,
                internal=True,
            ),
            Column(
                "total_low",
                "Laagst mogelijk",
                Kind.MARK_TOTAL,
                Owner.FORMULA,
                "Als elke lege cel de slechtste score krijgt.",
                10,
                formula=rounded("total_low"),
                internal=True,
            ),
            Column(
                "total_high",
                "Hoogst mogelijk",
                Kind.MARK_TOTAL,
                Owner.FORMULA,
                "Als elke lege cel de beste score krijgt.",
                10,
                formula=rounded("total_high"),
                internal=True,
            ),
            given(
                "coverage",
                "Dekking",
                9,
                Kind.SHARE,
                "Deel van de gevraagde scores dat er is, 'weet niet' meegeteld.",
            ),
            *(
                Column(
                    f"s_{c}",
                    f"Score {c}",
                    Kind.MARK_TOTAL,
                    Owner.FORMULA,
                    "Score op dit criterium, hoger is altijd beter.",
                    11,
                    formula=shown(f"shown_{c}"),
                    internal=True,
                )
                for c in capacity.criterion_ids
            ),
            *(
                Column(
                    f"g_{g}",
                    f"Totaal {g}",
                    Kind.MARK_TOTAL,
                    Owner.FORMULA,
                    "Totaal van deze groep alleen.",
                    17,
                    formula=shown(f"shown_{g}"),
                    internal=True,
                )
                for g in capacity.group_ids
            ),
            *(
                Column(
                    f"x_{c}",
                    f"{EXACT} {c}",
                    Kind.NUMBER,
                    Owner.FORMULA,
                    "Dezelfde score, voor de functies die er verder mee rekenen.",
                    11,
                    formula=rounded(f"s_{c}", exact=True),
                    hidden=True,
                    internal=True,
                )
                for c in capacity.criterion_ids
            ),
            *(
                Column(
                    key,
                    header_,
                    Kind.WHOLE,
                    Owner.FORMULA,
                    "Voor de staaf.",
                    6,
                    formula=formula,
                    hidden=True,
                )
                for key, header_, formula in (
                    ("bar_line", "Lijn", lambda _: line_formula()),
                    (
                        "bar_end",
                        "Einde",
                        lambda here: end_formula(here.me("shown"), here.me("bar_line")),
                    ),
                )
            ),
            Column(
                "place", "Plek", Kind.WHOLE, Owner.FIXED, "Volgorde op het blad.", 6, hidden=True
            ),
            Column(
                "rij",
                "rij",
                Kind.WHOLE,
                Owner.FORMULA,
                "Plaats in de berekening.",
                5,
                formula=placed,
                hidden=True,
            ),
        ),
        tuple(str(i) for i in range(1, capacity.opgaven + 1)),
        purpose="Alle opgaven op volgorde van totaal, met hun stand.",
        former=frozenset(
            {"Afgesproken", "Hoog genoeg", "Toegevoegd na de tweede blik", "Andere opgaven"}
        ),
    )
    place = table.col_of("place")
    cells = [
        Cell(table.first_row + i, place, float(i + 1), "calc") for i in range(capacity.opgaven)
    ]
    cells += [
        Cell(header - 1, table.col_of(f"s_{c}"), _above(i), "above")
        for i, c in enumerate(capacity.criterion_ids)
    ]
    cells.append(Cell(header - 1, table.col_of("bar"), axis_formula(), "axis"))
    cells += [
        Cell(header - 1, table.col_of(f"g_{g}"), f'=INDEX(@calcGroepen.name@,{i + 1})&""', "above")
        for i, g in enumerate(capacity.group_ids)
    ]
    reach = "SUM(@calcOpgaven.reach@)"
    scored = 'COUNTIF(@calcOpgaven.total@,">-1E+99")'
    agreed = f'{reach}&" van de "&{scored}&" gescoorde opgaven halen de afgesproken score. "'
    not_agreed = '"Er is nog geen score afgesproken. Vul die in op het blad Start."'
    listed_all = f"MID(INDEX(@calcOpgaven.so_far@,{capacity.opgaven}),3,{LONGEST_CELL})"
    none = '"Nog geen opgave is hoog genoeg of toegevoegd."'
    consider = f'IF({listed_all}="",{none},"{CONSIDER}"&{listed_all}&".")'
    cells += [
        Cell(
            2,
            0,
            f'=IF({scored}=0,"Er zijn nog geen scores.",'
            f"IF(ISNUMBER(drempel_telt),{agreed}&{consider},{not_agreed}))",
            "subtitle",
        ),
    ]
    return Sheet(
        OVERVIEW,
        "Stap 4 - Wat scoort hoog genoeg?",
        f"Dit blad rekent zelf. De lijn ({LINE}) is de afgesproken score. Gestippeld ({LIKELY} "
        f"{POSSIBLE}): hangt af van scores die er nog niet zijn. Rood: onder een ondergrens. "
        "Bruin: toegevoegd. Grijs: niet hoog genoeg.",
        step=4,
        tables=(table,),
        cells=tuple(cells),
        highlights=(*status_marks(table), *_bar_marks(table), *_unused(table), filled_rows(table)),
        freeze=(table.first_row, table.col_of("name") + 1),
        repeat_rows=(table.header_row, table.header_row),
        row_heights={header - 1: 48},
        former=('"De grafiek toont de eerste 30 opgaven, en nog "&', f'{none},"{CONSIDER}"&'),
        paper="A3",
        tab=Tab.WEIGH,
    )


def _above(index: int) -> str:
    """The name of a criterion above its scores, and that they are turned where lower is better."""
    turned = f"INDEX(@calcCriteria.lower@,{index + 1})=1"
    return f'=INDEX(@calcCriteria.name@,{index + 1})&IF({turned},"{TURNED}","")'


def _bar_marks(table: Table) -> tuple[Highlight, ...]:
    """Colour the bars; the words for it are in Stand and Na de tweede blik."""
    row = table.first_row + 1
    col = table.col_of("bar")
    after, floors, end, line = (
        f"${column_name(table.col_of(key))}{row}"
        for key in ("after", "floors", "bar_end", "bar_line")
    )
    area = (table.first_row, col, table.last_row, col)
    marks = (
        (f'={after}="{AfterLook.ADDED}"', "bar_added"),
        (f'=AND({floors}<>"",{end}>={line})', "bar_floor"),
        (f'={after}<>"{AfterLook.HIGH_ENOUGH}"', "bar_other"),
    )
    return tuple(
        Highlight(*area, formula, style, "Na de tweede blik, en Onder ondergrens")
        for formula, style in marks
    )


def _unused(table: Table) -> tuple[Highlight, ...]:
    """Leave the heading of a criterion or group that is not in use as white paper."""
    columns = [table.col_of(c.key) for c in table.columns if c.key[:2] in ("s_", "g_")]
    first, last = min(columns), max(columns)
    above = f"{column_name(first)}${table.header_row}"
    row = table.header_row
    return (Highlight(row, first, row, last, f'={above}=""', "unused", "de naam erboven"),)
