"""What may stand in what goes out though it was found: said once, in a cell on Start."""

import re
from collections.abc import Iterator
from typing import Final

from wijkexcel.layout.named import SETTINGS
from wijkexcel.names.words import TITLES
from wijkexcel.outgoing.typed import Cell
from wijkexcel.outgoing.words import worded

ALLOWED: Final = Cell(SETTINGS, "may_be_named", "value")

_BEFORE: Final = TITLES | {"de"}
"""What may stand before a name that is allowed: 'de heer'."""


def entries(text: str) -> tuple[str, ...]:
    """Take apart what was allowed."""
    return tuple(part.strip() for part in re.split(r"[;\n]", text) if part.strip())


class Allowed:
    """Knows what was allowed.

    Args:
        text: what stands in the cell.
    """

    def __init__(self, text: str) -> None:
        self.entries = entries(text)
        self._worded = [worded(entry) for entry in self.entries]

    def allows(self, found: str) -> bool:
        """Whether what was found stands in one of the entries."""
        words = worded(found).words
        return bool(words) and any(entry.holds(words) for entry in self._worded)

    def covers(self, text: str, start: int, end: int) -> bool:
        """Whether words of a text stand in an entry as it stands there, but for titles before it.

        Who is called 'Jansen' in an entry is not 'Els Jansen' in a text.
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
