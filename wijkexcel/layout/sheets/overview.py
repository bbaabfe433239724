"""*Overzicht*: the opgaven in order of rank, and the chart above it."""

from wijkexcel.dutch.plain import LONGEST_CELL
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
    Kind,
    Owner,
    Sheet,
    Table,
)
from wijkexcel.look.palette import Tab
from wijkexcel.rules.reconsider import ANSWERED, AfterLook

OVERVIEW = "Overzicht"
CHART_ROWS = 23
"""Rows above the table of Overzicht that the chart occupies."""
CHART_BARS = 30
"""Maximum number of opgaven in the chart with readable names."""
EXACT = "Precies"
"""Prefix of the header of an exact score, where the visible one is rounded for display."""


def overview_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Overzicht: ranked live, highest total first."""
    header = 5 + CHART_ROWS

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

    def line(here: Here) -> str:
        del here
        return "=IF(ISNUMBER(drempel_telt),drempel_telt,NA())"  # a text is drawn as a line at 0

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

    def bar(*stands: AfterLook) -> Formula:
        """The total where the opgave stands so after the second look; empty text draws nothing."""

        def formula(here: Here) -> str:
            of = ",".join(f'{here.me("after")}="{one}"' for one in stands)
            return f'=IF(OR({of}),{here.me("shown")},"")'

        return formula

    def other(here: Here) -> str:
        """The total where the opgave is not among those to consider."""
        drawn = f'AND({here.me("bar_high")}="",{here.me("bar_added")}="")'
        return f'=IF({drawn},{here.me("shown")},"")'

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
                "line",
                "Afgesproken",
                Kind.NUMBER,
                Owner.FORMULA,
                "Voor de grafiek.",
                11,
                formula=line,
                hidden=True,
            ),
            *(
                Column(
                    key,
                    header_,
                    Kind.NUMBER,
                    Owner.FORMULA,
                    "Voor de grafiek.",
                    11,
                    formula=formula,
                    hidden=True,
                )
                for key, header_, formula in (
                    ("bar_high", "Hoog genoeg", bar(AfterLook.HIGH_ENOUGH)),
                    ("bar_added", "Toegevoegd na de tweede blik", bar(AfterLook.ADDED)),
                    ("bar_other", "Andere opgaven", other),
                )
            ),
            given("status", "Stand", 30, Kind.TEXT, "Waar de opgave staat."),
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
    )
    place = table.col_of("place")
    cells = [
        Cell(table.first_row + i, place, float(i + 1), "calc") for i in range(capacity.opgaven)
    ]
    cells += [
        Cell(header - 1, table.col_of(f"s_{c}"), f'=INDEX(@calcCriteria.name@,{i + 1})&""', "above")
        for i, c in enumerate(capacity.criterion_ids)
    ]
    cells += [
        Cell(header - 1, table.col_of(f"g_{g}"), f'=INDEX(@calcGroepen.name@,{i + 1})&""', "above")
        for i, g in enumerate(capacity.group_ids)
    ]
    reach = "SUM(@calcOpgaven.reach@)"
    scored = 'COUNTIF(@calcOpgaven.total@,">-1E+99")'
    if capacity.opgaven > CHART_BARS:
        known = "SUM(@calcOpgaven.active@)"
        rest = f'"De grafiek toont de eerste {CHART_BARS} opgaven, en nog "&{known}-{CHART_BARS}&'
        rest += '" staan in de tabel hieronder."'
        cells.append(Cell(header - 2, 0, f'=IF({known}>{CHART_BARS},{rest},"")', "intro"))
    agreed = f'{reach}&" van de "&{scored}&" gescoorde opgaven halen de afgesproken score."'
    not_agreed = '"Er is nog geen score afgesproken. Vul die in op het blad Start."'
    listed_all = f"MID(INDEX(@calcOpgaven.so_far@,{capacity.opgaven}),3,{LONGEST_CELL})"
    none = '"Nog geen opgave is hoog genoeg of toegevoegd."'
    cells += [
        Cell(
            header - 1,
            0,
            f'=IF({listed_all}="",{none},"Om te overwegen: "&{listed_all}&".")',
            "subtitle",
        ),
        Cell(
            2,
            0,
            f'=IF({scored}=0,"Er zijn nog geen scores.",'
            f"IF(ISNUMBER(drempel_telt),{agreed},{not_agreed}))",
            "subtitle",
        ),
    ]
    return Sheet(
        OVERVIEW,
        "Stap 4 - Wat scoort hoog genoeg?",
        "Dit blad rekent zelf. De lijn in de grafiek is de afgesproken score.",
        step=4,
        tables=(table,),
        cells=tuple(cells),
        highlights=(*status_marks(table), filled_rows(table)),
        repeat_rows=(table.header_row, table.header_row),
        row_heights={header - 1: 48},
        paper="A3",
        tab=Tab.WEIGH,
    )
