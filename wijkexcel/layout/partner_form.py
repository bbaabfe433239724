"""The tab that a partner fills in: what to do, the marks with their meanings, and the remarks.

The marks are one block of open cells, so that Tab and Enter go from mark to mark; remarks stand
apart below it, where no mark lands by mistake. The codes of the criteria are for the program: their
row is hidden, and the name stands above each column. Nothing above a mark begins like an answer:
spreadsheet programs would complete what is typed from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wijkexcel.layout.spec import (
    Cell,
    Column,
    Here,
    Highlight,
    Kind,
    Owner,
    Sheet,
    Table,
    a1,
    column_name,
)
from wijkexcel.layout.wording import COUPLING
from wijkexcel.look.palette import Tab
from wijkexcel.sentences import background, promise

FORM: Final = "Invullen"
SCORES: Final = "tblScores"
REMARKS: Final = "tblOpmerkingen"
EDITION: Final = 2
"""Increased when a program reading the answers needs to know more than before."""
REMARK: Final = "Opmerking (mag)"
BAR: Final = 12
"""Length of the bar that fills, in characters."""
TODO_FORMAT: Final = '"nog "0;;"klaar"'
"""How the number of answers that are still to give in a row is shown."""
DONE, OPEN = "\u2588", "\u2591"


@dataclass(frozen=True)
class Form:
    """What a partner's workbook is made for.

    Attributes:
        opgaven: ids, in order.
        criteria: ids of the criteria that this scorer is asked, in order.
        marks: number of values in the drop-down: the marks of the scale, '?' and 'weet niet'.
    """

    opgaven: tuple[str, ...]
    criteria: tuple[str, ...]
    marks: int


@dataclass(frozen=True)
class Places:
    """Where the texts stand on the tab of one edition; rows are 0-based.

    Attributes:
        header: row of the headers by which the columns are found.
        name: of the rows above the marks, that with the names of the criteria.
        question: that with the questions.
        lowest: that with the meanings of the lowest mark.
        middle: that with the meanings of the middle.
        highest: that with the meanings of the highest mark.
        side: keys of the columns that can hold the labels before these rows; the first that there
            is.
        told: row and key of the column of every other text.
    """

    header: int
    name: int
    question: int
    lowest: int
    middle: int
    highest: int
    side: tuple[str, ...]
    told: tuple[tuple[int, str], ...]

    @property
    def meanings(self) -> Mapping[str, int]:
        """Row of each text of a criterion, other than its name."""
        keys = ("question", "lowest", "middle", "highest")
        return {key: getattr(self, key) for key in keys}


ROW_QUESTION, ROW_LOW, ROW_MIDDLE, ROW_HIGH, ROW_NAME, FORM_HEADER = range(6)
ROW_TITLE, ROW_DONE = ROW_QUESTION, ROW_HIGH
_CAPTIONS: Final = ("id", "name", "coupling", "todo", "background")
PLACES: Final[Mapping[int, Places]] = {
    1: Places(
        header=9,
        name=3,
        question=4,
        lowest=5,
        middle=6,
        highest=7,
        side=("background", "coupling"),
        told=((0, "id"), (1, "id"), (2, "name")),
    ),
    2: Places(
        header=FORM_HEADER,
        name=ROW_NAME,
        question=ROW_QUESTION,
        lowest=ROW_LOW,
        middle=ROW_MIDDLE,
        highest=ROW_HIGH,
        side=("todo",),
        told=(
            *((row, "id") for row in range(ROW_HIGH + 1)),
            *((ROW_NAME, key) for key in _CAPTIONS),
        ),
    ),
}
"""By edition; the first also for workbooks that do not name theirs."""


def fixed(key: str, header: str, width: float, kind: Kind = Kind.LONG) -> Column:
    """A column of fixed text."""
    return Column(key, header, kind, Owner.FIXED, width=width)


def id_column() -> Column:
    """The column with ids."""
    return Column("id", "Nr", Kind.ID, Owner.FIXED, width=6)


def _small(key: str, header: str, width: float) -> Column:
    return Column(key, header, Kind.LONG, Owner.FIXED, width=width, small=True)


def _scores(form: Form, choices: str) -> Table:
    ids = form.criteria

    def todo(here: Here) -> str:
        first, last = here.me(ids[0]), here.me(ids[-1])
        return f"=SUMPRODUCT((LEN(TRIM({first}:{last}))=0)*1)"

    return Table(
        SCORES,
        FORM,
        FORM_HEADER,
        (
            Column("id", "Nr", Kind.ID, Owner.FIXED, width=4, small=True),
            _small("name", "Opgave", 17),
            _small("coupling", COUPLING, 39),
            Column(
                "todo",
                "Nog te doen",
                Kind.WHOLE,
                Owner.FORMULA,
                width=6,
                formula=todo,
                number_format=TODO_FORMAT,
                small=True,
            ),
            *(
                Column(
                    c,
                    c,
                    Kind.SCORE,
                    list_name=choices,
                    width=16,
                    help="Typ een score, of ? voor 'weet niet'. Boven de kolom staat wat de scores "
                    "betekenen.",
                )
                for c in ids
            ),
            _small("background", background.HEADER, 60),
        ),
        form.opgaven,
    )


def _remarks(form: Form, header_row: int) -> Table:
    return Table(
        REMARKS,
        FORM,
        header_row,
        (
            Column("id", "Nr", Kind.ID, Owner.FIXED, width=4, small=True),
            _small("name", "Opgave", 17),
            Column(
                "remark",
                REMARK,
                Kind.LONG,
                help=f"Wat u bij deze opgave kwijt wilt. {promise.TO_SCORER_BRIEFLY}",
                width=39,
                no_mark=True,
            ),
        ),
        form.opgaven,
    )


def progress(left: int, total: int, day: str) -> str:
    """The bar with the number beside it, as the formula on the tab makes it."""
    done = BAR * (total - left) // total
    return f"{DONE * done}{OPEN * (BAR - done)} nog {left} van {total}. {day}"


def bar_formula(left: str, total: str) -> str:
    """The same in a formula, without the day."""
    done = f"INT({BAR}*({total}-{left})/{total})"
    bar = f'REPT("{DONE}",{done})&REPT("{OPEN}",{BAR}-{done})'
    return f'{bar}&" nog "&{left}&" van "&{total}'


def form_sheet(form: Form, choices: str, send: str, day: str) -> Sheet:
    """Declare the tab.

    Args:
        form: what it is made for.
        choices: defined name of the list of answers.
        send: cell with what to do when all is filled in.
        day: cell with the day by which.
    """
    ids = form.criteria
    table = _scores(form, choices)
    remarks = _remarks(form, table.last_row + 4)
    todo = column_name(table.col_of("todo"))
    left = f"SUM(${todo}${table.first_row + 1}:${todo}${table.last_row + 1})"
    total = len(form.opgaven) * len(ids)
    bar = bar_formula(left, str(total))
    first, last = table.col_of(ids[0]), table.col_of(ids[-1])
    open_cell = f'=TRIM({a1(table.first_row, first)})=""'
    captions = (*((key, "criterion") for key in _CAPTIONS),)
    return Sheet(
        FORM,
        "",
        "Geef elke opgave een score per criterium.",
        tables=(table, remarks),
        cells=(
            Cell(
                ROW_DONE,
                0,
                f'=IF({left}=0,"Klaar! "&{send},{bar}&". "&{day})',
                "progress",
            ),
            Cell(ROW_MIDDLE, table.col_of("todo"), "midden", "mark"),
            *(
                Cell(
                    ROW_NAME,
                    table.col_of(key),
                    "Nog" if key == "todo" else table.column(key).header,
                    style,
                )
                for key, style in captions
            ),
            Cell(remarks.header_row - 2, 0, "Opmerkingen: mag, hoeft niet", "subtitle"),
            Cell(remarks.header_row - 1, 0, promise.TO_SCORER_BRIEFLY, "line"),
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
        freeze=(table.first_row, first),
        begin=(table.first_row, first),
        repeat_rows=(ROW_QUESTION, FORM_HEADER),
        hidden_rows=frozenset({FORM_HEADER}),
        print_to="background",
        tab=Tab.SCORE,
    )


def earlier_form_sheet(form: Form) -> Sheet:
    """The part of the tab of the first edition that is read: there the remark stands in the row."""
    header_row = PLACES[1].header
    table = Table(
        SCORES,
        FORM,
        header_row,
        (
            id_column(),
            fixed("name", "Opgave", 28, Kind.TEXT),
            fixed("coupling", COUPLING, 40),
            fixed("background", background.HEADER, 26),
            *(Column(c, c, Kind.SCORE) for c in form.criteria),
            Column("remark", REMARK, Kind.LONG),
            Column("todo", "Nog te doen", Kind.WHOLE, Owner.FIXED),
        ),
        form.opgaven,
    )
    return Sheet(FORM, "", "", tables=(table,))
