"""*Samenhang*: the chosen opgaven as a whole."""

from wijkexcel.layout.derived_columns import CALC
from wijkexcel.layout.formulas import (
    ALMOST,
    NO_NUMBER,
    control_column,
    place_of,
    plain_number,
    trimmed,
)
from wijkexcel.layout.highlights import filled_rows, finding_marks
from wijkexcel.layout.sheets.portfolio_chosen import (
    LIMITS_HEADER,
    PORTFOLIO,
    domains_table,
    selection_table,
)
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
from wijkexcel.model.records import Relation

_LIMITS = (
    ("number", "Aantal opgaven"),
    ("effort", "Inzet"),
    ("pairs", "Paren die elkaar tegenwerken"),
    ("domains", "Domeinen zonder gekozen opgave"),
)


def _used(here: Here) -> str:
    """The required capacity; empty if unknown, because that is not a 0."""
    tables = here.layout.tables
    calc = tables[CALC]
    number, effort = f"SUM({calc.rng('chosen')})", calc.rng("effort")
    estimated = f"COUNTIFS({calc.rng('chosen')},1,{effort},{NO_NUMBER})"
    sum_of_effort = f"SUMIF({calc.rng('chosen')},1,{effort})"
    without = f"COUNTIF({tables['calcDomeinen'].rng('chosen')},0)"
    return (
        "="
        + {
            "number": number,
            "effort": f'IF(AND({number}>0,{estimated}=0),"",{sum_of_effort})',
            "pairs": f'COUNTIF({tables["tblSamenhang"].rng("state")},"beide gekozen*")',
            "domains": f'IF(SUM({calc.rng("new_domain")})=0,"",{without})',
        }[here.row_id]
    )


def _room(here: Here) -> str:
    most = plain_number("capaciteit_opgaven", '""', whole=True)
    effort = plain_number("capaciteit_inzet", '""')
    return (
        "="
        + {
            "number": f'IF({most}="","",INT({most}*(1-onvoorzien_telt)+{ALMOST}))',
            "effort": f'IF({effort}="","",{effort}*(1-onvoorzien_telt))',
            "pairs": "0",
            "domains": '""',
        }[here.row_id]
    )


def _state(here: Here) -> str:
    value, limit = here.me("used"), here.me("room")
    if here.row_id == "domains":
        known = f'IF({value}=0,"in orde","kijk of dat klopt")'
        return f'=IF({value}="","vul de domeinen in op Opgaven",{known})'
    unset = "vul de ruimte in op Start"
    over = "te veel" if here.row_id != "pairs" else "let op"
    judged = f'IF({limit}="","{unset}",IF({value}>{limit}+{ALMOST},"{over}","past"))'
    if here.row_id == "effort":
        return f'=IF({value}="","vul de inzet in op Opgaven",{judged})'
    return f"={judged}"


def _limits() -> Table:
    return Table(
        "tblRuimte",
        PORTFOLIO,
        LIMITS_HEADER,
        (
            Column("id", "Past het?", Kind.ID, Owner.FIXED, width=12),
            Column(
                "used",
                "Nu",
                Kind.NUMBER,
                Owner.FORMULA,
                "Wat de keuze nu vraagt.",
                formula=_used,
                width=12,
            ),
            Column(
                "room",
                "Ruimte, na aftrek van onvoorzien",
                Kind.NUMBER,
                Owner.FORMULA,
                "Wat u hebt, min wat u vrijhoudt voor onvoorziene zaken. Een aantal "
                "opgaven is naar beneden afgerond.",
                formula=_room,
                width=30,
            ),
            Column(
                "state", "Oordeel", Kind.TEXT, Owner.FORMULA, "Past het?", formula=_state, width=14
            ),
        ),
        tuple(key for key, _ in _LIMITS),
        purpose="Of de keuze als geheel past.",
    )


def _name_of(key: str) -> Formula:
    def formula(here: Here) -> str:
        calc = here.layout.tables[CALC]
        at, typed = here.me(f"{key}_at"), trimmed(here.me(key))
        known = f'IF({at}=0,"onbekend nummer",INDEX({calc.rng("name")},{at}))'
        return f'=IF({typed}="","",{known})'

    return formula


def _place_in(key: str) -> Formula:
    return lambda h: f"={place_of(trimmed(h.me(key)), h.layout.tables[CALC].rng('id'))}"


def _pair_state(here: Here) -> str:
    calc = here.layout.tables[CALC]

    def is_chosen(key: str) -> str:
        at = here.me(f"{key}_at")
        return f"IF({at}=0,0,INDEX({calc.rng('chosen')},{at}))"

    both = f"{is_chosen('first')}+{is_chosen('second')}"
    against = f'{trimmed(here.me("relation"))}="{Relation.OPPOSES}"'
    together = f'{trimmed(here.me("relation"))}="{Relation.STRENGTHENS}"'
    return (
        f'=IF(OR({trimmed(here.me("first"))}="",{trimmed(here.me("second"))}=""),"",'
        f'IF({against},IF({both}=2,"beide gekozen: let op","past"),'
        f'IF({together},IF({both}=2,"samen gekozen",IF({both}=1,"maar één gekozen","")),"")))'
    )


