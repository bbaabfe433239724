"""Text from outside, quoted in the program's sentences: nothing in it may disturb them.

A name can contain characters that are invisible, reverse the reading direction, or are not allowed
in files; and it can be too long for a cell.
"""

import re
from typing import Final

LONGEST_CELL: Final = 32_767
"""The maximum length of a cell, in UTF-16 units: an emoji is two."""
HARD_SPACES: Final = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
"""Characters that look like a space, and count as one."""
INSTEAD: Final = "\N{REPLACEMENT CHARACTER}"
"""Replaces a character that cannot be shown."""

UNSHOWABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, changes of reading direction, lone surrogates, and noncharacters."""


def showable(text: str) -> str:
    """Return a text with a visible replacement for each character that cannot be shown."""
    return UNSHOWABLE.sub(INSTEAD, text)


def spaced(text: str) -> str:
    """Return a text with plain spaces instead of hard ones."""
    for space in HARD_SPACES:
        if space in text:
            text = text.replace(space, " ")
    return text


def units(text: str) -> int:
    """Length of a text as a spreadsheet program counts it."""
    return len(text) + sum(char > "\uffff" for char in text)


def fitted(text: str, most: int = LONGEST_CELL) -> str:
    """Return a text of at most ``most`` units; a shortened one ends in '…'."""
    if len(text) * 2 <= most or units(text) <= most:
        return text
    cut = text[: most - 1]
    while units(cut) > most - 1:
        cut = cut[: len(cut) - max(1, (units(cut) - most + 1) // 2)]
    return f"{cut.rstrip()}…"
