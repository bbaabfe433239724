"""Columns and tabs that users added because a workbook was full; they do not count until adopted.

Rows below a full table are detected when locating the tables (``locate``).
"""

import re
from collections.abc import Iterator

from wijkexcel.dutch.commands import as_typed
from wijkexcel.layout.spec import Layout, a1
from wijkexcel.layout.wording import SCORED_BY
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.workbook.reading.headers import SCORES, as_text, readable
from wijkexcel.workbook.reading.locate import Located, Map
from wijkexcel.workbook.reading.source import Source

GIVE_ROOM = f"Laat '{as_typed('bijwerken')}' lopen: dat maakt er ruimte voor."
_CRITERION, _GROUP = re.compile(r"C\d{2}"), re.compile(SCORED_BY.pattern({}))
_TAB = re.compile(r"S(\d{2})")
_LOOK_AT = 30
"""Rows in which the header of a tab can be."""


def extra_columns(source: Source, located: Located) -> Iterator[tuple[int, int]]:
    """Yield column and number of each ``C13`` or ``G7 scoort`` for which there is no room."""
    if located.table.name == "tblCriteria":
        pattern = _GROUP
    elif located.table.name.startswith(SCORES):
        pattern = _CRITERION
    else:
        return
    known = {column.header.casefold() for column in located.table.columns}
    for col, value in enumerate(source.grid(located.sheet)[located.header_row]):
        text = as_text(value)
        match = pattern.fullmatch(text)
        if match is not None and text.casefold() not in known:
            yield col, int(text.split()[0][1:])


def extra_tabs(source: Source, layout: Layout) -> Iterator[tuple[str, int]]:
    """Yield name and number of each tab ``S25`` that looks like a scorer's but has no place."""
    tab = layout.tables[f"{SCORES}{layout.capacity.scorer_ids[0]}"]
    headers = {tab.column(key).header for key in ("id", "name", "coupling", "remark")}
    known = {sheet.name for sheet in layout.sheets}
    for sheet, grid in readable(source, source.sheet_names):
        match = _TAB.fullmatch(sheet)
        if match is None or sheet in known:
            continue
        if any(headers <= {as_text(value) for value in row} for row in grid[:_LOOK_AT]):
            yield sheet, int(match[1])


def outgrown(source: Source, layout: Layout, found: Map) -> Iterator[Finding]:
    """Report values outside the available room: they do not count."""
    for name, located in found.tables.items():
        for col, _ in extra_columns(source, located):
            text = as_text(source.grid(located.sheet)[located.header_row][col])
            yield Finding(
                Severity.ERROR,
                "kolom-buiten-ruimte",
                Where(name),
                f"Voor de kolom '{text}' heeft dit werkboek geen ruimte. Wat erin staat, telt niet "
                "mee.",
                GIVE_ROOM,
                located.sheet,
                a1(located.header_row, col),
            )
    for sheet, _ in extra_tabs(source, layout):
        yield Finding(
            Severity.ERROR,
            "blad-buiten-ruimte",
            Where("tblDeelnemers"),
            f"Voor het invulblad {sheet} heeft dit werkboek geen ruimte. Het telt niet mee.",
            GIVE_ROOM,
            sheet,
        )
