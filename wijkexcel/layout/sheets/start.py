"""Sheet Start: the five steps with their live status, the settings, and the last check."""

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
from wijkexcel.layout.sheets.settings import RUN_STEP, SETTINGS
from wijkexcel.layout.spec import (
    FINDING_STYLES,
    Capacity,
    Cell,
    Column,
    Here,
    Highlight,
    Kind,
    Owner,
    Sheet,
    Table,
    a1,
)
from wijkexcel.look.palette import Tab

START = "Start"
STEPS_ROW = 4
SETTINGS_ROW = 13
METHOD = (
    "De methode: het knooppunt 'Keuzes maken over te verbinden opgaven' op het Wijkkompas. Meer "
    "leest u in de handleiding."
)
"""Where the method comes from: a name to look for, because a partner has only the workbook."""
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
                "Vol: klaar.",
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
