"""A draft mail to one scorer, before its text is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from wijkexcel.outgoing.typed import Cell, OwnWords, Typed

MAIL_TEXT: Final = "mailtekst"


@dataclass(frozen=True)
class Mail:
    """Everything in a mail."""

    to: Typed
    lines: tuple[Typed, ...]
    """The municipality's text, line by line."""
    values: Mapping[str, str]
    """The values of its fields; typed text is ``Typed``."""
    blocks: Mapping[str, OwnWords] = field(default_factory=dict)
    """Lines that replace a field: the scorer's answers, and what happened to them."""


def lines_of(text: str) -> tuple[Typed, ...]:
    """Split a mail text into lines that know their number."""
    lines = text.split("\n")
    return tuple(Typed(line, Cell("", MAIL_TEXT, str(i))) for i, line in enumerate(lines, 1))