def _pairs(capacity: Capacity, header_row: int) -> Table:
    return Table(
        "tblSamenhang",
        PORTFOLIO,
        header_row,
        (
            Column("id", "Paar", Kind.ID, Owner.FIXED, "Vast kenmerk van deze rij."),
            Column(
                "first",
                "Opgave A (Nr)",
                Kind.REFERENCE,
                list_name="lijst_opgaven",
                help="Kies het nummer van de eerste opgave.",
            ),
            Column(
                "first_name",
                "Naam van A",
                Kind.TEXT,
                Owner.FORMULA,
                "Komt vanzelf.",
                24,
                formula=_name_of("first"),
            ),
            Column(
                "second",
                "Opgave B (Nr)",
                Kind.REFERENCE,
                list_name="lijst_opgaven",
                help="Kies het nummer van de tweede opgave.",
            ),
            Column(
                "second_name",
                "Naam van B",
                Kind.TEXT,
                Owner.FORMULA,
                "Komt vanzelf.",
                24,
                formula=_name_of("second"),
            ),
            Column(
                "relation",
                "Wat doen ze met elkaar?",
                Kind.CHOICE,
                choices=tuple(Relation),
                help="Versterkt, werkt tegen, of geen.",
                width=14,
            ),
            Column("why", "Waarom", Kind.LONG, help="Leg uit waarom.", width=32, internal=True),
            Column(
                "state",
                "Stand van het paar",
                Kind.TEXT,
                Owner.FORMULA,
                "Zijn ze allebei gekozen?",
                18,
                formula=_pair_state,
            ),
            Column(
                "controle",
                "Controle",
                Kind.LONG,
                Owner.FORMULA,
                "Wat de laatste controle over deze rij zei.",
                24,
                formula=control_column().formula,
            ),
            *(
                Column(
                    f"{key}_at",
                    f"rij {letter}",
                    Kind.WHOLE,
                    Owner.FORMULA,
                    "Plaats in de berekening.",
                    5,
                    formula=_place_in(key),
                    hidden=True,
                )
                for key, letter in (("first", "A"), ("second", "B"))
            ),
        ),
        tuple(f"P{i:02}" for i in range(1, capacity.pairs + 1)),
        purpose="Welke opgaven elkaar versterken of tegenwerken.",
    )


def portfolio_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Samenhang: the provisional set as a whole."""
    chosen = "SUM(@calcOpgaven.chosen@)"
    limits = _limits()
    pairs = _pairs(capacity, limits.last_row + 4)
    selection = selection_table(capacity, len(pairs.columns) + 1)
    domains = domains_table(capacity, selection.last_col + 2)
    cells = [Cell(limits.first_row + i, 0, label, "label") for i, (_, label) in enumerate(_LIMITS)]
    for table in (selection, domains):
        cells += [
            Cell(table.first_row + i, table.first_col, float(i + 1), "calc")
            for i in range(capacity.opgaven)
        ]
    cells += [
        Cell(
            2,
            0,
            f'={chosen}&" opgaven zijn nu gekozen: volgens het blad Besluit, of anders '
            'volgens het voorstel."',
            "subtitle",
        ),
        Cell(pairs.header_row - 1, 0, "Werken de opgaven samen?", "heading"),
    ]
    state_cell = f"$D{limits.first_row + 1}"
    limit_area = (limits.first_row, 3, limits.last_row, 3)
    pair_col = pairs.col_of("state")
    pair_cell = f"${column_name(pair_col)}{pairs.first_row + 1}"
    return Sheet(
        PORTFOLIO,
        "Stap 4 - Kijk naar het geheel",
        "Werken de gekozen opgaven samen? En zijn het er niet te veel? Houd ruimte vrij voor wat "
        "u nu nog niet weet.",
        step=4,
        tables=(limits, pairs, selection, domains),
        cells=tuple(cells),
        highlights=(
            *finding_marks(pairs),
            Highlight(*limit_area, f'={state_cell}="past"', "good", "het woord in de cel zelf"),
            Highlight(
                *limit_area,
                f'=OR({state_cell}="te veel",{state_cell}="let op")',
                "short",
                "het woord in de cel zelf",
            ),
            Highlight(
                pairs.first_row,
                pair_col,
                pairs.last_row,
                pair_col,
                f'={pair_cell}="beide gekozen: let op"',
                "short",
                "het woord in de cel zelf",
            ),
            filled_rows(selection),
            filled_rows(domains),
        ),
        col_widths={0: 26, 2: 26},
        paper="A3",
        colour="#C55A11",
    )
