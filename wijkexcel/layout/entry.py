"""The workbook for entering paper forms: one tab, with a row per form and opgave.

One form is a block of rows. Cells that a form's group does not score are closed, with a word that
says so. Rows are found by their id, ``S08/O03``; forms and their questions by the id of their
scorer. It is for the project team: it shows the names of all scorers side by side.
"""

from dataclasses import dataclass
from typing import Final

from wijkexcel.layout.partner import (
    EXPLANATION,
    VERSION_TABLE,
    criteria_sheet,
    explanation_sheet,
    only,
    version_sheet,
)
from wijkexcel.layout.partner_form import Form, fixed, id_column
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
from wijkexcel.look.palette import Tab
from wijkexcel.sentences import promise

ENTRY, FORMS = "Invoer", "Formulieren"
ENTRY_TABLE, FORMS_TABLE, BOOK_TABLE = "tblInvoer", "tblFormulieren", "tblInvoerkenmerk"
BOOK: Final = {"wijk": "Wijk", "version": "Versie van de vragen"}
"""Rows and labels of the table with the wijk and version of the answers."""
CLOSED: Final = "hoeft niet"
SHORT: Final = "w"
"""Typed for 'weet niet': one key."""
HEADER: Final = 7
ROW_NAME, ROW_LOW, ROW_HIGH, ROW_TODO = 3, 4, 5, 2
SIDE: Final = 3
"""Column of the labels before the rows above the marks."""
ANSWERS: Final = ("what", "tab", "enter", "abstain", "blank", "doubt", "group", "done")
READ: Final = (BOOK_TABLE, FORMS_TABLE, VERSION_TABLE, ENTRY_TABLE)


@dataclass(frozen=True)
class Entry:
    """What a workbook for entering forms is made for.

    Attributes:
        scorers: ids of the forms, in order.
        opgaven: ids, in order.
        criteria: ids of the criteria that any of these scorers is asked, in order.
        marks: number of values in the drop-down.
    """

    scorers: tuple[str, ...]
    opgaven: tuple[str, ...]
    criteria: tuple[str, ...]
    marks: int

    @property
    def form(self) -> Form:
        """The same for the sheets shared with a partner's workbook."""
        return Form(self.opgaven, self.criteria, self.marks)

    @property
    def rows(self) -> tuple[str, ...]:
        """Ids of the rows: the forms in succession."""
        return tuple(row_id(s, o) for s in self.scorers for o in self.opgaven)


def row_id(scorer: str, opgave: str) -> str:
    """Id of the row of one opgave on one form."""
    return f"{scorer}/{opgave}"


def _explanation(entry: Entry) -> Sheet:
    return explanation_sheet(
        "Formulieren overtypen",
        "Hier staan namen naast elkaar: mail dit bestand niet rond. Typen doet u op het blad "
        "Invoer.",
        ANSWERS,
        ("U kunt typen", entry.marks),
        (
            BOOK_TABLE,
            "Deze invoer",
            tuple(BOOK),
            "Hieraan ziet het programma bij welke vragen de antwoorden horen. U hoeft hier niets "
            "te doen.",
        ),
    )


