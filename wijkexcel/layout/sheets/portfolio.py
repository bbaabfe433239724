"""*Samenhang*: the chosen opgaven as a whole."""

from collections.abc import Mapping

from wijkexcel.layout.derived_columns import CALC
from wijkexcel.layout.formulas import (
    ALMOST,
    NO_NUMBER,
    control_column,
    id_of,
    plain_number,
    plain_year,
    trimmed,
)
from wijkexcel.layout.highlights import filled_rows, finding_marks
from wijkexcel.layout.sheets.portfolio_chosen import (
    LIMITS_HEADER,
    NARROW,
    OUT,
    PORTFOLIO,
    TRIES,
    domains_table,
    left_out_table,
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
    Layout,
    Owner,
    Sheet,
    Table,
    column_name,
)
from wijkexcel.look.palette import Tab
from wijkexcel.model.records import Choice, Relation

LIMITS = (
    ("number", "Aantal opgaven"),
    ("effort", "Inzet"),
    ("cost", "Geschatte kosten"),
    ("pairs", "Paren die elkaar tegenwerken"),
    ("domains", "Domeinen zonder gekozen opgave"),
    ("years", "Buiten de jaren van de wijkaanpak"),
)
BOTH = "beide gekozen: let op"
"""State of a pair that works against each other when both are chosen."""


def _sum(here: Here, key: str, flag: str) -> str:
    """Sum of the effort or cost of a set; empty if unknown, because that is not a 0."""
    calc = here.layout.tables[CALC]
    members, values = calc.rng(flag), calc.rng(key)
    known = f"COUNTIFS({members},1,{values},{NO_NUMBER})"
    return f'IF(AND(SUM({members})>0,{known}=0),"",SUMIF({members},1,{values}))'


def _of_set(here: Here, flag: str, pairs: str) -> str:
    """What a set asks: ``flag`` says which opgaven are in it, ``pairs`` how each pair stands."""
    tables = here.layout.tables
    calc = tables[CALC]
    if here.row_id == "domains":
        without = f"COUNTIF({tables['calcDomeinen'].rng(flag)},0)"
        return f'IF(SUM({calc.rng("new_domain")})=0,"",{without})'
    if here.row_id == "pairs":
        return f'COUNTIF({tables["tblSamenhang"].rng(pairs)},"{BOTH}")'
    if here.row_id == "years":
        outside = f"COUNTIFS({calc.rng(flag)},1,{calc.rng('apart')},1)"
        years = (f'{plain_year(name)}=""' for name in ("wijkaanpak_van", "wijkaanpak_tot"))
        return f'IF(AND({",".join(years)}),"",{outside})'
    if here.row_id == "number":
        return f"SUM({calc.rng(flag)})"
    return _sum(here, here.row_id, flag)


def _used(here: Here) -> str:
    return f"={_of_set(here, 'chosen', 'state')}"


def _is_tried(layout: Layout) -> str:
    calc = layout.tables[CALC]
    return f"SUM({calc.rng('tried')})<SUM({calc.rng('chosen')})"


def _trial_used(here: Here) -> str:
    without = _of_set(here, "tried", "trial_state")
    return f'=IF({_is_tried(here.layout)},{without},"")'


def _deferred(here: Here) -> str:
    if here.row_id in {"pairs", "domains", "years"}:
        return '=""'
    count = f"SUM({here.layout.tables[CALC].rng('deferred')})"
    return f'=IF({count}=0,"",{_of_set(here, "deferred", "")})'


def _room(here: Here) -> str:
    most = plain_number("capaciteit_opgaven", '""', whole=True)
    effort = plain_number("capaciteit_inzet", '""')
    return (
        "="
        + {
            "number": f'IF({most}="","",INT({most}*(1-onvoorzien_telt)+{ALMOST}))',
            "effort": f'IF({effort}="","",{effort}*(1-onvoorzien_telt))',
            "cost": '""',
            "pairs": "0",
            "domains": '""',
            "years": '""',
        }[here.row_id]
    )


def _judged(here: Here, value: str, flag: str) -> str:
    limit = here.me("room")
    if here.row_id == "domains":
        known = f'IF({value}=0,"in orde","kijk of dat klopt")'
        return f'IF({value}="","vul de domeinen in op Opgaven",{known})'
    if here.row_id == "cost":
        calc = here.layout.tables[CALC]
        known = f"COUNTIFS({calc.rng(flag)},1,{calc.rng('cost')},{NO_NUMBER})"
        missing = f"(SUM({calc.rng(flag)})-{known})"
        partly = f'IF({missing}=0,"alles geschat",{missing}&" niet geschat")'
        return f'IF({value}="","vul de kosten in op Opgaven",{partly})'
    if here.row_id == "years":
        calc = here.layout.tables[CALC]
        missing = f'(SUM({calc.rng(flag)})-COUNTIFS({calc.rng(flag)},1,{calc.rng("years")},"?*"))'
        partly = f'IF({missing}=0,"past",{missing}&" zonder jaren")'
        return f'IF({value}="","vul de jaren in op Start",IF({value}>0,"let op",{partly}))'
    unset = "vul de ruimte in op Start"
    over = "te veel" if here.row_id != "pairs" else "let op"
    judged = f'IF({limit}="","{unset}",IF({value}>{limit}+{ALMOST},"{over}","past"))'
    if here.row_id == "effort":
        return f'IF({value}="","vul de inzet in op Opgaven",{judged})'
    return judged


