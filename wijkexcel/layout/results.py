"""The sheets that show the outcome: Overzicht, Heroverweging, Samenhang."""

from wijkexcel.dutch import promise
from wijkexcel.layout.formulas import (
    ALMOST,
    NO_NUMBER,
    control_column,
    from_row,
    listed,
    lookup,
    place_of,
    plain_number,
    row_column,
    short_name,
    shown_mark,
    trimmed,
    word,
)
from wijkexcel.layout.inputs import finding_marks, id_column, name_column
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
from wijkexcel.model.records import Answer, Relation
from wijkexcel.rules.reconsider import Reason
from wijkexcel.rules.threshold import Status

OVERVIEW, SECOND_LOOK, PORTFOLIO = "Overzicht", "Heroverweging", "Samenhang"
CHART_ROWS = 23
"""Rows above the table of Overzicht that the chart takes."""
CHART_BARS = 30
"""As many opgaven as the chart can show with names that can be read."""

EXACT = "Precies"
"""Begins the header of a score as it is calculated, where the one in sight is as it is shown."""
_CALC = "calcOpgaven"


def status_marks(table: Table, key: str = "status") -> tuple[Highlight, ...]:
    """Colour the status; the word in the cell carries the meaning."""
    col = table.col_of(key)
    cell = f"${column_name(col)}{table.first_row + 1}"
    area = (table.first_row, col, table.last_row, col)
    styles = (
        (Status.REACHES, "good"),
        (Status.PROVISIONALLY_REACHES, "good_light"),
        (Status.PROVISIONALLY_FALLS_SHORT, "short_light"),
        (Status.FALLS_SHORT, "short"),
        (Status.NOT_SCORED, "open"),
        (Status.NOT_AGREED, "open"),
    )
    return tuple(
        Highlight(*area, f'={cell}="{word}"', style, "het woord in de cel zelf")
        for word, style in styles
    )


def filled_rows(table: Table) -> Highlight:
    """Draw lines only in rows that are in use, so that empty room prints as white paper."""
    cell = f"${column_name(table.col_of('name'))}{table.first_row + 1}"
    area = (table.first_row, table.first_col, table.last_row, table.last_col)
    return Highlight(*area, f'={cell}<>""', "row", "geen betekenis, alleen lijnen")


def _here(key: str) -> Formula:
    return from_row(_CALC, key)


