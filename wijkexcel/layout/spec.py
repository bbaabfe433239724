"""The vocabulary of the declaration: sheets, tables, columns and settings.

Everything that knows the workbook (builder, reader, checks, write-back, documentation) uses these
values. Rows and columns are counted from 0 here; ``a1`` turns them into cell names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

from wijkexcel.look.palette import Tab


class Owner(StrEnum):
    """Who may write a cell."""

    USER = "u"
    """Users; the program never touches it."""
    SHARED = "u, of het programma zolang de cel leeg is"
    """Users; the program fills it only while it is empty."""
    PROGRAM = "het programma"
    FORMULA = "formule"
    FIXED = "vast"
    """Ids and labels that never change."""


FINDING_STYLES = (("fout", "finding"), ("let op", "finding_light"))
"""Highlight of a cell by the severity of its finding in the last check; 'ter info' has none."""


class Kind(StrEnum):
    """The type of a cell."""

    ID = "kenmerk"
    TEXT = "tekst"
    LONG = "lange tekst"
    NUMBER = "getal"
    WHOLE = "heel getal"
    MONEY = "bedrag in euro"
    SHARE = "percentage"
    YEAR = "jaartal"
    DATE = "datum"
    MOMENT = "datum en tijd"
    CHOICE = "keuze uit een lijst"
    REFERENCE = "kenmerk uit een andere tabel"
    NAMED = "kenmerk uit een andere tabel, met de naam"
    YES_NO = "ja of nee"
    EMAIL = "e-mailadres"
    SCORE = "score"
    MARK_TOTAL = "score met twee decimalen"
    LINK = "koppeling binnen het werkboek"
    BAR = "staaf van tekens"


@lru_cache(maxsize=16_384)
def column_name(col: int) -> str:
    """Column letters of a 0-based column number: 0 -> A, 26 -> AA."""
    name = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        name = chr(65 + rest) + name
    return name


def a1(row: int, col: int, *, fix: bool = False) -> str:
    """Cell name of 0-based row and column; ``fix`` makes it absolute."""
    mark = "$" if fix else ""
    return f"{mark}{column_name(col)}{mark}{row + 1}"


@lru_cache(maxsize=256)
def quoted(sheet: str) -> str:
    """Sheet name as formulas need it.

    A name that looks like a cell (``S01``) or contains anything but letters must be in quotes.
    """
    plain = sheet.isalpha() and sheet.upper() not in {"R", "C", "RC"}
    return sheet if plain else "'{}'".format(sheet.replace("'", "''"))


@dataclass(frozen=True, slots=True)
class Here:
    """The row for which a formula is made."""

    layout: "Layout"
    table: "Table"
    index: int

    @property
    def row_id(self) -> str:
        """Static id of this row."""
        return self.table.row_ids[self.index]

    def me(self, key: str) -> str:
        """Cell of this row in another column of this table, e.g. ``$D7``."""
        table = self.table
        return f"${table.letters[key]}{table.header_row + self.index + 2}"


Formula = Callable[[Here], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        key: name of the field in the model, or of the derived quantity.
        header: Dutch header; together with the table name the reader's only way to find the column.
        kind: the type of its cells.
        owner: the writer of its cells.
        help: prompt in plain Dutch, shown at the cell and in the documentation.
        width: in characters.
        choices: literal choices, or empty.
        list_name: defined name of the list of choices, or empty.
        suggests: whether that list only suggests: other text is fine too.
        formula: for ``Owner.FORMULA``.
        internal: must never appear in a public document.
        hidden: whether the column is hidden.
        happened: whether it is the date of a past event, so never in the future.
        spread: whether its formula is that of the column before it with every relative reference
            one column further, so that a file contains it only once per row.
        fixed: for ``Owner.FIXED``, the content of its cells if that is not the id of the row.
        added_later: whether older workbooks do not have it: then it counts as empty.
        small: whether it is in small type.
        number_format: how its numbers are shown, if not as its kind.
        no_mark: whether a cell refuses a number: beside marks it is one in the wrong place.
    """

    key: str
    header: str
    kind: Kind = Kind.TEXT
    owner: Owner = Owner.USER
    help: str = ""
    width: float = 14
    choices: tuple[str, ...] = ()
    list_name: str = ""
    suggests: bool = False
    formula: Formula | None = None
    internal: bool = False
    hidden: bool = False
    happened: bool = False
    spread: bool = False
    fixed: Callable[[Here], str] | None = None
    added_later: bool = False
    small: bool = False
    number_format: str = ""
    no_mark: bool = False

    @property
    def typed(self) -> bool:
        """Whether users type in this column."""
        return self.owner in {Owner.USER, Owner.SHARED}


