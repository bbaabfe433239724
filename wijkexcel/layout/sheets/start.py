"""Sheet Start: the five steps with their live status, the settings, and the last check."""

from wijkexcel.dutch.numbers import share
from wijkexcel.layout.formulas import finding_text
from wijkexcel.layout.sheets.five_steps import (
    DUE,
    STEPS,
    bar_of_step,
    next_step,
    outcome_line,
    share_of_step,
    status_of_step,
)
from wijkexcel.layout.spec import (
    FINDING_STYLES,
    Capacity,
    Cell,
    Column,
    Here,
    Highlight,
    Kind,
    Owner,
    Setting,
    Sheet,
    Table,
    a1,
)
from wijkexcel.look.palette import Tab
from wijkexcel.model.records import CLOSE, PROJECT_TEAM, Address, Verdict
from wijkexcel.sentences import promise

START = "Start"
STEPS_ROW = 4
SETTINGS_ROW = 13
METHOD = (
    "De methode: het knooppunt 'Keuzes maken over te verbinden opgaven' op het Wijkkompas. Meer "
    "leest u in de handleiding."
)
"""Where the method comes from: a name to look for, because a partner has only the workbook."""
POST_STEPS = ("verdeel", "herinner", "verzamel")
"""The steps of the round trip by mail; only if the workbook has a folder."""
RUN_STEPS = ("valideer", *POST_STEPS, "bereken", "heroverweeg", "besluit", "brief", "ambitie")
"""The steps of the add-in, in the order of the method."""

