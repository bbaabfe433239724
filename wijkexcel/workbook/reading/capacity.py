"""The amount of room in a workbook, derived from its ids."""

import re
from collections.abc import Iterable, Iterator

from wijkexcel.layout.sheets.all_scores import SCORES
from wijkexcel.layout.sheets.calculation import CALCULATION
from wijkexcel.layout.sheets.lists import LISTS
from wijkexcel.layout.spec import Capacity
from wijkexcel.workbook.reading.headers import as_text, readable
from wijkexcel.workbook.reading.source import Grid, Source

_ID = re.compile(r"([OCSP])(\d{2,4})|(G)(\d{1,4})")
_INPUTS = ("Criteria", "Opgaven", "Deelnemers", "Samenhang")
_LOG, _LOG_HEADERS = "Logboek", ["Wanneer", "Wie", "Wat", "Vingerafdruk"]
Ids = dict[str, set[int]]
"""Numbers of the ids found, by their letter."""


def _ids_under(grid: Grid, header: str) -> Iterator[tuple[str, int]]:
    """Yield letter and number of every id in the columns under a header."""
    columns: set[int] = set()
    for row in grid:
        for col in columns:
            value = row[col] if col < len(row) else None
            match = (
                _ID.fullmatch(as_text(value).upper()) if isinstance(value, str) and value else None
            )
            if match is not None:
                yield match[1] or match[3], int(match[2] or match[4])
        if header in row:
            columns |= {col for col, value in enumerate(row) if value == header}


def _gathered(source: Source, sheets: Iterable[str], header: str) -> Ids:
    found: Ids = {letter: set() for letter in "OCGSP"}
    for _, grid in readable(source, sheets):
        for letter, number in _ids_under(grid, header):
            found[letter].add(number)
    return found


def _room(numbers: set[int]) -> int:
    """Return the highest number up to which at least half of all numbers occur.

    So a deleted row does not change the room, and a single wild number does not inflate it.
    """
    ordered = sorted(numbers)
    return max((n for i, n in enumerate(ordered, 1) if 2 * i >= n > 0), default=0)


def capacity_of(source: Source) -> Capacity | None:
    """Infer the amount of room in a workbook; None when it is not a wijkexcel workbook.

    The room of the calculation itself, on its hidden sheets, counts: users do not type there.
    Without those: the ids on the sheets that users fill in.
    """
    names = [name for name in source.sheet_names if name != SCORES]
    ids = _gathered(source, [s for s in (CALCULATION, LISTS) if s in names], "id")
    own = [s for s in _INPUTS if s in names]
    others = [s for s in names if s not in own]
    if not all(ids[letter] for letter in "OCGS"):
        ids = _gathered(source, own, "Nr")
    if not all(ids[letter] for letter in "OCGS"):
        ids = _gathered(source, names, "Nr")
    pairs = _gathered(source, own, "Paar")["P"] or _gathered(source, others, "Paar")["P"]
    opgaven, criteria, groups, scorers = (_room(ids[letter]) for letter in "OCGS")
    if not (opgaven and criteria and groups and scorers):
        return None
    log = _log_room(source, [_LOG] if _LOG in names else names)
    return Capacity(opgaven, criteria, groups, scorers, max(_room(pairs), 1), log)


def _log_room(source: Source, sheets: Iterable[str]) -> int:
    """The number of lines in the logbook: it doubles when its last line is in use.

    Its lines have no ids, so the first line beyond the usual room shows that there is more.
    """
    room = Capacity().log
    for _, grid in readable(source, sheets):
        at = next((i for i, row in enumerate(grid) if list(row[:4]) == _LOG_HEADERS), None)
        if at is not None:
            while at + room + 1 < len(grid) and any(map(as_text, grid[at + room + 1][:4])):
                room *= 2
            break
    return room