def overview_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Overzicht: ranked live, highest total first."""
    header = 5 + CHART_ROWS

    def placed(here: Here) -> str:
        order = here.layout.tables[_CALC].rng("order")
        return f"=IFERROR(MATCH({here.me('place')},{order},0),0)"

    def shown(key: str) -> Formula:
        def formula(here: Here) -> str:
            row = here.me("rij")
            return f'=IF({row}=0,"",{lookup(here, _CALC, key, row)})'

        return formula

    def rounded(key: str, *, exact: bool = False) -> Formula:
        def formula(here: Here) -> str:
            row = here.me("rij")
            value = lookup(here, _CALC, key, row)
            good = f'IF({value}="","",ROUND({value},9))'
            return f'=IF({row}=0,"",{good if exact else shown_mark(good)})'

        return formula

    def line(here: Here) -> str:
        del here
        return "=IF(ISNUMBER(drempel_telt),drempel_telt,NA())"  # a text is drawn as a line at 0

    def floors(here: Here) -> str:
        row = here.me("rij")
        names = here.layout.tables["calcCriteria"]
        parts = (
            (f"{lookup(here, _CALC, f'f_{c}', row)}=1", f'"{c} "&{short_name(names.at("name", i))}')
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
            given("shown", "Totaal", 9, Kind.MARK_TOTAL,
                  "Gewogen gemiddelde, op twee decimalen; nooit naar de afgesproken score toe "
                  "afgerond."),
            Column("line", "Afgesproken", Kind.NUMBER, Owner.FORMULA, "Voor de grafiek.", 11,
                   formula=line, hidden=True),
            given("status", "Stand", 30, Kind.TEXT, "Waar de opgave staat."),
            Column("total_low", "Laagst mogelijk", Kind.MARK_TOTAL, Owner.FORMULA,
                   "Als elke lege cel de slechtste score krijgt.", 10,
                   formula=rounded("total_low"), internal=True),
            Column("total_high", "Hoogst mogelijk", Kind.MARK_TOTAL, Owner.FORMULA,
                   "Als elke lege cel de beste score krijgt.", 10,
                   formula=rounded("total_high"), internal=True),
            given("coverage", "Dekking", 9, Kind.SHARE,
                  "Deel van de gevraagde scores dat er is, 'weet niet' meegeteld."),
            Column("floors", "Onder ondergrens", Kind.TEXT, Owner.FORMULA,
                   "Criteria waarop de opgave onder de ondergrens blijft.", 24, formula=floors,
                   internal=True),
            *(
                Column(f"s_{c}", f"Score {c}", Kind.MARK_TOTAL, Owner.FORMULA,
                       "Score op dit criterium, hoger is altijd beter.", 11,
                       formula=shown(f"shown_{c}"), internal=True)
                for c in capacity.criterion_ids
            ),
            *(
                Column(f"g_{g}", f"Totaal {g}", Kind.MARK_TOTAL, Owner.FORMULA,
                       "Totaal van deze groep alleen.", 17, formula=shown(f"shown_{g}"),
                       internal=True)
                for g in capacity.group_ids
            ),
            *(
                Column(f"x_{c}", f"{EXACT} {c}", Kind.NUMBER, Owner.FORMULA,
                       "Dezelfde score, voor de functies die er verder mee rekenen.", 11,
                       formula=rounded(f"s_{c}", exact=True), hidden=True, internal=True)
                for c in capacity.criterion_ids
            ),
            Column("place", "Plek", Kind.WHOLE, Owner.FIXED, "Volgorde op het blad.", 6,
                   hidden=True),
            Column("rij", "rij", Kind.WHOLE, Owner.FORMULA, "Plaats in de berekening.", 5,
                   formula=placed, hidden=True),
        ),
        tuple(str(i) for i in range(1, capacity.opgaven + 1)),
        purpose="Alle opgaven op volgorde van totaal, met hun stand.",
    )  # fmt: skip
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
    cells += [
        Cell(2, 0, f'=IF({scored}=0,"Er zijn nog geen scores.",'
             f"IF(ISNUMBER(drempel_telt),{agreed},{not_agreed}))", "subtitle"),
    ]  # fmt: skip
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
        colour="#C55A11",
    )


def second_look_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Heroverweging: what fell short, and why look again."""

    def look(here: Here) -> str:
        reasons = lookup(here, _CALC, "reasons", here.me("rij"))
        return f'=IF({here.me("name")}="","",IF({reasons}>0,"ja","nee"))'

    def why(here: Here) -> str:
        flags = (
            ("r_close", Reason.CLOSE),
            ("r_residents", Reason.RESIDENTS),
            ("r_make_or_break", Reason.MAKE_OR_BREAK),
            ("r_open", Reason.STILL_OPEN),
            ("r_floor", Reason.ONLY_FLOOR),
            ("r_longer_term", Reason.LONGER_TERM),
        )
        row = here.me("rij")
        parts = ((f"{lookup(here, _CALC, key, row)}=1", f'"{word}"') for key, word in flags)
        return f'=IF({here.me("look")}<>"ja","",{listed(parts)})'

    table = Table(
        "tblHeroverweging",
        SECOND_LOOK,
        4,
        (
            id_column(),
            row_column(_CALC),
            name_column(),
            Column("shown", "Totaal", Kind.MARK_TOTAL, Owner.FORMULA, "Zie het Overzicht.", 9,
                   formula=_here("shown"), internal=True),
            Column("status", "Stand", Kind.TEXT, Owner.FORMULA, "Zie het Overzicht.", 29,
                   formula=_here("status"), internal=True),
            Column("look", "Nog eens bekijken?", Kind.TEXT, Owner.FORMULA,
                   "Ja: de opgave haalt de score niet, maar er is reden om nog eens te kijken.",
                   12, formula=look, internal=True),
            Column("why_look", "Redenen om nog eens te kijken", Kind.LONG, Owner.FORMULA,
                   "Wat ervoor spreekt om toch mee te doen.", 40, formula=why, internal=True),
            Column("explained", "Toelichting van het programma", Kind.LONG, Owner.PROGRAM,
                   "Wordt ingevuld door de opdracht 'heroverweeg'.", 44, internal=True),
            Column("answer", "Wat vindt het team?", Kind.CHOICE,
                   help="Toevoegen, niet toevoegen of uitstellen.", choices=tuple(Answer),
                   width=16),
            Column("why", "Waarom vindt het team dit?", Kind.LONG,
                   help=f"Leg uit waarom. {promise.TO_TEAM} De openbare reden komt op Besluit.",
                   width=44, internal=True),
            control_column(),
        ),
        capacity.opgave_ids,
        purpose="De tweede blik op wat de score niet haalde.",
    )  # fmt: skip
    look_cell = f"${column_name(table.col_of('look'))}{table.first_row + 1}"
    answer = table.col_of("answer")
    answer_cell = f"${column_name(answer)}{table.first_row + 1}"
    col = table.col_of("look")
    return Sheet(
        SECOND_LOOK,
        "Stap 4 - Kijk nog eens naar wat het niet haalde",
        "Kan een opgave de wijkaanpak maken of breken, bijvoorbeeld door draagvlak van bewoners? "
        "Voeg hem dan alsnog toe, en schrijf op waarom.",
        step=4,
        tables=(table,),
        highlights=(
            *finding_marks(table),
            Highlight(table.first_row, answer, table.last_row, answer,
                      f'=AND({look_cell}="ja",{answer_cell}="")', "todo",
                      "kolom 'Nog eens bekijken?'"),
            Highlight(table.first_row, col, table.last_row, col, f'={look_cell}="ja"',
                      "short_light", "het woord in de cel zelf"),
            *status_marks(table),
        ),
        freeze=(table.first_row, 3),
        repeat_rows=(table.header_row, table.header_row),
        paper="A3",
        print_to="why",
        colour="#C55A11",
    )  # fmt: skip


