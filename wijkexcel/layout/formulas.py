"""Formula fragments shared by several sheets.

Functions of Excel 2016 only, plain ranges, nothing volatile, no array arithmetic: Excel,
LibreOffice and the test engines must all agree on the result. Rows are found by id, never by
position, so that sorting a table changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wijkexcel.dutch.plain import HARD_SPACES, LONGEST_CELL
from wijkexcel.layout.spec import Column, Formula, Here, Kind, Owner
from wijkexcel.model.numbers import FIRST_YEAR, LARGEST, LAST_YEAR
from wijkexcel.rules import threshold

NO_NUMBER = '">-1E+99"'
"""Criterion that only numbers meet; it has no decimal sign, so it is the same in every locale."""
ALMOST = f"{threshold.ALMOST:.0E}".replace("E-0", "E-")
"""Numbers this close are equal.

Excel compares 15 digits, other programs all of them; with this tolerance all of them, and Python
(``rules.threshold.ALMOST``), use the same limit.
"""
LONGEST_NAME = 250
"""Longest name in a list of names; longer names end in '…'."""


def lookup(here: Here, table: str, key: str, position: str) -> str:
    """Value of a column of another table at a position found earlier with ``MATCH``."""
    return f"INDEX({here.layout.tables[table].rng(key)},{position})"


def trimmed(text: str) -> str:
    """A text as the reader interprets it: without surrounding spaces and hard spaces.

    Hard spaces come along when pasting from a web page; the difference is invisible.
    """
    for space in HARD_SPACES:
        text = f'SUBSTITUTE({text},"{space}"," ")'
    return f"TRIM({text})"


def word(here: Here, table: str, key: str, position: str) -> str:
    """Text of a cell as the reader interprets it: without surrounding spaces."""
    return trimmed(f'{lookup(here, table, key, position)}&""')


def word_of_id(here: Here, table: str, key: str) -> str:
    """The same of the row with this id in another table, in whatever order it is; #N/A without."""
    target = here.layout.tables[table]
    at = f"MATCH({here.me('id')},{target.rng('id')},0)"
    return trimmed(f'INDEX({target.rng(key)},{at})&""')


def plain_number(cell: str, otherwise: str, *, whole: bool = False) -> str:
    """A cell's number; ``otherwise`` when it has none, or one that the reader refuses.

    A date typed by accident is a number larger than ``LARGEST`` to a formula.
    """
    value = _nearest(cell) if whole else cell
    held = f"IF(ABS({cell})<={LARGEST},{value},{otherwise})"
    good = f"IF(ABS({cell}-{value})<{ALMOST},{held},{otherwise})" if whole else held
    return f"IF(ISNUMBER({cell}),{good},{otherwise})"


def plain_year(cell: str) -> str:
    """A cell's year; empty when it has none, or a number that is no year to the reader."""
    year = _nearest(cell)
    whole = f"ABS({cell}-{year})<{ALMOST}"
    good = f"AND({whole},{year}>={FIRST_YEAR},{year}<={LAST_YEAR})"
    return f'IF(ISNUMBER({cell}),IF({good},{year},""),"")'


def _nearest(number: str) -> str:
    """The integer nearest to a number; the same in every engine where it matters."""
    return f"INT({number}+0.5)"


def listed(parts: Iterable[tuple[str, str]]) -> str:
    """Text of the parts whose condition is true, separated by '; '; nothing is cut off."""
    joined = "&".join(f'IF({condition},"; "&{text},"")' for condition, text in parts)
    return f"MID({joined},3,{LONGEST_CELL})"


def no_day(cell: str) -> str:
    """Condition that a cell is not a day: empty, or refused by the reader.

    A day entered as text is accepted, with its year at the beginning or end.
    """
    text = trimmed(f'{cell}&""')
    ends = (f"IFERROR(VALUE({side}({text},4)),0)" for side in ("LEFT", "RIGHT"))
    years = ",".join(f"AND({year}>=2000,{year}<2100)" for year in ends)
    as_text = f"AND(LEN({text})>7,OR({years}))"
    as_number = f"AND({cell}>=DATE(2000,1,1),{cell}<DATE(2100,1,1))"
    return f"NOT(IF(ISNUMBER({cell}),{as_number},{as_text}))"


def in_dutch(number: str) -> str:
    """A number in a text, with a decimal comma: programs use that of their own language."""
    return f'SUBSTITUTE({number},".",",")'


def short_name(cell: str) -> str:
    """A name in a list of names: complete, or with an ellipsis."""
    return f'IF(LEN({cell})>{LONGEST_NAME},LEFT({cell},{LONGEST_NAME - 1})&"…",{cell})'


