"""The sheets that the coordinator fills in: Criteria, Schaal, Opgaven, Deelnemers."""

from wijkexcel.dutch import promise
from wijkexcel.layout.formulas import control_column, from_row, lookup, marked, row_column
from wijkexcel.layout.spec import (
    FINDING_STYLES,
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
from wijkexcel.layout.wording import COUPLING, SCORED_BY
from wijkexcel.model.records import (
    Direction,
    GroupKind,
    Koppelvorm,
    LawStatus,
    OpgaveKind,
    Visibility,
)

HEADER = 4
LIST_TABLES = ("tblCriteria", "tblOpgaven", "tblGroepen", "tblDeelnemers")


def id_column() -> Column:
    """Make the column with the static id of a row."""
    return Column(
        "id", "Nr", Kind.ID, Owner.FIXED, "Vast kenmerk van deze rij; verander het niet.", 6
    )


def finding_marks(table: Table) -> tuple[Highlight, ...]:
    """Make the marks on cells that the last check had something to say about."""
    columns = [i for i, c in enumerate(table.columns) if c.typed]
    if not columns:
        return ()
    first, last = table.first_col + columns[0], table.first_col + columns[-1]
    place = table.first_row, first, table.last_row, last
    return tuple(
        Highlight(
            *place,
            marked(
                table.name,
                table.first_row,
                table.header_row,
                column_name(first),
                column_name(table.col_of("id")),
                severity,
            ),
            style,
            "kolom Controle",
        )
        for severity, style in FINDING_STYLES
    )


def name_column(header: str = "Opgave", source: str = "calcOpgaven", width: float = 32) -> Column:
    """Make a column that shows the name that belongs to this row's id."""
    return Column(
        "name",
        header,
        Kind.TEXT,
        Owner.FORMULA,
        "Komt vanzelf uit de lijst.",
        width,
        formula=from_row(source, "name"),
    )


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
            Column("share", "Aandeel", Kind.SHARE, Owner.FORMULA, "Deel van het totale gewicht.",
                   9, formula=share),
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
    )  # fmt: skip
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
        colour="#2E75B6",
    )


