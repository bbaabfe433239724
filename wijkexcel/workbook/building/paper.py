"""A sheet on paper: how many pages side by side, and what stands above each."""

from collections.abc import Mapping
from typing import Any

from wijkexcel.layout.spec import Sheet
from wijkexcel.look.palette import Points

INSIDE = "Intern: met scores of notities van het team"
"""In the middle of the heading of a printed sheet with something internal."""
FONT_SIZE, SMALLEST_PRINT = float(Points.BODY), 6.5
"""In points: type on screen, and the smallest on paper."""


def heading(spec: Sheet) -> str:
    """The heading of each page, in Excel's code: what it is, and whether it may be handed round."""
    inside = any(c.internal and not c.hidden for table in spec.tables for c in table.columns)
    return f"&L&10wijkexcel{f'&C&10{INSIDE}' if inside else ''}&R&10&A"


def fit_to_paper(
    sheet: Any, spec: Sheet, widths: Mapping[int, tuple[float, bool]], last_col: int
) -> None:
    """Print on as many pages side by side as reading takes, each with the names of its rows."""
    inches = {
        col: (7 * width + 5) / 96
        for col, (width, hidden) in widths.items()
        if not hidden and col <= last_col
    }
    paper = {("A4", False): 7.3, ("A4", True): 10.7, ("A3", False): 10.7, ("A3", True): 15.5}
    room = paper[spec.paper, spec.landscape] * FONT_SIZE / SMALLEST_PRINT
    named = [t for t in spec.tables if "name" in {c.key for c in t.columns}]
    names = named[0].col_of("name") if len(spec.tables) == 1 and named else -1
    fixed = sum(size for col, size in inches.items() if col <= names)
    pages = 1
    while pages * room < sum(inches.values()) + (pages - 1) * fixed and names >= 0:
        pages += 1
    sheet.fit_to_pages(pages, 0)
    if pages > 1:
        sheet.repeat_columns(0, names)