def _state(here: Here) -> str:
    return f"={_judged(here, here.me('used'), 'chosen')}"


def _trial_state(here: Here) -> str:
    judged = _judged(here, here.me("trial_used"), "tried")
    return f'=IF({_is_tried(here.layout)},{judged},"")'


def _limits() -> Table:
    return Table(
        "tblRuimte",
        PORTFOLIO,
        LIMITS_HEADER,
        (
            Column("id", "Past het?", Kind.ID, Owner.FIXED, width=33),
            Column(
                "used",
                "Nu",
                Kind.NUMBER,
                Owner.FORMULA,
                "Wat de keuze nu vraagt.",
                formula=_used,
                width=10,
            ),
            Column(
                "room",
                "Ruimte, na aftrek van onvoorzien",
                Kind.NUMBER,
                Owner.FORMULA,
                "Wat u hebt, min wat u vrijhoudt voor onvoorziene zaken. Een aantal "
                "opgaven is naar beneden afgerond.",
                formula=_room,
                width=24,
            ),
            Column(
                "state", "Oordeel", Kind.TEXT, Owner.FORMULA, "Past het?", formula=_state, width=26
            ),
            Column(
                "trial_used",
                "Zonder wat u eruit haalt",
                Kind.NUMBER,
                Owner.FORMULA,
                "Wat de keuze vraagt als u de opgaven bij 'Stel: deze eruit' niet kiest.",
                formula=_trial_used,
                width=14,
            ),
            Column(
                "trial_state",
                "Oordeel dan",
                Kind.TEXT,
                Owner.FORMULA,
                "Past het dan?",
                formula=_trial_state,
                width=15,
            ),
            Column(
                "deferred",
                "Uitgesteld",
                Kind.NUMBER,
                Owner.FORMULA,
                "Wat erbij komt als u kiest wat nu is uitgesteld. Het telt nog niet mee.",
                formula=_deferred,
                width=10,
            ),
        ),
        tuple(key for key, _ in LIMITS),
        added_later=frozenset({"years"}),
        purpose="Of de keuze als geheel past, en of zij past zonder wat u eruit haalt.",
    )


def _pair_state(flag: str) -> Formula:
    def formula(here: Here) -> str:
        calc = here.layout.tables[CALC]
        first, second = here.me("first"), here.me("second")

        def among(cell: str, key: str) -> str:
            # Not COUNTIF: that interprets '*' as a condition.
            return f"SUMPRODUCT(({calc.rng('id')}={id_of(cell)})*{calc.rng(key)})"

        relation = trimmed(here.me("relation"))
        number = f"{among(first, flag)}+{among(second, flag)}"
        against = f'IF({number}=2,"{BOTH}","past")'
        together = f'IF({number}=2,"samen gekozen",IF({number}=1,"maar één gekozen",""))'
        told = (
            f'IF({relation}="{Relation.OPPOSES}",{against},'
            f'IF({relation}="{Relation.STRENGTHENS}",{together},""))'
        )
        unknown = f"{among(first, 'active')}*{among(second, 'active')}=0"
        known = f'IF({unknown},"onbekend nummer",{told})'
        shown = f'IF(OR({trimmed(first)}="",{trimmed(second)}=""),"",{known})'
        return f"={shown}" if flag == "chosen" else f'=IF({_is_tried(here.layout)},{shown},"")'

    return formula


def _pairs(capacity: Capacity, header_row: int) -> Table:
    def opgave(key: str, letter: str, which: str) -> Column:
        return Column(
            key,
            f"Opgave {letter} (Nr)",
            Kind.NAMED,
            list_name="lijst_opgaven",
            help=f"Kies de {which} opgave.",
            width=NARROW,
        )

    def state(key: str, header: str, help_: str, flag: str) -> Column:
        return Column(
            key, header, Kind.TEXT, Owner.FORMULA, help_, NARROW, formula=_pair_state(flag)
        )

    return Table(
        "tblSamenhang",
        PORTFOLIO,
        header_row,
        (
            opgave("first", "A", "eerste"),
            Column(
                "relation",
                "Wat doen ze met elkaar?",
                Kind.CHOICE,
                choices=tuple(Relation),
                help="Versterkt, werkt tegen, of geen.",
                width=NARROW,
            ),
            opgave("second", "B", "tweede"),
            Column("why", "Waarom", Kind.LONG, help="Leg uit waarom.", width=NARROW, internal=True),
            state("state", "Stand van het paar", "Zijn ze allebei gekozen?", "chosen"),
            state(
                "trial_state",
                "Stand van het paar dan",
                "Hetzelfde, zonder wat u eruit haalt.",
                "tried",
            ),
            Column("id", "Paar", Kind.ID, Owner.FIXED, "Vast kenmerk van deze rij.", NARROW),
            Column(
                "controle",
                "Controle",
                Kind.LONG,
                Owner.FORMULA,
                "Wat de laatste controle over deze rij zei.",
                NARROW,
                formula=control_column().formula,
            ),
        ),
        tuple(f"P{i:02}" for i in range(1, capacity.pairs + 1)),
        purpose="Welke opgaven elkaar versterken of tegenwerken.",
    )