def scale_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Schaal."""

    def way(here: Here) -> str:
        lower = lookup(here, "calcCriteria", "lower", here.me("rij"))
        words = f'IF({lower}=1,"{Direction.LOWER}","{Direction.HIGHER}")'
        return f'=IF({here.me("name")}="","",{words})'

    table = Table(
        "tblSchaal",
        "Schaal",
        HEADER + 1,
        (
            id_column(),
            row_column("calcCriteria"),
            name_column("Criterium", "calcCriteria", 28),
            Column(
                "way",
                "Wat is goed?",
                Kind.TEXT,
                Owner.FORMULA,
                "Komt van het blad Criteria.",
                16,
                formula=way,
            ),
            Column(
                "lowest",
                "De laagste score betekent",
                Kind.LONG,
                help="Wat is er aan de hand als iemand hier de laagste score geeft? Verplicht.",
                width=40,
            ),
            Column(
                "middle",
                "De middelste score betekent",
                Kind.LONG,
                help="Mag leeg blijven, maar helpt invullers.",
                width=40,
            ),
            Column(
                "highest",
                "De hoogste score betekent",
                Kind.LONG,
                help="Wat is er aan de hand als iemand hier de hoogste score geeft? Verplicht.",
                width=40,
            ),
            control_column(),
        ),
        capacity.criterion_ids,
        purpose="Wat de laagste, middelste en hoogste score per criterium betekenen.",
    )
    cells = (
        Cell(HEADER, table.col_of("way"), "Score", "above"),
        Cell(HEADER, table.col_of("lowest"), "=schaal_laag", "above"),
        Cell(HEADER, table.col_of("middle"), "=(schaal_laag+schaal_hoog)/2", "above"),
        Cell(HEADER, table.col_of("highest"), "=schaal_hoog", "above"),
    )
    return Sheet(
        "Schaal",
        "Stap 2 - Wat betekent een score?",
        "Beschrijf per criterium beide uiteinden, vóórdat iemand scoort. De afgesproken score "
        "vult u in op het blad Start.",
        step=2,
        tables=(table,),
        cells=cells,
        highlights=finding_marks(table),
        freeze=(table.first_row, 3),
        repeat_rows=(table.header_row - 1, table.header_row),
        colour="#2E75B6",
    )


def opgaven_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Opgaven."""
    table = Table(
        "tblOpgaven",
        "Opgaven",
        HEADER,
        (
            id_column(),
            Column("name", "Opgave", help="Korte naam, zoals bewoners het noemen.", width=30),
            Column(
                "kind", "Soort", Kind.CHOICE, help="Fysiek of sociaal.",
                choices=tuple(OpgaveKind), width=10,
            ),
            Column(
                "domain", "Domein",
                help="Het vakgebied. Voor elk domein hoort iemand mee te scoren.", width=18,
            ),
            Column(
                "description", "Beschrijving", Kind.LONG,
                help="Wat is er aan de hand in de wijk?", width=40,
            ),
            Column(
                "coupling", COUPLING, Kind.LONG,
                help="Hoe ziet het eruit als u dit met de wijkaanpak verbindt? Vul dit in vóór "
                "het scoren; grote lijnen zijn genoeg. Ideeën staan in de kwaliteitskaders van de "
                "wijk.", width=44,
            ),
            Column(
                "koppelvorm", "Koppelvorm", Kind.CHOICE,
                help="Integraal: één project. Meeliften: de opgave gaat mee met het werk. "
                "Gecoördineerd: apart werk, op elkaar afgestemd.",
                choices=tuple(Koppelvorm), width=22,
            ),
            Column("chances", "Kansen", Kind.LONG,
                   help="Wat levert koppelen op? Is het de moeite waard?", width=34,
                   internal=True),
            Column("risks", "Risico's", Kind.LONG, help="Wat kan er misgaan?", width=34,
                   internal=True),
            Column("put_forward_by", "Ingebracht door",
                   help="Wie deze opgave noemde. Komt in de brief: noem een groep of organisatie, "
                   "geen persoon.", width=22),
            Column("planning", "Planning",
                   help="Wanneer het werk zonder koppeling zou gebeuren. Vraag collega's van "
                   "andere afdelingen waar u kunt aanhaken.",
                   width=20, internal=True),
            Column("cost", "Geschatte kosten", Kind.MONEY, help="In euro, ongeveer.", width=16,
                   internal=True),
            Column("effort", "Inzet", Kind.NUMBER,
                   help="Hoeveel het van het projectteam vraagt, in punten die u zelf afspreekt.",
                   width=9, internal=True),
            Column("law", "Hangt aan wet of regeling",
                   help="Welke wet of subsidie moet er zijn? Leeg: geen.", width=26,
                   internal=True),
            Column("law_status", "Stand van de wet", Kind.CHOICE,
                   help="Geldt de wet of regeling, is dat onzeker, of is hij vervallen? Dan "
                   "kan ook de koppelkans vervallen.",
                   choices=tuple(LawStatus), width=12, internal=True),
            Column("longer_term", "Belang op langere termijn", Kind.LONG,
                   help="Waarom het later telt, ook als er nu geen probleem is, zoals bij zware "
                   "regen. Leeg: geen.",
                   width=34, internal=True),
            Column("make_or_break", "Maakt of breekt", Kind.YES_NO,
                   help="Kan deze opgave de wijkaanpak maken of breken?", choices=("ja", "nee"),
                   width=10, internal=True),
            Column("make_or_break_why", "Waarom maakt of breekt", Kind.LONG,
                   help="Bijvoorbeeld: zonder dit geen draagvlak bij bewoners.", width=34,
                   internal=True),
            control_column(),
        ),
        capacity.opgave_ids,
        purpose="De fysieke en sociale opgaven in de wijk die u zou kunnen verbinden.",
    )  # fmt: skip
    return Sheet(
        "Opgaven",
        "De opgaven in de wijk",
        "Vul een rij in per opgave. De kolom 'Hoe ziet koppelen eruit?' maakt het scoren "
        "makkelijker: vul die in vóórdat iemand scoort.",
        step=3,
        tables=(table,),
        highlights=finding_marks(table),
        freeze=(table.first_row, 2),
        repeat_rows=(table.header_row, table.header_row),
        paper="A3",
        print_to="make_or_break_why",
        colour="#2E75B6",
    )


