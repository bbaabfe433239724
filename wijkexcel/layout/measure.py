"""How many lines a text takes in a cell, and how high a row must be for it.

Computed from the widths of the letters of Calibri (and Carlito, which has the same), so that the
declaration knows what fits on a screen, and nothing is cut off in any program.
"""

from collections.abc import Iterable
from typing import Final

from wijkexcel.look.palette import Points

SMALL: Final = float(Points.SMALL)
"""Size in points of type above and beside the marks."""
NORMAL: Final = float(Points.BODY)
BOLD: Final = 1.03
"""How much wider bold letters are."""
_LETTERS: Final = {
    0.23: "'il ",
    0.25: "jI.,\u2018\u2019",
    0.31: ":;()f-J",
    0.35: "t!r",
    0.40: "s/z",
    0.45: "cLxkvy",
    0.48: "FS?gZa",
    0.51: "ETYe\u2013+=0123456789\u20ac",
    0.54: "KPXbdhnopquCBR",
    0.63: "VADHG",
    0.72: "UNOQ&\u2026w%",
}
_WIDTH: Final = {letter: width for width, letters in _LETTERS.items() for letter in letters}
"""In em; every other letter takes at most one em."""
_PADDING: Final = 6
"""Pixels of a cell beside its text, at most, with its lines."""
_SAFE: Final = 1.03
"""Programs round the widths of letters to whole pixels."""
_HIGHEST: Final = 409.0
"""The highest row that Excel knows, in points."""


def pixels_wide(width: float) -> int:
    """The width of a column of so many characters, in pixels at 100 %."""
    return int(width * 7 + 0.5) + 5


def pixels_high(points: float) -> int:
    """The height of a row, in pixels at 100 %."""
    return int(points * 4 / 3 + 0.5)


def lines(text: str, width: float, size: float = NORMAL, *, bold: bool = False) -> int:
    """How many lines a text takes in a column of so many characters, broken between words."""
    room = pixels_wide(width) - _PADDING
    em = size * 4 / 3 * _SAFE * (BOLD if bold else 1.0)
    space = _WIDTH[" "] * em
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.split(" "):
            long = sum(_WIDTH.get(letter, 0.9) for letter in word) * em
            if used and used + space + long > room:
                count += 1
                used = 0.0
            used += long + (space if used else 0.0)
            while used > room:  # a word that is longer than a line is broken anywhere
                count += 1
                used -= room
    return count


def height(counts: Iterable[int], size: float = NORMAL) -> float:
    """The height in points of a row for the most of these numbers of lines, at least one."""
    line = int(size * 4 / 3 * 1.2207 + 1) * 0.75  # whole pixels
    return min(max((1, *counts)) * line + 1.5, _HIGHEST)
