"""A draft mail to one scorer, before its text is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from wijkexcel.outgoing.typed import Cell, OwnWords, Typed

MAIL_TEXT: Final = "mailtekst"


@dataclass(frozen=True)
class Mail:
    """All that a mail says."""

    to: Typed
    lines: tuple[Typed, ...]
    """The text of the municipality, line by line."""
    values: Mapping[str, str]
    """What comes in the place of its fields; what was typed is ``Typed``."""
    blocks: Mapping[str, OwnWords] = field(default_factory=dict)
    """Lines that come in the place of a field: what the scorer answered, and what became of it."""


def lines_of(text: str) -> tuple[Typed, ...]:
    """Take a mail text apart in lines that know their number."""
    lines = text.split("\n")
    return tuple(Typed(line, Cell("", MAIL_TEXT, str(i))) for i, line in enumerate(lines, 1))