IN_ROUND = "in ronde "
"""Before the round in which somebody is asked who is not asked now."""
LATER = "later"
"""The same of a group of which nobody is asked now."""


def _tally(key: str, later: str = '""') -> Formula:
    """Count for one scorer, by id; ``later`` for who is asked in a round that does not count."""

    def formula(here: Here) -> str:
        row = here.me("rij")
        total = lookup(here, "calcDeelnemers", key, row)
        own = lookup(here, "calcDeelnemers", "round", row)
        said = later.replace("@", own)
        return f'=IF({here.me("name")}="","",IF({own}>rondes_tellen,{said},{total}))'

    return formula


def _group_tally(*keys: str, later: str = '""') -> Formula:
    """Sum of counts over the scorers of a group; ``later`` when all of them are asked later."""

    def formula(here: Here) -> str:
        scorers = here.layout.tables["calcDeelnemers"]
        own = f"{scorers.rng('group')},{here.me('id')}"
        total = "+".join(f"SUMIF({own},{scorers.rng(key)})" for key in keys)
        waiting = f'COUNTIFS({own},{scorers.rng("round")},">"&rondes_tellen)'
        now = f"COUNTIFS({own},{scorers.rng('counted')},1)"
        value = f"IF({waiting}=0,{total},IF({now}=0,{later},{total}))"
        return f'=IF({here.me("name")}="","",{value})'

    return formula


