"""*Deelnemers*: groups, scorers, and their progress."""

from wijkexcel.layout.columns import HEADER, id_column
from wijkexcel.layout.formulas import control_column, lookup, row_column
from wijkexcel.layout.highlights import finding_marks
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
from wijkexcel.model.records import (
    GroupKind,
)

IN_ROUND = "in ronde "
"""Prefix of the round of a scorer who is not asked now."""
LATER = "later"
"""The same for a group without scorers who are asked now."""


def _tally(key: str, later: str = '""') -> Formula:
    """Count for one scorer, by id; ``later`` for scorers in a round that does not count yet."""

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
            Column(
                "kind",
                "Soort groep",
                Kind.CHOICE,
                help="Wat voor partij dit is.",
                choices=tuple(GroupKind),
                width=22,
            ),
            Column(
                "weight",
                "Gewicht van de groep",
                Kind.NUMBER,
                help="Hoe zwaar de groep telt: 0 of meer.",
                width=22,
            ),
            Column(
                "share",
                "Aandeel",
                Kind.SHARE,
                Owner.FORMULA,
                "Deel van het totale gewicht.",
                formula=share,
            ),
            Column(
                "asked",
                "Gevraagd",
                Kind.WHOLE,
                Owner.FORMULA,
                "Aantal gevraagde scores, of dat de groep later aan de beurt is.",
                formula=_group_tally("sum_asked", later=f'"{LATER}"'),
            ),
            Column(
                "done",
                "Ingevuld",
                Kind.WHOLE,
                Owner.FORMULA,
                "Scores en 'weet niet' samen.",
                formula=_group_tally("sum_marks", "sum_abstentions"),
            ),
            Column(
                "coverage",
                "Dekking",
                Kind.SHARE,
                Owner.FORMULA,
                "Deel dat is ingevuld.",
                formula=coverage,
            ),
            control_column(),
        ),
        capacity.group_ids,
        purpose="De groepen die scoren en hoe zwaar zij tellen.",
    )
    scorers = Table(
        "tblDeelnemers",
        "Deelnemers",
        groups.last_row + 3,
        (
            id_column(),
            row_column("calcDeelnemers"),
            Column("name", "Naam", help="Wie dit invulblad invult.", width=26, internal=True),
            Column(
                "organisation",
                "Organisatie",
                help="Bijvoorbeeld: de woningcorporatie.",
                internal=True,
            ),
            Column(
                "role",
                "Rol",
                help="Bijvoorbeeld: woonconsulent, beheerder riolering.",
                internal=True,
            ),
            Column(
                "group",
                "Groep (Nr)",
                Kind.REFERENCE,
                help="Kies het nummer van de groep hierboven, bijvoorbeeld G1.",
                list_name="lijst_groepen",
                internal=True,
            ),
            Column(
                "domain",
                "Domein van de deelnemer",
                help="Het vakgebied, zoals op het blad Opgaven. Kent iemand er meer, zet er dan "
                "een komma tussen.",
                list_name="lijst_domeinen",
                suggests=True,
                internal=True,
            ),
            Column(
                "email",
                "E-mail",
                Kind.EMAIL,
                help="Hoe u deze deelnemer bereikt.",
                width=30,
                internal=True,
            ),
            Column(
                "round",
                "Ronde",
                Kind.WHOLE,
                help="1 voor nu; 2 voor wie later scoort, bijvoorbeeld bewoners. Leeg: 1.",
                internal=True,
            ),
            Column(
                "people",
                "Aantal mensen",
                Kind.WHOLE,
                help="Geeft een tafel samen één score? Vul in hoeveel mensen er zitten. Leeg: 1.",
                width=9,
                internal=True,
                added_later=True,
            ),
            Column("tab", "Blad", Kind.LINK, Owner.FIXED, "Naar het invulblad.", width=34),
            Column(
                "asked",
                "Gevraagd",
                Kind.WHOLE,
                Owner.FORMULA,
                "Aantal gevraagde scores, of in welke ronde deze deelnemer aan de beurt is.",
                11,
                formula=_tally("sum_asked", f'"{IN_ROUND}"&@'),
            ),
            Column(
                "marks",
                "Scores",
                Kind.WHOLE,
                Owner.FORMULA,
                "Aantal gegeven scores.",
                11,
                formula=_tally("sum_marks"),
            ),
            Column(
                "abstentions",
                "Weet niet",
                Kind.WHOLE,
                Owner.FORMULA,
                "Aantal 'weet niet'.",
                11,
                formula=_tally("sum_abstentions"),
            ),
            Column(
                "todo",
                "Nog te doen",
                Kind.WHOLE,
                Owner.FORMULA,
                "Nog in te vullen.",
                11,
                formula=lambda h: (
                    f"=IF(ISNUMBER({h.me('asked')}),"
                    f'{h.me("asked")}-{h.me("marks")}-{h.me("abstentions")},"")'
                ),
            ),
            Column(
                "code",
                "Code",
                Kind.TEXT,
                Owner.PROGRAM,
                "Staat ook in het werkboek dat deze deelnemer kreeg.",
                11,
                internal=True,
            ),
            Column(
                "sent_on",
                "Verstuurd",
                Kind.DATE,
                Owner.PROGRAM,
                "Wanneer het werkboek voor deze deelnemer is gemaakt.",
                12,
                internal=True,
                happened=True,
            ),
            Column(
                "version",
                "Versie",
                Kind.TEXT,
                Owner.PROGRAM,
                "Bij welke vragen dat werkboek hoort.",
                13,
                internal=True,
            ),
            Column(
                "received_on",
                "Ontvangen",
                Kind.DATE,
                Owner.PROGRAM,
                "Wanneer er scores van deze deelnemer zijn binnengehaald.",
                12,
                internal=True,
                happened=True,
            ),
            control_column(),
        ),
        capacity.scorer_ids,
        purpose="Wie er scoren, voor welke groep en in welke ronde.",
    )
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
        tab=Tab.AGREE,
    )
