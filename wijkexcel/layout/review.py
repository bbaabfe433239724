"""The review list beside a copy without personal data. It contains personal data."""

from dataclasses import replace

from wijkexcel.layout.partner_form import fixed, id_column
from wijkexcel.layout.spec import (
    Capacity,
    Column,
    Highlight,
    Kind,
    Layout,
    Owner,
    Sheet,
    Table,
    column_name,
)
from wijkexcel.look.palette import Tab

FIRST, TO_REVIEW, NAMES, LEFT_OUT = "Lees eerst", "Nakijken", "Namen", "Weggelaten"
EXPLAINED, REVIEW_TABLE, NAMES_TABLE, LEFT_TABLE = (
    "tblUitleg",
    "tblNakijken",
    "tblNamen",
    "tblWeggelaten",
)
WARNING = "BEVAT PERSOONSGEGEVENS: STUUR DIT BESTAND NIET MEE"
DECISIONS = ("mag blijven", "zelf aangepast", "weggehaald")
HEADER = 3
_TWO_LINES = 32
"""Height of a header with a question, even if no program stretches the row."""
ANSWERS = ("what", "how", "copied", "groups", "alone", "missed", "not", "end")
"""Rows of the explanation."""


def _text(key: str, header: str, width: float, kind: Kind = Kind.LONG) -> Column:
    """A column of fixed text, empty where there is nothing to report."""
    return replace(fixed(key, header, width, kind), owner=Owner.PROGRAM)


def _notable(table: Table) -> Highlight:
    col = table.col_of("notice")
    cell = f"${column_name(col)}{table.first_row + 1}"
    return Highlight(
        table.first_row,
        col,
        table.last_row,
        col,
        f'={cell}="ja"',
        "short",
        "het woord in de cel zelf",
    )


def _rows(count: int) -> tuple[str, ...]:
    return tuple(str(i) for i in range(1, max(count, 1) + 1))


def _sheet(table: Table, purpose: str, tab: Tab, marks: tuple[Highlight, ...] = ()) -> Sheet:
    return Sheet(
        table.sheet,
        WARNING,
        purpose,
        tables=(table,),
        highlights=marks,
        freeze=(table.first_row, 0),
        repeat_rows=(0, table.header_row),
        row_heights={table.header_row: _TWO_LINES},
        paper="A3",
        tab=tab,
    )


def declare_review(texts: int, names: int, left: int) -> Layout:
    """Declare the list for these numbers of texts, names and omitted items."""
    explained = Table(
        EXPLAINED,
        FIRST,
        HEADER,
        (_text("question", "Vraag", 30, Kind.TEXT), _text("text", "Antwoord", 110)),
        ANSWERS,
    )
    review = Table(
        REVIEW_TABLE,
        TO_REVIEW,
        HEADER,
        (
            id_column(),
            _text("sheet", "Blad in de kopie", 15, Kind.TEXT),
            _text("cell", "Cel", 8, Kind.TEXT),
            _text("what", "Wat staat hier?", 40),
            _text("text", "Tekst in de kopie", 76),
            _text("notice", "Valt er iets op?", 12, Kind.TEXT),
            _text("marked", "Opvallende woorden", 40),
            _text("replaced", "Vervangen", 40),
            Column(
                "decision",
                "Uw besluit",
                Kind.CHOICE,
                width=16,
                choices=DECISIONS,
                help="Mag deze tekst zo blijven? Pas de kopie zelf aan in Excel.",
            ),
            Column("note", "Uw toelichting", Kind.LONG, width=30, help="Waarom, en wie besloot."),
        ),
        _rows(texts),
    )
    people = Table(
        NAMES_TABLE,
        NAMES,
        HEADER,
        (
            id_column(),
            _text("pseudonym", "Heet in de kopie", 22, Kind.TEXT),
            _text("names", "Stond in het werkboek als", 50),
            _text("times", "Op Nakijken in", 16, Kind.TEXT),
        ),
        _rows(names),
    )
    gone = Table(
        LEFT_TABLE,
        LEFT_OUT,
        HEADER,
        (
            id_column(),
            _text("kind", "Wat", 44, Kind.TEXT),
            _text("sheet", "Blad in het origineel", 18, Kind.TEXT),
            _text("cell", "Cel", 8, Kind.TEXT),
            _text("what", "Waar het stond", 44),
            _text("text", "Wat er stond", 70),
        ),
        _rows(left),
    )
    sheets = (
        Sheet(
            FIRST,
            WARNING,
            "Lees dit voordat u de kopie aan iemand geeft.",
            tables=(explained,),
            tab=Tab.CAREFUL,
        ),
        _sheet(
            review,
            "Kijk elke tekst na. Begin met de rijen waar iets opvalt: filter op 'ja'. "
            "Pas de kopie zelf aan, niet dit blad.",
            Tab.WEIGH,
            (_notable(review),),
        ),
        _sheet(
            people,
            "Hoe mensen en bestanden in de kopie heten. Met dit blad is iedereen terug te vinden.",
            Tab.CAREFUL,
        ),
        _sheet(gone, "Wat in het origineel staat en niet in de kopie.", Tab.TECHNICAL),
    )
    return Layout(Capacity(0, 0, 0, 0, 0), sheets, (), {})