def participants_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Deelnemers: groups above, scorers below."""

    def share(here: Here) -> str:
        total = f"SUM({here.layout.tables['calcGroepen'].rng('weight')})"
        own = lookup(here, "calcGroepen", "weight", here.me("rij"))
        return f'=IF({here.me("rij")}=0,"",IF({total}=0,"",IF({own}=0,"",{own}/{total})))'

    def coverage(here: Here) -> str:
        asked, done = here.me("asked"), here.me("done")
        return f'=IF(ISNUMBER({asked}),IF({asked}=0,"",{done}/{asked}),"")'

    groups = Table(
        "tblGroepen",
        "Deelnemers",
        HEADER,
        (
            id_column(),
            row_column("calcGroepen"),
            Column("name", "Groep", help="Bijvoorbeeld: gemeente, bewoners.", width=26),
            Column("kind", "Soort groep", Kind.CHOICE, help="Wat voor partij dit is.",
                   choices=tuple(GroupKind), width=22),
            Column("weight", "Gewicht van de groep", Kind.NUMBER,
                   help="Hoe zwaar de groep telt: 0 of meer.", width=22),
            Column("share", "Aandeel", Kind.SHARE, Owner.FORMULA, "Deel van het totale gewicht.",
                   formula=share),
            Column("asked", "Gevraagd", Kind.WHOLE, Owner.FORMULA,
                   "Aantal gevraagde scores, of dat de groep later aan de beurt is.",
                   formula=_group_tally("sum_asked", later=f'"{LATER}"')),
            Column("done", "Ingevuld", Kind.WHOLE, Owner.FORMULA, "Scores en 'weet niet' samen.",
                   formula=_group_tally("sum_marks", "sum_abstentions")),
            Column("coverage", "Dekking", Kind.SHARE, Owner.FORMULA, "Deel dat is ingevuld.",
                   formula=coverage),
            control_column(),
        ),
        capacity.group_ids,
        purpose="De groepen die scoren en hoe zwaar zij tellen.",
    )  # fmt: skip
    scorers = Table(
        "tblDeelnemers",
        "Deelnemers",
        groups.last_row + 3,
        (
            id_column(),
            row_column("calcDeelnemers"),
            Column("name", "Naam", help="Wie dit invulblad invult.", width=26, internal=True),
            Column("organisation", "Organisatie", help="Bijvoorbeeld: de woningcorporatie.",
                   internal=True),
            Column("role", "Rol", help="Bijvoorbeeld: woonconsulent, beheerder riolering.",
                   internal=True),
            Column("group", "Groep (Nr)", Kind.REFERENCE,
                   help="Kies het nummer van de groep hierboven, bijvoorbeeld G1.",
                   list_name="lijst_groepen", internal=True),
            Column("domain", "Domein van de deelnemer",
                   help="Het vakgebied, zoals op het blad Opgaven.", internal=True),
            Column("email", "E-mail", Kind.EMAIL, help="Hoe u deze deelnemer bereikt.", width=30,
                   internal=True),
            Column("round", "Ronde", Kind.WHOLE,
                   help="1 voor nu; 2 voor wie later scoort, bijvoorbeeld bewoners. Leeg: 1.",
                   internal=True),
            Column("tab", "Blad", Kind.LINK, Owner.FIXED, "Naar het invulblad.", width=34),
            Column("asked", "Gevraagd", Kind.WHOLE, Owner.FORMULA,
                   "Aantal gevraagde scores, of in welke ronde deze deelnemer aan de beurt is.", 11,
                   formula=_tally("sum_asked", f'"{IN_ROUND}"&@')),
            Column("marks", "Scores", Kind.WHOLE, Owner.FORMULA, "Aantal gegeven scores.", 11,
                   formula=_tally("sum_marks")),
            Column("abstentions", "Weet niet", Kind.WHOLE, Owner.FORMULA, "Aantal 'weet niet'.",
                   11, formula=_tally("sum_abstentions")),
            Column(
                "todo", "Nog te doen", Kind.WHOLE, Owner.FORMULA, "Nog in te vullen.", 11,
                formula=lambda h: (
                    f"=IF(ISNUMBER({h.me('asked')}),"
                    f'{h.me("asked")}-{h.me("marks")}-{h.me("abstentions")},"")'
                ),
            ),
            Column("code", "Code", Kind.TEXT, Owner.PROGRAM,
                   "Staat ook in het werkboek dat deze deelnemer kreeg.", 11, internal=True),
            Column("sent_on", "Verstuurd", Kind.DATE, Owner.PROGRAM,
                   "Wanneer het werkboek voor deze deelnemer is gemaakt.", 12, internal=True,
                   happened=True),
            Column("version", "Versie", Kind.TEXT, Owner.PROGRAM,
                   "Bij welke vragen dat werkboek hoort.", 13, internal=True),
            Column("received_on", "Ontvangen", Kind.DATE, Owner.PROGRAM,
                   "Wanneer er scores van deze deelnemer zijn binnengehaald.", 12,
                   internal=True, happened=True),
            control_column(),
        ),
        capacity.scorer_ids,
        purpose="Wie er scoren, voor welke groep en in welke ronde.",
    )  # fmt: skip
    links = tuple(
        Cell(scorers.first_row + i, scorers.col_of("tab"), f"internal:'{s}'!A1", "link")
        for i, s in enumerate(capacity.scorer_ids)
    )
    return Sheet(
        "Deelnemers",
        "Wie scoren er mee?",
        "Zet mensen aan tafel die genoeg van de opgaven weten, én de mensen voor wie u het doet: "
        "corporatie en bewoners. Bewoners mogen in een latere ronde scoren.",
        step=3,
        tables=(groups, scorers),
        cells=(
            Cell(HEADER - 1, 0, "Groepen", "heading"),
            Cell(scorers.header_row - 1, 0, "Deelnemers", "heading"),
            *links,
        ),
        highlights=(*finding_marks(groups), *finding_marks(scorers)),
        repeat_rows=None,
        paper="A3",
        colour="#2E75B6",
    )
