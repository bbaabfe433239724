"""What could not be carried over unchanged: all of it is reported."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What happened to an item."""

    LOST = "niet meegenomen"
    CHECK = "kijk dit na"
    FROZEN = "formule werd waarde"
    RENEWED = "vernieuwd"
    ADDED = "opgenomen"
    CHOOSE = "kies nog"
    """Carried over unchanged, but this version interprets it differently until a choice is made."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """One item: where it was, what it was, what to do."""

    fate: Fate
    sheet: str
    place: str
    """A cell, or the name of an object."""
    what: str
    action: str

    @property
    def text(self) -> str:
        """As one line of Dutch text."""
        where = f"{self.sheet}!{self.place}" if self.place else self.sheet
        return f"{self.fate.value}: {where}: {self.what} {self.action}".rstrip()


def short(text: str) -> str:
    """Shorten a quotation, so that one long cell does not fill the list."""
    return text if len(text) <= 200 else f"{text[:199]}…"
