"""The tables of *Samenhang* that tell what is chosen now: opgaven, and domains."""

from wijkexcel.layout.derived_columns import CALC
from wijkexcel.layout.formulas import lookup, word
from wijkexcel.layout.spec import Capacity, Column, Formula, Here, Kind, Owner, Table

PORTFOLIO = "Samenhang"
LIMITS_HEADER = 4


def _at_place(here: Here) -> str:
    places = here.layout.tables[CALC].rng("chosen_at")
    return f"=IFERROR(MATCH({here.me('id')},{places},0),0)"


def _chosen_value(key: str) -> Formula:
    def formula(here: Here) -> str:
        row = here.me("rij")
        return f'=IF({row}=0,"",{lookup(here, CALC, key, row)})'

    return formula


def _law(here: Here) -> str:
    row = here.me("rij")
    position = f"INDEX({here.layout.tables[CALC].rng('rij')},{row})"
    named = word(here, "tblOpgaven", "law", position)
    where = word(here, "tblOpgaven", "law_status", position)
    return f'=IF({row}=0,"",IF({named}="","",{named}&" ("&{where}&")"))'


def selection_table(capacity: Capacity, first_col: int) -> Table:
    """Build the table of the opgaven that are chosen now, in their order."""
    return Table(
        "calcKeuze",
        PORTFOLIO,
        LIMITS_HEADER,
        (
            Column("id", "Keuze", Kind.WHOLE, Owner.FIXED, "Volgnummer.", 8, hidden=True),
            Column(
                "rij",
                "rij",
                Kind.WHOLE,
                Owner.FORMULA,
                "Plaats in de berekening.",
                5,
                formula=_at_place,
                hidden=True,
            ),
            Column(
                "opgave",
                "Nr van de opgave",
                Kind.ID,
                Owner.FORMULA,
                "Kenmerk.",
                10,
                formula=_chosen_value("id"),
            ),
            Column(
                "name",
                "Voorlopig gekozen",
                Kind.TEXT,
                Owner.FORMULA,
                "Naam van de opgave.",
                32,
                formula=_chosen_value("name"),
            ),
            Column(
                "domain",
                "Domein",
                Kind.TEXT,
                Owner.FORMULA,
                "Vakgebied.",
                18,
                formula=_chosen_value("domain"),
            ),
            Column(
                "effort",
                "Inzet",
                Kind.NUMBER,
                Owner.FORMULA,
                "Punten.",
                8,
                formula=_chosen_value("effort"),
            ),
            Column(
                "law",
                "Hangt aan",
                Kind.TEXT,
                Owner.FORMULA,
                "Wet of regeling en de stand.",
                62,
                formula=_law,
                internal=True,
            ),
        ),
        tuple(str(i) for i in range(1, capacity.opgaven + 1)),
        first_col=first_col,
        list_object=False,
        purpose="De opgaven die nu gekozen zijn, volgens Besluit of anders volgens het voorstel.",
    )


def _domain_at(here: Here) -> str:
    return f"=IFERROR(MATCH({here.me('id')},{here.layout.tables[CALC].rng('domain_at')},0),0)"


def _domain_count(which: str) -> Formula:
    def formula(here: Here) -> str:
        calc = here.layout.tables[CALC]
        name = here.me("name")
        extra = f"{calc.rng('chosen')}" if which == "chosen" else "1"
        # Not COUNTIF: that interprets '>5' or 'z*' as a condition.
        counted = f"SUMPRODUCT(({calc.rng('domain')}={name})*{extra})"
        return f'=IF({name}="","",{counted})'

    return formula


def domains_table(capacity: Capacity, first_col: int) -> Table:
    """Build the table of domains: how many opgaven each has, and how many are chosen."""
    return Table(
        "calcDomeinen",
        PORTFOLIO,
        LIMITS_HEADER,
        (
            Column("id", "Domein nr", Kind.WHOLE, Owner.FIXED, "Volgnummer.", 8, hidden=True),
            Column(
                "rij",
                "rij",
                Kind.WHOLE,
                Owner.FORMULA,
                "Plaats in de berekening.",
                5,
                formula=_domain_at,
                hidden=True,
            ),
            Column(
                "name",
                "Domein in de wijk",
                Kind.TEXT,
                Owner.FORMULA,
                "Vakgebied.",
                24,
                formula=_chosen_value("domain"),
            ),
            Column(
                "count",
                "Opgaven",
                Kind.WHOLE,
                Owner.FORMULA,
                "Aantal in de lijst.",
                10,
                formula=_domain_count("all"),
            ),
            Column(
                "chosen",
                "Gekozen",
                Kind.WHOLE,
                Owner.FORMULA,
                "Aantal nu gekozen.",
                10,
                formula=_domain_count("chosen"),
            ),
        ),
        tuple(str(i) for i in range(1, capacity.opgaven + 1)),
        first_col=first_col,
        list_object=False,
        purpose="Per domein hoeveel opgaven er zijn en hoeveel er gekozen zijn.",
    )