SETTINGS: tuple[Setting, ...] = (
    Setting("gemeente", "Gemeente", "gemeente", Kind.TEXT, "Naam van de gemeente."),
    Setting("wijk", "Wijk", "wijk", Kind.TEXT, "Naam van de wijk die aardgasvrij wordt."),
    Setting(
        "lowest",
        "Laagste score",
        "schaal_laagste",
        Kind.NUMBER,
        "De laagste score die iemand kan geven, bijvoorbeeld 1.",
    ),
    Setting(
        "highest",
        "Hoogste score",
        "schaal_hoogste",
        Kind.NUMBER,
        "De hoogste score die iemand kan geven, bijvoorbeeld 5.",
    ),
    Setting(
        "step",
        "Kleinste stap tussen scores",
        "kleinste_stap",
        Kind.NUMBER,
        "1 betekent: alleen hele scores.",
    ),
    Setting(
        "threshold",
        "Afgesproken score",
        "drempel",
        Kind.NUMBER,
        "Wat een opgave minstens moet scoren om mee te kunnen. Spreek dit af vóór het scoren.",
    ),
    Setting(
        "threshold_date",
        "Afgesproken op",
        "drempel_datum",
        Kind.DATE,
        "De dag waarop u de score samen afsprak.",
        happened=True,
    ),
    Setting(
        "margin",
        "Marge voor 'dichtbij'",
        "heroverweegmarge",
        Kind.NUMBER,
        f"Zo ver onder de afgesproken score heet nog dichtbij. Leeg: {share(CLOSE)} van de schaal.",
    ),
    Setting(
        "rounds_counted",
        "Tel mee tot en met ronde",
        "rondes_geteld",
        Kind.WHOLE,
        "1: alleen de eerste ronde. 2: ook de tweede, bijvoorbeeld die van bewoners.",
    ),
    Setting(
        "smallest_group",
        "Kleinste groep die openbaar mag",
        "kleinste_groep",
        Kind.WHOLE,
        "De brief zegt pas of een opgave de score haalt als zoveel mensen meetelden. 2 of meer.",
        before=("Kleinste groep in openbare cijfers",),
    ),
    Setting(
        "max_opgaven",
        "Hoogste aantal opgaven",
        "capaciteit_opgaven",
        Kind.WHOLE,
        "Hoeveel opgaven het projectteam samen aankan.",
    ),
    Setting(
        "effort_capacity",
        "Beschikbare inzet",
        "capaciteit_inzet",
        Kind.NUMBER,
        "In dezelfde punten als de kolom Inzet op het blad Opgaven.",
    ),
    Setting(
        "unforeseen",
        "Ruimte voor onvoorzien",
        "ruimte_onvoorzien",
        Kind.SHARE,
        f"Dit deel van de ruimte houdt u vrij, bijvoorbeeld {share(0.3)}. Leeg: {share(0.2)}.",
    ),
    Setting("sender", "Afzender", "afzender", Kind.TEXT, "Wie de brief ondertekent."),
    Setting(
        "sender_role", "Functie van de afzender", "afzender_functie", Kind.TEXT, "Onder de naam."
    ),
    Setting(
        "contact_name", "Contactpersoon", "contact_naam", Kind.TEXT, "Wie bewoners kunnen vragen."
    ),
    Setting("contact_phone", "Telefoon", "contact_telefoon", Kind.TEXT, "Van de contactpersoon."),
    Setting("contact_email", "E-mail", "contact_email", Kind.EMAIL, "Van de contactpersoon."),
    Setting(
        "address",
        "Aanspreekvorm",
        "aanspreekvorm",
        Kind.CHOICE,
        "Spreekt de brief bewoners aan met u of met je? Leeg: u.",
        tuple(Address),
    ),
    Setting(
        "what_was_asked",
        "Wat we vroegen",
        "wat_gevraagd",
        Kind.LONG,
        "Voor de brief: wat u bewoners en partners vroeg, en wanneer.",
    ),
    Setting(
        "next_steps",
        "Wat er nu gebeurt",
        "vervolgstappen",
        Kind.LONG,
        "Voor de brief: wat dit voor bewoners betekent en wat zij hierna kunnen verwachten.",
    ),
    Setting("letter_date", "Datum van de brief", "brief_datum", Kind.DATE, "Leeg: vandaag."),
    # Last, so that the others keep their places in older workbooks.
    Setting(
        "answers_before",
        "Antwoorden graag voor",
        "antwoorden_voor",
        Kind.DATE,
        "Voor het verdelen: wanneer u de bladen terug wilt. Leeg: zo snel mogelijk.",
    ),
    Setting(
        "may_be_named",
        "Mag genoemd worden",
        "mag_genoemd_worden",
        Kind.LONG,
        "Namen of woorden die toch in de brief mogen staan, of in wat u rondstuurt. Zet er een ; "
        "tussen.",
    ),
    Setting(
        "weights_date",
        "Gewichten afgesproken op",
        "gewichten_datum",
        Kind.DATE,
        "De dag waarop u de gewichten samen afsprak, vóór het scoren. Tellen alle criteria en "
        "groepen even zwaar? Dan mag dit leeg.",
        happened=True,
    ),
    Setting(
        "without_reason",
        "Zonder reden: niet toevoegen",
        "zonder_reden_niet",
        Kind.CHOICE,
        "Ja: één antwoord voor alles op Heroverweging waar 'geen reden gevonden' staat en u zelf "
        "niets koos. Kijk er eerst samen naar.",
        tuple(Verdict),
    ),
    Setting(
        "without_reason_why",
        "Zonder reden: waarom niet",
        "zonder_reden_waarom",
        Kind.LONG,
        f"Waarom het team dit vindt. {promise.TO_TEAM}",
        internal=True,
    ),
    Setting(
        "chosen_by",
        "Wie de keuzes maakt",
        "wie_kiest",
        Kind.TEXT,
        f"Staat in de brief. Leeg: {PROJECT_TEAM}.",
    ),
    Setting(
        "confirmed_by",
        "Wie de keuzes bevestigt",
        "wie_bevestigt",
        Kind.TEXT,
        "Bijvoorbeeld: de stuurgroep, of het college. Staat in de brief. Leeg: niemand apart.",
    ),
    Setting(
        "decides_on",
        "Dag van het besluit",
        "besluit_dag",
        Kind.DATE,
        "Wanneer er over de keuzes wordt besloten. Staat op het besluitenblad.",
    ),
    Setting(
        "objection",
        "Niet eens met een keuze",
        "niet_eens",
        Kind.LONG,
        "Voor de brief: wat iemand kan doen die het niet eens is met een keuze, en tot wanneer. "
        "Vraag een jurist of bezwaar kan.",
    ),
    Setting(
        "year_from",
        "Wijkaanpak van (jaar)",
        "wijkaanpak_van",
        Kind.YEAR,
        "Het eerste jaar van het werk in de wijk. Dan ziet u welke opgaven daar in de tijd niet "
        "mee samenkomen. Mag leeg.",
    ),
    Setting(
        "year_to",
        "Wijkaanpak tot en met (jaar)",
        "wijkaanpak_tot",
        Kind.YEAR,
        "Het laatste jaar van het werk in de wijk. Mag leeg.",
    ),
)

RUN_STEP = Setting(
    "run_step",
    "Uit te voeren opdracht",
    "uit_te_voeren_stap",
    Kind.CHOICE,
    "Voor de knop Run main van de xlwings-invoegtoepassing.",
    RUN_STEPS,
    before=("Uit te voeren stap",),
)

CHECK_LABELS = (
    ("checked_on", "Laatst gecontroleerd op"),
    ("checked_result", "Uitkomst"),
    ("checked_errors", "Aantal fouten"),
    ("checked_warnings", "Aantal keer let op"),
    ("checked_fingerprint", "Vingerafdruk van kader, schaal en opgaven"),
    ("checked_equal", "Werkboek en programma rekenen hetzelfde"),
    (DUE, "Waarvoor de dag er is"),
)


