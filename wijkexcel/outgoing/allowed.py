"""What may stand in what goes out though it was found: said once, in a cell on Start."""

import re
from typing import Final

from wijkexcel.layout.named import SETTINGS
from wijkexcel.outgoing.typed import Cell
from wijkexcel.outgoing.words import worded

ALLOWED: Final = Cell(SETTINGS, "may_be_named", "value")


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

    def names(self, found: str) -> bool:
        """Whether a person is one of the entries, with a title before the name or without."""
        words = worded(found)
        return self.allows(found) or any(
            words.words[-1:] == entry.words[-1:] and words.holds(entry.words)
            for entry in self._worded
            if entry.words
        )
