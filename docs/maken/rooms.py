"""Draw the rooms of the program: ``python -m docs.maken.rooms``, also part of ``make werkboek``.

The picture ``docs/beelden/kamers.svg`` and the table in ``docs/architectuur.md`` both come from the
layers that ``lint-imports`` checks (pyproject.toml) and from the first line of each room's
docstring. A test compares them.
"""

import ast
import tomllib
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

ROOT: Final = Path(__file__).parents[2]
PICTURE: Final = ROOT / "docs" / "beelden" / "kamers.svg"
PAGE: Final = ROOT / "docs" / "architectuur.md"
BEGIN: Final = "<!-- rooms: python -m docs.maken.rooms -->\n"
END: Final = "<!-- /rooms -->\n"

_WIDTH, _HEIGHT, _GAP, _MARGIN = 960, 44, 10, 20
_COLOURS: Final = ("#DCE6F1", "#E9EEF5")
"""Contrast of the text on both: over 15 to 1."""


def layers() -> list[list[str]]:
    """The rooms from top to bottom; those on one floor are independent."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    return [[room.strip() for room in layer.split("|")] for layer in contract["layers"]]


def says(room: str) -> str:
    """The description of a room: the first line of its docstring."""
    place = ROOT / "wijkexcel" / room
    source = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    text = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return text.partition("\n")[0]


def table() -> str:
    """The rooms as a Markdown table, from top to bottom."""
    rows = [f"| `{room}` | {says(room)} |" for layer in layers() for room in layer]
    return "\n".join(("| Room | Holds |", "| --- | --- |", *rows)) + "\n"


def picture() -> str:
    """The floors as an SVG: a box for each room, imports point down."""
    floors = layers()
    height = 2 * _MARGIN + len(floors) * (_HEIGHT + _GAP) - _GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'font-family="sans-serif" font-size="17">',
        "<title>The rooms of wijkexcel; imports point down</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#FFFFFF"/>',
    ]
    for number, floor in enumerate(floors):
        top = _MARGIN + number * (_HEIGHT + _GAP)
        width = (_WIDTH - 2 * _MARGIN - (len(floor) - 1) * _GAP) // len(floor)
        for place, room in enumerate(floor):
            left = _MARGIN + place * (width + _GAP)
            parts.append(
                f'<rect x="{left}" y="{top}" width="{width}" height="{_HEIGHT}" rx="6" '
                f'fill="{_COLOURS[number % 2]}" stroke="#5B6B7D"/>'
                f'<text x="{left + width // 2}" y="{top + _HEIGHT // 2 + 6}" '
                f'text-anchor="middle">{escape(room)}</text>'
            )
    return "\n".join((*parts, "</svg>")) + "\n"


def page(text: str) -> str:
    """The page with an updated table."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


def main() -> None:
    """Write picture and table."""
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
