"""Words from outside, quoted in what the program says: nothing in them may spoil the sentence.

A name can hold signs that no one sees, that turn a line around, or that no file can hold; and it
can be longer than a cell.
"""

import re
from typing import Final

LONGEST_CELL: Final = 32_767
"""The most that a cell can hold, in units of UTF-16: an emoji is two."""
HARD_SPACES: Final = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
"""Look like a space, and count as one."""
INSTEAD: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands where there was a sign that cannot be shown."""

UNSHOWABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, what turns the reading direction, halves of a pair, and no characters."""


def showable(text: str) -> str:
    """Return a text with a visible sign in place of each that cannot be shown."""
    return UNSHOWABLE.sub(INSTEAD, text)


def spaced(text: str) -> str:
    """Return a text with plain spaces in place of hard ones."""
    for space in HARD_SPACES:
        if space in text:
            text = text.replace(space, " ")
    return text


def units(text: str) -> int:
    """Length of a text as a spreadsheet program counts it."""
    return len(text) + sum(char > "\uffff" for char in text)


def fitted(text: str, most: int = LONGEST_CELL) -> str:
    """Return a text of at most ``most`` units; one that is cut ends in '…'."""
    if len(text) * 2 <= most or units(text) <= most:
        return text
    cut = text[: most - 1]
    while units(cut) > most - 1:
        cut = cut[: len(cut) - max(1, (units(cut) - most + 1) // 2)]
    return f"{cut.rstrip()}…"