def start_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Start."""
    del capacity
    steps = Table(
        "tblStappen",
        START,
        STEPS_ROW,
        (
            Column("id", "Stap", Kind.ID, Owner.FIXED, width=31),
            Column("title", "Naam van de stap", Kind.TEXT, Owner.FIXED, width=32),
            Column("state", "Stand", Kind.TEXT, Owner.FORMULA, formula=status_of_step, width=48),
            Column(
                "bar",
                "Hoe ver",
                Kind.BAR,
                Owner.FORMULA,
                "Vol: deze stap is klaar.",
                36,
                formula=bar_of_step,
            ),
            Column("link", "Ga naar", Kind.LINK, Owner.FIXED, width=18),
            Column("what", "Wat u doet", Kind.LONG, Owner.FIXED, width=60),
            *(
                Column(key, header, kind, Owner.FORMULA, why, 6, formula=made, hidden=True)
                for key, header, kind, why, made in (
                    ("share", "Deel", Kind.SHARE, "Voor de staaf.", share_of_step),
                    ("next", "Hierna", Kind.TEXT, "Voor de zin erboven.", next_step),
                )
            ),
        ),
        tuple(step for step, *_ in STEPS),
        purpose="De vijf stappen van de methode en hoe ver u bent.",
    )
    settings = Table(
        "tblInstellingen",
        START,
        SETTINGS_ROW,
        (
            Column("id", "Instelling", Kind.ID, Owner.FIXED),
            Column("value", "Waarde", Kind.TEXT, Owner.USER),
            Column("help", "Toelichting", Kind.LONG, Owner.FIXED),
            Column(
                "controle",
                "Controle",
                Kind.LONG,
                Owner.FORMULA,
                "Wat de laatste controle hierover zei.",
                formula=_setting_control,
            ),
        ),
        tuple(s.field for s in (*SETTINGS, RUN_STEP)),
        purpose="Wat voor het hele werkboek geldt.",
        added_later=frozenset(
            {
                "answers_before",
                "may_be_named",
                "weights_date",
                "without_reason",
                "without_reason_why",
                "chosen_by",
                "confirmed_by",
                "decides_on",
                "objection",
                "year_from",
                "year_to",
            }
        ),
    )
    check_row = settings.last_row + 3
    check = Table(
        "tblControle",
        START,
        check_row,
        (
            Column("id", "Laatste controle", Kind.ID, Owner.FIXED),
            Column("value", "Uitkomst van de controle", Kind.TEXT, Owner.PROGRAM),
        ),
        tuple(key for key, _ in CHECK_LABELS),
        purpose="Wat het programma de laatste keer vond.",
        added_later=frozenset({DUE}),
    )
    cells: list[Cell] = []
    for i, (step, title, what, link) in enumerate(STEPS):
        row = steps.first_row + i
        cells += [
            Cell(row, 0, f"Stap {step}", "label"),
            Cell(row, 1, title, "label"),
            Cell(row, steps.col_of("what"), what, "fixed"),
            Cell(row, steps.col_of("link"), f"internal:'{link}'!A1", "link"),
        ]
    for i, setting in enumerate((*SETTINGS, RUN_STEP)):
        row = settings.first_row + i
        cells += [Cell(row, 0, setting.label, "label"), Cell(row, 2, setting.help, "fixed")]
    for i, (_, label) in enumerate(CHECK_LABELS):
        cells.append(Cell(check.first_row + i, 0, label, "label"))
    cells += [
        # In cells that held a formula or nothing before: older workbooks are not altered by it.
        Cell(
            2,
            0,
            '=IF(wijk="","Vul hieronder de gemeente en de wijk in.",'
            'wijk&IF(gemeente="",""," - gemeente "&gemeente)&". "&INDEX(@tblStappen.next@,1))',
            "subtitle",
        ),
        Cell(STEPS_ROW - 1, 0, "De vijf stappen", "heading"),
        Cell(STEPS_ROW - 1, steps.col_of("state"), outcome_line(), "subtitle"),
        Cell(SETTINGS_ROW - 1, 0, "Instellingen", "heading"),
        Cell(check_row - 1, 0, "Controle door het programma", "heading"),
        Cell(SETTINGS_ROW - 3, 0, METHOD, "intro"),
        Cell(
            SETTINGS_ROW - 2,
            0,
            "U vult alleen de gele cellen in.",
            "intro",
        ),
    ]
    return Sheet(
        START,
        "Keuzes maken over te verbinden opgaven",
        "Hier ziet u hoe ver u bent en vult u in wat voor het hele werkboek geldt.",
        tables=(steps, settings, check),
        cells=tuple(cells),
        highlights=(
            *(
                Highlight(
                    settings.first_row,
                    1,
                    settings.last_row,
                    1,
                    f'=LEFT($D{settings.first_row + 1},{len(word) + 1})="{word}:"',
                    style,
                    "kolom Controle",
                )
                for word, style in FINDING_STYLES
            ),
        ),
        landscape=True,
        tab=Tab.START,
    )


def _setting_control(here: Here) -> str:
    return finding_text(f'"tblInstellingen|{here.row_id}"')


def setting_names() -> dict[str, str]:
    """Defined names of the setting cells."""
    return {
        setting.name: f"{START}!{a1(SETTINGS_ROW + 1 + i, 1, fix=True)}"
        for i, setting in enumerate((*SETTINGS, RUN_STEP))
    }