def _entry(entry: Entry, choices: str, forms: Table) -> Sheet:
    ids = entry.criteria

    def todo(here: Here) -> str:
        first, last = here.me(ids[0]), here.me(ids[-1])
        return f"=SUMPRODUCT((LEN(TRIM({first}:{last}))=0)*1)"

    def left(here: Here) -> str:
        return f"=INDEX({forms.rng('todo')},MATCH({here.me('scorer')},{forms.rng('id')},0))"

    table = Table(
        ENTRY_TABLE,
        ENTRY,
        HEADER,
        (
            Column("id", "Regel", Kind.ID, Owner.FIXED, width=10),
            Column("scorer", "Nummer", Kind.ID, Owner.FIXED, width=9),
            fixed("name", "Formulier van", 18, Kind.TEXT),
            fixed("opgave", "Opgave", 30, Kind.TEXT),
            *(
                Column(
                    c,
                    c,
                    Kind.SCORE,
                    list_name=choices,
                    width=15,
                    help=f"Typ het kruisje over. 'Weet niet' aangekruist? Typ {SHORT}. Niets "
                    "aangekruist? Laat de cel leeg.",
                )
                for c in ids
            ),
            Column(
                "remark",
                "Opmerking op het formulier",
                Kind.LONG,
                help=f"Typ over wat er bij deze opgave is geschreven. {promise.TO_TEAM}",
                width=34,
            ),
            Column(
                "todo", "Nog te doen in deze rij", Kind.WHOLE, Owner.FORMULA, width=10, formula=todo
            ),
            Column(
                "left",
                "Nog te doen op dit formulier",
                Kind.WHOLE,
                Owner.FORMULA,
                width=12,
                formula=left,
            ),
        ),
        entry.rows,
    )
    first, last = table.col_of(ids[0]), table.col_of(ids[-1])
    top = table.first_row + 1
    open_cell = f'=TRIM({column_name(first)}{top})=""'
    number = column_name(table.col_of("scorer"))
    to_do, total = forms.rng("todo"), len(entry.scorers)
    done = f"COUNTIF({to_do},0)"
    return Sheet(
        ENTRY,
        "Invoer van formulieren",
        "Typ elk formulier over in zijn eigen blok van rijen. Let op het nummer op het formulier.",
        tables=(table,),
        cells=(
            Cell(
                ROW_TODO,
                0,
                f'=IF({done}={total},"Alle formulieren zijn overgetypt. Dank u wel!",'
                f'"Compleet: "&{done}&" van {total} formulieren. Nog te typen: "&SUM({to_do}))',
                "heading",
            ),
            Cell(ROW_NAME, SIDE, "Criterium", "side"),
        ),
        highlights=(
            Highlight(
                table.first_row,
                first,
                table.last_row,
                last,
                open_cell,
                "todo",
                "kolom 'Nog te doen in deze rij'",
            ),
            Highlight(
                table.first_row,
                0,
                table.last_row,
                table.last_col,
                f"=${number}{top}<>${number}{top - 1}",
                "block",
                "kolom 'Nummer'",
            ),
        ),
        freeze=(table.first_row, 4),
        repeat_rows=(ROW_NAME, HEADER),
        row_heights={ROW_NAME: 28, ROW_LOW: 38, ROW_HIGH: 38, HEADER - 1: 6, HEADER: 30},
        print_to="remark",
        tab=Tab.SCORE,
    )


def _forms(entry: Entry) -> Table:
    def todo(here: Here) -> str:
        rows = here.layout.tables[ENTRY_TABLE]
        return f"=SUMIF({rows.rng('scorer')},{here.me('id')},{rows.rng('todo')})"

    def state(here: Here) -> str:
        left, most = here.me("todo"), here.me("asked")
        return f'=IF({left}=0,"compleet",IF({left}={most},"nog niet begonnen","bezig"))'

    return Table(
        FORMS_TABLE,
        FORMS,
        HEADER - 4,
        (
            id_column(),
            fixed("name", "Formulier van", 28, Kind.TEXT),
            fixed("group", "Groep", 22, Kind.TEXT),
            fixed("code", "Code", 12, Kind.TEXT),
            fixed("round", "Ronde", 8, Kind.TEXT),
            fixed("criteria", "Deze groep scoort", 34),
            Column("asked", "Gevraagd", Kind.WHOLE, Owner.FIXED, width=10),
            Column("todo", "Nog te typen", Kind.WHOLE, Owner.FORMULA, width=10, formula=todo),
            Column("state", "Stand", Kind.TEXT, Owner.FORMULA, width=20, formula=state),
        ),
        entry.scorers,
    )


def declare_entry(entry: Entry) -> Layout:
    """Declare the workbook for entering forms."""
    explanation, forms = _explanation(entry), _forms(entry)
    marks = explanation.tables[-1]
    first = a1(marks.first_row, 0, fix=True)
    last = a1(marks.last_row, 0, fix=True)
    people = Sheet(
        FORMS,
        "Welke formulieren zijn er?",
        "Per formulier van wie het is, en hoeveel er nog te typen is.",
        tables=(forms,),
        freeze=(forms.first_row, 2),
        repeat_rows=(forms.header_row, forms.header_row),
        tab=Tab.SCORE,
    )
    sheets = (
        explanation,
        _entry(entry, "lijst_scores", forms),
        people,
        criteria_sheet(entry.form),
        version_sheet(entry.form),
    )
    capacity = Capacity(len(entry.opgaven), len(entry.criteria), 0, len(entry.scorers), 0)
    names = {"lijst_scores": f"{quoted(EXPLANATION)}!{first}:{last}"}
    return Layout(capacity, sheets, (), names)


def declare_entered(entry: Entry, tables: tuple[str, ...] = READ) -> Layout:
    """Declare the part that is read from a workbook with entered forms."""
    return only(declare_entry(entry), tables)
