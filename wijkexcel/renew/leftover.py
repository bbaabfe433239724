"""What could not be carried along unchanged: nothing of that goes unsaid."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of something."""

    LOST = "niet meegenomen"
    CHECK = "kijk dit na"
    FROZEN = "formule werd waarde"
    RENEWED = "vernieuwd"
    ADDED = "opgenomen"
    CHOOSE = "kies nog"
    """It came along unchanged, and this version takes it otherwise until someone chooses."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """One thing: where it was, what it was, what to do."""

    fate: Fate
    sheet: str
    place: str
    """A cell, or the name of an object."""
    what: str
    action: str

    @property
    def text(self) -> str:
        """One Dutch line."""
        where = f"{self.sheet}!{self.place}" if self.place else self.sheet
        return f"{self.fate.value}: {where}: {self.what} {self.action}".rstrip()


def short(text: str) -> str:
    """Shorten what is quoted, so that one long cell does not fill the list."""
    return text if len(text) <= 200 else f"{text[:199]}…"
