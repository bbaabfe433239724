"""The workbook mailed to one scorer: an explanation, the criteria, the opgaven, one tab.

It contains values, not look-ups: a partner needs nothing else. The only formulas count the missing
answers. Marks are found by the ids of opgaven and criteria, as in the coordinator's workbook.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from wijkexcel.layout.spec import (
    Capacity,
    Cell,
    Column,
    Here,
    Highlight,
    Kind,
    Layout,
    Owner,
    Sheet,
    Table,
    a1,
    column_name,
    quoted,
)
from wijkexcel.layout.wording import COUPLING, MIDDLE
from wijkexcel.look.palette import Tab
from wijkexcel.sentences import background, promise

EXPLANATION, CRITERIA, OPGAVEN, FORM, VERSION = (
    "Uitleg",
    "Criteria",
    "Opgaven",
    "Invullen",
    "Versie",
)
SCORES, IDENTITY_TABLE, VERSION_TABLE = "tblScores", "tblKenmerk", "tblVersie"
SCALE = "schaal"
"""Row of the version table for the scale."""
HEADER = 4
FORM_HEADER = 9
SIDE = 3
"""Column of the labels before the rows above the marks."""
ROW_TODO, ROW_NAME, ROW_QUESTION, ROW_LOW, ROW_MIDDLE, ROW_HIGH = range(2, 8)
ANSWERS = ("what", "how", "before", "after", "who_sees", "help")
"""Rows of the explanation."""
IDENTITY = {
    "wijk": "Wijk",
    "scorer": "Nummer van uw blad",
    "name": "Voor",
    "group": "Groep",
    "code": "Code",
    "version": "Versie van de vragen",
    "round": "Ronde",
    "edition": "Soort werkboek",
}
"""Rows and labels of the table with the scorer and version of the answers."""
EDITION = 1
"""Increased when a program reading the answers needs to know more than before."""


@dataclass(frozen=True)
class Form:
    """What a partner's workbook is made for.

    Attributes:
        opgaven: ids, in order.
        criteria: ids of the criteria that this scorer is asked, in order.
        marks: number of values in the drop-down: the marks of the scale and 'weet niet'.
    """

    opgaven: tuple[str, ...]
    criteria: tuple[str, ...]
    marks: int


def fixed(key: str, header: str, width: float, kind: Kind = Kind.LONG) -> Column:
    """A column of fixed text."""
    return Column(key, header, kind, Owner.FIXED, width=width)


def id_column() -> Column:
    """The column with ids."""
    return Column("id", "Nr", Kind.ID, Owner.FIXED, width=6)


def explanation_sheet(
    title: str,
    purpose: str,
    explained: tuple[str, ...],
    identity: tuple[str, str, tuple[str, ...]],
    whose: str,
    choose: tuple[str, int],
) -> Sheet:
    """The first sheet: the request, the identity of the workbook, and the choices.

    Args:
        title: of the sheet.
        purpose: the sentence below it.
        explained: rows of the explanation.
        identity: name, header and rows of the table that identifies the workbook.
        whose: the sentence above that table: its intended reader.
        choose: header of the marks, and their number including 'weet niet'.
    """
    answers = Table(
        "tblUitleg",
        EXPLANATION,
        2,
        (fixed("question", "Vraag", 26, Kind.TEXT), fixed("text", "Antwoord", 84)),
        explained,
        list_object=False,
    )
    name, header, rows = identity
    which = Table(
        name,
        EXPLANATION,
        answers.last_row + 3,
        (fixed("id", header, 26, Kind.TEXT), fixed("value", "Kenmerk", 84)),
        rows,
    )
    choices = Table(
        "tblKeuzes",
        EXPLANATION,
        which.last_row + 3,
        (
            Column("mark", choose[0], Kind.SCORE, Owner.FIXED, width=26),
            fixed("meaning", "Dat betekent", 84),
        ),
        tuple(str(i) for i in range(1, choose[1] + 1)),
    )
    return Sheet(
        EXPLANATION,
        title,
        purpose,
        tables=(answers, which, choices),
        cells=(Cell(which.header_row - 1, 0, whose, "intro"),),
        landscape=False,
        tab=Tab.START,
    )


def _explanation(form: Form) -> Sheet:
    return explanation_sheet(
        "Help mee kiezen",
        "Fijn dat u meedoet. Lees dit eerst; invullen doet u op het blad Invullen.",
        ANSWERS,
        (IDENTITY_TABLE, "Dit werkboek", tuple(IDENTITY)),
        "Dit is voor de gemeente: zo ziet zij bij welke vragen uw antwoorden horen. U hoeft hier "
        "niets te doen.",
        ("U kunt kiezen uit", form.marks),
    )


def criteria_sheet(form: Form) -> Sheet:
    """The sheet with the questions and the meanings of the marks."""
    table = Table(
        "tblCriteria",
        CRITERIA,
        HEADER,
        (
            id_column(),
            fixed("name", "Criterium", 24, Kind.TEXT),
            fixed("question", "De vraag", 40),
            fixed("direction", "Richting", 16, Kind.TEXT),
            fixed("lowest", "De laagste score betekent", 34),
            fixed("middle", "Het midden betekent", 34),
            fixed("highest", "De hoogste score betekent", 34),
        ),
        form.criteria,
    )
    return Sheet(
        CRITERIA,
        "Waar let u op?",
        "Voor elk criterium leest u de vraag, en wat een lage en een hoge score betekenen.",
        tables=(table,),
        freeze=(table.first_row, 2),
        repeat_rows=(table.header_row, table.header_row),
        tab=Tab.AGREE,
    )


def _opgaven(form: Form) -> Sheet:
    table = Table(
        "tblOpgaven",
        OPGAVEN,
        HEADER,
        (
            id_column(),
            fixed("name", "Opgave", 30, Kind.TEXT),
            fixed("kind", "Soort", 12, Kind.TEXT),
            fixed("description", "Wat is er aan de hand?", 62),
            fixed("coupling", COUPLING, 62),
            fixed("background", background.HEADER, 40),
        ),
        form.opgaven,
    )
    return Sheet(
        OPGAVEN,
        "De opgaven in de wijk",
        "Dit zijn de opgaven die u een score geeft, en hoe het eruitziet als de gemeente ze "
        "koppelt aan het werk aan de warmte.",
        tables=(table,),
        freeze=(table.first_row, 2),
        repeat_rows=(table.header_row, table.header_row),
        tab=Tab.AGREE,
    )


def _form(form: Form, choices: str) -> Sheet:
    ids = form.criteria

    def todo(here: Here) -> str:
        first, last = here.me(ids[0]), here.me(ids[-1])
        return f"=SUMPRODUCT((LEN(TRIM({first}:{last}))=0)*1)"

    table = Table(
        SCORES,
        FORM,
        FORM_HEADER,
        (
            id_column(),
            fixed("name", "Opgave", 28, Kind.TEXT),
            fixed("coupling", COUPLING, 40),
            fixed("background", background.HEADER, 26),
            *(
                Column(
                    c,
                    c,
                    Kind.SCORE,
                    list_name=choices,
                    width=15,
                    help="Kies een score, of 'weet niet'. Boven de kolom staat wat de scores "
                    "betekenen.",
                )
                for c in ids
            ),
            Column(
                "remark",
                "Opmerking (mag)",
                Kind.LONG,
                help=f"Wat u bij deze opgave kwijt wilt. {promise.TO_SCORER_BRIEFLY}",
                width=34,
            ),
            Column("todo", "Nog te doen", Kind.WHOLE, Owner.FORMULA, width=8, formula=todo),
        ),
        form.opgaven,
    )
    todo_col = column_name(table.col_of("todo"))
    left = f"SUM(${todo_col}${table.first_row + 1}:${todo_col}${table.last_row + 1})"
    first, last = table.col_of(ids[0]), table.col_of(ids[-1])
    open_cell = f'=TRIM({column_name(first)}{table.first_row + 1})=""'
    sides = (
        (ROW_NAME, "Criterium"),
        (ROW_QUESTION, "De vraag"),
        (ROW_MIDDLE, MIDDLE),
    )
    return Sheet(
        FORM,
        "",
        "Geef elke opgave een score per criterium.",
        tables=(table,),
        cells=(
            Cell(
                1,
                0,
                "Geef elke opgave een score per criterium: kies uit de lijst in de gele "
                "cel. Weet u het niet, kies dan 'weet niet'. Dat is ook een antwoord.",
                "intro",
            ),
            Cell(
                ROW_TODO,
                1,
                f'=IF({left}=0,"Alles is ingevuld. Dank u wel!","Nog in te vullen: "&{left})',
                "heading",
            ),
            *(Cell(row, SIDE, text, "side") for row, text in sides),
        ),
        highlights=(
            Highlight(
                table.first_row,
                first,
                table.last_row,
                last,
                open_cell,
                "todo",
                "kolom 'Nog te doen'",
            ),
        ),
        freeze=(table.first_row, 2),
        repeat_rows=(ROW_NAME, FORM_HEADER),
        row_heights={ROW_NAME: 32, ROW_QUESTION: 62, ROW_LOW: 50, ROW_MIDDLE: 50, ROW_HIGH: 50},
        print_to="remark",
        tab=Tab.SCORE,
    )


def version_sheet(form: Form) -> Sheet:
    """The sheet with the versions of the questions."""
    table = Table(
        VERSION_TABLE,
        VERSION,
        HEADER,
        (id_column(), fixed("mark", "Kenmerk van deze versie", 80, Kind.TEXT)),
        (SCALE, *form.criteria, *form.opgaven),
    )
    return Sheet(
        VERSION,
        "Bij welke versie horen uw antwoorden?",
        "Hieraan ziet het programma welke vragen u kreeg. U hoeft hier niets te doen.",
        tables=(table,),
        landscape=False,
        tab=Tab.TECHNICAL,
    )


def declare_answer(form: Form) -> Layout:
    """Declare the part that is read from a returned workbook: scorer, version, and answers."""
    return only(declare_partner(form), {IDENTITY_TABLE, VERSION_TABLE, SCORES})


def only(whole: Layout, tables: Collection[str]) -> Layout:
    """The part of a declaration that is read back: these tables and their sheets."""
    sheets = (
        replace(sheet, tables=tuple(table for table in sheet.tables if table.name in tables))
        for sheet in whole.sheets
    )
    return replace(whole, sheets=tuple(sheet for sheet in sheets if sheet.tables))


def declare_partner(form: Form) -> Layout:
    """Declare the workbook for one scorer."""
    explanation = _explanation(form)
    marks = explanation.tables[-1]
    first = a1(marks.first_row, 0, fix=True)
    last = a1(marks.last_row, 0, fix=True)
    names = {"lijst_scores": f"{quoted(EXPLANATION)}!{first}:{last}"}
    capacity = Capacity(len(form.opgaven), len(form.criteria), 0, 1, 0)
    sheets = (
        explanation,
        criteria_sheet(form),
        _opgaven(form),
        _form(form, "lijst_scores"),
        version_sheet(form),
    )
    return Layout(capacity, sheets, (), names)