@dataclass(frozen=True)
class Table:
    """A table: a header row and a fixed number of rows below it.

    Attributes:
        name: fixed name, also of the Excel table.
        sheet: name of its sheet.
        header_row: 0-based.
        first_col: 0-based.
        columns: left to right.
        row_ids: static id of each row (even for tables whose rows have no id of their own).
        list_object: whether it is an Excel table; derived tables are plain ranges.
        purpose: one Dutch sentence for the documentation.
        added_later: rows that older workbooks do not have.
        former: headers of columns that only older workbooks have.
    """

    name: str
    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    row_ids: tuple[str, ...]
    first_col: int = 0
    list_object: bool = True
    purpose: str = ""
    added_later: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()

    @cached_property
    def _position(self) -> Mapping[str, int]:
        return {column.key: i for i, column in enumerate(self.columns)}

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """Letters of each column, by its key."""
        return {
            column.key: column_name(self.first_col + i) for i, column in enumerate(self.columns)
        }

    @property
    def first_row(self) -> int:
        """First row with data, 0-based."""
        return self.header_row + 1

    @property
    def last_row(self) -> int:
        """Last row with data, 0-based."""
        return self.header_row + len(self.row_ids)

    @property
    def last_col(self) -> int:
        """Last column, 0-based."""
        return self.first_col + len(self.columns) - 1

    def col_of(self, key: str) -> int:
        """0-based column of a key."""
        return self.first_col + self._position[key]

    def column(self, key: str) -> Column:
        """Column with this key."""
        return self.columns[self._position[key]]

    @cached_property
    def _ranges(self) -> dict[tuple[str, bool], str]:
        return {}

    def rng(self, key: str, *, fix: bool = True) -> str:
        """Range of a column with its sheet: ``Criteria!$F$6:$F$17``.

        Not ``fix``: the column moves along with the cell that refers to it.
        """
        found = self._ranges.get((key, fix))
        if found is None:
            name = f"{'$' if fix else ''}{column_name(self.col_of(key))}"
            rows = f"{name}${self.first_row + 1}:{name}${self.last_row + 1}"
            found = self._ranges[key, fix] = f"{quoted(self.sheet)}!{rows}"
        return found

    def at(self, key: str, index: int, *, fix: bool = True) -> str:
        """Cell with its sheet: ``Criteria!$F$6``; ``fix`` as for ``rng``."""
        name = f"{'$' if fix else ''}{column_name(self.col_of(key))}"
        return f"{quoted(self.sheet)}!{name}${self.first_row + index + 1}"


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the settings table; ``field`` is the field of ``model.records.Settings``."""

    field: str
    label: str
    name: str
    """Defined name of its value cell."""
    kind: Kind
    help: str
    choices: tuple[str, ...] = ()
    happened: bool = False
    """Whether it is the date of a past event, so never in the future."""
    before: tuple[str, ...] = ()
    """Its labels in older workbooks, by which it is found too."""
    internal: bool = False
    """Whether it must never appear in a public document."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A loose cell outside tables: fixed text, or a formula when it begins with ``=``."""

    row: int
    col: int
    content: str | float
    style: str = "text"


