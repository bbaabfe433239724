"""Exceptions to the search of outgoing texts: given once, in a cell on Start."""

import re
from collections.abc import Iterator
from typing import Final

from wijkexcel.layout.named import SETTINGS
from wijkexcel.names.words import TITLES
from wijkexcel.outgoing.typed import Cell
from wijkexcel.outgoing.words import worded

ALLOWED: Final = Cell(SETTINGS, "may_be_named", "value")

_BEFORE: Final = TITLES | {"de"}
"""Titles that may precede an allowed name: 'de heer'."""


def entries(text: str) -> tuple[str, ...]:
    """Split the cell into its entries."""
    return tuple(part.strip() for part in re.split(r"[;\n]", text) if part.strip())


class Allowed:
    """The exceptions that the user allowed.

    Args:
        text: the contents of the cell.
    """

    def __init__(self, text: str) -> None:
        self.entries = entries(text)
        self._worded = [worded(entry) for entry in self.entries]

    def allows(self, found: str) -> bool:
        """Whether one of the entries contains the text that was found."""
        words = worded(found).words
        return bool(words) and any(entry.holds(words) for entry in self._worded)

    def covers(self, text: str, start: int, end: int) -> bool:
        """Whether words of a text occur in an entry exactly as given, except titles before them.

        An entry 'Jansen' does not allow 'Els Jansen' in a text.
        """
        return any(first <= start and end <= last for first, last in self._spans(text))

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        if not self.entries:
            return
        said = worded(text)
        for entry in self._worded:
            for at in said.places(entry.words):
                first = at
                while first and said.words[first - 1] in _BEFORE:
                    first -= 1
                start, _ = said.span(first)
                _, end = said.span(at + len(entry.words) - 1)
                yield start, end