def portfolio_names(tables: Mapping[str, Table]) -> dict[str, str]:
    """Defined names of the lists of choices: all opgaven by id, and the chosen by total."""
    calc, selection = tables[CALC], tables["calcKeuze"]

    def until(table: Table, key: str, number: str) -> str:
        return f"{table.at(key, 0)}:INDEX({table.rng(key)},MAX(1,{number}))"

    return {
        "lijst_opgaven": until(calc, "listed", f"MAX({calc.rng('listed_row')})"),
        "lijst_gekozen": until(selection, "name", f"SUM({calc.rng('chosen')})"),
    }


def _highlights(limits: Table, selection: Table, pairs: Table) -> tuple[Highlight, ...]:
    own = "het woord in de cel zelf"

    def words(table: Table, key: str, style: str, *found: str) -> Highlight:
        col = table.col_of(key)
        cell = f"${column_name(col)}{table.first_row + 1}"
        told = ",".join(f'{cell}="{word}"' for word in found)
        return Highlight(table.first_row, col, table.last_row, col, f"=OR({told})", style, own)

    cost = limits.first_row + limits.row_ids.index("cost")
    now = f"${selection.letters['now']}{selection.first_row + 1}"
    area = selection.first_row, selection.first_col, selection.last_row
    last = selection.col_of("make_or_break")
    return (
        *(
            words(limits, key, style, *found)
            for key in ("state", "trial_state")
            for style, found in (("good", ("past",)), ("short", ("te veel", "let op")))
        ),
        *(
            Highlight(
                cost,
                limits.col_of(key),
                cost,
                limits.col_of(key),
                "=TRUE",
                "money",
                "geen betekenis, alleen het euroteken",
            )
            for key in ("used", "trial_used", "deferred")
        ),
        *(words(pairs, key, "short", BOTH) for key in ("state", "trial_state")),
        Highlight(
            *area, last, f'=OR({now}="{OUT}",{now}="{Choice.DEFERRED}")', "open", "kolom 'Keuze nu'"
        ),
    )


def portfolio_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Samenhang: the provisional set as a whole."""
    chosen, deferred = (f"SUM(@calcOpgaven.{key}@)" for key in ("chosen", "deferred"))
    limits = _limits()
    left_out = left_out_table(limits.last_col + 1)
    selection = selection_table(capacity, LIMITS_HEADER + max(len(LIMITS), TRIES) + 2)
    domains = domains_table(capacity, selection.last_col + 2, selection.header_row)
    pairs = _pairs(capacity, selection.last_row + 3)
    cells = [Cell(limits.first_row + i, 0, label, "label") for i, (_, label) in enumerate(LIMITS)]
    for table in (selection, domains):
        cells += [
            Cell(table.first_row + i, table.col_of("id"), float(i + 1), "calc")
            for i in range(capacity.opgaven)
        ]
    reserved = f'IF({deferred}=0,"",", en "&{deferred}&" uitgesteld")'
    cells += [
        Cell(
            2,
            0,
            f'={chosen}&" opgaven zijn nu gekozen"&{reserved}&": volgens het blad Besluit, of '
            'anders omdat ze hoog genoeg zijn of zijn toegevoegd."',
            "subtitle",
        ),
        Cell(pairs.header_row - 1, 0, "Werken de opgaven samen?", "heading"),
    ]
    return Sheet(
        PORTFOLIO,
        "Stap 4 - Kijk naar het geheel",
        "Zijn het er niet te veel? Probeer uit wat het scheelt als er een opgave uit gaat. Werken "
        "de opgaven samen? Dat vult u in onder de lijst.",
        step=4,
        tables=(limits, left_out, selection, pairs, domains),
        cells=tuple(cells),
        highlights=(
            *finding_marks(left_out),
            *finding_marks(pairs),
            *_highlights(limits, selection, pairs),
            filled_rows(selection),
            filled_rows(domains),
        ),
        paper="A3",
        tab=Tab.WEIGH,
    )