_LIMITS = (
    ("number", "Aantal opgaven"),
    ("effort", "Inzet"),
    ("pairs", "Paren die elkaar tegenwerken"),
    ("domains", "Domeinen zonder gekozen opgave"),
)


def portfolio_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Samenhang: the provisional set as a whole."""
    chosen = "SUM(@calcOpgaven.chosen@)"

    def used(here: Here) -> str:
        """What the choice asks; empty where nothing is known of it, as that is not a 0."""
        tables = here.layout.tables
        calc = tables[_CALC]
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

    def room(here: Here) -> str:
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

    def state(here: Here) -> str:
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

    limits = Table(
        "tblRuimte",
        PORTFOLIO,
        4,
        (
            Column("id", "Past het?", Kind.ID, Owner.FIXED, width=12),
            Column("used", "Nu", Kind.NUMBER, Owner.FORMULA, "Wat de keuze nu vraagt.",
                   formula=used, width=12),
            Column("room", "Ruimte, na aftrek van onvoorzien", Kind.NUMBER, Owner.FORMULA,
                   "Wat u hebt, min wat u vrijhoudt voor onvoorziene zaken. Een aantal "
                   "opgaven is naar beneden afgerond.", formula=room,
                   width=30),
            Column("state", "Oordeel", Kind.TEXT, Owner.FORMULA, "Past het?", formula=state,
                   width=14),
        ),
        tuple(key for key, _ in _LIMITS),
        purpose="Of de keuze als geheel past.",
    )  # fmt: skip

    def name_of(key: str) -> Formula:
        def formula(here: Here) -> str:
            calc = here.layout.tables[_CALC]
            at, typed = here.me(f"{key}_at"), trimmed(here.me(key))
            known = f'IF({at}=0,"onbekend nummer",INDEX({calc.rng("name")},{at}))'
            return f'=IF({typed}="","",{known})'

        return formula

    def place_in(key: str) -> Formula:
        return lambda h: f"={place_of(trimmed(h.me(key)), h.layout.tables[_CALC].rng('id'))}"

    def pair_state(here: Here) -> str:
        calc = here.layout.tables[_CALC]

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

    pairs = Table(
        "tblSamenhang",
        PORTFOLIO,
        limits.last_row + 4,
        (
            Column("id", "Paar", Kind.ID, Owner.FIXED, "Vast kenmerk van deze rij."),
            Column("first", "Opgave A (Nr)", Kind.REFERENCE, list_name="lijst_opgaven",
                   help="Kies het nummer van de eerste opgave."),
            Column("first_name", "Naam van A", Kind.TEXT, Owner.FORMULA, "Komt vanzelf.",
                   24, formula=name_of("first")),
            Column("second", "Opgave B (Nr)", Kind.REFERENCE, list_name="lijst_opgaven",
                   help="Kies het nummer van de tweede opgave."),
            Column("second_name", "Naam van B", Kind.TEXT, Owner.FORMULA, "Komt vanzelf.", 24,
                   formula=name_of("second")),
            Column("relation", "Wat doen ze met elkaar?", Kind.CHOICE, choices=tuple(Relation),
                   help="Versterkt, werkt tegen, of geen.", width=14),
            Column("why", "Waarom", Kind.LONG, help="Leg uit waarom.", width=32, internal=True),
            Column("state", "Stand van het paar", Kind.TEXT, Owner.FORMULA,
                   "Zijn ze allebei gekozen?", 18, formula=pair_state),
            Column("controle", "Controle", Kind.LONG, Owner.FORMULA,
                   "Wat de laatste controle over deze rij zei.", 24,
                   formula=control_column().formula),
            *(
                Column(f"{key}_at", f"rij {letter}", Kind.WHOLE, Owner.FORMULA,
                       "Plaats in de berekening.", 5, formula=place_in(key), hidden=True)
                for key, letter in (("first", "A"), ("second", "B"))
            ),
        ),
        tuple(f"P{i:02}" for i in range(1, capacity.pairs + 1)),
        purpose="Welke opgaven elkaar versterken of tegenwerken.",
    )  # fmt: skip

    def at_place(here: Here) -> str:
        places = here.layout.tables[_CALC].rng("chosen_at")
        return f"=IFERROR(MATCH({here.me('id')},{places},0),0)"

    def chosen_value(key: str) -> Formula:
        def formula(here: Here) -> str:
            row = here.me("rij")
            return f'=IF({row}=0,"",{lookup(here, _CALC, key, row)})'

        return formula

    def law(here: Here) -> str:
        row = here.me("rij")
        position = f"INDEX({here.layout.tables[_CALC].rng('rij')},{row})"
        named = word(here, "tblOpgaven", "law", position)
        where = word(here, "tblOpgaven", "law_status", position)
        return f'=IF({row}=0,"",IF({named}="","",{named}&" ("&{where}&")"))'

    width = len(pairs.columns) + 1
    selection = Table(
        "calcKeuze",
        PORTFOLIO,
        limits.header_row,
        (
            Column("id", "Keuze", Kind.WHOLE, Owner.FIXED, "Volgnummer.", 8, hidden=True),
            Column("rij", "rij", Kind.WHOLE, Owner.FORMULA, "Plaats in de berekening.", 5,
                   formula=at_place, hidden=True),
            Column("opgave", "Nr van de opgave", Kind.ID, Owner.FORMULA, "Kenmerk.", 10,
                   formula=chosen_value("id")),
            Column("name", "Voorlopig gekozen", Kind.TEXT, Owner.FORMULA, "Naam van de opgave.",
                   32, formula=chosen_value("name")),
            Column("domain", "Domein", Kind.TEXT, Owner.FORMULA, "Vakgebied.", 18,
                   formula=chosen_value("domain")),
            Column("effort", "Inzet", Kind.NUMBER, Owner.FORMULA, "Punten.", 8,
                   formula=chosen_value("effort")),
            Column("law", "Hangt aan", Kind.TEXT, Owner.FORMULA, "Wet of regeling en de stand.",
                   62, formula=law, internal=True),
        ),
        tuple(str(i) for i in range(1, capacity.opgaven + 1)),
        first_col=width,
        list_object=False,
        purpose="De opgaven die nu gekozen zijn, volgens Besluit of anders volgens het voorstel.",
    )  # fmt: skip

    def domain_at(here: Here) -> str:
        return f"=IFERROR(MATCH({here.me('id')},{here.layout.tables[_CALC].rng('domain_at')},0),0)"

    def domain_count(which: str) -> Formula:
        def formula(here: Here) -> str:
            calc = here.layout.tables[_CALC]
            name = here.me("name")
            extra = f"{calc.rng('chosen')}" if which == "chosen" else "1"
            # Not COUNTIF: that reads '>5' or 'z*' as a condition.
            counted = f"SUMPRODUCT(({calc.rng('domain')}={name})*{extra})"
            return f'=IF({name}="","",{counted})'

        return formula

    domains = Table(
        "calcDomeinen",
        PORTFOLIO,
        limits.header_row,
        (
            Column("id", "Domein nr", Kind.WHOLE, Owner.FIXED, "Volgnummer.", 8, hidden=True),
            Column("rij", "rij", Kind.WHOLE, Owner.FORMULA, "Plaats in de berekening.", 5,
                   formula=domain_at, hidden=True),
            Column("name", "Domein in de wijk", Kind.TEXT, Owner.FORMULA, "Vakgebied.", 24,
                   formula=chosen_value("domain")),
            Column("count", "Opgaven", Kind.WHOLE, Owner.FORMULA, "Aantal in de lijst.", 10,
                   formula=domain_count("all")),
            Column("chosen", "Gekozen", Kind.WHOLE, Owner.FORMULA, "Aantal nu gekozen.", 10,
                   formula=domain_count("chosen")),
        ),
        tuple(str(i) for i in range(1, capacity.opgaven + 1)),
        first_col=width + len(selection.columns) + 1,
        list_object=False,
        purpose="Per domein hoeveel opgaven er zijn en hoeveel er gekozen zijn.",
    )  # fmt: skip
    cells = [Cell(limits.first_row + i, 0, label, "label") for i, (_, label) in enumerate(_LIMITS)]
    for table in (selection, domains):
        cells += [
            Cell(table.first_row + i, table.first_col, float(i + 1), "calc")
            for i in range(capacity.opgaven)
        ]
    cells += [
        Cell(2, 0, f'={chosen}&" opgaven zijn nu gekozen: volgens het blad Besluit, of anders '
             'volgens het voorstel."', "subtitle"),
        Cell(pairs.header_row - 1, 0, "Werken de opgaven samen?", "heading"),
    ]  # fmt: skip
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
            Highlight(*limit_area, f'=OR({state_cell}="te veel",{state_cell}="let op")', "short",
                      "het woord in de cel zelf"),
            Highlight(pairs.first_row, pair_col, pairs.last_row, pair_col,
                      f'={pair_cell}="beide gekozen: let op"', "short",
                      "het woord in de cel zelf"),
            filled_rows(selection),
            filled_rows(domains),
        ),
        col_widths={0: 26, 2: 26},
        paper="A3",
        colour="#C55A11",
    )  # fmt: skip