def id_of(cell: str) -> str:
    """The id at the beginning of a cell that holds an id with the name after it."""
    text = trimmed(f'{cell}&""')
    return f'LEFT({text},FIND(" ",{text}&" ")-1)'


def one_of(text: str, words: Iterable[str], otherwise: str = '""') -> str:
    """The word of a list that a text is, as the list writes it; ``otherwise`` if it is none."""
    for word in reversed(tuple(words)):
        otherwise = f'IF({text}="{word}","{word}",{otherwise})'
    return otherwise


def place_of(value: str, ids: str) -> str:
    """Position of a typed id among ``ids``, 0 when it is not one of them.

    Compares the match with the sought id, because ``MATCH`` treats * and ? as wildcards.
    """
    found = f"MATCH({value},{ids},0)"
    return f"IFERROR(IF(INDEX({ids},{found})={value},{found},0),0)"


def nth(column: str, position: int | str) -> str:
    """A cell of a column by its position: it stays that when rows are inserted or deleted."""
    return f"INDEX({column},{position})"


@dataclass(frozen=True, slots=True)
class PlaceOf:
    """Formula: position of a row's id in another table, 0 when it is missing.

    Looks first where the id is as long as nothing was sorted: that costs one cell instead of a
    whole column, which matters in large workbooks. So it has the same meaning in every row of its
    table, however it is written there.
    """

    table: str
    key: str = "id"

    def __call__(self, here: Here) -> str:
        """Make it for a row."""
        target = here.layout.tables[self.table]
        ids = target.rng(self.key)
        search = f"IFERROR(MATCH({here.me('id')},{ids},0),0)"
        if here.row_id not in target.row_ids:
            return f"={search}"
        index = target.row_ids.index(here.row_id)
        return f"=IF({nth(ids, index + 1)}={here.me('id')},{index + 1},{search})"


def position_in(table: str, key: str = "id") -> Formula:
    """Make the formula for the position of this row's id in another table."""
    return PlaceOf(table, key)


def row_column(table: str) -> Column:
    """Make the hidden column ``rij``: the position of this row's id in a derived table."""
    return Column(
        "rij",
        "rij",
        Kind.WHOLE,
        Owner.FORMULA,
        "Plaats in de berekening.",
        5,
        formula=position_in(table),
        hidden=True,
    )


def from_row(table: str, key: str, *, when: str = "name") -> Formula:
    """Value of a derived table for this row; empty while its ``when`` column is empty."""

    def formula(here: Here) -> str:
        row = here.me("rij")
        shown = lookup(here, table, key, row)
        given = lookup(here, table, when, row)
        return f'=IF({row}=0,"",IF({given}="","",{shown}))'

    return formula


def control_column() -> Column:
    """Make the column that shows the first finding on a row."""

    def formula(here: Here) -> str:
        return finding_text(f'"{here.table.name}|"&{here.me("id")}')

    return Column(
        "controle",
        "Controle",
        Kind.LONG,
        Owner.FORMULA,
        "Wat de laatste controle over deze rij zei.",
        34,
        formula=formula,
    )


def marked(
    table: str, first_row: int, header_row: int, col: str, id_col: str, severity: str
) -> str:
    """Condition that is true if the last check had such a finding on this very cell."""
    key = f'"{table}|"&${id_col}{first_row + 1}&"|"&{col}${header_row + 1}'
    return f'=COUNTIFS(bevinding_cellen,{key},bevinding_ernst,"{severity}")>0'


def finding_text(key: str) -> str:
    """The first finding on a row of a table, prefixed by its severity; empty when there is none.

    Nothing is looked up beforehand: a finding need not concern a row, so no single cell of the list
    shows whether there are any.
    """
    at = f"MATCH({key},bevinding_rijen,0)"
    text = f'INDEX(bevinding_ernst,{at})&": "&INDEX(bevinding_teksten,{at})'
    return f'=IFERROR({text},"")'


def shown_mark(value: str, held_against: str = "drempel_telt", so_far: str = "") -> str:
    """Two decimals that never contradict the threshold (``rules.threshold.shown``).

    Args:
        value: a cell with a number rounded to 9 decimals, or empty text.
        held_against: the threshold, or a floor.
        so_far: a cell with the displayed number after comparison with another limit.
    """
    limit = f"ROUND({held_against},9)"
    rounded = so_far or f"ROUND({value},2)"
    return (
        f'IF({value}="","",IF(ISNUMBER({held_against}),'
        f"IF(AND({value}<{limit},{rounded}>={limit}),ROUND({rounded}-0.01,2),"
        f"IF(AND({value}>={limit},{rounded}<{limit}),ROUND({rounded}+0.01,2),{rounded})),{rounded}))"
    )
