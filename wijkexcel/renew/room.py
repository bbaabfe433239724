"""How much room a workbook needs: as requested, and for values typed beside the tables.

A row just below a full table, a column ``C13`` beside the last criterion, a tab copied for an extra
scorer: that is what users do when a workbook is full.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity, Layout, a1
from wijkexcel.renew.leftover import Fate, Leftover
from wijkexcel.workbook.reading.convert import is_blank
from wijkexcel.workbook.reading.headers import SCORES, as_text
from wijkexcel.workbook.reading.locate import TAKES_ROWS, Located, Map, locate
from wijkexcel.workbook.reading.outgrown import extra_columns, extra_tabs
from wijkexcel.workbook.reading.read import LABELS
from wijkexcel.workbook.reading.source import Source

MOST = {"O": 500, "C": 40, "G": 20, "S": 99, "P": 999}
"""The maximum room, by the letter of the ids."""
_FIELDS = {"O": "opgaven", "C": "criteria", "G": "groups", "S": "scorers", "P": "pairs"}
_FOLLOWS = {"tblSchaal": "C", "tblHeroverweging": "O", "tblBesluit": "O", "tblAmbitie": "O"}
_TOLD = ("tblLogboek", "tblOntvangst")
"""Tables in which the program writes ids."""
_SPARE = 5
_ID = re.compile(r"([OCSP])(\d{2,3})|(G)(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Wish:
    """The requested room; None: as much as needed."""

    opgaven: int | None = None
    criteria: int | None = None
    groups: int | None = None
    scorers: int | None = None


@dataclass
class Plan:
    """The new room, and the locations of everything that goes into it.

    ``adopted``: rows (counted from 0) outside the tables that become table rows, by sheet.
    """

    capacity: Capacity
    layout: Layout
    map: Map
    adopted: dict[str, set[int]] = field(default_factory=dict)
    found: list[Leftover] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Outside:
    """A non-empty row without a known id."""

    table: str
    row: int
    text: str
    columns: int
    """The number of columns with typed values."""
    inside: bool
    """Whether it is between rows of the table."""


def plan(source: Source, now: Layout, wish: Wish) -> Plan:
    """Decide the new room, and which rows outside the tables are adopted."""
    wanted = {letter: getattr(now.capacity, name) for letter, name in _FIELDS.items()}
    before = locate(source, now, LABELS)
    for letter, number in _seen(source, now, before):
        wanted[letter] = max(wanted[letter], number)
    capacity = replace(now.capacity, **{_FIELDS[k]: n for k, n in wanted.items()})
    found = locate(source, declare(capacity), LABELS, before.tables)
    adopted = dict(_adopted(source, found, now))
    for (table, _), row_id in adopted.items():
        letter = TAKES_ROWS[table]
        wanted[letter] = max(wanted[letter], int(row_id[1:]))
    for letter, name in _FIELDS.items():
        wanted[letter] = max(wanted[letter], getattr(wish, name, None) or 0)
    capacity = replace(
        capacity, **{_FIELDS[k]: n for k, n in wanted.items()}, log=_log(source, now, before)
    )
    layout = declare(capacity)
    made = Plan(capacity, layout, locate(source, layout, LABELS, before.tables))
    for (table, row), row_id in adopted.items():
        located = made.map.tables[table]
        located.rows[row_id] = row
        made.adopted.setdefault(located.sheet, set()).add(row)
        made.found.append(
            Leftover(
                Fate.ADDED,
                located.sheet,
                a1(row, located.columns.get("id", 0)),
                f"Deze rij stond buiten de tabel en heeft nu nummer {row_id}.",
                "Kijk of dat klopt.",
            )
        )
    return made


def _log(source: Source, now: Layout, before: Map) -> int:
    """Room for the logbook: extended when its last line is in use."""
    located = before.tables.get("tblLogboek")
    room = now.capacity.log
    if located is None:
        return room
    grid, last = source.grid(located.sheet), located.header_row + room
    line = grid[last] if last < len(grid) else ()
    return room * 2 if any(not is_blank(value) for value in line) else room


def _seen(source: Source, now: Layout, found: Map) -> Iterator[tuple[str, int]]:
    """Yield letter and number of every typed id beyond the present room."""
    for name, located in found.tables.items():
        letter = (
            TAKES_ROWS.get(name) or _FOLLOWS.get(name) or ("O" if name.startswith(SCORES) else "")
        )
        if letter:
            rows = list(_outside(source, located, found))
            for item in rows:
                number = _number(item.text, letter)
                most = getattr(now.capacity, _FIELDS[letter]) + 2 * len(rows) + _SPARE
                if 0 < number <= min(MOST[letter], most):
                    yield letter, number
        for _, number in extra_columns(source, located):
            letter = "G" if name == "tblCriteria" else "C"
            if number <= MOST[letter]:
                yield letter, number
    for _, number in extra_tabs(source, now):
        yield "S", number


def _number(text: str, letter: str) -> int:
    match = _ID.fullmatch(text.upper())
    return int(match[2] or match[4]) if match and (match[1] or match[3]) == letter else 0


def _below(located: Located, others: Iterable[Located]) -> int | None:
    """Header row of the next table below this one."""
    left, right = min(located.columns.values()), max(located.columns.values())
    rows = (
        other.header_row
        for other in others
        if other.sheet == located.sheet
        and other.header_row > located.header_row
        and min(other.columns.values()) <= right
        and max(other.columns.values()) >= left
    )
    return min(rows, default=None)


def _outside(source: Source, located: Located, found: Map) -> Iterator[_Outside]:
    """Yield the rows between or just below those of a table that have no place in it."""
    grid = source.grid(located.sheet)
    formulas = source.specials(located.sheet).formulas
    until = _below(located, found.tables.values())
    typed = [
        located.columns[c.key]
        for c in located.table.columns
        if c.typed and c.key in located.columns
    ]
    if not typed:
        return
    known = set(located.rows.values())
    last = max(known, default=located.header_row)
    id_col = located.columns.get("id", 0)
    for row in range(located.header_row + 1, len(grid) if until is None else until):
        if row in known:
            continue
        line = grid[row]
        filled = [
            c for c in typed if c < len(line) and not is_blank(line[c]) and (row, c) not in formulas
        ]
        if filled:
            text = as_text(line[id_col]) if id_col < len(line) else ""
            yield _Outside(located.table.name, row, text, len(filled), row < last)
        elif row > last:
            return


def _adopted(source: Source, found: Map, now: Layout) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield table and row of rows that are adopted, with their new ids."""
    used = _used(source, found)
    for name, letter in TAKES_ROWS.items():
        located = found.tables.get(name)
        if located is None:
            continue
        full = _is_full(source, located)
        number = getattr(now.capacity, _FIELDS[letter])
        # Never a used id: values on other sheets for that id do not belong to this row.
        free = iter([] if letter == "P" else [i for i in located.rows if i not in used])
        for item in _outside(source, located, found):
            row_like = item.inside or full or item.columns > 1 or _number(item.text, letter)
            if not row_like or number >= MOST[letter]:
                continue
            row_id = next(free, None)
            if row_id is None:
                number += 1
                while _id(letter, number) in located.rows:
                    number += 1
                row_id = _id(letter, number)
            yield (name, item.row), row_id


