"""The tables of *Samenhang* that tell what is chosen now: opgaven, and domains."""

from wijkexcel.layout.derived_columns import CALC
from wijkexcel.layout.formulas import id_of, lookup, one_of, place_of, word
from wijkexcel.layout.spec import Capacity, Column, Formula, Here, Kind, Owner, Table
from wijkexcel.model.records import Choice, LawStatus

PORTFOLIO = "Samenhang"
LIMITS_HEADER = 4
TRIES = 6
"""How many opgaven the team can leave out for a try."""
NARROW = 8
"""The width of columns that are as wide as the table above them makes them."""
OUT = "stel: eruit"
"""What the list says of an opgave that is left out for a try."""


def _at_place(here: Here) -> str:
    places = here.layout.tables[CALC].rng("listed_at")
    return f"=IFERROR(MATCH({here.me('id')},{places},0),0)"


def _value(key: str) -> Formula:
    def formula(here: Here) -> str:
        row = here.me("rij")
        return f'=IF({row}=0,"",{lookup(here, CALC, key, row)})'

    return formula


def _now(here: Here) -> str:
    row = here.me("rij")
    kept = f"{lookup(here, CALC, 'tried', row)}=1"
    chosen = f'IF({kept},"{Choice.CHOSEN}","{OUT}")'
    reserved = f"{lookup(here, CALC, 'deferred', row)}=1"
    return f'=IF({row}=0,"",IF({reserved},"{Choice.DEFERRED}",{chosen}))'


def _make_or_break(here: Here) -> str:
    row = here.me("rij")
    position = f"INDEX({here.layout.tables[CALC].rng('rij')},{row})"
    told = word(here, "tblOpgaven", "make_or_break", position)
    return f'=IF({row}=0,"",IF({told}="ja","ja",""))'


def _law(here: Here) -> str:
    row = here.me("rij")
    position = f"INDEX({here.layout.tables[CALC].rng('rij')},{row})"
    named = word(here, "tblOpgaven", "law", position)
    where = one_of(word(here, "tblOpgaven", "law_status", position), LawStatus)
    return f'=IF({row}=0,"",IF({named}="","",{named}&" ("&{where}&")"))'


def selection_table(capacity: Capacity, header_row: int) -> Table:
    """Build the table of what is chosen now, by total, and below that what is deferred."""

    def shown(
        key: str, header: str, kind: Kind, formula: Formula, help_: str, *, internal: bool = True
    ) -> Column:
        return Column(
            key, header, kind, Owner.FORMULA, help_, NARROW, formula=formula, internal=internal
        )

    return Table(
        "calcKeuze",
        PORTFOLIO,
        header_row,
        (
            shown(
                "name",
                "Voorlopig gekozen, en daaronder uitgesteld",
                Kind.TEXT,
                _value("listed"),
                "Op volgorde van het totaal.",
                internal=False,
            ),
            shown("shown", "Totaal", Kind.MARK_TOTAL, _value("shown"), "Zie het Overzicht."),
            shown(
                "koppelvorm",
                "Koppelvorm",
                Kind.TEXT,
                _value("koppelvorm"),
                "Volgens Besluit, of anders volgens Opgaven.",
            ),
            shown("law", "Hangt aan", Kind.TEXT, _law, "Wet of regeling en de stand."),
            shown(
                "now",
                "Keuze nu",
                Kind.TEXT,
                _now,
                f"Gekozen, of uitgesteld. '{OUT}' staat bij wat u bovenaan uitprobeert.",
                internal=False,
            ),
            shown("cost", "Geschatte kosten", Kind.MONEY, _value("cost"), "In euro, zie Opgaven."),
            shown("effort", "Inzet", Kind.NUMBER, _value("effort"), "Punten, zie Opgaven."),
            shown(
                "make_or_break",
                "Maakt of breekt",
                Kind.TEXT,
                _make_or_break,
                "Of deze opgave de wijkaanpak kan maken of breken.",
            ),
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
        ),
        tuple(str(i) for i in range(1, capacity.opgaven + 1)),
        list_object=False,
        purpose="Wat nu gekozen is, volgens Besluit of anders volgens het voorstel, met wat u "
        "uitstelde eronder.",
    )


def left_out_table(first_col: int) -> Table:
    """Build the table of what the team leaves out for a try."""

    def known(here: Here) -> str:
        ids, asked = here.layout.tables[CALC].rng("id"), id_of(here.me("opgave"))
        at = place_of(asked, ids)
        return f'=IF({at}=0,"",INDEX({ids},{at}))'

    return Table(
        "tblStelEruit",
        PORTFOLIO,
        LIMITS_HEADER,
        (
            Column(
                "opgave",
                "Stel: deze eruit",
                Kind.NAMED,
                list_name="lijst_gekozen",
                help="Probeer het uit: kies een opgave, en kijk hiernaast wat het scheelt. Er "
                "verandert niets aan het besluit.",
                width=24,
                internal=True,
                added_later=True,
            ),
            Column("id", "Proef", Kind.ID, Owner.FIXED, "Vast kenmerk van deze rij.", hidden=True),
            Column(
                "known",
                "bekend nummer",
                Kind.ID,
                Owner.FORMULA,
                "Het nummer van de opgave.",
                8,
                formula=known,
                hidden=True,
            ),
        ),
        tuple(f"E{i}" for i in range(1, TRIES + 1)),
        first_col=first_col,
        purpose="Wat er gebeurt als u een gekozen opgave eruit haalt; het besluit blijft zoals het "
        "is.",
    )


def _domain_at(here: Here) -> str:
    return f"=IFERROR(MATCH({here.me('id')},{here.layout.tables[CALC].rng('domain_at')},0),0)"


def _domain_count(which: str) -> Formula:
    def formula(here: Here) -> str:
        calc = here.layout.tables[CALC]
        name = here.me("name")
        extra = "1" if which == "all" else calc.rng(which)
        # Not COUNTIF: that interprets '>5' or 'z*' as a condition.
        keys = calc.rng("domain_key")
        counted = f"SUMPRODUCT(({keys}=INDEX({keys},{here.me('rij')}))*{extra})"
        return f'=IF({name}="","",{counted})'

    return formula


def domains_table(capacity: Capacity, first_col: int, header_row: int) -> Table:
    """Build the table of domains: how many opgaven each has, and how many are chosen."""
    return Table(
        "calcDomeinen",
        PORTFOLIO,
        header_row,
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
                formula=_value("domain"),
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
            Column(
                "tried",
                "Gekozen bij 'stel: eruit'",
                Kind.WHOLE,
                Owner.FORMULA,
                "Aantal gekozen zonder wat u eruit haalt.",
                10,
                formula=_domain_count("tried"),
                hidden=True,
            ),
        ),
        tuple(str(i) for i in range(1, capacity.opgaven + 1)),
        first_col=first_col,
        list_object=False,
        purpose="Per domein hoeveel opgaven er zijn en hoeveel er gekozen zijn.",
    )
