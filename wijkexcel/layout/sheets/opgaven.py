"""*Opgaven*: the challenges that could be coupled."""

from wijkexcel.layout.columns import HEADER, id_column
from wijkexcel.layout.formulas import control_column
from wijkexcel.layout.highlights import finding_marks
from wijkexcel.layout.spec import (
    Capacity,
    Column,
    Kind,
    Sheet,
    Table,
)
from wijkexcel.layout.wording import COUPLING
from wijkexcel.look.palette import Tab
from wijkexcel.model.records import (
    Koppelvorm,
    LawStatus,
    OpgaveKind,
)

# Last, so that the columns before them keep their letters: people refer to those in formulas.
_YEARS = (
    ("year_from", "Planning van (jaar)", "eerste"),
    ("year_to", "Planning tot en met (jaar)", "laatste"),
)


def _year(key: str, header: str, which: str) -> Column:
    return Column(
        key,
        header,
        Kind.YEAR,
        help=f"Het {which} jaar waarin het werk zonder koppeling zou gebeuren, als u dat weet. "
        "Bijvoorbeeld 2028.",
        width=11,
        internal=True,
        added_later=True,
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
                "kind",
                "Soort",
                Kind.CHOICE,
                help="Fysiek of sociaal.",
                choices=tuple(OpgaveKind),
                width=10,
            ),
            Column(
                "domain",
                "Domein",
                help="Het vakgebied. Voor elk domein hoort iemand mee te scoren. Kies uit de "
                "lijst, of typ een nieuw domein: dat komt er dan bij.",
                list_name="lijst_domeinen",
                suggests=True,
                width=18,
            ),
            Column(
                "description",
                "Beschrijving",
                Kind.LONG,
                help="Wat is er aan de hand in de wijk?",
                width=40,
            ),
            Column(
                "coupling",
                COUPLING,
                Kind.LONG,
                help="Hoe ziet het eruit als u dit met de wijkaanpak verbindt? Vul dit in vóór "
                "het scoren; grote lijnen zijn genoeg. Ideeën staan in de kwaliteitskaders van de "
                "wijk.",
                width=44,
            ),
            Column(
                "koppelvorm",
                "Koppelvorm",
                Kind.CHOICE,
                help="Integraal: één project. Meeliften: de opgave gaat mee met het werk. "
                "Gecoördineerd: apart werk, op elkaar afgestemd.",
                choices=tuple(Koppelvorm),
                width=22,
            ),
            Column(
                "chances",
                "Kansen",
                Kind.LONG,
                help="Wat levert koppelen op? Is het de moeite waard?",
                width=34,
                internal=True,
            ),
            Column(
                "risks", "Risico's", Kind.LONG, help="Wat kan er misgaan?", width=34, internal=True
            ),
            Column(
                "put_forward_by",
                "Ingebracht door",
                help="Wie deze opgave noemde. Komt in de brief: noem een groep of organisatie, "
                "geen persoon.",
                width=22,
            ),
            Column(
                "planning",
                "Planning",
                help="Wanneer het werk zonder koppeling zou gebeuren. Vraag collega's van "
                "andere afdelingen waar u kunt aanhaken. De jaren vult u achteraan in.",
                width=20,
                internal=True,
            ),
            Column(
                "cost",
                "Geschatte kosten",
                Kind.MONEY,
                help="In euro, ongeveer.",
                width=16,
                internal=True,
            ),
            Column(
                "effort",
                "Inzet",
                Kind.NUMBER,
                help="Hoeveel het van het projectteam vraagt, in punten die u zelf afspreekt.",
                width=9,
                internal=True,
            ),
            Column(
                "law",
                "Hangt aan wet of regeling",
                help="Welke wet of subsidie moet er zijn? Leeg: geen.",
                width=26,
                internal=True,
            ),
            Column(
                "law_status",
                "Stand van de wet",
                Kind.CHOICE,
                help="Geldt de wet of regeling, is dat onzeker, of is hij vervallen? Dan "
                "kan ook de koppelkans vervallen.",
                choices=tuple(LawStatus),
                width=12,
                internal=True,
            ),
            Column(
                "law_fallback",
                "Wat als die wegvalt",
                Kind.LONG,
                help="Wat doet u met deze opgave als de wet of regeling er niet komt of vervalt?",
                width=30,
                internal=True,
                added_later=True,
            ),
            Column(
                "law_look_on",
                "Opnieuw kijken op",
                Kind.DATE,
                help="De dag waarop u nagaat hoe het met de wet of regeling staat.",
                width=12,
                internal=True,
                added_later=True,
            ),
            Column(
                "longer_term",
                "Belang op langere termijn",
                Kind.LONG,
                help="Waarom het later telt, ook als er nu geen probleem is, zoals bij zware "
                "regen. Leeg: geen.",
                width=34,
                internal=True,
            ),
            Column(
                "make_or_break",
                "Maakt of breekt",
                Kind.YES_NO,
                help="Kan deze opgave de wijkaanpak maken of breken?",
                choices=("ja", "nee"),
                width=10,
                internal=True,
            ),
            Column(
                "make_or_break_why",
                "Waarom maakt of breekt",
                Kind.LONG,
                help="Bijvoorbeeld: zonder dit geen draagvlak bij bewoners.",
                width=34,
                internal=True,
            ),
            *(_year(key, header, which) for key, header, which in _YEARS),
            control_column(),
        ),
        capacity.opgave_ids,
        purpose="De fysieke en sociale opgaven in de wijk die u zou kunnen verbinden.",
    )
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
        print_to="year_to",
        tab=Tab.AGREE,
    )