def _used(source: Source, found: Map) -> set[str]:
    """Every id for which something was typed, or that a person or the program mentioned."""
    used: set[str] = set()
    for name, located in found.tables.items():
        grid = source.grid(located.sheet)
        formulas = source.specials(located.sheet).formulas
        columns = [
            (c.key, located.columns[c.key])
            for c in located.table.columns
            if (c.typed or name in _TOLD) and c.key in located.columns
        ]
        for row_id, row in located.rows.items():
            line = grid[row] if row < len(grid) else ()
            for key, col in columns:
                raw = line[col] if col < len(line) else None
                if is_blank(raw) or (row, col) in formulas:
                    continue
                used |= {row_id, key, name.removeprefix(SCORES)}
                used.update("".join(part) for part in _ID.findall(as_text(raw)))
    return used


def _id(letter: str, number: int) -> str:
    return f"{letter}{number}" if letter == "G" else f"{letter}{number:02}"


def _is_full(source: Source, located: Located) -> bool:
    """Whether every row of a table is in use."""
    grid = source.grid(located.sheet)
    typed = [
        located.columns[c.key]
        for c in located.table.columns
        if c.typed and c.key in located.columns
    ]

    def used(row: int) -> bool:
        line = grid[row] if row < len(grid) else ()
        return any(c < len(line) and not is_blank(line[c]) for c in typed)

    return all(used(row) for row in located.rows.values())