@dataclass(frozen=True, slots=True)
class Highlight:
    """A conditional format: where ``formula`` (for the top left cell) is true, ``style`` applies.

    Colour never carries meaning alone: ``word`` names the column or cell with the word for it.
    """

    first_row: int
    first_col: int
    last_row: int
    last_col: int
    formula: str
    style: str
    word: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier versions made of a sheet: it is no work of people, and goes when it is renewed.

    Attributes:
        texts: fixed texts above the first table.
        formulas: what occurs in the formulas above the first table and in conditional formats, as
            a regular expression.
        widths: widths of columns, by key.
        heights: heights of the rows above the first table.
        titles: the rows that were repeated in print.
    """

    texts: frozenset[str]
    formulas: str
    widths: Mapping[str, tuple[float, ...]]
    heights: frozenset[float]
    titles: str


@dataclass(frozen=True)
class Sheet:
    """One sheet: its tables, the loose cells around them, and its view and print settings."""

    name: str
    title: str
    purpose: str
    step: int = 0
    """Step of the method (1 to 5) to which it belongs; 0 for none."""
    tables: tuple[Table, ...] = ()
    cells: tuple[Cell, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    hidden: bool = False
    landscape: bool = True
    paper: str = "A4"
    """A4, or A3 for sheets with many columns."""
    print_to: str = ""
    """Last column (key of the first table) that is printed; empty: all of them."""
    grows: bool = False
    """The program fills rows step by step: only rows in use get lines and are printed."""
    freeze: tuple[int, int] | None = None
    repeat_rows: tuple[int, int] | None = None
    row_heights: Mapping[int, float] = field(default_factory=dict)
    col_widths: Mapping[int, float] = field(default_factory=dict)
    former: tuple[str, ...] = ()
    """Texts in formulas outside tables that only older workbooks have there."""
    tab: Tab = Tab.TECHNICAL
    """What the sheet is for; it colours its tab."""
    hidden_rows: frozenset[int] = frozenset()
    begin: tuple[int, int] | None = None
    """The cell that is selected when it opens."""
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Capacity:
    """How much room a workbook has; what fits an ordinary wijk when nothing is asked."""

    opgaven: int = 20
    criteria: int = 8
    groups: int = 4
    scorers: int = 12
    pairs: int = 30
    """Pairs of opgaven on Samenhang."""
    log: int = 500
    """Lines of the logbook."""

    @property
    def opgave_ids(self) -> tuple[str, ...]:
        """Ids O01, O02 and so on."""
        return tuple(f"O{i:02}" for i in range(1, self.opgaven + 1))

    @property
    def criterion_ids(self) -> tuple[str, ...]:
        """Ids C01, C02 and so on."""
        return tuple(f"C{i:02}" for i in range(1, self.criteria + 1))

    @property
    def group_ids(self) -> tuple[str, ...]:
        """Ids G1, G2 and so on."""
        return tuple(f"G{i}" for i in range(1, self.groups + 1))

    @property
    def scorer_ids(self) -> tuple[str, ...]:
        """Ids S01, S02 and so on."""
        return tuple(f"S{i:02}" for i in range(1, self.scorers + 1))


LARGE = Capacity(opgaven=60, criteria=12, groups=6, scorers=24, pairs=60)
"""Room for a large wijk with many partners."""


@dataclass(frozen=True)
class Layout:
    """The whole declaration for one capacity."""

    capacity: Capacity
    sheets: tuple[Sheet, ...]
    settings: tuple[Setting, ...]
    names: Mapping[str, str]
    """Defined names and what they refer to (without leading ``=``)."""

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """All tables by name."""
        return {table.name: table for sheet in self.sheets for table in sheet.tables}

    def sheet(self, name: str) -> Sheet:
        """Sheet by name.

        Raises:
            KeyError: there is none with that name.
        """
        return next(sheet for sheet in self.sheets if sheet.name == name)
