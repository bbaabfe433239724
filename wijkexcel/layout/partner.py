"""The workbook mailed to one scorer: an explanation, the criteria, the opgaven, one tab.

It contains values, not look-ups: a partner needs nothing else. The only formulas count the missing
answers. Marks are found by the ids of opgaven and criteria, as in the coordinator's workbook.
"""

from collections.abc import Collection
from dataclasses import replace

from wijkexcel.layout.partner_form import (
    EDITION,
    FORM,
    Form,
    earlier_form_sheet,
    fixed,
    form_sheet,
    id_column,
)
from wijkexcel.layout.spec import (
    Capacity,
    Cell,
    Column,
    Kind,
    Layout,
    Owner,
    Sheet,
    Table,
    a1,
    quoted,
)
from wijkexcel.layout.wording import COUPLING
from wijkexcel.look.palette import Tab
from wijkexcel.sentences import background

EXPLANATION, CRITERIA, OPGAVEN, VERSION = "Uitleg", "Criteria", "Opgaven", "Versie"
IDENTITY_TABLE, VERSION_TABLE = "tblKenmerk", "tblVersie"
EXPLAINED = "tblUitleg"
SCALE = "schaal"
"""Row of the version table for the scale."""
HEADER = 4
SEND, DAY = "send", "before"
"""Rows of the explanation that say what to do when all is filled in, and by which day."""
ANSWERS = ("what", "how", SEND, DAY, "after", "who_sees", "help")
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
_FOR_THE_TEAM = (
    "Dit is voor de gemeente: zo ziet zij bij welke vragen uw antwoorden horen. U hoeft hier niets "
    "te doen."
)


def explanation_sheet(
    title: str,
    purpose: str,
    explained: tuple[str, ...],
    choose: tuple[str, int],
    identity: tuple[str, str, tuple[str, ...], str] | None = None,
) -> Sheet:
    """The sheet with the request and the choices, and perhaps the identity of the workbook.

    Args:
        title: of the sheet.
        purpose: the sentence below it.
        explained: rows of the explanation.
        choose: header of the marks, and their number including 'weet niet'.
        identity: name, header and rows of the table that identifies the workbook, and the sentence
            above it: its intended reader.
    """
    answers = Table(
        EXPLAINED,
        EXPLANATION,
        2,
        (fixed("question", "Vraag", 26, Kind.TEXT), fixed("text", "Antwoord", 84)),
        explained,
        list_object=False,
    )
    last = answers.last_row
    tables, cells = [answers], []
    if identity is not None:
        name, header, rows, whose = identity
        which = _identity_table(EXPLANATION, last + 3, name, header, rows)
        cells.append(Cell(which.header_row - 1, 0, whose, "intro"))
        tables.append(which)
        last = which.last_row
    choices = Table(
        "tblKeuzes",
        EXPLANATION,
        last + 3,
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
        tables=(*tables, choices),
        cells=tuple(cells),
        landscape=False,
        tab=Tab.START,
    )


def _identity_table(
    sheet: str, header_row: int, name: str, header: str, rows: tuple[str, ...]
) -> Table:
    columns = fixed("id", header, 26, Kind.TEXT), fixed("value", "Kenmerk", 84)
    return Table(name, sheet, header_row, columns, rows)


def _explanation(form: Form, edition: int) -> Sheet:
    earlier = edition < EDITION
    rows = tuple(row for row in ANSWERS if not (earlier and row == SEND))
    return explanation_sheet(
        "Help mee kiezen",
        "Invullen doet u op het blad Invullen. Hier leest u er meer over.",
        rows,
        ("U kunt kiezen uit", form.marks),
        (IDENTITY_TABLE, _IDENTITY_HEADER, tuple(IDENTITY), _FOR_THE_TEAM) if earlier else None,
    )


_IDENTITY_HEADER = "Dit werkboek"


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


def version_sheet(form: Form, identity: Table | None = None) -> Sheet:
    """The sheet with the versions of the questions, and perhaps of the workbook itself."""
    header_row = HEADER if identity is None else identity.last_row + 3
    table = Table(
        VERSION_TABLE,
        VERSION,
        header_row,
        (id_column(), fixed("mark", "Kenmerk van deze versie", 80, Kind.TEXT)),
        (SCALE, *form.criteria, *form.opgaven),
    )
    return Sheet(
        VERSION,
        "Bij welke versie horen uw antwoorden?",
        "Hieraan ziet het programma welke vragen u kreeg. U hoeft hier niets te doen.",
        tables=(table,) if identity is None else (identity, table),
        landscape=False,
        tab=Tab.TECHNICAL,
    )


def declare_answer(form: Form, edition: int = EDITION) -> Layout:
    """Declare the part that is read from a returned workbook: scorer, version, and answers."""
    whole = declare_partner(form, edition)
    form_tables = {table.name for table in whole.sheet(FORM).tables}
    return only(whole, {IDENTITY_TABLE, VERSION_TABLE, *form_tables})


def only(whole: Layout, tables: Collection[str]) -> Layout:
    """The part of a declaration that is read back: these tables and their sheets."""
    sheets = (
        replace(sheet, tables=tuple(table for table in sheet.tables if table.name in tables))
        for sheet in whole.sheets
    )
    return replace(whole, sheets=tuple(sheet for sheet in sheets if sheet.tables))


def declare_partner(form: Form, edition: int = EDITION) -> Layout:
    """Declare the workbook for one scorer; of an earlier edition the part that is read."""
    explanation = _explanation(form, edition)
    explained, marks = explanation.tables[0], explanation.tables[-1]
    first = a1(marks.first_row, 0, fix=True)
    last = a1(marks.last_row, 0, fix=True)
    names = {"lijst_scores": f"{quoted(EXPLANATION)}!{first}:{last}"}
    capacity = Capacity(len(form.opgaven), len(form.criteria), 0, 1, 0)
    if edition < EDITION:
        tab, identity = earlier_form_sheet(form), None
    else:
        send, day = (explained.at("text", ANSWERS.index(key)) for key in (SEND, DAY))
        tab = form_sheet(form, "lijst_scores", send, day)
        identity = _identity_table(
            VERSION, HEADER, IDENTITY_TABLE, _IDENTITY_HEADER, tuple(IDENTITY)
        )
    sheets = (
        tab,
        explanation,
        criteria_sheet(form),
        _opgaven(form),
        version_sheet(form, identity),
    )
    return Layout(capacity, sheets, (), names)
